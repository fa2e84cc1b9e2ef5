//! What a reader takes for one character (字符簇): joined emoji, flags, letters with their accents, ideographs with the
//! selector of their variant. Cursors and edges go from one to the next.
//!
//! The rules are those of Unicode's extended grapheme clusters, as far as they can concern texts in Chinese: the scripts
//! of India and Korean letters written apart are stepped through by character. Whole tables would weigh more than the
//! rest of `text`.

use super::{Text, Utf8};

const JOINER: char = '\u{200d}';

impl Text {
    /// The position one cluster further, at most the end.
    pub fn next_cluster(&self, at: Utf8) -> Utf8 {
        let mut to = self.next_char(at);
        while to < self.len() && !self.parts(to) {
            to = self.next_char(to);
        }
        to
    }

    /// The position one cluster back, at least the start.
    pub fn previous_cluster(&self, at: Utf8) -> Utf8 {
        let mut to = self.previous_char(at);
        while to > Utf8(0) && !self.parts(to) {
            to = self.previous_char(to);
        }
        to
    }

    /// Whether one cluster ends and the next begins here.
    fn parts(&self, at: Utf8) -> bool {
        let (before, after) = self.as_str().split_at_checked(at.index()).unwrap_or_default();
        let (Some(last), Some(next)) = (before.chars().next_back(), after.chars().next()) else { return true };
        if matches!(last, '\n' | '\r') {
            return true;
        }
        if last == JOINER && is_pictograph(next) {
            let base = before.chars().rev().find(|&ch| !extends(ch));
            return !base.is_some_and(is_pictograph);
        }
        if is_regional(last) && is_regional(next) {
            // Two make a flag.
            return before.chars().rev().take_while(|&ch| is_regional(ch)).count().is_multiple_of(2);
        }
        !extends(next)
    }
}

/// Whether a character belongs to the one before it.
fn extends(ch: char) -> bool {
    matches!(ch,
        '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{200c}' | JOINER
        | '\u{20d0}'..='\u{20f0}' | '\u{302a}'..='\u{302f}' | '\u{3099}' | '\u{309a}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{fe20}'..='\u{fe2f}' | '\u{ff9e}' | '\u{ff9f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}'
        | '\u{e0100}'..='\u{e01ef}')
}

/// Whether a character may be joined to another picture.
fn is_pictograph(ch: char) -> bool {
    matches!(ch, '\u{a9}' | '\u{ae}' | '\u{203c}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}') && !is_regional(ch)
}

fn is_regional(ch: char) -> bool {
    matches!(ch, '\u{1f1e6}'..='\u{1f1ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Steps through a text, forward and back.
    fn clusters(words: &str) -> (Vec<&str>, Vec<&str>) {
        let text = Text::new(words);
        let part = |from: Utf8, to: Utf8| words.get(from.index()..to.index()).unwrap_or("");
        let (mut on, mut back) = (Vec::new(), Vec::new());
        let mut at = Utf8(0);
        while at < text.len() {
            on.push(part(at, text.next_cluster(at)));
            at = text.next_cluster(at);
        }
        while at > Utf8(0) {
            back.insert(0, part(text.previous_cluster(at), at));
            at = text.previous_cluster(at);
        }
        (on, back)
    }

    #[test]
    fn a_step_goes_over_what_is_seen_as_one() {
        for expected in [
            "市|公|安|局",
            "走|👨\u{200d}👩\u{200d}👧\u{200d}👦|路",
            "👩🏽\u{200d}🚒|👍🏿|。",
            "❤\u{fe0f}\u{200d}🔥|1\u{fe0f}\u{20e3}|2",
            "🇨🇳|🇭🇰|🇲",
            "葛\u{e0100}|城|と\u{3099}",
            "ǎ|a\u{30c}|z",
            "🏴\u{e0067}\u{e0062}\u{e007f}|旗",
            "字\u{200d}|字|👍\u{200d}|字|字\u{200d}|👍",
            "a|\n|\u{301}|b|𠮷|",
        ] {
            let expected: Vec<_> = expected.split('|').filter(|part| !part.is_empty()).collect();
            let words = expected.concat();
            let (on, back) = clusters(&words);
            assert_eq!(on, expected, "{words:?}");
            assert_eq!(back, expected, "{words:?} from the end");
        }
    }
}
