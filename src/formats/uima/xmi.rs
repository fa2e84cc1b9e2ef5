//! Writing XMI.

use super::types::{layers, type_system};
use super::{CARRIES, METADATA, RELATION, SENTENCE, SPAN, TOKEN, all_features, features, sentences_and_tokens};
use crate::formats::anchor::Unit;
use crate::formats::escape::escape;
use crate::formats::export::{Export, Page};
use crate::formats::format::{FileNames, Part, part};
use crate::text::Span;
use std::fmt::Write as _;
use std::io;

/// Writes a `.xmi` for each document, the type system and the layers.
pub(in crate::formats) fn write_xmi(export: &Export<'_>) -> io::Result<Vec<Part>> {
    let pages = export.pages(CARRIES);
    let used = all_features(&pages);
    let layers = layers(export, &export.labels(&pages), &used);
    let mut parts =
        vec![part("TypeSystem.xml", type_system(&used)), part("layers.json", serde_json::to_vec_pretty(&layers)?)];
    let mut names = FileNames::default();
    for page in &pages {
        let unit = export.options.unit.unwrap_or(Unit::Utf16);
        parts.push(part(&format!("{}.xmi", names.unique(&page.info.name)), document(page, unit)));
    }
    Ok(parts)
}

/// The elements of a document with their identities counted.
struct Elements<'a> {
    page: &'a Page<'a>,
    unit: Unit,
    out: String,
    next: usize,
}

impl Elements<'_> {
    /// Adds an element over a span; gives its identity.
    fn add(&mut self, kind: &str, span: Span, more: &str) -> usize {
        let id = self.next;
        self.next += 1;
        let [begin, end] = self.unit.range(self.page.text, span);
        let _ = writeln!(self.out, "  <{kind} xmi:id=\"{id}\" sofa=\"1\" begin=\"{begin}\" end=\"{end}\"{more}/>");
        id
    }
}

fn document(page: &Page<'_>, unit: Unit) -> String {
    let mut elements = Elements { page, unit, out: String::new(), next: 2 };
    let name = escape(&page.info.name);
    let title = format!(" language=\"zh\" documentTitle=\"{name}\" documentId=\"{name}\" isLastSegment=\"false\"");
    elements.add(&element(METADATA), page.text.span(), &title);
    let (sentences, tokens) = sentences_and_tokens(page);
    for (kind, spans) in [(SENTENCE, sentences), (TOKEN, tokens)] {
        for span in spans {
            elements.add(&element(kind), span, "");
        }
    }
    let mut ids = Vec::new();
    for mark in &page.marks {
        let mut more = format!(" label=\"{}\"", escape(mark.label.as_str()));
        for (name, value) in features(mark) {
            let _ = write!(more, " {name}=\"{}\"", escape(value));
        }
        ids.push(elements.add(&element(SPAN), mark.cover(), &more));
    }
    let places = page.places();
    for relation in &page.relations {
        let id = |mark| places.get(mark).and_then(|&place| ids.get(place));
        let (Some(from), Some(to), Some(mark)) =
            (id(&relation.from), id(&relation.to), page.document.mark(relation.to))
        else {
            continue;
        };
        let kind = escape(relation.kind.as_str());
        let more = format!(" Governor=\"{from}\" Dependent=\"{to}\" label=\"{kind}\"");
        elements.add(&element(RELATION), mark.cover(), &more);
    }
    let members: Vec<_> = (2..elements.next).map(|id| id.to_string()).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" \
         xmlns:cas=\"http:///uima/cas.ecore\"\n    \
         xmlns:type2=\"http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore\"\n    \
         xmlns:type4=\"http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore\"\n    \
         xmlns:custom=\"http:///webanno/custom.ecore\" xmi:version=\"2.0\">\n  <cas:NULL xmi:id=\"0\"/>\n{}  \
         <cas:Sofa xmi:id=\"1\" sofaNum=\"1\" sofaID=\"_InitialView\" mimeType=\"text\" sofaString=\"{}\"/>\n  \
         <cas:View sofa=\"1\" members=\"{}\"/>\n</xmi:XMI>\n",
        elements.out,
        escape(page.text.as_str()),
        members.join(" ")
    )
}

/// A type as an element: its package has a prefix.
fn element(kind: &str) -> String {
    let (package, name) = kind.rsplit_once('.').unwrap_or(("", kind));
    let prefix = match package.rsplit('.').nth(1) {
        Some("metadata") => "type2",
        Some("segmentation") => "type4",
        _ => "custom",
    };
    format!("{prefix}:{name}")
}
