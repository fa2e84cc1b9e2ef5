//! The view of the task ledger (任务分解表): one row a task, of the open document or of all.

#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) mod rows;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
mod table;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
mod view;

#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub use view::LedgerView;
