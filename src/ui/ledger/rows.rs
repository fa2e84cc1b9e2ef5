//! Rows of the ledger in words (表行): what cells say, and the table as a file.

use crate::annotate::{DocId, MarkId};
use crate::formats::table::{LedgerOf, Style, write_ledger};
use crate::ledger::view::{Column, role_of};
use crate::ledger::{Responsible, Row, Target};
use crate::text::Span;
use crate::ui::i18n::Msg;
use crate::ui::state::{App, Change};
use leptos::prelude::*;
use std::time::Duration;

/// How many tasks are listed at most beside the text; the ledger shows all.
pub const LONGEST: usize = 300;

/// How long the ledger waits for more changes before it is brought up to date.
const REST: Duration = Duration::from_millis(150);

/// Changes some time after marks did, so that a row of key strokes is one change.
pub fn settled(app: App) -> Change {
    let (settled, due) = (Change::new(()), StoredValue::new(false));
    Effect::new(move |_| {
        app.marks.track();
        app.documents.track();
        if !due.get_value() {
            due.set_value(true);
            set_timeout(
                move || {
                    if due.try_set_value(false).is_none() {
                        settled.notify();
                    }
                },
                REST,
            );
        }
    });
    settled
}

/// The name of a column.
pub fn column_name(column: Column) -> Msg {
    match column {
        Column::Number => Msg::TaskNumber,
        Column::Section => Msg::Section,
        Column::Task => Msg::Task,
        Column::Lead => Msg::RoleLead,
        Column::Responsible => Msg::RoleResponsible,
        Column::Support => Msg::RoleSupport,
        Column::Targets => Msg::Targets,
        Column::Deadline => Msg::Deadline,
    }
}

/// Departments by role, those in the lead first.
pub fn departments_by_role(app: App, row: &Row) -> Vec<(&'static str, Vec<String>)> {
    [Column::Lead, Column::Responsible, Column::Support]
        .into_iter()
        .map(|column| (app.say(column_name(column)), of_column(row, column).map(|it| it.canonical.clone()).collect()))
        .filter(|(_, names): &(_, Vec<String>)| !names.is_empty())
        .collect()
}

/// The departments that stand in a column.
fn of_column(row: &Row, column: Column) -> impl Iterator<Item = &Responsible> {
    row.departments.iter().filter(move |it| column.role() == Some(role_of(&it.role)))
}

/// What one entry of a cell says, and the words it comes from: a mark, or the task itself.
pub struct Entry {
    /// The words shown.
    pub words: String,
    /// Where they come from.
    pub span: Span,
    /// The mark they come from.
    pub mark: Option<MarkId>,
}

/// What stands in a cell.
pub fn entries(row: &Row, column: Column) -> Vec<Entry> {
    let of_task = |words: &str| vec![Entry { words: words.to_owned(), span: row.span, mark: None }];
    match column {
        Column::Number => of_task(&row.number),
        Column::Section => of_task(&row.section),
        Column::Task => of_task(&row.title),
        Column::Targets => {
            let entry = |it: &Target| Entry { words: target_words(it), span: it.span, mark: Some(it.mark) };
            row.targets.iter().map(entry).collect()
        }
        Column::Deadline => row
            .deadlines
            .iter()
            .map(|it| Entry { words: it.words.clone(), span: it.span, mark: Some(it.mark) })
            .collect(),
        roles => {
            let entry = |it: &Responsible| Entry { words: it.canonical.clone(), span: it.span, mark: Some(it.mark) };
            of_column(row, roles).map(entry).collect()
        }
    }
}

/// A target in a few words: indicator, comparison, the words of the text.
pub fn target_words(target: &Target) -> String {
    let sign = match target.cmp.as_str() {
        "ge" => "≥ ",
        "gt" => "> ",
        "le" => "≤ ",
        "lt" => "< ",
        "approx" => "≈ ",
        _ => "",
    };
    let indicator = if target.indicator.is_empty() { String::new() } else { format!("{} ", target.indicator) };
    format!("{indicator}{sign}{}", target.words)
}

/// The ledger of documents as a table for spreadsheets.
pub fn to_csv(app: App, docs: &[DocId]) -> Vec<u8> {
    let rows = |doc| app.ledger(doc).iter().map(|row| Row::clone(row)).collect::<Vec<Row>>();
    let found: Vec<_> = docs.iter().map(|&doc| (doc, rows(doc))).collect();
    app.read(|workspace| {
        let ledgers = found.iter().filter_map(|(doc, rows)| {
            let document = workspace.document(*doc)?;
            Some(LedgerOf { document: &document.info().name, text: document.text()?, rows })
        });
        let mut out = Vec::new();
        // Writing to memory does not fail.
        let _ = write_ledger(&ledgers.collect::<Vec<_>>(), Style::Spreadsheet, &mut out);
        out
    })
}
