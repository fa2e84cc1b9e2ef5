//! The frame that all dialogues share: title, content, a way out.

use crate::ui::i18n::Msg;
use crate::ui::ledger::grid::GRID;
use crate::ui::marking::focus;
use crate::ui::state::App;
use crate::ui::state::view::View;
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
        if let Some(dialog) = dialog.get()
            && !dialog.open()
        {
            // A dialogue that cannot be shown over the page is still shown in it.
            if dialog.show_modal().is_err() {
                dialog.set_open(true);
            }
        }
    });
    let closed = move |_| {
        app.dialog.set(None);
        focus(if app.view.get_untracked() == View::Ledger { GRID } else { "text" });
    };
    // A dialogue that is taken away takes the focus with it.
    on_cleanup(|| {
        request_animation_frame(|| {
            if document().active_element().is_none_or(|active| active.tag_name() == "BODY") {
                focus("text");
            }
        });
    });
    let shut = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    view! {
        <dialog
            node_ref=dialog
            class=if wide { "dialog wide-dialog" } else { "dialog" }
            aria-labelledby="dialog-title"
            data-test=format!("dialog-{test}")
            on:close=closed
        >
            <div class="dialog-head">
                <h2 id="dialog-title">{app.say(title)}</h2>
                <button type="button" class="icon" aria-label=app.say(Msg::Close) data-test="dialog-close" on:click=shut>"✕"</button>
            </div>
            <div class="dialog-body">{children()}</div>
        </dialog>
    }
}
