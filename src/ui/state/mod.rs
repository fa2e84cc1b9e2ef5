//! What the page knows (状态): the workspace, and signals of views of it.

pub mod counts;
