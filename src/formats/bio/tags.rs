//! From flat marks to tags by character, sentence by sentence.

use crate::annotate::Mark;
use crate::formats::export::Page;

/// The most characters of a sentence before it is also cut at a comma.
const LONGEST: usize = 500;

/// How a scheme names the places in a mark.
#[derive(Debug, Clone, Copy)]
pub(in crate::formats) struct Prefixes {
    begin: char,
    inside: char,
    end: char,
    single: char,
}

impl Prefixes {
    /// `B I O`.
    pub(in crate::formats) const BIO: Self = Self { begin: 'B', inside: 'I', end: 'I', single: 'B' };
    /// `B I E S O`.
    pub(in crate::formats) const BIOES: Self = Self { begin: 'B', inside: 'I', end: 'E', single: 'S' };
    /// `B M E S O`.
    pub(in crate::formats) const BMES: Self = Self { begin: 'B', inside: 'M', end: 'E', single: 'S' };

    /// The prefix of a place in a mark that it begins, ends, or both.
    pub(super) fn at(self, begins: bool, ends: bool) -> char {
        match (begins, ends) {
            (true, true) => self.single,
            (true, false) => self.begin,
            (false, true) => self.end,
            (false, false) => self.inside,
        }
    }
}

/// A sentence: each character that is no blank, with its tag and its place in code points.
#[derive(Debug, Clone, Default)]
pub(in crate::formats) struct Sentence {
    pub(in crate::formats) characters: Vec<(char, String, u32)>,
}

/// The sentences of a page whose marks are flat.
pub(in crate::formats) fn sentences(page: &Page<'_>, prefixes: Prefixes) -> Vec<Sentence> {
    let mut done = Vec::new();
    let mut sentence = Sentence::default();
    let mut marks = page.marks.iter().map(|mark| Tagged::of(page, mark)).peekable();
    for ((at, ch), place) in page.text.as_str().char_indices().zip(0_u32..) {
        while marks.next_if(|mark| mark.end <= at).is_some() {}
        let inside = marks.peek_mut().filter(|mark| mark.start <= at);
        let is_free = inside.as_ref().is_none_or(|mark| mark.end == at + ch.len_utf8());
        if !ch.is_whitespace() {
            let tag = inside.map_or_else(|| "O".to_owned(), |mark| mark.next_tag(prefixes));
            sentence.characters.push((ch, tag, place));
        }
        let is_long = sentence.characters.len() >= LONGEST;
        let ends = matches!(ch, '\n' | '。' | '！' | '？' | '；') || is_long && matches!(ch, '，' | '、' | ',');
        if ends && is_free && !sentence.characters.is_empty() {
            done.push(std::mem::take(&mut sentence));
        }
    }
    if !sentence.characters.is_empty() {
        done.push(sentence);
    }
    done
}

/// A mark on its way to tags.
struct Tagged<'a> {
    start: usize,
    end: usize,
    label: &'a str,
    /// Characters that are no blank, and how many of them have their tag.
    n_ink: usize,
    n_tagged: usize,
}

impl<'a> Tagged<'a> {
    fn of(page: &Page<'_>, mark: &'a Mark) -> Self {
        let range = mark.cover().range();
        let n_ink = page.text.slice(mark.cover()).chars().filter(|ch| !ch.is_whitespace()).count();
        Self { start: range.start, end: range.end, label: mark.label.as_str(), n_ink, n_tagged: 0 }
    }

    fn next_tag(&mut self, prefixes: Prefixes) -> String {
        self.n_tagged += 1;
        let prefix = prefixes.at(self.n_tagged == 1, self.n_tagged == self.n_ink);
        // A blank in a label would be read as another column.
        format!("{prefix}-{}", self.label.replace(char::is_whitespace, "_"))
    }
}
