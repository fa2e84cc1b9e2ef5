//! Correcting a cell of the ledger (更正): what it comes from are marks, and it is those that change.

use super::frame::Frame;
use crate::annotate::{Mark, MarkId, Review};
use crate::project::Command;
use crate::ui::i18n::Msg;
use crate::ui::marking::moves::is_pending;
use crate::ui::side::attributes::Attributes;
use crate::ui::state::App;
use leptos::prelude::*;
use std::sync::Arc;

/// The dialogue: one part for each mark of the cell.
#[component]
pub fn Cell(app: App) -> impl IntoView {
    let marks = app.cell.get_untracked();
    let found: Vec<Arc<Mark>> =
        marks.iter().filter_map(|&id| app.read_doc(|document| document.mark(id).cloned()).flatten()).collect();
    let parts = found.into_iter().map(|mark| part(app, mark)).collect_view();
    view! { <Frame app=app title=Msg::Correct test="cell">{parts}</Frame> }
}

fn part(app: App, mark: Arc<Mark>) -> AnyView {
    let words = app.read_doc(|document| document.words(&mark)).unwrap_or_default();
    let (id, span, pending) = (mark.id, mark.cover(), is_pending(&mark));
    let gone = RwSignal::new(false);
    let there = move || {
        app.marks.track();
        !gone.get() && app.read_doc(|it| it.mark(id).is_some_and(|mark| mark.is_visible())).unwrap_or_default()
    };
    let remove = move |_| gone.set(act(app, |doc, marks| Command::Delete { doc, marks }, id));
    let accept = move |_| {
        act(app, |doc, marks| Command::Review { doc, marks, to: Review::Accepted }, id);
    };
    let to_words = move |_| {
        app.dialog.set(None);
        if let Some(doc) = app.doc.get_untracked() {
            app.show(doc, span, Some(id));
        }
    };
    view! {
        <section class="card" data-test="cell-mark" hidden=move || !there()>
            <h3 class="words-of-mark"><span>{words}</span></h3>
            <div class="fields"><Attributes app=app mark=mark/></div>
            <p class="row">
                <button type="button" class="framed" data-test="cell-words" on:click=to_words>{app.say(Msg::ToWords)}</button>
                <button type="button" class="framed" data-test="cell-remove" on:click=remove>{app.say(Msg::DeleteMark)}</button>
                {pending.then(|| view! {
                    <button type="button" class="go" data-test="cell-accept" on:click=accept>{app.say(Msg::Accept)}</button>
                })}
            </p>
        </section>
    }
    .into_any()
}

fn act(app: App, command: impl FnOnce(crate::annotate::DocId, Vec<MarkId>) -> Command, mark: MarkId) -> bool {
    app.doc.get_untracked().is_some_and(|doc| app.run(command(doc, vec![mark])))
}
