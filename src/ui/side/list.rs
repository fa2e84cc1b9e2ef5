//! All marks of the document (标注列表), narrowed by label, state and words; only the rows in view are drawn.

use crate::annotate::{Mark, MarkId, Review};
use crate::project::Command;
use crate::ui::fields::WordsField;
use crate::ui::i18n::Msg;
use crate::ui::labels::seal::Seal;
use crate::ui::marking::moves::is_pending;
use crate::ui::shell::status::grouped;
use crate::ui::state::App;
use leptos::html::Div;
use leptos::prelude::*;
use std::sync::Arc;

/// The height of one row, as the style sheet has it, in CSS pixels.
const ROW: usize = 34;

/// Rows drawn at once: more than any view holds.
const DRAWN: usize = 48;

#[derive(Clone, Default, PartialEq)]
struct Filter {
    label: String,
    state: String,
    words: String,
}

impl Filter {
    fn fits(&self, mark: &Mark, words: impl FnOnce() -> String) -> bool {
        let state = match self.state.as_str() {
            "proposed" => mark.review == Review::Proposed,
            "accepted" => mark.review == Review::Accepted,
            "rejected" => mark.review == Review::Rejected,
            _ => mark.is_visible(),
        };
        state
            && (self.label.is_empty() || mark.label == *self.label.as_str())
            && (self.words.is_empty() || words().contains(&self.words))
    }
}

/// The list.
#[component]
pub fn MarkList(app: App) -> impl IntoView {
    let filter = RwSignal::new(Filter::default());
    let words = RwSignal::new(String::new());
    let scrolled = RwSignal::new(0_usize);
    let view = NodeRef::<Div>::new();
    let found = Memo::new(move |_| {
        app.marks.track();
        app.doc.track();
        let filter = Filter { words: words.get(), ..filter.get() };
        app.read_doc(|document| {
            let fits = |mark: &&Arc<Mark>| filter.fits(mark, || document.words(mark));
            document.marks().iter().filter(fits).cloned().collect::<Vec<_>>()
        })
        .unwrap_or_default()
    });
    let drawn = move || {
        let first = (scrolled.get() / ROW).saturating_sub(8);
        found.with(|found| {
            found.iter().enumerate().skip(first).take(DRAWN).map(|(at, mark)| (at, mark.clone())).collect::<Vec<_>>()
        })
    };
    let accept_shown = move |_| {
        let marks: Vec<MarkId> =
            found.with_untracked(|found| found.iter().filter(|mark| is_pending(mark)).map(|mark| mark.id).collect());
        let number = marks.len().to_string();
        if let Some(doc) = app.doc.get_untracked()
            && app.run(Command::Review { doc, marks, to: Review::Accepted })
        {
            app.tell(app.fill(Msg::AcceptedMany, &[&number]));
        }
    };
    let pending = move || found.with(|found| found.iter().filter(|mark| is_pending(mark)).count());
    view! {
        <div class="mark-list">
            <Filters app=app filter=filter words=words/>
            <p class="list-head">
                <span class="faint" data-test="list-count">{move || app.fill(Msg::MarksShown, &[&grouped(found.with(Vec::len))])}</span>
                {move || (pending() > 0).then(|| view! {
                    <button type="button" class="framed" data-test="accept-shown" on:click=accept_shown>
                        {app.fill(Msg::AcceptShown, &[&grouped(pending())])}
                    </button>
                })}
            </p>
            <div
                class="rows"
                node_ref=view
                data-test="mark-list"
                on:scroll=move |_| {
                    if let Some(view) = view.get_untracked() {
                        scrolled.set(usize::try_from(view.scroll_top()).unwrap_or(0));
                    }
                }
            >
                <div class="all-rows" style:height=move || format!("{}px", found.with(Vec::len) * ROW)>
                    <For each=drawn key=|(at, mark)| (*at, Arc::as_ptr(mark) as usize) let((at, mark))>
                        <Row app=app at=at mark=mark/>
                    </For>
                </div>
            </div>
        </div>
    }
}

#[component]
fn Filters(app: App, filter: RwSignal<Filter>, words: RwSignal<String>) -> impl IntoView {
    let lang = app.lang.get_untracked();
    let labels = app.scheme();
    let options = labels.labels.iter().map(|label| {
        view! { <option value=label.id.to_string()>{lang.of(&label.wording).to_owned()}</option> }
    });
    view! {
        <div class="filters" role="search">
            <WordsField label=app.say(Msg::FilterWords) test="list-words" words=words/>
            <select
                aria-label=app.say(Msg::Label)
                data-test="list-label"
                on:change:target=move |event| filter.update(|filter| filter.label = event.target().value())
            >
                <option value="">{app.say(Msg::AllLabels)}</option>
                {options.collect_view()}
            </select>
            <select
                aria-label=app.say(Msg::Review)
                data-test="list-state"
                on:change:target=move |event| filter.update(|filter| filter.state = event.target().value())
            >
                <option value="">{app.say(Msg::AllStates)}</option>
                <option value="proposed">{app.say(Msg::Pending)}</option>
                <option value="accepted">{app.say(Msg::Accepted)}</option>
                <option value="rejected">{app.say(Msg::Rejected)}</option>
            </select>
        </div>
    }
}

#[component]
fn Row(app: App, at: usize, mark: Arc<Mark>) -> impl IntoView {
    let words = app.read_doc(|document| document.words(&mark)).unwrap_or_default();
    let id = mark.id;
    let class = if is_pending(&mark) { "mark-row pending" } else { "mark-row" };
    let seal = view! { <Seal scheme=app.scheme() label=mark.label.clone()/> };
    let label = super::super::marking::act::label_name(app, &mark.label);
    let state = super::details::review_words(app, mark.review);
    view! {
        <button
            type="button"
            class=class
            style:top=format!("{}px", at * ROW)
            aria-current=move || (app.mark.get() == Some(id)).then_some("true")
            data-test="mark-row"
            data-mark=id.to_string()
            on:click=move |_| app.show_mark(&mark)
        >
            {seal}
            <span class="row-words">{words}</span>
            <span class="heard">{label}</span>
            <span class="faint small">{state}</span>
        </button>
    }
}
