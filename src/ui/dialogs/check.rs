//! The checker (核查): everything suspicious, kind by kind; a click leads to the mark. The worker looks.

use super::frame::Frame;
use super::places::{groups, hold};
use crate::protocol::WireGroup;
use crate::ui::i18n::Msg;
use crate::ui::state::App;
use leptos::prelude::*;

/// The dialogue.
#[component]
pub fn Check(app: App) -> impl IntoView {
    let found = RwSignal::new(None::<Vec<WireGroup>>);
    let held = hold(app);
    if let Some(engine) = app.engine() {
        engine.check(move |faults| {
            if let Some(faults) = faults {
                found.try_set(Some(faults));
            } else {
                app.warn(app.say(Msg::EngineFailed));
            }
        });
    }
    let list = move || match found.get() {
        None => view! { <p class="faint">{app.say(Msg::EngineLoading)}</p> }.into_any(),
        Some(faults) if faults.is_empty() => {
            view! { <p data-test="check-clean">{app.say(Msg::NothingSuspicious)}</p> }.into_any()
        }
        Some(faults) => groups(app, held, faults, "check-groups").into_any(),
    };
    view! {
        <Frame app=app title=Msg::Check test="check">
            <p class="faint">{app.say(Msg::CheckWhat)}</p>
            <div aria-live="polite">{move || list()}</div>
        </Frame>
    }
}
