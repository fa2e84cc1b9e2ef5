//! One document of the list: how far the work is, its name, how many marks it has.

use super::status_name;
use crate::annotate::{DocId, DocInfo, DocStatus};
use crate::project::Command;
use crate::ui::i18n::Msg;
use crate::ui::shell::status::grouped;
use crate::ui::state::App;
use crate::ui::state::view::Dialog;
use leptos::prelude::*;

#[derive(Clone, PartialEq)]
struct Shown {
    name: String,
    number: usize,
    status: DocStatus,
    labels: String,
}

/// The row.
#[component]
pub fn DocumentRow(app: App, doc: DocId) -> impl IntoView {
    let shown = Memo::new(move |_| {
        app.documents.track();
        app.read(|workspace| {
            workspace.document(doc).map(|document| Shown {
                name: document.info().name.clone(),
                number: document.n_accepted() + document.n_pending(),
                status: document.info().status,
                labels: labels(app, document.info()),
            })
        })
    });
    let status = move || shown.with(|it| it.as_ref().map(|it| it.status)).unwrap_or_default();
    let name = move || shown.with(|it| it.as_ref().map(|it| it.name.clone())).unwrap_or_default();
    let number = move || shown.with(|it| it.as_ref().map(|it| grouped(it.number))).unwrap_or_default();
    let labels = move || shown.with(|it| it.as_ref().map(|it| it.labels.clone())).unwrap_or_default();
    let about = move |_| {
        app.open(Some(doc));
        app.dialog.set(Some(Dialog::Document));
    };
    let is_open = move || app.doc.get() == Some(doc);
    let bin = move |_| {
        if app.run(Command::SetRemoved { docs: vec![doc], removed: true }) {
            app.tell(app.fill(Msg::PutInBin, &[&name()]));
        }
    };
    view! {
        <li class="document" data-test="document" data-document=doc.to_string() aria-current=move || is_open().then_some("true")>
            <button
                type="button"
                class=move || format!("dot {}", status_class(status()))
                title=move || app.say(status_name(status()))
                aria-label=move || format!("{}: {}", app.say(Msg::Status), app.say(status_name(status())))
                data-test="document-status"
                on:click=move |_| { app.run(Command::SetStatus { doc, status: next_status(status()) }); }
            ></button>
            <button type="button" class="name" title=name data-test="document-open" on:click=move |_| app.open(Some(doc))>
                {move || name()}
                <small class="faint labels-of-document">{move || labels()}</small>
            </button>
            <span class="faint count">{move || number()}</span>
            <button type="button" class="icon bin about" aria-label=move || app.fill(Msg::AboutThis, &[&name()]) data-test="document-about" on:click=about>
                "⋯"
            </button>
            <button type="button" class="icon bin" aria-label=move || app.fill(Msg::RemoveDocument, &[&name()]) data-test="document-remove" on:click=bin>
                "✕"
            </button>
        </li>
    }
}

/// The document's labels, after a word of warning where its import has not come to its end.
fn labels(app: App, info: &DocInfo) -> String {
    let warning = info.is_partial.then(|| app.say(Msg::MarksMissing));
    let all = warning.into_iter().chain(info.labels.iter().map(|label| label.as_str()));
    all.collect::<Vec<_>>().join(" · ")
}

fn status_class(status: DocStatus) -> &'static str {
    match status {
        DocStatus::New => "new",
        DocStatus::Doing => "doing",
        DocStatus::Done => "done",
    }
}

fn next_status(status: DocStatus) -> DocStatus {
    match status {
        DocStatus::New => DocStatus::Doing,
        DocStatus::Doing => DocStatus::Done,
        DocStatus::Done => DocStatus::New,
    }
}
