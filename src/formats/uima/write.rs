//! What both forms write, before it has a form: the files beside the documents, and the annotations of a document.

use super::types::{layers, type_system};
use super::{CARRIES, METADATA, RELATION, SENTENCE, SPAN, TOKEN, all_features, features};
use crate::formats::export::{Export, Page};
use crate::formats::format::{Part, part};
use crate::text::Span;
use std::io;

/// What an archive is made of before its documents are written.
pub(super) struct Frame<'a> {
    pub(super) pages: Vec<Page<'a>>,
    /// The features that any mark has.
    pub(super) used: Vec<String>,
    /// The type system and the layers.
    pub(super) parts: Vec<Part>,
}

impl<'a> Frame<'a> {
    /// The frame of an export, with the layers in a file of the given name.
    pub(super) fn of(export: &'a Export<'_>, layers_name: &str) -> io::Result<Self> {
        let pages = export.pages(CARRIES);
        let used = all_features(&pages);
        let layers = layers(export, &export.labels(&pages), &used);
        let parts =
            vec![part("TypeSystem.xml", type_system(&used)), part(layers_name, serde_json::to_vec_pretty(&layers)?)];
        Ok(Self { pages, used, parts })
    }
}

/// The value of a feature.
pub(super) enum Value<'a> {
    Text(&'a str),
    /// The identity of another annotation.
    Other(usize),
    No,
}

/// Gives every annotation of a document to `add`: its type, what it covers and its features. `add` gives its identity.
pub(super) fn annotations(page: &Page<'_>, mut add: impl FnMut(&str, Span, &[(&str, Value<'_>)]) -> usize) {
    let title = &page.info.name;
    let about = [
        ("language", Value::Text("zh")),
        ("documentTitle", Value::Text(title)),
        ("documentId", Value::Text(title)),
        ("isLastSegment", Value::No),
    ];
    add(METADATA, page.text.span(), &about);
    let (sentences, tokens) = sentences_and_tokens(page);
    for (kind, spans) in [(SENTENCE, sentences), (TOKEN, tokens)] {
        for span in spans {
            add(kind, span, &[]);
        }
    }
    let mut ids = Vec::new();
    for mark in &page.marks {
        let more = features(mark);
        let mut all = vec![("label", Value::Text(mark.label.as_str()))];
        all.extend(more.iter().map(|(name, value)| (name.as_str(), Value::Text(value))));
        ids.push(add(SPAN, mark.cover(), &all));
    }
    let places = page.places();
    for relation in &page.relations {
        let id = |mark| places.get(mark).and_then(|&place| ids.get(place)).copied();
        let (Some(from), Some(to), Some(mark)) =
            (id(&relation.from), id(&relation.to), page.document.mark(relation.to))
        else {
            continue;
        };
        let kind = Value::Text(relation.kind.as_str());
        add(
            RELATION,
            mark.cover(),
            &[("Governor", Value::Other(from)), ("Dependent", Value::Other(to)), ("label", kind)],
        );
    }
}

/// The lines of a page that are not blank, and its characters that are not.
fn sentences_and_tokens(page: &Page<'_>) -> (Vec<Span>, Vec<Span>) {
    let mut sentences = Vec::new();
    let mut start = 0;
    let content = page.text.as_str();
    for line in content.split('\n') {
        let from = start + (line.len() - line.trim_start().len());
        let span = Span::from_range(from..from + line.trim().len());
        sentences.extend(Some(span).filter(|span| !span.is_empty()));
        start += line.len() + 1;
    }
    let ink = content.char_indices().filter(|(_, ch)| !ch.is_whitespace());
    (sentences, ink.map(|(at, ch)| Span::from_range(at..at + ch.len_utf8())).collect())
}
