//! All marks of the document (标注列表), narrowed by label, state, origin, attribute and words; everything that can be done
//! with a mark in the text can be done from here by the same keys, and all that are listed can be decided at once.

use super::filter::{Filter, Filters};
use crate::annotate::{Mark, MarkId, Review};
use crate::ui::i18n::Msg;
use crate::ui::jobs;
use crate::ui::labels::seal::Seal;
use crate::ui::marking::act::label_name;
use crate::ui::marking::moves::is_pending;
use crate::ui::rows::{RowList, Rows};
use crate::ui::shell::status::grouped;
use crate::ui::state::{App, Change};
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// With more marks than this the list waits until edits rest: going through all of them takes longer than a key stroke may.
const LONG: usize = 4_000;

/// How long a long list waits.
const REST: Duration = Duration::from_millis(180);

/// The list.
#[component]
pub fn MarkList(app: App) -> impl IntoView {
    let (filter, words) = (app.filter, app.filter_words);
    let changed = rested(app);
    on_cleanup(move || app.listed.set_value(Filter::default()));
    let found = Memo::new(move |_| {
        changed.track();
        app.doc.track();
        let filter = Filter { words: words.get(), ..filter.get() };
        app.listed.set_value(filter.clone());
        app.read_doc(|document| {
            document.marks().iter().filter(|mark| filter.fits(document, mark)).cloned().collect::<Vec<_>>()
        })
        .unwrap_or_default()
    });
    let pending = Memo::new(move |_| found.with(|found| found.iter().filter(|mark| is_pending(mark)).count()));
    let current = Memo::new(move |_| {
        let id = app.mark.get()?;
        found.with(|found| found.iter().position(|mark| mark.id == id))
    });
    let at = move |at: usize| found.with_untracked(|found| found.get(at).cloned());
    let rows = Rows::new(
        Signal::derive(move || found.with(Vec::len)),
        current.into(),
        move |place| found.with(|found| found.get(place).map_or(0, |mark| Arc::as_ptr(mark) as usize)),
        move |place| at(place).map(|mark| view! { <Row app=app mark=mark/> }).into_any(),
        move |place| {
            if let Some(mark) = at(place) {
                app.show_mark(&mark);
            }
        },
    );
    let decide = move |to: Review| {
        let marks: Vec<MarkId> =
            found.with_untracked(|found| found.iter().filter(|mark| is_pending(mark)).map(|mark| mark.id).collect());
        if let Some(doc) = app.doc.get_untracked() {
            jobs::review(app, doc, marks, to);
        }
    };
    let button = move |to: Review, name: Msg, test: &'static str| {
        view! {
            <button type="button" class="framed" data-test=test on:click=move |_| decide(to)>
                {app.fill(name, &[&grouped(pending.get())])}
            </button>
        }
    };
    view! {
        <div class="mark-list">
            <Filters app=app/>
            <p class="list-head">
                <span class="faint" data-test="list-count">{move || app.fill(Msg::MarksShown, &[&grouped(found.with(Vec::len))])}</span>
                {move || (pending.get() > 0).then(|| view! {
                    {button(Review::Accepted, Msg::AcceptShown, "accept-shown")}
                    {button(Review::Rejected, Msg::RejectShown, "reject-shown")}
                })}
            </p>
            <RowList rows=rows label=app.say(Msg::MarkList) test="mark"/>
        </div>
    }
}

#[component]
fn Row(app: App, mark: Arc<Mark>) -> impl IntoView {
    let words = app.read_doc(|document| document.words(&mark)).unwrap_or_default();
    let class = if is_pending(&mark) { "mark-row pending" } else { "mark-row" };
    view! {
        <span class=class data-mark=mark.id.to_string()>
            <Seal scheme=app.scheme() label=mark.label.clone()/>
            <span class="row-words">{words}</span>
            <span class="heard">{label_name(app, &mark.label)}</span>
            <span class="faint small">{super::details::review_words(app, mark.review)}</span>
        </span>
    }
}

/// Changes with the marks of the open document; where they are very many, when edits rest.
fn rested(app: App) -> Change {
    let (rested, count) = (Change::new(()), StoredValue::new(0_u32));
    Effect::new(move |_| {
        app.marks.track();
        let n_marks = app.read_doc(|document| document.marks().len()).unwrap_or_default();
        let now = count.get_value().wrapping_add(1);
        count.set_value(now);
        if n_marks < LONG {
            return rested.notify();
        }
        set_timeout(
            move || {
                if count.try_get_value() == Some(now) {
                    rested.notify();
                }
            },
            REST,
        );
    });
    rested
}
