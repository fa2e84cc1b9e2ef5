//! The ledger as a view: which documents, which words, and the table.

use super::rows::{LONGEST, rows_of, settled, to_csv};
use super::table::Table;
use crate::annotate::DocId;
use crate::ledger::Row;
use crate::ui::fields::WordsField;
use crate::ui::files;
use crate::ui::i18n::Msg;
use crate::ui::shell::status::grouped;
use crate::ui::state::App;
use leptos::prelude::*;

/// The view.
#[component]
pub fn LedgerView(app: App) -> impl IntoView {
    let all = RwSignal::new(false);
    let wanted = RwSignal::new(String::new());
    let docs = move || -> Vec<DocId> {
        if all.get() {
            app.documents.track();
            app.read(|workspace| workspace.documents().map(|document| document.info().id).collect())
        } else {
            app.doc.get().into_iter().collect()
        }
    };
    let changed = settled(app);
    let rows = Memo::new(move |_| {
        changed.track();
        let wanted = wanted.get();
        let rows = docs().into_iter().flat_map(|doc| rows_of(app, doc).into_iter().map(move |row| (doc, row)));
        rows.filter(|(_, row)| fits(row, &wanted)).collect::<Vec<(DocId, Row)>>()
    });
    let save = move |_| {
        let name = format!("{}-{}.csv", app.say(Msg::ViewLedger), files::today());
        files::save(&name, "text/csv", &to_csv(app, &docs()));
    };
    view! {
        <main class="ledger" data-pane="ledger" data-test="ledger">
            <div class="ledger-bar">
                <h2>{app.say(Msg::ViewLedger)}</h2>
                <label class="check">
                    <input type="checkbox" data-test="ledger-all" on:change:target=move |event| all.set(event.target().checked())/>
                    {app.say(Msg::AllDocuments)}
                </label>
                <WordsField label=app.say(Msg::FilterTasks) test="ledger-filter" words=wanted/>
                <span class="faint" data-test="ledger-count">
                    {move || app.fill(Msg::TasksShown, &[&grouped(rows.with(Vec::len))])}
                </span>
                <span class="grow"></span>
                <button type="button" class="framed" data-test="ledger-csv" on:click=save>{app.say(Msg::SaveCsv)}</button>
            </div>
            <div class="ledger-scroll" tabindex="0" role="region" aria-label=app.say(Msg::ViewLedger)>
                {move || {
                    let shown = rows.with(|rows| rows.iter().take(LONGEST).cloned().collect());
                    view! { <Table app=app rows=shown named=all.get()/> }
                }}
                {move || (rows.with(Vec::len) > LONGEST).then(|| view! {
                    <p class="faint empty">{app.fill(Msg::FirstOnly, &[&LONGEST.to_string()])}</p>
                })}
            </div>
        </main>
    }
}

/// Whether a row holds the words looked for in any of its cells.
fn fits(row: &Row, wanted: &str) -> bool {
    let mut cells = [&row.number, &row.section, &row.title]
        .into_iter()
        .chain(row.departments.iter().map(|it| &it.canonical))
        .chain(row.targets.iter().flat_map(|it| [&it.words, &it.indicator]))
        .chain(row.deadlines.iter().flat_map(|it| [&it.words, &it.value]));
    wanted.is_empty() || cells.any(|cell| cell.contains(wanted))
}
