//! Recognisers (识别器): rules that propose marks, each with its evidence.
//!
//! One recogniser a file. A [`Recogniser`] reads a [`Context`] and proposes [`Candidate`]s in positions of the normal
//! view; the [`Pipeline`] resolves overlaps, maps back to the imported text and returns [`Findings`]. A finding never
//! becomes a mark by itself.
//!
//! Invariants: the same text gives the same findings, whatever the chunking; no recogniser fails or panics on any text;
//! the time spent is linear in the length of the text.

mod finding;
mod pipeline;

pub use finding::{Candidate, Evidence, Finding, Findings, Link};
pub use pipeline::{Analysis, Pipeline};

use crate::lexicon::Lexicon;
use crate::structure::Structure;
use crate::text::{NormalView, ViewSpan};

/// What a recogniser may read.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The text, cleaned.
    pub view: &'a NormalView,
    /// Headings, tasks, clauses, jurisdiction.
    pub structure: &'a Structure,
    /// The dictionaries.
    pub lexicon: &'a Lexicon,
}

/// One kind of rule set.
pub trait Recogniser {
    /// A short name, the first part of its rules' names: `number`.
    fn name(&self) -> &'static str;

    /// Proposes marks for what *starts* in the region, which is a run of whole lines. It may look at the text around.
    fn find(&self, context: Context<'_>, region: ViewSpan, out: &mut Vec<Candidate>);
}
