//! The three-step tour (三步上手), which can be skipped.

use super::frame::Frame;
use crate::ui::i18n::Msg;
use crate::ui::marking::focus;
use crate::ui::state::{App, prefs};
use leptos::prelude::*;

const STEPS: [(Msg, Msg); 3] =
    [(Msg::TourReview, Msg::TourReviewHow), (Msg::TourMark, Msg::TourMarkHow), (Msg::TourSave, Msg::TourSaveHow)];

/// The dialogue.
#[component]
pub fn Tour(app: App) -> impl IntoView {
    let step = RwSignal::new(0_usize);
    prefs::set_tour_seen();
    let finish = move || {
        app.dialog.set(None);
        focus("text");
    };
    let content = move || {
        let (title, how) = STEPS.get(step.get()).copied().unwrap_or((Msg::TourReview, Msg::TourReviewHow));
        view! {
            <p class="tour-step faint">{format!("{} / {}", step.get() + 1, STEPS.len())}</p>
            <h3 data-test="tour-title">{app.say(title)}</h3>
            <p>{app.say(how)}</p>
        }
    };
    let next = move |_| {
        if step.get_untracked() + 1 < STEPS.len() {
            step.update(|step| *step += 1);
        } else {
            finish();
        }
    };
    let last = move || step.get() + 1 == STEPS.len();
    view! {
        <Frame app=app title=Msg::Tour test="tour">
            <div class="tour" aria-live="polite">{move || content()}</div>
            <p class="row">
                <button type="button" class="framed" data-test="tour-skip" on:click=move |_| finish()>{app.say(Msg::Skip)}</button>
                <button type="button" class="go" autofocus data-test="tour-next" on:click=next>
                    {move || app.say(if last() { Msg::Begin } else { Msg::Next })}
                </button>
            </p>
        </Frame>
    }
}
