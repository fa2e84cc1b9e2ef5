//! Punctuation as structure reads it: which signs end a sentence, open or close a bracket, separate names.
//!
//! Both the half-width forms of the normal view and the full-width forms count, so nothing here depends on how much the
//! view has cleaned.

/// Whether a sign ends a sentence or a clause of equal weight.
pub fn is_terminal(ch: char) -> bool {
    matches!(ch, '。' | '!' | '?' | ';' | '！' | '？' | '；' | '…' | '\n')
}

/// Whether a sign opens a bracket.
pub fn is_open(ch: char) -> bool {
    matches!(ch, '(' | '（' | '[' | '［' | '【' | '〔' | '{' | '｛' | '〖')
}

/// Whether a sign closes a bracket.
pub fn is_close(ch: char) -> bool {
    matches!(ch, ')' | '）' | ']' | '］' | '】' | '〕' | '}' | '｝' | '〗')
}

/// Whether a closing sign belongs to an opening one. Half- and full-width forms pair: `（…)` is common in real files.
pub fn pairs(open: char, close: char) -> bool {
    family(open) == family(close)
}

fn family(ch: char) -> u8 {
    match ch {
        '(' | '（' | ')' | '）' => 0,
        '[' | '［' | ']' | '］' | '【' | '】' | '〖' | '〗' => 1,
        '〔' | '〕' => 2,
        _ => 3,
    }
}

/// Whether a sign stands between two names of a list.
pub fn is_separator(ch: char) -> bool {
    matches!(
        ch,
        '、' | ','
            | '，'
            | '<'
            | '>'
            | '〈'
            | '〉'
            | ';'
            | '；'
            | '/'
            | '／'
            | '|'
            | '｜'
            | '·'
            | '.'
            | '．'
            | '。'
            | '\\'
    ) || ch.is_whitespace()
}

/// Whether a character is a colon of either width.
pub fn is_colon(ch: char) -> bool {
    matches!(ch, ':' | '：' | '∶')
}

/// Cuts white space, full-width spaces too, off both ends of a stretch; returns the bytes left.
pub fn trimmed(text: &str, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let words = text.get(range.clone()).unwrap_or("");
    let start = range.start + (words.len() - words.trim_start().len());
    let end = range.start + words.trim_end().len();
    start..end.max(start)
}
