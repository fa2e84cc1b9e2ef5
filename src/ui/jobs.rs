//! Long jobs (长任务): done piece by piece with a frame's rest between, shown with a bar, stopped by closing it.
//!
//! The pieces of one job are one undo step: all but the first go on with the step before, and undo takes back the whole.

use crate::annotate::{DocId, Mark, MarkId, Review};
use crate::project::{Command, Document};
use crate::text::Span;
use crate::ui::i18n::Msg;
use crate::ui::marking::moves::is_pending;
use crate::ui::shell::status::grouped;
use crate::ui::state::App;
use crate::ui::state::view::Dialog;
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

/// How many marks are changed in one piece.
const PIECE: usize = 200;

/// How much text is searched in one piece, in bytes: some milliseconds. A text is not cut.
const SEARCHED: usize = 2_000_000;

/// Does one piece and shows how far the job is; `false` where nothing is left.
type Piece = Box<dyn FnMut() -> bool>;

/// Accepts or rejects marks, however many.
pub fn review(app: App, doc: DocId, marks: Vec<MarkId>, to: Review) {
    let all = marks.len();
    let reviewed = Rc::new(Cell::new(0));
    let count = reviewed.clone();
    let told = move |_| {
        let words = if to == Review::Accepted { Msg::AcceptedMany } else { Msg::RejectedMany };
        app.tell(app.fill(words, &[&grouped(count.get())]));
    };
    if all <= PIECE {
        if app.run(Command::Review { doc, marks, to }) {
            reviewed.set(all);
            told(all);
        }
        return;
    }
    if !app.may_change() {
        return;
    }
    let mut rest = marks.into_iter();
    let piece = move || {
        let piece = rest.by_ref().take(PIECE);
        // A proposal may have gone while the recognisers read on.
        let there = |document: &Document| piece.filter(|&mark| document.mark(mark).is_some()).collect();
        let marks = app.read(|workspace| workspace.document(doc).map(there).unwrap_or_default());
        go_on_with(app, &reviewed, Command::Review { doc, marks, to });
        app.progress.set((all - rest.len(), all));
        rest.len() > 0
    };
    in_pieces(app, all, Box::new(piece), told);
}

/// Carries a piece out, which belongs to the same step as those that did something before it, and counts what it did.
/// What has been decided or marked meanwhile changes nothing, which is no error here.
fn go_on_with(app: App, n_done: &Cell<usize>, command: Command) {
    let command = if n_done.get() == 0 { command } else { Command::GoOn(Box::new(command)) };
    n_done.set(n_done.get() + app.try_run(command).map_or(0, |applied| applied.transaction.edits.len()));
}

/// Gives the words of the current mark its label wherever they stand in these documents.
pub fn mark_all(app: App, docs: Vec<DocId>, words: String, current: &Mark) {
    if !app.may_change() {
        return;
    }
    let mut docs = docs.into_iter();
    let mut found = search(app, &mut docs, &words);
    let marked = Rc::new(Cell::new(0_usize));
    let (count, said) = (marked.clone(), words.clone());
    let (label, was_pending) = (current.label.clone(), is_pending(current));
    let told = move |_| {
        // A proposal is accepted by this, but is not one more.
        let is_accepted = was_pending && app.current().is_some_and(|current| !is_pending(&current));
        app.tell(match count.get().saturating_sub(usize::from(is_accepted)) {
            0 => app.fill(Msg::NoMoreOf, &[&said]),
            number => app.fill(Msg::MarkedMore, &[&grouped(number), &said]),
        });
    };
    let mark = move |places| go_on_with(app, &marked, Command::MarkAll { places, label: label.clone() });
    if docs.len() == 0 && found.len() <= PIECE {
        mark(found);
        return told(0);
    }
    let mut rest = None;
    let piece = move || {
        if docs.len() > 0 {
            found.extend(search(app, &mut docs, &words));
            app.progress.set((0, found.len()));
            return true;
        }
        let rest = rest.get_or_insert_with(|| std::mem::take(&mut found).into_iter());
        mark(rest.by_ref().take(PIECE).collect());
        app.progress.update(|(at, all)| *at = *all - rest.len());
        rest.len() > 0
    };
    in_pieces(app, 0, Box::new(piece), told);
}

/// Where words stand in the documents that come next.
fn search(app: App, docs: &mut std::vec::IntoIter<DocId>, words: &str) -> Vec<(DocId, Span)> {
    let (mut found, mut searched) = (Vec::new(), 0);
    while searched < SEARCHED
        && let Some(doc) = docs.next()
    {
        app.read(|workspace| {
            let Some(document) = workspace.document(doc) else { return };
            searched += document.text().map_or(0, |text| text.as_str().len());
            found.extend(document.places_of(words).into_iter().map(|place| (doc, place)));
        });
    }
    found
}

/// Takes the rest of a step of many pieces back, after its last piece was.
pub fn undo_rest(app: App) {
    let left = move || app.read(|workspace| workspace.history().undo_goes_on());
    rest_of_step(app, left, || Command::Undo);
}

/// Does the rest of a step of many pieces again, after its first piece was.
pub fn redo_rest(app: App) {
    let left = move || app.read(|workspace| workspace.history().redo_goes_on());
    rest_of_step(app, left, || Command::Redo);
}

fn rest_of_step(app: App, left: impl Fn() -> usize, command: fn() -> Command) {
    let mut rest = left();
    if rest > 0 {
        let piece = move || {
            rest -= 1;
            app.progress.update(|(at, all)| *at = *all - rest * PIECE);
            app.try_run(command()).is_ok() && rest > 0
        };
        in_pieces(app, rest * PIECE, Box::new(piece), |_| {});
    }
}

thread_local! {
    /// How many jobs were begun: the bar is the last one's, and none that was stopped goes on under it.
    static BEGUN: Cell<usize> = const { Cell::new(0) };
}

/// Goes on until nothing is left or the bar is closed.
fn in_pieces(app: App, all: usize, piece: Piece, done: impl FnOnce(usize) + 'static) {
    let job = BEGUN.get() + 1;
    BEGUN.set(job);
    app.progress.set((0, all));
    app.dialog.set(Some(Dialog::Progress));
    set_timeout(move || go_on(app, job, 0, piece, Box::new(done)), Duration::ZERO);
}

fn go_on(app: App, job: usize, mut at: usize, mut piece: Piece, done: Box<dyn FnOnce(usize)>) {
    let is_open = app.dialog.get_untracked() == Some(Dialog::Progress);
    if is_open && BEGUN.get() == job {
        let more = piece();
        at = app.progress.get_untracked().0;
        if more {
            return set_timeout(move || go_on(app, job, at, piece, done), Duration::ZERO);
        }
        app.dialog.set(None);
        crate::ui::marking::focus("text");
    }
    done(at);
}
