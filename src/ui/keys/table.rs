//! What the keys do (键位表): data. What a person has changed in it is in [`super::KeyMap`].

use crate::ui::i18n::Msg;

/// What can be done by key; every action has an equal on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the table beside it names each one")]
pub enum Action {
    NextProposal,
    PreviousProposal,
    Accept,
    Reject,
    NextMark,
    PreviousMark,
    Delete,
    MarkAll,
    MarkEverywhere,
    Relate,
    Note,
    EndForward,
    EndBack,
    EndForwardWord,
    EndBackWord,
    StartForward,
    StartBack,
    StartForwardWord,
    StartBackWord,
    Stack,
    AddPiece,
    TakePiece,
    Caret,
    SelectAll,
    Undo,
    Redo,
    ShowInLedger,
    PremarkAll,
    Projects,
    AboutDocument,
    NextDocument,
    PreviousDocument,
    FindDocument,
    FindText,
    FindNext,
    FindPrevious,
    Commands,
    Import,
    Paste,
    Export,
    Check,
    Save,
    Keeping,
    SelfCheck,
    NextPane,
    KeyMap,
    Contents,
    ReadingSettings,
    Tour,
    Theme,
    Language,
    Back,
}

impl Action {
    /// Whether it works on the text and its marks, and so only where they are seen.
    pub fn is_of_text(self) -> bool {
        matches!(
            self,
            Self::NextProposal
                | Self::PreviousProposal
                | Self::Accept
                | Self::Reject
                | Self::NextMark
                | Self::PreviousMark
                | Self::Delete
                | Self::MarkAll
                | Self::MarkEverywhere
                | Self::Relate
                | Self::Note
                | Self::EndForward
                | Self::EndBack
                | Self::EndForwardWord
                | Self::EndBackWord
                | Self::StartForward
                | Self::StartBack
                | Self::StartForwardWord
                | Self::StartBackWord
                | Self::Stack
                | Self::AddPiece
                | Self::TakePiece
                | Self::Caret
                | Self::SelectAll
                | Self::ShowInLedger
                | Self::FindNext
                | Self::FindPrevious
                | Self::Contents
        )
    }
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// What it does.
    pub action: Action,
    /// The chords that do it, first the one that is shown; none where it is only in the command palette.
    pub chords: &'static [&'static str],
    /// Its name.
    pub name: Msg,
    /// Whether it works while a field has the focus.
    pub in_fields: bool,
    /// Whether keeping the key down repeats it.
    pub repeats: bool,
}

const fn row(action: Action, chords: &'static [&'static str], name: Msg) -> Binding {
    Binding { action, chords, name, in_fields: false, repeats: false }
}

const fn repeating(action: Action, chords: &'static [&'static str], name: Msg) -> Binding {
    Binding { repeats: true, ..row(action, chords, name) }
}

const fn everywhere(action: Action, chords: &'static [&'static str], name: Msg) -> Binding {
    Binding { in_fields: true, ..row(action, chords, name) }
}

