"""dkpro-cassis: XMI and CAS JSON load with their type system, and what it writes itself comes in."""

from cassis import Cas, TypeSystem, load_cas_from_json, load_cas_from_xmi, load_typesystem

from common import PROJECT, WORK, check, equal, marks, read, said, said_by_zhupi, written

SPAN = "webanno.custom.PolicySpan"
RELATION = "webanno.custom.PolicyRel"


def look(cas, document):
    equal(cas.sofa_string, document[1])
    found = cas.select(SPAN)
    equal(sorted((it.label, it.get_covered_text()) for it in found), said(marks(document)))
    ours = marks(document)
    links = sorted((it.label, it.Governor.get_covered_text(), it.Dependent.get_covered_text()) for it in cas.select(RELATION))
    equal(links, sorted((kind, ours[a].words, ours[b].words) for kind, a, b in document[3]))
    attributes = [(it.get("cmp"), it.get_covered_text()) for it in found if it.get("cmp")]
    equal(attributes, [("ge", "6%以上")] if document[0] == "通知一" else [])


@check("cassis: XMI loads, marks cover the same words, relations join them")
def xmi():
    folder = written("uima-xmi")
    types = load_typesystem(open(folder / "TypeSystem.xml", "rb"))
    for document in PROJECT:
        look(load_cas_from_xmi(open(folder / f"{document[0]}.xmi", "rb"), typesystem=types), document)


@check("cassis: CAS JSON loads, marks cover the same words, relations join them")
def json():
    folder = written("uima-json")
    for document in PROJECT:
        look(load_cas_from_json(open(folder / f"{document[0]}.json", "rb")), document)


def own(document):
    """A CAS that cassis builds from nothing."""
    types = TypeSystem()
    span = types.create_type(SPAN, supertypeName="uima.tcas.Annotation")
    types.create_feature(span, "label", "uima.cas.String")
    relation = types.create_type(RELATION, supertypeName="uima.tcas.Annotation")
    types.create_feature(relation, "label", "uima.cas.String")
    types.create_feature(relation, "Governor", span)
    types.create_feature(relation, "Dependent", span)
    cas = Cas(types)
    cas.sofa_string, cas.sofa_mime = document[1], "text/plain"
    made = [span(begin=it.start, end=it.end, label=it.label) for it in marks(document)]
    cas.add_all(made)
    for kind, a, b in document[3]:
        to = made[b]
        cas.add(relation(begin=to.begin, end=to.end, label=kind, Governor=made[a], Dependent=to))
    return cas


def came_in(path, document):
    (record,) = read(path)
    equal(record["text"], document[1])
    equal(said_by_zhupi(record), said(marks(document)))
    equal(sorted(it["kind"] for it in record["relations"]), sorted(kind for kind, *_ in document[3]))


@check("cassis: XMI that it writes is read")
def xmi_back():
    for document in PROJECT:
        path = WORK / f"cassis-{document[0]}.xmi"
        own(document).to_xmi(path)
        came_in(path, document)


@check("cassis: CAS JSON that it writes is read")
def json_back():
    for document in PROJECT:
        path = WORK / f"cassis-{document[0]}.json"
        own(document).to_json(path)
        came_in(path, document)
