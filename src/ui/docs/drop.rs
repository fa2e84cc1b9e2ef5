//! Where files come in: dropped here, chosen, or pasted as text.

use crate::formats::READABLE;
use crate::ui::files::{self, PICKER};
use crate::ui::i18n::Msg;
use crate::ui::state::App;
use crate::ui::state::view::Dialog;
use leptos::prelude::*;
use web_sys::DragEvent;

/// The zone. Files may be dropped anywhere on the page.
#[component]
pub fn DropZone(app: App) -> impl IntoView {
    let over = RwSignal::new(false);
    let dragged = window_event_listener(leptos::ev::dragover, move |event: DragEvent| {
        event.prevent_default();
        over.set(true);
    });
    let left = window_event_listener(leptos::ev::dragleave, move |_| over.set(false));
    let dropped = window_event_listener(leptos::ev::drop, move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        if let Some(files) = event.data_transfer().and_then(|data| data.files()) {
            files::take(app, &files);
        }
    });
    on_cleanup(move || {
        dragged.remove();
        left.remove();
        dropped.remove();
    });
    view! {
        <div class=move || if over.get() { "drop over" } else { "drop" } data-test="drop">
            <p>{app.say(Msg::DropFiles)}</p>
            <p class="faint small">"txt docx pdf html xlsx csv jsonl zip"</p>
            <p class="row">
                <button type="button" class="framed" data-test="import" on:click=move |_| files::ask(PICKER)>
                    {app.say(Msg::ChooseFiles)}
                </button>
                <button type="button" class="framed" data-test="paste" on:click=move |_| app.dialog.set(Some(Dialog::Paste))>
                    {app.say(Msg::PasteText)}
                </button>
            </p>
            <input
                id=PICKER
                type="file"
                multiple
                hidden
                accept=READABLE
                aria-label=app.say(Msg::ImportFiles)
                data-test="file-input"
                on:change:target=move |event| {
                    let picker = event.target();
                    if let Some(files) = picker.files() {
                        files::take(app, &files);
                    }
                    // The same file may be chosen again.
                    picker.set_value("");
                }
            />
        </div>
    }
}
