//! What the page knows (状态): the workspace, and signals that say what of it has to be read again.

#[cfg(all(target_arch = "wasm32", feature = "page"))]
mod app;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
mod change;
pub mod counts;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
mod ledgers;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) mod prefs;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
mod tell;
pub mod view;

#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) use app::{App, Change};
