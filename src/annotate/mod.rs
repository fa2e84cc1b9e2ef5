//! Marks, relations, and the one way to change them: invertible transactions.

mod attrs;
mod doc_info;
mod history;
mod id;
mod mark;
mod mark_set;
mod transaction;

pub use attrs::{Attr, Attrs};
pub use doc_info::{DocInfo, DocStatus};
pub use history::History;
pub use id::{ActorId, DocId, IdSource, MarkId, RelationId, TransactionId};
pub use mark::{Mark, Origin, Proposal, Relation, Review};
pub use mark_set::MarkSet;
pub use transaction::{Edit, GOES_ON, Meta, Step, Transaction};
