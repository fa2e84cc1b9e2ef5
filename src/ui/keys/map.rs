//! The keys in force (键位): the table with what a person has changed in it.
//!
//! A person may give any action another chord, take its chord away, and switch single keys off altogether, for those whose
//! speech input or hands press keys unmeant (WCAG 2.1.4). There is one keyboard, so there is one map in force; it is kept
//! by whoever keeps settings, in the form that [`KeyMap::write`] gives.

use super::table::{Action, BINDINGS, Binding};
use crate::ui::letters;
use std::cell::RefCell;

thread_local! {
    static IN_FORCE: RefCell<KeyMap> = const { RefCell::new(KeyMap { changed: Vec::new(), no_singles: false }) };
}

/// What was changed in the table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeyMap {
    /// Actions with the chord they have instead; empty for none.
    changed: Vec<(Action, String)>,
    /// Whether single letters, digits and signs do nothing.
    pub no_singles: bool,
}

impl KeyMap {
    /// The map in force.
    pub fn current() -> Self {
        IN_FORCE.with_borrow(Clone::clone)
    }

    /// Puts this map in force.
    pub fn enforce(self) {
        IN_FORCE.set(self);
    }

    /// What a chord does.
    pub fn resolve(&self, chord: &str) -> Option<&'static Binding> {
        if self.no_singles && is_single(chord) {
            return None;
        }
        BINDINGS.iter().find(|binding| match self.change(binding.action) {
            Some(own) => own == chord,
            None => binding.chords.contains(&chord),
        })
    }

    /// The chord that is shown for an action; empty for none.
    pub fn chord(&self, action: Action) -> &str {
        let given = || BINDINGS.iter().find(|binding| binding.action == action)?.chords.first().copied();
        self.change(action).unwrap_or_else(|| given().unwrap_or_default())
    }

    /// Whether an action has another chord than the table gives it.
    pub fn is_changed(&self, action: Action) -> bool {
        self.change(action).is_some()
    }

    /// Gives an action a chord; whatever had it loses it. An empty chord takes the action's away.
    pub fn set(&mut self, action: Action, chord: &str) {
        let holders = BINDINGS.iter().filter(|binding| binding.action != action && !chord.is_empty());
        let losers: Vec<_> = holders.map(|binding| binding.action).filter(|&it| self.has(it, chord)).collect();
        for loser in losers {
            self.put(loser, String::new());
        }
        self.put(action, chord.to_owned());
    }

    /// Gives an action the chords of the table again; whatever had one of them gets its own back as well.
    pub fn reset(&mut self, action: Action) {
        self.forget(action);
        let given = BINDINGS.iter().find(|binding| binding.action == action).map_or(&[][..], |binding| binding.chords);
        while let Some((holder, _)) = self.changed.iter().find(|(_, chord)| given.contains(&chord.as_str())) {
            self.reset(*holder);
        }
    }

    fn forget(&mut self, action: Action) {
        self.changed.retain(|(changed, _)| *changed != action);
    }

    /// Gives every action the chord of the table again.
    pub fn reset_all(&mut self) {
        self.changed.clear();
    }

    /// The map as a line to keep: `Accept=y;Reject=;!`.
    pub fn write(&self) -> String {
        let changes =
            self.changed.iter().map(|(action, chord)| format!("{action:?}={}", chord.replace(';', "Semicolon")));
        changes.chain(self.no_singles.then(|| "!".to_owned())).collect::<Vec<_>>().join(";")
    }

    /// Reads what [`KeyMap::write`] wrote. What it does not know is left out: another build may have had other actions.
    pub fn read(line: &str) -> Self {
        let action = |name: &str| BINDINGS.iter().map(|it| it.action).find(|action| format!("{action:?}") == name);
        let change = |entry: &str| {
            let (name, chord) = entry.split_once('=')?;
            Some((action(name)?, chord.replace("Semicolon", ";")))
        };
        Self { changed: line.split(';').filter_map(change).collect(), no_singles: line.split(';').any(|it| it == "!") }
    }

    fn change(&self, action: Action) -> Option<&str> {
        self.changed.iter().find(|(changed, _)| *changed == action).map(|(_, chord)| chord.as_str())
    }

    fn has(&self, action: Action, chord: &str) -> bool {
        let by_table = || BINDINGS.iter().any(|it| it.action == action && it.chords.contains(&chord));
        self.change(action).map_or_else(by_table, |own| own == chord)
    }

    fn put(&mut self, action: Action, chord: String) {
        self.forget(action);
        self.changed.push((action, chord));
    }
}

