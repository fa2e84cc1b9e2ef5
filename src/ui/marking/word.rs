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
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

/// How long the worker is waited for. It may be reading its dictionaries, or a document.
const PATIENCE: Duration = Duration::from_millis(250);

/// What is to be done with a word once it is known.
type Then = Box<dyn FnOnce(Span)>;

/// Finds the word at a position and goes on with it, once.
pub fn at(app: App, text: &Text, at: Utf8, then: impl FnOnce(Span) + 'static) {
    let plain = by_browser(text, at);
    // A worker that rests is woken by this; the browser's word is taken until it is there.
    let can_answer = |engine: &Engine| !matches!(engine.state(), EngineState::Failed | EngineState::WrongBuild);
    let Some(engine) = app.engine().filter(can_answer) else { return then(plain) };
    let block = text.blocks().get(text.blocks().at(at)).map(|block| block.span).unwrap_or_default();
    let waiting: Rc<RefCell<Option<Then>>> = Rc::new(RefCell::new(Some(Box::new(then))));
    let late = waiting.clone();
    engine.word_at(text.slice(block), Utf8(at - block.start), move |word| {
        let word = word.map(|word| Span::new(block.start + word.start.0, block.start + word.end.0));
        let word = word.filter(|word| word.contains_offset(at));
        if let Some(then) = waiting.take() {
            then(word.unwrap_or(plain));
        }
    });
    set_timeout(
        move || {
            if let Some(then) = late.take() {
                then(plain);
            }
        },
        PATIENCE,
    );
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
