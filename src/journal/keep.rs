//! Copies outside the database (第二份副本): a project's snapshot as one run of bytes, and the way back into a new project.

use super::catalogue::{self, ProjectInfo};
use super::envelope::{self, Kind, ProjectId, Unreadable};
use super::records::{self, Head};
use super::storage::{Batch, Key, Op, Range, Storage, StorageError, StorageErrorKind, Stored, Table};
use super::wire::{SchemeForm, SnapshotForm};
use crate::annotate::ActorId;
use crate::project::{Command, NewDocument, Workspace};
use crate::scheme::Scheme;
use crate::text::{Text, TextId};
use litemap::LiteMap;
use std::collections::BTreeMap;

/// The most bytes of texts in one batch.
const LARGEST_BATCH: usize = 8 << 20;

/// The records of one thing, one after the other. Each says how long it is.
pub fn pack(records: &[Stored]) -> Vec<u8> {
    records.iter().map(|(_, bytes)| bytes.as_slice()).collect::<Vec<_>>().concat()
}

fn unpack(bytes: &[u8]) -> Result<Vec<Stored>, Unreadable> {
    let mut records = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let length = envelope::length(rest).ok_or(Unreadable::Damaged)?;
        let (record, after) = rest.split_at_checked(length).ok_or(Unreadable::Damaged)?;
        let (header, _) = envelope::open(record)?;
        let part = envelope::count(records.len());
        records.push((Key { project: header.project, item: String::new(), part }, record.to_vec()));
        rest = after;
    }
    Ok(records)
}

/// Reads a packed snapshot: the state, for a new actor, and the number of the last record it covers.
///
/// # Errors
/// Says whether it is damaged or from a newer build.
pub fn unpack_snapshot(project: ProjectId, bytes: &[u8], actor: ActorId) -> Result<(Workspace, u64), Unreadable> {
    let (header, payload) = records::joined(Kind::Snapshot, project, &unpack(bytes)?)?;
    let form = records::snapshot_of(header.schema, payload)?;
    let workspace = form.restore(actor).map_err(|_| Unreadable::Damaged)?;
    Ok((workspace, header.sequence))
}

/// The whole state of a project as packed bytes, for a backup: a snapshot that stands alone.
pub fn pack_state(project: ProjectId, workspace: &Workspace) -> Vec<u8> {
    let form = SnapshotForm::of(workspace, Head::first(project).hash.to_string());
    pack(&records::snapshot_records(project, 0, 0, "", &form))
}

/// Reads what [`pack_state`] packed, for a new actor; `None` where it is not whole.
pub fn unpack_state(bytes: &[u8], actor: ActorId) -> Option<Workspace> {
    let first = bytes.get(..envelope::length(bytes)?)?;
    let (header, _) = envelope::open(first).ok()?;
    unpack_snapshot(header.project, bytes, actor).ok().map(|(workspace, _)| workspace)
}

/// A scheme as JSON, in the form that the journal has for it.
pub fn pack_scheme(scheme: &Scheme) -> String {
    serde_json::to_string(&SchemeForm::from(scheme)).unwrap_or_default()
}

/// Reads what [`pack_scheme`] packed; `None` where it is no scheme.
pub fn unpack_scheme(json: &str) -> Option<Scheme> {
    serde_json::from_str::<SchemeForm>(json).ok().map(Into::into)
}

/// What a backup gives back.
#[derive(Debug)]
pub struct Restored {
    /// The state, for a new actor.
    pub workspace: Workspace,
    /// The texts of its documents, as far as there are any.
    pub texts: Vec<Text>,
    /// Whether the state is the one that was packed, with all identities and what can be undone. Otherwise it was made
    /// anew from the documents alone.
    pub is_exact: bool,
}

