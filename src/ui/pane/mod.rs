//! The reading pane (阅读区): the text with its marks, drawn only near the view.

pub mod heights;
pub mod layout;
pub mod segment;
