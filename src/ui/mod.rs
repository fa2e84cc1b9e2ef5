//! The page (界面): what a person sees and does, one folder a view, one component a file.
//!
//! Nothing here decides; it asks the workspace and draws what comes back. What needs no browser (the table of keys, the
//! words, the cutting of blocks, heights) builds and is tested natively; the components build for the web alone.

pub mod i18n;
pub mod keys;
pub mod marking;
pub mod pane;
pub mod state;
pub mod stylesheet;
