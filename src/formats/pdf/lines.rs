//! Lines and paragraphs from glyphs with places.
//!
//! A glyph that stands clearly higher, lower or left of the end of the last begins a line; a gap wider than a character
//! within a line is a tab, as between the cells of a table. A line goes on in the next one where it reaches the right edge
//! of its page, does not end in a sign that closes a sentence or announces a list, and the next is neither set in further,
//! nor numbered like a heading, nor of another size. A paragraph goes on over the end of a page in the same way.

use crate::structure::{Number, punct};

/// Where a glyph stands, turned so that its line runs to the right; in the page's units.
#[derive(Clone, Copy)]
pub(super) struct Place {
    x: f64,
    y: f64,
    /// The size of the font as drawn.
    em: f64,
    /// Where the glyph ends.
    end: f64,
}

impl Place {
    /// The place of a glyph; none where it is drawn without size.
    pub(super) fn of([a, b, c, d, x, y]: [f64; 6], size: f64, advance: f64) -> Option<Self> {
        let (along, up) = (a.hypot(b), c.hypot(d));
        let em = up * size.abs();
        let (cos, sin) = (a / along, b / along);
        let at = Self { x: x * cos + y * sin, y: y * cos - x * sin, em, end: x * cos + y * sin + advance * along };
        let is_sound = [at.x, at.y, at.end, 1.0 / em].iter().all(|number| number.is_finite());
        is_sound.then_some(at)
    }
}

struct Line {
    text: String,
    start: f64,
    last: Place,
    em: f64,
}

/// The lines of a page, in the order they are drawn.
#[derive(Default)]
pub(super) struct Page {
    lines: Vec<Line>,
}

impl Page {
    /// Adds a glyph.
    pub(super) fn put(&mut self, text: &str, at: Place) {
        match self.lines.last_mut() {
            Some(line) if line.takes(at) => line.put(text, at),
            _ if text.trim().is_empty() => {}
            _ => self.lines.push(Line { text: text.to_owned(), start: at.x, last: at, em: at.em }),
        }
    }

    /// The right edge of the text: the furthest that two lines reach, or one where no two agree.
    fn edge(&self) -> f64 {
        let mut ends: Vec<(f64, f64)> = self.lines.iter().map(|line| (line.last.end, line.em)).collect();
        ends.sort_by(|a, b| b.0.total_cmp(&a.0));
        let agreed = ends.windows(2).find(|pair| pair[0].0 - pair[1].0 <= 1.5 * pair[0].1);
        agreed.map(|pair| pair[0]).or(ends.first().copied()).map_or(f64::INFINITY, |(end, _)| end)
    }

    /// Takes the page number out, where the first or the last line is one; says how many lines went.
    fn drop_number(&mut self) -> u64 {
        let is_number = |line: Option<&Line>| line.is_some_and(|line| is_page_number(&line.text));
        let n_before = self.lines.len();
        if is_number(self.lines.last()) {
            self.lines.pop();
        }
        if is_number(self.lines.first()) {
            self.lines.remove(0);
        }
        (n_before - self.lines.len()) as u64
    }
}

impl Line {
    /// Whether a glyph stands on this line, after its end.
    fn takes(&self, at: Place) -> bool {
        let em = self.em.max(at.em);
        (at.y - self.last.y).abs() <= 0.5 * em && at.x > self.last.x - 0.5 * em
    }

    fn put(&mut self, text: &str, at: Place) {
        // Bold letters are at times made by drawing them twice.
        let is_twice = (at.x - self.last.x).abs() < 0.15 * at.em && self.text.ends_with(text);
        if is_twice {
            return;
        }
        let gap = at.x - self.last.end;
        let between_words = is_word(self.text.chars().next_back()) && is_word(text.chars().next());
        if gap > 1.2 * at.em && !self.text.ends_with(['\t', ' ']) && !text.trim().is_empty() {
            self.text.push('\t');
        } else if gap > 0.2 * at.em && between_words {
            self.text.push(' ');
        }
        self.text.push_str(text);
        self.last = at;
    }

    fn goes_on_in(&self, next: &Self, edge: f64) -> bool {
        let is_full = self.last.end >= edge - 1.5 * self.em && self.last.end - self.start >= 12.0 * self.em;
        let is_open = !self.text.trim_end().ends_with(|ch| punct::is_terminal(ch) || punct::is_colon(ch));
        let is_table = self.text.contains('\t') || next.text.contains('\t');
        let same_size = (self.em - next.em).abs() <= 0.1 * self.em;
        let indent = (next.start - self.start) / self.em;
        is_full
            && is_open
            && !is_table
            && same_size
            && (-4.5..0.75).contains(&indent)
            && Number::read(&next.text).is_none()
    }
}

/// The text of all pages, a line a paragraph, and how many page numbers were left out.
pub(super) fn paragraphs(mut pages: Vec<Page>) -> (String, u64) {
    let n_numbers = pages.iter_mut().map(Page::drop_number).sum();
    let mut text = String::new();
    let mut before: Option<(&Line, f64)> = None;
    for page in &pages {
        let edge = page.edge();
        for line in &page.lines {
            match before {
                Some((last, edge)) if last.goes_on_in(line, edge) => {
                    text.truncate(text.trim_end().len());
                    if is_word(text.chars().next_back()) && is_word(line.text.chars().next()) {
                        text.push(' ');
                    }
                }
                Some(_) => text.push('\n'),
                None => {}
            }
            text.push_str(line.text.trim_end());
            before = Some((line, edge));
        }
    }
    (text, n_numbers)
}

/// `3`, `— 3 —`, `第 3 页`, `3 / 12`.
fn is_page_number(line: &str) -> bool {
    let is_sign =
        |ch: char| ch.is_whitespace() || matches!(ch, '-' | '—' | '–' | '－' | '―' | '·' | '/' | '第' | '共' | '页');
    let digits = line.chars().filter(char::is_ascii_digit).count();
    (1..=6).contains(&digits) && line.chars().all(|ch| ch.is_ascii_digit() || is_sign(ch)) && !is_long_number(line)
}

/// Four digits in a row are a year rather than a page.
fn is_long_number(line: &str) -> bool {
    line.split(|ch: char| !ch.is_ascii_digit()).any(|digits| digits.len() > 3)
}

fn is_word(ch: Option<char>) -> bool {
    ch.is_some_and(|ch| ch.is_ascii_alphanumeric())
}
