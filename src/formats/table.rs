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

use super::export::{Carries, Export};
use super::format::{Part, part};
use super::native::review_name;
use crate::annotate::{Mark, Origin};
use crate::ledger::{Row, Target};
use crate::project::Document;
use crate::text::Text;
use csv::{QuoteStyle, Terminator, WriterBuilder};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// What the table of marks carries.
pub(super) const CARRIES: Carries =
    Carries { pieces: true, attrs: true, notes: true, review: true, origin: true, ..Carries::SPANS };

/// Who is going to read a table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Style {
    /// Excel, WPS and their like.
    #[default]
    Spreadsheet,
    /// Programs.
    Program,
}

/// The ledger of one document.
#[derive(Debug, Clone, Copy)]
pub struct LedgerOf<'a> {
    /// The document's name.
    pub document: &'a str,
    /// Its text.
    pub text: &'a Text,
    /// Its rows.
    pub rows: &'a [Row],
}

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
pub(super) fn mark_rows(documents: &[&Document], shows: impl Fn(&Mark) -> bool) -> Vec<Vec<String>> {
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
pub(super) fn write_export(export: &Export<'_>) -> io::Result<Vec<Part>> {
    let mut out = Vec::new();
    write_marks(&export.documents, |mark| export.shows(mark), export.options.style, &mut out)?;
    Ok(vec![part("marks.csv", out)])
}

/// Writes the ledgers of documents as one table.
///
/// # Errors
/// Only what the writer underneath reports.
pub fn write_ledger(ledgers: &[LedgerOf<'_>], style: Style, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new(style, out)?;
    table.row(LEDGER_COLUMNS.map(str::to_owned))?;
    for ledger in ledgers {
        for row in ledger.rows {
            table.row(ledger_cells(ledger, row))?;
        }
    }
    table.finish()
}

/// The columns of the ledger.
pub const LEDGER_COLUMNS: [&str; 11] =
    ["文档", "序号", "章节", "任务", "牵头单位", "责任单位", "配合单位", "目标", "完成时限", "起", "止"];

/// The cells of a ledger row in the order of [`LEDGER_COLUMNS`].
pub fn ledger_cells(ledger: &LedgerOf<'_>, row: &Row) -> Vec<String> {
    let of_role = |role: &str| {
        // One without a known role counts as responsible.
        let is_other = |own: &str| role == "responsible" && !matches!(own, "lead" | "support");
        let of = row.departments.iter().filter(|it| it.role == role || is_other(&it.role));
        let names: Vec<_> = of.map(|it| it.canonical.as_str()).collect();
        names.join("；")
    };
    let targets: Vec<_> = row.targets.iter().map(target_text).collect();
    let deadlines: Vec<_> = row.deadlines.iter().map(|it| it.value.as_str()).collect();
    vec![
        ledger.document.to_owned(),
        row.number.clone(),
        row.section.clone(),
        row.title.clone(),
        of_role("lead"),
        of_role("responsible"),
        of_role("support"),
        targets.join("；"),
        deadlines.join("；"),
        ledger.text.code_point(row.span.start).to_string(),
        ledger.text.code_point(row.span.end).to_string(),
    ]
}

fn target_text(target: &Target) -> String {
    let words = if target.indicator.is_empty() { String::new() } else { format!("{} ", target.indicator) };
    let sign = match target.cmp.as_str() {
        "ge" => "≥",
        "gt" => ">",
        "le" => "≤",
        "lt" => "<",
        "approx" => "≈",
        _ => "",
    };
    let upper = if target.value2.is_empty() { String::new() } else { format!("–{}", target.value2) };
    format!("{words}{sign}{}{upper}{}", target.value, target.unit)
}

fn mark_cells(document: &Document, text: &Text, mark: &Mark) -> Vec<String> {
    let at = |span: crate::text::Span| [text.code_point(span.start), text.code_point(span.end)];
    let [start, end] = at(mark.cover());
    let pieces: Vec<_> = mark.spans.iter().map(|&span| at(span)).map(|[start, end]| format!("{start}-{end}")).collect();
    let (origin, rule) = match &mark.origin {
        Origin::Human => ("human".to_owned(), ""),
        Origin::Recogniser(made) => ("recogniser".to_owned(), made.rule.as_str()),
        Origin::Import { source } => (format!("import:{source}"), ""),
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

/// A table on its way out.
struct Table<'a> {
    style: Style,
    csv: csv::Writer<&'a mut dyn Write>,
}

impl<'a> Table<'a> {
    fn new(style: Style, out: &'a mut dyn Write) -> io::Result<Self> {
        let mut builder = WriterBuilder::new();
        match style {
            Style::Spreadsheet => {
                // Without the mark Excel reads the machine's own code page.
                out.write_all("\u{feff}".as_bytes())?;
                builder.quote_style(QuoteStyle::Always).terminator(Terminator::CRLF);
            }
            Style::Program => {
                builder.terminator(Terminator::Any(b'\n'));
            }
        }
        Ok(Self { style, csv: builder.from_writer(out) })
    }

    fn row(&mut self, cells: impl IntoIterator<Item = String>) -> io::Result<()> {
        let cells = cells.into_iter().map(|cell| match self.style {
            Style::Spreadsheet => neutralise(cell),
            Style::Program => cell,
        });
        Ok(self.csv.write_record(cells)?)
    }

    fn finish(mut self) -> io::Result<()> {
        self.csv.flush()
    }
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
