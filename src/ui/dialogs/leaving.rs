//! Changes that are kept nowhere but in this page (尚未保存), when the page is about to go on without them: a file first, or
//! give them up.

use super::frame::Frame;
use crate::ui::backup;
use crate::ui::i18n::Msg;
use crate::ui::state::App;
use leptos::prelude::*;

/// The dialogue; whoever closes it stays with what is open.
#[component]
pub fn Leaving(app: App) -> impl IntoView {
    let give_up = move |_| {
        app.dialog.set(None);
        if let Some(go_on) = app.leaving.try_update_value(Option::take).flatten() {
            go_on();
        }
    };
    view! {
        <Frame app=app title=Msg::Unsaved test="leaving">
            <p>{app.say(Msg::UnsavedWhat)}</p>
            <p class="row">
                <button type="button" class="go" data-test="leaving-save" on:click=move |_| backup::save(app)>
                    {app.say(Msg::SaveBackup)}
                </button>
                <button type="button" class="framed" data-test="leaving-discard" on:click=give_up>
                    {app.say(Msg::GiveUpChanges)}
                </button>
            </p>
        </Frame>
    }
}
