//! The ledger as a view: what is asked of it, and the table.

use super::grid::{Grid, Table};
use super::lines::Asked;
use super::rows::to_csv;
use crate::ledger::view::Wanted;
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
    let asked = app.asked;
    asked.follow(app);
    let grid = Grid::new(app);
    focus_content_if_lost();
    let is_filtered = Memo::new(move |_| asked.n_tasks.get().0 < asked.n_tasks.get().1);
    let clear = move |_| {
        asked.clear();
        // The button goes.
        focus_content_if_lost();
    };
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
            held.let_go();
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
                    {move || match asked.n_tasks.get() {
                        (shown, all) if shown < all => app.fill(Msg::TasksOfAll, &[&grouped(shown), &grouped(all)]),
                        (shown, _) => app.fill(Msg::TasksShown, &[&grouped(shown)]),
                    }}
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
                {choice(app, Msg::AllDepartments, "ledger-department", |asked| asked.choices.get().0, |it| &mut it.department)}
                {choice(app, Msg::AllSections, "ledger-section", |asked| asked.choices.get().1, |it| &mut it.section)}
                <label class="check">
                    {app.say(Msg::DueBy)}
                    <input
                        type="date"
                        data-test="ledger-due"
                        prop:value=move || asked.wanted.get().due
                        on:change:target=move |event| asked.wanted.update(|wanted| wanted.due = event.target().value())
                    />
                </label>
                {move || is_filtered.get().then(|| view! {
                    <button type="button" class="framed" data-test="ledger-clear" on:click=clear>{app.say(Msg::ClearFilters)}</button>
                })}
            </div>
            {move || match asked.n_tasks.get() {
                (0, 0) => Some(view! { <p class="faint empty" data-test="no-tasks">{app.say(Msg::NoTasks)}</p> }),
                (0, _) => Some(view! { <p class="faint empty" data-test="no-tasks">{app.say(Msg::NothingFits)}</p> }),
                _ => None,
            }}
            <Table grid=grid/>
        </main>
    }
}

/// A list to choose from; its first entry lets everything through.
fn choice(
    app: App,
    everything: Msg,
    test: &'static str,
    choices: fn(Asked) -> Vec<String>,
    chosen: fn(&mut Wanted) -> &mut String,
) -> AnyView {
    let asked = app.asked;
    let options = move || {
        let now = asked.wanted.with(|wanted| chosen(&mut wanted.clone()).clone());
        let options = choices(asked).into_iter().map(|name| {
            let selected = name == now;
            view! { <option value=name.clone() selected=selected>{name.clone()}</option> }
        });
        options.collect_view()
    };
    view! {
        <select
            aria-label=app.say(everything)
            data-test=test
            on:change:target=move |event| asked.wanted.update(|wanted| *chosen(wanted) = event.target().value())
        >
            <option value="">{app.say(everything)}</option>
            {move || options()}
        </select>
    }
    .into_any()
}
