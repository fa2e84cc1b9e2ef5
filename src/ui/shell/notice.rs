//! What the person is told in passing (提示), seen and heard.

use crate::ui::i18n::Msg;
use crate::ui::state::App;
use crate::ui::state::view::Notice;
use leptos::html::Aside;
use leptos::prelude::*;
use std::time::Duration;

/// How long a notice that is no error stays.
const STAY: Duration = Duration::from_secs(5);

/// How long what was said is left alone before more is said: a screen reader that is interrupted says nothing.
const PAUSE: Duration = Duration::from_millis(500);

/// What was announced, at most once a pause: of what came in between, the last.
fn unhurried(app: App) -> RwSignal<String> {
    let (said, pausing) = (RwSignal::new(String::new()), StoredValue::new(false));
    Effect::new(move |_| {
        let words = app.announced.get();
        if !pausing.get_value() {
            say(app, words, said, pausing);
        }
    });
    said
}

/// Says something, and after the pause what was announced last meanwhile.
fn say(app: App, words: String, said: RwSignal<String>, pausing: StoredValue<bool>) {
    said.try_set(words);
    pausing.try_set_value(true);
    set_timeout(
        move || {
            let last = app.announced.try_get_untracked();
            match last.filter(|last| said.try_get_untracked().as_ref() != Some(last)) {
                Some(last) => say(app, last, said, pausing),
                None => drop(pausing.try_set_value(false)),
            }
        },
        PAUSE,
    );
}

/// The notice, and the two regions a screen reader listens to.
#[component]
pub fn Notices(app: App) -> impl IntoView {
    Effect::new(move |_| {
        if let Some(notice) = app.notice.get().filter(|notice| !notice.is_error) {
            set_timeout(
                move || {
                    if app.notice.get_untracked().as_ref() == Some(&notice) {
                        app.notice.set(None);
                    }
                },
                STAY,
            );
        }
    });
    let said = unhurried(app);
    let urgent = move || app.notice.get().filter(|notice| notice.is_error).map(|notice| notice.words);
    let shown = move || app.notice.get().map(|notice| view! { <Shown app=app notice=notice/> });
    view! {
        <div class="heard" aria-live="polite" data-test="announced">{move || said.get()}</div>
        <div class="heard" aria-live="assertive">{move || urgent()}</div>
        {move || shown()}
    }
}

/// The notice as it is seen: above everything, dialogues too.
#[component]
fn Shown(app: App, notice: Notice) -> impl IntoView {
    let shown = NodeRef::<Aside>::new();
    Effect::new(move |_| {
        if let Some(shown) = shown.get() {
            // Engines without popovers show it all the same, only below dialogues.
            let _ = shown.show_popover();
        }
    });
    view! {
        <aside
            class=if notice.is_error { "notice bad" } else { "notice" }
            aria-label=app.say(Msg::Notice)
            popover="manual"
            node_ref=shown
            data-test="notice"
        >
            <span>{notice.words}</span>
            <button type="button" class="icon" aria-label=app.say(Msg::Close) on:click=move |_| app.notice.set(None)>
                "✕"
            </button>
        </aside>
    }
}
