//! The bar at the foot of the text (审核条): what can be done with the current mark, with the keys that do it; while a
//! relation is being made, how to go on.

use crate::ui::i18n::Msg;
use crate::ui::keys::dispatch::perform;
use crate::ui::keys::{Action, chord_of};
use crate::ui::marking::moves::is_pending;
use crate::ui::shell::status::grouped;
use crate::ui::state::App;
use leptos::prelude::*;

/// The bar.
#[component]
pub fn ReviewBar(app: App) -> impl IntoView {
    let button = move |action: Action, sign: &'static str, name: Msg, test: &'static str| {
        view! {
            <button type="button" data-test=test on:click=move |_| { perform(app, action); }>
                <span><span aria-hidden="true">{sign}</span>{app.say(name)}</span>
                <kbd>{chord_of(action)}</kbd>
            </button>
        }
    };
    leptos::live(move || {
        app.marks.track();
        app.mark.track();
        app.palette.track();
        if app.relating.get().is_some() {
            let hint = view! {
                <div class="review" role="toolbar" aria-label=app.say(Msg::Relate) data-test="relating">
                    <p>{app.say(Msg::RelateTo)}</p>
                    {button(Action::Relate, "", Msg::Cancel, "relate-cancel")}
                </div>
            };
            return Some(hint.into_any());
        }
        let current = app.current();
        let pending = app.read_doc(crate::project::Document::n_pending).unwrap_or_default();
        if app.palette.get().is_some() || (current.is_none() && pending == 0) {
            return None;
        }
        let reviewing = current.as_ref().is_some_and(|mark| is_pending(mark));
        let bar = view! {
            <div class="review" role="toolbar" aria-label=app.say(Msg::Review) data-test="review">
                {reviewing.then(|| view! {
                    {button(Action::Accept, "✓ ", Msg::Accept, "accept")}
                    {button(Action::Reject, "✗ ", Msg::Reject, "reject")}
                })}
                {current.is_some().then(|| view! {
                    {(!reviewing).then(|| button(Action::Delete, "", Msg::DeleteMark, "delete"))}
                    {button(Action::MarkAll, "", Msg::MarkAll, "mark-all")}
                    {button(Action::Relate, "", Msg::Relate, "relate")}
                })}
                {button(Action::NextProposal, "", Msg::NextProposal, "next")}
                {(pending > 0).then(|| view! {
                    <span class="left-over" data-test="left">{app.fill(Msg::LeftToReview, &[&grouped(pending)])}</span>
                })}
            </div>
        };
        Some(bar.into_any())
    })
}
