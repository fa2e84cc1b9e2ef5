//! Recognisers (识别器): rules that propose marks, each with its evidence.
//!
//! One recogniser a file. A [`Recogniser`] reads a [`Context`] and proposes [`Candidate`]s in positions of the normal
//! view; the [`Pipeline`] resolves overlaps, lets the [`Linker`]s relate what was kept, maps back to the imported text and
//! returns [`Findings`]. A finding never becomes a mark by itself.
//!
//! Invariants: the same text gives the same findings, whatever the chunking; no recogniser fails or panics on any text;
//! the time spent is linear in the length of the text.

mod confidence;
#[cfg(feature = "engine")]
mod contact;
#[cfg(feature = "engine")]
mod department;
mod finding;
#[cfg(feature = "engine")]
mod home;
#[cfg(feature = "engine")]
mod indicator;
#[cfg(feature = "engine")]
mod line;
mod link;
#[cfg(feature = "engine")]
mod names;
#[cfg(feature = "engine")]
mod number;
#[cfg(feature = "engine")]
mod numeral;
#[cfg(feature = "engine")]
mod organisation;
#[cfg(feature = "engine")]
mod person;
mod pipeline;
#[cfg(feature = "engine")]
mod place;
#[cfg(feature = "engine")]
mod policy;
#[cfg(feature = "engine")]
mod policy_number;
#[cfg(feature = "engine")]
mod program;
mod rules;
#[cfg(feature = "engine")]
mod time;

pub use confidence::Confidence;
pub use finding::{Candidate, Evidence, Finding, Findings, Link};
#[cfg(feature = "engine")]
pub use home::Home;
pub use link::{End, Linker, Proposed, Tie};
pub use pipeline::{Analysis, Pipeline};
pub use rules::words_for;

/// The label of a guard: a candidate that keeps others out of a stretch and is itself no finding.
pub(crate) const GUARD: &str = "";

use crate::lexicon::{Lexicon, Words};
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
    /// The words of the region.
    pub words: &'a Words,
    /// The divisions that the document speaks of most.
    #[cfg(feature = "engine")]
    pub home: &'a Home,
}

/// One kind of rule set.
pub trait Recogniser: Send + Sync {
    /// A short name, the first part of its rules' names: `number`.
    fn name(&self) -> &'static str;

    /// Proposes marks for what *starts* in the region, which is a run of whole lines. It may look at the text around.
    fn find(&self, context: Context<'_>, region: ViewSpan, out: &mut Vec<Candidate>);
}

/// The built-in recognisers, one a line; their order does not matter.
#[cfg(feature = "engine")]
fn builtin() -> Vec<Box<dyn Recogniser>> {
    vec![
        Box::new(contact::Contacts::new()),
        Box::new(department::Departments),
        Box::new(number::Numbers),
        Box::new(time::Times),
        Box::new(names::Names::new()),
        Box::new(policy::PolicyTitles),
        Box::new(policy_number::PolicyNumbers::new()),
    ]
}

/// The built-in linkers.
#[cfg(feature = "engine")]
fn builtin_linkers() -> Vec<Box<dyn Linker>> {
    vec![Box::new(indicator::Indicators)]
}

/// The page is built without linkers.
#[cfg(not(feature = "engine"))]
fn builtin_linkers() -> Vec<Box<dyn Linker>> {
    Vec::new()
}

/// The page is built without recognisers; the worker and the command line have them.
#[cfg(not(feature = "engine"))]
fn builtin() -> Vec<Box<dyn Recogniser>> {
    Vec::new()
}
