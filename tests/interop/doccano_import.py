"""doccano: its own importer, over its own database, takes both of our files; its exporter's file comes in."""

import os
import sys
from pathlib import Path

import backend

from common import PROJECT, WORK, check, equal, marks, read, said, said_by_zhupi, written

DATABASE = WORK / "doccano.sqlite3"
DATABASE.unlink(missing_ok=True)
os.environ["DATABASE_URL"] = f"sqlite:///{DATABASE}"
os.environ["MEDIA_ROOT"] = str(WORK / "doccano-media")
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.development"
sys.path.insert(0, str(Path(backend.__file__).parent))

import django

django.setup()

from django.contrib.auth import get_user_model
from django.core.management import call_command

call_command("migrate", verbosity=0)
call_command("create_roles", verbosity=0)

from data_export.celery_tasks import export_dataset
from data_import.datasets import load_dataset
from data_import.pipeline.catalog import create_file_format
from data_import.pipeline.readers import FileName
from examples.models import Example
from labels.models import Relation, Span
from projects.models import Project, ProjectType, SequenceLabelingProject

USER = get_user_model().objects.create_user("zhupi")


def taken_in(path, task, use_relation):
    """A new project into which doccano has imported a file."""
    project = SequenceLabelingProject.objects.create(
        name=path.parent.name,
        project_type=ProjectType.SEQUENCE_LABELING,
        created_by=USER,
        allow_overlapping=True,
        use_relation=use_relation,
    )
    project.add_admin()
    project = Project.objects.get(pk=project.pk)
    name = FileName(full_path=str(path), generated_name=path.name, upload_name=path.name)
    dataset = load_dataset(task, create_file_format("JSONL"), [name], project, encoding="utf_8")
    dataset.save(USER)
    equal([it.message for it in dataset.errors], [])
    return project


def holds(project):
    """Every document with the words of its spans, which doccano's page cuts in UTF-16 units."""
    examples = {it.text: it for it in Example.objects.filter(project=project)}
    for _, text, *_ in PROJECT:
        units = text.encode("utf-16-le")
        cut = lambda span: units[2 * span.start_offset : 2 * span.end_offset].decode("utf-16-le")
        yield text, sorted((it.label.text, cut(it)) for it in Span.objects.filter(example=examples[text]))


def exported(project):
    """The archive that doccano offers for download."""
    return Path(export_dataset(project.pk, "JSONL"))


def came_in(path, relations):
    records = {it["text"]: it for it in read(path)}
    for document in PROJECT:
        record = records[document[1]]
        equal(said_by_zhupi(record), said(marks(document)))
        if relations:
            equal(sorted(it["kind"] for it in record["relations"]), sorted(kind for kind, *_ in document[3]))


@check("doccano: its importer takes our spans, and they cut out what was marked")
def spans():
    global PLAIN
    PLAIN = taken_in(written("doccano") / "doccano.jsonl", "SequenceLabeling", False)
    equal(list(holds(PLAIN)), [(it[1], said(marks(it))) for it in PROJECT])


@check("doccano: its importer takes our relations")
def relations():
    global LINKED
    LINKED = taken_in(written("doccano-relations") / "doccano.jsonl", "RelationExtraction", True)
    equal(list(holds(LINKED)), [(it[1], said(marks(it))) for it in PROJECT])
    found = sorted(it.type.text for it in Relation.objects.filter(example__project=LINKED))
    equal(found, sorted(kind for it in PROJECT for kind, *_ in it[3]))


@check("doccano: the file of spans that it exports is read")
def spans_back():
    came_in(exported(PLAIN), relations=False)


@check("doccano: the file of relations that it exports is read")
def relations_back():
    came_in(exported(LINKED), relations=True)
