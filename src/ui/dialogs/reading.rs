//! How the text is set (阅读设置): size, width, face, what is heard of marks; seen at once in the text behind.

use super::frame::Frame;
use crate::ui::i18n::Msg;
use crate::ui::pane::typeset::{Face, Spoken, Typeset};
use crate::ui::state::{App, prefs};
use leptos::prelude::*;

/// The dialogue.
#[component]
pub fn ReadingSettings(app: App) -> impl IntoView {
    let change = move |change: &dyn Fn(&mut Typeset)| {
        app.typeset.update(change);
        prefs::set_typeset(app.typeset.get_untracked());
    };
    let range = move |name: Msg,
                      test: &'static str,
                      limits: (u32, u32),
                      read: fn(&Typeset) -> u32,
                      put: fn(&mut Typeset, u32)| {
        view! {
            <label class="field-name" for=test>{app.say(name)}</label>
            <span class="ranged">
                <input
                    id=test
                    autofocus=test == "text-size"
                    type="range"
                    min=limits.0.to_string()
                    max=limits.1.to_string()
                    data-test=test
                    prop:value=move || app.typeset.with(read).to_string()
                    on:input:target=move |event| {
                        if let Ok(value) = event.target().value().parse() {
                            change(&|typeset| put(typeset, value));
                        }
                    }
                />
                <output for=test>{move || app.typeset.with(read).to_string()}</output>
            </span>
        }
    };
    let faces = [(Face::Serif, Msg::FaceSerif), (Face::FangSong, Msg::FaceFangSong), (Face::Sans, Msg::FaceSans)];
    let options = faces.map(|(face, name)| {
        view! { <option value=face.name() selected=move || app.typeset.get().face == face>{app.say(name)}</option> }
    });
    let spoken = [(Spoken::Off, Msg::SpokenOff), (Spoken::Label, Msg::SpokenLabel), (Spoken::Edges, Msg::SpokenEdges)];
    let spoken = spoken.map(|(way, name)| {
        view! { <option value=way.name() selected=move || app.typeset.get().spoken == way>{app.say(name)}</option> }
    });
    view! {
        <Frame app=app title=Msg::ReadingSettings test="reading">
            <div class="fields">
                {range(Msg::TextSize, "text-size", Typeset::SIZES, |it| it.size, |it, value| it.size = value)}
                {range(Msg::TextWidth, "text-width", Typeset::WIDTHS, |it| it.width, |it, value| it.width = value)}
                <label class="field-name" for="typeface">{app.say(Msg::Typeface)}</label>
                <select
                    id="typeface"
                    data-test="typeface"
                    on:change:target=move |event| change(&|typeset| typeset.face = Face::named(&event.target().value()))
                >
                    {options.into_iter().collect_view()}
                </select>
                <label class="field-name" for="spoken">{app.say(Msg::Spoken)}</label>
                <select
                    id="spoken"
                    data-test="spoken"
                    on:change:target=move |event| change(&|typeset| typeset.spoken = Spoken::named(&event.target().value()))
                >
                    {spoken.into_iter().collect_view()}
                </select>
            </div>
            <p class="row wrap">
                <button type="button" class="framed" data-test="typeset-reset" on:click=move |_| change(&|it| *it = Typeset::default())>
                    {app.say(Msg::Restore)}
                </button>
            </p>
        </Frame>
    }
}
