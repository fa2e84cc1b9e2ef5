//! W3C Web Annotation (JSON-LD): `annotations.json` with the texts beside it in an archive.
//!
//! Every mark is an annotation whose body is its label (`tagging`), attributes (`describing`, `name=value`) and remark
//! (`commenting`); its target has a quote and a position selector. Several targets are the pieces of a discontinuous
//! mark. A relation is an annotation with the motivation `linking` and both identities as targets, which is a profile of
//! our own. Positions are **code points** as the specification has it; Recogito counts UTF-16, so choose that unit for it.
//!
//! Losses: document labels, states, evidence.
//!
//! Definition: W3C Recommendation "Web Annotation Data Model", 23 February 2017.

use crate::annotate::{Mark, Review};
use crate::formats::anchor::Unit;
use crate::formats::export::{Carries, Export, Page};
use crate::formats::format::{FileNames, Part, part};
use crate::text::Span;
use serde_json::{Value, json};
use std::io;

mod read;
pub(super) use read::{looks, read};

/// What Web Annotation carries.
pub(super) const CARRIES: Carries =
    Carries { pieces: true, relations: true, attrs: true, notes: true, review: true, ..Carries::SPANS };

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
/// How many characters of what stands around go into a quote.
const AROUND: usize = 10;

/// Writes the annotations and the texts.
pub(super) fn write(export: &Export<'_>) -> io::Result<Vec<Part>> {
    let unit = export.options.unit.unwrap_or(Unit::CodePoint);
    let mut parts = Vec::new();
    let mut all = Vec::new();
    let mut names = FileNames::default();
    for page in export.pages(CARRIES) {
        let source = format!("{}.txt", names.unique(&page.info.name));
        let places = page.places();
        let id = |place: usize| format!("{source}#m{}", place + 1);
        all.extend(
            page.marks.iter().enumerate().map(|(place, mark)| annotation(&page, mark, &source, &id(place), unit)),
        );
        all.extend(page.relations.iter().enumerate().filter_map(|(index, it)| {
            let (from, to) = (id(*places.get(&it.from)?), id(*places.get(&it.to)?));
            let body = json!({"type": "TextualBody", "purpose": "tagging", "value": it.kind.as_str()});
            Some(json!({
                "@context": CONTEXT, "id": format!("{source}#r{}", index + 1), "type": "Annotation",
                "motivation": "linking", "body": body, "target": [from, to],
            }))
        }));
        parts.push(part(&source, page.text.as_str()));
    }
    parts.push(part("annotations.json", serde_json::to_vec_pretty(&all)?));
    Ok(parts)
}

fn annotation(page: &Page<'_>, mark: &Mark, source: &str, id: &str, unit: Unit) -> Value {
    let body = |purpose: &str, value: String| json!({"type": "TextualBody", "purpose": purpose, "value": value});
    let mut bodies = vec![body("tagging", mark.label.to_string())];
    bodies.extend(mark.attrs.iter().map(|(name, attr)| body("describing", format!("{name}={}", attr.value))));
    if !mark.note.is_empty() {
        bodies.push(body("commenting", mark.note.clone()));
    }
    if mark.review == Review::Proposed {
        bodies.push(body("assessing", "proposed".to_owned()));
    }
    let mut targets: Vec<Value> = mark.spans.iter().map(|&span| target(page, span, source, unit)).collect();
    let target = if targets.len() == 1 { targets.swap_remove(0) } else { targets.into() };
    json!({"@context": CONTEXT, "id": id, "type": "Annotation", "body": bodies, "target": target})
}

fn target(page: &Page<'_>, span: Span, source: &str, unit: Unit) -> Value {
    let [start, end] = unit.range(page.text, span);
    let content = page.text.as_str();
    let before = content.get(..span.start.index()).unwrap_or("");
    let after = content.get(span.end.index()..).unwrap_or("");
    let prefix: Vec<char> = before.chars().rev().take(AROUND).collect();
    json!({
        "source": source,
        "selector": [
            {
                "type": "TextQuoteSelector", "exact": page.text.slice(span),
                "prefix": prefix.into_iter().rev().collect::<String>(),
                "suffix": after.chars().take(AROUND).collect::<String>(),
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    })
}
