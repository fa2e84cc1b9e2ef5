//! Correcting a cell of the ledger (更正): what it comes from are marks, and it is those that change.

use super::frame::Frame;
use crate::annotate::{DocId, Mark, MarkId, Review};
use crate::project::Command;
use crate::ui::i18n::Msg;
use crate::ui::marking::moves::is_pending;
use crate::ui::side::attributes::Attributes;
use crate::ui::state::App;
use crate::ui::stylesheet::class_of;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// The dialogue: one part for each mark of the cell.
#[component]
pub fn Cell(app: App) -> impl IntoView {
    let marks = app.cell.get_untracked();
    let found: Vec<Arc<Mark>> =
        marks.iter().filter_map(|&id| app.read_doc(|document| document.mark(id).cloned()).flatten()).collect();
    let parts = found.into_iter().map(|mark| part(app, mark)).collect_view();
    // Enter in a field takes the change over and is all: back to the table.
    let dialog = view! {
        <Frame app=app title=Msg::Correct test="cell">
            <form method="dialog">
                {parts}
                <p class="row"><button class="go" data-test="cell-done">{app.say(Msg::Finish)} " " <kbd>"Enter"</kbd></button></p>
            </form>
        </Frame>
    };
    // After the effect that opens the dialogue, and before the next key.
    Effect::new(|_| focus_next());
    dialog
}

/// Where the keyboard goes in the dialogue: to the first field that is seen, or else to the way out.
fn focus_next() {
    let places = "[data-test=cell-mark]:not([hidden]) :is(input, select), [data-test=cell-done]";
    let next = document().query_selector(places).ok().flatten();
    if let Some(next) = next.and_then(|next| next.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Giving the focus fails only where the element cannot take it.
        let _ = next.focus();
    }
}

fn part(app: App, mark: Arc<Mark>) -> AnyView {
    let words = app.read_doc(|document| document.words(&mark)).unwrap_or_default();
    let (id, span) = (mark.id, mark.cover());
    let now = move |is: fn(&Mark) -> bool| {
        app.marks.track();
        app.read_doc(|it| it.mark(id).is_some_and(|mark| is(mark))).unwrap_or_default()
    };
    let remove = move |_| act(app, |doc, marks| Command::Delete { doc, marks }, id, Msg::Deleted);
    let accept = move |_| {
        act(app, |doc, marks| Command::Review { doc, marks, to: Review::Accepted }, id, Msg::Accepted);
    };
    let to_words = move |_| {
        app.dialog.set(None);
        if let Some(doc) = app.doc.get_untracked() {
            app.show(doc, span, Some(id));
        }
    };
    let class = format!("words-of-mark {}", class_of(&app.scheme(), mark.label.as_str()));
    view! {
        <section class="card" data-test="cell-mark" hidden=move || !now(Mark::is_visible)>
            <h3 class=class class:proposed=move || now(is_pending)><span>{words}</span></h3>
            <div class="fields"><Attributes app=app mark=mark/></div>
            <p class="row">
                <button type="button" class="framed" data-test="cell-words" on:click=to_words>{app.say(Msg::ToWords)}</button>
                <button type="button" class="framed" data-test="cell-remove" on:click=remove>{app.say(Msg::DeleteMark)}</button>
                <button type="button" class="framed" data-test="cell-accept" hidden=move || !now(is_pending) on:click=accept>
                    {app.say(Msg::Accept)}
                </button>
            </p>
        </section>
    }
    .into_any()
}

/// Does something with a mark and says so. What was pressed may go with it, so the keyboard goes on.
fn act(app: App, command: impl FnOnce(DocId, Vec<MarkId>) -> Command, mark: MarkId, done: Msg) {
    if app.doc.get_untracked().is_some_and(|doc| app.run(command(doc, vec![mark]))) {
        app.announce(app.say(done));
        leptos::task::spawn_local(async { focus_next() });
    }
}
