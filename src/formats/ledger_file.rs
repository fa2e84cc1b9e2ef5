//! The task ledger as files (任务分解表): a table for spreadsheets or programs, or an Excel workbook. Only written.
//!
//! The rows of every document are derived anew from its text and the marks that were chosen to go out; the columns are
//! those of `table`. It is a report and not a dataset, so nothing of the marks counts as lost.

use super::export::Export;
use super::format::{Part, part};
use super::table::{self, LedgerOf};
use super::xlsx;
use crate::ledger::{Row, ledger};
use crate::project::Document;
use crate::structure::Structure;
use crate::text::NormalView;
use std::io;
use std::sync::Arc;

/// Writes the ledgers as one CSV.
pub(super) fn write_csv(export: &Export<'_>) -> io::Result<Vec<Part>> {
    let mut out = Vec::new();
    with_ledgers(export, |ledgers| table::write_ledger(ledgers, export.options.style, &mut out))?;
    Ok(vec![part("ledger.csv", out)])
}

/// Writes the ledgers as a workbook with one sheet.
pub(super) fn write_xlsx(export: &Export<'_>) -> io::Result<Vec<Part>> {
    let bytes = with_ledgers(export, xlsx::write_ledger)?;
    Ok(vec![part("ledger.xlsx", bytes)])
}

/// Hands over the ledger of every document that has tasks.
pub(super) fn with_ledgers<T>(export: &Export<'_>, take: impl FnOnce(&[LedgerOf<'_>]) -> T) -> T {
    let rows: Vec<(&Document, Vec<Row>)> =
        export.documents.iter().filter_map(|&document| Some((document, rows_of(export, document)?))).collect();
    let ledgers = rows.iter().filter_map(|(document, rows)| {
        Some(LedgerOf { document: &document.info().name, text: document.text()?, rows })
    });
    take(&ledgers.collect::<Vec<_>>())
}

fn rows_of(export: &Export<'_>, document: &Document) -> Option<Vec<Row>> {
    let text = document.text()?;
    let read = || {
        let view = NormalView::of(text.as_str());
        Arc::new(Structure::of(&view).outline(&view))
    };
    let outline = document.outline().cloned().unwrap_or_else(read);
    let relations: Vec<Arc<_>> = document.relations().cloned().collect();
    Some(ledger(text, &outline, document.marks(), &relations, |mark| export.shows(mark)))
}
