//! A storage in memory (内存存储): for tests, and for a page whose browser offers none.

use super::storage::{Batch, Key, Op, Range, Storage, StorageError, StorageErrorKind, Stored, Table};
use litemap::LiteMap;
use std::cell::RefCell;
use std::rc::Rc;

/// Records in memory. Clones share them, as connections share a database.
#[derive(Debug, Clone, Default)]
pub struct MemoryStorage(Rc<RefCell<Tables>>);

#[derive(Debug, Default)]
struct Tables(LiteMap<Table, Records>);

type Records = LiteMap<Key, Vec<u8>>;

/// What was at a key before, to take a batch back.
type Before = (Table, Key, Option<Vec<u8>>);

impl MemoryStorage {
    /// Carries a batch out at once.
    ///
    /// # Errors
    /// As [`Storage::write`]; nothing is changed then.
    pub fn apply(&self, batch: &Batch) -> Result<(), StorageError> {
        let mut tables = self.0.borrow_mut();
        if let Some(guard) = &batch.guard {
            let there = tables.0.get(&guard.table).and_then(|table| table.get(&guard.key));
            if there != guard.expected.as_ref() {
                return Err(StorageError::new(StorageErrorKind::Guard, ""));
            }
        }
        let mut before = Vec::new();
        for op in &batch.ops {
            if let Err(error) = tables.carry_out(op, &mut before) {
                before.into_iter().rev().for_each(|old| tables.restore(old));
                return Err(error);
            }
        }
        Ok(())
    }

    /// Changes the bytes of a record in place, as a broken disk would; `false` where there is none.
    pub fn damage(&self, table: Table, key: &Key, change: impl FnOnce(&mut Vec<u8>)) -> bool {
        let mut tables = self.0.borrow_mut();
        tables.0.get_mut(&table).and_then(|table| table.get_mut(key)).map(change).is_some()
    }

    /// The records of a range, in order of key.
    pub fn list(&self, table: Table, range: &Range) -> Vec<Stored> {
        let tables = self.0.borrow();
        let Some(records) = tables.0.get(&table).filter(|_| range.from <= range.to) else {
            return Vec::new();
        };
        within(records, range).map(|(key, bytes)| (key.clone(), bytes.clone())).collect()
    }
}

/// The records of a range.
fn within<'a>(records: &'a Records, range: &'a Range) -> impl Iterator<Item = (&'a Key, &'a Vec<u8>)> {
    let first = records.find_index(&range.from).unwrap_or_else(|first| first);
    (first..).map_while(|at| records.get_indexed(at)).take_while(|(key, _)| **key <= range.to)
}

impl Tables {
    fn carry_out(&mut self, op: &Op, before: &mut Vec<Before>) -> Result<(), StorageError> {
        match op {
            Op::Add(table, key, _) if self.0.get(table).is_some_and(|table| table.contains_key(key)) => {
                return Err(StorageError::new(StorageErrorKind::Exists, format!("{} {}", table.name(), key.item)));
            }
            Op::Add(table, key, bytes) | Op::Put(table, key, bytes) => {
                let old = self.0.entry(*table).or_default().insert(key.clone(), bytes.clone());
                before.push((*table, key.clone(), old));
            }
            Op::Delete(table, range) if range.from <= range.to => {
                let records = self.0.entry(*table).or_default();
                let gone: Vec<Key> = within(records, range).map(|(key, _)| key.clone()).collect();
                for key in gone {
                    let old = records.remove(&key);
                    before.push((*table, key, old));
                }
            }
            Op::Delete(..) => {}
        }
        Ok(())
    }

    fn restore(&mut self, (table, key, old): Before) {
        let records = self.0.entry(table).or_default();
        match old {
            Some(bytes) => records.insert(key, bytes),
            None => records.remove(&key),
        };
    }
}

impl Storage for MemoryStorage {
    async fn write(&self, batch: &Batch) -> Result<(), StorageError> {
        self.apply(batch)
    }

    async fn read(&self, table: Table, range: &Range) -> Result<Vec<Stored>, StorageError> {
        Ok(self.list(table, range))
    }

    async fn keys(&self, table: Table, range: &Range) -> Result<Vec<Key>, StorageError> {
        Ok(self.list(table, range).into_iter().map(|(key, _)| key).collect())
    }
}
