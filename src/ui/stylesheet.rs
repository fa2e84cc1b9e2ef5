//! The colours of the scheme as a style sheet (配色): one class a label, made in code because a scheme is data.

use crate::scheme::Scheme;
use crate::ui::i18n::{Lang, Msg};
use std::fmt::Write as _;

/// The class of a label that the scheme does not know.
pub const UNKNOWN: &str = "label-unknown";

/// The class of a label: its place in the scheme, so that no name has to be escaped.
pub fn class_of(scheme: &Scheme, label: &str) -> String {
    let order = scheme.order(label);
    if order < scheme.labels.len() { format!("label-{order}") } else { UNKNOWN.to_owned() }
}

/// The identity of the element that says what a label means, from the label's class.
pub fn about(class: &str) -> String {
    format!("about-{class}")
}

/// The colour of each label, on light and on dark paper, and its name, which is what its seal is called when read aloud,
/// and what is heard where a mark begins and ends.
pub fn sheet(scheme: &Scheme, lang: Lang) -> String {
    let (mut light, mut dark) = (String::new(), String::new());
    for (order, label) in scheme.labels.iter().enumerate() {
        let name = lang.of(&label.wording);
        let edge = |which: Msg| quoted(&lang.fill(which, &[name]));
        // Writing to a string cannot fail.
        let _ = write!(
            light,
            ".label-{order}{{--c:{};--name:{};--start:{};--end:{}}}",
            colour(&label.colour.0),
            quoted(name),
            edge(Msg::MarkStarts),
            edge(Msg::MarkEnds)
        );
        let _ = write!(dark, ".dark .label-{order}{{--c:{}}}", colour(&label.colour.1));
    }
    light + &dark
}

/// A name as a string of a style sheet. What a scheme file holds must not reach the sheet unread: anything but letters and
/// digits is left out.
fn quoted(name: &str) -> String {
    let plain: String = name.chars().filter(|ch| ch.is_alphanumeric() || *ch == ' ').collect();
    format!("\"{plain}\"")
}

/// A colour as the scheme has it, or grey where it is not one: what a scheme file holds must not reach the sheet unread.
pub fn colour(given: &str) -> &str {
    let digits = given.strip_prefix('#').unwrap_or_default();
    let fits = matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if fits { given } else { "#777777" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_checked() {
        assert_eq!(colour("#c8321f"), "#c8321f");
        for odd in ["red", "#12", "#c8321f}body{display:none", "", "#中文"] {
            assert_eq!(colour(odd), "#777777", "{odd}");
        }
    }

    #[test]
    fn labels_have_classes() {
        let scheme = Scheme::policy();
        assert_eq!(class_of(&scheme, "DEPT"), "label-0");
        assert_eq!(class_of(&scheme, "WEATHER"), UNKNOWN);
        let sheet = sheet(&scheme, Lang::Zh);
        assert!(
            sheet.contains(".dark .label-1{--c:#8fb4ff}")
                && sheet.contains("--name:\"责任部门\";--start:\"责任部门 起\"")
        );
        assert_eq!(quoted("a\"}b 局\\"), "\"ab 局\"");
    }
}
