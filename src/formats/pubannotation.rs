//! PubAnnotation JSON, as TextAE shows it: an object for each document, in a list.
//!
//! `denotations` are marks, `relations` lead from `subj` to `obj`, `attributes` belong to denotations. TextAE runs in the
//! browser and counts **UTF-16 units**; say code points for a PubAnnotation server. Crossing marks, which TextAE rejects,
//! are left out by the overlap policy.
//!
//! Losses: crossing and discontinuous marks, remarks, document labels, states, evidence.
//!
//! Definition: PubAnnotation's format page; TextAE 12 for the configuration.

use super::anchor::{Given, Unit};
use super::draft::{Draft, DraftMark, DraftRelation, each_record, formless, left_out};
use super::export::{Carries, Export, Layers, Page};
use super::format::{Input, Part, part};
use super::json;
use super::problem::{ProblemKind, Problems, shorten};
use super::value::{json_value, text_value};
use crate::project::NewDocument;
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashMap};
use std::io;

/// What PubAnnotation carries.
pub(super) const CARRIES: Carries = Carries { layers: Layers::Nested, relations: true, attrs: true, ..Carries::SPANS };

/// Whether a first record has denotations.
pub(super) fn looks(first: &Value) -> bool {
    first.get("text").is_some_and(Value::is_string) && first.get("denotations").is_some_and(Value::is_array)
}

/// Reads documents.
pub(super) fn read(input: &Input<'_>, problems: &mut Problems) -> Result<Vec<NewDocument>, ProblemKind> {
    let from = input.origins("pubannotation", Unit::Utf16);
    each_record(input, from, "PubAnnotation JSON", problems, draft)
}

fn draft(record: &Value, number: usize, problems: &mut Problems) -> Option<Draft> {
    let text = record.get("text")?.as_str()?.to_owned();
    let mut draft =
        Draft { name: json::id(record, "sourceid"), text, unit: json::stated_unit(record), ..Draft::default() };
    let mut places: HashMap<String, usize> = HashMap::new();
    for given in json::list(record, "denotations") {
        let span = given.get("span").unwrap_or(given);
        let (Some(start), Some(end)) = (json::position(span, "begin"), json::position(span, "end")) else {
            formless(given, number, problems);
            continue;
        };
        let id = json::id(given, "id");
        places.entry(id.clone()).or_insert(draft.marks.len());
        let (given, label) = (Given::new(start, end, None), json::id(given, "obj"));
        draft.marks.push(DraftMark { id, given, label, ..DraftMark::default() });
    }
    for attribute in json::list(record, "attributes") {
        let mark = places.get(&json::id(attribute, "subj")).and_then(|&place| draft.marks.get_mut(place));
        match (mark, attribute.get("obj").and_then(text_value)) {
            (Some(mark), Some(value)) => mark.attrs.push((json::id(attribute, "pred"), value)),
            _ => draft.faults.push(left_out(format!("attribute {}", shorten(&attribute.to_string())))),
        }
    }
    draft.relations = json::list(record, "relations")
        .iter()
        .map(|it| {
            let [kind, from, to] = ["pred", "subj", "obj"].map(|key| json::id(it, key));
            DraftRelation { kind, from, to, line: 0 }
        })
        .collect();
    Some(draft)
}

/// Writes the list of documents.
pub(super) fn write(export: &Export<'_>) -> io::Result<Vec<Part>> {
    let unit = export.options.unit.unwrap_or(Unit::Utf16);
    let pages = export.pages(CARRIES);
    let config = config(export, &pages);
    let records: Vec<Value> = pages.iter().map(|page| record(page, unit, &config)).collect();
    Ok(vec![part("pubannotation.json", serde_json::to_vec(&records)?)])
}

fn record(page: &Page<'_>, unit: Unit, config: &Value) -> Value {
    let denotations = page.marks.iter().enumerate().map(|(place, mark)| {
        let [begin, end] = unit.range(page.text, mark.cover());
        json!({"id": format!("T{}", place + 1), "span": {"begin": begin, "end": end}, "obj": mark.label.as_str()})
    });
    let attributes = page.marks.iter().enumerate().flat_map(|(place, mark)| {
        mark.attrs.iter().map(move |(name, attr)| (place + 1, name.as_str(), json_value(&attr.value)))
    });
    let attributes = attributes.enumerate().map(|(index, (mark, name, value))| {
        json!({"id": format!("A{}", index + 1), "subj": format!("T{mark}"), "pred": name, "obj": value})
    });
    let places = page.places();
    let relations = page.relations.iter().enumerate().filter_map(|(index, it)| {
        let (from, to) = (places.get(&it.from)? + 1, places.get(&it.to)? + 1);
        let kind = it.kind.as_str();
        Some(
            json!({"id": format!("R{}", index + 1), "pred": kind, "subj": format!("T{from}"), "obj": format!("T{to}")}),
        )
    });
    let mut record = json!({
        "sourceid": page.info.name, "text": page.text.as_str(), "denotations": denotations.collect::<Vec<_>>(),
        "attributes": attributes.collect::<Vec<_>>(), "relations": relations.collect::<Vec<_>>(), "config": config,
    });
    json::stamp(&mut record, unit, page.text);
    record
}

fn config(export: &Export<'_>, pages: &[Page<'_>]) -> Value {
    let entities: Vec<Value> = export
        .labels(pages)
        .iter()
        .map(|label| {
            let known = export.scheme.label(label);
            json!({
                "id": label, "color": known.map_or("#aab4bd", |it| it.colour.1.as_str()),
                "label": known.map_or(label.as_str(), |it| it.wording.zh.as_str()),
            })
        })
        .collect();
    let relations: Vec<Value> = export.relation_kinds(pages).into_iter().map(|kind| json!({"id": kind})).collect();
    let names: BTreeSet<&str> = pages
        .iter()
        .flat_map(|page| page.marks.iter().flat_map(|mark| mark.attrs.iter().map(|(name, _)| name.as_str())))
        .collect();
    let attributes: Vec<Value> =
        names.into_iter().map(|name| json!({"pred": name, "value type": "string", "default": ""})).collect();
    json!({"entity types": entities, "relation types": relations, "attribute types": attributes})
}
