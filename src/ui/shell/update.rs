//! A new build (新版本): said when it is stored, taken when the person agrees and everything is saved.
//!
//! Storing builds and changing over is done by `public/boot.js`; this shows what it tells and asks for the change.

use crate::ui::i18n::Msg;
use crate::ui::state::App;
use crate::ui::state::view::Saved;
use leptos::prelude::*;
use web_sys::Event;

/// Asks `public/boot.js` to change over; the page is loaded again.
const APPLY: &str = "zhupi-update-apply";

/// The offer in the status line; nothing while there is none.
#[component]
pub fn UpdateOffer(app: App) -> impl IntoView {
    let offer = RwSignal::new(told());
    for event in ["zhupi-update-ready", "zhupi-update-elsewhere"] {
        let heard = window_event_listener_untyped(event, move |_| offer.set(told()));
        on_cleanup(move || heard.remove());
    }
    let agreed = RwSignal::new(false);
    Effect::new(move |_| {
        // Loading again loses what has not been acknowledged; it waits for that.
        if agreed.get() && app.saved.get() != Saved::Saving {
            agreed.set(false);
            if let Ok(apply) = Event::new(APPLY) {
                let _ = window().dispatch_event(&apply);
            }
        }
    });
    move || {
        let words = offer.get()?;
        Some(view! {
            <button type="button" class="link" data-test="update-apply" on:click=move |_| agreed.set(true)>
                {app.say(words)}
            </button>
        })
    }
}

/// What is known of a new build.
fn told() -> Option<Msg> {
    match document().document_element()?.get_attribute("data-update")?.as_str() {
        "ready" => Some(Msg::UpdateReady),
        "elsewhere" => Some(Msg::UpdateElsewhere),
        _ => None,
    }
}
