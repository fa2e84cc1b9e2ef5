//! The bar of labels (标签栏): name, seal, count and key of each; pressing one labels what is chosen, or arms it.

use super::seal::Seal;
use crate::ui::i18n::Msg;
use crate::ui::keys::{Action, chord_of, dispatch::perform};
use crate::ui::letters;
use crate::ui::marking::act;
use crate::ui::state::App;
use crate::ui::stylesheet::class_of;
use leptos::prelude::*;

/// A button for the text as a whole.
fn tool(app: App, action: Action, sign: &'static str, name: Msg, test: &'static str) -> AnyView {
    let title = format!("{} {}", app.say(name), chord_of(action));
    view! {
        <button
            type="button"
            class="icon tool"
            aria-label=app.say(name)
            title=title
            data-test=test
            on:click=move |_| {
                perform(app, action);
            }
        >
            {sign}
        </button>
    }
    .into_any()
}

/// The bar.
#[component]
pub fn LabelBar(app: App) -> impl IntoView {
    leptos::live(move || {
        app.scheme_changed.track();
        let scheme = app.scheme();
        let lang = app.lang.get_untracked();
        let chips = scheme.labels.iter().map(|label| {
            let id = label.id.clone();
            let (counted, armed, pressed) = (id.clone(), id.clone(), id.clone());
            let shown = move || app.counts.with(|counts| counts.get(counted.as_str()));
            let is_armed = move || app.armed.with(|now| now.as_ref() == Some(&armed));
            let key = letters::capital(&label.key);
            let test = format!("label-{id}");
            let class = format!("chip {}", class_of(&scheme, id.as_str()));
            view! {
                <button
                    type="button"
                    class=class
                    aria-pressed=move || if is_armed() { "true" } else { "false" }
                    aria-keyshortcuts=key.clone()
                    data-test=test
                    on:click=move |_| act::give_label(app, &pressed)
                >
                    <Seal scheme=scheme.clone() label=id.clone()/>
                    <span>{lang.of(&label.wording).to_owned()}</span>
                    <i data-test="count">{move || shown()}</i>
                    <kbd>{key.clone()}</kbd>
                </button>
            }
        });
        view! {
            <div class="labels" role="toolbar" aria-label=app.say(Msg::Labels) data-test="labels">
                {chips.collect_view()}
                <span class="grow"></span>
                {tool(app, Action::Contents, "☰", Msg::Contents, "open-contents")}
                {tool(app, Action::ReadingSettings, "Aa", Msg::ReadingSettings, "open-reading")}
            </div>
        }
    })
}
