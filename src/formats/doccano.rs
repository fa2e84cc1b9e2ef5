//! doccano: JSON Lines of its two kinds of sequence-labelling projects.
//!
//! | kind | form |
//! |---|---|
//! | spans | `{"id":1,"text":"…","label":[[0,2,"LOC"]],"Comments":[],"name":"甲"}` |
//! | relations | `{"id":1,"text":"…","entities":[{"id":1,"label":"LOC","start_offset":0,"end_offset":2}],"relations":[{"id":1,"from_id":2,"to_id":1,"type":"LEAD"}],"Comments":[]}` |
//!
//! The two kinds of project do not read each other's files. Offsets are **UTF-16 units**, as doccano's page counts them
//! (doccano#2290). Read besides: `labels`, `data`, `annotations` of older releases, `cats`, and `entities` as tuples.
//! The target project has to be created with overlap allowed if marks overlap.
//!
//! Losses: attributes, remarks, discontinuous marks, document labels, states, evidence; relations in the first kind.
//!
//! Definition: doccano's `data_import` and `data_export` modules, 1.8.

use super::anchor::{Given, Unit};
use super::draft::{Draft, DraftMark, DraftRelation, each_record, formless, left_out};
use super::export::{Carries, Export, Page};
use super::format::{Input, Part, part};
use super::json;
use super::problem::{ProblemKind, Problems};
use crate::project::NewDocument;
use serde_json::{Value, json};
use std::io;

/// The kind without relations.
pub(super) const SPANS: Carries = Carries::SPANS;
/// The kind with relations.
pub(super) const RELATIONS: Carries = Carries { relations: true, ..Carries::SPANS };

/// Whether a first record is one of doccano's.
pub(super) fn looks(first: &Value) -> bool {
    let has_text = first.get("text").or_else(|| first.get("data")).is_some_and(Value::is_string);
    let tuples =
        |key| json::list(first, key).iter().all(Value::is_array) && first.get(key).is_some_and(Value::is_array);
    let old = || json::list(first, "annotations").iter().all(|it| it.get("start_offset").is_some());
    let entities = || json::list(first, "entities").iter().all(|it| it.get("start_offset").is_some() || it.is_array());
    has_text
        && (tuples("label")
            || tuples("labels")
            || first.get("annotations").is_some_and(Value::is_array) && old()
            || first.get("entities").is_some_and(Value::is_array) && entities())
}

/// Reads both kinds.
pub(super) fn read(input: &Input<'_>, problems: &mut Problems) -> Result<Vec<NewDocument>, ProblemKind> {
    let from = input.origins("doccano", Unit::Utf16);
    each_record(input, from, "doccano", problems, draft)
}

fn draft(record: &Value, line: usize, problems: &mut Problems) -> Option<Draft> {
    let text = record.get("text").or_else(|| record.get("data"))?.as_str()?.to_owned();
    let name =
        ["name", "source", "filename"].into_iter().map(|key| json::string(record, key)).find(|it| !it.is_empty());
    let name = name.map_or_else(|| json::id(record, "id"), str::to_owned);
    let mut draft = Draft { name, text, unit: json::stated_unit(record), ..Draft::default() };
    draft.labels = json::list(record, "cats").iter().filter_map(Value::as_str).map(str::to_owned).collect();
    for key in ["label", "labels", "entities", "annotations"] {
        for given in json::list(record, key) {
            match mark(given) {
                Some(mark) => draft.marks.push(mark),
                None => formless(given, line, problems),
            }
        }
    }
    let n_comments = json::list(record, "Comments").len();
    if n_comments > 0 {
        draft.faults.push(left_out(format!("{n_comments} comments on the document")));
    }
    draft.relations = json::list(record, "relations")
        .iter()
        .map(|it| DraftRelation {
            kind: json::string(it, "type").to_owned(),
            from: json::id(it, "from_id"),
            to: json::id(it, "to_id"),
            line: 0,
        })
        .collect();
    Some(draft)
}

