//! Documents that were removed (回收站): each can be brought back.

use crate::annotate::DocId;
use crate::project::Command;
use crate::ui::i18n::Msg;
use crate::ui::shell::status::grouped;
use crate::ui::state::App;
use leptos::prelude::*;

/// The bin below the list; nothing while it is empty.
#[component]
pub fn Bin(app: App) -> impl IntoView {
    let removed = Memo::new(move |_| {
        app.documents.track();
        let of = |workspace: &crate::project::Workspace| {
            workspace.removed().map(|document| (document.info().id, document.info().name.clone())).collect::<Vec<_>>()
        };
        app.read(of)
    });
    leptos::live(move || {
        let removed = removed.get();
        (!removed.is_empty()).then(|| {
            let name = format!("{} {}", app.say(Msg::Bin), grouped(removed.len()));
            let rows = removed.into_iter().map(|(doc, name)| row(app, doc, name)).collect_view();
            view! {
                <details class="bin-of-documents" data-test="bin">
                    <summary data-test="bin-open">{name}</summary>
                    <ul>{rows}</ul>
                </details>
            }
        })
    })
}

fn row(app: App, doc: DocId, name: String) -> AnyView {
    let back = move |_| {
        if app.run(Command::SetRemoved { docs: vec![doc], removed: false }) {
            app.open(Some(doc));
        }
    };
    view! {
        <li class="project-row">
            <span class="grow">{name}</span>
            <button type="button" class="framed" data-test="bin-back" on:click=back>{app.say(Msg::BringBack)}</button>
        </li>
    }
    .into_any()
}
