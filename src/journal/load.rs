//! Loading (载入): from what is stored to a workspace, with a report of what was found.

use super::envelope::{Hash, Kind, ProjectId};
use super::records::{self, Head};
use super::replay::{DamageKind, Replay};
use super::storage::{Key, Range, Storage, StorageError, Stored, Table};
use crate::annotate::{ActorId, Transaction};
use crate::project::Workspace;
use std::sync::Arc;

/// Where and why reading a journal ended early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Damage {
    /// The number of the first record that could not be used.
    pub sequence: u64,
    /// Why.
    pub what: DamageKind,
    /// How many stored records from there on are not part of what was recovered.
    pub n_lost: usize,
}

/// What was found when a project was loaded, for people and for the recovery screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LoadReport {
    /// The number of the last record that the snapshot in use covers; `None` where there was no snapshot.
    pub snapshot: Option<u64>,
    /// How many newer snapshots were damaged and passed over.
    pub n_bad_snapshots: usize,
    /// How many transactions were replayed after the snapshot.
    pub n_replayed: usize,
    /// The number of the last record that is part of what was recovered.
    pub recovered: u64,
    /// Where reading ended early, if it did.
    pub damage: Option<Damage>,
    /// The version of stored data that is newer than this build knows, if there is any.
    pub newer: Option<u16>,
    /// Whether something stored is whole but makes no sense to this build.
    pub not_understood: bool,
}

impl LoadReport {
    /// Whether everything that was stored was recovered.
    pub fn is_whole(&self) -> bool {
        self.damage.is_none() && self.n_bad_snapshots == 0 && self.is_ours()
    }

    /// Whether something that was stored is lost, and not only unknown to this build.
    pub fn is_damaged(&self) -> bool {
        self.is_ours() && !self.is_whole()
    }

    /// Whether all of it was written by builds this one understands: only then may it be written to.
    pub fn is_ours(&self) -> bool {
        self.newer.is_none() && !self.not_understood
    }
}

/// A snapshot that was read and proved whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kept {
    pub(super) sequence: u64,
    pub(super) item: String,
    pub(super) n_bytes: usize,
}

/// A project as it was read from storage. Reading alone writes nothing.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The state, and where the journal stands.
    pub(super) replay: Replay,
    /// What was found.
    pub report: LoadReport,
    /// The snapshot that the state started from.
    pub(super) kept: Option<Kept>,
    /// The highest number that any stored record carries, usable or not.
    pub highest: u64,
    /// Journal bytes and transactions since the snapshot.
    pub(super) n_bytes: usize,
    /// The snapshots that were there.
    pub(super) snapshots: Vec<Key>,
}

impl Loaded {
    /// The state.
    pub fn workspace(&self) -> &Workspace {
        &self.replay.workspace
    }

    /// Reads what was written since, as a reader that follows a writer does. Returns the new transactions in order.
    ///
    /// # Errors
    /// Where the storage cannot be read. Damage is put in the report.
    pub async fn follow<S: Storage>(&mut self, storage: &S) -> Result<Vec<Arc<Transaction>>, StorageError> {
        let records = read_journal(storage, self.replay.head).await?;
        Ok(self.take_in(&records))
    }

    fn take_in(&mut self, records: &[Stored]) -> Vec<Arc<Transaction>> {
        // A reader starts each time after the last complete transaction.
        self.replay.forget_parts();
        let first = self.replay.head.next;
        let last = records.last().and_then(|(key, _)| records::sequence_of(key));
        self.highest = self.highest.max(last.unwrap_or_default());
        let mut read = Vec::new();
        let mut wrong = None;
        for record in records {
            match self.replay.feed(record) {
                Ok(transaction) => read.extend(transaction),
                Err(what) => {
                    wrong = Some(what);
                    break;
                }
            }
        }
        if wrong.is_none() && self.replay.is_torn() {
            wrong = Some(DamageKind::Torn);
        }
        let next = self.replay.head.next;
        let n_used = usize::try_from(next - first).unwrap_or(usize::MAX);
        self.n_bytes += records.iter().take(n_used).map(|(_, bytes)| bytes.len()).sum::<usize>();
        self.report.n_replayed += read.len();
        self.report.recovered = next - 1;
        self.report.damage =
            wrong.map(|what| Damage { sequence: next, what, n_lost: records.len().saturating_sub(n_used) });
        match wrong {
            Some(DamageKind::Newer(schema)) => self.report.newer = Some(schema),
            Some(DamageKind::NotUnderstood) => self.report.not_understood = true,
            _ => {}
        }
        read
    }
}

