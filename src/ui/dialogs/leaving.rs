//! Changes that are kept nowhere but in this page (尚未保存), when the page is about to go on without them: a file first, or
//! give them up.

use super::frame::Frame;
use crate::ui::i18n::Msg;
use crate::ui::state::App;
use crate::ui::{backup, keeping};
use leptos::prelude::*;

/// The dialogue; whoever closes it stays with what is open.
#[component]
pub fn Leaving(app: App) -> impl IntoView {
    view! {
        <Frame app=app title=Msg::Unsaved test="leaving">
            <p>{app.say(Msg::UnsavedWhat)}</p>
            <p class="row">
                <button type="button" class="go" data-test="leaving-save" on:click=move |_| backup::save(app)>
                    {app.say(Msg::SaveBackup)}
                </button>
                <button type="button" class="framed" data-test="leaving-discard" on:click=move |_| keeping::give_up(app)>
                    {app.say(Msg::GiveUpChanges)}
                </button>
            </p>
        </Frame>
    }
}
