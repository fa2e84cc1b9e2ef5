//! The selection of the text (选中): the browser's and the state's are kept the same, and copied from the text itself.

use super::view::Pane;
use crate::browser::selection;
use leptos::prelude::*;

impl Pane {
    /// Puts the browser's selection where the state has it, after drawing may have taken its words away.
    pub(super) fn restore_selection(self) {
        let wanted = self.app.selection.get_untracked();
        self.peek(|window| {
            let there = selection::selected(window.content(), window.text());
            match (there, wanted) {
                (there, Some(wanted)) if there != Some(wanted) => {
                    selection::select(window.content(), window.text(), wanted);
                }
                (Some(there), None) if !there.span().is_empty() => selection::clear(),
                _ => {}
            }
        });
    }

    /// Takes over what was selected in the browser.
    pub(super) fn selection_changed(self) {
        let app = self.app;
        let found = self.peek(|window| selection::selected(window.content(), window.text())).flatten();
        let found = found.filter(|it| app.caret.get_untracked() || !it.span().is_empty());
        if let Some(found) = found {
            if app.selection.get_untracked() != Some(found) {
                app.selection.set(Some(found));
            }
        } else if !app.caret.get_untracked() && app.selection.get_untracked().is_some() && self.has_focus() {
            app.selection.set(None);
            app.palette.set(None);
        }
    }

    /// Whether the keyboard speaks to the text, not to a field or a button beside it.
    fn has_focus(self) -> bool {
        let active = document().active_element();
        let scroller = self.scroller.get_untracked();
        active.is_none_or(|active| {
            active.tag_name() == "BODY" || scroller.is_some_and(|pane| pane.contains(Some(&active)))
        })
    }

    pub(super) fn copy(self, event: &web_sys::ClipboardEvent) {
        let Some(selected) = self.app.selection.get_untracked() else { return };
        let words = self.peek(|window| window.text().slice(selected.span()).to_owned());
        if let (Some(words), Some(data)) = (words, event.clipboard_data())
            && data.set_data("text/plain", &words).is_ok()
        {
            event.prevent_default();
        }
    }
}
