//! Half-open ranges of a text.

use super::Utf8;
use std::fmt;
use std::ops::Range;

/// A span (文段): a half-open range `start..end` of an imported text, in UTF-8 bytes.
///
/// A span does not know its text; [`super::Text::check`] says whether it lies within one and on character boundaries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: Utf8,
    /// The byte after the last one.
    pub end: Utf8,
}

impl Span {
    /// The span between two positions; they are swapped where they stand the wrong way round.
    pub fn new(start: Utf8, end: Utf8) -> Self {
        if end < start { Self { start: end, end: start } } else { Self { start, end } }
    }

    /// The span of a byte range, for code that works with indices of a `str`.
    pub fn from_range(range: Range<usize>) -> Self {
        Self::new(Utf8::from_index(range.start), Utf8::from_index(range.end))
    }

    /// The span as a byte range.
    pub fn range(self) -> Range<usize> {
        self.start.index()..self.end.index()
    }

    /// Length in UTF-8 bytes.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether nothing is covered.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside this span (the same span does).
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the position lies inside; the end does not.
    pub fn contains_offset(self, at: Utf8) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether each covers something the other does not, while both share something.
    pub fn crosses(self, other: Self) -> bool {
        self.overlaps(other) && !self.contains(other) && !other.contains(self)
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
