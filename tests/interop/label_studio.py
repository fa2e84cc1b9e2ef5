"""Label Studio's SDK: the labelling configuration parses, the converter takes our tasks, and we read what it writes."""

import json
from collections import defaultdict

from label_studio_sdk.converter import Converter
from label_studio_sdk.label_interface import LabelInterface

from common import PROJECT, WORK, ZHUPI, check, equal, marks, read, said, said_by_zhupi, written


def files():
    folder = written("label-studio")
    (config,) = folder.glob("*.xml")
    (tasks,) = [it for it in folder.glob("*.json")]
    return config.read_text(encoding="utf-8"), tasks


@check("label-studio-sdk: the configuration is valid and accepts every task and region")
def interface():
    config, tasks = files()
    view = LabelInterface(config)
    view.validate()
    equal(sorted(view.get_control("label").labels), sorted({it.label for d in PROJECT for it in marks(d)}))
    for task in json.loads(tasks.read_text(encoding="utf-8")):
        for annotation in task["annotations"]:
            regions = [it for it in annotation["result"] if it["type"] != "relation"]
            for result in annotation["result"]:
                is_relation = result["type"] == "relation"
                valid = view.validate_relation(result, regions) if is_relation else view.validate_region(result)
                equal((valid, result), (True, result))


@check("label-studio-sdk: regions cover the words they quote")
def quotes():
    _, tasks = files()
    for task, document in zip(json.loads(tasks.read_text(encoding="utf-8")), PROJECT, strict=True):
        found = defaultdict(list)
        for annotation in task["annotations"]:
            for result in annotation["result"]:
                if result["type"] == "labels":
                    value = result["value"]
                    equal(task["data"]["text"][value["start"] : value["end"]], value["text"])
                    found[task["data"]["doc_id"]].append((value["labels"][0], value["text"]))
        equal(sorted(found[document[0]]), said(marks(document)))


def converted(name):
    """The sample as Label Studio exports it, after its server has given every task and annotation an identity."""
    config, path = files()
    imported = json.loads(path.read_text(encoding="utf-8"))
    for number, task in enumerate(imported, 1):
        task["id"] = number
        for annotation in task["annotations"]:
            annotation.update(id=100 + number, completed_by=1)
    tasks = WORK / "label-studio-imported.json"
    tasks.write_text(json.dumps(imported, ensure_ascii=False), encoding="utf-8")
    target = WORK / f"label-studio-{name}"
    converter = Converter(config, project_dir=None)
    getattr(converter, f"convert_to_{name}")(str(tasks), str(target), is_dir=False)
    return target


@check("label-studio-sdk: JSON that its converter writes is read, relations and all")
def back():
    (path,) = converted("json").glob("*.json")
    for record, document in zip(read(path), PROJECT, strict=True):
        equal(record["text"], document[1])
        equal(said_by_zhupi(record), said(marks(document)))
        equal(sorted(it["kind"] for it in record["relations"]), sorted(kind for kind, *_ in document[3]))


@check("label-studio-sdk: JSON_MIN that its converter writes is read")
def minimal():
    (path,) = converted("json_min").glob("*.json")
    records = {it["text"]: it for it in read(path)}
    for document in PROJECT:
        if marks(document):
            equal(said_by_zhupi(records[document[1]]), said(marks(document)))


@check("label-studio-sdk: its CoNLL of whole clauses is refused and not taken for tags by character")
def conll():
    (path,) = converted("conll2003").glob("*.conll")
    try:
        read(path)
    except RuntimeError as refused:
        equal("tokens" in str(refused), True)
    else:
        raise AssertionError("it was read")
