//! Wire forms (存储形式): how transactions and what they carry are written as JSON in journal records and snapshots.
//!
//! They are separate from the core types so that a core type can change its shape while stored data keeps its own. Nothing
//! here decides anything. **A stored field is never renamed, and any change of these structs, an added field included,
//! raises [`super::SCHEMA`]** with a step in `migrate`: a build that meets data it does not know opens it read-only and so
//! cannot lose the parts it does not understand. Unknown fields are therefore refused, not dropped.

mod document;
mod mark;
mod outline;
mod scheme;
mod snapshot;
mod transaction;

pub use outline::OutlineForm;
pub use scheme::SchemeForm;
pub use snapshot::{SnapshotForm, SnapshotWriter, state_hash};
pub use transaction::TransactionForm;

use super::Unreadable;
use crate::text::Span;
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serializer};
use std::fmt::Display;
use std::str::FromStr;

/// Reads a form. Always out of a text, as the worker's messages are read: reading bytes would be a second copy of all
/// the code that reads forms.
///
/// # Errors
/// [`Unreadable::Damaged`] where it is not this form.
pub fn read<T: DeserializeOwned>(json: &[u8]) -> Result<T, Unreadable> {
    let text = std::str::from_utf8(json).map_err(|_| Unreadable::Damaged)?;
    serde_json::from_str(text).map_err(|_| Unreadable::Damaged)
}

/// A span as `[start, end]` in UTF-8 bytes.
type SpanForm = (u32, u32);

fn span_form(span: Span) -> SpanForm {
    (span.start.0, span.end.0)
}

fn span((start, end): SpanForm) -> Span {
    Span::new(crate::text::Utf8(start), crate::text::Utf8(end))
}

/// Identifiers as text, through `Display` and `FromStr`.
mod as_text {
    use super::*;

    pub(super) fn serialize<T: Display, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    pub(super) fn deserialize<'de, T: FromStr, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| D::Error::custom(format!("`{text}` is not an identifier")))
    }
}

/// Whether a value is the one that is left out when written.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
