//! spaCy 3: neutral JSON Lines, and the script that makes a `.spacy` file of it.
//!
//! `{"id":"甲","text":"…","spans":[{"start":1,"end":6,"label":"TIME"}]}`, offsets in **code points**. The binary `DocBin`
//! is bound to a vocabulary and a version, so it is made by `to_docbin.py` where spaCy is: overlapping spans go to
//! `doc.spans["sc"]`, the longest of them to `doc.ents`. Read besides: the simple training form
//! `["text", {"entities": [[1, 6, "TIME"]]}]`.
//!
//! Losses: discontinuous marks, relations, attributes, remarks, document labels, states, evidence.
//!
//! Definition: spaCy 3 API, `Doc.char_span` and `DocBin`.

use super::anchor::{Given, Unit};
use super::draft::{Draft, DraftMark, Origins};
use super::export::{Carries, Export};
use super::format::{Input, Part, part};
use super::json;
use super::problem::{ProblemKind, Problems, SpanFault, shorten};
use super::value::text_value;
use crate::project::NewDocument;
use serde_json::{Value, json};
use std::io;

/// What spaCy carries.
pub(super) const CARRIES: Carries = Carries::SPANS;

const SCRIPT: &str = include_str!("to_docbin.py");

/// Whether a first record is of the simple training form. The neutral form is also the shortest of our own.
pub(super) fn looks(first: &Value) -> bool {
    first.get(0).is_some_and(Value::is_string) && first.get(1).is_some_and(|it| it.get("entities").is_some())
}

/// Reads both forms.
pub(super) fn read(input: &Input<'_>, problems: &mut Problems) -> Result<Vec<NewDocument>, ProblemKind> {
    let from = Origins { file: input.name, format: "spacy", unit: input.unit(Unit::CodePoint) };
    let mut documents = Vec::new();
    json::records(input.text(), "spaCy JSON", problems, |number, record, problems| {
        // A single simple record on a line of its own is a list of two.
        match draft(&record, number, problems) {
            Some(draft) => documents.extend(draft.finish(from, number, problems)),
            None => problems.at(number, ProblemKind::BadRecord { reason: "no text".to_owned() }),
        }
    })?;
    Ok(documents)
}

fn draft(record: &Value, number: usize, problems: &mut Problems) -> Option<Draft> {
    let (text, spans) = match record {
        Value::Array(pair) => (pair.first()?.as_str()?, json::list(pair.get(1)?, "entities")),
        _ => (record.get("text")?.as_str()?, json::list(record, "spans")),
    };
    let mut draft = Draft { name: json::id(record, "id"), text: text.to_owned(), ..Draft::default() };
    for span in spans {
        match mark(span) {
            Some(mark) => draft.marks.push(mark),
            None => {
                let given = shorten(&span.to_string());
                problems.at(number, ProblemKind::BadSpan { fault: SpanFault::Form, given });
            }
        }
    }
    Some(draft)
}

fn mark(span: &Value) -> Option<DraftMark> {
    let (start, end, label) = match span {
        Value::Array(tuple) => (tuple.first()?.as_u64()?, tuple.get(1)?.as_u64()?, text_value(tuple.get(2)?)?),
        _ => (json::position(span, "start")?, json::position(span, "end")?, json::id(span, "label")),
    };
    Some(DraftMark { given: Given::new(start, end, None), label, ..DraftMark::default() })
}

/// Writes the neutral form and the script.
pub(super) fn write(export: &Export<'_>) -> io::Result<Vec<Part>> {
    let lines = export.pages(CARRIES).into_iter().map(|page| {
        let span = |mark: &crate::annotate::Mark| {
            let [start, end] = Unit::CodePoint.range(page.text, mark.cover());
            json!({"start": start, "end": end, "label": mark.label.as_str()})
        };
        let spans: Vec<Value> = page.marks.iter().map(|mark| span(mark)).collect();
        json!({"id": page.info.name, "text": page.text.as_str(), "spans": spans})
    });
    Ok(vec![part("spacy.jsonl", json::lines(lines)?), part("to_docbin.py", SCRIPT)])
}
