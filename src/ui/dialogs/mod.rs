//! Dialogues (对话框): the browser's own `<dialog>`, which keeps the focus and closes on Escape.

mod cell;
mod check;
mod commands;
mod document;
mod export;
mod frame;
mod keeping;
mod key_map;
mod leaving;
mod paste;
mod places;
mod progress;
mod projects;
mod reading;
mod relation;
mod report;
mod tour;

use crate::ui::state::App;
use crate::ui::state::view::Dialog;
use leptos::prelude::*;

/// Whichever dialogue is open.
#[component]
pub fn Dialogs(app: App) -> impl IntoView {
    leptos::live(move || {
        let dialog = app.dialog.get()?;
        Some(match dialog {
            Dialog::KeyMap => view! { <key_map::Keys app=app/> }.into_any(),
            Dialog::Commands => view! { <commands::Commands app=app/> }.into_any(),
            Dialog::Export => view! { <export::Export app=app/> }.into_any(),
            Dialog::Check => view! { <check::Check app=app/> }.into_any(),
            Dialog::Report => view! { <report::Report app=app/> }.into_any(),
            Dialog::Paste => view! { <paste::Paste app=app/> }.into_any(),
            Dialog::Tour => view! { <tour::Tour app=app/> }.into_any(),
            Dialog::Projects => view! { <projects::ProjectList app=app/> }.into_any(),
            Dialog::Document => view! { <document::AboutDocument app=app/> }.into_any(),
            Dialog::Progress => view! { <progress::Progress app=app/> }.into_any(),
            Dialog::Cell => view! { <cell::Cell app=app/> }.into_any(),
            Dialog::Reading => view! { <reading::ReadingSettings app=app/> }.into_any(),
            Dialog::Keeping => view! { <keeping::Keeping app=app/> }.into_any(),
            Dialog::Leaving => view! { <leaving::Leaving app=app/> }.into_any(),
            Dialog::Relation => view! { <relation::ChooseRelation app=app/> }.into_any(),
        })
    })
}
