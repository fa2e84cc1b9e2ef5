//! The list of documents, narrowed by words and by state; only the rows near the view are drawn.

use super::row::DocumentRow;
use super::status_name;
use crate::annotate::{DocId, DocInfo, DocStatus};
use crate::ui::each::each;
use crate::ui::fields::WordsField;
use crate::ui::i18n::Msg;
use crate::ui::letters;
use crate::ui::marking::focus;
use crate::ui::rows::bring_into_view;
use crate::ui::state::App;
use leptos::html::Div;
use leptos::prelude::*;

/// The height of one row, as the style sheet has it, in CSS pixels.
const ROW: usize = 35;

/// Rows drawn at once: more than any view holds.
const DRAWN: usize = 60;

/// The list.
#[component]
pub fn DocumentList(app: App) -> impl IntoView {
    let wanted = RwSignal::new(String::new());
    let state = RwSignal::new(None::<DocStatus>);
    let found = Memo::new(move |_| {
        app.documents.track();
        let (wanted, state) = (letters::small(&wanted.get()), state.get());
        let fits = |info: &DocInfo| {
            let mut words = std::iter::once(info.name.as_str()).chain(info.labels.iter().map(|label| label.as_str()));
            state.is_none_or(|state| info.status == state)
                && (wanted.is_empty() || words.any(|words| letters::small(words).contains(&wanted)))
        };
        app.read(|workspace| {
            let found = workspace.documents().map(|document| document.info()).filter(|info| fits(info));
            found.map(|info| info.id).collect::<Vec<DocId>>()
        })
    });
    let scrolled = RwSignal::new(0_usize);
    let view = NodeRef::<Div>::new();
    // The open document is seen, however it was opened.
    Effect::new(move |_| {
        let open = app.doc.get();
        let at = found.with_untracked(|found| found.iter().position(|&doc| Some(doc) == open));
        if let (Some(view), Some(at)) = (view.get(), at) {
            // After the list has got its length.
            request_animation_frame(move || bring_into_view(&view, at, ROW));
        }
    });
    let len = move || found.with(Vec::len);
    // A list that has become shorter may leave the place scrolled to behind its end.
    let first = move || (scrolled.get() / ROW).saturating_sub(15).min(len().saturating_sub(DRAWN));
    let drawn = move || found.with(|found| found.iter().skip(first()).take(DRAWN).copied().collect::<Vec<_>>());
    let options = DocStatus::ALL.map(|status| {
        view! { <option value=(status as u8).to_string()>{app.say(status_name(status))}</option> }
    });
    view! {
        <form
            class="finding-documents"
            role="search"
            aria-label=app.say(Msg::FindDocument)
            on:submit=move |event| {
                event.prevent_default();
                if let Some(first) = found.with_untracked(|found| found.first().copied()) {
                    app.open(Some(first));
                    focus("text");
                }
            }
        >
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
        </form>
        <div
            class="document-list"
            data-test="documents"
            node_ref=view
            on:scroll:target=move |event| scrolled.set(usize::try_from(event.target().scroll_top()).unwrap_or(0))
        >
            <ul
                style:padding-top=move || format!("{}px", first() * ROW)
                style:padding-bottom=move || format!("{}px", len().saturating_sub(first() + DRAWN) * ROW)
            >
                {each(drawn, |doc| (doc.actor.0, doc.number), move |doc| view! { <DocumentRow app=app doc=doc/> })}
            </ul>
        </div>
        {move || (len() == 0).then(|| view! { <p class="faint empty">{app.say(Msg::NoDocuments)}</p> })}
    }
}
