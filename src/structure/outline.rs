//! The outline (提纲): headings and tasks in positions of the imported text.

use super::Structure;
use super::task::TaskSpan;
use crate::text::{NormalView, Span, ViewSpan};

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

/// Brings a structure into positions of the imported text.
pub(super) fn outline(structure: &Structure, view: &NormalView) -> Outline {
    let mut headings: Vec<Heading> = Vec::new();
    let mut heading_of: Vec<Option<usize>> = Vec::with_capacity(structure.items.len());
    let title = structure.masthead.title.map(|span| Heading { span: view.span(span), level: 0, number: String::new() });
    let mut title = title.into_iter().peekable();
    for (item, &in_task) in structure.items.iter().zip(&structure.in_task) {
        let words = item.title.unwrap_or(item.number);
        let span = view.span(ViewSpan { start: item.span.start, end: words.end.max(item.number.end) });
        if in_task {
            heading_of.push(None);
            continue;
        }
        if title.peek().is_some_and(|title| title.span.start <= span.start) {
            headings.extend(title.next());
        }
        heading_of.push(Some(headings.len()));
        headings.push(Heading { span, level: item.level, number: as_printed(view, item.number) });
    }
    headings.extend(title);
    let task = |task: &TaskSpan| Task {
        span: view.span(task.span),
        number: as_printed(view, task.number),
        title: task.title.map(|span| view.span(span)),
        section: task.section.and_then(|index| heading_of.get(index).copied().flatten()),
    };
    let issuer = structure.masthead.issuer.map(|span| view.slice(span).to_owned());
    Outline {
        headings,
        tasks: structure.tasks.iter().map(task).collect(),
        issuer,
        jurisdiction: structure.jurisdiction().map(|place| place.full_name()),
        date: structure.masthead.date.as_ref().map(|(_, iso)| iso.clone()),
    }
}

/// The words of a view span with signs and digits as wide as the imported text has them: `（一）` reads `(一)` in the view.
pub fn as_printed(view: &NormalView, span: ViewSpan) -> String {
    let start = span.start as usize;
    let chars = view.slice(span).char_indices();
    let printed = chars.map(|(at, ch)| {
        let here = ViewSpan::from_range(start + at..start + at + ch.len_utf8());
        let wide = ch.is_ascii_graphic() && view.span(here).len() > 1;
        if wide { char::from_u32(u32::from(ch) + WIDE).unwrap_or(ch) } else { ch }
    });
    printed.collect()
}

/// From an ASCII sign to its full-width form.
const WIDE: u32 = 0xFEE0;
