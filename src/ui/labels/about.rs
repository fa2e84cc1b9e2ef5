//! What each label means (标签说明), heard and not seen: every drawn mark is related to the entry of its label.

use crate::scheme::LabelDef;
use crate::ui::i18n::Msg;
use crate::ui::state::App;
use crate::ui::stylesheet::{UNKNOWN, about, class_of};
use leptos::prelude::*;

/// One entry for each label of the scheme, and one for those that it does not know.
#[component]
pub fn AboutLabels(app: App) -> impl IntoView {
    let entries = move || {
        app.scheme_changed.track();
        let scheme = app.scheme();
        let known = scheme.labels.iter().map(|label| (class_of(&scheme, label.id.as_str()), words(app, label)));
        let unknown = (UNKNOWN.to_owned(), app.say(Msg::LabelUnknown).to_owned());
        let entries = known.chain([unknown]).map(|(class, words)| view! { <p id=about(&class)>{words}</p> });
        entries.collect_view()
    };
    view! { <div class="heard" role="note" aria-label=app.say(Msg::LabelsOfMarks)>{move || entries()}</div> }
}

fn words(app: App, label: &LabelDef) -> String {
    let lang = app.lang.get_untracked();
    let name = lang.of(&label.wording);
    let attrs: Vec<&str> = label.attrs.iter().map(|attr| lang.of(&attr.wording)).collect();
    if attrs.is_empty() {
        app.fill(Msg::AboutLabel, &[name, label.id.as_str()])
    } else {
        app.fill(Msg::AboutLabelWith, &[name, label.id.as_str(), &attrs.join(" / ")])
    }
}
