//! The frame of the page (外框): header, panes, status line, and what is done from anywhere.

pub mod header;
mod notice;
pub mod page;
pub mod status;
mod update;

use crate::annotate::GOES_ON;
use crate::project::{Applied, Command};
use crate::scheme::Name;
use crate::ui::i18n::Msg;
use crate::ui::jobs;
use crate::ui::marking::moves::Way;
use crate::ui::marking::{caret, focus_content, focus_content_if_lost};
use crate::ui::state::App;
use crate::ui::state::view::{Drawer, Tab, View};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Opens the page that tries to connect elsewhere and shows that it is refused, see `public/check.html`.
pub fn self_check() {
    // A browser that refuses windows leaves the link in the dialogue.
    let _ = window().open_with_url_and_target("check.html", "_blank");
}

/// Takes the last step back, says which, and shows where.
pub fn undo(app: App) {
    let event = app.read(|workspace| workspace.history().to_undo().map(|last| last.meta.event.clone()));
    if let Some(applied) = app.run_for(Command::Undo) {
        let rest = app.read(|workspace| workspace.history().undo_goes_on());
        say_step(app, Msg::Undone, event, &applied, rest == 0);
        jobs::undo_rest(app);
    }
}

/// Does the last step again that was taken back, says which, and shows where.
pub fn redo(app: App) {
    let event = app.read(|workspace| workspace.history().to_redo().map(|next| next.meta.event.clone()));
    if let Some(applied) = app.run_for(Command::Redo) {
        let rest = app.read(|workspace| workspace.history().redo_goes_on());
        say_step(app, Msg::Redone, event, &applied, rest == 0);
        jobs::redo_rest(app);
    }
}

/// A step of one mark makes it the current one, so that a slip is seen and set right at once. One in one other document is
/// shown there; whoever undoes what was done in many stays where they are.
fn say_step(app: App, said: Msg, event: Option<Name>, applied: &Applied, is_whole: bool) {
    let step = event.map(|event| app.say(event_name(event.as_str()))).unwrap_or_default();
    app.tell(app.fill(said, &[step]));
    let Some((doc, mark, is_there)) = applied.transaction.first_mark() else { return };
    if !is_whole || app.view.get_untracked() != View::Annotate {
        return;
    }
    if app.doc.get_untracked() == Some(doc) {
        if is_there && mark.is_visible() && applied.transaction.is_of_one_mark() {
            app.show_mark(mark);
        }
    } else if applied.transaction.is_within(doc)
        && app.read(|workspace| workspace.document(doc).is_some_and(|it| it.info().removed_at.is_none()))
    {
        app.show(doc, mark.cover(), is_there.then_some(mark.id));
    }
}

/// The name of a kind of step.
fn event_name(event: &str) -> Msg {
    match event.strip_suffix(GOES_ON).unwrap_or(event) {
        "mark.add" => Msg::StepMark,
        "mark.all" => Msg::MarkAll,
        "mark.relabel" => Msg::StepRelabel,
        "mark.move" => Msg::StepMove,
        "mark.delete" => Msg::DeleteMark,
        "mark.attr" => Msg::StepAttr,
        "mark.note" => Msg::Note,
        "review.accept" => Msg::Accept,
        "review.reject" => Msg::Reject,
        "relation.add" | "relation.delete" => Msg::Relations,
        "scheme.set" => Msg::StepScheme,
        event if event.starts_with("document.") => Msg::StepDocument,
        _ => Msg::StepOther,
    }
}

/// Opens the next or previous document of the list.
pub fn step_document(app: App, way: Way) {
    let documents: Vec<_> = app.read(|workspace| workspace.documents().map(|document| document.info().id).collect());
    let open = app.doc.get_untracked();
    let here = documents.iter().position(|&doc| Some(doc) == open);
    let next = match (here, way) {
        (Some(here), Way::Forward) => documents.get(here + 1),
        (Some(here), Way::Back) => here.checked_sub(1).and_then(|before| documents.get(before)),
        (None, _) => documents.first(),
    };
    if let Some(&doc) = next {
        app.open(Some(doc));
        let name = app.read_doc(|document| document.info().name.clone()).unwrap_or_default();
        app.announce(name);
    }
}

/// Whether the panels lie over the text, as the style sheet has it.
pub fn is_narrow() -> bool {
    window().inner_width().ok().and_then(|it| it.as_f64()).is_some_and(|width| width <= 940.0)
}

/// Shows a tab beside the text, also where the panel lies over it, and gives it the keyboard.
pub fn show_tab(app: App, tab: Tab) {
    app.tab.set(tab);
    if is_narrow() {
        app.drawer.set(Drawer::Side);
    }
    request_animation_frame(move || {
        let first = document().query_selector("#side-content .rows, #side-content button").ok().flatten();
        if let Some(first) = first.and_then(|first| first.dyn_into::<web_sys::HtmlElement>().ok()) {
            // Giving the focus fails only where the element cannot take it.
            let _ = first.focus();
        }
    });
}

/// Goes on to the next pane: labels, text, details, documents.
pub fn next_pane() {
    let Ok(panes) = document().query_selector_all("[data-pane]") else { return };
    let panes: Vec<web_sys::HtmlElement> =
        (0..panes.length()).filter_map(|index| panes.item(index)?.dyn_into().ok()).collect();
    let seen: Vec<_> = panes.iter().filter(|pane| pane.offset_width() > 0).collect();
    let focused = document().active_element();
    // A pane may lie in another one, which comes before it.
    let here = seen.iter().rposition(|pane| focused.as_ref().is_some_and(|it| pane.contains(Some(it))));
    let next = here.map_or(0, |here| (here + 1) % seen.len().max(1));
    let Some(pane) = seen.get(next) else { return };
    let first = pane.query_selector("button, input, select, textarea, [tabindex=\"0\"]").ok().flatten();
    let first = first.and_then(|first| first.dyn_into::<web_sys::HtmlElement>().ok());
    // Giving the focus fails only where the element cannot take it.
    let _ = first.as_ref().filter(|_| pane.tab_index() < 0).unwrap_or(pane).focus();
}

/// Gives up, one thing at a time, whatever stands between the person and the text.
pub fn back(app: App) {
    let is_in = |places: &str| {
        document().active_element().is_some_and(|it| it.closest(places).is_ok_and(|found| found.is_some()))
    };
    if is_in("input, textarea, select") && !app.finding.get_untracked() {
        // Leaving the field is all: what was typed is taken over by that.
    } else if app.palette.get_untracked().is_some() {
        app.palette.set(None);
    } else if app.relating.get_untracked().is_some() {
        app.relating.set(None);
    } else if app.finding.get_untracked() {
        app.finding.set(false);
    } else if app.caret.get_untracked() {
        caret::leave(app);
    } else if app.drawer.get_untracked() != Drawer::Shut {
        app.drawer.set(Drawer::Shut);
    } else if is_in("[data-pane], .header, .status") && !is_in("[data-pane=text], [data-pane=tasks]") {
        // Coming back to the text or the table is all: one is where one was.
    } else if app.selection.get_untracked().is_some() {
        crate::browser::selection::clear();
        app.selection.set(None);
    } else if app.armed.get_untracked().is_some() {
        app.armed.set(None);
    } else if app.view.get_untracked() != View::Annotate {
        app.view.set(View::Annotate);
    } else {
        app.mark.set(None);
    }
    focus_content();
    // Another view may be on its way.
    focus_content_if_lost();
}
