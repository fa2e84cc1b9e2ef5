//! Chinese characters (汉字), which are neither letters of another script nor signs.

/// Whether a character is a Chinese one: the ideographs of all planes that Unicode has so far, and `〇`, which counts as a
/// symbol there and as a figure here.
pub fn is_ideograph(ch: char) -> bool {
    matches!(ch, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '〇')
}
