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
    let told = RwSignal::new(told());
    for event in ["zhupi-update-ready", "zhupi-update-changed", "zhupi-update-slow", "zhupi-update-elsewhere"] {
        let heard = window_event_listener_untyped(event, move |_| told.set(self::told()));
        on_cleanup(move || heard.remove());
    }
    let agreed = RwSignal::new(false);
    Effect::new(move |_| {
        let changed = told.get() == Some(Told::Changed);
        // Loading again loses what has not been acknowledged; it waits for that, and what came after consent as well.
        if !(agreed.get() || changed) || !is_kept(&app.saved.get()) {
            return;
        }
        if changed {
            // Where the browser refuses, the page of the build before goes on as it is.
            let _ = location().reload();
        } else if let Ok(apply) = Event::new(APPLY) {
            agreed.set(false);
            let _ = window().dispatch_event(&apply);
        }
    });
    // What is only in memory would not survive the change.
    let is_in_memory = Memo::new(move |_| matches!(app.saved.get(), Saved::MemoryOnly(_)));
    leptos::live(move || {
        let words = match told.get()? {
            Told::Ready => Msg::UpdateReady,
            Told::Changed | Told::Elsewhere => Msg::UpdateElsewhere,
            Told::Slow => Msg::UpdateSlow,
        };
        (!is_in_memory.get()).then(|| {
            view! {
                <button type="button" class="link" data-test="update-apply" on:click=move |_| agreed.set(true)>
                    {app.say(words)}
                </button>
            }
        })
    })
}

/// Whether everything that people see here is stored.
fn is_kept(saved: &Saved) -> bool {
    matches!(saved, Saved::Opening | Saved::Saved | Saved::ReadOnly(_, false))
}

/// What `public/boot.js` tells of a new build.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    /// It is stored and waits for consent.
    Ready,
    /// It took over, because the person agreed here.
    Changed,
    /// It could not take over yet.
    Slow,
    /// It took over, because the person agreed in another window, or here but long ago.
    Elsewhere,
}

/// What is known of a new build.
fn told() -> Option<Told> {
    match document().document_element()?.get_attribute("data-update")?.as_str() {
        "ready" => Some(Told::Ready),
        "changed" => Some(Told::Changed),
        "slow" => Some(Told::Slow),
        "elsewhere" => Some(Told::Elsewhere),
        _ => None,
    }
}
