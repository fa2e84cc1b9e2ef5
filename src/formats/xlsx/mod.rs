//! Excel workbooks (`.xlsx`): written with marks, relations and tasks; read as tables whose rows are documents.

mod read;
mod write;

pub(super) use read::{looks, read};
pub use write::write_ledger;
pub(super) use write::{CARRIES, write};
