//! The structure of a policy document: masthead, headings, numbered tasks, sentences, responsibility clauses.
//!
//! [`Structure`] is what recognisers read, in positions of the [`NormalView`]; [`Outline`] is what the page and the
//! ledger keep, in positions of the imported text. Reading structure never fails: odd text gives less structure.

mod outline;

pub use outline::{Heading, Outline, Task};

use crate::text::NormalView;

/// What recognisers know of a document beyond its words, in positions of the normal view.
#[derive(Debug, Clone, Default)]
pub struct Structure {}

impl Structure {
    /// Reads the structure of a document.
    pub fn of(_view: &NormalView) -> Self {
        Self {}
    }

    /// What the page and the ledger keep of it, in positions of the imported text.
    pub fn outline(&self, _view: &NormalView) -> Outline {
        Outline::default()
    }
}
