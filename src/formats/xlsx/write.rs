//! Excel workbooks (`.xlsx`) of marks, relations and the task ledger, a sheet each.
//!
//! Text is written as text, so that nothing can be taken for a formula. The ledger is there where documents have tasks.
//! The columns are those of `table`; the same export gives the same bytes.
//!
//! Losses: as the table of marks. Cells are cut at 32 767 characters, a sheet at 1 048 576 rows, as Excel demands.

use crate::formats::export::{Carries, Export};
use crate::formats::format::{Part, part};
use crate::formats::ledger_file;
use crate::formats::table::{self, LEDGER_COLUMNS, LedgerOf};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::io;

/// The most characters of a cell.
const CELL: usize = 32_767;
/// The most rows of a sheet.
const ROWS: usize = 1_048_576;

/// What the workbook carries.
pub(in crate::formats) const CARRIES: Carries =
    Carries { pieces: true, relations: true, attrs: true, notes: true, review: true, origin: true, ..Carries::SPANS };

/// Writes the workbook of an export.
pub(in crate::formats) fn write(export: &Export<'_>) -> io::Result<Vec<Part>> {
    let built = || {
        let mut book = new_book()?;
        let marks = table::mark_rows(&export.documents, |mark| export.shows(mark));
        sheet(&mut book, "标注", &marks)?;
        sheet(&mut book, "关系", &relations(export))?;
        ledger_file::with_ledgers(export, |ledgers| {
            let has_tasks = ledgers.iter().any(|ledger| !ledger.rows.is_empty());
            if has_tasks { ledger_sheet(&mut book, ledgers) } else { Ok(()) }
        })?;
        book.save_to_buffer()
    };
    built().map(|bytes| vec![part("zhupi.xlsx", bytes)]).map_err(other)
}

/// Writes a workbook of ledgers alone.
///
/// # Errors
/// None in practice: it is built in memory.
pub fn write_ledger(ledgers: &[LedgerOf<'_>]) -> io::Result<Vec<u8>> {
    let built = || {
        let mut book = new_book()?;
        ledger_sheet(&mut book, ledgers)?;
        book.save_to_buffer()
    };
    built().map_err(other)
}

fn other(error: XlsxError) -> io::Error {
    io::Error::other(error.to_string())
}

/// A workbook without the time of day, which would make every file another.
fn new_book() -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let date = ExcelDateTime::from_ymd(1980, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&date));
    Ok(book)
}

fn ledger_sheet(book: &mut Workbook, ledgers: &[LedgerOf<'_>]) -> Result<(), XlsxError> {
    let mut rows = vec![LEDGER_COLUMNS.map(str::to_owned).to_vec()];
    for ledger in ledgers {
        rows.extend(ledger.rows.iter().map(|row| table::ledger_cells(ledger, row)));
    }
    let sheet = sheet(book, "任务分解表", &rows)?;
    for (column, width) in (0_u16..).zip([18.0, 6.0, 18.0, 40.0, 24.0, 30.0, 24.0, 40.0, 12.0]) {
        sheet.set_column_width(column, width)?;
    }
    Ok(())
}

fn relations(export: &Export<'_>) -> Vec<Vec<String>> {
    let header = ["document", "kind", "from", "from_label", "from_text", "to", "to_label", "to_text"];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    for page in export.pages(CARRIES) {
        for relation in &page.relations {
            let mut row = vec![page.info.name.clone(), relation.kind.to_string()];
            for id in [relation.from, relation.to] {
                let mark = page.document.mark(id);
                row.push(id.to_string());
                row.push(mark.map_or_else(String::new, |mark| mark.label.to_string()));
                row.push(mark.map_or_else(String::new, |mark| page.document.words(mark)));
            }
            rows.push(row);
        }
    }
    rows
}

/// A sheet of rows, the first of which is the header: kept in sight, bold, with a filter.
fn sheet<'a>(book: &'a mut Workbook, name: &str, rows: &[Vec<String>]) -> Result<&'a mut Worksheet, XlsxError> {
    let bold = Format::new().set_bold();
    let sheet = book.add_worksheet();
    sheet.set_name(name)?;
    for (number, row) in (0_u32..).zip(rows.iter().take(ROWS)) {
        for (column, cell) in (0_u16..).zip(row) {
            let cell: String = cell.chars().take(CELL).collect();
            if number == 0 {
                sheet.write_string_with_format(number, column, cell, &bold)?;
            } else {
                sheet.write_string(number, column, cell)?;
            }
        }
    }
    let last_row = u32::try_from(rows.len().min(ROWS).saturating_sub(1)).unwrap_or(0);
    let last_column = u16::try_from(rows.first().map_or(0, Vec::len).saturating_sub(1)).unwrap_or(0);
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, last_row, last_column)?;
    Ok(sheet)
}