/// Whether a chord is one letter, digit or sign alone.
pub fn is_single(chord: &str) -> bool {
    chord.chars().count() == 1
}

/// A chord as it is shown: `Ctrl Shift Z`.
pub fn shown(chord: &str) -> String {
    let keys = chord.split('+').map(|key| match key {
        "ArrowLeft" => "←".to_owned(),
        "ArrowRight" => "→".to_owned(),
        "ArrowUp" => "↑".to_owned(),
        "ArrowDown" => "↓".to_owned(),
        "Escape" => "Esc".to_owned(),
        "Delete" => "Del".to_owned(),
        single if single.chars().count() == 1 => letters::capital(single),
        other => other.to_owned(),
    });
    keys.collect::<Vec<_>>().join(" ")
}

/// What a chord does now.
pub fn resolve(chord: &str) -> Option<&'static Binding> {
    IN_FORCE.with_borrow(|map| map.resolve(chord))
}

/// The chord of an action as it is shown now; empty where it has none.
pub fn chord_of(action: Action) -> String {
    IN_FORCE.with_borrow(|map| shown(map.chord(action)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn does(map: &KeyMap, chord: &str) -> Option<Action> {
        map.resolve(chord).map(|binding| binding.action)
    }

    #[test]
    fn chords_read_well() {
        assert_eq!(chord_of(Action::Redo), "Ctrl Shift Z");
        assert_eq!(chord_of(Action::StartBack), "Alt Shift ←");
        assert_eq!(chord_of(Action::Paste), "");
    }

    #[test]
    fn a_chord_moves_from_one_action_to_another() {
        let mut map = KeyMap::default();
        map.set(Action::Accept, "x");
        assert_eq!((does(&map, "x"), does(&map, "Enter")), (Some(Action::Accept), None));
        assert_eq!((map.chord(Action::Reject), map.is_changed(Action::Reject)), ("", true));
        map.set(Action::Reject, "Delete");
        assert_eq!((does(&map, "Delete"), does(&map, "Backspace")), (Some(Action::Reject), None));
        assert_eq!(KeyMap::read(&map.write()), map);
        map.reset(Action::Accept);
        assert_eq!((does(&map, "Enter"), does(&map, "x")), (Some(Action::Accept), None));
        map.reset_all();
        assert_eq!(map, KeyMap::default());
    }

    #[test]
    fn no_chord_does_two_things_after_a_reset() {
        let mut map = KeyMap::default();
        map.set(Action::Accept, "x");
        map.reset(Action::Reject);
        assert_eq!(map, KeyMap::default());
        map.set(Action::NextMark, "k");
        map.set(Action::Stack, "j");
        map.reset(Action::NextMark);
        assert_eq!((does(&map, "j"), does(&map, "s")), (Some(Action::NextMark), Some(Action::Stack)));
        assert_eq!(
            (map.chord(Action::PreviousMark), does(&map, "k")),
            ("", None),
            "k was taken from it, and may be given again"
        );
    }

    #[test]
    fn single_keys_can_be_switched_off() {
        let map = KeyMap { no_singles: true, ..KeyMap::default() };
        for (chord, action) in
            [("x", None), ("?", None), ("Enter", Some(Action::Accept)), ("Ctrl+z", Some(Action::Undo))]
        {
            assert_eq!(does(&map, chord), action, "{chord}");
        }
        assert_eq!(KeyMap::read(&map.write()), map);
    }

    #[test]
    fn what_is_kept_may_be_of_another_build() {
        let map = KeyMap::read("Fly=q;Accept=y;nonsense;;Relate=Ctrl+Semicolon");
        assert_eq!(does(&map, "y"), Some(Action::Accept));
        assert_eq!(does(&map, "Ctrl+;"), Some(Action::Relate));
        assert_eq!(KeyMap::read(""), KeyMap::default());
    }
}
