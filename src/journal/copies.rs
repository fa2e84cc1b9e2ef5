//! Snapshots and compaction (快照与整理): extra copies of the whole state, so that the journal need not grow for ever.
//!
//! A snapshot is written under a new key, read back and compared; only then does it count. What it makes superfluous goes
//! later still: the last two snapshots that were proved whole stay, with all of the journal since the older of them.
//! There is thus no moment without a full copy, and one damaged snapshot costs nothing.

use super::envelope::Hashing;
use super::load::Kept;
use super::records::{self, Head};
use super::storage::{Key, Op, Range, Stored, Table};
use super::wire::SnapshotWriter;
use crate::project::Workspace;

/// A snapshot is made after so many transactions, or so many bytes of journal.
const OFTEN: (usize, usize) = (500, 1 << 20);

/// A snapshot is made after so many milliseconds of few edits, too, so that the copy elsewhere is not an old one.
const SELDOM: i64 = 10 * 60 * 1_000;

/// A snapshot of at most so many bytes costs next to nothing: the next one comes sooner, after a second for every four
/// thousand of them, within these bounds. The first one of a new project, which holds nothing yet, is followed sooner
/// still: browsers have lost databases that were a few seconds old.
const SMALL: usize = 256 << 10;
const SELDOM_SMALL: (i64, i64) = (2_000, 60_000);
const AFTER_NOTHING: i64 = 250;

/// How long a snapshot that failed is put off, in milliseconds. Nothing waits for it.
const PUT_OFF: i64 = 30_000;

/// How many bytes of a snapshot are made at once.
const PIECE: usize = 128 << 10;

/// A snapshot on its way.
#[derive(Debug)]
struct Draft {
    sequence: u64,
    writer: SnapshotWriter,
    hashing: Hashing,
    n_hashed: usize,
    is_made: bool,
    records: Vec<Stored>,
    item: String,
    attempt: u32,
    is_written: bool,
}

impl Draft {
    /// Makes another piece.
    fn go_on(&mut self) {
        self.is_made = !self.writer.go_on(PIECE);
        let bytes = self.writer.bytes();
        self.hashing.update(bytes.get(self.n_hashed..).unwrap_or_default());
        self.n_hashed = bytes.len();
    }
}

/// What has to be done next.
#[derive(Debug)]
pub(super) enum Step {
    /// Come back after a moment: there is more to make, which is done in pieces so that nothing has to wait for it.
    Rest,
    /// Carry these changes out.
    Write(Vec<Op>),
    /// Read the snapshot that was just written.
    ReadBack(Range),
}

/// What came of a step.
#[derive(Debug)]
pub(super) enum Progress {
    /// There is more to do.
    Going,
    /// What was read back is not what was written; another copy will be made.
    Unequal,
    /// The snapshot is whole. Its number and its records.
    Kept(u64, Vec<Stored>),
}

/// How many milliseconds of few edits are waited for after a snapshot.
fn pause_after(last: Option<&Kept>) -> i64 {
    let (shortest, longest) = SELDOM_SMALL;
    match last {
        Some(kept) if kept.sequence == 0 => AFTER_NOTHING,
        Some(kept) if kept.n_bytes > SMALL => SELDOM,
        Some(kept) => i64::try_from(kept.n_bytes / 4).unwrap_or(longest).clamp(shortest, longest),
        None => shortest,
    }
}

/// The snapshots of an open project.
#[derive(Debug, Default)]
pub(super) struct Copies {
    /// Those that were proved whole, oldest first.
    kept: Vec<Kept>,
    draft: Option<Draft>,
    must_compact: bool,
    often: (usize, usize),
    n_transactions: usize,
    n_bytes: usize,
    /// When the first transaction since the last snapshot was stored.
    since: Option<i64>,
    not_before: i64,
}

impl Copies {
    /// What is known after loading: the snapshot that was read, and how much journal came after it.
    pub(super) fn new(kept: Option<Kept>, n_transactions: usize, n_bytes: usize) -> Self {
        Self { kept: kept.into_iter().collect(), often: OFTEN, n_transactions, n_bytes, ..Self::default() }
    }

    /// After how many transactions, or bytes of journal, a snapshot is made.
    pub(super) fn set_often(&mut self, n_transactions: usize, n_bytes: usize) {
        self.often = (n_transactions, n_bytes);
    }

    /// More journal was written.
    pub(super) fn count(&mut self, n_transactions: usize, n_bytes: usize, now: i64) {
        self.since.get_or_insert(now);
        self.n_transactions += n_transactions;
        self.n_bytes += n_bytes;
    }

