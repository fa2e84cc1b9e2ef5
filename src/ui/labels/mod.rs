//! The bar of labels above the text, and the seal that stands for a label (标签).

pub mod bar;
pub mod seal;
