//! How far a long job is (进度); closing the dialogue stops it.

use super::frame::Frame;
use crate::ui::i18n::Msg;
use crate::ui::shell::status::grouped;
use crate::ui::state::App;
use leptos::prelude::*;

/// The dialogue.
#[component]
pub fn Progress(app: App) -> impl IntoView {
    let words = move || {
        let (done, all) = app.progress.get();
        app.fill(Msg::FoundOf, &[&grouped(done), &grouped(all)])
    };
    view! {
        <Frame app=app title=Msg::Working test="progress">
            {bar(app, move || app.progress.get())}
            <p class="row">
                <span class="faint grow" data-test="progress-words">{move || words()}</span>
                <button type="button" class="framed" data-test="progress-stop" on:click=move |_| app.dialog.set(None)>{app.say(Msg::Stop)}</button>
            </p>
        </Frame>
    }
}

/// A bar that fills: how much is done, and of how much.
pub fn bar(app: App, far: impl Fn() -> (usize, usize) + Copy + Send + 'static) -> AnyView {
    view! {
        <progress
            class="bar"
            aria-label=app.say(Msg::Working)
            prop:max=move || far().1.max(1) as f64
            prop:value=move || far().0 as f64
        ></progress>
    }
    .into_any()
}
