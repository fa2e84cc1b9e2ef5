//! Long jobs (长任务): done piece by piece with a frame's rest between, shown with a bar, stopped by closing it.
//!
//! The pieces of one job are one undo step: all but the first go on with the step before, and undo takes back the whole.

use crate::annotate::{DocId, MarkId, Review};
use crate::project::Command;
use crate::ui::i18n::Msg;
use crate::ui::shell::status::grouped;
use crate::ui::state::App;
use crate::ui::state::view::Dialog;
use leptos::prelude::*;
use std::time::Duration;

/// How many marks are changed in one piece.
const PIECE: usize = 200;

/// Does one piece; `false` where nothing is left.
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
        let _ = app.try_run(command);
        rest.len() > 0
    };
    in_pieces(app, all, Box::new(piece), told);
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
            app.try_run(command()).is_ok() && rest > 0
        };
        in_pieces(app, rest * PIECE, Box::new(piece), |_| {});
    }
}

/// Goes on until nothing is left or the bar is closed.
fn in_pieces(app: App, all: usize, piece: Piece, done: impl FnOnce(usize) + 'static) {
    app.progress.set((0, all));
    app.dialog.set(Some(Dialog::Progress));
    set_timeout(move || go_on(app, piece, Box::new(done)), Duration::ZERO);
}

fn go_on(app: App, mut piece: Piece, done: Box<dyn FnOnce(usize)>) {
    let is_open = app.dialog.get_untracked() == Some(Dialog::Progress);
    if is_open {
        let more = piece();
        app.progress.update(|(at, all)| *at = (*at + PIECE).min(*all));
        if more {
            return set_timeout(move || go_on(app, piece, done), Duration::ZERO);
        }
        app.dialog.set(None);
        crate::ui::marking::focus("text");
    }
    done(app.progress.get_untracked().0);
}
