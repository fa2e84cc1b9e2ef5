//! The list of documents, narrowed by words and by state.

use super::row::DocumentRow;
use super::status_name;
use crate::annotate::{DocId, DocInfo, DocStatus};
use crate::ui::fields::WordsField;
use crate::ui::i18n::Msg;
use crate::ui::shell::status::grouped;
use crate::ui::state::App;
use leptos::prelude::*;

/// How many documents are listed at most; the field finds the others.
const LONGEST: usize = 150;

/// The list.
#[component]
pub fn DocumentList(app: App) -> impl IntoView {
    let wanted = RwSignal::new(String::new());
    let state = RwSignal::new(None::<DocStatus>);
    let found = Memo::new(move |_| {
        app.documents.track();
        let (wanted, state) = (wanted.get().to_lowercase(), state.get());
        let fits = |info: &DocInfo| {
            let mut words = std::iter::once(info.name.as_str()).chain(info.labels.iter().map(|label| label.as_str()));
            state.is_none_or(|state| info.status == state)
                && (wanted.is_empty() || words.any(|words| words.to_lowercase().contains(&wanted)))
        };
        app.read(|workspace| {
            let mut found = workspace.documents().map(|document| document.info()).filter(|info| fits(info));
            let listed: Vec<DocId> = found.by_ref().take(LONGEST).map(|info| info.id).collect();
            (listed, found.count())
        })
    });
    let options = DocStatus::ALL.map(|status| {
        view! { <option value=(status as u8).to_string()>{app.say(status_name(status))}</option> }
    });
    view! {
        <div class="finding-documents" role="search" aria-label=app.say(Msg::FindDocument)>
            <WordsField
                id="find-document"
                class="search"
                label=app.say(Msg::FindDocument)
                placeholder=format!("{}  /", app.say(Msg::FindDocument))
                test="find-document"
                words=wanted
            />
            <select
                aria-label=app.say(Msg::Status)
                data-test="document-filter"
                on:change:target=move |event| {
                    let chosen = event.target().value();
                    state.set(DocStatus::ALL.into_iter().find(|status| (*status as u8).to_string() == chosen));
                }
            >
                <option value="">{app.say(Msg::AllOfThem)}</option>
                {options.into_iter().collect_view()}
            </select>
        </div>
        <ul class="document-list" data-test="documents">
            <For each=move || found.get().0 key=|doc| *doc let:doc>
                <DocumentRow app=app doc=doc/>
            </For>
        </ul>
        {move || found.with(|(listed, more)| {
            let words = if listed.is_empty() { Some(app.say(Msg::NoDocuments).to_owned()) } else { None };
            words.or_else(|| (*more > 0).then(|| app.fill(Msg::MoreDocuments, &[&grouped(*more)])))
        }).map(|words| view! { <p class="faint empty">{words}</p> })}
    }
}
