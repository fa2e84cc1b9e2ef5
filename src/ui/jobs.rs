//! Long jobs (长任务): done piece by piece with a frame's rest between, shown with a bar, stopped by closing it.
//!
//! The pieces of one job are one undo step: all but the first go on with the step before, and undo takes back the whole.

use crate::annotate::{DocId, MarkId, Review};
use crate::project::Command;
use crate::scheme::Name;
use crate::text::Span;
use crate::ui::i18n::Msg;
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
    let told = move |done: usize| {
        let words = if to == Review::Accepted { Msg::AcceptedMany } else { Msg::RejectedMany };
        app.tell(app.fill(words, &[&grouped(done)]));
    };
    if all <= PIECE {
        if app.run(Command::Review { doc, marks, to }) {
            told(all);
        }
        return;
    }
    let mut rest = marks.into_iter();
    let mut is_first = true;
    let piece = move || {
        let marks: Vec<MarkId> = rest.by_ref().take(PIECE).collect();
        let review = Command::Review { doc, marks, to };
        let command = if is_first { review } else { Command::GoOn(Box::new(review)) };
        is_first = false;
        // Marks that have been decided meanwhile change nothing, which is no error here.
        is_first &= app.try_run(command).is_err();
        app.progress.set((all - rest.len(), all));
        rest.len() > 0
    };
    in_pieces(app, all, Box::new(piece), told);
}

/// Gives words a label wherever they stand in these documents.
pub fn mark_all(app: App, docs: Vec<DocId>, words: String, label: Name) {
    let mut docs = docs.into_iter();
    let mut found = search(app, &mut docs, &words);
    let marked = Rc::new(Cell::new(0));
    let (count, said) = (marked.clone(), words.clone());
    let told = move |_| {
        app.tell(match count.get() {
            0 => app.fill(Msg::NoMoreOf, &[&said]),
            number => app.fill(Msg::MarkedMore, &[&grouped(number), &said]),
        });
    };
    let mark = move |places: Vec<(DocId, Span)>| {
        let mark = Command::MarkAll { places, label: label.clone() };
        let command = if marked.get() == 0 { mark } else { Command::GoOn(Box::new(mark)) };
        // Places that are marked already change nothing, which is no error here.
        marked.set(marked.get() + app.try_run(command).map_or(0, |applied| applied.transaction.edits.len()));
    };
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
