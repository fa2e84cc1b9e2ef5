"""pybrat, a reader of brat standoff. It writes nothing, so there is nothing of its own to read back."""

from pybrat.parser import BratParser

from common import PROJECT, check, equal, marks, said, written


@check("pybrat: every pair parses, mentions and places agree with the text, relations join them")
def load():
    folder = written("brat")
    examples = {it.id: it for it in BratParser(error="raise").parse(folder)}
    equal(sorted(examples), sorted(name for name, *_ in PROJECT))
    for document in PROJECT:
        found, ours = examples[document[0]], marks(document)
        equal(found.text, document[1])
        for entity in found.entities:
            equal(found.text[entity.start : entity.end], entity.mention)
        equal(sorted((it.type, it.mention) for it in found.entities), said(ours))
        links = sorted((it.type, it.arg1.mention, it.arg2.mention) for it in found.relations)
        equal(links, sorted((kind, ours[a].words, ours[b].words) for kind, a, b in document[3]))
