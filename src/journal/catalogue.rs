//! The list of projects (项目目录) in a storage.

use super::envelope::{Kind, ProjectId};
use super::records;
use super::storage::{Batch, Key, Op, Range, Storage, StorageError, Table};
use litemap::LiteMap;
use serde::{Deserialize, Serialize};

/// How long a removed project can be brought back: thirty days, in milliseconds.
pub const KEEP_REMOVED: i64 = 30 * 24 * 3_600 * 1_000;

/// The item under which a project is described.
const ITEM: &str = "project";

/// What is known of a project without opening it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectInfo {
    /// Its identity.
    pub id: ProjectId,
    /// The name people read.
    pub name: String,
    /// When it was made, in milliseconds since 1970.
    pub created: i64,
    /// When it was opened last, in milliseconds since 1970.
    pub opened: i64,
    /// When it was removed, in milliseconds since 1970; `None` while it is not.
    pub removed: Option<i64>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProjectForm {
    name: String,
    created: i64,
    opened: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    removed: Option<i64>,
}

impl ProjectForm {
    fn of(self, id: ProjectId) -> ProjectInfo {
        ProjectInfo { id, name: self.name, created: self.created, opened: self.opened, removed: self.removed }
    }
}

/// All projects of a storage, removed ones included, in order of identity. A project whose description is missing or
/// cannot be read is listed all the same, with its identity as name: its content may be whole.
///
/// # Errors
/// Where the storage cannot be read.
pub async fn projects<S: Storage>(storage: &S) -> Result<Vec<ProjectInfo>, StorageError> {
    let nameless = |id: ProjectId| ProjectInfo { id, name: id.to_string(), created: 0, opened: 0, removed: None };
    let mut projects: LiteMap<ProjectId, ProjectInfo> = LiteMap::new();
    for key in storage.keys(Table::Snapshots, &Range::all()).await? {
        projects.entry(key.project).or_insert_with(|| nameless(key.project));
    }
    for (key, bytes) in storage.read(Table::Meta, &Range::all()).await? {
        if key.item == ITEM {
            let form = records::value_of::<ProjectForm>(Kind::Project, key.project, &bytes);
            projects.insert(key.project, form.map_or_else(|_| nameless(key.project), |form| form.of(key.project)));
        }
    }
    Ok(projects.into_iter().map(|(_, info)| info).collect())
}

/// Writes what is known of a project, over what was there.
///
/// # Errors
/// Where the storage cannot be written.
pub async fn put_project<S: Storage>(storage: &S, info: &ProjectInfo) -> Result<(), StorageError> {
    let form =
        ProjectForm { name: info.name.clone(), created: info.created, opened: info.opened, removed: info.removed };
    let key = Key { project: info.id, item: ITEM.to_owned(), part: 0 };
    storage.write(&Batch::strict(vec![records::value_op(Kind::Project, Table::Meta, key, &form)])).await
}

/// Removes everything of a project, from all tables together.
pub(super) async fn destroy<S: Storage>(storage: &S, id: ProjectId) -> Result<(), StorageError> {
    let everything = Table::ALL.map(|table| Op::Delete(table, Range::project(id)));
    storage.write(&Batch::strict(everything.to_vec())).await
}

/// Destroys the projects that were removed more than thirty days ago. Returns their identities.
///
/// # Errors
/// Where the storage fails; what was destroyed until then is gone.
pub async fn purge<S: Storage>(storage: &S, now: i64) -> Result<Vec<ProjectId>, StorageError> {
    let mut gone = Vec::new();
    for info in projects(storage).await? {
        if info.removed.is_some_and(|removed| now.saturating_sub(removed) > KEEP_REMOVED) {
            destroy(storage, info.id).await?;
            gone.push(info.id);
        }
    }
    Ok(gone)
}
