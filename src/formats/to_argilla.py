"""Logs exported records to an Argilla server: python to_argilla.py argilla.json URL KEY DATASET"""
import json
import sys

import argilla as rg

path, url, key, name = sys.argv[1:5]
client = rg.Argilla(api_url=url, api_key=key)
records = json.load(open(path, encoding="utf-8"))


def spans(record):
    for answers in record["responses"].values():
        yield from (span for answer in answers for span in answer["value"])
    for answer in record["suggestions"].values():
        yield from answer["value"]


labels = sorted({span["label"] for record in records for span in spans(record)}) or ["NONE"]
question = rg.SpanQuestion("span", field="text", labels=labels, allow_overlapping=True)
dataset = rg.Dataset(name, settings=rg.Settings(fields=[rg.TextField("text")], questions=[question]), client=client)
dataset.create()
for record in records:
    for answers in record["responses"].values():
        for answer in answers:
            answer["user_id"] = str(client.me.id)
dataset.records.log([rg.Record.from_dict(record) for record in records])
