//! PaddleNLP UIE JSON Lines: one line for each text and prompt, half-open **code points**.
//!
//! `{"content":"…","result_list":[{"text":"市工信局","start":19,"end":23}],"prompt":"责任部门"}`. The prompt is the label's
//! Chinese name. Every label of the export is asked of every document, so that lines with an empty list are the negative
//! examples that training needs. Read: lines with the same content one after another become one document; a prompt that
//! is the Chinese name of a label of the built-in scheme becomes that label.
//!
//! Losses: relations, discontinuous marks, attributes, remarks, names and labels of documents, states, evidence.
//!
//! Definition: PaddleNLP `model_zoo/uie`, 2.x.

use super::anchor::{Given, Unit};
use super::draft::{Draft, DraftMark};
use super::export::{Carries, Export};
use super::format::{Input, Part, part};
use super::json;
use super::problem::{ProblemKind, Problems, SpanFault, shorten};
use crate::project::NewDocument;
use crate::scheme::Scheme;
use serde_json::{Value, json};
use std::collections::HashSet;
use std::io;

/// What UIE carries.
pub(super) const CARRIES: Carries = Carries { names: false, ..Carries::SPANS };

/// Whether a first record is a prompt with results.
pub(super) fn looks(first: &Value) -> bool {
    first.get("content").is_some_and(Value::is_string) && first.get("result_list").is_some_and(Value::is_array)
}

/// Reads documents.
pub(super) fn read(input: &Input<'_>, problems: &mut Problems) -> Result<Vec<NewDocument>, ProblemKind> {
    let from = input.origins("uie", Unit::CodePoint);
    let scheme = Scheme::policy();
    let mut documents = Vec::new();
    let mut open: Option<(usize, Draft)> = None;
    let mut asked: HashSet<String> = HashSet::new();
    json::records(input.text(), input.lines_before, "UIE JSON", problems, |number, record, problems| {
        let Some(content) = record.get("content").and_then(Value::as_str) else {
            problems.at(number, ProblemKind::BadRecord { reason: "no content".to_owned() });
            return;
        };
        let prompt = json::string(&record, "prompt");
        let known = scheme.labels.iter().find(|label| label.wording.zh == prompt);
        let label = known.map_or(prompt, |known| known.id.as_str());
        // The same prompt again means that another document with the same words begins.
        let goes_on = open.as_ref().is_some_and(|(_, draft)| draft.text == content) && !asked.contains(label);
        if !goes_on && let Some((line, draft)) = open.take() {
            documents.extend(draft.finish(from, line, problems));
            asked.clear();
        }
        let new = || (number, Draft { text: content.to_owned(), ..Draft::default() });
        let (_, draft) = open.get_or_insert_with(new);
        asked.insert(label.to_owned());
        for result in json::list(&record, "result_list") {
            let quote = result.get("text").and_then(Value::as_str).map(str::to_owned);
            match (json::position(result, "start"), json::position(result, "end")) {
                (Some(start), Some(end)) => {
                    let given = Given::new(start, end, quote);
                    draft.marks.push(DraftMark { given, label: label.to_owned(), ..DraftMark::default() });
                }
                _ => {
                    let given = shorten(&result.to_string());
                    problems.at(number, ProblemKind::BadSpan { fault: SpanFault::Form, given });
                }
            }
        }
    })?;
    if let Some((line, draft)) = open {
        documents.extend(draft.finish(from, line, problems));
    }
    Ok(documents)
}

/// Writes a line for each document and label.
pub(super) fn write(export: &Export<'_>) -> io::Result<Vec<Part>> {
    let pages = export.pages(CARRIES);
    let mut labels = export.labels(&pages);
    if labels.is_empty() {
        labels = export.scheme.labels.iter().take(1).map(|label| label.id.to_string()).collect();
    }
    let lines = pages.iter().flat_map(|page| {
        labels.iter().map(move |label| {
            let result = |mark: &crate::annotate::Mark| {
                let [start, end] = Unit::CodePoint.range(page.text, mark.cover());
                json!({"text": page.text.slice(mark.cover()), "start": start, "end": end})
            };
            let marks = page.marks.iter().filter(|mark| mark.label == *label.as_str());
            let results: Vec<Value> = marks.map(|mark| result(mark)).collect();
            let known = export.scheme.label(label).map(|known| known.wording.zh.as_str());
            json!({"content": page.text.as_str(), "result_list": results, "prompt": known.unwrap_or(label)})
        })
    });
    Ok(vec![part("uie.jsonl", json::lines(lines)?)])
}
