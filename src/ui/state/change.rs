//! How the page changes a project (改动): by commands alone, which are kept, counted and shown; or by following another tab.
//!
//! What a command means and whether it can be is decided in `annotate` and `project`.

use super::app::{App, Keep};
use super::ledgers::Ledgers;
use super::prefs;
use super::view::{Redraw, Saved};
use crate::annotate::{DocId, Transaction};
use crate::project::{Applied, Changes, Command, CommandError, Workspace};
use crate::text::Text;
use crate::ui::i18n::Msg;
use crate::ui::side::filter::Filter;
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

impl App {
    /// Names who is told of every transaction from now on.
    pub fn set_keep(self, keep: Keep) {
        self.keep.set_value(Some(keep));
    }

    /// Carries a command out; says why if it cannot be. The one way in which the page changes a project.
    pub fn run(self, command: Command) -> bool {
        self.run_for(command).is_some()
    }

    /// Carries a command out and gives what it did; says why if it cannot be.
    pub fn run_for(self, command: Command) -> Option<Applied> {
        self.may_change().then(|| self.try_run(command).map_err(|error| self.explain(&error)).ok()).flatten()
    }

    /// Whether the project can be changed here; says why if it cannot.
    pub fn may_change(self) -> bool {
        let why = self.why_not();
        if let Some(why) = why {
            self.tell(self.say(why));
        }
        why.is_none()
    }

    /// Why the project cannot be changed: it is still being opened, or can only be looked at here.
    pub fn why_not(self) -> Option<Msg> {
        match self.read_only.get_untracked() {
            _ if !self.is_open() => Some(Msg::Opening),
            Some(_) => Some(Msg::ReadOnlyHere),
            None => None,
        }
    }

    /// Whether the project is there, or it is certain that the storage has none.
    pub fn is_open(self) -> bool {
        self.saved.with_untracked(|saved| *saved != Saved::Opening)
    }

    /// Whether files are being read.
    pub fn is_importing(self) -> bool {
        self.report.with_untracked(|reports| reports.iter().any(|report| report.busy))
    }

    /// Carries a command out without a word where it cannot be.
    ///
    /// # Errors
    /// Says why nothing was done; [`CommandError::Nothing`] where the project cannot be changed here.
    pub fn try_run(self, command: Command) -> Result<Applied, CommandError> {
        let texts: Vec<Text> = match &command {
            Command::Import(documents) => documents.iter().map(|document| document.text.clone()).collect(),
            Command::Begin(document) => vec![document.text.clone()],
            _ => Vec::new(),
        };
        let is_found = matches!(command, Command::Propose { .. });
        if self.why_not().is_some() {
            return Err(CommandError::Nothing);
        }
        #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit")]
        let now = js_sys::Date::now() as i64;
        let result = self.workspace.try_update_value(|workspace| workspace.apply(command, now));
        let applied = result.unwrap_or(Err(CommandError::Nothing))?;
        if let Some(keep) = self.keep.get_value() {
            keep(&applied.transaction, texts);
        }
        if let Some(doc) = self.doc.get_untracked() {
            self.counts.update(|counts| applied.transaction.edits.iter().for_each(|edit| counts.apply(edit, doc)));
        }
        if is_found {
            // Nobody waits for what the recognisers find: showing it is a task of its own, and keys come before it.
            let changes = applied.changes.clone();
            set_timeout(move || self.announce_changes(&changes), Duration::ZERO);
        } else {
            self.announce_changes(&applied.changes);
        }
        Ok(applied)
    }

    /// Puts a whole workspace in the place of the present one: a stored project that has been read.
    pub fn replace(self, workspace: Workspace) {
        self.workspace.set_value(workspace);
        self.ledgers.set_value(Ledgers::default());
        self.asked.clear();
        self.filter.set(Filter::default());
        self.filter_words.set(String::new());
        self.documents.notify();
        self.scheme_changed.notify();
        let is_there = |doc: &DocId| self.read(|it| it.document(*doc).is_some_and(|it| it.info().removed_at.is_none()));
        let first = || self.read(|workspace| workspace.documents().next().map(|document| document.info().id));
        self.open(prefs::recent().into_iter().find(is_there).or_else(first));
    }

    /// Takes over what another tab has done, while this one only looks on.
    pub fn follow(self, transactions: &[Arc<Transaction>]) {
        for transaction in transactions {
            let replayed = self.workspace.try_update_value(|workspace| workspace.replay(transaction));
            if let Some(Ok(changes)) = replayed {
                if let Some(doc) = self.doc.get_untracked() {
                    self.counts.update(|counts| transaction.edits.iter().for_each(|edit| counts.apply(edit, doc)));
                }
                self.announce_changes(&changes);
            }
        }
    }

    /// Sets numbers aside for what a document came marked with; gives the first.
    pub fn set_aside(self, number: u64) -> u64 {
        self.workspace.try_update_value(|workspace| workspace.set_aside(number)).unwrap_or_default()
    }

    /// Changes something that is derived and not kept: texts, outlines.
    pub fn amend(self, change: impl FnOnce(&mut Workspace)) {
        self.workspace.update_value(change);
    }

    fn announce_changes(self, changes: &Changes) {
        let open = self.doc.get_untracked();
        for (&doc, spans) in &changes.spans {
            self.ledgers.update_value(|ledgers| ledgers.note(doc, spans));
            if Some(doc) == open {
                self.draw_again(Redraw::Spans(spans.clone()));
                self.marks.notify();
            }
        }
        if changes.documents || !changes.spans.is_empty() {
            self.documents.notify();
        }
        if changes.scheme {
            self.scheme_changed.notify();
            self.draw_again(Redraw::All);
        }
        if self.mark.get_untracked().is_some() && self.current().is_none_or(|mark| !mark.is_visible()) {
            self.mark.set(None);
        }
        if let Some(doc) = open
            && self.read(|workspace| workspace.document(doc).is_none_or(|it| it.info().removed_at.is_some()))
        {
            self.open(self.read(|workspace| workspace.documents().next().map(|document| document.info().id)));
        }
    }
}
