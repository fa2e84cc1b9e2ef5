//! The table of marks: a row a mark.

use super::{Style, Table};
use crate::annotate::{Mark, Origin};
use crate::formats::export::{Carries, Export};
use crate::formats::format::{Part, part};
use crate::formats::native::review_name;
use crate::project::Document;
use crate::text::Text;
use std::collections::BTreeSet;
use std::io::{self, Write};

/// What the table of marks carries.
pub(in crate::formats) const CARRIES: Carries =
    Carries { pieces: true, attrs: true, notes: true, review: true, origin: true, ..Carries::SPANS };

/// Writes the table of marks. `shows` chooses which; documents whose text has not been loaded are passed over.
///
/// # Errors
/// Only what the writer underneath reports.
pub fn write_marks(
    documents: &[&Document],
    shows: impl Fn(&Mark) -> bool,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut table = Table::new(style, out)?;
    mark_rows(documents, shows).into_iter().try_for_each(|row| table.row(row))?;
    table.finish()
}

/// The rows of the table of marks, the header first.
pub(in crate::formats) fn mark_rows(documents: &[&Document], shows: impl Fn(&Mark) -> bool) -> Vec<Vec<String>> {
    let marks = || documents.iter().flat_map(|document| document.marks().iter()).filter(|mark| shows(mark));
    let names: BTreeSet<&str> = marks().flat_map(|mark| mark.attrs.iter().map(|(name, _)| name.as_str())).collect();
    let fixed = ["document", "mark", "label", "text", "start", "end", "pieces", "status", "origin", "rule", "note"];
    let header = fixed.into_iter().map(str::to_owned).chain(names.iter().map(|name| format!("attr.{name}")));
    let mut rows: Vec<Vec<String>> = vec![header.collect()];
    for document in documents {
        let Some(text) = document.text() else { continue };
        for mark in document.marks().iter().filter(|mark| shows(mark)) {
            let attrs = names.iter().map(|name| mark.attrs.get(name).unwrap_or("").to_owned());
            rows.push(mark_cells(document, text, mark).into_iter().chain(attrs).collect());
        }
    }
    rows
}

/// Writes the table of marks of an export.
pub(in crate::formats) fn write_export(export: &Export<'_>) -> io::Result<Vec<Part>> {
    let mut out = Vec::new();
    write_marks(&export.documents, |mark| export.shows(mark), export.options.style, &mut out)?;
    Ok(vec![part("marks.csv", out)])
}

fn mark_cells(document: &Document, text: &Text, mark: &Mark) -> Vec<String> {
    let at = |span: crate::text::Span| [text.code_point(span.start), text.code_point(span.end)];
    let [start, end] = at(mark.cover());
    let pieces: Vec<_> = mark.spans.iter().map(|&span| at(span)).map(|[start, end]| format!("{start}-{end}")).collect();
    let (origin, rule) = match &mark.origin {
        Origin::Human => ("human".to_owned(), ""),
        Origin::Recogniser(made) => ("recogniser".to_owned(), made.rule.as_str()),
        Origin::Import { source, .. } => (format!("import:{source}"), ""),
    };
    vec![
        document.info().name.clone(),
        mark.id.to_string(),
        mark.label.to_string(),
        document.words(mark),
        start.to_string(),
        end.to_string(),
        if pieces.len() > 1 { pieces.join(" ") } else { String::new() },
        review_name(mark.review).to_owned(),
        origin,
        rule.to_owned(),
        mark.note.clone(),
    ]
}
