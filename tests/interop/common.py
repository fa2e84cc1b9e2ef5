"""What the checks share: a sample project, running zhupi, and saying what held.

A check prints a line for everything it looked at: `ok WHAT` or `not ok WHAT: WHY`; `cargo xtask interop` counts them.
Texts and marks are given here in words, so that offsets are computed twice, here and in the program.
"""

import json
import subprocess
import sys
import traceback
from pathlib import Path

WORK = Path(sys.argv[1])
ZHUPI = sys.argv[2]

# Name, text, marks (label, words, which occurrence), relations between marks by their place, labels of the document.
PROJECT = [
    (
        "通知一",
        "关于加快发展的通知\n到2027年，𠮷水镇产值增长6%以上（市工信局牵头，市发展改革委配合）。\n　　完成后由𠮷水镇报送。\n",
        [
            ("TIME", "2027年", 0),
            ("LOC", "𠮷水镇", 0),
            ("QTY", "6%以上", 0),
            ("DEPT", "市工信局", 0),
            ("DEPT", "市发展改革委", 0),
            ("ORG", "𠮷水镇产值", 0),
            ("LOC", "𠮷水镇", 1),
        ],
        [("by", 2, 0), ("responsible", 2, 3)],
        ["通知"],
    ),
    (
        "通知二",
        "👨‍👩‍👧社区服务中心由县民政局负责，2026年底前建成12个，覆盖“一老一小”。",
        [("ORG", "👨‍👩‍👧社区服务中心", 0), ("DEPT", "县民政局", 0), ("TIME", "2026年底前", 0), ("QTY", "12个", 0)],
        [("by", 3, 2)],
        [],
    ),
    ("通知三", "各乡镇人民政府要抓好落实。", [], [], []),
]


class Mark:
    """A mark of the sample: its label, its words, where it stands in code points."""

    def __init__(self, text, label, words, occurrence):
        at = -1
        for _ in range(occurrence + 1):
            at = text.index(words, at + 1)
        self.label, self.words, self.start, self.end = label, words, at, at + len(words)


def marks(document):
    """The marks of a document of the sample, in order of place, the longer first."""
    name, text, given, _, _ = document
    return [Mark(text, *mark) for mark in given]


def flat(found):
    """The marks that stay where none may overlap: the longest."""
    kept = []
    for mark in sorted(found, key=lambda it: (it.start - it.end, it.start)):
        if all(mark.end <= other.start or other.end <= mark.start for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda it: it.start)


def said(found):
    """Marks as label and words, in order, for comparing."""
    return sorted((mark.label, mark.words) for mark in found)


def sample():
    """The sample project as native JSON Lines; gives its path."""
    path = WORK / "sample.jsonl"
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        for document in PROJECT:
            name, text, _, relations, labels = document
            spans = [
                {"id": f"1-{place}", "start": mark.start, "end": mark.end, "label": mark.label, "text": mark.words}
                for place, mark in enumerate(marks(document))
            ]
            for span in spans:
                span["status"] = "accepted"
            if spans:
                spans[2]["attrs"] = {"cmp": "ge", "value": 6} if name == "通知一" else {}
            links = [{"kind": kind, "from": f"1-{a}", "to": f"1-{b}"} for kind, a, b in relations]
            record = {"id": name, "text": text, "labels": labels, "spans": spans, "relations": links}
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


def zhupi(*words):
    """Runs zhupi; gives what it says on standard output. A failure carries what it said of the reason."""
    done = subprocess.run([ZHUPI, *map(str, words)], capture_output=True, text=True, encoding="utf-8")
    if done.returncode != 0:
        raise RuntimeError(f"zhupi {' '.join(map(str, words))}: {done.stderr.strip()}")
    return done.stdout


def written(form, *more):
    """The sample as zhupi writes it in a format; gives the folder with all files."""
    folder = WORK / form
    zhupi("convert", sample(), "--to", form, "-q", *more, "-o", f"{folder}/")
    return folder


def read(path, *more):
    """What zhupi reads from a file, as records of native JSON Lines."""
    return [json.loads(line) for line in zhupi("convert", path, "-q", *more).splitlines()]


def said_by_zhupi(record):
    """The marks of a record that zhupi read, as label and words cut out of the record's own text."""
    text = record["text"]
    return sorted((span["label"], text[span["start"] : span["end"]]) for span in record["spans"])


def equal(found, wanted):
    """Fails with both sides where they differ."""
    if found != wanted:
        raise AssertionError(f"found {found!r}, wanted {wanted!r}")


def check(what):
    """Runs a function at once, and says whether it held."""

    def run(function):
        try:
            function()
            print(f"ok {what}", flush=True)
        except Exception as error:  # whatever went wrong is the finding
            place = traceback.extract_tb(error.__traceback__)[-1]
            print(f"not ok {what}: {type(error).__name__}: {error} ({Path(place.filename).name}:{place.lineno})", flush=True)
        return function

    return run
