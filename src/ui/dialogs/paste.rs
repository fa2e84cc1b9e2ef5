//! Taking in a text that was copied elsewhere (粘贴文本).

use super::frame::Frame;
use crate::ui::files;
use crate::ui::i18n::Msg;
use crate::ui::marking::focus;
use crate::ui::state::App;
use leptos::prelude::*;

/// The dialogue.
#[component]
pub fn Paste(app: App) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let words = RwSignal::new(String::new());
    view! {
        <Frame app=app title=Msg::PasteText test="paste">
            <form
                on:submit=move |event| {
                    event.prevent_default();
                    if files::take_text(app, &name.get_untracked(), &words.get_untracked()) {
                        app.dialog.set(None);
                        focus("text");
                    }
                }
            >
                <label class="stacked">
                    {app.say(Msg::DocumentName)}
                    <input
                        placeholder=app.say(Msg::NameFromFirstLine)
                        data-test="paste-name"
                        on:input:target=move |event| name.set(event.target().value())
                    />
                </label>
                <label class="stacked">
                    {app.say(Msg::Words)}
                    <textarea
                        autofocus
                        rows="12"
                        data-test="paste-words"
                        on:input:target=move |event| words.set(event.target().value())
                    ></textarea>
                </label>
                <p class="row"><button type="submit" class="go" data-test="paste-take">{app.say(Msg::TakeIn)}</button></p>
            </form>
        </Frame>
    }
}
