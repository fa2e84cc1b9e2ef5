//! The write queue (写入队列): what waits to be stored, in order, and what is known of each record's fate.
//!
//! A pure state machine: it never waits, reads no clock, and leaves the writing to whoever asks it what to do. While a
//! write is under way everything new gathers; the next batch takes all of it.

use super::storage::{Key, Op, Stored};
use crate::annotate::Transaction;
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

/// The most bytes one batch carries, unless a single entry is larger.
const LARGEST_BATCH: usize = 8 << 20;

/// Something that has to be stored as a whole: the records of a transaction, or the parts of a text.
#[derive(Debug)]
struct Entry {
    transaction: Option<Arc<Transaction>>,
    /// What is still to be written.
    ops: Vec<Arc<Op>>,
    n_bytes: usize,
    since: i64,
    /// The number of its last record, for a transaction.
    last: u64,
}

/// What waits to be stored, in order.
#[derive(Debug, Default)]
pub(super) struct Queue {
    entries: VecDeque<Entry>,
    /// How many entries from the front the present batch carries.
    n_in_flight: usize,
}

/// What a look at the storage said of a batch whose fate was unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compared {
    /// Everything that is there is ours.
    Ours,
    /// Somebody else wrote under one of our numbers.
    Foreign,
}

/// What a stored batch confirms.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Confirmed {
    pub(super) n_transactions: usize,
    /// Bytes of their records.
    pub(super) n_bytes: usize,
    /// The number of the last record.
    pub(super) last: Option<u64>,
}

impl Queue {
    pub(super) fn push(&mut self, transaction: Option<Arc<Transaction>>, ops: Vec<Op>, last: u64, now: i64) {
        let n_bytes = ops.iter().map(size).sum();
        let ops = ops.into_iter().map(Arc::new).collect();
        self.entries.push_back(Entry { transaction, ops, n_bytes, since: now, last });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// When the oldest entry came in, in milliseconds since 1970.
    pub(super) fn oldest(&self) -> Option<i64> {
        self.entries.front().map(|entry| entry.since)
    }

    /// What waits has not come in after now, whatever the clock said then.
    pub(super) fn heed(&mut self, now: i64) {
        if let Some(oldest) = self.entries.front_mut() {
            oldest.since = oldest.since.min(now);
        }
    }

    /// The transactions that are not stored yet, or not known to be.
    pub(super) fn transactions(&self) -> impl Iterator<Item = &Arc<Transaction>> {
        self.entries.iter().filter_map(|entry| entry.transaction.as_ref())
    }

    /// The changes of the next batch. Texts and transactions never share one, so that a text is known to be stored before
    /// anything that refers to it is written at all.
    pub(super) fn begin(&mut self) -> Vec<Arc<Op>> {
        let is_text = |entry: &Entry| entry.transaction.is_none();
        let first_is_text = self.entries.front().is_some_and(is_text);
        let mut n_bytes = 0;
        let fits = |entry: &&Entry| {
            let is_first = n_bytes == 0;
            n_bytes += entry.n_bytes.max(1);
            is_text(entry) == first_is_text && (is_first || n_bytes <= LARGEST_BATCH)
        };
        self.n_in_flight = self.entries.iter().take_while(fits).count();
        self.in_flight().flat_map(|entry| entry.ops.iter().cloned()).collect()
    }

    /// The batch is stored.
    pub(super) fn confirm(&mut self) -> Confirmed {
        let n_done = std::mem::take(&mut self.n_in_flight).min(self.entries.len());
        let mut confirmed = Confirmed::default();
        for entry in self.entries.drain(..n_done).filter(|entry| entry.transaction.is_some()) {
            confirmed.n_transactions += 1;
            confirmed.n_bytes += entry.n_bytes;
            confirmed.last = Some(entry.last);
        }
        confirmed
    }

    /// The keys that the batch adds, first and last: what to look at when its fate is unknown.
    pub(super) fn added(&self) -> Option<(Key, Key)> {
        let mut keys = self.in_flight().flat_map(|entry| &entry.ops).filter_map(|op| match &**op {
            Op::Add(_, key, _) => Some(key),
            Op::Put(..) | Op::Delete(..) => None,
        });
        let first = keys.next()?;
        Some((first.clone(), keys.last().unwrap_or(first).clone()))
    }

    /// Strikes out what turned out to be stored already.
    pub(super) fn compare(&mut self, stored: &[Stored]) -> Compared {
        let stored: HashMap<&Key, &Vec<u8>> = stored.iter().map(|(key, bytes)| (key, bytes)).collect();
        for entry in self.entries.iter_mut().take(self.n_in_flight) {
            for op in &entry.ops {
                if let Op::Add(_, key, bytes) = &**op
                    && stored.get(key).is_some_and(|there| *there != bytes)
                {
                    return Compared::Foreign;
                }
            }
            entry.ops.retain(|op| !matches!(&**op, Op::Add(_, key, _) if stored.contains_key(key)));
        }
        Compared::Ours
    }

    fn in_flight(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().take(self.n_in_flight)
    }
}

fn size(op: &Op) -> usize {
    match op {
        Op::Add(_, _, bytes) | Op::Put(_, _, bytes) => bytes.len(),
        Op::Delete(..) => 0,
    }
}
