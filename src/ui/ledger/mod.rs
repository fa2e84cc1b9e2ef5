//! The view of the task ledger (任务分解表): one line a task, of the open document or of all.

#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) mod grid;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) mod lines;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) mod rows;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
mod view;

#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub use view::LedgerView;

#[cfg(all(target_arch = "wasm32", feature = "page"))]
use crate::ui::{
    i18n::Msg,
    state::{App, view::View},
};

/// Goes from the current mark, or the selected words, to their task in the ledger.
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub fn locate(app: App) {
    use leptos::prelude::{GetUntracked, Set};
    let selected = app.selection.get_untracked().map(|it| it.span());
    let span = app.current().map(|mark| mark.cover()).or(selected);
    if let Some((doc, span)) = app.doc.get_untracked().zip(span) {
        match app.ledger(doc).into_iter().find(|row| row.span.contains_offset(span.start)) {
            Some(row) => {
                app.asked.let_through(&row);
                app.in_ledger.set(Some((doc, span)));
            }
            // The way to the ledger by key is open all the same.
            None => app.tell(app.say(Msg::InNoTask)),
        }
    }
    app.view.set(View::Ledger);
}
