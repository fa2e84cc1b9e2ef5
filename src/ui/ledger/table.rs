//! The table itself: every cell leads to the words it comes from.

use super::rows::{departments_by_role, of_role, target_words};
use crate::annotate::{DocId, MarkId};
use crate::ledger::Row;
use crate::text::Span;
use crate::ui::i18n::Msg;
use crate::ui::state::App;
use leptos::prelude::*;

/// The table; `named` says whether the document's name is a column.
#[component]
pub fn Table(app: App, rows: Vec<(DocId, Row)>, named: bool) -> impl IntoView {
    if rows.is_empty() {
        return view! { <p class="faint empty" data-test="no-tasks">{app.say(Msg::NoTasks)}</p> }.into_any();
    }
    let head = [
        Msg::TaskNumber,
        Msg::Section,
        Msg::Task,
        Msg::RoleLead,
        Msg::RoleResponsible,
        Msg::RoleSupport,
        Msg::Targets,
        Msg::Deadline,
    ];
    let head = named.then_some(Msg::Document).into_iter().chain(head);
    let head = head.map(|name| view! { <th scope="col">{app.say(name)}</th> }).collect_view();
    let body =
        rows.into_iter().map(|(doc, row)| view! { <TaskRow app=app doc=doc row=row named=named/> }).collect_view();
    view! {
        <table class="ledger-table" data-test="ledger-table">
            <thead><tr>{head}</tr></thead>
            <tbody>{body}</tbody>
        </table>
    }
    .into_any()
}

#[component]
fn TaskRow(app: App, doc: DocId, row: Row, named: bool) -> impl IntoView {
    let link = move |words: String, span: Span, mark: Option<MarkId>, class: &'static str| {
        view! { <button type="button" class=format!("link {class}") on:click=move |_| app.show(doc, span, mark)>{words}</button> }
    };
    let departments = |role: &'static str| {
        let links = of_role(&row, role).map(|it| link(it.canonical.clone(), it.span, Some(it.mark), "who"));
        view! { <td>{links.collect_view()}</td> }
    };
    let name = named.then(|| {
        let name = app.read(|workspace| workspace.document(doc).map(|it| it.info().name.clone()));
        view! { <td class="faint">{name}</td> }
    });
    let targets = row.targets.iter().map(|it| link(target_words(it), it.span, Some(it.mark), "")).collect_view();
    let deadlines =
        row.deadlines.iter().map(|it| link(it.words.clone(), it.span, Some(it.mark), "when")).collect_view();
    let nobody = departments_by_role(app, &row).is_empty();
    view! {
        <tr class=if nobody { "nobody" } else { "" } data-test="ledger-row">
            {name}
            <td class="faint">{row.number.clone()}</td>
            <td class="faint">{row.section.clone()}</td>
            <th scope="row">{link(row.title.clone(), row.span, None, "")}</th>
            {departments("lead")}
            {departments("responsible")}
            {departments("support")}
            <td>{targets}</td>
            <td>{deadlines}</td>
        </tr>
    }
}
