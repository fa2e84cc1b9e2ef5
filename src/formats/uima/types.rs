//! The type system and the layers, for INCEpTION's settings.

use super::{METADATA, RELATION, SENTENCE, SPAN, TOKEN};
use crate::formats::export::Export;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// A type with its features and their ranges.
pub(super) struct Type {
    pub(super) name: &'static str,
    pub(super) parent: &'static str,
    pub(super) features: Vec<(String, &'static str)>,
}

/// The types used, given the features of marks.
pub(super) fn types(features: &[String]) -> Vec<Type> {
    const STRING: &str = "uima.cas.String";
    let annotation = "uima.tcas.Annotation";
    let text = |name: &str| (name.to_owned(), STRING);
    let metadata = vec![text("documentTitle"), text("documentId"), ("isLastSegment".to_owned(), "uima.cas.Boolean")];
    let span = std::iter::once(text("label")).chain(features.iter().map(|name| text(name))).collect();
    let relation = vec![("Dependent".to_owned(), SPAN), ("Governor".to_owned(), SPAN), text("label")];
    vec![
        Type { name: METADATA, parent: "uima.tcas.DocumentAnnotation", features: metadata },
        Type { name: SENTENCE, parent: annotation, features: vec![] },
        Type { name: TOKEN, parent: annotation, features: vec![] },
        Type { name: SPAN, parent: annotation, features: span },
        Type { name: RELATION, parent: annotation, features: relation },
    ]
}

/// `TypeSystem.xml`.
pub(super) fn type_system(features: &[String]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\">\n  <types>\n",
    );
    for of in types(features) {
        let _ = write!(
            out,
            "    <typeDescription><name>{}</name><description/><supertypeName>{}</supertypeName>\n      <features>\n",
            of.name, of.parent
        );
        for (name, range) in of.features {
            let _ = writeln!(
                out,
                "        <featureDescription><name>{name}</name><description/><rangeTypeName>{range}</rangeTypeName>\
                 </featureDescription>"
            );
        }
        out.push_str("      </features></typeDescription>\n");
    }
    out.push_str("  </types>\n</typeSystemDescription>\n");
    out
}

/// `layers.json`: the two layers as INCEpTION's settings import them.
pub(super) fn layers(export: &Export<'_>, labels: &[String], features: &[String]) -> Value {
    let feature = |(rank, name): (usize, &str)| {
        json!({
            "name": name, "uiName": name, "type": "uima.cas.String", "enabled": true, "visible": true, "required": false,
            "remember": false, "include_in_hover": true, "hideUnconstraintFeature": false, "multi_value_mode": "NONE",
            "link_mode": "NONE", "curatable": true, "rank": rank,
        })
    };
    let names = std::iter::once("label").chain(features.iter().map(String::as_str));
    let mut of_span: Vec<Value> = names.enumerate().map(feature).collect();
    let tags: Vec<Value> = labels
        .iter()
        .map(|label| {
            let meaning = export.scheme.label(label).map_or("", |known| known.wording.zh.as_str());
            json!({"tag_name": label, "tag_description": meaning})
        })
        .collect();
    if let Some(label) = of_span.first_mut() {
        label["remember"] = true.into();
        label["tag_set"] =
            json!({"name": "PolicyLabels", "description": "", "language": "zh", "create_tag": true, "tags": tags});
    }
    let layer = |name: &str, ui_name: &str, kind: &str, features: Vec<Value>| {
        json!({
            "name": name, "uiName": ui_name, "type": kind, "description": "", "enabled": true, "built_in": false,
            "readonly": false, "anchoring_mode": "CHARACTERS", "overlap_mode": "ANY_OVERLAP", "validation_mode": "NEVER",
            "cross_sentence": true, "allow_stacking": true, "lock_to_token_offset": false, "multiple_tokens": true,
            "linked_list_behavior": false, "show_hover": true, "features": features,
        })
    };
    let mut relation = layer(RELATION, "政策关系", "relation", vec![feature((0, "label"))]);
    relation["attach_type"] = json!({"name": SPAN});
    json!([layer(SPAN, "政策要素", "span", of_span), relation])
}
