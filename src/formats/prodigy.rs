//! Prodigy JSON Lines: one task a line, one token a character.
//!
//! `spans[].end` is exclusive and `token_end` **inclusive**; offsets are **code points**. Relations name the last token of
//! each mark, with both spans beside it. Tasks that were rejected or ignored are read as documents without marks of
//! people: their spans become proposals.
//!
//! Losses: discontinuous marks, attributes, remarks, document labels, states, evidence.
//!
//! Definition: Prodigy documentation, "Annotation interfaces", `ner_manual` and `relations`.

use super::anchor::{Given, Unit};
use super::draft::{Draft, DraftMark, DraftRelation, each_record, formless};
use super::export::{Carries, Export, Page};
use super::format::{Input, Part, part};
use super::json;
use super::problem::{ProblemKind, Problems};
use crate::annotate::Mark;
use crate::project::NewDocument;
use serde_json::{Value, json};
use std::io;

/// What Prodigy carries.
pub(super) const CARRIES: Carries = Carries { relations: true, ..Carries::SPANS };

/// Whether a first record is a task.
pub(super) fn looks(first: &Value) -> bool {
    let is_task = ["tokens", "answer", "_view_id", "_task_hash"].into_iter().any(|key| first.get(key).is_some());
    first.get("text").is_some_and(Value::is_string) && is_task && first.get("ner_tags").is_none()
}

/// Reads tasks.
pub(super) fn read(input: &Input<'_>, problems: &mut Problems) -> Result<Vec<NewDocument>, ProblemKind> {
    let from = input.origins("prodigy", Unit::CodePoint);
    each_record(input, from, "Prodigy JSON", problems, draft)
}

fn draft(task: &Value, number: usize, problems: &mut Problems) -> Option<Draft> {
    let name = task.get("meta").map(|meta| json::id(meta, "source")).unwrap_or_default();
    let mut draft = Draft { name, text: task.get("text")?.as_str()?.to_owned(), ..Draft::default() };
    draft.unit = task.get("meta").and_then(json::stated_unit);
    let tokens = json::list(task, "tokens");
    let is_proposed = task.get("answer").is_some_and(|answer| answer != "accept");
    for span in json::list(task, "spans") {
        let at = || Some((json::position(span, "start")?, json::position(span, "end")?));
        let Some((start, end)) = at() else {
            formless(span, number, problems);
            continue;
        };
        let label = json::id(span, "label");
        let id = match span.get("id") {
            Some(_) => json::id(span, "id"),
            None => key(start, end, &label),
        };
        draft.marks.push(DraftMark {
            id,
            given: Given::new(start, end, quote(span, tokens)),
            label,
            is_proposed,
            ..DraftMark::default()
        });
    }
    let end = |relation: &Value, name: &str| {
        let span = relation.get(name)?;
        match span.get("id") {
            Some(_) => Some(json::id(span, "id")),
            None => Some(key(json::position(span, "start")?, json::position(span, "end")?, &json::id(span, "label"))),
        }
    };
    for relation in json::list(task, "relations") {
        let (from, to) = (end(relation, "head_span"), end(relation, "child_span"));
        let kind = json::string(relation, "label").to_owned();
        draft.relations.push(DraftRelation {
            kind,
            from: from.unwrap_or_default(),
            to: to.unwrap_or_default(),
            line: 0,
        });
    }
    Some(draft)
}

/// The words of the tokens that a span says it covers; `token_end` is its last token.
fn quote(span: &Value, tokens: &[Value]) -> Option<String> {
    let at = |key| usize::try_from(json::position(span, key)?).ok();
    let tokens = tokens.get(at("token_start")?..=at("token_end")?)?;
    Some(tokens.iter().map(|token| json::string(token, "text")).collect())
}

fn key(start: u64, end: u64, label: &str) -> String {
    format!("{start}-{end}-{label}")
}

/// Writes tasks.
pub(super) fn write(export: &Export<'_>) -> io::Result<Vec<Part>> {
    let pages = export.pages(CARRIES);
    let lines = pages.iter().map(|page| {
        let spans: Vec<Value> = page.marks.iter().enumerate().map(|(place, mark)| span(page, place, mark)).collect();
        let places = page.places();
        let relations: Vec<Value> = page
            .relations
            .iter()
            .filter_map(|it| {
                let (head, child) = (spans.get(*places.get(&it.from)?)?, spans.get(*places.get(&it.to)?)?);
                Some(json!({
                    "head": head.get("token_end"), "child": child.get("token_end"), "label": it.kind.as_str(),
                    "head_span": head, "child_span": child,
                }))
            })
            .collect();
        let tokens: Vec<Value> = (0_u32..).zip(page.text.as_str().chars()).map(token).collect();
        let mut meta = json!({"source": page.info.name});
        json::stamp(&mut meta, Unit::CodePoint, page.text);
        let mut task = json!({
            "text": page.text.as_str(), "tokens": tokens, "spans": spans, "meta": meta,
            "answer": "accept", "_view_id": if page.relations.is_empty() { "ner_manual" } else { "relations" },
        });
        if !relations.is_empty() {
            task["relations"] = relations.into();
        }
        task
    });
    Ok(vec![part("prodigy.jsonl", json::lines(lines)?)])
}

/// One token a character, blanks included, so that token and character positions are the same.
fn token((at, ch): (u32, char)) -> Value {
    json!({"text": ch.to_string(), "start": at, "end": at + 1, "id": at, "ws": false})
}

fn span(page: &Page<'_>, place: usize, mark: &Mark) -> Value {
    let [start, end] = Unit::CodePoint.range(page.text, mark.cover());
    json!({
        "id": format!("m{}", place + 1), "start": start, "end": end, "token_start": start,
        "token_end": end.saturating_sub(1), "label": mark.label.as_str(),
    })
}
