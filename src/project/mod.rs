//! Projects: documents with their marks, and commands that become transactions.

mod apply;
pub mod check;
mod command;
mod document;
mod propose;
mod workspace;

pub use command::{Command, CommandError, NewDocument};
pub use document::Document;
pub use workspace::{Applied, Changes, Workspace};