/// Puts a project together again from a packed state, if it is whole, and from documents, whose texts it needs.
/// `scheme` is for when the state is not whole; a whole one has its own.
pub fn restore(state: &[u8], documents: Vec<NewDocument>, scheme: Option<Scheme>, actor: ActorId) -> Restored {
    let texts: BTreeMap<TextId, Text> =
        documents.iter().map(|document| (document.text.id(), document.text.clone())).collect();
    let exact = unpack_state(state, actor);
    let is_exact = exact.is_some();
    let workspace = exact.unwrap_or_else(|| {
        let mut workspace = Workspace::new(actor);
        // The scheme may be the one that a new project has, and a backup may have no document: both are no change.
        drop(scheme.map(|scheme| workspace.apply(Command::SetScheme(scheme), 0)));
        drop(workspace.apply(Command::Import(documents), 0));
        workspace
    });
    Restored { workspace, texts: texts.into_values().collect(), is_exact }
}

/// A part of a stored text, if the record is just that: the part with this number, whole, of a text that has so many.
/// All parts of a text one after the other are the text as packed bytes.
pub fn text_part(project: ProjectId, id: TextId, part: usize, parts: usize, record: &[u8]) -> Option<&[u8]> {
    let (header, _) = envelope::open(record).ok()?;
    // Each part names the hash of the whole, so that parts which are whole make up a text which is.
    let numbers = (envelope::count(part), envelope::count(parts));
    let fits = header.kind == Kind::Text && header.project == project && (header.part, header.parts) == numbers;
    (fits && header.previous == id.into()).then_some(record)
}

/// Reads a packed text, and proves that it is the one asked for.
///
/// # Errors
/// Says whether it is damaged or from a newer build.
pub fn unpack_text(project: ProjectId, id: TextId, bytes: &[u8]) -> Result<Text, Unreadable> {
    records::text_of(project, id, &unpack(bytes)?)
}

/// The number of the last stored record of each project, by the keys alone.
///
/// # Errors
/// Where the storage cannot be read.
pub async fn last_records<S: Storage>(storage: &S) -> Result<LiteMap<ProjectId, u64>, StorageError> {
    let mut last: LiteMap<ProjectId, u64> = LiteMap::new();
    for info in catalogue::projects(storage).await? {
        last.insert(info.id, 0);
    }
    for table in [Table::Snapshots, Table::Journal] {
        for key in storage.keys(table, &Range::all()).await? {
            let sequence = records::sequence_of(&key).unwrap_or_default();
            let known = last.entry(key.project).or_default();
            *known = sequence.max(*known);
        }
    }
    Ok(last)
}

/// Keeps a state, with its undo history and texts, as a new project. It appears in the list only when all of it is
/// stored and has been read back.
///
/// # Errors
/// Where the storage fails; what was stored until then is taken back, as it would take up room for nothing.
pub async fn keep_as_new<S: Storage>(
    storage: &S,
    info: &ProjectInfo,
    workspace: &Workspace,
    texts: &[Text],
) -> Result<(), StorageError> {
    let kept = try_to_keep(storage, info, workspace, texts).await;
    if kept.is_err() {
        drop(catalogue::destroy(storage, info.id).await);
    }
    kept
}

async fn try_to_keep<S: Storage>(
    storage: &S,
    info: &ProjectInfo,
    workspace: &Workspace,
    texts: &[Text],
) -> Result<(), StorageError> {
    let mut ops = Vec::new();
    let mut n_bytes = 0;
    for text in texts {
        n_bytes += text.as_str().len();
        ops.extend(records::text_ops(info.id, text));
        if n_bytes > LARGEST_BATCH {
            storage.write(&Batch::strict(std::mem::take(&mut ops))).await?;
            n_bytes = 0;
        }
    }
    storage.write(&Batch::strict(ops)).await?;
    let head = Head::first(info.id);
    let item = records::snapshot_item(0, 0, 0);
    let form = SnapshotForm::of(workspace, head.hash.to_string());
    let snapshot = records::snapshot_records(info.id, 0, 0, &item, &form);
    let add = |(key, bytes): &Stored| Op::Add(Table::Snapshots, key.clone(), bytes.clone());
    storage.write(&Batch::strict(snapshot.iter().map(add).collect())).await?;
    if storage.read(Table::Snapshots, &Range::item(info.id, &item)).await? != snapshot {
        return Err(StorageError::new(StorageErrorKind::Other, "what was read back is not what was written"));
    }
    catalogue::put_project(storage, info).await
}
