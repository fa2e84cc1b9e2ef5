//! Writing CAS JSON 0.4.

use super::types::{layers, type_system, types};
use super::{CARRIES, METADATA, RELATION, SENTENCE, SPAN, TOKEN, all_features, features, sentences_and_tokens};
use crate::formats::anchor::Unit;
use crate::formats::export::{Export, Page};
use crate::formats::format::{FileNames, Part, part};
use crate::text::Span;
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::io;

/// A document in the order of keys that readers expect: types before structures before views.
#[derive(Serialize)]
struct Cas<'a> {
    #[serde(rename = "%TYPES")]
    types: &'a Map<String, Value>,
    #[serde(rename = "%FEATURE_STRUCTURES")]
    structures: Vec<Value>,
    #[serde(rename = "%VIEWS")]
    views: Value,
}

/// Writes a `.json` for each document, the type system and the layers.
pub(in crate::formats) fn write_json(export: &Export<'_>) -> io::Result<Vec<Part>> {
    let pages = export.pages(CARRIES);
    let used = all_features(&pages);
    let types = type_map(&used);
    let layers = layers(export, &export.labels(&pages), &used);
    let mut parts = vec![
        part("TypeSystem.xml", type_system(&used)),
        part("layers/layers.json", serde_json::to_vec_pretty(&layers)?),
    ];
    let mut names = FileNames::default();
    for page in &pages {
        let unit = export.options.unit.unwrap_or(Unit::Utf16);
        let structures = structures(page, unit);
        let members: Vec<usize> = (2..=structures.len()).collect();
        let views = json!({"_InitialView": {"%SOFA": 1, "%MEMBERS": members}});
        let name = format!("{}.json", names.unique(&page.info.name));
        parts.push(part(&name, serde_json::to_vec(&Cas { types: &types, structures, views })?));
    }
    Ok(parts)
}

fn type_map(used: &[String]) -> Map<String, Value> {
    let of = types(used).into_iter().map(|of| {
        let mut form = Map::new();
        form.insert("%NAME".to_owned(), of.name.into());
        form.insert("%SUPER_TYPE".to_owned(), of.parent.into());
        for (name, range) in of.features {
            form.insert(name.clone(), json!({"%NAME": name, "%RANGE": range}));
        }
        (of.name.to_owned(), Value::Object(form))
    });
    of.collect()
}

/// All structures of a document; the identity of each is its place, from 1.
fn structures(page: &Page<'_>, unit: Unit) -> Vec<Value> {
    let mut all = vec![json!({
        "%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "mimeType": "text",
        "sofaString": page.text.as_str(),
    })];
    let mut add = |kind: &str, span: Span, more: Value| {
        let [begin, end] = unit.range(page.text, span);
        let id = all.len() + 1;
        let mut structure = json!({"%ID": id, "%TYPE": kind, "@sofa": 1, "begin": begin, "end": end});
        if let (Some(structure), Value::Object(more)) = (structure.as_object_mut(), more) {
            structure.extend(more);
        }
        all.push(structure);
        id
    };
    let name = &page.info.name;
    let title = json!({"language": "zh", "documentTitle": name, "documentId": name, "isLastSegment": false});
    add(METADATA, page.text.span(), title);
    let (sentences, tokens) = sentences_and_tokens(page);
    for (kind, spans) in [(SENTENCE, sentences), (TOKEN, tokens)] {
        for span in spans {
            add(kind, span, Value::Null);
        }
    }
    let mut ids = Vec::new();
    for mark in &page.marks {
        let mut more = json!({"label": mark.label.as_str()});
        for (name, value) in features(mark) {
            more[name] = value.into();
        }
        ids.push(add(SPAN, mark.cover(), more));
    }
    let places = page.places();
    for relation in &page.relations {
        let id = |mark| places.get(mark).and_then(|&place| ids.get(place));
        let (Some(from), Some(to), Some(mark)) =
            (id(&relation.from), id(&relation.to), page.document.mark(relation.to))
        else {
            continue;
        };
        add(RELATION, mark.cover(), json!({"@Governor": from, "@Dependent": to, "label": relation.kind.as_str()}));
    }
    all
}
