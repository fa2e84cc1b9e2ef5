//! Words (词): the recognisers' where the worker answers soon, else the browser's own.
//!
//! The worker knows departments, numbers with their units and jieba's words; the browser knows a general dictionary, and
//! is there before the worker is.

use super::moves::{Way, run_at, step};
use crate::browser::engine::{Engine, EngineState};
use crate::browser::words;
use crate::text::{Span, Text, Utf8};
use crate::ui::state::App;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::time::Duration;

/// How long the worker is waited for. It may be reading its dictionaries, or a document.
const PATIENCE: Duration = Duration::from_millis(250);

/// What the worker is being asked.
struct Asked {
    id: u32,
    /// The browser's word, which is taken where the worker does not answer.
    plain: Span,
    /// What is to be done with the word.
    then: Box<dyn FnOnce(Span)>,
}

thread_local! {
    static ASKED: RefCell<Option<Asked>> = const { RefCell::new(None) };
    /// The number of the last question.
    static ID: Cell<u32> = const { Cell::new(0) };
}

/// Finds the word at a position and goes on with it, once. A question before it that is not answered comes to its end first.
pub fn at(app: App, text: &Text, at: Utf8, then: impl FnOnce(Span) + 'static) {
    let plain = by_browser(text, at);
    // A worker that rests is woken by this; the browser's word is taken until it is there.
    let can_answer = |engine: &Engine| !matches!(engine.state(), EngineState::Failed | EngineState::WrongBuild);
    let Some(engine) = app.engine().filter(can_answer) else { return then(plain) };
    let block = text.blocks().get(text.blocks().at(at)).map(|block| block.span).unwrap_or_default();
    settle();
    let id = ASKED
        .with_borrow_mut(|asked| asked.insert(Asked { id: ID.get().wrapping_add(1), plain, then: Box::new(then) }).id);
    ID.set(id);
    engine.word_at(text.slice(block), Utf8(at - block.start), move |word| {
        let word = word.map(|word| Span::new(block.start + word.start.0, block.start + word.end.0));
        answer(id, word.filter(|word| word.contains_offset(at)));
    });
    set_timeout(move || answer(id, None), PATIENCE);
}

/// Goes on with the browser's word where the worker is still being asked: a key has been pressed, and acts on what was asked
/// for before it.
pub fn settle() {
    if let Some(Asked { plain, then, .. }) = ASKED.take() {
        then(plain);
    }
}

/// Goes on with a word, or the browser's where there is none, unless that is done.
fn answer(id: u32, word: Option<Span>) {
    let asked = ASKED.with_borrow_mut(|asked| asked.take_if(|asked| asked.id == id));
    if let Some(Asked { plain, then, .. }) = asked {
        then(word.unwrap_or(plain));
    }
}

/// Finds the position one word on or back, and goes on with it.
pub fn edge(app: App, text: &Text, from: Utf8, way: Way, then: impl FnOnce(Utf8) + 'static) {
    let probe = if way == Way::Forward { from } else { step(text, from, Way::Back) };
    let next = step(text, from, Way::Forward);
    at(app, text, probe, move |word| {
        then(if way == Way::Forward { word.end.max(next) } else { word.start.min(probe) });
    });
}

fn by_browser(text: &Text, at: Utf8) -> Span {
    let word = || {
        let block = text.blocks().get(text.blocks().at(at))?.span;
        let base = text.utf16(block.start);
        let (start, word) = words::word_at(text.slice(block), text.utf16(at) - base)?;
        let start = text.from_utf16(base + start);
        Some(Span::from_range(start.index()..start.index() + word.len()))
    };
    word().unwrap_or_else(|| run_at(text, at))
}
