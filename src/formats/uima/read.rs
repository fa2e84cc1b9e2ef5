//! Reading XMI and CAS JSON, single files and archives of them.

use super::{RESERVED, attr_name};
use crate::formats::anchor::{Given, Unit};
use crate::formats::archive::{Archive, text_entry};
use crate::formats::draft::{Draft, DraftMark, DraftRelation, without_form};
use crate::formats::format::Input;
use crate::formats::json;
use crate::formats::problem::{ProblemKind, Problems};
use crate::formats::value::text_value;
use crate::formats::xml::{Element, Node, Xml};
use crate::project::NewDocument;
use serde_json::Value;
use std::collections::HashSet;

/// Whether a text is an XMI file.
pub(in crate::formats) fn looks_xmi(content: &str, _ending: &str) -> bool {
    let head = content.as_bytes().get(..content.len().min(1_000)).unwrap_or_default();
    head.windows(8).any(|window| window == b"<xmi:XMI")
}

/// Whether an archive holds XMI files.
pub(in crate::formats) fn looks_xmi_archive(names: &[String]) -> bool {
    names.iter().any(|name| name.ends_with(".xmi"))
}

/// Whether a first record is a CAS.
pub(in crate::formats) fn looks_json(first: &Value) -> bool {
    first.get("%FEATURE_STRUCTURES").is_some()
}

/// Whether an archive holds a type system and JSON files.
pub(in crate::formats) fn looks_json_archive(names: &[String]) -> bool {
    names.iter().any(|name| name == "TypeSystem.xml") && names.iter().any(|name| is_document(name, ".json"))
}

/// Reads XMI.
pub(in crate::formats) fn read_xmi(
    input: &Input<'_>,
    problems: &mut Problems,
) -> Result<Vec<NewDocument>, ProblemKind> {
    each(input, ".xmi", problems, xmi)
}

/// Reads CAS JSON.
pub(in crate::formats) fn read_json(
    input: &Input<'_>,
    problems: &mut Problems,
) -> Result<Vec<NewDocument>, ProblemKind> {
    each(input, ".json", problems, cas)
}

/// Reads a file, or every file of an archive with the ending; one that is broken does not take the others with it.
fn each(
    input: &Input<'_>,
    ending: &str,
    problems: &mut Problems,
    read: fn(&str, &str) -> Result<Draft, ProblemKind>,
) -> Result<Vec<NewDocument>, ProblemKind> {
    let from = input.origins("uima", Unit::Utf16);
    if !input.bytes.starts_with(b"PK") {
        return Ok(read(input.name, input.text())?.finish(from, 1, problems).into_iter().collect());
    }
    let mut archive = Archive::open(input.bytes)?;
    let mut names: Vec<String> = archive.names().iter().filter(|name| is_document(name, ending)).cloned().collect();
    names.sort();
    let mut documents = Vec::new();
    for name in names {
        let mut inner = Problems::new(&format!("{}/{name}", input.name));
        let content = text_entry(&mut archive, &name, &mut inner);
        let outcome = content.and_then(|content| read(&name, &content.unwrap_or_default())).map(|mut draft| {
            if draft.name.is_empty() {
                crate::formats::stem(&name).clone_into(&mut draft.name);
            }
            documents.extend(draft.finish(from, 1, &mut inner));
        });
        problems.within(inner, outcome)?;
    }
    Ok(documents)
}

fn is_document(name: &str, ending: &str) -> bool {
    name.ends_with(ending) && !name.starts_with("layers/")
}

fn xmi(part: &str, content: &str) -> Result<Draft, ProblemKind> {
    let mut xml = Xml::new(part, content);
    let (mut draft, mut entities) = (Draft::default(), Vec::new());
    let mut has_text = false;
    while let Some(node) = xml.step()? {
        let Node::Open(element) = node else { continue };
        match element.name() {
            "Sofa" => {
                has_text = true;
                draft.text = element.attr("sofaString").unwrap_or_default();
            }
            "DocumentMetaData" => draft.name = element.attr("documentTitle").unwrap_or_default(),
            _ => annotation(element.name(), &features_of(&element), &mut draft, &mut entities),
        }
    }
    has_text.then(|| with_entities(draft, entities)).ok_or_else(|| no_text(part))
}

