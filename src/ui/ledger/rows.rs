//! Rows of the ledger in words (表行): what cells say, and the table as a file.

use super::csv;
use crate::annotate::{DocId, Mark};
use crate::ledger::{Responsible, Row, Target, ledger};
use crate::ui::i18n::Msg;
use crate::ui::state::App;
use std::sync::Arc;

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

/// The ledger of documents as CSV.
pub fn to_csv(app: App, docs: &[DocId]) -> Vec<u8> {
    let head = [
        Msg::Document,
        Msg::TaskNumber,
        Msg::Section,
        Msg::Task,
        Msg::RoleLead,
        Msg::RoleResponsible,
        Msg::RoleSupport,
        Msg::Targets,
        Msg::Deadline,
        Msg::DeadlineDate,
    ];
    let mut rows = vec![head.map(|name| app.say(name).to_owned()).to_vec()];
    for &doc in docs {
        let name = app.read(|workspace| workspace.document(doc).map(|it| it.info().name.clone())).unwrap_or_default();
        for row in rows_of(app, doc) {
            let of = |role: &str| names(of_role(&row, role)).join("; ");
            let targets: Vec<_> = row.targets.iter().map(|target| target_words(target)).collect();
            let (words, dates): (Vec<_>, Vec<_>) =
                row.deadlines.iter().map(|it| (it.words.as_str(), it.value.as_str())).unzip();
            rows.push(vec![
                name.clone(),
                row.number.clone(),
                row.section.clone(),
                row.title.clone(),
                of("lead"),
                of("responsible"),
                of("support"),
                targets.join("; "),
                words.join("; "),
                dates.join("; "),
            ]);
        }
    }
    csv::file(rows)
}
