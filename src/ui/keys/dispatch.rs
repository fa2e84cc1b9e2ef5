//! The one listener for keys (按键分派): reads a press, finds what it means in the table, does it.
//!
//! Nothing fires while a field has the focus, save what the table marks as working everywhere, and nothing at all while
//! an input method composes. Components listen for no key that the table has.

use super::{Action, KeyMap, Press, is_single, resolve};
use crate::annotate::Review;
use crate::ui::marking::moves::{Edge, Step, Way};
use crate::ui::marking::{act, caret, focus, focus_content_if_lost};
use crate::ui::state::App;
use crate::ui::state::view::{Dialog, Tab, View};
use crate::ui::{backup, files, shell};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// Listens for keys for as long as the page is there.
pub fn listen(app: App) {
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        if pressed(app, &event) {
            event.prevent_default();
        }
        // What was pressed may have gone with what it did.
        focus_content_if_lost();
    });
    on_cleanup(move || listener.remove());
}

/// The press that an event reports.
pub fn press_of(event: &KeyboardEvent) -> Press {
    Press {
        key: event.key(),
        code: event.code(),
        key_code: event.key_code(),
        composing: event.is_composing(),
        ctrl: event.ctrl_key() || event.meta_key(),
        shift: event.shift_key(),
        alt: event.alt_key(),
    }
}

/// Takes a press; `true` where it was ours, so that the browser does nothing more with it.
fn pressed(app: App, event: &KeyboardEvent) -> bool {
    let press = press_of(event);
    let focused = document().active_element();
    let in_field = focused.as_ref().is_some_and(is_field);
    if press.is_composing(in_field) || event.default_prevented() {
        return false;
    }
    let chord = press.chord();
    if app.dialog.get_untracked().is_some() {
        // A dialogue is the browser's own and closes by itself on Escape.
        return false;
    }
    if in_field {
        let binding = resolve(&chord).filter(|binding| binding.in_fields);
        return binding.is_some_and(|binding| perform(app, binding.action));
    }
    // What can be pressed keeps its keys: Enter on a button presses it, Tab moves on from it.
    if focused.as_ref().is_some_and(is_control) && matches!(press.name().as_str(), "Enter" | " " | "Tab") {
        return false;
    }
    if focused.as_ref().is_some_and(keeps_arrows) && press.name().starts_with("Arrow") {
        return false;
    }
    if app.caret.get_untracked() && caret::pressed(app, &press) {
        return true;
    }
    // While a relation looks for its other end, the arrows go from mark to mark.
    let other_end = app.relating.with_untracked(Option::is_some).then_some(chord.as_str());
    match other_end {
        Some("ArrowRight" | "ArrowDown") => return perform(app, Action::NextMark),
        Some("ArrowLeft" | "ArrowUp") => return perform(app, Action::PreviousMark),
        _ => {}
    }
    if let Some(binding) = resolve(&chord) {
        return (event.repeat() && !binding.repeats) || perform(app, binding.action);
    }
    if is_single(&chord) && KeyMap::current().no_singles {
        return false;
    }
    let label = app.read(|workspace| workspace.scheme().label_for_key(&chord).map(|label| label.id.clone()));
    if let Some(label) = label.filter(|_| app.view.get_untracked() == View::Annotate) {
        act::give_label(app, &label);
        return true;
    }
    false
}

fn is_field(element: &Element) -> bool {
    match element.tag_name().as_str() {
        "INPUT" => !matches!(element.get_attribute("type").as_deref(), Some("checkbox" | "radio" | "button" | "file")),
        "TEXTAREA" | "SELECT" => true,
        _ => element.unchecked_ref::<HtmlElement>().is_content_editable(),
    }
}

fn is_control(element: &Element) -> bool {
    matches!(element.tag_name().as_str(), "BUTTON" | "A" | "INPUT" | "SUMMARY")
}

fn keeps_arrows(element: &Element) -> bool {
    matches!(element.get_attribute("role").as_deref(), Some("tab" | "option" | "row"))
}

