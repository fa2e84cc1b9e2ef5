//! Writing XMI.

use super::write::{Frame, Value, annotations};
use crate::formats::anchor::Unit;
use crate::formats::escape::escape;
use crate::formats::export::{Export, Page};
use crate::formats::format::{FileNames, Part, part};
use std::fmt::Write as _;
use std::io;

/// Writes a `.xmi` for each document, the type system and the layers.
pub(in crate::formats) fn write_xmi(export: &Export<'_>) -> io::Result<Vec<Part>> {
    let Frame { pages, mut parts, .. } = Frame::of(export, "layers.json")?;
    let mut names = FileNames::default();
    for page in &pages {
        let unit = export.options.unit.unwrap_or(Unit::Utf16);
        parts.push(part(&format!("{}.xmi", names.unique(&page.info.name)), document(page, unit)));
    }
    Ok(parts)
}

fn document(page: &Page<'_>, unit: Unit) -> String {
    let mut elements = String::new();
    let mut next = 2;
    annotations(page, |kind, span, features| {
        let id = next;
        next += 1;
        let [begin, end] = unit.range(page.text, span);
        let kind = element(kind);
        let _ = write!(elements, "  <{kind} xmi:id=\"{id}\" sofa=\"1\" begin=\"{begin}\" end=\"{end}\"");
        for (name, value) in features {
            let _ = match value {
                Value::Text(text) => write!(elements, " {name}=\"{}\"", escape(text)),
                Value::Other(id) => write!(elements, " {name}=\"{id}\""),
                Value::No => write!(elements, " {name}=\"false\""),
            };
        }
        elements.push_str("/>\n");
        id
    });
    let members: Vec<_> = (2..next).map(|id| id.to_string()).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" \
         xmlns:cas=\"http:///uima/cas.ecore\"\n    \
         xmlns:type2=\"http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore\"\n    \
         xmlns:type4=\"http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore\"\n    \
         xmlns:custom=\"http:///webanno/custom.ecore\" xmi:version=\"2.0\">\n  <cas:NULL xmi:id=\"0\"/>\n{}  \
         <cas:Sofa xmi:id=\"1\" sofaNum=\"1\" sofaID=\"_InitialView\" mimeType=\"text\" sofaString=\"{}\"/>\n  \
         <cas:View sofa=\"1\" members=\"{}\"/>\n</xmi:XMI>\n",
        elements,
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
