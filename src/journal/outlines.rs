//! Outlines kept beside a project (提纲缓存): derived data, which may vanish without harm.

use super::envelope::{Kind, ProjectId};
use super::records;
use super::storage::{Batch, Durability, Op, Range, Storage, StorageError, Table};
use super::wire::{self, OutlineForm};
use crate::structure::Outline;
use crate::text::TextId;

fn item(text: TextId) -> String {
    format!("outline.{text}")
}

/// The batch that keeps the outline of a text, in place of an earlier one.
pub fn outline_batch(project: ProjectId, text: TextId, outline: &Outline) -> Batch {
    let item = item(text);
    let payload = serde_json::to_vec(&OutlineForm::from(outline)).unwrap_or_default();
    let mut ops = vec![Op::Delete(Table::Cache, Range::item(project, &item))];
    let records = records::cut(records::plain_header(Kind::Cache, project), &item, &payload);
    ops.extend(records.into_iter().map(|(key, bytes)| Op::Put(Table::Cache, key, bytes)));
    Batch { durability: Durability::Relaxed, ..Batch::strict(ops) }
}

/// The outline of a text, if one was kept and can be read by this build.
///
/// # Errors
/// Where the storage cannot be read.
pub async fn load_outline<S: Storage>(
    storage: &S,
    project: ProjectId,
    text: TextId,
) -> Result<Option<Outline>, StorageError> {
    let parts = storage.read(Table::Cache, &Range::item(project, &item(text))).await?;
    let payload = records::joined(Kind::Cache, project, &parts).ok().map(|(_, payload)| payload);
    let form = payload.and_then(|payload| wire::read::<OutlineForm>(&payload).ok());
    Ok(form.map(Into::into))
}
