//! Pinyin glosses (注音) that a web page injected after characters: `鎮(zhèn)`, `發(fā)`.

use crate::text::is_ideograph;

/// The most bytes that the letters of a gloss take: a syllable with its tone mark, or two.
const LONGEST: usize = 16;

/// The end of the gloss whose opening bracket stands at `at`, if it is one: after an ideograph, a bracket that holds only
/// the letters of a syllable, one of them with a tone mark.
pub(super) fn end(raw: &str, at: usize, before: char) -> Option<usize> {
    if !is_ideograph(before) {
        return None;
    }
    let mut chars = raw.get(at..)?.char_indices();
    chars.next()?;
    let mut has_tone = false;
    for (offset, ch) in chars {
        match ch {
            'a'..='z' | 'ü' | 'ɡ' if offset <= LONGEST => {}
            ')' | '）' if has_tone => return Some(at + offset + ch.len_utf8()),
            _ if is_tone(ch) && offset <= LONGEST => has_tone = true,
            _ => return None,
        }
    }
    None
}

/// Vowels with a tone mark, and the combining marks themselves.
fn is_tone(ch: char) -> bool {
    matches!(ch, 'ā' | 'á' | 'ǎ' | 'ă' | 'à' | 'ē' | 'é' | 'ě' | 'ĕ' | 'è' | 'ī' | 'í' | 'ǐ' | 'ĭ' | 'ì')
        || matches!(
            ch,
            'ō' | 'ó'
                | 'ǒ'
                | 'ŏ'
                | 'ò'
                | 'ū'
                | 'ú'
                | 'ǔ'
                | 'ŭ'
                | 'ù'
                | 'ǖ'
                | 'ǘ'
                | 'ǚ'
                | 'ǜ'
                | 'ń'
                | 'ň'
                | 'ǹ'
                | 'ḿ'
        )
        || matches!(ch, '\u{300}' | '\u{301}' | '\u{304}' | '\u{30c}')
}
