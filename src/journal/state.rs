//! What the status line is told (保存状态).

use super::storage::StorageErrorKind;

/// Why a project cannot be written from here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadOnly {
    /// Another tab is editing the project.
    OtherTab,
    /// Another tab has taken the project over; edits that are not saved can still be exported.
    TakenOver,
    /// What was stored is gone while the project was open: the browser, or somebody, cleared it. The page still has
    /// everything and should export it, or keep it as a new project.
    Vanished,
    /// There is not even room to open the project for writing.
    NoRoom,
    /// The project, or the database, was written by a newer build.
    NewerBuild,
    /// What is stored is whole, but makes no sense to this build.
    NotUnderstood,
    /// Somebody else wrote under our numbers although we hold the lock.
    TwoWriters,
    /// The page's state and the journal's parted; nothing more is written, so that nothing wrong is.
    Inconsistent,
}

/// Why edits are not saved yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnsavedReason {
    /// The storage has not answered for five seconds.
    Slow,
    /// The storage failed; it is tried again.
    Failed(StorageErrorKind),
}

/// Whether what people see is stored. Only the storage's own acknowledgement makes it [`SaveState::Saved`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveState {
    /// 已保存: everything is stored.
    Saved,
    /// 正在保存: a write is under way and nothing is wrong.
    Saving {
        /// When the oldest edit that is not stored was made, in milliseconds since 1970.
        oldest: i64,
    },
    /// 未保存: edits are only in memory; writing is tried again, editing goes on.
    Unsaved {
        /// Why.
        reason: UnsavedReason,
        /// Since when, in milliseconds since 1970.
        since: i64,
    },
    /// 空间不足: there is no room; edits are only in memory, writing is tried again.
    NoSpace {
        /// Since when, in milliseconds since 1970.
        since: i64,
    },
    /// 只读: nothing is written from here.
    ReadOnly {
        /// Why.
        why: ReadOnly,
        /// Whether there are edits in memory that are not stored and should be exported.
        unsaved: bool,
    },
}

impl SaveState {
    /// Whether the page may be left without asking.
    pub fn is_safe(self) -> bool {
        matches!(self, Self::Saved | Self::ReadOnly { unsaved: false, .. })
    }
}
