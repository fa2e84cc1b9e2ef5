//! Tables as CSV (表格): marks, and the task ledger.
//!
//! Two styles, because no form is safe for both readers. *For spreadsheets*: UTF-8 with a byte-order mark, lines ending
//! in `\r\n`, every cell quoted, and a `'` put before any cell that a spreadsheet would take for a formula; reading takes
//! just that `'` away again ([`restore`]). *For programs*: plain UTF-8, `\n`, quotes where needed, cells as they are.
//!
//! Columns of the table of marks: `document`, `mark` (identity), `label`, `text`, `start`, `end` (code points,
//! half-open, from the first to the last piece), `pieces` (only of discontinuous marks: `0-1 7-10`), `status`, `origin`,
//! `rule`, `note`, then one column `attr.NAME` for each attribute that any mark has, in order of name.
//!
//! Columns of the ledger: 文档, 序号, 章节, 任务, 牵头单位, 责任单位, 配合单位, 目标, 完成时限, 起, 止 (code points).
//! Several values in one cell are joined by `；`.
//!
//! Losses of the table of marks: relations, labels and state of documents, which attributes were derived.

mod ledger;
#[cfg(feature = "engine")]
mod marks;

pub use ledger::{LEDGER_COLUMNS, LedgerOf, ledger_cells, write_ledger};
#[cfg(feature = "engine")]
pub use marks::write_marks;
#[cfg(feature = "engine")]
pub(super) use marks::{CARRIES, mark_rows, write_export};

use std::io::{self, Write};

/// Who is going to read a table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Style {
    /// Excel, WPS and their like.
    #[default]
    Spreadsheet,
    /// Programs.
    Program,
}

/// A table on its way out.
struct Table<'a> {
    style: Style,
    out: &'a mut dyn Write,
}

impl<'a> Table<'a> {
    fn new(style: Style, out: &'a mut dyn Write) -> io::Result<Self> {
        if style == Style::Spreadsheet {
            // Without the mark Excel reads the machine's own code page.
            out.write_all("\u{feff}".as_bytes())?;
        }
        Ok(Self { style, out })
    }

    /// Writes a row. Not by the crate that reads tables: for the page, its writer brings the parsing of numbers with it.
    fn row(&mut self, cells: impl IntoIterator<Item = String>) -> io::Result<()> {
        let cells: Vec<String> = match self.style {
            Style::Spreadsheet => cells.into_iter().map(|cell| quoted(&neutralise(cell))).collect(),
            Style::Program => {
                cells.into_iter().map(|cell| if needs_quotes(&cell) { quoted(&cell) } else { cell }).collect()
            }
        };
        let end = match self.style {
            Style::Spreadsheet => "\r\n",
            Style::Program => "\n",
        };
        self.out.write_all((cells.join(",") + end).as_bytes())
    }

    fn finish(self) -> io::Result<()> {
        self.out.flush()
    }
}

fn needs_quotes(cell: &str) -> bool {
    cell.contains([',', '"', '\r', '\n'])
}

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

/// A cell that a spreadsheet will not take for a formula.
pub fn neutralise(cell: String) -> String {
    if looks_like_formula(&cell) { format!("'{cell}") } else { cell }
}

/// The cell as it was before [`neutralise`].
pub fn restore(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if looks_like_formula(rest) => rest,
        _ => cell,
    }
}

/// Cells that already begin with `'` count as well, so that taking one away restores exactly what was there.
fn looks_like_formula(cell: &str) -> bool {
    let rest = cell.trim_start_matches('\'');
    let is_sign = |ch| matches!(ch, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠');
    rest.starts_with(is_sign) || rest.trim_start_matches([' ', '\u{3000}', '\u{a0}', '\'']).starts_with(is_sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_neutralised_and_restored() {
        for (cell, safe) in [
            ("=1+1", "'=1+1"),
            ("  +cmd", "'  +cmd"),
            ("-5", "'-5"),
            ("@x", "'@x"),
            ("＝1", "'＝1"),
            ("\tx", "'\tx"),
            ("'=1", "''=1"),
            ("市工信局", "市工信局"),
            ("'引'", "'引'"),
            ("6%以上", "6%以上"),
            ("", ""),
        ] {
            assert_eq!(neutralise(cell.to_owned()), safe);
            assert_eq!(restore(safe), cell);
        }
    }
}
