//! A storage that fails in every way a browser's may (故障存储), as its dice say.

use super::Dice;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use zhupi::journal::{Batch, Key, MemoryStorage, Op, Range, Storage, StorageError, StorageErrorKind, Stored, Table};

/// The ways to fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// It works.
    None,
    /// There is no room; nothing is written.
    Quota,
    /// The commit fails; nothing is written.
    Abort,
    /// The connection is lost before anything is written.
    LostBefore,
    /// The connection is lost after everything was written.
    LostAfter,
    /// No answer, and nothing is written.
    Vanished,
    /// No answer, and it is written some time later, or never.
    Late,
    /// No answer, and only a part of it is written: no database does this, a broken disk may.
    Torn,
    /// Reading fails.
    Unread,
}

/// A storage in memory, with faults. Clones share it, as tabs do.
#[derive(Clone)]
pub struct FaultyStorage(Rc<Inner>);

struct Inner {
    memory: MemoryStorage,
    dice: RefCell<Dice>,
    /// A write fails once in so many times; 0 for never.
    rate: Cell<usize>,
    late: RefCell<Vec<Batch>>,
    hits: RefCell<BTreeMap<Fault, usize>>,
}

impl FaultyStorage {
    pub fn new(seed: u64, rate: usize) -> Self {
        Self(Rc::new(Inner {
            memory: MemoryStorage::default(),
            dice: RefCell::new(Dice(seed)),
            rate: Cell::new(rate),
            late: RefCell::default(),
            hits: RefCell::default(),
        }))
    }

    /// The records themselves.
    pub fn memory(&self) -> &MemoryStorage {
        &self.0.memory
    }

    pub fn set_rate(&self, rate: usize) {
        self.0.rate.set(rate);
    }

    /// How often each fault struck.
    pub fn hits(&self) -> BTreeMap<Fault, usize> {
        self.0.hits.borrow().clone()
    }

    /// Writes that were late come to pass, in any order, or never.
    pub fn catch_up(&self) {
        let mut dice = self.0.dice.borrow_mut();
        let mut late = self.0.late.borrow_mut();
        while !late.is_empty() && !dice.once_in(3) {
            let index = dice.below(late.len());
            drop(self.0.memory.apply(&late.swap_remove(index)));
        }
    }

    fn draw(&self, faults: &[Fault]) -> Fault {
        let mut dice = self.0.dice.borrow_mut();
        let rate = self.0.rate.get();
        let fault = if rate > 0 && dice.once_in(rate) { faults[dice.below(faults.len())] } else { Fault::None };
        *self.0.hits.borrow_mut().entry(fault).or_default() += 1;
        fault
    }

    /// Carries out some of the changes, in a random choice, each alone.
    fn tear(&self, batch: &Batch) {
        let mut dice = self.0.dice.borrow_mut();
        let in_order = dice.once_in(2);
        let cut = dice.below(batch.ops.len() + 1);
        for (index, op) in batch.ops.iter().enumerate() {
            let is_written = if in_order { index < cut } else { dice.once_in(2) };
            if is_written {
                drop(self.0.memory.apply(&Batch { ops: vec![op.clone()], ..batch.clone() }));
            }
        }
    }
}

fn error(kind: StorageErrorKind) -> Result<(), StorageError> {
    Err(StorageError::new(kind, "simulated"))
}

const WRITE_FAULTS: [Fault; 7] =
    [Fault::Quota, Fault::Abort, Fault::LostBefore, Fault::LostAfter, Fault::Vanished, Fault::Late, Fault::Torn];

impl Storage for FaultyStorage {
    async fn write(&self, batch: &Batch) -> Result<(), StorageError> {
        let memory = &self.0.memory;
        let is_deletion = batch.ops.iter().any(|op| matches!(**op, Op::Delete(..)));
        match self.draw(&WRITE_FAULTS) {
            Fault::Quota => error(StorageErrorKind::Quota),
            Fault::Abort => error(StorageErrorKind::Aborted),
            Fault::LostBefore => error(StorageErrorKind::ConnectionLost),
            Fault::Vanished => error(StorageErrorKind::Timeout),
            Fault::LostAfter => memory.apply(batch).and(error(StorageErrorKind::ConnectionLost)),
            Fault::Late => {
                self.0.late.borrow_mut().push(batch.clone());
                error(StorageErrorKind::Timeout)
            }
            // Deletions are torn like everything else, but each only on its condition.
            Fault::Torn => {
                self.tear(batch);
                error(if is_deletion { StorageErrorKind::ConnectionLost } else { StorageErrorKind::Timeout })
            }
            Fault::None | Fault::Unread => {
                self.catch_up();
                memory.apply(batch)
            }
        }
    }

    async fn read(&self, table: Table, range: &Range) -> Result<Vec<Stored>, StorageError> {
        match self.draw(&[Fault::Unread]) {
            Fault::Unread => error(StorageErrorKind::ConnectionLost).map(|()| Vec::new()),
            _ => Ok(self.0.memory.list(table, range)),
        }
    }

    async fn keys(&self, table: Table, range: &Range) -> Result<Vec<Key>, StorageError> {
        Ok(self.read(table, range).await?.into_iter().map(|(key, _)| key).collect())
    }
}
