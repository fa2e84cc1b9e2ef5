//! Schemes as files (方案文件): JSON that people can read and change.
//!
//! ```json
//! {"format":"zhupi-scheme","version":1,
//!  "labels":[{"id":"DEPT","zh":"责任部门","en":"Department","seal":"责","key":"1","colour":"#c8321f","colour_dark":"#f0806f",
//!             "attributes":[{"id":"role","zh":"角色","en":"Role","kind":"choice",
//!                            "choices":[{"id":"lead","zh":"牵头","en":"Lead"}]}]}],
//!  "relations":[{"id":"by","zh":"期限","en":"Due by","from":["QTY"],"to":["TIME"]}]}
//! ```
//!
//! Only `id` is needed of anything; what is missing is filled with the plainest value. Labels named twice are refused.

use super::problem::ProblemKind;
use crate::scheme::{AttrDef, AttrKind, LabelDef, Name, RelationDef, Scheme, Wording};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

const FORMAT: &str = "zhupi-scheme";

#[derive(Serialize, Deserialize)]
struct File {
    format: String,
    version: u32,
    #[serde(default)]
    labels: Vec<LabelForm>,
    #[serde(default)]
    relations: Vec<RelationForm>,
}

#[derive(Serialize, Deserialize)]
struct LabelForm {
    #[serde(flatten)]
    named: Named,
    #[serde(default)]
    seal: String,
    #[serde(default)]
    key: String,
    #[serde(default)]
    colour: String,
    #[serde(default)]
    colour_dark: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    attributes: Vec<AttrForm>,
}

#[derive(Serialize, Deserialize)]
struct Named {
    id: String,
    #[serde(default)]
    zh: String,
    #[serde(default)]
    en: String,
}

#[derive(Serialize, Deserialize)]
struct AttrForm {
    #[serde(flatten)]
    named: Named,
    #[serde(default)]
    kind: Kind,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    choices: Vec<Named>,
}

#[derive(Clone, Copy, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    #[default]
    Text,
    Number,
    Choice,
}

#[derive(Serialize, Deserialize)]
struct RelationForm {
    #[serde(flatten)]
    named: Named,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    from: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    to: Vec<String>,
}

/// Writes a scheme.
///
/// # Errors
/// None in practice: it is written to memory.
pub fn write(scheme: &Scheme) -> std::io::Result<Vec<u8>> {
    let names = |list: &[Name]| list.iter().map(ToString::to_string).collect();
    let file = File {
        format: FORMAT.to_owned(),
        version: 1,
        labels: scheme.labels.iter().map(label_form).collect(),
        relations: scheme
            .relations
            .iter()
            .map(|it| RelationForm { named: named(&it.id, &it.wording), from: names(&it.from), to: names(&it.to) })
            .collect(),
    };
    let mut out = serde_json::to_vec_pretty(&file)?;
    out.push(b'\n');
    Ok(out)
}

/// Reads a scheme.
///
/// # Errors
/// [`ProblemKind::NotThisFormat`] with what does not fit.
pub fn read(bytes: &[u8]) -> Result<Scheme, ProblemKind> {
    let other = |reason: String| ProblemKind::NotThisFormat { format: "a scheme", reason };
    let file: File = serde_json::from_slice(bytes).map_err(|error| other(error.to_string()))?;
    if file.format != FORMAT || file.version != 1 {
        return Err(other(format!("it is {} version {}", file.format, file.version)));
    }
    let mut seen = HashSet::new();
    if let Some(label) = file.labels.iter().find(|label| label.named.id.is_empty() || !seen.insert(&label.named.id)) {
        return Err(other(format!("label {:?} is there twice or has no id", label.named.id)));
    }
    let names = |list: Vec<String>| list.into_iter().map(Name::from).collect();
    let relations = file.relations.into_iter().map(|it| {
        let (id, wording) = of_named(it.named);
        RelationDef { id, wording, from: names(it.from), to: names(it.to) }
    });
    Ok(Scheme { relations: relations.collect(), labels: file.labels.into_iter().map(label).collect() })
}

fn named(id: &Name, wording: &Wording) -> Named {
    Named { id: id.to_string(), zh: wording.zh.clone(), en: wording.en.clone() }
}

fn of_named(named: Named) -> (Name, Wording) {
    let or_id = |word: String| if word.is_empty() { named.id.clone() } else { word };
    let wording = Wording { zh: or_id(named.zh), en: or_id(named.en) };
    (Name::from(named.id), wording)
}

fn label_form(label: &LabelDef) -> LabelForm {
    LabelForm {
        named: named(&label.id, &label.wording),
        seal: label.seal.clone(),
        key: label.key.clone(),
        colour: label.colour.0.clone(),
        colour_dark: label.colour.1.clone(),
        attributes: label.attrs.iter().map(attr_form).collect(),
    }
}

fn attr_form(attr: &AttrDef) -> AttrForm {
    let (kind, choices) = match &attr.kind {
        AttrKind::Text => (Kind::Text, Vec::new()),
        AttrKind::Number => (Kind::Number, Vec::new()),
        AttrKind::Choice(choices) => (Kind::Choice, choices.iter().map(|(id, wording)| named(id, wording)).collect()),
    };
    AttrForm { named: named(&attr.id, &attr.wording), kind, choices }
}

fn label(form: LabelForm) -> LabelDef {
    let (id, wording) = of_named(form.named);
    let or = |value: String, other: &str| if value.is_empty() { other.to_owned() } else { value };
    // Colours go into style sheets, so nothing but a colour may pass.
    let colour = |value: String, other: &str| if is_colour(&value) { value } else { other.to_owned() };
    let initial = wording.zh.chars().take(1).collect::<String>();
    LabelDef {
        seal: or(form.seal, &initial).chars().take(1).collect(),
        key: form.key,
        colour: (colour(form.colour, "#5f6b76"), colour(form.colour_dark, "#aab4bd")),
        attrs: form.attributes.into_iter().map(attr).collect(),
        id,
        wording,
    }
}

fn attr(form: AttrForm) -> AttrDef {
    let (id, wording) = of_named(form.named);
    let kind = match form.kind {
        Kind::Text => AttrKind::Text,
        Kind::Number => AttrKind::Number,
        Kind::Choice => AttrKind::Choice(form.choices.into_iter().map(of_named).collect()),
    };
    AttrDef { id, wording, kind }
}

fn is_colour(value: &str) -> bool {
    value.strip_prefix('#').is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_scheme_comes_back() {
        let scheme = Scheme::policy();
        assert_eq!(read(&write(&scheme).unwrap()), Ok(scheme));
    }

    #[test]
    fn little_is_enough_and_too_much_is_refused() {
        let scheme =
            read(r#"{"format":"zhupi-scheme","version":1,"labels":[{"id":"甲","colour":"red;x"}]}"#.as_bytes())
                .unwrap();
        let label = &scheme.labels[0];
        assert_eq!((label.wording.zh.as_str(), label.seal.as_str(), label.colour.0.as_str()), ("甲", "甲", "#5f6b76"));
        for bad in [
            r#"{"format":"zhupi-scheme","version":2}"#,
            r#"{"format":"other","version":1}"#,
            r#"{"format":"zhupi-scheme","version":1,"labels":[{"id":"a"},{"id":"a"}]}"#,
            "[]",
            "",
        ] {
            assert!(read(bad.as_bytes()).is_err(), "{bad}");
        }
    }
}
