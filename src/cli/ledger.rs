//! `zhupi ledger`: the tasks of each document, one JSON line a task, or as a table.

use super::args::Task;
use super::source;
use crate::annotate::{Mark, Relation};
use crate::formats::table::{self, LedgerOf};
use crate::formats::value::json_value;
use crate::formats::xlsx;
use crate::ledger::{self, Row};
use crate::recognise::Pipeline;
use crate::text::{Span, Text};
use serde_json::{Value, json};
use std::io::{self, Write};
use std::sync::Arc;

/// Does the task; gives the number of files that could not be read.
pub(super) fn run(task: &Task) -> io::Result<usize> {
    let Some(pipeline) = super::pipeline(task) else { return Ok(1) };
    let mut out = source::open_output(task)?;
    let is_table = task.to.is_some_and(|format| format.id != "native");
    let n_failed = if is_table { table(task, &pipeline, &mut out)? } else { lines(task, &pipeline, &mut out)? };
    out.flush()?;
    Ok(n_failed)
}

/// The tasks one by one, as JSON Lines.
fn lines(task: &Task, pipeline: &Pipeline, out: &mut dyn Write) -> io::Result<usize> {
    source::each_document(task, |new| {
        let (workspace, outline) = super::recognised(pipeline, new);
        let Some(document) = super::only_document(&workspace) else {
            return Ok(());
        };
        let Some(text) = document.text() else {
            return Ok(());
        };
        let relations: Vec<Arc<Relation>> = document.relations().cloned().collect();
        let rows = ledger::ledger(text, &outline, document.marks(), &relations, Mark::is_visible);
        rows.iter().try_for_each(|row| {
            serde_json::to_writer(&mut *out, &line(&document.info().name, text, row))?;
            out.write_all(b"\n")
        })
    })
}

/// The ledgers of all documents as one table.
fn table(task: &Task, pipeline: &Pipeline, out: &mut dyn Write) -> io::Result<usize> {
    let mut all: Vec<(String, Text, Vec<Row>)> = Vec::new();
    let n_failed = source::each_document(task, |new| {
        let (workspace, outline) = super::recognised(pipeline, new);
        if let Some(document) = super::only_document(&workspace)
            && let Some(text) = document.text()
        {
            let relations: Vec<Arc<Relation>> = document.relations().cloned().collect();
            let rows = ledger::ledger(text, &outline, document.marks(), &relations, Mark::is_visible);
            all.push((document.info().name.clone(), text.clone(), rows));
        }
        Ok(())
    })?;
    let ledgers: Vec<LedgerOf<'_>> =
        all.iter().map(|(document, text, rows)| LedgerOf { document, text, rows }).collect();
    if task.to.is_some_and(|format| format.id == "xlsx") {
        out.write_all(&xlsx::write_ledger(&ledgers)?)?;
    } else {
        table::write_ledger(&ledgers, task.export.style, out)?;
    }
    Ok(n_failed)
}

fn line(doc: &str, text: &Text, row: &Row) -> Value {
    let with_place = |mut value: Value, span: Span| {
        value["start"] = text.code_point(span.start).0.into();
        value["end"] = text.code_point(span.end).0.into();
        value
    };
    let departments = row
        .departments
        .iter()
        .map(|it| with_place(json!({"canonical": it.canonical, "role": it.role, "group": it.group}), it.span));
    let targets = row.targets.iter().map(|it| {
        let value = json!({
            "indicator": it.indicator, "cmp": it.cmp, "value": json_value(&it.value), "value2": json_value(&it.value2),
            "unit": it.unit, "text": it.words,
        });
        with_place(value, it.span)
    });
    let deadlines: Vec<Value> =
        row.deadlines.iter().map(|it| with_place(json!({"value": it.value, "text": it.words}), it.span)).collect();
    let value = json!({
        "doc": doc, "task": row.number, "section": row.section, "title": row.title,
        "departments": departments.collect::<Vec<_>>(), "targets": targets.collect::<Vec<_>>(),
        "deadline": row.deadlines.first().map(|it| &it.value), "deadlines": deadlines,
    });
    with_place(value, row.span)
}
