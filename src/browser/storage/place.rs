//! Where things are kept (存放处): the browser's database, or memory where there is none.

use super::indexed_db::IndexedDb;
use crate::journal::{Batch, Key, MemoryStorage, Range, Storage, StorageError, Stored, Table};

/// The browser's database, or memory where the browser offers none: work goes on, and is lost with the tab unless it is
/// exported.
#[derive(Debug, Clone)]
pub enum Place {
    /// The browser's database.
    Database(IndexedDb),
    /// Memory; gone with the tab.
    Memory(MemoryStorage),
}

impl Place {
    /// Whether what is written here outlives the tab.
    pub fn is_lasting(&self) -> bool {
        matches!(self, Self::Database(_))
    }
}

impl Storage for Place {
    async fn write(&self, batch: &Batch) -> Result<(), StorageError> {
        match self {
            Self::Database(database) => database.write(batch).await,
            Self::Memory(memory) => memory.write(batch).await,
        }
    }

    async fn read(&self, table: Table, range: &Range) -> Result<Vec<Stored>, StorageError> {
        match self {
            Self::Database(database) => database.read(table, range).await,
            Self::Memory(memory) => memory.read(table, range).await,
        }
    }

    async fn keys(&self, table: Table, range: &Range) -> Result<Vec<Key>, StorageError> {
        match self {
            Self::Database(database) => database.keys(table, range).await,
            Self::Memory(memory) => memory.keys(table, range).await,
        }
    }
}