/// All actions in the order they are shown.
pub const BINDINGS: &[Binding] = &[
    repeating(Action::NextProposal, &["Tab"], Msg::NextProposal),
    repeating(Action::PreviousProposal, &["Shift+Tab"], Msg::PreviousProposal),
    row(Action::Accept, &["Enter"], Msg::Accept),
    row(Action::Reject, &["x"], Msg::Reject),
    repeating(Action::NextMark, &["j"], Msg::NextMark),
    repeating(Action::PreviousMark, &["k"], Msg::PreviousMark),
    row(Action::Delete, &["Delete", "Backspace"], Msg::DeleteMark),
    row(Action::MarkAll, &["a"], Msg::MarkAll),
    row(Action::MarkEverywhere, &["Shift+a"], Msg::MarkEverywhere),
    row(Action::Relate, &["r"], Msg::Relate),
    row(Action::Note, &["n"], Msg::Note),
    repeating(Action::EndForward, &["Shift+ArrowRight"], Msg::EndForward),
    repeating(Action::EndBack, &["Shift+ArrowLeft"], Msg::EndBack),
    repeating(Action::EndForwardWord, &["Ctrl+Shift+ArrowRight"], Msg::EndForwardWord),
    repeating(Action::EndBackWord, &["Ctrl+Shift+ArrowLeft"], Msg::EndBackWord),
    repeating(Action::StartForward, &["Alt+Shift+ArrowRight"], Msg::StartForward),
    repeating(Action::StartBack, &["Alt+Shift+ArrowLeft"], Msg::StartBack),
    repeating(Action::StartForwardWord, &["Ctrl+Alt+Shift+ArrowRight"], Msg::StartForwardWord),
    repeating(Action::StartBackWord, &["Ctrl+Alt+Shift+ArrowLeft"], Msg::StartBackWord),
    row(Action::Stack, &["s"], Msg::NextInStack),
    row(Action::AddPiece, &["p"], Msg::AddPiece),
    row(Action::TakePiece, &["Shift+p"], Msg::TakePiece),
    row(Action::Caret, &["m"], Msg::CaretMode),
    row(Action::SelectAll, &["Ctrl+a"], Msg::SelectAll),
    repeating(Action::Undo, &["Ctrl+z"], Msg::Undo),
    repeating(Action::Redo, &["Ctrl+Shift+z", "Ctrl+y"], Msg::Redo),
    row(Action::Projects, &[], Msg::Projects),
    row(Action::AboutDocument, &[], Msg::AboutDocument),
    row(Action::PremarkAll, &[], Msg::PremarkAll),
    row(Action::ShowInLedger, &["l"], Msg::ShowInLedger),
    row(Action::NextDocument, &["Alt+ArrowDown"], Msg::NextDocument),
    row(Action::PreviousDocument, &["Alt+ArrowUp"], Msg::PreviousDocument),
    row(Action::FindDocument, &["/"], Msg::FindDocument),
    everywhere(Action::FindText, &["Ctrl+f"], Msg::FindText),
    Binding { repeats: true, ..everywhere(Action::FindNext, &["F3"], Msg::FindNext) },
    Binding { repeats: true, ..everywhere(Action::FindPrevious, &["Shift+Enter", "Shift+F3"], Msg::FindPrevious) },
    everywhere(Action::Commands, &["Ctrl+k"], Msg::Commands),
    row(Action::Import, &["Ctrl+o"], Msg::ImportFiles),
    row(Action::Paste, &[], Msg::PasteText),
    row(Action::Export, &["Ctrl+e"], Msg::Export),
    row(Action::Check, &[], Msg::Check),
    everywhere(Action::Save, &["Ctrl+s"], Msg::SaveBackup),
    row(Action::Keeping, &[], Msg::Keeping),
    row(Action::SelfCheck, &[], Msg::SelfCheck),
    everywhere(Action::NextPane, &["F6"], Msg::NextPane),
    row(Action::KeyMap, &["?"], Msg::KeyMap),
    row(Action::Contents, &["o"], Msg::Contents),
    row(Action::ReadingSettings, &[], Msg::ReadingSettings),
    row(Action::Tour, &[], Msg::Tour),
    row(Action::Theme, &[], Msg::SwitchTheme),
    row(Action::Language, &[], Msg::SwitchLanguage),
    everywhere(Action::Back, &["Escape"], Msg::BackToText),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scheme::Scheme;
    use crate::ui::keys::KeyMap;

    #[test]
    fn no_chord_does_two_things() {
        let mut seen = std::collections::HashSet::new();
        for chord in BINDINGS.iter().flat_map(|binding| binding.chords) {
            assert!(seen.insert(chord), "{chord} is given twice");
            assert!(KeyMap::default().resolve(chord).is_some());
        }
    }

    #[test]
    fn every_action_stands_once_and_keeps_clear_of_labels() {
        let mut seen = std::collections::HashSet::new();
        assert!(BINDINGS.iter().all(|binding| seen.insert(binding.action)));
        for label in Scheme::policy().labels {
            assert!(KeyMap::default().resolve(&label.key).is_none(), "{} is both a label and an action", label.key);
        }
    }
}
