//! The journal of an open project (流水): what is to be written next, and whether everything is saved.
//!
//! A pure state machine. Whoever drives it asks [`Journal::next`] what to do, does that against a storage with
//! [`perform`], and hands the answer to [`Journal::done`]. It reads no clock and never waits, so that a simulator can
//! drive it through every fault.

use super::copies::{Copies, Progress, Step};
use super::envelope::{Hash, ProjectId};
use super::load::Loaded;
use super::queue::{Compared, Queue};
use super::records::{self, Head};
use super::state::{ReadOnly, SaveState, UnsavedReason};
use super::storage::{Batch, Guard, Range, Storage, StorageError, StorageErrorKind, Stored, Table};
use crate::annotate::Transaction;
use crate::project::{CommandError, Workspace};
use crate::text::Text;
use std::sync::Arc;

/// An edit that is not stored after so many milliseconds turns the status red.
const SLOW_AFTER: i64 = 5_000;

/// The first and the longest pause before a failed write is tried again, in milliseconds.
const PAUSES: (i64, i64) = (250, 15_000);

/// What the driver is to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// Nothing, until something is submitted.
    Idle,
    /// Ask again after so many milliseconds, or when something is submitted.
    Wait(i64),
    /// Carry a batch out.
    Write(Batch),
    /// Read the records of a range.
    Read(Table, Range),
}

/// What came of a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The batch is stored.
    Written,
    /// What was read.
    Records(Vec<Stored>),
}

/// Something that happened and that others want to know of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// All records up to this number are stored.
    Acknowledged(u64),
    /// A snapshot was read back and is whole: its number, and its payload for a second copy elsewhere.
    Snapshot(u64, Vec<Stored>),
}

/// Does a task against a storage. [`Task::Idle`] and [`Task::Wait`] are nothing to do.
///
/// # Errors
/// What the storage says; to be handed to [`Journal::done`] all the same.
pub async fn perform<S: Storage>(storage: &S, task: &Task) -> Result<Answer, StorageError> {
    match task {
        Task::Idle | Task::Wait(_) => Ok(Answer::Written),
        Task::Write(batch) => storage.write(batch).await.map(|()| Answer::Written),
        Task::Read(table, range) => storage.read(*table, range).await.map(Answer::Records),
    }
}

/// What the task that is under way is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Rest,
    Writing,
    Comparing,
    Copying,
    Looking,
}

/// A storage that failed.
#[derive(Debug, Clone, Copy)]
struct Trouble {
    kind: StorageErrorKind,
    since: i64,
    n_tries: u32,
    retry_at: i64,
}

impl Trouble {
    /// Whether a look at the storage will tell what came of it: such a look is taken at once, a few times.
    fn is_looked_into(&self) -> bool {
        matches!(self.kind, StorageErrorKind::Exists | StorageErrorKind::Guard) && self.n_tries < 4
    }
}

/// The journal of an open project.
#[derive(Debug)]
pub struct Journal {
    /// The state after everything that was submitted.
    workspace: Workspace,
    head: Head,
    guard: Option<Guard>,
    queue: Queue,
    stage: Stage,
    /// The fate of the last batch is unknown.
    must_compare: bool,
    /// The lease was not ours: is it another's, or gone with everything else?
    must_look: bool,
    /// Nothing may be appended before this snapshot is stored.
    must_snapshot: bool,
    copies: Copies,
    trouble: Option<Trouble>,
    read_only: Option<ReadOnly>,
    events: Vec<Event>,
}

impl Journal {
    /// A journal that only reads.
    pub(super) fn reader(loaded: &Loaded, why: ReadOnly) -> Self {
        Self::new(loaded, loaded.replay.head, None, Some(why))
    }

    /// A journal that writes in a new term, after the lease was taken.
    ///
    /// Where what is stored is not one unbroken chain, a snapshot has to come first: it takes the place of what cannot be
    /// read, which stays stored until two further snapshots are. It also takes a number of its own: a second copy of what
    /// was lost may have that of the last record, and must not be taken for it.
    pub(super) fn writer(loaded: &Loaded, epoch: u64, guard: Guard) -> Self {
        let mut head = Head { epoch, ..loaded.replay.head };
        let is_whole = loaded.report.is_whole() && loaded.kept.is_some() && loaded.highest < head.next;
        if loaded.highest >= head.next {
            head.next = loaded.highest.saturating_add(2);
            head.hash = Hash::of(format!("{} {} {epoch}", head.hash, head.next).as_bytes());
        }
        let mut journal = Self::new(loaded, head, Some(guard), None);
        if !is_whole {
            journal.must_snapshot = true;
            journal.copies.draft(&journal.workspace, &journal.head);
        }
        journal
    }

