//! The bar of labels above the text, the seal that stands for a label, and what is heard of each (标签).

pub mod about;
pub mod bar;
pub mod seal;
