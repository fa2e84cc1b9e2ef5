//! Native JSON Lines as one format among the others.

use super::write;
use crate::formats::export::Export;
use crate::formats::format::{Input, Part, part};
use crate::formats::problem::{ProblemKind, Problems};
use crate::project::NewDocument;
use serde_json::Value;
use std::io;

/// Whether a first record is one of ours: it has a `text` and, if anything, a list of `spans` that are objects, and none
/// of the keys by which other formats are known.
pub(in crate::formats) fn looks(first: &Value) -> bool {
    let foreign = ["label", "entities", "ents", "tokens", "cats", "answer", "denotations", "data", "annotations"];
    let all = |key: &str, is: fn(&Value) -> bool| {
        first.get(key).is_none_or(|value| value.as_array().is_some_and(|list| list.iter().all(is)))
    };
    first.get("text").is_some_and(Value::is_string)
        && all("spans", Value::is_object)
        && all("labels", Value::is_string)
        && !foreign.iter().any(|key| first.get(key).is_some())
}

#[expect(clippy::unnecessary_wraps, reason = "the shape that all readers have")]
pub(in crate::formats) fn read_input(
    input: &Input<'_>,
    problems: &mut Problems,
) -> Result<Vec<NewDocument>, ProblemKind> {
    let mut reader =
        super::Reader::new(input.name, input.text().as_bytes()).after(input.lines_before).in_unit(input.unit);
    Ok(std::iter::from_fn(|| reader.next_document(problems)).collect())
}

pub(in crate::formats) fn write_export(export: &Export<'_>) -> io::Result<Vec<Part>> {
    let mut out = Vec::new();
    write(export.documents.iter().copied(), &mut out)?;
    Ok(vec![part("zhupi.jsonl", out)])
}
