//! The page (界面): what a person sees and does, one folder a view, one component a file.
//!
//! Nothing here decides; it asks the workspace and draws what comes back. What needs no browser (the table of keys, the
//! words, the cutting of blocks, heights) builds and is tested natively; the components build for the web alone.
//!
//! ```text
//! state      the workspace behind one handle; signals that say what has to be read again; commands in
//! pane       the text with its marks, drawn only near the view        keys     what every key does, one dispatcher
//! marking    choosing words, labels, edges, proposals                 i18n     all words, in both languages
//! shell      header, status line, notices      docs, labels, side, ledger, dialogs     the parts around the text
//! jobs       what takes long, piece by piece
//! reading    having documents read by the worker     files     in and out of the page     keeping   what is stored
//! backup     the whole project as one file, and back
//! ```

pub mod decimal;
pub mod find;
pub mod i18n;
pub mod keys;
pub mod ledger;
pub mod letters;
pub mod marking;
pub mod pane;
pub mod samples;
pub mod state;
pub mod stylesheet;

#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) mod backup;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) mod dialogs;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) mod docs;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) mod each;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) mod fields;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) mod files;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) mod jobs;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) mod keeping;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) mod labels;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) mod reading;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) mod rows;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) mod shell;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) mod side;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
mod start;

#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub use start::Root;