fn mark(given: &Value) -> Option<DraftMark> {
    if let Value::Array(tuple) = given {
        let [start, end, label] = tuple.as_slice() else { return None };
        let given = Given::new(start.as_u64()?, end.as_u64()?, None);
        return Some(DraftMark { given, label: super::value::text_value(label)?, ..DraftMark::default() });
    }
    let at = Given::new(json::position(given, "start_offset")?, json::position(given, "end_offset")?, None);
    Some(DraftMark { id: json::id(given, "id"), given: at, label: json::id(given, "label"), ..DraftMark::default() })
}

/// Writes the kind without relations.
pub(super) fn write_spans(export: &Export<'_>) -> io::Result<Vec<Part>> {
    let unit = export.options.unit.unwrap_or(Unit::Utf16);
    let lines = export.pages(SPANS).into_iter().enumerate().map(|(index, page)| {
        let label: Vec<Value> = spans(&page, unit).map(|([start, end], label)| json!([start, end, label])).collect();
        let mut record = json!({
            "id": export.before + index + 1, "text": page.text.as_str(), "label": label, "Comments": [],
            "name": page.info.name,
        });
        json::stamp(&mut record, unit, page.text);
        record
    });
    Ok(vec![part("doccano.jsonl", json::lines(lines)?), label_config(export)?])
}

/// Writes the kind with relations.
pub(super) fn write_relations(export: &Export<'_>) -> io::Result<Vec<Part>> {
    let unit = export.options.unit.unwrap_or(Unit::Utf16);
    let (mut n_marks, mut n_relations) = (0, 0);
    let lines = export.pages(RELATIONS).into_iter().enumerate().map(|(index, page)| {
        let places = page.places();
        // Identities are unique over the file, as in doccano's own exports.
        let entities: Vec<Value> = spans(&page, unit)
            .zip(n_marks + 1..)
            .map(|(([start, end], label), id)| json!({"id": id, "label": label, "start_offset": start, "end_offset": end}))
            .collect();
        let relations: Vec<Value> = page
            .relations
            .iter()
            .zip(n_relations + 1..)
            .filter_map(|(it, id): (_, usize)| {
                let (from, to) = (places.get(&it.from)?, places.get(&it.to)?);
                let kind = it.kind.as_str();
                Some(json!({"id": id, "from_id": n_marks + 1 + from, "to_id": n_marks + 1 + to, "type": kind}))
            })
            .collect();
        n_marks += entities.len();
        n_relations += relations.len();
        let mut record = json!({
            "id": index + 1, "text": page.text.as_str(), "entities": entities, "relations": relations,
            "Comments": [], "name": page.info.name,
        });
        json::stamp(&mut record, unit, page.text);
        record
    });
    Ok(vec![part("doccano.jsonl", json::lines(lines)?), label_config(export)?])
}

fn spans<'a>(page: &'a Page<'_>, unit: Unit) -> impl Iterator<Item = ([u32; 2], &'a str)> {
    page.marks.iter().map(move |mark| (unit.range(page.text, mark.cover()), mark.label.as_str()))
}

/// The label configuration, with both spellings of its keys: doccano exports one and imports the other.
fn label_config(export: &Export<'_>) -> io::Result<Part> {
    let used = export.labels(&export.pages(SPANS));
    let labels: Vec<Value> = used
        .iter()
        .map(|label| {
            let known = export.scheme.label(label);
            let colour = known.map_or("#5f6b76", |known| known.colour.0.as_str());
            let key = known.map_or("", |known| known.key.as_str());
            let key = if key.is_empty() { Value::Null } else { Value::from(key) };
            json!({
                "text": label, "suffix_key": key, "suffixKey": key, "background_color": colour,
                "backgroundColor": colour, "text_color": "#ffffff", "textColor": "#ffffff",
            })
        })
        .collect();
    Ok(part("label_config.json", serde_json::to_vec(&labels)?))
}
