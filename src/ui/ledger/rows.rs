//! Rows of the ledger in words (表行): what cells say, and the table as a file.

use crate::annotate::{DocId, Mark};
use crate::formats::table::{LedgerOf, Style, write_ledger};
use crate::ledger::{Responsible, Row, Target, ledger};
use crate::ui::i18n::Msg;
use crate::ui::state::{App, Change};
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// How many rows are drawn at most; the filter finds the others, and files hold all.
pub const LONGEST: usize = 300;

/// How long the ledger waits for more changes before it is derived again.
const REST: Duration = Duration::from_millis(150);

/// Changes some time after marks of the open document did: deriving a long ledger takes longer than a key stroke may.
pub fn settled(app: App) -> Change {
    let (settled, due) = (Change::new(()), StoredValue::new(false));
    Effect::new(move |_| {
        app.marks.track();
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

/// The rows of a document. Proposals count: the ledger shows what there is before it is reviewed.
pub fn rows_of(app: App, doc: DocId) -> Vec<Row> {
    let rows = app.read(|workspace| {
        let document = workspace.document(doc)?;
        let (text, outline) = (document.text()?, document.outline()?);
        let relations: Vec<Arc<_>> = document.relations().cloned().collect();
        Some(ledger(text, outline, document.marks(), &relations, Mark::is_visible))
    });
    rows.unwrap_or_default()
}

/// The name of a department's role.
pub fn role_name(app: App, role: &str) -> &'static str {
    app.say(match role {
        "lead" => Msg::RoleLead,
        "support" => Msg::RoleSupport,
        _ => Msg::RoleResponsible,
    })
}

/// Departments by role, those in the lead first.
pub fn departments_by_role(app: App, row: &Row) -> Vec<(&'static str, Vec<String>)> {
    ["lead", "responsible", "support"]
        .into_iter()
        .map(|role| (role_name(app, role), names(of_role(row, role))))
        .filter(|(_, names)| !names.is_empty())
        .collect()
}

/// The departments that have a role; one without a known role counts as responsible.
pub fn of_role<'a>(row: &'a Row, role: &'a str) -> impl Iterator<Item = &'a Responsible> {
    row.departments.iter().filter(move |it| {
        let own = if matches!(it.role.as_str(), "lead" | "support") { it.role.as_str() } else { "responsible" };
        own == role
    })
}

fn names<'a>(departments: impl Iterator<Item = &'a Responsible>) -> Vec<String> {
    departments.map(|it| it.canonical.clone()).collect()
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
    let found: Vec<_> = docs.iter().map(|&doc| (doc, rows_of(app, doc))).collect();
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