/// A document with its named entities, without those that are there once more in a layer of their own: files that serve
/// both kinds of layer have them twice. One that a relation joins stays.
fn with_entities(mut draft: Draft, entities: Vec<DraftMark>) -> Draft {
    let key = |mark: &DraftMark| (mark.given.pieces.clone(), mark.label.clone());
    let joined: HashSet<&String> = draft.relations.iter().flat_map(|it| [&it.from, &it.to]).collect();
    let others: HashSet<_> = draft.marks.iter().map(key).collect();
    let is_copy = |mark: &DraftMark| mark.attrs.is_empty() && !joined.contains(&mark.id) && others.contains(&key(mark));
    let mut marks = entities;
    marks.retain(|mark| !is_copy(mark));
    marks.append(&mut draft.marks);
    Draft { marks, ..draft }
}

fn no_text(part: &str) -> ProblemKind {
    ProblemKind::Damaged { part: part.to_owned(), reason: "it has no document text".to_owned() }
}

/// The attributes of an element, the identity as `id`.
fn features_of(element: &Element<'_>) -> Vec<(String, String)> {
    let name = |key: String| if key == "xmi:id" { "id".to_owned() } else { key };
    element.attributes().filter(|(key, _)| !key.starts_with("xmlns")).map(|(key, value)| (name(key), value)).collect()
}

fn cas(part: &str, content: &str) -> Result<Draft, ProblemKind> {
    let damaged = |reason: String| ProblemKind::Damaged { part: part.to_owned(), reason };
    let whole: Value = serde_json::from_str(content).map_err(|error| damaged(error.to_string()))?;
    let (mut draft, mut entities) = (Draft::default(), Vec::new());
    let mut has_text = false;
    for structure in json::list(&whole, "%FEATURE_STRUCTURES") {
        let kind = json::string(structure, "%TYPE").rsplit('.').next().unwrap_or("");
        match kind {
            "Sofa" => {
                has_text = true;
                json::string(structure, "sofaString").clone_into(&mut draft.text);
            }
            "DocumentMetaData" => json::string(structure, "documentTitle").clone_into(&mut draft.name),
            _ => {
                let features = structure.as_object().into_iter().flatten().filter_map(|(key, value)| {
                    let key = if key == "%ID" { "id" } else { key.trim_start_matches('@') };
                    Some((key.to_owned(), text_value(value)?))
                });
                annotation(kind, &features.collect::<Vec<_>>(), &mut draft, &mut entities);
            }
        }
    }
    has_text.then(|| with_entities(draft, entities)).ok_or_else(|| no_text(part))
}

/// Takes an annotation over, if it is a mark or a relation. Marks of the built-in layer of named entities go by themselves.
fn annotation(kind: &str, features: &[(String, String)], draft: &mut Draft, entities: &mut Vec<DraftMark>) {
    let get = |name: &str| features.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let label = ["label", "value", "PosValue"].into_iter().find_map(get).unwrap_or("");
    if let (Some(from), Some(to)) = (get("Governor"), get("Dependent")) {
        let kind = if label.is_empty() { kind } else { label };
        let relation = DraftRelation { kind: kind.to_owned(), from: from.to_owned(), to: to.to_owned(), line: 0 };
        draft.relations.push(relation);
        return;
    }
    let (Some(begin), Some(end), false) = (get("begin"), get("end"), label.is_empty()) else { return };
    let (Ok(start), Ok(end)) = (begin.parse(), end.parse()) else {
        draft.faults.push(without_form(&format!("{kind} {label} {begin}–{end}")));
        return;
    };
    let is_ours = |key: &str| !RESERVED.contains(&key) && !key.starts_with('%');
    let marks = if kind == "NamedEntity" { entities } else { &mut draft.marks };
    marks.push(DraftMark {
        id: get("id").unwrap_or("").to_owned(),
        given: Given::new(start, end, None),
        label: label.to_owned(),
        attrs: features
            .iter()
            .filter(|(key, _)| is_ours(key))
            .map(|(key, value)| (attr_name(key), value.clone()))
            .collect(),
        note: get("note").unwrap_or("").to_owned(),
        is_proposed: get("status") == Some("proposed"),
        ..DraftMark::default()
    });
}
