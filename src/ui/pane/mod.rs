//! The reading pane (阅读区): the text with its marks, drawn only near the view.

#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) mod arcs;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
mod current;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) mod draw;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
mod dress;
pub mod heights;
pub mod layout;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) mod overlay;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) mod places;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) mod ruler;
pub mod segment;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
mod selecting;
pub mod typeset;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) mod view;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) mod window;
