"""Turns spacy.jsonl into a .spacy file:  python to_docbin.py spacy.jsonl train.spacy"""
import json
import sys

import spacy
from spacy.tokens import DocBin

nlp, db, lost = spacy.blank("zh"), DocBin(store_user_data=True), 0
for line in open(sys.argv[1], encoding="utf-8"):
    record = json.loads(line)
    doc = nlp.make_doc(record["text"])
    spans = []
    for s in record["spans"]:
        span = doc.char_span(s["start"], s["end"], label=s["label"], alignment_mode="strict")
        if span is None:
            lost += 1
            print("not on token boundaries:", record.get("id"), s, file=sys.stderr)
        else:
            spans.append(span)
    doc.spans["sc"] = spans  # overlapping spans survive here
    doc.ents = spacy.util.filter_spans(spans)  # the longest first, none over another
    db.add(doc)
db.to_disk(sys.argv[2])
print("lost", lost, file=sys.stderr)
