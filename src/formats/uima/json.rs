//! Writing CAS JSON 0.4.

use super::types::types;
use super::write::{Frame, Value as Feature, annotations};
use crate::formats::anchor::Unit;
use crate::formats::export::{Export, Page};
use crate::formats::format::{FileNames, Part, part};
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
    let Frame { pages, used, mut parts } = Frame::of(export, "layers/layers.json")?;
    let types = type_map(&used);
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
    annotations(page, |kind, span, features| {
        let [begin, end] = unit.range(page.text, span);
        let id = all.len() + 1;
        let mut structure = json!({"%ID": id, "%TYPE": kind, "@sofa": 1, "begin": begin, "end": end});
        for (name, value) in features {
            match value {
                Feature::Text(text) => structure[*name] = (*text).into(),
                Feature::Other(id) => structure[format!("@{name}")] = (*id).into(),
                Feature::No => structure[*name] = false.into(),
            }
        }
        all.push(structure);
        id
    });
    all
}
