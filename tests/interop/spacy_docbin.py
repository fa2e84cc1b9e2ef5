"""spaCy: the DocBin that our script makes holds the same words, and documents of spaCy's own come in."""

import json
import subprocess
import sys

import spacy
from spacy.tokens import DocBin

from common import PROJECT, WORK, check, equal, flat, marks, read, said, said_by_zhupi, written


@check("spaCy: to_docbin.py makes a DocBin whose entities and spans say what was marked")
def docbin():
    folder = written("spacy")
    target = folder / "all.spacy"
    subprocess.run([sys.executable, folder / "to_docbin.py", folder / "spacy.jsonl", target], check=True)
    documents = list(DocBin().from_disk(target).get_docs(spacy.blank("zh").vocab))
    equal([it.text for it in documents], [text for _, text, *_ in PROJECT])
    for found, document in zip(documents, PROJECT):
        equal(sorted((it.label_, it.text) for it in found.spans["sc"]), said(marks(document)))
        equal(sorted((it.label_, it.text) for it in found.ents), said(flat(marks(document))))


@check("spaCy: documents written with to_json are read")
def back():
    nlp = spacy.blank("zh")
    path = WORK / "from-spacy.jsonl"
    with open(path, "w", encoding="utf-8") as out:
        for document in PROJECT:
            doc = nlp.make_doc(document[1])
            doc.ents = [doc.char_span(it.start, it.end, label=it.label) for it in flat(marks(document))]
            out.write(json.dumps(doc.to_json(), ensure_ascii=False) + "\n")
    for record, document in zip(read(path), PROJECT, strict=True):
        equal(record["text"], document[1])
        equal(said_by_zhupi(record), said(flat(marks(document))))
