//! Transactions (改动): the one way to change a project.

use super::{ActorId, DocId, DocInfo, Mark, Relation, TransactionId};
use crate::scheme::{Name, Scheme};
use std::sync::Arc;

/// One change to one thing, with what was there before and what is there after: `None` for nothing.
///
/// Because each side is carried, an edit inverts without looking at anything else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// A mark was added, changed or removed.
    Mark {
        /// The document it belongs to.
        doc: DocId,
        /// What was there.
        before: Option<Arc<Mark>>,
        /// What is there now.
        after: Option<Arc<Mark>>,
    },
    /// A relation was added, changed or removed.
    Relation {
        /// The document it belongs to.
        doc: DocId,
        /// What was there.
        before: Option<Arc<Relation>>,
        /// What is there now.
        after: Option<Arc<Relation>>,
    },
    /// A document was added, or what is known of it changed.
    Document {
        /// What was there.
        before: Option<Arc<DocInfo>>,
        /// What is there now.
        after: Option<Arc<DocInfo>>,
    },
    /// The scheme was changed.
    Scheme {
        /// What was there.
        before: Arc<Scheme>,
        /// What is there now.
        after: Arc<Scheme>,
    },
}

impl Edit {
    /// The edit that takes this one back.
    #[must_use]
    pub fn invert(&self) -> Self {
        match self.clone() {
            Self::Mark { doc, before, after } => Self::Mark { doc, before: after, after: before },
            Self::Relation { doc, before, after } => Self::Relation { doc, before: after, after: before },
            Self::Document { before, after } => Self::Document { before: after, after: before },
            Self::Scheme { before, after } => Self::Scheme { before: after, after: before },
        }
    }
}

/// How a transaction stands to undo and redo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A person's action: one undo step.
    Do,
    /// Takes back the transaction named.
    Undo(TransactionId),
    /// Does again the transaction named.
    Redo(TransactionId),
    /// Not a person's action (imports, recogniser runs): undo passes over it.
    System,
}

/// What is known of a transaction beside its edits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meta {
    /// When it was made, in milliseconds since 1970 as the machine's clock said; for people, never for order.
    pub at: i64,
    /// Who made it.
    pub actor: ActorId,
    /// What kind of action it was, as a dotted path: `mark.add`, `review.accept`.
    pub event: Name,
    /// How it stands to undo and redo.
    pub step: Step,
}

/// One invertible change (改动), one undo step, one journal entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transaction {
    /// Its identity, the same on every machine.
    pub id: TransactionId,
    /// What is known of it beside its edits.
    pub meta: Meta,
    /// The edits in the order they are applied.
    pub edits: Vec<Edit>,
}

/// What the kind of an action ends in when it goes on with the one before: both are one undo step.
pub const GOES_ON: &str = ".more";

impl Transaction {
    /// Whether this goes on with the step before it.
    pub fn goes_on(&self) -> bool {
        self.meta.event.as_str().ends_with(GOES_ON)
    }

    /// The first mark that it changes, as it is after it or, where it is gone then, before it, and whether it is there.
    pub fn first_mark(&self) -> Option<(DocId, &Arc<Mark>, bool)> {
        self.edits.iter().find_map(|edit| match edit {
            Edit::Mark { doc, before, after } => Some((*doc, after.as_ref().or(before.as_ref())?, after.is_some())),
            _ => None,
        })
    }

    /// Whether it changes one mark and no other.
    pub fn is_of_one_mark(&self) -> bool {
        self.edits.iter().filter(|edit| matches!(edit, Edit::Mark { .. })).count() == 1
    }

    /// Whether it changes no mark of another document.
    pub fn is_within(&self, document: DocId) -> bool {
        self.edits.iter().all(|edit| !matches!(edit, Edit::Mark { doc, .. } if *doc != document))
    }

    /// The edits that take this transaction back, in the order to apply them.
    pub fn inverse_edits(&self) -> Vec<Edit> {
        self.edits.iter().rev().map(Edit::invert).collect()
    }
}
