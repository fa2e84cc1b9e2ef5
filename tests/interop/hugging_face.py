"""Hugging Face `datasets`, and `seqeval` for the tags in its rows."""

from pathlib import Path

from datasets import Dataset, Features, Sequence, Value, load_dataset
from seqeval.metrics import f1_score
from seqeval.metrics.sequence_labeling import get_entities
from seqeval.scheme import IOB2, IOBES, Entities

from common import PROJECT, WORK, check, equal, flat, marks, read, said, said_by_zhupi, written


def cells(text):
    """What is no blank, which is what tags by character keep."""
    return "".join(text.split())


def of_tags(rows):
    """The words that BIO tags mark."""
    found = []
    for tokens, tags in rows:
        found += [(label, "".join(tokens[start : end + 1])) for label, start, end in get_entities(tags)]
    return sorted(found)


WANTED = sorted(pair for document in PROJECT for pair in said(flat(marks(document))))


@check("datasets: load_dataset reads our rows, and their tags say what was marked")
def load():
    folder = written("huggingface")
    rows = load_dataset("json", data_files=str(folder / "data.jsonl"), split="train", cache_dir=str(WORK / "cache"))
    equal(of_tags((row["tokens"], row["ner_tags"]) for row in rows), WANTED)
    whole = {}
    for row in rows:
        whole[row["doc"]] = whole.get(row["doc"], "") + "".join(row["tokens"])
    equal(whole, {name: cells(text) for name, text, *_ in PROJECT})


@check("datasets: rows written with to_json are read")
def back():
    folder = written("huggingface")
    rows = load_dataset("json", data_files=str(folder / "data.jsonl"), split="train", cache_dir=str(WORK / "cache"))
    plain = Dataset.from_dict(
        {"id": rows["id"], "doc": rows["doc"], "tokens": rows["tokens"], "ner_tags": rows["ner_tags"]},
        features=Features(
            {"id": Value("string"), "doc": Value("string"), "tokens": Sequence(Value("string")), "ner_tags": Sequence(Value("string"))}
        ),
    )
    path = WORK / "from-datasets.jsonl"
    plain.to_json(path, force_ascii=False)
    records = read(path)
    equal([cells(it["text"]) for it in records], [cells(text) for _, text, *_ in PROJECT])
    equal(sorted(pair for it in records for pair in said_by_zhupi(it)), WANTED)


def columns(path):
    """Sentences of a file with a character and a tag a line."""
    sentences, tokens, tags = [], [], []
    for line in Path(path).read_text(encoding="utf-8").split("\n"):
        if line.startswith("-DOCSTART-"):
            continue
        if not line:
            if tokens:
                sentences.append((tokens, tags))
            tokens, tags = [], []
            continue
        parts = line.split(" ")
        tokens.append(parts[0])
        tags.append(parts[-1])
    return sentences


@check("seqeval: BIO is strict IOB2, and says what was marked")
def bio():
    rows = columns(written("bio") / "bio.txt")
    strict = Entities([tags for _, tags in rows], IOB2)
    equal(sum(len(it) for it in strict.entities), len(WANTED))
    equal(of_tags(rows), WANTED)
    equal(f1_score([t for _, t in rows], [t for _, t in rows], mode="strict", scheme=IOB2), 1.0)


@check("seqeval: BIOES is strict IOBES, and says what was marked")
def bioes():
    rows = columns(written("bioes") / "bioes.txt")
    found = []
    for (tokens, _), entities in zip(rows, Entities([tags for _, tags in rows], IOBES).entities):
        found += [(it.tag, "".join(tokens[it.start : it.end])) for it in entities]
    equal(sorted(found), WANTED)
