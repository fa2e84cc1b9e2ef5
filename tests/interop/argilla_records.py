"""argilla: our records build its own records, and what those serialise to comes in. No server takes part."""

import json

import argilla as rg

from common import PROJECT, WORK, check, equal, marks, read, said, said_by_zhupi, written


@check("argilla: Record.from_dict takes our records, and their spans cover what was marked")
def load():
    records = json.loads((written("argilla") / "argilla.json").read_text(encoding="utf-8"))
    for record, document in zip(records, PROJECT, strict=True):
        found = rg.Record.from_dict(record)
        text = found.fields["text"]
        equal(text, document[1])
        spans = [span for response in found.responses for span in response.value]
        equal(sorted((it["label"], text[it["start"] : it["end"]]) for it in spans), said(marks(document)))


@check("argilla: records that it writes are read")
def back():
    made = []
    for document in PROJECT:
        value = [{"start": it.start, "end": it.end, "label": it.label} for it in marks(document)]
        suggestion = rg.Suggestion("span", value, agent="rules")
        made.append(rg.Record(id=document[0], fields={"text": document[1]}, suggestions=[suggestion]).to_dict())
    path = WORK / "from-argilla.json"
    path.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    for record, document in zip(read(path, "--all"), PROJECT, strict=True):
        equal((record["id"], record["text"]), (document[0], document[1]))
        equal(said_by_zhupi(record), said(marks(document)))