    fn new(loaded: &Loaded, head: Head, guard: Option<Guard>, read_only: Option<ReadOnly>) -> Self {
        Self {
            workspace: loaded.replay.workspace.clone(),
            head,
            guard,
            queue: Queue::default(),
            stage: Stage::Rest,
            must_compare: false,
            must_look: false,
            must_snapshot: false,
            copies: Copies::new(loaded.kept.clone(), loaded.report.n_replayed, loaded.n_bytes),
            trouble: None,
            read_only,
            events: Vec::new(),
        }
    }

    /// The project.
    pub fn project(&self) -> ProjectId {
        self.head.project
    }

    /// The state after everything that was submitted.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// The writer's term.
    pub fn epoch(&self) -> u64 {
        self.head.epoch
    }

    /// Takes a transaction in, to be written as soon as may be. Transactions come in the order they were applied in.
    ///
    /// # Errors
    /// [`CommandError::Conflict`] where it does not follow on what was submitted before. Nothing more is written then.
    pub fn submit(&mut self, transaction: Arc<Transaction>, now: i64) -> Result<(), CommandError> {
        if let Err(error) = self.workspace.replay(&transaction) {
            self.read_only.get_or_insert(ReadOnly::Inconsistent);
            return Err(error);
        }
        let ops = records::transaction_ops(&mut self.head, &transaction);
        self.queue.push(Some(transaction), ops, self.head.next - 1, now);
        Ok(())
    }

    /// Takes a text in. What is submitted after it is stored after it, or together with it, never before.
    pub fn put_text(&mut self, text: &Text, now: i64) {
        self.queue.push(None, records::text_ops(self.head.project, text), 0, now);
    }

    /// After how many transactions, or bytes of journal, a snapshot is made: by default 500, or 1 MiB. A snapshot also
    /// waits until the journal since has a quarter of its size.
    pub fn snapshot_every(&mut self, n_transactions: usize, n_bytes: usize) {
        self.copies.set_often(n_transactions, n_bytes);
    }

    /// Gives up writing, for a reason that comes from outside: the lock was taken away, the database was upgraded.
    pub fn stop(&mut self, why: ReadOnly) {
        self.read_only.get_or_insert(why);
    }

    /// The transactions that are not known to be stored, oldest first.
    pub fn unsaved(&self) -> Vec<Arc<Transaction>> {
        self.queue.transactions().cloned().collect()
    }

