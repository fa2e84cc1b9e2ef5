//! What the keys, the palette and the buttons do to marks (标注动作): each a command and where to go after it.

use super::moves::{Edge, Step, Way, is_pending, next_mark, stack_at, step, trimmed, with_edge, without};
use super::{caret, word};
use crate::annotate::{Mark, Review};
use crate::project::{Command, Document};
use crate::scheme::Name;
use crate::text::{Span, Utf8};
use crate::ui::i18n::Msg;
use crate::ui::jobs;
use crate::ui::shell::is_narrow;
use crate::ui::state::App;
use crate::ui::state::view::{Dialog, Drawer, Tab};
use leptos::prelude::*;
use std::sync::Arc;

/// The words that are selected, blanks at the edges left out.
pub fn chosen(app: App) -> Option<Span> {
    let text = app.text()?;
    let span = trimmed(&text, app.selection.get_untracked()?.span());
    (!span.is_empty()).then_some(span)
}

/// Gives a label: to the selected words, or to the current mark, or arms it for the words selected next.
pub fn give_label(app: App, label: &Name) {
    let Some(doc) = app.doc.get_untracked() else { return };
    if let Some(span) = chosen(app) {
        app.palette.set(None);
        let command = Command::AddMark { doc, spans: vec![span], label: label.clone() };
        if let Some(applied) = app.run_for(command) {
            app.selection.set(None);
            caret::end(app);
            app.mark.set(applied.transaction.first_mark().map(|(_, mark, _)| mark.id));
            app.tab.set(Tab::Details);
            app.announce(app.fill(Msg::MarkedAs, &[&label_name(app, label)]));
        }
    } else if app.caret.get_untracked() {
        // Whoever chooses words by key does not mean the mark that was current before, which may be out of sight.
        app.tell(app.say(Msg::ChooseWordsFirst));
    } else if let Some(mark) = app.current() {
        let was_pending = is_pending(&mark);
        let done = if mark.label == *label {
            Command::Review { doc, marks: vec![mark.id], to: Review::Accepted }
        } else {
            Command::Relabel { doc, marks: vec![mark.id], label: label.clone() }
        };
        if app.run(done) {
            app.announce(app.fill(Msg::MarkedAs, &[&label_name(app, label)]));
            if was_pending {
                go_on(app, &mark);
            }
        }
    } else {
        arm(app, label);
    }
}

/// Arms a label, or disarms it where it is armed.
pub fn arm(app: App, label: &Name) {
    let armed = app.armed.get_untracked().filter(|armed| armed == label).is_none();
    app.armed.set(armed.then(|| label.clone()));
    let message = if armed { Msg::LabelArmed } else { Msg::LabelDisarmed };
    app.announce(app.fill(message, &[&label_name(app, label)]));
}

/// Accepts or rejects the current mark and goes on to the next proposal; without a current mark only goes there.
pub fn review(app: App, to: Review) {
    let (Some(doc), Some(mark)) = (app.doc.get_untracked(), app.current()) else {
        return go_proposal(app, Way::Forward);
    };
    if mark.review == to {
        return go_proposal(app, Way::Forward);
    }
    if app.run(Command::Review { doc, marks: vec![mark.id], to }) {
        app.announce(app.say(if to == Review::Accepted { Msg::Accepted } else { Msg::Rejected }));
        go_on(app, &mark);
    }
}

/// Deletes the current mark.
pub fn delete(app: App) {
    if let (Some(doc), Some(mark)) = (app.doc.get_untracked(), app.current())
        && app.run(Command::Delete { doc, marks: vec![mark.id] })
    {
        app.announce(app.say(Msg::Deleted));
    }
}

/// Marks every place in the document, or in all documents, where the words of the current mark stand.
pub fn mark_all(app: App, everywhere: bool) {
    let (Some(doc), Some(mark)) = (app.doc.get_untracked(), app.current()) else {
        return app.tell(app.say(Msg::ChooseMarkFirst));
    };
    let words = app.read_doc(|document| document.words(&mark)).unwrap_or_default();
    let docs = if everywhere {
        app.read(|workspace| workspace.documents().map(|document| document.info().id).collect())
    } else {
        vec![doc]
    };
    jobs::mark_all(app, docs, words, &mark);
}

/// Moves an edge of the current mark by a character or a word.
pub fn move_edge(app: App, edge: Edge, way: Way, by: Step) {
    let (Some(mark), Some(text)) = (app.current(), app.text()) else { return };
    let cover = mark.cover();
    let at = if edge == Edge::Start { cover.start } else { cover.end };
    match by {
        Step::Character => put_edge(app, edge, step(&text, at, way)),
        Step::Word => word::edge(app, &text, at, way, move |to| put_edge(app, edge, to)),
    }
}

fn put_edge(app: App, edge: Edge, to: Utf8) {
    if let Some(mark) = app.current()
        && let Some(spans) = with_edge(&mark, edge, to)
    {
        set_spans(app, &mark, spans);
    }
}

/// Adds the chosen words to the current mark, which then has one part more unless they touch.
pub fn add_piece(app: App) {
    let Some(mark) = app.current() else { return app.tell(app.say(Msg::ChooseMarkFirst)) };
    let Some(span) = chosen(app) else { return app.tell(app.say(Msg::ChooseWordsFirst)) };
    let spans = mark.spans.iter().copied().chain([span]).collect();
    change_pieces(app, &mark, spans, Msg::PieceAdded);
}

