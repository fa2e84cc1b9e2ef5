//! The journal (流水): the durable list of transactions, its records, replay and the storage it is kept in.
//!
//! ```text
//! Transaction → wire form → envelope (checksum, chain, term) → Batch → Storage
//! Storage → load → Replay → Workspace with its undo history, and a LoadReport
//! ```
//!
//! - [`open()`] is the only way to a journal that writes: nothing is written before what is stored was read and proved.
//! - [`Journal`] decides what to write and when something is saved; it is a pure state machine.
//! - [`Storage`] is the small thing a browser has to do; [`MemoryStorage`] does it in memory.
//!
//! Invariant, tried by the simulator in `tests/journal_simulator.rs`: what was acknowledged is part of what is recovered,
//! what is recovered is part of what was submitted, in order, and the state is that of replaying exactly that.

mod as_map;
mod backup;
mod catalogue;
mod copies;
mod envelope;
mod keep;
mod load;
mod memory;
mod migrate;
mod open;
mod outlines;
mod queue;
mod raw;
mod records;
mod replay;
mod start;
mod state;
mod storage;
mod wire;
mod writer;

pub use backup::{BackupHabit, Reminder, superfluous};
pub use catalogue::{KEEP_REMOVED, ProjectInfo, change_project, projects, purge, put_project};
pub use envelope::{Hash, Header, Kind, LARGEST_PAYLOAD, ProjectId, SCHEMA, Unreadable, open as open_envelope, seal};
pub use keep::{
    Restored, keep_as_new, last_records, pack, pack_scheme, pack_state, restore, text_part, unpack_scheme,
    unpack_snapshot, unpack_state, unpack_text,
};
pub use load::{Damage, LoadReport, Loaded, load, load_text};
pub use memory::MemoryStorage;
pub use open::{Opening, Wish, is_lost_race, open};
pub use outlines::{load_outline, outline_batch};
pub use raw::{raw_data, read_raw_data};
pub use replay::{DamageKind, Replay};
pub use start::{Lost, Sentinel, StartState, start_state};
pub use state::{ReadOnly, SaveState, UnsavedReason};
pub use storage::{Batch, Durability, Guard, Key, Op, Range, Storage, StorageError, StorageErrorKind, Stored, Table};
pub use wire::{OutlineForm, SnapshotForm, TransactionForm, state_hash};
pub use writer::{Answer, Event, Journal, Task, perform};
