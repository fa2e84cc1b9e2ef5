//! Outlines kept beside a project (提纲缓存): derived data, which may vanish without harm.

use super::envelope::{Kind, ProjectId};
use super::records;
use super::storage::{Batch, Durability, Key, Range, Storage, StorageError, Table};
use super::wire::OutlineForm;
use crate::structure::Outline;
use crate::text::TextId;

fn key(project: ProjectId, text: TextId) -> Key {
    Key { project, item: format!("outline.{text}"), part: 0 }
}

/// The batch that keeps the outline of a text.
pub fn outline_batch(project: ProjectId, text: TextId, outline: &Outline) -> Batch {
    let op = records::value_op(Kind::Cache, Table::Cache, key(project, text), &OutlineForm::from(outline));
    Batch { guard: None, ops: vec![op], durability: Durability::Relaxed }
}

/// The outline of a text, if one was kept and can be read.
///
/// # Errors
/// Where the storage cannot be read.
pub async fn load_outline<S: Storage>(
    storage: &S,
    project: ProjectId,
    text: TextId,
) -> Result<Option<Outline>, StorageError> {
    let key = key(project, text);
    let found = storage.read(Table::Cache, &Range { from: key.clone(), to: key }).await?.pop();
    let form = found.and_then(|(_, bytes)| records::value_of::<OutlineForm>(Kind::Cache, project, &bytes).ok());
    Ok(form.map(Into::into))
}
