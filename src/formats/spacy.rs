//! spaCy 3: neutral JSON Lines, and the script that makes a `.spacy` file of it.
//!
//! `{"id":"甲","text":"…","spans":[{"start":1,"end":6,"label":"TIME"}]}`, offsets in **code points**. The binary `DocBin`
//! is bound to a vocabulary and a version, so it is made by `to_docbin.py` where spaCy is: overlapping spans go to
//! `doc.spans["sc"]`, the longest of them to `doc.ents`. Read besides: the simple training form
//! `["text", {"entities": [[1, 6, "TIME"]]}]`, and what `Doc.to_json` gives, with entities in `ents` and groups in `spans`.
//!
//! Losses: discontinuous marks, relations, attributes, remarks, document labels, states, evidence.
//!
//! Definition: spaCy 3 API, `Doc.char_span` and `DocBin`.

use super::anchor::{Given, Unit};
use super::draft::{Draft, DraftMark, each_record, formless};
use super::export::{Carries, Export};
use super::format::{Input, Part, part};
use super::json;
use super::problem::{ProblemKind, Problems};
use super::value::text_value;
use crate::project::NewDocument;
use serde_json::{Value, json};
use std::collections::HashSet;
use std::io;

/// What spaCy carries.
pub(super) const CARRIES: Carries = Carries::SPANS;

const SCRIPT: &str = include_str!("to_docbin.py");

/// Whether a first record is of the simple training form. The neutral form is also the shortest of our own.
pub(super) fn looks(first: &Value) -> bool {
    let is_simple =
        first.get(0).is_some_and(Value::is_string) && first.get(1).is_some_and(|it| it.get("entities").is_some());
    let is_doc = first.get("text").is_some_and(Value::is_string) && first.get("ents").is_some_and(Value::is_array);
    is_simple || is_doc
}

/// Reads all three forms.
pub(super) fn read(input: &Input<'_>, problems: &mut Problems) -> Result<Vec<NewDocument>, ProblemKind> {
    let from = input.origins("spacy", Unit::CodePoint);
    each_record(input, from, "spaCy JSON", problems, draft)
}

fn draft(record: &Value, number: usize, problems: &mut Problems) -> Option<Draft> {
    // A single simple record on a line of its own is a list of two.
    let (text, body) = match record {
        Value::Array(pair) => (pair.first()?.as_str()?, pair.get(1)?),
        _ => (record.get("text")?.as_str()?, record),
    };
    let mut draft = Draft {
        name: json::id(record, "id"),
        text: text.to_owned(),
        unit: json::stated_unit(record),
        ..Draft::default()
    };
    let groups = body.get("spans").and_then(Value::as_object).into_iter().flatten();
    let mut grouped = HashSet::new();
    for span in groups.flat_map(|(_, spans)| spans.as_array().into_iter().flatten()) {
        let mark = mark(span);
        grouped.extend(mark.as_ref().map(key));
        take(span, mark, &mut draft, number, problems);
    }
    for span in ["entities", "spans", "ents"].into_iter().flat_map(|key| json::list(body, key)) {
        // Entities are the longest spans of a group once more.
        let mark = mark(span);
        if !mark.as_ref().is_some_and(|mark| grouped.contains(&key(mark))) {
            take(span, mark, &mut draft, number, problems);
        }
    }
    Some(draft)
}

fn take(span: &Value, mark: Option<DraftMark>, draft: &mut Draft, number: usize, problems: &mut Problems) {
    match mark {
        Some(mark) => draft.marks.push(mark),
        None => formless(span, number, problems),
    }
}

fn key(mark: &DraftMark) -> (Vec<(u64, u64)>, String) {
    (mark.given.pieces.clone(), mark.label.clone())
}

fn mark(span: &Value) -> Option<DraftMark> {
    let quote = span.get("text").and_then(Value::as_str).map(str::to_owned);
    let (start, end, label) = match span {
        Value::Array(tuple) => (tuple.first()?.as_u64()?, tuple.get(1)?.as_u64()?, text_value(tuple.get(2)?)?),
        _ => (json::position(span, "start")?, json::position(span, "end")?, json::id(span, "label")),
    };
    Some(DraftMark { given: Given::new(start, end, quote), label, ..DraftMark::default() })
}

/// Writes the neutral form and the script.
pub(super) fn write(export: &Export<'_>) -> io::Result<Vec<Part>> {
    let lines = export.pages(CARRIES).into_iter().map(|page| {
        let span = |mark: &crate::annotate::Mark| {
            let [start, end] = Unit::CodePoint.range(page.text, mark.cover());
            json!({"start": start, "end": end, "label": mark.label.as_str()})
        };
        let spans: Vec<Value> = page.marks.iter().map(|mark| span(mark)).collect();
        let mut record = json!({"id": page.info.name, "text": page.text.as_str(), "spans": spans});
        json::stamp(&mut record, Unit::CodePoint, page.text);
        record
    });
    Ok(vec![part("spacy.jsonl", json::lines(lines)?), part("to_docbin.py", SCRIPT)])
}