/// Takes the chosen words out of the current mark, or its last part where no words are chosen.
pub fn take_piece(app: App) {
    let Some(mark) = app.current() else { return app.tell(app.say(Msg::ChooseMarkFirst)) };
    let last = || mark.spans.last().copied().filter(|_| mark.spans.len() > 1);
    let Some(span) = chosen(app).or_else(last) else { return app.tell(app.say(Msg::ChooseWordsFirst)) };
    change_pieces(app, &mark, without(&mark.spans, span), Msg::PieceTaken);
}

fn change_pieces(app: App, mark: &Mark, spans: Vec<Span>, said: Msg) {
    app.selection.set(None);
    app.palette.set(None);
    caret::end(app);
    set_spans(app, mark, spans);
    let words = app.current().and_then(|mark| app.read_doc(|document| document.words(&mark)));
    app.tell(app.fill(said, &[&words.unwrap_or_default()]));
}

/// Goes on to the next mark at the same place, from the shortest to the longest and round again.
pub fn next_in_stack(app: App) {
    let Some(here) = app.current() else { return go_mark(app, Way::Forward) };
    let cover = here.cover();
    let at = app.point.get_value().filter(|&at| cover.contains_offset(at)).unwrap_or(cover.start);
    app.point.set_value(Some(at));
    let stack = app.read_doc(|document| stack_at(document, at)).unwrap_or_default();
    let place = stack.iter().position(|mark| mark.id == here.id).map_or(0, |place| place + 1);
    if let Some(next) = stack.get(place).or_else(|| stack.first()) {
        arrive(app, next);
    }
}

/// Gives a mark other edges.
pub fn set_spans(app: App, mark: &Mark, spans: Vec<Span>) {
    if let Some(doc) = app.doc.get_untracked()
        && app.run(Command::SetSpans { doc, mark: mark.id, spans })
        && let Some(moved) = app.current()
    {
        app.announce(app.read_doc(|document| document.words(&moved)).unwrap_or_default());
    }
}

/// Goes to the next or previous mark.
pub fn go_mark(app: App, way: Way) {
    go(app, way, |_, mark| mark.is_visible(), Msg::NoMarks);
}

/// Goes to the next or previous proposal; of those that are listed, while the list is shown.
pub fn go_proposal(app: App, way: Way) {
    go(app, way, |document, mark| is_wanted(app, document, mark), Msg::NothingPending);
}

fn is_wanted(app: App, document: &Document, mark: &Mark) -> bool {
    is_pending(mark) && app.listed.with_value(|listed| listed.fits(document, mark))
}

fn go(app: App, way: Way, wanted: impl Fn(&Document, &Mark) -> bool, none: Msg) {
    let from = app.current();
    let at = app.selection.get_untracked().map_or_else(|| app.top.get_untracked(), |it| it.focus);
    let next = |document: &Document| next_mark(document, from.as_ref(), at, way, |mark| wanted(document, mark));
    let found = app.read_doc(next).flatten();
    match found {
        Some(mark) => arrive(app, &mark),
        None => app.announce(app.say(none)),
    }
}

/// Goes to the proposal after one that has just been decided.
fn go_on(app: App, decided: &Arc<Mark>) {
    let next = |document: &Document| {
        next_mark(document, Some(decided), Utf8(0), Way::Forward, |mark| is_wanted(app, document, mark))
    };
    match app.read_doc(next).flatten() {
        Some(mark) => arrive(app, &mark),
        None if app.read_doc(|document| document.n_pending() > 0) == Some(true) => {
            app.tell(app.say(Msg::ListedReviewed));
        }
        None => app.tell(app.say(Msg::AllReviewed)),
    }
}

fn arrive(app: App, mark: &Mark) {
    app.selection.set(None);
    caret::end(app);
    app.palette.set(None);
    if matches!(app.tab.get_untracked(), Tab::Contents | Tab::Tasks) {
        app.tab.set(Tab::Details);
    }
    app.show_mark(mark);
    let words = app.read_doc(|document| document.words(mark)).unwrap_or_default();
    let state = app.say(if is_pending(mark) { Msg::Pending } else { Msg::Accepted });
    app.announce(format!("{words}, {}, {state}", label_name(app, &mark.label)));
}

/// Starts a relation from the current mark, or gives it up. The bar under the text says how to go on for as long.
pub fn relate(app: App) {
    let from = app.mark.get_untracked();
    if app.relating.get_untracked().is_some() {
        app.relating.set(None);
    } else if from.is_some() {
        // The arrows and Enter are for the other mark now.
        caret::leave(app);
        app.relating.set(from);
        app.announce(app.say(Msg::RelateTo));
    } else {
        app.tell(app.say(Msg::ChooseMarkFirst));
    }
}

/// Brings the remark on the current mark to the cursor.
pub fn note(app: App) {
    if app.mark.get_untracked().is_none() {
        return app.tell(app.say(Msg::ChooseMarkFirst));
    }
    app.tab.set(Tab::Details);
    if is_narrow() {
        app.drawer.set(Drawer::Side);
    }
    request_animation_frame(|| super::focus("note"));
}

/// Opens the dialogue that asks for the type of a relation, once both marks are known.
pub fn finish_relation(app: App) -> bool {
    let ready = app.relating.get_untracked().is_some_and(|from| Some(from) != app.mark.get_untracked());
    if ready && app.mark.get_untracked().is_some() {
        app.dialog.set(Some(Dialog::Relation));
    }
    ready
}

/// The name of a label in the interface's language.
pub fn label_name(app: App, label: &Name) -> String {
    let lang = app.lang.get_untracked();
    app.read(|workspace| {
        let known = workspace.scheme().label(label.as_str());
        known.map_or_else(|| label.to_string(), |known| lang.of(&known.wording).to_owned())
    })
}
