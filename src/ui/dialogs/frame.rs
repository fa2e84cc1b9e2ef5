//! The frame that all dialogues share: title, content, a way out.

use crate::ui::i18n::Msg;
use crate::ui::marking::{focus_content, focus_content_if_lost, focus_dialog};
use crate::ui::state::App;
use leptos::html;
use leptos::prelude::*;

/// A dialogue with a title. `test` is its name in tests.
#[component]
pub fn Frame(
    app: App,
    title: Msg,
    test: &'static str,
    #[prop(optional)] wide: bool,
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        if dialog.open() {
            // One dialogue after another is the same element to the browser, which has nothing to open.
            focus_dialog();
        } else {
            // A dialogue that cannot be shown over the page is still shown in it.
            if dialog.show_modal().is_err() {
                dialog.set_open(true);
            }
        }
    });
    let is_shut = StoredValue::new(false);
    let closed = move || {
        if is_shut.try_update_value(|shut| std::mem::replace(shut, true)) == Some(false) {
            app.dialog.set(None);
            focus_content();
        }
    };
    // A dialogue that is taken away takes the focus with it.
    on_cleanup(focus_content_if_lost);
    // The browser tells of the end of a dialogue a moment later. Whoever is quick has opened the next one by then, which
    // must not be closed in its place: so the end is not waited for.
    let shut = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
        closed();
    };
    view! {
        <dialog
            node_ref=dialog
            class=if wide { "dialog wide-dialog" } else { "dialog" }
            aria-labelledby="dialog-title"
            data-test=format!("dialog-{test}")
            on:cancel=move |event: web_sys::Event| {
                event.prevent_default();
                shut();
            }
            on:close=move |_| closed()
        >
            <div class="dialog-head">
                <h2 id="dialog-title">{app.say(title)}</h2>
                <button type="button" class="icon" aria-label=app.say(Msg::Close) data-test="dialog-close" on:click=move |_| shut()>"✕"</button>
            </div>
            <div class="dialog-body">{children()}</div>
        </dialog>
    }
}
