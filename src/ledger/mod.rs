//! The task ledger (任务分解表): tasks with their departments, targets and deadlines.
//!
//! Derived from marks and the outline; nothing here is stored. What a cell says leads back to the words it comes from.
//!
//! A task has the departments named inside it; where it names none, those of the nearest heading above that names some.
//! Time is linear in marks and tasks; [`Live`] derives again only the rows that an edit concerns. [`view`] filters, orders
//! and groups rows for people.

mod derive;
mod live;
pub mod view;

pub use derive::ledger;
pub use live::{Live, Source};

use crate::annotate::MarkId;
use crate::text::Span;

/// A department of a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Responsible {
    /// Its official name, or the words of the text.
    pub canonical: String,
    /// `lead`, `support` or `responsible`.
    pub role: String,
    /// Whether it names a group of bodies: `各市州政府`.
    pub group: bool,
    /// Where it is named.
    pub span: Span,
    /// The mark it comes from.
    pub mark: MarkId,
}

/// A target of a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// What is measured; empty where no indicator is joined to the quantity.
    pub indicator: String,
    /// `eq`, `ge`, `gt`, `le`, `lt`, `approx`, `range`.
    pub cmp: String,
    /// The value as a plain decimal in the base unit.
    pub value: String,
    /// The upper end of a range.
    pub value2: String,
    /// The unit, without 万 and 亿.
    pub unit: String,
    /// The words of the text.
    pub words: String,
    /// Where it stands.
    pub span: Span,
    /// The mark it comes from.
    pub mark: MarkId,
}

/// A deadline of a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// The date in ISO 8601.
    pub value: String,
    /// The words of the text.
    pub words: String,
    /// Where it stands.
    pub span: Span,
    /// The mark it comes from.
    pub mark: MarkId,
}

/// One row of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The task's number as printed.
    pub number: String,
    /// The heading it stands under.
    pub section: String,
    /// The heading sentence of the task, or the beginning of its words.
    pub title: String,
    /// The whole task.
    pub span: Span,
    /// Who is responsible.
    pub departments: Vec<Responsible>,
    /// What is to be reached.
    pub targets: Vec<Target>,
    /// By when; the earliest comes first.
    pub deadlines: Vec<Deadline>,
}
