//! Keys (快捷键): one table of what every key does, one dispatcher for the whole page.
//!
//! `table`, `map` and `press` are data and pure functions; `dispatch` is the only place that listens for keys.

#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) mod dispatch;
mod map;
mod press;
mod table;

pub use map::{KeyMap, chord_of, is_single, resolve, shown};
pub use press::Press;
pub use table::{Action, BINDINGS, Binding};
