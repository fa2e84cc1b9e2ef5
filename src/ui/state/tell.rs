//! What the page tells (告知): to the person in passing, to a screen reader, and why something was not done.

use super::app::App;
use super::view::Notice;
use crate::journal::StorageError;
use crate::project::CommandError;
use crate::ui::i18n::{Lang, Msg};
use leptos::prelude::{GetUntracked, Set};

impl App {
    /// The words of a message. The page is built again when the language changes, so this is not tracked.
    pub fn say(self, message: Msg) -> &'static str {
        self.lang.get_untracked().say(message)
    }

    /// The words of a message with its gaps filled.
    pub fn fill(self, message: Msg, values: &[&str]) -> String {
        self.lang.get_untracked().fill(message, values)
    }

    /// Tells the person something in passing.
    pub fn tell(self, words: impl Into<String>) {
        let words = words.into();
        self.announced.set(words.clone());
        self.notice.set(Some(Notice { words, is_error: false }));
    }

    /// Tells the person that something went wrong.
    pub fn warn(self, words: impl Into<String>) {
        self.notice.set(Some(Notice { words: words.into(), is_error: true }));
    }

    /// Tells a screen reader what was done.
    pub fn announce(self, words: impl Into<String>) {
        self.announced.set(words.into());
    }

    /// What went wrong with the browser's storage, its own words last.
    pub fn storage_words(self, error: &StorageError) -> String {
        let lang = self.lang.get_untracked();
        let what = if lang == Lang::Zh { error.kind.zh() } else { error.kind.en() };
        if error.detail.is_empty() { what.to_owned() } else { [what, ": ", &error.detail].concat() }
    }

    /// That the browser's storage cannot be used, why, and what to do.
    pub fn storage_failed(self, error: &StorageError) -> String {
        self.fill(Msg::StorageFailed, &[&self.storage_words(error)])
    }

    /// Says why a command was not carried out.
    pub(super) fn explain(self, error: &CommandError) {
        let message = match error {
            CommandError::Nothing => return self.announce(self.say(Msg::NothingToDo)),
            CommandError::Exists => Msg::AlreadyThere,
            CommandError::BadSpan(_) => Msg::NoWordsThere,
            CommandError::NoText(_) => Msg::TextNotLoaded,
            CommandError::SelfRelation(_) => Msg::RelationToItself,
            CommandError::Conflict => Msg::NoLongerFits,
            CommandError::NoDocument(_) | CommandError::NoMark(_) | CommandError::NoRelation(_) => Msg::GoneMeanwhile,
        };
        self.tell(self.say(message));
    }
}
