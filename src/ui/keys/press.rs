//! One key press as the browser reports it, and what it amounts to (按键).

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
            (Some(only), None) => half_width(only).to_lowercase().collect(),
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
}
