//! The list of projects (项目目录) in a storage.

use super::envelope::{Kind, ProjectId, Unreadable};
use super::records;
use super::storage::{Batch, Guard, Key, Op, Range, Storage, StorageError, StorageErrorKind, Table};
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

fn nameless(id: ProjectId) -> ProjectInfo {
    ProjectInfo { id, name: id.to_string(), created: 0, opened: 0, removed: None }
}

fn info_of(id: ProjectId, bytes: &[u8]) -> Result<ProjectInfo, Unreadable> {
    let ProjectForm { name, created, opened, removed } = records::value_of(Kind::Project, id, bytes)?;
    Ok(ProjectInfo { id, name, created, opened, removed })
}

fn batch_of(info: &ProjectInfo) -> Batch {
    let form =
        ProjectForm { name: info.name.clone(), created: info.created, opened: info.opened, removed: info.removed };
    Batch::strict(vec![records::value_op(Kind::Project, Table::Meta, key_of(info.id), &form)])
}

fn key_of(id: ProjectId) -> Key {
    Key { project: id, item: ITEM.to_owned(), part: 0 }
}

/// All projects of a storage, removed ones included, in order of identity. A project whose description is missing or
/// cannot be read is listed all the same, with its identity as name: its content may be whole.
///
/// # Errors
/// Where the storage cannot be read.
pub async fn projects<S: Storage>(storage: &S) -> Result<Vec<ProjectInfo>, StorageError> {
    let mut projects: LiteMap<ProjectId, ProjectInfo> = LiteMap::new();
    for key in storage.keys(Table::Snapshots, &Range::all()).await? {
        projects.entry(key.project).or_insert_with(|| nameless(key.project));
    }
    for (key, bytes) in storage.read(Table::Meta, &Range::all()).await? {
        if key.item == ITEM {
            projects.insert(key.project, info_of(key.project, &bytes).unwrap_or_else(|_| nameless(key.project)));
        }
    }
    Ok(projects.into_iter().map(|(_, info)| info).collect())
}

/// Writes what is known of a project, over what was there.
///
/// # Errors
/// Where the storage cannot be written.
pub async fn put_project<S: Storage>(storage: &S, info: &ProjectInfo) -> Result<(), StorageError> {
    storage.write(&batch_of(info)).await
}

/// How often a change is tried while other tabs change the same description.
const TRIES: usize = 4;

/// Changes what is known of a project. Where another tab does at the same moment, the change is made to what that one
/// wrote. A description that is damaged or missing is only written anew where the change is worth it.
///
/// # Errors
/// [`StorageErrorKind::Version`] where a newer build wrote the description, which is then left as it is;
/// [`StorageErrorKind::Other`] where it cannot be read, or there is no such project; and where the storage fails.
pub async fn change_project<S: Storage>(
    storage: &S,
    id: ProjectId,
    is_worth_it: bool,
    change: &dyn Fn(&mut ProjectInfo),
) -> Result<(), StorageError> {
    let key = key_of(id);
    let mut n_tries = 1;
    loop {
        let stored = storage.read(Table::Meta, &Range { from: key.clone(), to: key.clone() }).await?;
        let before = stored.into_iter().next().map(|(_, bytes)| bytes);
        let mut info = match before.as_deref().map_or(Err(Unreadable::Damaged), |bytes| info_of(id, bytes)) {
            Ok(info) => info,
            Err(Unreadable::Newer(_)) => return Err(StorageError::new(StorageErrorKind::Version, "")),
            Err(Unreadable::Damaged) if is_worth_it && (before.is_some() || has_content(storage, id).await?) => {
                nameless(id)
            }
            Err(Unreadable::Damaged) => return Err(StorageError::new(StorageErrorKind::Other, "")),
        };
        change(&mut info);
        let guard = Guard { table: Table::Meta, key: key.clone(), expected: before };
        match storage.write(&batch_of(&info).guarded(guard)).await {
            Err(error) if error.kind == StorageErrorKind::Guard && n_tries < TRIES => n_tries += 1,
            outcome => return outcome,
        }
    }
}

async fn has_content<S: Storage>(storage: &S, id: ProjectId) -> Result<bool, StorageError> {
    Ok(!storage.keys(Table::Snapshots, &Range::project(id)).await?.is_empty())
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
        // A project opened after it was removed was removed by a clock that went wrong.
        if info.removed.is_some_and(|removed| now.saturating_sub(removed.max(info.opened)) > KEEP_REMOVED) {
            destroy(storage, info.id).await?;
            gone.push(info.id);
        }
    }
    Ok(gone)
}
