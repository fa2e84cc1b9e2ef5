//! Rows of an Excel workbook's first sheet, bounded: what a sheet says of its own size is never believed, and cells are
//! counted as they come. Formulas count with their last value; dates come as the numbers they are stored as.
//!
//! Definition: ECMA-376, part 1, `SpreadsheetML`.

use crate::formats::archive::Archive;
use crate::formats::columns;
use crate::formats::decode;
use crate::formats::format::Input;
use crate::formats::limits;
use crate::formats::problem::{ProblemKind, Problems};
use crate::formats::xml::{Element, Node, Xml};
use crate::project::NewDocument;

/// The most columns of a sheet that are looked at.
const COLUMNS: usize = 1_000;

/// Whether an archive is a workbook.
pub(in crate::formats) fn looks(names: &[String]) -> bool {
    names.iter().any(|name| name == "xl/workbook.xml")
}

/// Reads a workbook as a table of documents.
pub(in crate::formats) fn read(input: &Input<'_>, problems: &mut Problems) -> Result<Vec<NewDocument>, ProblemKind> {
    let mut archive = Archive::open(input.bytes)?;
    let mut sheets: Vec<String> = archive
        .names()
        .iter()
        .filter(|name| name.starts_with("xl/worksheets/") && name.ends_with(".xml"))
        .cloned()
        .collect();
    // `sheet2.xml` goes before `sheet10.xml`.
    sheets.sort_by_key(|name| (name.len(), name.clone()));
    let damaged = |reason: &str| ProblemKind::Damaged { part: "xl/workbook.xml".to_owned(), reason: reason.to_owned() };
    let first = sheets.first().ok_or_else(|| damaged("it has no sheet"))?;
    let shared = match part(&mut archive, "xl/sharedStrings.xml")? {
        Some(content) => shared_strings(&content)?,
        None => Vec::new(),
    };
    let sheet = part(&mut archive, first)?.ok_or_else(|| damaged("its sheet is missing"))?;
    let (rows, n_beyond) = rows(&sheet, &shared)?;
    let documents = columns::documents(input.name, rows, problems)?;
    if n_beyond > 0 {
        let reason = format!("{n_beyond} cells beyond the first {COLUMNS} columns");
        problems.add(ProblemKind::BadRecord { reason });
    }
    Ok(documents)
}

fn part(archive: &mut Archive<'_>, name: &str) -> Result<Option<String>, ProblemKind> {
    let damaged = |_| ProblemKind::Damaged { part: name.to_owned(), reason: "it is not text".to_owned() };
    let bytes = archive.entry(name)?;
    bytes.map(|bytes| decode::decode(&bytes, None).map(|decoded| decoded.text).map_err(damaged)).transpose()
}

fn shared_strings(content: &str) -> Result<Vec<String>, ProblemKind> {
    let mut xml = Xml::new("xl/sharedStrings.xml", content);
    let mut strings: Vec<String> = Vec::new();
    let mut in_text = false;
    while let Some(node) = xml.step()? {
        match node {
            Node::Open(element) => match element.name() {
                "si" if strings.len() >= limits::TABLE_CELLS => return Err(ProblemKind::Bomb { limit: "cells" }),
                "si" => strings.push(String::new()),
                // Pronunciations stand beside the words, not in them.
                "rPh" => xml.skip()?,
                name => in_text = name == "t",
            },
            Node::Close(_) => in_text = false,
            Node::Text(text) => {
                if let (true, Some(last)) = (in_text, strings.last_mut()) {
                    last.push_str(&text);
                }
            }
        }
    }
    Ok(strings)
}

/// The rows of a sheet, and how many cells are beyond those that are looked at.
fn rows(content: &str, shared: &[String]) -> Result<(Vec<Vec<String>>, usize), ProblemKind> {
    let mut xml = Xml::new("worksheet", content);
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut cell = Cell::default();
    let (mut n_cells, mut n_chars, mut n_beyond) = (0, 0, 0);
    while let Some(node) = xml.step()? {
        match node {
            Node::Open(element) => match element.name() {
                "row" => rows.push(Vec::new()),
                "c" => {
                    n_cells += 1;
                    let next = rows.last().map_or(0, Vec::len);
                    cell = Cell::begin(&element, next);
                }
                name => cell.in_value = matches!(name, "v" | "t"),
            },
            Node::Close(name) => {
                cell.in_value = false;
                if let ("c", Some(row)) = (name.as_str(), rows.last_mut()) {
                    n_cells += cell.column.saturating_sub(row.len());
                    let value = std::mem::take(&mut cell).value(shared);
                    n_chars += value.0.len();
                    n_beyond += usize::from(!put(row, value));
                }
            }
            Node::Text(text) if cell.in_value => cell.text.push_str(&text),
            Node::Text(_) => {}
        }
        // Shared strings can be named any number of times, so what they add up to counts as well.
        if n_cells > limits::TABLE_CELLS || n_chars as u64 > limits::DATASET_BYTES {
            return Err(ProblemKind::Bomb { limit: "cells" });
        }
    }
    Ok((rows, n_beyond))
}

/// Puts a value into its column, if that is looked at.
fn put(row: &mut Vec<String>, (value, column): (String, usize)) -> bool {
    if column >= COLUMNS {
        return value.is_empty();
    }
    if row.len() <= column {
        row.resize(column + 1, String::new());
    }
    if let Some(cell) = row.get_mut(column) {
        *cell = value;
    }
    true
}

#[derive(Default)]
struct Cell {
    column: usize,
    is_shared: bool,
    in_value: bool,
    text: String,
}

impl Cell {
    fn begin(element: &Element<'_>, next: usize) -> Self {
        let column = element.attr("r").and_then(|place| column_of(&place)).unwrap_or(next);
        let is_shared = element.attr("t").as_deref() == Some("s");
        Self { column: column.min(COLUMNS), is_shared, in_value: false, text: String::new() }
    }

    fn value(self, shared: &[String]) -> (String, usize) {
        let value = if self.is_shared {
            self.text.trim().parse::<usize>().ok().and_then(|index| shared.get(index)).cloned().unwrap_or_default()
        } else {
            self.text
        };
        (value, self.column)
    }
}

/// `C7` is column 2.
fn column_of(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters.fold(0_usize, |number, letter| {
        number.saturating_mul(26).saturating_add(usize::from(letter.to_ascii_uppercase() - b'A') + 1)
    });
    number.checked_sub(1)
}
