//! The structure of a policy document: masthead, headings, numbered tasks, sentences, responsibility clauses.
//!
//! [`Structure`] is what recognisers read, in positions of the [`NormalView`]; [`Outline`] is what the page and the
//! ledger keep, in positions of the imported text. Reading structure never fails: odd text gives less structure. It is
//! made of the shapes of lines and brackets alone; of names it knows only how divisions are called.

mod bracket;
mod clause;
mod date;
pub mod duty;
mod item;
mod jurisdiction;
mod line;
mod masthead;
mod number;
mod outline;
pub mod punct;
mod sentence;
mod table;
mod task;

pub use clause::{Clause, ClauseForm};
pub use date::date_at;
pub use item::Item;
pub use jurisdiction::Region;
pub use masthead::Masthead;
pub use number::{Number, NumberKind, han_value};
pub use outline::{Heading, Outline, Task, as_printed};
pub use sentence::{Sentences, sentences};

use crate::lexicon::division::Division;
use crate::text::{NormalView, ViewSpan};
use task::TaskSpan;

/// What recognisers know of a document beyond its words, in positions of the normal view.
#[derive(Debug, Clone, Default)]
pub struct Structure {
    masthead: Masthead,
    regions: Vec<Region>,
    items: Vec<Item>,
    clauses: Vec<Clause>,
    tasks: Vec<TaskSpan>,
    /// For each item whether it is a task or part of one.
    in_task: Vec<bool>,
}

impl Structure {
    /// Reads the structure of a document.
    pub fn of(view: &NormalView) -> Self {
        let text = view.as_str();
        let masthead = Masthead::of(text);
        let regions = jurisdiction::regions(text, &masthead);
        let items = item::items(text);
        let tables = table::tables(text);
        let mut clauses = clause::clauses(text);
        clauses.extend(tables.clauses);
        clauses.sort_by_key(|clause| (clause.span.start, clause.span.end));
        let mut end = 0;
        clauses.retain(|clause| {
            let apart = clause.span.start >= end;
            end = if apart { clause.span.end } else { end };
            apart
        });
        let (tasks, in_task) = task::tasks(text, &items, &clauses, &tables.rows);
        Self { masthead, regions, items, clauses, tasks, in_task }
    }

    /// Title, issuing body, number, date, addressee, signature.
    pub fn masthead(&self) -> &Masthead {
        &self.masthead
    }

    /// The stretches of text that speak for one place each, in order.
    pub fn regions(&self) -> &[Region] {
        &self.regions
    }

    /// What holds at a position of the view: attached documents may speak for other places than the main one.
    pub fn region_at(&self, at: u32) -> Option<&Region> {
        self.regions
            .partition_point(|region| region.start <= at)
            .checked_sub(1)
            .and_then(|index| self.regions.get(index))
    }

    /// The place that `市公安局` at a position belongs to; `None` where the document does not say.
    pub fn jurisdiction_at(&self, at: u32) -> Option<&Division> {
        self.region_at(at)?.place.as_ref()
    }

    /// The place the document speaks for.
    pub fn jurisdiction(&self) -> Option<&Division> {
        self.jurisdiction_at(0)
    }

    /// Numbered headings, tasks and points, in order.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// All responsibility clauses by shape, in order, none overlapping.
    pub fn clauses(&self) -> &[Clause] {
        &self.clauses
    }

    /// The clauses that start in a stretch of the view.
    pub fn clauses_in(&self, region: ViewSpan) -> &[Clause] {
        let from = self.clauses.partition_point(|clause| clause.span.start < region.start);
        let to = self.clauses.partition_point(|clause| clause.span.start < region.end);
        self.clauses.get(from..to).unwrap_or_default()
    }

    /// The clause whose names or words cover a position, if there is one.
    pub fn clause_at(&self, at: u32) -> Option<&Clause> {
        let index = self.clauses.partition_point(|clause| clause.span.start <= at).checked_sub(1)?;
        self.clauses.get(index).filter(|clause| at < clause.span.end)
    }

    /// What the page and the ledger keep of it, in positions of the imported text.
    pub fn outline(&self, view: &NormalView) -> Outline {
        outline::outline(self, view)
    }
}
