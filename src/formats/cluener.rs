//! CLUENER JSON Lines: `{"text":"…","label":{"DEPT":{"市工信局":[[19,22]]}}}`, code points, the end **included**.
//!
//! An `id` is added with the document's name, as in CLUENER's own test set. Words are checked when reading.
//!
//! Losses: discontinuous marks, relations, attributes, remarks, document labels, states, evidence.
//!
//! Definition: CLUENER2020 data description.

use super::anchor::{Given, Unit};
use super::draft::{Draft, DraftMark};
use super::export::{Carries, Export};
use super::format::{Input, Part, part};
use super::json;
use super::problem::{ProblemKind, Problems, SpanFault, shorten};
use crate::project::NewDocument;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io;

/// What CLUENER carries.
pub(super) const CARRIES: Carries = Carries::SPANS;

/// Whether a first record has labels as an object.
pub(super) fn looks(first: &Value) -> bool {
    first.get("text").is_some_and(Value::is_string) && first.get("label").is_some_and(Value::is_object)
}

/// Reads documents.
pub(super) fn read(input: &Input<'_>, problems: &mut Problems) -> Result<Vec<NewDocument>, ProblemKind> {
    let from = input.origins("cluener", Unit::CodePoint);
    let mut documents = Vec::new();
    json::records(input.text(), input.lines_before, "CLUENER JSON", problems, |number, record, problems| {
        let Some(text) = record.get("text").and_then(Value::as_str) else {
            problems.at(number, ProblemKind::BadRecord { reason: "no text".to_owned() });
            return;
        };
        let mut draft = Draft {
            name: json::id(&record, "id"),
            text: text.to_owned(),
            unit: json::stated_unit(&record),
            ..Draft::default()
        };
        let labels = record.get("label").and_then(Value::as_object).into_iter().flatten();
        for (label, words) in labels {
            for (words, places) in words.as_object().into_iter().flatten() {
                for place in places.as_array().into_iter().flatten() {
                    match (place.get(0).and_then(Value::as_u64), place.get(1).and_then(Value::as_u64)) {
                        (Some(start), Some(last)) => {
                            let given = Given::new(start, last.saturating_add(1), Some(words.clone()));
                            draft.marks.push(DraftMark { given, label: label.clone(), ..DraftMark::default() });
                        }
                        _ => {
                            let given = shorten(&format!("{label} {words} {place}"));
                            problems.at(number, ProblemKind::BadSpan { fault: SpanFault::Form, given });
                        }
                    }
                }
            }
        }
        documents.extend(draft.finish(from, number, problems));
    })?;
    Ok(documents)
}

/// Writes documents.
pub(super) fn write(export: &Export<'_>) -> io::Result<Vec<Part>> {
    let lines = export.pages(CARRIES).into_iter().map(|page| {
        let mut label: BTreeMap<&str, BTreeMap<&str, Vec<[u32; 2]>>> = BTreeMap::new();
        for mark in &page.marks {
            let [start, end] = Unit::CodePoint.range(page.text, mark.cover());
            let words = label.entry(mark.label.as_str()).or_default().entry(page.text.slice(mark.cover())).or_default();
            words.push([start, end.saturating_sub(1)]);
        }
        let mut record = json!({"id": page.info.name, "text": page.text.as_str(), "label": label});
        json::stamp(&mut record, Unit::CodePoint, page.text);
        record
    });
    Ok(vec![part("cluener.jsonl", json::lines(lines)?)])
}
