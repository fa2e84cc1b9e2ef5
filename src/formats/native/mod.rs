//! Our own JSON Lines (朱批 JSONL): one document a line, complete enough to restore a project from.
//!
//! ```json
//! {"id":"通知","text":"到2027年……","offset_unit":"codepoint","sha256":"…","status":"doing","labels":[],"source":"通知.docx",
//!  "spans":[{"id":"1-4","start":1,"end":6,"label":"TIME","text":"2027年","attrs":{"value":2027,"cmp":"by"},
//!            "derived":["cmp","value"],"origin":"recogniser","rule":"time.year","words":"2027年","status":"accepted"}],
//!  "relations":[{"kind":"by","from":"1-7","to":"1-4","origin":"human","status":"accepted"}]}
//! ```
//!
//! | key | meaning |
//! |---|---|
//! | `start`, `end` | half-open, in Unicode code points of `text`; from the first to the last piece of a discontinuous mark |
//! | `fragments` | only for discontinuous marks: all pieces, each `[start, end]` |
//! | `text` (of a span) | the words covered; the pieces of a discontinuous mark joined by a space |
//! | `attrs` | plain decimals as numbers, anything else as strings |
//! | `derived` | the names of attributes that a recogniser filled in and nobody has touched |
//! | `origin` | `human`, `recogniser`, or `import:` and a format |
//! | `quoted` | the words that the file of an imported mark had, where others stand in the text |
//! | `rule`, `words` | the evidence of a recogniser |
//! | `proposed` | what the recogniser proposed, `start`, `end`, `label`, where the mark is no longer just that |
//! | `status` (of a span) | `proposed`, `accepted`, `rejected` |
//! | `status` (of a document) | `new`, `doing`, `done` |
//!
//! Losses: none but the identities of marks, which a project gives anew, the bin and the history. The scheme is no part
//! of a document; a project package carries it.
//!
//! The reader also takes the shortest form, `{"id","text","spans":[{"start","end","label"}]}`. It checks every quoted
//! text, and where more of them fit as UTF-16 offsets, reads the document so and says it. A mark that fits neither way comes
//! in as proposed, with what was quoted.

#[cfg(feature = "engine")]
mod form;
mod read;
mod span;
mod write;

#[cfg(feature = "engine")]
pub(super) use form::{looks, read_input, write_export};
pub use read::{Reader, read};
pub use write::{write, write_document};

use crate::annotate::{DocStatus, Review};

/// The name of a review state in files.
pub fn review_name(review: Review) -> &'static str {
    match review {
        Review::Proposed => "proposed",
        Review::Accepted => "accepted",
        Review::Rejected => "rejected",
    }
}

/// The review state of that name.
pub fn review_of(name: &str) -> Option<Review> {
    [Review::Proposed, Review::Accepted, Review::Rejected].into_iter().find(|&review| review_name(review) == name)
}

/// The name of a document's state in files.
pub fn status_name(status: DocStatus) -> &'static str {
    match status {
        DocStatus::New => "new",
        DocStatus::Doing => "doing",
        DocStatus::Done => "done",
    }
}

/// The document state of that name.
pub fn status_of(name: &str) -> Option<DocStatus> {
    [DocStatus::New, DocStatus::Doing, DocStatus::Done].into_iter().find(|&status| status_name(status) == name)
}
