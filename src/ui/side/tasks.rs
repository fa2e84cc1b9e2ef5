//! The tasks of the open document (本文任务), live as marks change.

use crate::ledger::Row;
use crate::ui::i18n::Msg;
use crate::ui::ledger::rows::{LONGEST, departments_by_role, settled, target_words};
use crate::ui::state::App;
use leptos::prelude::*;
use std::sync::Arc;

/// The tasks.
#[component]
pub fn Tasks(app: App) -> impl IntoView {
    let changed = settled(app);
    let rows = Memo::new(move |_| {
        changed.track();
        app.doc.get().map(|doc| app.ledger(doc)).unwrap_or_default()
    });
    leptos::live(move || {
        let rows = rows.get();
        if rows.is_empty() {
            return view! { <p class="faint empty" data-test="no-tasks">{app.say(Msg::NoTasks)}</p> }.into_any();
        }
        let more = (rows.len() > LONGEST).then(|| app.fill(Msg::FirstOnly, &[&LONGEST.to_string()]));
        let cards = rows.into_iter().take(LONGEST).map(|row| view! { <Task app=app row=row/> });
        view! {
            <ol class="tasks" data-test="tasks">{cards.collect_view()}</ol>
            {more.map(|words| view! { <p class="faint empty">{words}</p> })}
        }
        .into_any()
    })
}

#[component]
fn Task(app: App, row: Arc<Row>) -> impl IntoView {
    let span = row.span;
    let departments = departments_by_role(app, &row).into_iter().map(|(role, names)| {
        view! { <span class="who"><span class="role">{role}</span> " " {names.join(" · ")}</span> }
    });
    let targets: Vec<_> = row.targets.iter().map(target_words).collect();
    let deadlines: Vec<_> = row.deadlines.iter().map(|deadline| deadline.words.clone()).collect();
    let by = (!deadlines.is_empty()).then(|| app.fill(Msg::Until, &[&deadlines.join(" · ")]));
    view! {
        <li class="task-card" data-test="task">
            <span class="faint number-of-task">{row.number.clone()}</span>
            <div>
                <button type="button" class="link title-of-task" on:click=move |_| app.goto.set(Some(span))>{row.title.clone()}</button>
                {departments.collect_view()}
                <span>{targets.join("; ")}</span>
                <span class="faint">{by}</span>
            </div>
        </li>
    }
}