/// Does an action; `false` where it leaves the press to the browser.
pub fn perform(app: App, action: Action) -> bool {
    if app.view.get_untracked() != View::Annotate && action.is_of_text() {
        return false;
    }
    match action {
        Action::NextProposal => act::go_proposal(app, Way::Forward),
        Action::PreviousProposal => act::go_proposal(app, Way::Back),
        Action::Accept if act::finish_relation(app) => {}
        Action::Accept => act::review(app, Review::Accepted),
        Action::Reject => act::review(app, Review::Rejected),
        Action::NextMark => act::go_mark(app, Way::Forward),
        Action::PreviousMark => act::go_mark(app, Way::Back),
        Action::Delete => act::delete(app),
        Action::MarkAll => act::mark_all(app, false),
        Action::MarkEverywhere => act::mark_all(app, true),
        Action::Relate => act::relate(app),
        Action::Note => act::note(app),
        Action::EndForward => act::move_edge(app, Edge::End, Way::Forward, Step::Character),
        Action::EndBack => act::move_edge(app, Edge::End, Way::Back, Step::Character),
        Action::EndForwardWord => act::move_edge(app, Edge::End, Way::Forward, Step::Word),
        Action::EndBackWord => act::move_edge(app, Edge::End, Way::Back, Step::Word),
        Action::StartForward => act::move_edge(app, Edge::Start, Way::Forward, Step::Character),
        Action::StartBack => act::move_edge(app, Edge::Start, Way::Back, Step::Character),
        Action::ShowInLedger => crate::ui::ledger::locate(app),
        Action::StartForwardWord => act::move_edge(app, Edge::Start, Way::Forward, Step::Word),
        Action::StartBackWord => act::move_edge(app, Edge::Start, Way::Back, Step::Word),
        Action::Stack => act::next_in_stack(app),
        Action::AddPiece => act::add_piece(app),
        Action::TakePiece => act::take_piece(app),
        Action::Contents => shell::show_tab(app, Tab::Contents),
        Action::Caret => caret::toggle(app),
        Action::SelectAll => caret::select_all(app),
        other => return perform_beside(app, other),
    }
    true
}

fn perform_beside(app: App, action: Action) -> bool {
    match action {
        Action::Undo => shell::undo(app),
        Action::Redo => shell::redo(app),
        Action::NextDocument => shell::step_document(app, Way::Forward),
        Action::PreviousDocument => shell::step_document(app, Way::Back),
        Action::FindDocument => focus("find-document"),
        Action::FindText if app.view.get_untracked() == View::Ledger => focus("find-task"),
        Action::FindText => {
            app.finding.set(true);
            // After the bar is there, and before the next key: a frame would be too late for whoever types on at once.
            leptos::task::spawn_local(async { focus("find-text") });
        }
        Action::PremarkAll => crate::ui::reading::premark_all(app),
        Action::Projects => app.dialog.set(Some(Dialog::Projects)),
        Action::AboutDocument => app.dialog.set(Some(Dialog::Document)),
        Action::FindNext | Action::FindPrevious if app.finding.get_untracked() => {
            app.find_step.set(Some(if action == Action::FindNext { Way::Forward } else { Way::Back }));
        }
        Action::Commands => app.dialog.set(Some(Dialog::Commands)),
        Action::Import => files::ask(files::PICKER),
        Action::Paste => app.dialog.set(Some(Dialog::Paste)),
        Action::Export => app.dialog.set(Some(Dialog::Export)),
        Action::Check => app.dialog.set(Some(Dialog::Check)),
        Action::Save => backup::save(app),
        Action::Keeping => app.dialog.set(Some(Dialog::Keeping)),
        Action::SelfCheck => shell::self_check(),
        Action::NextPane => shell::next_pane(),
        Action::KeyMap => app.dialog.set(Some(Dialog::KeyMap)),
        Action::ReadingSettings => app.dialog.set(Some(Dialog::Reading)),
        Action::Tour => app.dialog.set(Some(Dialog::Tour)),
        Action::Theme => shell::header::switch_theme(app),
        Action::Language => shell::header::switch_language(app),
        Action::Back => shell::back(app),
        _ => return false,
    }
    true
}
