//! What is known of a document (文档信息): its name, how far the work is, its labels; where it came from.

use super::frame::Frame;
use crate::annotate::{DocId, DocInfo, DocStatus};
use crate::project::Command;
use crate::scheme::Name;
use crate::ui::docs::status_name;
use crate::ui::i18n::Msg;
use crate::ui::state::App;
use leptos::prelude::*;
use std::sync::Arc;

/// The dialogue, about the document that is open.
#[component]
pub fn AboutDocument(app: App) -> impl IntoView {
    let info = app.read_doc(|document| document.info().clone());
    info.map(|info| view! { <Frame app=app title=Msg::AboutDocument test="document">{fields(app, &info)}</Frame> })
}

fn fields(app: App, info: &Arc<DocInfo>) -> AnyView {
    let doc = info.id;
    let labels = info.labels.iter().map(Name::to_string).collect::<Vec<_>>().join(" ");
    let options = DocStatus::ALL.map(|status| {
        view! { <option value=(status as u8).to_string() selected=status == info.status>{app.say(status_name(status))}</option> }
    });
    view! {
        <label class="stacked">
            {app.say(Msg::DocumentName)}
            <input
                autofocus
                prop:value=info.name.clone()
                data-test="document-name"
                on:change:target=move |event| rename(app, doc, event.target().value().trim())
            />
        </label>
        <label class="stacked">
            {app.say(Msg::Status)}
            <select
                data-test="document-state"
                on:change:target=move |event| {
                    let chosen = event.target().value();
                    let status = DocStatus::ALL.into_iter().find(|status| (*status as u8).to_string() == chosen);
                    status.into_iter().for_each(|status| _ = app.run(Command::SetStatus { doc, status }));
                }
            >
                {options.into_iter().collect_view()}
            </select>
        </label>
        <label class="stacked">
            {app.say(Msg::DocumentLabels)}
            <input
                prop:value=labels
                placeholder=app.say(Msg::LabelsHow)
                data-test="document-labels"
                on:change:target=move |event| {
                    let labels = event.target().value();
                    let labels = labels.split([' ', ',', '，', '、', '　']).filter(|it| !it.is_empty()).map(Name::from).collect();
                    app.run(Command::SetDocLabels { doc, labels });
                }
            />
        </label>
        <p class="faint small">{app.say(Msg::Origin)} ": " {info.source.clone()}</p>
        <p class="faint small sum" data-test="document-sum">"SHA-256: " {app.text().map(|text| text.id().to_string())}</p>
    }
    .into_any()
}

fn rename(app: App, doc: DocId, name: &str) {
    if !name.is_empty() {
        app.run(Command::Rename { doc, name: name.to_owned() });
    }
}
