//! The table of tasks: a row a task.

use super::{Style, Table};
use crate::ledger::view::role_of;
use crate::ledger::{Row, Target};
use crate::text::Text;
use std::io::{self, Write};

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
pub const LEDGER_COLUMNS: [&str; 12] = [
    "文档",
    "序号",
    "章节",
    "任务",
    "具体举措（原文）",
    "牵头单位",
    "责任单位",
    "配合单位",
    "目标",
    "完成时限",
    "起",
    "止",
];

/// The cells of a ledger row in the order of [`LEDGER_COLUMNS`].
pub fn ledger_cells(ledger: &LedgerOf<'_>, row: &Row) -> Vec<String> {
    let of_role = |role: &str| {
        let of = row.departments.iter().filter(|it| role_of(&it.role) == role);
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
        ledger.text.slice(row.span).trim().to_owned(),
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
