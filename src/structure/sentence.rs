//! Sentences (句): stretches that end with a full stop, a question or exclamation mark, a semicolon or a line end.

use super::punct::is_terminal;
use crate::text::ViewSpan;

/// The sentences of a stretch of text, each with the sign that ends it, without white space around it.
#[derive(Debug, Clone)]
pub struct Sentences<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

/// The sentences of `within`, in order; a stretch that is none of the text has no sentences.
pub fn sentences(text: &str, within: ViewSpan) -> Sentences<'_> {
    let range = within.range();
    let end = if text.get(range.clone()).is_some() { range.end } else { range.start };
    Sentences { text, at: range.start, end }
}

impl Iterator for Sentences<'_> {
    type Item = ViewSpan;

    fn next(&mut self) -> Option<ViewSpan> {
        loop {
            let rest = self.text.get(self.at..self.end).filter(|rest| !rest.is_empty())?;
            let len =
                rest.char_indices().find(|&(_, ch)| is_terminal(ch)).map_or(rest.len(), |(at, ch)| at + ch.len_utf8());
            let found = super::punct::trimmed(self.text, self.at..self.at + len);
            self.at += len;
            if !found.is_empty() {
                return Some(ViewSpan::from_range(found));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_with_their_sign() {
        let text = " 建成一批。\n抓好落实;确保见效!\n\n尾";
        let found: Vec<_> =
            sentences(text, ViewSpan::from_range(0..text.len())).filter_map(|span| text.get(span.range())).collect();
        assert_eq!(found, ["建成一批。", "抓好落实;", "确保见效!", "尾"]);
        assert_eq!(sentences(text, ViewSpan { start: 2, end: 900 }).count(), 0);
    }
}
