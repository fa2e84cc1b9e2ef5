//! Columns of a table as documents (表格导入): a row a document, from CSV, TSV and XLSX.
//!
//! The first row names the columns. The text is in the column named `text`, 正文, 内容, 全文 or the like; where none is, in
//! the one with the most characters. The name is in `id`, `name`, 标题, 文件名 and so on; labels of documents in `label`,
//! 标签, 类别, several divided by `#`, `|`, `；` or `,`. Other columns are left out. A quote put before a formula by our own
//! tables is taken away again.

use super::format::Input;
use super::plain;
use super::problem::{ProblemKind, Problems};
use super::table;
use super::{limits, stem};
use crate::project::NewDocument;
use crate::scheme::Name;
use csv::ReaderBuilder;

const TEXTS: &[&str] = &["text", "content", "body", "正文", "内容", "全文", "文本", "原文"];
const NAMES: &[&str] = &["name", "id", "doc_id", "document", "title", "文件名", "标题", "名称", "文档", "编号", "序号"];
const LABELS: &[&str] = &["label", "labels", "category", "标签", "类别", "分类"];

/// Whether a text is a table with a column of texts: by its ending, or by the names in its first line.
pub(super) fn looks(content: &str, ending: &str) -> bool {
    let first = content.lines().next().unwrap_or("");
    let delimiter = char::from(delimiter(first));
    let mut names = first.split(delimiter).map(|cell| cell.trim_matches(['"', ' ', '\u{feff}']).to_lowercase());
    let named = names.any(|name| TEXTS.contains(&name.as_str()));
    matches!(ending, "csv" | "tsv") && first.contains(delimiter)
        || named && first.contains(delimiter) && first.len() < 400
}

/// Reads CSV and TSV.
pub(super) fn read(input: &Input<'_>, problems: &mut Problems) -> Result<Vec<NewDocument>, ProblemKind> {
    let content = input.text();
    let delimiter = delimiter(content.lines().next().unwrap_or(""));
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(content.as_bytes());
    let mut rows = Vec::new();
    let mut n_cells = 0;
    for (index, record) in reader.records().enumerate() {
        match record {
            Ok(record) => {
                n_cells += record.len();
                rows.push(record.iter().map(|cell| table::restore(cell).to_owned()).collect());
            }
            Err(error) => problems.at(index + 1, ProblemKind::BadRecord { reason: error.to_string() }),
        }
        if n_cells > limits::TABLE_CELLS {
            return Err(ProblemKind::Bomb { limit: "cells" });
        }
    }
    documents(input.name, rows, problems)
}

/// The delimiter that the first line has most of.
fn delimiter(first: &str) -> u8 {
    let count = |delimiter: u8| first.bytes().filter(|&byte| byte == delimiter).count();
    [b',', b'\t', b';'].into_iter().rev().max_by_key(|&delimiter| count(delimiter)).unwrap_or(b',')
}

/// Rows as documents.
pub(super) fn documents(
    file: &str,
    rows: Vec<Vec<String>>,
    problems: &mut Problems,
) -> Result<Vec<NewDocument>, ProblemKind> {
    let mut rows = rows.into_iter();
    let header: Vec<String> = rows
        .next()
        .unwrap_or_default()
        .iter()
        .map(|cell| cell.trim().trim_matches('\u{feff}').to_lowercase())
        .collect();
    let rows: Vec<_> = rows.collect();
    let named = |names: &[&str]| names.iter().find_map(|name| header.iter().position(|cell| cell == name));
    let Some(text) = named(TEXTS).or_else(|| longest(&rows)) else {
        let reason = "it has no rows below its first".to_owned();
        return Err(ProblemKind::NotThisFormat { format: "a table of texts", reason });
    };
    let (name, labels) = (named(NAMES).filter(|&column| column != text), named(LABELS));
    let mut documents = Vec::new();
    let mut is_silent = true;
    for (index, row) in rows.into_iter().enumerate() {
        let cell = |column: Option<usize>| column.and_then(|column| row.get(column)).map_or("", |cell| cell.trim());
        let content = row.get(text).cloned().unwrap_or_default();
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        match plain::text_of(plain::unify_line_ends(content)) {
            Ok(content) => {
                let known = cell(name);
                let id = if known.is_empty() { format!("{}-{}", stem(file), index + 1) } else { known.to_owned() };
                let mut document = NewDocument::plain(id, file, content);
                let several = cell(labels).split(['#', '|', '；', ',', ';', '、']).map(str::trim);
                document.labels = several.filter(|label| !label.is_empty()).map(Name::from).collect();
                documents.push(document);
            }
            Err(kind) => {
                is_silent = false;
                problems.at(index + 2, ProblemKind::BadRecord { reason: kind.en() });
            }
        }
    }
    if documents.is_empty() && is_silent {
        let reason = "it has no rows with a text below its first".to_owned();
        return Err(ProblemKind::NotThisFormat { format: "a table of texts", reason });
    }
    Ok(documents)
}

/// The column with the most characters.
fn longest(rows: &[Vec<String>]) -> Option<usize> {
    let n_columns = rows.iter().map(Vec::len).max()?;
    let mut lengths = vec![0_usize; n_columns];
    for row in rows {
        for (length, cell) in lengths.iter_mut().zip(row) {
            *length += cell.len();
        }
    }
    let (column, length) = lengths.into_iter().enumerate().rev().max_by_key(|&(_, length)| length)?;
    (length > 0).then_some(column)
}
