//! The normal view (规范视图): what recognisers read instead of the imported text.
//!
//! Real files are dirty: traditional script, full-width forms, spaces that a converter left inside numbers, pinyin
//! glosses injected after characters (`鎮(zhèn)`), zero-width characters. The view is a cleaned copy with an exact map
//! back, character by character. The imported text itself is never altered.
//!
//! Invariants: every character of the view stands for exactly one character of the imported text, in the same order;
//! the map costs memory by runs of clean text, not by character.
//!
//! Limitations: the view is built for reading by rules, not for showing. Script is converted a character at a time with
//! a few neighbours looked at, so words that differ between regions (`軟體`, 软件) stay as they are.

mod clean;
mod gloss;
mod script;
mod space;

use super::{Span, Utf8};
use std::ops::Range;

/// A half-open range of a [`NormalView`], in bytes of the view. Turn it into a [`Span`] with [`NormalView::span`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ViewSpan {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl ViewSpan {
    /// The span of a byte range of the view.
    pub fn from_range(range: Range<usize>) -> Self {
        Self { start: Utf8::from_index(range.start).0, end: Utf8::from_index(range.end).0 }
    }

    /// The span as a byte range of the view.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// A run of the view, up to the next run: view byte `view + n` begins at raw byte `raw + n * width`.
///
/// `width` is 1 for what was copied or replaced by a character of the same length, 3 for full-width forms that became
/// ASCII, 2 for the no-break space. Raw bytes between the end of one run and the start of the next were skipped.
#[derive(Debug, Clone, Copy)]
struct Run {
    view: u32,
    raw: u32,
    width: u32,
}

impl Run {
    fn raw_at(self, view: u32) -> u32 {
        self.raw + (view - self.view) * self.width
    }
}

/// A cleaned copy of a text with an exact map back.
#[derive(Debug, Clone)]
pub struct NormalView {
    content: String,
    /// In order of place, never empty unless the view is.
    runs: Vec<Run>,
}

impl NormalView {
    /// Builds the view of an imported text.
    pub fn of(text: &str) -> Self {
        clean::view_of(text)
    }

    /// What recognisers read.
    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// The words a view span covers; empty where it is not one of this view.
    pub fn slice(&self, span: ViewSpan) -> &str {
        self.content.get(span.range()).unwrap_or("")
    }

    /// The span of the imported text that a view span stands for, with what was skipped *inside* it but not at its edges.
    pub fn span(&self, view: ViewSpan) -> Span {
        let len = Utf8::from_index(self.content.len()).0;
        let (start, end) = (view.start.min(len), view.end.min(len));
        let raw_start = self.run_at(start).map_or(0, |run| run.raw_at(start));
        if end <= start {
            return Span::new(Utf8(raw_start), Utf8(raw_start));
        }
        let raw_end = self.run_at(end - 1).map_or(0, |run| run.raw_at(end));
        Span::new(Utf8(raw_start), Utf8(raw_end))
    }

    /// [`NormalView::span`] with the gloss after its last character, which belongs to the character: `經(jīng)濟區(qū)`.
    /// `raw` is the imported text.
    pub fn span_with_gloss(&self, raw: &str, view: ViewSpan) -> Span {
        let span = self.span(view);
        let before = raw.get(span.range()).and_then(|words| words.chars().next_back());
        let gloss = before.filter(|_| raw.get(span.end.index()..).is_some_and(|rest| rest.starts_with(['(', '（'])));
        let end = gloss.and_then(|before| gloss::end(raw, span.end.index(), before));
        end.map_or(span, |end| Span::new(span.start, Utf8::from_index(end)))
    }

    /// The view span that a span of the imported text shows as: what was skipped counts as nothing.
    pub fn view_span(&self, raw: Span) -> ViewSpan {
        ViewSpan { start: self.view_at(raw.start.0), end: self.view_at(raw.end.0) }
    }

    /// The run that holds a view byte.
    fn run_at(&self, view: u32) -> Option<Run> {
        let n_before = self.runs.partition_point(|run| run.view <= view);
        self.runs.get(n_before.checked_sub(1)?).copied()
    }

    /// Where a raw position shows; a position in skipped text moves on to what follows.
    fn view_at(&self, raw: u32) -> u32 {
        let n_before = self.runs.partition_point(|run| run.raw <= raw);
        let Some(run) = n_before.checked_sub(1).and_then(|index| self.runs.get(index)) else {
            return 0;
        };
        let next = self.runs.get(n_before).map_or(Utf8::from_index(self.content.len()).0, |next| next.view);
        (run.view + (raw - run.raw) / run.width).min(next)
    }
}
