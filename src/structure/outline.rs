//! The outline (提纲): headings and tasks in positions of the imported text.

use crate::text::Span;

/// A heading (标题).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The words of the heading with its number, without what follows on the same line.
    pub span: Span,
    /// Depth, from 1; the document's title is 0.
    pub level: u8,
    /// Its number as printed, without the mark after it: `一`, `(二)`, `第三章`; empty for a title.
    pub number: String,
}

/// A numbered item of work (任务).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// The whole item, from its number to the end of its responsibility clause.
    pub span: Span,
    /// Its number as printed, without the mark after it: `(一)`, `12`.
    pub number: String,
    /// The heading sentence, where the item begins with one, without number and full stop.
    pub title: Option<Span>,
    /// The heading it stands under: an index into [`Outline::headings`].
    pub section: Option<usize>,
}

/// Headings and tasks of a document, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// Headings in order of place.
    pub headings: Vec<Heading>,
    /// Tasks in order of place. They do not overlap.
    pub tasks: Vec<Task>,
    /// The body that issued the document, spelled out in simplified script: `三明市发展和改革委员会`.
    pub issuer: Option<String>,
    /// The jurisdiction it speaks for: `三明市`.
    pub jurisdiction: Option<String>,
    /// The document's date in ISO 8601, where the masthead or signature gives one.
    pub date: Option<String>,
}
