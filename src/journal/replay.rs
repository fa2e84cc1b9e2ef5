//! Replay (重放): stored records, one after the other, back into a workspace.

use super::envelope::{self, Hash, Header, Kind, Unreadable};
use super::records::{self, Head};
use super::storage::Stored;
use crate::annotate::Transaction;
use crate::project::Workspace;
use std::sync::Arc;

/// Why a journal could not be read on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DamageKind {
    /// The bytes are not those that were written.
    Checksum,
    /// Records are missing.
    Gap,
    /// The record does not follow the one before it.
    Chain,
    /// A transaction of several records is not complete; it was never confirmed.
    Torn,
    /// The record is whole, but this build does not understand it.
    NotUnderstood,
    /// A newer build, with this version of stored data, wrote the record.
    Newer(u16),
    /// The transaction expects something else than what is there.
    Conflict,
}

impl From<Unreadable> for DamageKind {
    fn from(unreadable: Unreadable) -> Self {
        match unreadable {
            Unreadable::Damaged => Self::Checksum,
            Unreadable::Newer(schema) => Self::Newer(schema),
        }
    }
}

/// A workspace that grows record by record.
///
/// Only complete transactions count: the head stands after the last one, and parts that wait for the rest are forgotten
/// with the replay.
#[derive(Debug, Clone)]
pub struct Replay {
    /// The state so far.
    pub workspace: Workspace,
    /// Where the journal stands after the last complete transaction; the term is that of its writer.
    pub head: Head,
    /// Parts of a transaction whose end has not come yet.
    waiting: Option<Waiting>,
}

#[derive(Debug, Clone)]
struct Waiting {
    first: Header,
    n_read: u32,
    hash: Hash,
    payload: Vec<u8>,
}

impl Replay {
    /// Goes on from a state.
    pub fn new(workspace: Workspace, head: Head) -> Self {
        Self { workspace, head, waiting: None }
    }

    /// Whether a transaction has begun whose other records have not come.
    pub fn is_torn(&self) -> bool {
        self.waiting.is_some()
    }

    /// Forgets the parts of a transaction that is not complete, to read on from its first record.
    pub fn forget_parts(&mut self) {
        self.waiting = None;
    }

    /// Takes the next record; returns the transaction that it completes.
    ///
    /// # Errors
    /// Says what is wrong; the state is then that after the last complete transaction.
    pub fn feed(&mut self, (key, bytes): &Stored) -> Result<Option<Arc<Transaction>>, DamageKind> {
        let (header, payload) = envelope::open(bytes)?;
        let n_waiting = self.waiting.as_ref().map_or(0, |waiting| u64::from(waiting.n_read));
        let expected = self.head.next + n_waiting;
        let at = records::sequence_of(key);
        if header.kind != Kind::Transaction || header.project != self.head.project || at != Some(header.sequence) {
            return Err(DamageKind::Chain);
        }
        if header.sequence != expected {
            return Err(DamageKind::Gap);
        }
        let before = self.waiting.as_ref().map_or(self.head.hash, |waiting| waiting.hash);
        if header.previous != before || header.epoch < self.head.epoch {
            return Err(DamageKind::Chain);
        }
        let mut group = match self.waiting.take() {
            None => Waiting { first: header, n_read: 0, hash: before, payload: Vec::new() },
            Some(waiting) => waiting,
        };
        let fits = header.part == group.n_read && header.parts == group.first.parts;
        if !fits || header.epoch != group.first.epoch || header.schema != group.first.schema {
            return Err(DamageKind::Torn);
        }
        group.payload.extend_from_slice(payload);
        group.n_read += 1;
        group.hash = Hash::of(bytes);
        if group.n_read < header.parts {
            self.waiting = Some(group);
            return Ok(None);
        }
        self.complete(group).map(Some)
    }

    fn complete(&mut self, group: Waiting) -> Result<Arc<Transaction>, DamageKind> {
        let decoded = records::transaction_of(group.first.schema, group.payload);
        let transaction = Arc::new(decoded.map_err(|_| DamageKind::NotUnderstood)?);
        self.workspace.replay(&transaction).map_err(|_| DamageKind::Conflict)?;
        self.head.next += u64::from(group.n_read);
        self.head.hash = group.hash;
        self.head.epoch = group.first.epoch;
        Ok(transaction)
    }
}
