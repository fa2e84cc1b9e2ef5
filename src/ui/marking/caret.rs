//! A caret in the text that the keyboard moves (键盘选字), to choose words without a mouse.

use super::choose::words_chosen;
use super::moves::{Way, step, trimmed};
use super::word;
use crate::browser::selection::{Selected, move_by_line};
use crate::text::{Span, Text, Utf8};
use crate::ui::i18n::Msg;
use crate::ui::keys::Press;
use crate::ui::state::App;
use leptos::prelude::*;

/// How many characters a step up or down goes where lines cannot be told apart.
const LINE: usize = 20;

/// Begins or ends moving the caret. It begins at what is selected, which stays so, or at the current mark, or where
/// the view begins.
pub fn toggle(app: App) {
    let on = !app.caret.get_untracked();
    app.palette.set(None);
    if on {
        let found = app.hit.get_untracked().map(|hit| Selected { anchor: hit.start, focus: hit.end });
        let marked = || app.current().map(|mark| mark.cover().start);
        let begin = || {
            let at = marked().unwrap_or_else(|| app.top.get_untracked());
            Selected { anchor: at, focus: at }
        };
        let selected = app.selection.get_untracked().or(found).unwrap_or_else(begin);
        app.caret.set(true);
        app.selection.set(Some(selected));
        app.goto.set(Some(Span::new(selected.focus, selected.focus)));
        super::focus("text");
        app.tell(app.say(Msg::CaretOn));
    } else {
        leave(app);
    }
}

/// Ends moving the caret, and takes back what was said of it; what is selected stays so.
pub fn end(app: App) {
    app.caret.set(false);
    let said = app.say(Msg::CaretOn);
    if app.notice.with_untracked(|notice| notice.as_ref().is_some_and(|notice| notice.words == said)) {
        app.notice.set(None);
    }
}

/// Ends moving the caret, and says so.
pub fn leave(app: App) {
    end(app);
    if app.selection.get_untracked().is_some_and(|it| it.span().is_empty()) {
        app.selection.set(None);
    }
    app.announce(app.say(Msg::CaretOff));
}

/// Selects the whole text.
pub fn select_all(app: App) {
    if let Some(text) = app.text() {
        app.selection.set(Some(Selected { anchor: Utf8(0), focus: text.len() }));
    }
}

/// Takes a press while the caret is on; `true` where it moved the caret or ended it.
pub fn pressed(app: App, press: &Press) -> bool {
    let (Some(text), Some(here)) = (app.text(), app.selection.get_untracked()) else { return false };
    let name = press.name();
    let to = match name.as_str() {
        "ArrowRight" | "ArrowLeft" => {
            let way = if name == "ArrowRight" { Way::Forward } else { Way::Back };
            if press.ctrl {
                let extends = press.shift;
                word::edge(app, &text, here.focus, way, move |to| go(app, here, to, extends));
                return true;
            }
            step(&text, here.focus, way)
        }
        "ArrowDown" | "ArrowUp" => {
            let way = if name == "ArrowDown" { Way::Forward } else { Way::Back };
            let pane = document().get_element_by_id("text");
            let seen = pane.and_then(|pane| move_by_line(&pane, &text, way == Way::Forward, press.shift));
            // At the first and the last line that is drawn the browser stays where it is.
            seen.map(|seen| seen.focus).filter(|&to| to != here.focus).unwrap_or_else(|| lines(&text, here.focus, way))
        }
        "Home" if press.ctrl => Utf8(0),
        "End" if press.ctrl => text.len(),
        "Home" => line_of(&text, here.focus).start,
        "End" => line_of(&text, here.focus).end,
        "Enter" => {
            if !trimmed(&text, here.span()).is_empty() {
                words_chosen(app, false);
            }
            return true;
        }
        "Escape" => {
            app.selection.set(None);
            leave(app);
            return true;
        }
        _ => return false,
    };
    go(app, here, to, press.shift);
    true
}

/// Brings the caret to a position; with `extends` what was selected grows or shrinks to it.
fn go(app: App, here: Selected, to: Utf8, extends: bool) {
    let Some(text) = app.text().filter(|_| app.caret.get_untracked()) else { return };
    let anchor = if extends { here.anchor } else { to };
    app.palette.set(None);
    app.selection.set(Some(Selected { anchor, focus: to }));
    app.goto.set(Some(Span::new(to, to)));
    let said = if extends { text.slice(Selected { anchor, focus: to }.span()) } else { around(&text, to) };
    app.announce(said);
}

fn lines(text: &Text, at: Utf8, way: Way) -> Utf8 {
    let line = line_of(text, at);
    let mut to = at;
    for _ in 0..LINE {
        to = step(text, to, way);
        // A new line is entered at its beginning or end, not in its midst.
        if to < line.start || line.end < to {
            break;
        }
    }
    to
}

fn line_of(text: &Text, at: Utf8) -> crate::text::Span {
    let blocks = text.blocks();
    blocks.get(blocks.at(at)).map(|block| block.span).unwrap_or_default()
}

fn around(text: &Text, at: Utf8) -> &str {
    text.slice(crate::text::Span::new(at, text.next_char(at)))
}
