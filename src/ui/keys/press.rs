//! One key press as the browser reports it, and what it amounts to (按键).

use crate::ui::letters;

/// A key press.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "this is what a browser reports")]
pub struct Press {
    /// `KeyboardEvent.key`.
    pub key: String,
    /// `KeyboardEvent.code`, the place of the key on the board.
    pub code: String,
    /// `KeyboardEvent.keyCode`; 229 where an input method took the key.
    pub key_code: u32,
    /// Whether an input method is composing.
    pub composing: bool,
    /// Control, or Command on a Mac.
    pub ctrl: bool,
    /// Shift.
    pub shift: bool,
    /// Alt, or Option on a Mac.
    pub alt: bool,
}

impl Press {
    /// Whether an input method is at work, so that the press is not ours.
    ///
    /// Some engines report the confirming key after the composition has ended, but with code 229; others give arrow keys
    /// with Option the same code although nobody composes. Outside a field nothing can be composed, and an input method
    /// that takes the key anyway (`Process`) still means the key that was pressed.
    pub fn is_composing(&self, in_field: bool) -> bool {
        let moves =
            self.key.starts_with("Arrow") || matches!(self.key.as_str(), "Delete" | "Backspace" | "Home" | "End");
        self.composing || (in_field && self.key_code == 229 && !moves)
    }

    /// The key in one spelling: lower case, full-width forms as ASCII, and what an input method hides by its place.
    pub fn name(&self) -> String {
        let hidden =
            matches!(self.key.as_str(), "Process" | "Unidentified" | "Dead") || (self.alt && self.key.len() > 1);
        if hidden && let Some(name) = by_place(&self.code) {
            return name;
        }
        let mut chars = self.key.chars();
        match (chars.next(), chars.next()) {
            (Some(only), None) => letters::small(half_width(only).encode_utf8(&mut [0; 4])),
            _ => self.key.clone(),
        }
    }

    /// The press as a chord: `Ctrl+Shift+z`. Shift is left out where it only serves to type the character.
    pub fn chord(&self) -> String {
        let name = self.name();
        let mut chars = name.chars();
        let typed = matches!((chars.next(), chars.next()), (Some(only), None) if !only.is_alphabetic());
        let mut chord = String::new();
        for (held, word) in [(self.ctrl, "Ctrl+"), (self.alt, "Alt+"), (self.shift && !typed, "Shift+")] {
            if held {
                chord.push_str(word);
            }
        }
        chord + &name
    }
}

fn by_place(code: &str) -> Option<String> {
    let letter =
        code.strip_prefix("Key").or_else(|| code.strip_prefix("Digit")).or_else(|| code.strip_prefix("Numpad"));
    match (letter, code) {
        (Some(letter), _) if letter.len() == 1 => Some(letter.to_ascii_lowercase()),
        (_, "Slash") => Some("/".to_owned()),
        (_, "Enter" | "Tab" | "Escape" | "Delete" | "Backspace") => Some(code.to_owned()),
        (_, arrow) if arrow.starts_with("Arrow") => Some(arrow.to_owned()),
        _ => None,
    }
}

