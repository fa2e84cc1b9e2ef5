//! Argilla 2: records as its own `Record.to_dict` gives them, in a list, and the script that logs them to a server.
//!
//! `{"id":"甲","fields":{"text":"…"},"suggestions":{"span":{"value":[{"start":1,"end":6,"label":"TIME"}],…}},
//! "responses":{"span":[{"value":[…],"user_id":"…"}]},…}`, offsets in **code points**. A document of which nobody has
//! accepted anything goes out as a suggestion, any other as a response of the user that the script puts in. The question
//! has to allow overlap if marks do. Read: the first response to any question with spans, or else its suggestion.
//!
//! Losses: discontinuous marks, relations, attributes, remarks, document labels, states, evidence.
//!
//! Definition: Argilla 2.8, `argilla.records` and `SpanQuestion`.

use super::anchor::{Given, Unit};
use super::draft::{Draft, DraftMark, each_record, formless, left_out};
use super::export::{Carries, Export, Page};
use super::format::{Input, Part, part};
use super::json;
use super::problem::{ProblemKind, Problems};
use crate::annotate::Review;
use crate::project::NewDocument;
use serde_json::{Value, json};
use std::io;

/// What Argilla carries.
pub(super) const CARRIES: Carries = Carries::SPANS;

const SCRIPT: &str = include_str!("to_argilla.py");
/// Whoever the script logs the records for.
const NOBODY: &str = "00000000-0000-0000-0000-000000000000";

/// Whether a first record has fields and answers or suggestions to questions.
pub(super) fn looks(first: &Value) -> bool {
    let has = |key: &str| first.get(key).is_some_and(Value::is_object);
    has("fields") && (has("suggestions") || has("responses"))
}

/// Reads records.
pub(super) fn read(input: &Input<'_>, problems: &mut Problems) -> Result<Vec<NewDocument>, ProblemKind> {
    let from = input.origins("argilla", Unit::CodePoint);
    each_record(input, from, "Argilla JSON", problems, draft)
}

fn draft(record: &Value, number: usize, problems: &mut Problems) -> Option<Draft> {
    let fields = record.get("fields")?;
    let text = fields.get("text").or_else(|| fields.as_object()?.values().find(|it| it.is_string()))?.as_str()?;
    let mut draft = Draft { name: json::id(record, "id"), text: text.to_owned(), ..Draft::default() };
    draft.unit = record.get("metadata").and_then(json::stated_unit);
    let of = |key: &str| record.get(key).and_then(Value::as_object).into_iter().flatten().map(|(_, answer)| answer);
    let value = |answer: &Value| answer.get("value").and_then(Value::as_array).cloned();
    let answered =
        of("responses").filter_map(Value::as_array).filter_map(|people| people.iter().find_map(value)).next();
    let n_people: usize = of("responses").filter_map(Value::as_array).map(Vec::len).sum();
    if n_people > 1 {
        draft.faults.push(left_out(format!("{} further responses", n_people - 1)));
    }
    let is_proposed = answered.is_none();
    let spans = answered.or_else(|| of("suggestions").find_map(value)).unwrap_or_default();
    for span in &spans {
        match (json::position(span, "start"), json::position(span, "end")) {
            (Some(start), Some(end)) => {
                let (given, label) = (Given::new(start, end, None), json::id(span, "label"));
                draft.marks.push(DraftMark { given, label, is_proposed, ..DraftMark::default() });
            }
            _ => formless(span, number, problems),
        }
    }
    Some(draft)
}

/// Writes the records and the script.
pub(super) fn write(export: &Export<'_>) -> io::Result<Vec<Part>> {
    let records: Vec<Value> = export.pages(CARRIES).iter().map(record).collect();
    Ok(vec![part("argilla.json", serde_json::to_vec(&records)?), part("to_argilla.py", SCRIPT)])
}

fn record(page: &Page<'_>) -> Value {
    let span = |mark: &crate::annotate::Mark| {
        let [start, end] = Unit::CodePoint.range(page.text, mark.cover());
        json!({"start": start, "end": end, "label": mark.label.as_str()})
    };
    let spans: Vec<Value> = page.marks.iter().map(|mark| span(mark)).collect();
    let is_reviewed = page.marks.is_empty() || page.marks.iter().any(|mark| mark.review == Review::Accepted);
    let (suggestions, responses) = if is_reviewed {
        (json!({}), json!({"span": [{"value": spans, "user_id": NOBODY}]}))
    } else {
        (json!({"span": {"value": spans, "score": null, "agent": "zhupi"}}), json!({}))
    };
    let mut metadata = json!({});
    json::stamp(&mut metadata, Unit::CodePoint, page.text);
    json!({
        "id": page.info.name, "fields": {"text": page.text.as_str()}, "metadata": metadata, "suggestions": suggestions,
        "responses": responses, "vectors": {}, "status": "pending",
    })
}
