//! Writing native JSON Lines, one document at a time.

use super::{review_name, status_name};
use crate::annotate::{Attrs, Mark, Origin, Relation};
use crate::formats::value::json_value;
use crate::project::Document;
use crate::text::{Span, Text};
use serde::{Serialize, Serializer};
use serde_json::Value;
use std::io::{self, Write};

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    text: &'a str,
    offset_unit: &'static str,
    sha256: String,
    status: &'static str,
    labels: Vec<&'a str>,
    source: &'a str,
    spans: Vec<SpanLine<'a>>,
    relations: Vec<RelationLine<'a>>,
}

#[derive(Serialize)]
struct SpanLine<'a> {
    id: String,
    start: u32,
    end: u32,
    label: &'a str,
    text: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fragments: Vec<[u32; 2]>,
    #[serde(serialize_with = "as_map")]
    attrs: Vec<(&'a str, Value)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    derived: Vec<&'a str>,
    #[serde(flatten)]
    origin: OriginLine<'a>,
    status: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    note: &'a str,
}

/// Pairs as a map, in the order they are in.
fn as_map<S: Serializer>(pairs: &[(&str, Value)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(pairs.iter().map(|(name, value)| (name, value)))
}

#[derive(Serialize)]
struct OriginLine<'a> {
    origin: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    quoted: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    proposed: Option<ProposedLine<'a>>,
}

#[derive(Serialize)]
struct ProposedLine<'a> {
    start: u32,
    end: u32,
    label: &'a str,
}

#[derive(Serialize)]
struct RelationLine<'a> {
    kind: &'a str,
    from: String,
    to: String,
    #[serde(flatten)]
    origin: OriginLine<'a>,
    status: &'static str,
}

/// Writes documents, one a line. Documents whose text has not been loaded are passed over.
///
/// # Errors
/// Only what the writer underneath reports.
pub fn write<'a>(documents: impl IntoIterator<Item = &'a Document>, out: &mut dyn Write) -> io::Result<()> {
    documents.into_iter().try_for_each(|document| write_document(document, out))
}

/// Writes one document as one line.
///
/// # Errors
/// Only what the writer underneath reports.
pub fn write_document(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    let Some(text) = document.text() else {
        return Ok(());
    };
    let info = document.info();
    let line = Line {
        id: &info.name,
        text: text.as_str(),
        offset_unit: "codepoint",
        sha256: text.id().to_string(),
        status: status_name(info.status),
        labels: info.labels.iter().map(|label| label.as_str()).collect(),
        source: &info.source,
        spans: document.marks().iter().map(|mark| span_line(text, mark, document.words(mark))).collect(),
        relations: document.relations().map(|relation| relation_line(text, relation)).collect(),
    };
    serde_json::to_writer(&mut *out, &line)?;
    out.write_all(b"\n")
}

fn span_line<'a>(text: &Text, mark: &'a Mark, words: String) -> SpanLine<'a> {
    let [start, end] = code_points(text, mark.cover());
    let pieces = if mark.spans.len() > 1 { mark.spans.as_slice() } else { &[] };
    SpanLine {
        id: mark.id.to_string(),
        start,
        end,
        label: mark.label.as_str(),
        text: words,
        fragments: pieces.iter().map(|&span| code_points(text, span)).collect(),
        attrs: mark.attrs.iter().map(|(name, attr)| (name.as_str(), json_value(&attr.value))).collect(),
        derived: derived(&mark.attrs),
        origin: origin_line(text, &mark.origin, |span, label| mark.spans == [span] && mark.label == *label),
        status: review_name(mark.review),
        note: &mark.note,
    }
}

fn relation_line<'a>(text: &Text, relation: &'a Relation) -> RelationLine<'a> {
    let is_same = |span: Span, label: &_| span == Span::default() && relation.kind == *label;
    RelationLine {
        kind: relation.kind.as_str(),
        from: relation.from.to_string(),
        to: relation.to.to_string(),
        origin: origin_line(text, &relation.origin, is_same),
        status: review_name(relation.review),
    }
}

fn origin_line<'a>(
    text: &Text,
    origin: &'a Origin,
    is_same: impl Fn(Span, &crate::scheme::Name) -> bool,
) -> OriginLine<'a> {
    let plain = |origin: String| OriginLine { origin, quoted: None, rule: None, words: None, proposed: None };
    match origin {
        Origin::Human => plain("human".to_owned()),
        Origin::Import { source, quote } => {
            OriginLine { quoted: quote.as_deref(), ..plain(format!("import:{source}")) }
        }
        Origin::Recogniser(made) => {
            let [start, end] = code_points(text, made.span);
            let proposed = ProposedLine { start, end, label: made.label.as_str() };
            OriginLine {
                origin: "recogniser".to_owned(),
                quoted: None,
                rule: Some(made.rule.as_str()),
                words: Some(&made.words),
                proposed: (!is_same(made.span, &made.label)).then_some(proposed),
            }
        }
    }
}

fn derived(attrs: &Attrs) -> Vec<&str> {
    attrs.iter().filter(|(_, attr)| attr.derived).map(|(name, _)| name.as_str()).collect()
}

fn code_points(text: &Text, span: Span) -> [u32; 2] {
    [text.code_point(span.start).0, text.code_point(span.end).0]
}