/// Reads a project: the newest whole snapshot, then the journal after it, up to the first record that is not right.
///
/// # Errors
/// Where the storage cannot be read. What is damaged or newer is reported in [`Loaded::report`] instead.
pub async fn load<S: Storage>(storage: &S, project: ProjectId, actor: ActorId) -> Result<Loaded, StorageError> {
    let snapshots = storage.keys(Table::Snapshots, &Range::project(project)).await?;
    let mut items: Vec<&str> = snapshots.iter().map(|key| key.item.as_str()).collect();
    items.dedup();
    let mut report = LoadReport::default();
    let mut start = None;
    for item in items.into_iter().rev() {
        let records = storage.read(Table::Snapshots, &Range::item(project, item)).await?;
        match read_snapshot(project, actor, item, &records) {
            Ok(found) => {
                start = Some(found);
                break;
            }
            Err(DamageKind::Newer(schema)) => report.newer = Some(schema),
            Err(DamageKind::NotUnderstood) => report.not_understood = true,
            Err(_) => report.n_bad_snapshots += 1,
        }
    }
    let highest = snapshots.iter().filter_map(records::sequence_of).max().unwrap_or_default();
    let (replay, kept) = start.unwrap_or_else(|| (Replay::new(Workspace::new(actor), Head::first(project)), None));
    report.snapshot = kept.as_ref().map(|kept| kept.sequence);
    let mut loaded = Loaded { replay, report, kept, highest, n_bytes: 0, snapshots };
    let records = read_journal(storage, loaded.replay.head).await?;
    loaded.take_in(&records);
    Ok(loaded)
}

async fn read_journal<S: Storage>(storage: &S, head: Head) -> Result<Vec<Stored>, StorageError> {
    let from = records::journal_key(head.project, head.next);
    let to = records::journal_key(head.project, u64::MAX);
    storage.read(Table::Journal, &Range { from, to }).await
}

type Start = (Replay, Option<Kept>);

fn read_snapshot(project: ProjectId, actor: ActorId, item: &str, parts: &[Stored]) -> Result<Start, DamageKind> {
    let (header, payload) = records::joined(Kind::Snapshot, project, parts)?;
    let expected = parts.first().and_then(|(key, _)| records::sequence_of(key));
    if expected != Some(header.sequence) {
        return Err(DamageKind::Chain);
    }
    let n_bytes = payload.len();
    let form = records::snapshot_of(header.schema, payload).map_err(|_| DamageKind::NotUnderstood)?;
    let hash: Hash = form.head.parse().map_err(|()| DamageKind::NotUnderstood)?;
    let workspace = form.restore(actor).map_err(|_| DamageKind::Conflict)?;
    let head = Head { project, next: header.sequence.saturating_add(1), hash, epoch: header.epoch };
    let kept = Kept { sequence: header.sequence, item: item.to_owned(), n_bytes };
    Ok((Replay::new(workspace, head), Some(kept)))
}

/// Reads the text of a document.
///
/// # Errors
/// Where the storage cannot be read; `Ok(None)` where the text is missing, damaged or from a newer build.
pub async fn load_text<S: Storage>(
    storage: &S,
    project: ProjectId,
    id: crate::text::TextId,
) -> Result<Option<crate::text::Text>, StorageError> {
    let parts = storage.read(Table::Texts, &Range::item(project, &id.to_string())).await?;
    Ok(records::text_of(project, id, &parts).ok())
}
