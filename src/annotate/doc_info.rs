//! What a project knows of a document beside its text and marks.

use super::DocId;
use crate::scheme::Name;
use crate::text::TextId;

/// How far the work on a document is (进度).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocStatus {
    /// Nobody has worked on it.
    #[default]
    New,
    /// Somebody has begun.
    Doing,
    /// Somebody said it is done.
    Done,
}

impl DocStatus {
    /// All states, in the order that work goes through them.
    pub const ALL: [Self; 3] = [Self::New, Self::Doing, Self::Done];
}

/// A document of a project, without its text and marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocInfo {
    /// Its identity in the project.
    pub id: DocId,
    /// The name people read and files carry as `id`: usually the file name without its ending.
    pub name: String,
    /// The text it holds.
    pub text: TextId,
    /// The text's length in code points.
    pub code_points: u32,
    /// Where it came from, for people: file name, encoding.
    pub source: String,
    /// How far the work is.
    pub status: DocStatus,
    /// Labels of the document as a whole.
    pub labels: Vec<Name>,
    /// When it was put in the bin, in milliseconds since 1970; `None` while it is not there.
    pub removed_at: Option<i64>,
    /// Whether what it came marked with has not all been taken in: the page may have been closed meanwhile.
    pub is_partial: bool,
}
