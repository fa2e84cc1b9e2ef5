//! What pointing at words chooses (选字): a unit, a stretch, the mark at a place; and what is done with what is chosen.

use super::moves::{stack_at, trimmed};
use super::{act, word};
use crate::browser::selection::{self, Selected};
use crate::text::{Span, Utf8};
use crate::ui::state::App;
use crate::ui::state::view::{Dialog, Tab};
use leptos::prelude::*;

/// Finds what is recognised at a position, or the word there, and goes on with it.
pub fn unit_at(app: App, at: Utf8, then: impl FnOnce(Span) + 'static) {
    let recognised = app.read_doc(|document| stack_at(document, at)).unwrap_or_default();
    match (recognised.first(), app.text()) {
        (Some(mark), _) => then(mark.cover()),
        (None, Some(text)) => word::at(app, &text, at, then),
        (None, None) => {}
    }
}

/// Takes what is selected in the browser, blanks alone left out; `false` where that is nothing.
pub fn selected(app: App, adds: bool) -> bool {
    let pane = document().get_element_by_id("text");
    let found = pane.zip(app.text()).and_then(|(pane, text)| {
        selection::selected(&pane, &text).filter(|found| !trimmed(&text, found.span()).is_empty())
    });
    if let Some(found) = found {
        app.selection.set(Some(found));
        words_chosen(app, adds);
    }
    found.is_some()
}

/// Chooses a stretch, blanks at its edges left out.
pub fn choose(app: App, span: Span, adds: bool) {
    let Some(span) = app.text().map(|text| trimmed(&text, span)).filter(|span| !span.is_empty()) else { return };
    app.selection.set(Some(Selected { anchor: span.start, focus: span.end }));
    words_chosen(app, adds);
}

/// Words have been chosen: they become a part of the current mark, where that is meant, or a mark, where a label is armed;
/// otherwise the palette asks.
pub fn words_chosen(app: App, adds: bool) {
    match app.armed.get_untracked() {
        _ if adds && app.mark.get_untracked().is_some() => act::add_piece(app),
        Some(label) => act::give_label(app, &label),
        None => show_palette(app),
    }
}

/// Brings the palette to what is selected.
pub fn show_palette(app: App) {
    // The effect that puts the browser's selection in place has to run first.
    request_animation_frame(move || {
        // By then it may have been given up again.
        let rect = selection::last_rect().filter(|_| act::chosen(app).is_some());
        app.palette.set(rect.map(|rect| (rect.right(), rect.bottom())));
    });
}

/// Picks the mark at a position; where several lie over it, each click goes on to the next one.
pub fn pick(app: App, at: Utf8) {
    app.selection.set(None);
    app.palette.set(None);
    app.hit.set(None);
    app.point.set_value(Some(at));
    let stack = app.read_doc(|document| stack_at(document, at)).unwrap_or_default();
    let current = app.mark.get_untracked();
    let place = stack.iter().position(|mark| Some(mark.id) == current).map_or(0, |place| place + 1);
    let picked = stack.get(place).or_else(|| stack.first());
    if let (Some(from), Some(to)) = (app.relating.get_untracked(), picked)
        && from != to.id
    {
        app.mark.set(Some(to.id));
        app.dialog.set(Some(Dialog::Relation));
        return;
    }
    app.mark.set(picked.map(|mark| mark.id));
    if picked.is_some() {
        app.tab.set(Tab::Details);
    }
}
