//! All keys (快捷键一览): the table of actions and the labels, as they are.

use super::frame::Frame;
use crate::ui::i18n::Msg;
use crate::ui::keys::{BINDINGS, chord_of};
use crate::ui::labels::seal::Seal;
use crate::ui::state::App;
use leptos::prelude::*;

/// The dialogue.
#[component]
pub fn KeyMap(app: App) -> impl IntoView {
    let scheme = app.scheme();
    let lang = app.lang.get_untracked();
    let actions = BINDINGS.iter().filter(|binding| !binding.chords.is_empty()).map(|binding| {
        view! { <tr><td>{app.say(binding.name)}</td><td><kbd>{chord_of(binding.action)}</kbd></td></tr> }
    });
    let actions = actions.collect_view();
    let labels = scheme.labels.iter().filter(|label| !label.key.is_empty()).map(|label| {
        view! {
            <tr>
                <td><Seal scheme=scheme.clone() label=label.id.clone()/> " " {lang.of(&label.wording).to_owned()}</td>
                <td><kbd>{label.key.to_uppercase()}</kbd></td>
            </tr>
        }
    });
    let labels = labels.collect_view();
    view! {
        <Frame app=app title=Msg::KeyMap test="keys" wide=true>
            <p class="faint">{app.say(Msg::KeysRest)}</p>
            <div class="key-tables">
                <table><tbody>{actions}</tbody></table>
                <table><tbody>{labels}</tbody></table>
            </div>
        </Frame>
    }
}