    /// What happened since this was asked last.
    pub fn take_events(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.events)
    }

    /// What the status line shows. `now` is in milliseconds since 1970.
    pub fn state(&self, now: i64) -> SaveState {
        let oldest = self.queue.oldest();
        if let Some(why) = self.read_only {
            return SaveState::ReadOnly { why, unsaved: oldest.is_some() };
        }
        // What is being looked into is no failure yet.
        match (oldest, self.trouble.filter(|trouble| !trouble.is_looked_into())) {
            (None, _) => SaveState::Saved,
            (Some(_), Some(Trouble { kind: StorageErrorKind::Quota, since, .. })) => SaveState::NoSpace { since },
            (Some(_), Some(Trouble { kind, since, .. })) => {
                SaveState::Unsaved { reason: UnsavedReason::Failed(kind), since }
            }
            (Some(oldest), None) if now - oldest >= SLOW_AFTER => {
                SaveState::Unsaved { reason: UnsavedReason::Slow, since: oldest }
            }
            (Some(oldest), None) => SaveState::Saving { oldest },
        }
    }

    /// What to do next. One task at a time: [`Journal::done`] before the next call.
    pub fn next(&mut self, now: i64) -> Task {
        self.heed(now);
        if self.read_only.is_some() || self.stage != Stage::Rest {
            return Task::Idle;
        }
        let has_work = self.must_look || self.must_snapshot || !self.queue.is_empty();
        if let Some(trouble) = self.trouble.filter(|trouble| has_work && now < trouble.retry_at) {
            return Task::Wait(trouble.retry_at - now);
        }
        if let Some(guard) = self.guard.as_ref().filter(|_| self.must_look) {
            self.stage = Stage::Looking;
            Task::Read(guard.table, Range { from: guard.key.clone(), to: guard.key.clone() })
        } else if self.must_snapshot {
            self.copy_task(None)
        } else if let Some(task) = self.compare_task() {
            task
        } else if !self.queue.is_empty() {
            self.stage = Stage::Writing;
            let ops = self.queue.begin();
            self.write_task(Batch::strict_shared(ops))
        } else {
            if self.copies.is_due(now) {
                self.copies.draft(&self.workspace, &self.head);
            }
            self.copy_task(Some(now))
        }
    }

    /// Nothing waits longer than its pause, also where the clock was set back meanwhile.
    fn heed(&mut self, now: i64) {
        if let Some(trouble) = &mut self.trouble {
            trouble.retry_at = trouble.retry_at.min(now + PAUSES.1);
            trouble.since = trouble.since.min(now);
        }
        self.queue.heed(now);
        self.copies.heed(now);
    }

    fn write_task(&self, batch: Batch) -> Task {
        Task::Write(Batch { guard: self.guard.clone(), ..batch })
    }

    /// The next step of a snapshot on its way; `now` where it may be put off after a failure.
    fn copy_task(&mut self, now: Option<i64>) -> Task {
        if let Some(pause) = now.and_then(|now| self.copies.pause(now)) {
            return Task::Wait(pause);
        }
        match self.copies.step(&self.head) {
            None => Task::Idle,
            Some(Step::Rest) => Task::Wait(0),
            Some(Step::Write(ops)) => {
                self.stage = Stage::Copying;
                self.write_task(Batch::strict(ops))
            }
            Some(Step::ReadBack(range)) => {
                self.stage = Stage::Copying;
                Task::Read(Table::Snapshots, range)
            }
        }
    }

    fn compare_task(&mut self) -> Option<Task> {
        let (from, to) = self.queue.added().filter(|_| self.must_compare)?;
        self.stage = Stage::Comparing;
        Some(Task::Read(Table::Journal, Range { from, to }))
    }

    /// Takes the answer to the last task.
    pub fn done(&mut self, answer: Result<Answer, StorageError>, now: i64) {
        let stage = std::mem::replace(&mut self.stage, Stage::Rest);
        match (answer, stage) {
            (_, Stage::Rest) => {}
            (Ok(_), Stage::Writing) => self.written(now),
            (Ok(Answer::Records(stored)), Stage::Comparing) => self.compared(&stored, now),
            (Ok(Answer::Records(stored)), Stage::Looking) => {
                self.read_only = Some(if stored.is_empty() { ReadOnly::Vanished } else { ReadOnly::TakenOver });
            }
            (Ok(Answer::Written), Stage::Comparing | Stage::Looking) => {}
            (Ok(answer), Stage::Copying) => self.copied(answer, now),
            (Err(error), stage) => self.failed(stage, error.kind, now),
        }
    }

    fn written(&mut self, now: i64) {
        self.trouble = None;
        self.must_compare = false;
        let confirmed = self.queue.confirm();
        self.copies.count(confirmed.n_transactions, confirmed.n_bytes, now);
        self.events.extend(confirmed.last.map(Event::Acknowledged));
    }

    fn compared(&mut self, stored: &[Stored], now: i64) {
        self.must_compare = false;
        if self.queue.compare(stored) == Compared::Foreign {
            self.read_only = Some(ReadOnly::TwoWriters);
        }
        if let Some(trouble) = &mut self.trouble {
            trouble.retry_at = now;
        }
    }

    fn copied(&mut self, answer: Answer, now: i64) {
        let records = match answer {
            Answer::Written => None,
            Answer::Records(records) => Some(records),
        };
        match self.copies.done(records, now) {
            Progress::Going => {}
            Progress::Unequal if self.must_snapshot => self.troubled(StorageErrorKind::Other, now),
            Progress::Unequal => {}
            Progress::Kept(sequence, records) => {
                if std::mem::take(&mut self.must_snapshot) {
                    self.trouble = None;
                }
                self.events.push(Event::Snapshot(sequence, records));
            }
        }
    }

    fn failed(&mut self, stage: Stage, kind: StorageErrorKind, now: i64) {
        match kind {
            StorageErrorKind::Guard => self.must_look = true,
            StorageErrorKind::Version => self.read_only = Some(ReadOnly::NewerBuild),
            _ => {}
        }
        if stage == Stage::Copying {
            self.copies.failed(now);
            if !self.must_snapshot && !self.must_look {
                return;
            }
        } else if kind == StorageErrorKind::Exists {
            self.must_compare = true;
        }
        self.troubled(kind, now);
    }

    fn troubled(&mut self, kind: StorageErrorKind, now: i64) {
        let n_tries = self.trouble.map_or(0, |trouble| trouble.n_tries) + 1;
        let since = self.trouble.map_or(now, |trouble| trouble.since);
        let mut trouble = Trouble { kind, since, n_tries, retry_at: now };
        if !trouble.is_looked_into() {
            trouble.retry_at = now + (PAUSES.0 << n_tries.min(10)).min(PAUSES.1);
        }
        self.trouble = Some(trouble);
    }
}