    /// Nothing is put off for longer than it should be, also where the clock was set back meanwhile.
    pub(super) fn heed(&mut self, now: i64) {
        self.not_before = self.not_before.min(now + PUT_OFF);
        self.since = self.since.map(|since| since.min(now));
    }

    /// Whether it is time for a snapshot. A large project is not written out again for every few edits.
    pub(super) fn is_due(&self, now: i64) -> bool {
        let (n_transactions, n_bytes) = self.often;
        let enough = self.n_transactions >= n_transactions || self.n_bytes >= n_bytes;
        let size = self.kept.last().map_or(0, |kept| kept.n_bytes);
        let is_time =
            self.n_transactions > 0 && self.since.is_some_and(|since| now - since >= pause_after(self.kept.last()));
        let is_due = (enough && self.n_bytes >= size / 4) || (is_time && self.n_bytes >= size / 64);
        self.draft.is_none() && is_due
    }

    /// Takes the state down. The head must stand where the state does: nothing may wait to be written.
    pub(super) fn draft(&mut self, workspace: &Workspace, head: &Head) {
        (self.n_transactions, self.n_bytes, self.since) = (0, 0, None);
        self.draft = Some(Draft {
            sequence: head.next - 1,
            writer: SnapshotWriter::new(workspace, &head.hash.to_string()),
            hashing: Hashing::default(),
            n_hashed: 0,
            is_made: false,
            records: Vec::new(),
            item: String::new(),
            attempt: 0,
            is_written: false,
        });
    }

    /// How many milliseconds to wait after a failure, if there is anything to do at all.
    pub(super) fn pause(&self, now: i64) -> Option<i64> {
        let has_work = self.draft.is_some() || self.must_compact;
        (has_work && now < self.not_before).then_some(self.not_before - now)
    }

    /// What to do next; `None` where there is nothing.
    pub(super) fn step(&mut self, head: &Head) -> Option<Step> {
        if let Some(draft) = &mut self.draft {
            if draft.is_written {
                return Some(Step::ReadBack(Range::item(head.project, &draft.item)));
            }
            if !draft.is_made {
                draft.go_on();
                return Some(Step::Rest);
            }
            draft.item = records::snapshot_item(draft.sequence, head.epoch, draft.attempt);
            let payload = (draft.hashing.hash(), draft.writer.bytes());
            draft.records = records::snapshot_parts(head.project, draft.sequence, head.epoch, &draft.item, payload);
            let add = |(key, bytes): &Stored| Op::Add(Table::Snapshots, key.clone(), bytes.clone());
            return Some(Step::Write(draft.records.iter().map(add).collect()));
        }
        let oldest = self.kept.first().filter(|_| self.must_compact)?;
        // The key before all parts of the oldest snapshot that stays; items have one length.
        let mut before = oldest.item.clone();
        before.pop();
        let start = Key { project: head.project, item: String::new(), part: 0 };
        let snapshots = Range { from: start.clone(), to: Key { item: before, ..start.clone() } };
        let journal = Range { from: start, to: records::journal_key(head.project, oldest.sequence) };
        Some(Step::Write(vec![Op::Delete(Table::Snapshots, snapshots), Op::Delete(Table::Journal, journal)]))
    }

    /// The step was done; `read` is what was read back.
    pub(super) fn done(&mut self, read: Option<Vec<Stored>>, now: i64) -> Progress {
        let Some(mut draft) = self.draft.take() else {
            self.must_compact = false;
            return Progress::Going;
        };
        match read {
            None => {
                draft.is_written = true;
                self.draft = Some(draft);
                Progress::Going
            }
            Some(read) if read == draft.records => {
                let n_bytes = read.iter().map(|(_, bytes)| bytes.len()).sum();
                self.kept.push(Kept { sequence: draft.sequence, item: draft.item, n_bytes });
                if self.kept.len() > 2 {
                    self.kept.remove(0);
                }
                self.must_compact = self.kept.len() == 2;
                Progress::Kept(draft.sequence, read)
            }
            Some(_) => {
                self.draft = Some(draft);
                self.failed(now);
                Progress::Unequal
            }
        }
    }

    /// The step failed: what was written may or may not be there, so the next try goes under another key.
    pub(super) fn failed(&mut self, now: i64) {
        self.not_before = now + PUT_OFF;
        if let Some(draft) = &mut self.draft {
            draft.attempt += 1;
            draft.is_written = false;
        }
    }
}
