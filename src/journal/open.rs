//! Opening a project (打开): load, prove, take the lease, and only then write.

use super::envelope::{Kind, ProjectId};
use super::load::{self, LoadReport, Loaded};
use super::records;
use super::state::ReadOnly;
use super::storage::{Batch, Guard, Range, Storage, StorageError, StorageErrorKind, Table};
use super::writer::Journal;
use crate::annotate::ActorId;
use crate::project::Workspace;
use serde::{Deserialize, Serialize};

/// Who may write, as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Lease {
    epoch: u64,
    holder: String,
}

/// What is wanted of a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// To edit it. Whoever asks holds the lock.
    Write,
    /// To look on, for a reason that the status shows.
    Look(ReadOnly),
}

/// A project that was opened.
#[derive(Debug)]
pub struct Opening {
    /// The journal; it is read-only where the wish was, or what is stored is newer than this build.
    pub journal: Journal,
    /// The state, with what can be undone.
    pub workspace: Workspace,
    /// What was found in storage.
    pub report: LoadReport,
    /// What was loaded, for a reader that follows the writer.
    pub loaded: Loaded,
}

impl Opening {
    fn of(journal: Journal, loaded: Loaded) -> Self {
        Self { journal, workspace: loaded.workspace().clone(), report: loaded.report.clone(), loaded }
    }
}

/// Opens a project. Nothing is written before all that is stored was read and found in order; a journal that writes cannot
/// be had in any other way.
///
/// `actor` must be new: one drawn at random for each opening.
///
/// # Errors
/// Where the storage fails. Damage is no error: it ends replay and stands in the report.
pub async fn open<S: Storage>(
    storage: &S,
    project: ProjectId,
    actor: ActorId,
    wish: Wish,
) -> Result<Opening, StorageError> {
    let mut loaded = load::load(storage, project, actor).await?;
    let why = match wish {
        // What this build cannot write to is the weightier reason.
        Wish::Look(why) => Some(refusal(&loaded.report).unwrap_or(why)),
        Wish::Write => refusal(&loaded.report),
    };
    if let Some(why) = why {
        return Ok(Opening::of(Journal::reader(&loaded, why), loaded));
    }
    let (epoch, guard) = claim(storage, &loaded, actor).await?;
    // What an earlier writer still got in before the lease changed hands. After it nothing more can come.
    if has_more(storage, &loaded).await? {
        loaded = load::load(storage, project, actor).await?;
        if let Some(why) = refusal(&loaded.report) {
            return Ok(Opening::of(Journal::reader(&loaded, why), loaded));
        }
    }
    Ok(Opening::of(Journal::writer(&loaded, epoch, guard), loaded))
}

fn refusal(report: &LoadReport) -> Option<ReadOnly> {
    if report.newer.is_some() {
        Some(ReadOnly::NewerBuild)
    } else {
        report.not_understood.then_some(ReadOnly::NotUnderstood)
    }
}

/// Writes a new term into the lease, on the condition that nobody else did meanwhile.
async fn claim<S: Storage>(storage: &S, loaded: &Loaded, actor: ActorId) -> Result<(u64, Guard), StorageError> {
    let head = loaded.replay.head;
    let key = records::lease_key(head.project);
    let range = Range { from: key.clone(), to: key.clone() };
    let before = storage.read(Table::Meta, &range).await?.pop().map(|(_, bytes)| bytes);
    let read = |bytes: &Vec<u8>| records::value_of::<Lease>(Kind::Lease, head.project, bytes).ok();
    let old = before.as_ref().and_then(read).map_or(0, |lease| lease.epoch);
    let lease = Lease { epoch: old.max(head.epoch) + 1, holder: actor.to_string() };
    let op = records::value_op(Kind::Lease, Table::Meta, key.clone(), &lease);
    let ours = match &op {
        super::storage::Op::Put(_, _, bytes) | super::storage::Op::Add(_, _, bytes) => bytes.clone(),
        super::storage::Op::Delete(..) => Vec::new(),
    };
    let condition = Guard { table: Table::Meta, key: key.clone(), expected: before };
    let claimed = storage.write(&Batch::strict(vec![op]).guarded(condition)).await;
    if let Err(error) = claimed {
        // The answer may have been lost on the way although the lease was written.
        let there = storage.read(Table::Meta, &range).await?.pop().map(|(_, bytes)| bytes);
        if there.as_ref() != Some(&ours) {
            return Err(error);
        }
    }
    Ok((lease.epoch, Guard { table: Table::Meta, key, expected: Some(ours) }))
}

async fn has_more<S: Storage>(storage: &S, loaded: &Loaded) -> Result<bool, StorageError> {
    let project = loaded.replay.head.project;
    let from = records::journal_key(project, loaded.highest + 1);
    let to = records::journal_key(project, u64::MAX);
    let more = storage.keys(Table::Journal, &Range { from, to }).await?;
    let snapshots = storage.keys(Table::Snapshots, &Range::project(project)).await?;
    Ok(!more.is_empty() || snapshots != loaded.snapshots)
}

/// Whether an error means that somebody else took the lease at the same moment.
pub fn is_lost_race(error: &StorageError) -> bool {
    error.kind == StorageErrorKind::Guard
}