fn half_width(ch: char) -> char {
    match u32::from(ch) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(ch),
        _ => ch,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(key: &str, code: &str) -> Press {
        Press { key: key.to_owned(), code: code.to_owned(), ..Press::default() }
    }

    #[test]
    fn one_spelling_for_each_key() {
        let cases = [
            (press("a", "KeyA"), "a"),
            (Press { shift: true, ctrl: true, ..press("Z", "KeyZ") }, "Ctrl+Shift+z"),
            (Press { shift: true, ..press("?", "Slash") }, "?"),
            (press("１", "Digit1"), "1"),
            (press("Process", "KeyX"), "x"),
            (press("Process", "Digit3"), "3"),
            (Press { alt: true, ..press("ArrowUp", "ArrowUp") }, "Alt+ArrowUp"),
            (Press { shift: true, alt: true, ..press("ArrowLeft", "ArrowLeft") }, "Alt+Shift+ArrowLeft"),
            (press("Enter", "Enter"), "Enter"),
        ];
        for (press, chord) in cases {
            assert_eq!(press.chord(), chord, "{press:?}");
        }
    }

    #[test]
    fn input_methods() {
        let confirming = Press { key_code: 229, ..press("Enter", "Enter") };
        let cases = [
            ("composing", Press { composing: true, ..press("a", "KeyA") }, true, true),
            ("composing, told outside a field", Press { composing: true, ..press("a", "KeyA") }, false, true),
            ("the key that confirms, reported late", confirming, true, true),
            (
                "an arrow with Option",
                Press { key_code: 229, alt: true, ..press("ArrowLeft", "ArrowLeft") },
                true,
                false,
            ),
            (
                "a label key with an input method on",
                Press { key_code: 229, ..press("Process", "Digit1") },
                false,
                false,
            ),
            ("a plain key", press("a", "KeyA"), true, false),
        ];
        for (what, press, in_field, composing) in cases {
            assert_eq!(press.is_composing(in_field), composing, "{what}");
        }
    }

    /// One event as a row: key, code, key code, whether an input method composes.
    type Row = (&'static str, &'static str, u32, bool);

    /// The orders in which browsers report what an input method does, and which chords come through as ours.
    #[test]
    fn orders_of_events() {
        const ENTER: Row = ("Enter", "Enter", 13, false);
        let orders: [(&str, bool, &[Row], &[&str]); 14] = [
            (
                "Chromium, pinyin in a field: the first key comes before the composition begins",
                true,
                &[("Process", "KeyN", 229, false), ("Process", "KeyI", 229, true), ("Process", "Space", 229, true)],
                &[],
            ),
            (
                "Chromium, confirmed with Enter, then Enter itself",
                true,
                &[("Process", "Enter", 229, true), ENTER],
                &["Enter"],
            ),
            (
                "Firefox, the same",
                true,
                &[("Process", "KeyN", 229, true), ("Enter", "Enter", 13, true), ENTER],
                &["Enter"],
            ),
            (
                "Safari: the composition has ended before the key that confirms it is reported",
                true,
                &[("n", "KeyN", 229, true), ("Enter", "Enter", 229, false), ENTER],
                &["Enter"],
            ),
            (
                "an input method that always reports 229",
                true,
                &[("a", "KeyA", 229, false), ("Enter", "Enter", 229, false)],
                &[],
            ),
            ("Android, whose keys have no names", true, &[("Unidentified", "", 229, false)], &[]),
            ("macOS, Option and an arrow", true, &[("ArrowLeft", "ArrowLeft", 229, false)], &["ArrowLeft"]),
            (
                "macOS, Delete while another method is on",
                true,
                &[("Backspace", "Backspace", 229, false)],
                &["Backspace"],
            ),
            ("candidates gone through with arrows", true, &[("ArrowDown", "ArrowDown", 229, true)], &[]),
            (
                "Escape gives the composition up",
                true,
                &[("Escape", "Escape", 229, true), ("Escape", "Escape", 27, false)],
                &["Escape"],
            ),
            (
                "outside a field, a method is on: digits",
                false,
                &[("Process", "Digit1", 229, false), ("1", "Digit1", 49, false)],
                &["1", "1"],
            ),
            ("outside a field, a method is on: letters", false, &[("Process", "KeyX", 229, false)], &["x"]),
            (
                "outside a field, full width",
                false,
                &[("Ａ", "KeyA", 65, false), ("？", "Slash", 191, false)],
                &["a", "?"],
            ),
            (
                "outside a field, and yet it composes",
                false,
                &[("Process", "KeyX", 229, true), ("x", "KeyX", 88, true)],
                &[],
            ),
        ];
        for (what, in_field, events, ours) in orders {
            let presses = events.iter().map(|&(key, code, key_code, composing)| Press {
                key_code,
                composing,
                ..press(key, code)
            });
            let through: Vec<_> = presses.filter(|it| !it.is_composing(in_field)).map(|it| it.chord()).collect();
            assert_eq!(through, ours, "{what}");
        }
    }
}
