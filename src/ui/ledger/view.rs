//! The ledger as a view: what is asked of it, and the table.

use super::grid::{Grid, Table};
use super::lines::Asked;
use super::rows::to_csv;
use crate::protocol::Order;
use crate::ui::fields::WordsField;
use crate::ui::files;
use crate::ui::i18n::Msg;
use crate::ui::marking::focus_content_if_lost;
use crate::ui::shell::status::grouped;
use crate::ui::state::App;
use leptos::prelude::*;

/// The view.
#[component]
pub fn LedgerView(app: App) -> impl IntoView {
    let asked = Asked::new(app);
    let grid = Grid::new(app, asked);
    // A task of the text that is asked for must not be filtered away.
    if app.in_ledger.get_untracked().is_some() {
        asked.all.set(false);
    }
    focus_content_if_lost();
    let save = move |_| {
        let name = format!("{}-{}.csv", app.say(Msg::ViewLedger), files::today());
        files::save_and_tell(app, &name, &to_csv(app, &asked.docs(app)));
    };
    let workbook = move |_| {
        let Some(engine) = app.engine() else { return app.warn(app.say(Msg::EngineFailed)) };
        let name = format!("{}-{}.xlsx", app.say(Msg::ViewLedger), files::today());
        let docs = asked.docs(app);
        let lines = app.read(|it| files::lines(docs.iter().filter_map(|&doc| it.document(doc))));
        engine.hold(&String::from_utf8(lines).unwrap_or_default(), &app.scheme());
        let order = Order { format: "ledger-xlsx".to_owned(), with_pending: true, ..Order::default() };
        let held = engine.clone();
        engine.export(order, true, move |made| {
            held.hold("", &app.scheme());
            match made.filter(|made| !made.content.is_empty()) {
                Some(made) => files::save_and_tell(app, &name, &made.content),
                None => app.warn(app.fill(Msg::FileNotSaved, &[&name])),
            }
        });
    };
    let check = move |on: RwSignal<bool>, name: Msg, test: &'static str| {
        view! {
            <label class="check">
                <input type="checkbox" data-test=test prop:checked=move || on.get() on:change:target=move |event| on.set(event.target().checked())/>
                {app.say(name)}
            </label>
        }
    };
    view! {
        <main class="ledger" data-pane="ledger" data-test="ledger">
            <div class="ledger-bar">
                <h2>{app.say(Msg::ViewLedger)}</h2>
                {check(asked.all, Msg::AllDocuments, "ledger-all")}
                {check(asked.grouped, Msg::ByDepartment, "ledger-grouped")}
                <span class="faint" aria-live="polite" data-test="ledger-count">
                    {move || app.fill(Msg::TasksShown, &[&grouped(asked.n_tasks.get())])}
                </span>
                <span class="grow"></span>
                <button type="button" class="framed" data-test="ledger-words" on:click=move |_| grid.to_words()>
                    {app.say(Msg::ToWords)} " " <kbd>"Enter"</kbd>
                </button>
                <button type="button" class="framed" data-test="ledger-correct" on:click=move |_| grid.correct()>
                    {app.say(Msg::Correct)} " " <kbd>"F2"</kbd>
                </button>
                <button type="button" class="framed" data-test="ledger-xlsx" on:click=workbook>{app.say(Msg::SaveXlsx)}</button>
                <button type="button" class="framed" data-test="ledger-csv" on:click=save>{app.say(Msg::SaveCsv)}</button>
            </div>
            <div class="ledger-bar filters-of-ledger" role="search" aria-label=app.say(Msg::FilterTasks)>
                <WordsField id="find-task" label=app.say(Msg::FilterTasks) test="ledger-filter" words=asked.words/>
                {choice(app, Msg::AllDepartments, "ledger-department", move || asked.choices.get().0, move |value| {
                    asked.wanted.update(|wanted| wanted.department = value);
                })}
                {choice(app, Msg::AllSections, "ledger-section", move || asked.choices.get().1, move |value| {
                    asked.wanted.update(|wanted| wanted.section = value);
                })}
                <label class="check">
                    {app.say(Msg::DueBy)}
                    <input
                        type="date"
                        data-test="ledger-due"
                        on:change:target=move |event| asked.wanted.update(|wanted| wanted.due = event.target().value())
                    />
                </label>
            </div>
            {move || (asked.n_tasks.get() == 0).then(|| view! { <p class="faint empty" data-test="no-tasks">{app.say(Msg::NoTasks)}</p> })}
            <Table grid=grid/>
        </main>
    }
}

/// A list to choose from; its first entry lets everything through.
fn choice(
    app: App,
    everything: Msg,
    test: &'static str,
    choices: impl Fn() -> Vec<String> + Send + 'static,
    choose: impl Fn(String) + 'static,
) -> AnyView {
    let chosen = RwSignal::new(String::new());
    let options = move || {
        let now = chosen.get_untracked();
        let options = choices().into_iter().map(|name| {
            let selected = name == now;
            view! { <option value=name.clone() selected=selected>{name.clone()}</option> }
        });
        options.collect_view()
    };
    view! {
        <select
            aria-label=app.say(everything)
            data-test=test
            on:change:target=move |event| {
                chosen.set(event.target().value());
                choose(event.target().value());
            }
        >
            <option value="">{app.say(everything)}</option>
            {options}
        </select>
    }
    .into_any()
}
