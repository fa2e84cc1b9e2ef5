//! One mark or relation of a native line, read field by field so that a bad one does not take its document with it.

use super::review_of;
use crate::annotate::{ActorId, Attr, Attrs, Mark, MarkId, Origin, Proposal, Relation, RelationId, Review};
use crate::formats::anchor::{Given, Place, Unit};
use crate::formats::value::text_value;
use crate::scheme::Name;
use crate::text::{CodePoint, Span, Text};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// Where a mark stands according to the line; `None` where it has no usable start, end or label.
pub(super) fn given(span: &Value) -> Option<Given> {
    span.get("label")?.as_str().filter(|label| !label.is_empty())?;
    let (start, end) = (span.get("start")?.as_u64()?, span.get("end")?.as_u64()?);
    let quote = span.get("text").and_then(Value::as_str).map(str::to_owned);
    let pieces = match span.get("fragments") {
        Some(Value::Array(pieces)) if !pieces.is_empty() => {
            let pair = |piece: &Value| Some((piece.get(0)?.as_u64()?, piece.get(1)?.as_u64()?));
            pieces.iter().map(pair).collect::<Option<Vec<_>>>()?
        }
        _ => vec![(start, end)],
    };
    Some(Given { pieces, quote })
}

/// The mark of a line, at a place that was checked.
pub(super) fn mark(id: MarkId, span: &Value, place: Place, text: &Text, unit: Unit) -> Option<Mark> {
    let label = Name::from(span.get("label")?.as_str()?);
    let first = place.spans.first().copied().unwrap_or_default();
    let mut origin = origin(span, text, unit, first, &label);
    let mut review = review(span, &origin);
    if place.is_misquoted {
        let source = match origin {
            Origin::Import { source, .. } => source,
            Origin::Human | Origin::Recogniser(_) => "native".into(),
        };
        origin = Origin::Import { source, quote: Some(string(span, "text").to_owned()) };
        if review == Review::Accepted {
            review = Review::Proposed;
        }
    }
    Some(Mark {
        id,
        attrs: attrs(span),
        note: string(span, "note").to_owned(),
        review,
        origin,
        spans: place.spans,
        label,
    })
}

/// The relation of a line between marks known by the ids of the file.
pub(super) fn relation(number: u64, line: &Value, marks: &HashMap<String, MarkId>, text: &Text) -> Option<Relation> {
    let end = |name| marks.get(&id_text(line.get(name)?)?).copied();
    let kind = Name::from(line.get("kind")?.as_str()?);
    let (from, to) = (end("from")?, end("to")?);
    let origin = origin(line, text, Unit::CodePoint, Span::default(), &kind);
    let id = RelationId { actor: ActorId::default(), number };
    (from != to).then(|| Relation { id, review: review(line, &origin), kind, from, to, origin })
}

/// An id as text: files have strings or numbers.
pub(super) fn id_text(id: &Value) -> Option<String> {
    text_value(id).filter(|id| !id.is_empty())
}

fn attrs(span: &Value) -> Attrs {
    let mut attrs = Attrs::new();
    let none = Map::new();
    let derived = span.get("derived").and_then(Value::as_array);
    for (name, value) in span.get("attrs").and_then(Value::as_object).unwrap_or(&none) {
        if let Some(value) = text_value(value) {
            let derived = derived.is_some_and(|list| list.iter().any(|it| it.as_str() == Some(name)));
            attrs.insert(Name::from(name.as_str()), Attr { value, derived });
        }
    }
    attrs
}

/// A line that does not say is taken for a person's work.
fn origin(line: &Value, text: &Text, unit: Unit, span: Span, label: &Name) -> Origin {
    let name = string(line, "origin");
    if let Some(source) = name.strip_prefix("import:") {
        let quote = line.get("quoted").and_then(Value::as_str).map(str::to_owned);
        return Origin::Import { source: source.into(), quote };
    }
    if name != "recogniser" {
        return Origin::Human;
    }
    let proposed = line.get("proposed");
    let place = || {
        let made = proposed?;
        let at = |name: &str| u32::try_from(made.get(name)?.as_u64()?).ok();
        let locate = |at: u32| match unit {
            Unit::CodePoint => text.from_code_point(CodePoint(at)),
            Unit::Utf16 => text.from_utf16(crate::text::Utf16(at)),
        };
        Some(Span::new(locate(at("start")?), locate(at("end")?)))
    };
    let made_label = proposed.and_then(|made| made.get("label")?.as_str()).map(Name::from);
    Origin::Recogniser(Proposal {
        rule: string(line, "rule").into(),
        words: string(line, "words").to_owned(),
        span: place().unwrap_or(span),
        label: made_label.unwrap_or_else(|| label.clone()),
    })
}

/// A line that does not say: what a recogniser found is proposed, anything else accepted.
fn review(line: &Value, origin: &Origin) -> Review {
    let silent = if matches!(origin, Origin::Recogniser(_)) { Review::Proposed } else { Review::Accepted };
    review_of(string(line, "status")).unwrap_or(silent)
}

fn string<'a>(line: &'a Value, name: &str) -> &'a str {
    line.get(name).and_then(Value::as_str).unwrap_or("")
}
