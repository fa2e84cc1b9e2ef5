//! What a place to keep things (存储) must be able to do. Three operations are enough: write a batch, read, list keys.

use super::ProjectId;
use std::fmt;
use std::future::Future;
use std::sync::Arc;

/// The tables of a storage. Their names are stored and never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// Projects and leases.
    Meta,
    /// The journal.
    Journal,
    /// Snapshots.
    Snapshots,
    /// Texts.
    Texts,
    /// Derived data, which may vanish without harm.
    Cache,
}

impl Table {
    /// All tables.
    pub const ALL: [Self; 5] = [Self::Meta, Self::Journal, Self::Snapshots, Self::Texts, Self::Cache];

    /// The name in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Journal => "journal",
            Self::Snapshots => "snapshots",
            Self::Texts => "texts",
            Self::Cache => "cache",
        }
    }
}

/// Where a record is kept. Keys are ordered by project, then item, then part.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The project.
    pub project: ProjectId,
    /// What it is within the project; numbers are written with leading zeros, so that text order is their order.
    pub item: String,
    /// Which part of it.
    pub part: u32,
}

/// Keys from one to another, both included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range {
    /// The first key.
    pub from: Key,
    /// The last key.
    pub to: Key,
}

/// Sorts after every item that is in use.
const LAST_ITEM: &str = "~";

impl Range {
    /// Everything.
    pub fn all() -> Self {
        Self {
            from: Key { project: ProjectId(0), item: String::new(), part: 0 },
            to: Key { project: ProjectId(u128::MAX), item: LAST_ITEM.to_owned(), part: u32::MAX },
        }
    }

    /// Everything of one project.
    pub fn project(project: ProjectId) -> Self {
        Self::items(project, "", LAST_ITEM)
    }

    /// All parts of one item.
    pub fn item(project: ProjectId, item: &str) -> Self {
        Self::items(project, item, item)
    }

    /// All parts of the items from one to another, both included.
    pub fn items(project: ProjectId, from: &str, to: &str) -> Self {
        Self {
            from: Key { project, item: from.to_owned(), part: 0 },
            to: Key { project, item: to.to_owned(), part: u32::MAX },
        }
    }

    /// Whether a key lies within.
    pub fn contains(&self, key: &Key) -> bool {
        self.from <= *key && *key <= self.to
    }
}

/// One change of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Op {
    /// Puts a record where there must be none.
    Add(Table, Key, Vec<u8>),
    /// Puts a record, over what is there.
    Put(Table, Key, Vec<u8>),
    /// Removes records.
    Delete(Table, Range),
}

/// What must be there for a batch to be carried out: the record just as given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guard {
    /// Where.
    pub table: Table,
    /// Which record.
    pub key: Key,
    /// What it must be; `None` where there must be none.
    pub expected: Option<Vec<u8>>,
}

/// How sure a write must be before it counts as done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// Done when the bytes have reached the disk.
    Strict,
    /// Done when the operating system has them. For what can be made again.
    Relaxed,
}

/// Changes that are carried out together or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// What must be there.
    pub guard: Option<Guard>,
    /// The changes, in order. They are shared: a long text is not copied on its way to the disk.
    pub ops: Vec<Arc<Op>>,
    /// How sure it must be.
    pub durability: Durability,
}

impl Batch {
    /// A batch without conditions that must reach the disk.
    pub fn strict(ops: Vec<Op>) -> Self {
        Self::strict_shared(ops.into_iter().map(Arc::new).collect())
    }

    /// The same of changes that others hold too.
    pub fn strict_shared(ops: Vec<Arc<Op>>) -> Self {
        Self { guard: None, ops, durability: Durability::Strict }
    }

    /// The same batch, on a condition.
    #[must_use]
    pub fn guarded(self, guard: Guard) -> Self {
        Self { guard: Some(guard), ..self }
    }
}

/// What kind of thing went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StorageErrorKind {
    /// There is no room.
    Quota,
    /// The connection to the database was closed.
    ConnectionLost,
    /// The transaction was given up; nothing was written.
    Aborted,
    /// No answer came in time; it may or may not have been written.
    Timeout,
    /// The database is of a newer version, or another tab is upgrading it.
    Version,
    /// A record that was to be added is there already; nothing was written.
    Exists,
    /// The batch's condition does not hold; nothing was written.
    Guard,
    /// There is no storage here at all (forbidden, private window).
    Unavailable,
    /// Something else.
    Other,
}

/// Why an operation failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StorageError {
    /// What kind of thing went wrong.
    pub kind: StorageErrorKind,
    /// The storage's own words.
    pub detail: String,
}

impl StorageError {
    /// An error with the storage's own words.
    pub fn new(kind: StorageErrorKind, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into() }
    }
}

impl StorageErrorKind {
    /// What went wrong, in Chinese.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Quota => "存储空间已满",
            Self::ConnectionLost => "与浏览器数据库的连接已断开",
            Self::Aborted => "浏览器放弃了写入",
            Self::Timeout => "浏览器数据库没有及时应答",
            Self::Version => "数据库属于更新的版本，或另一标签页正在升级它",
            Self::Exists => "记录已存在",
            Self::Guard => "已由另一标签页接管",
            Self::Unavailable => "浏览器在此不提供存储",
            Self::Other => "浏览器存储出错",
        }
    }

    /// What went wrong, in English.
    pub fn en(self) -> &'static str {
        match self {
            Self::Quota => "there is no room left in the browser's storage",
            Self::ConnectionLost => "the connection to the browser's database was lost",
            Self::Aborted => "the browser gave the write up",
            Self::Timeout => "the browser's database did not answer in time",
            Self::Version => "the database belongs to a newer version, or another tab is upgrading it",
            Self::Exists => "the record is there already",
            Self::Guard => "another tab has taken over",
            Self::Unavailable => "the browser offers no storage here",
            Self::Other => "the browser's storage failed",
        }
    }
}

impl fmt::Display for StorageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = self.kind.en();
        if self.detail.is_empty() { f.write_str(what) } else { write!(f, "{what} ({})", self.detail) }
    }
}

impl std::error::Error for StorageError {}

/// A place to keep records.
///
/// Laws, which `tests/storage_suite` checks for every implementation:
/// - a batch that returned `Ok` is there, whole, for every later read, also after closing and opening again;
/// - a batch that failed with [`StorageErrorKind::Exists`], [`StorageErrorKind::Guard`] or
///   [`StorageErrorKind::Aborted`] changed nothing;
/// - after other errors it may have been carried out, or may yet be;
/// - every call ends; an implementation that waits for somebody gives up after ten seconds.
pub trait Storage {
    /// Carries a batch out.
    fn write(&self, batch: &Batch) -> impl Future<Output = Result<(), StorageError>>;

    /// The records of a range, in order of key.
    fn read(&self, table: Table, range: &Range) -> impl Future<Output = Result<Vec<Stored>, StorageError>>;

    /// The keys of a range, in order.
    fn keys(&self, table: Table, range: &Range) -> impl Future<Output = Result<Vec<Key>, StorageError>>;
}

/// A record with its key.
pub type Stored = (Key, Vec<u8>);
