//! The list of documents and the field that narrows it.

use super::row::DocumentRow;
use crate::annotate::DocId;
use crate::ui::fields::WordsField;
use crate::ui::i18n::Msg;
use crate::ui::state::App;
use leptos::prelude::*;

/// How many documents are listed at most; the field finds the others.
const LONGEST: usize = 400;

/// The list.
#[component]
pub fn DocumentList(app: App) -> impl IntoView {
    let wanted = RwSignal::new(String::new());
    let ids = Memo::new(move |_| {
        app.documents.track();
        let wanted = wanted.get().to_lowercase();
        app.read(|workspace| {
            let fits = |name: &str| wanted.is_empty() || name.to_lowercase().contains(&wanted);
            let found = workspace.documents().filter(|document| fits(&document.info().name));
            found.map(|document| document.info().id).take(LONGEST).collect::<Vec<DocId>>()
        })
    });
    view! {
        <WordsField
            id="find-document"
            class="search"
            label=app.say(Msg::FindDocument)
            placeholder=format!("{}  /", app.say(Msg::FindDocument))
            test="find-document"
            words=wanted
        />
        <ul class="document-list" data-test="documents">
            <For each=move || ids.get() key=|doc| *doc let:doc>
                <DocumentRow app=app doc=doc/>
            </For>
        </ul>
        {move || ids.with(Vec::is_empty).then(|| view! { <p class="faint empty">{app.say(Msg::NoDocuments)}</p> })}
    }
}
