//! What is kept in the browser (浏览器存储): projects in its database, one writer for each, and word of when it is saved.
//!
//! The page opens a [`Library`], picks or makes a project, and gets an [`Opened`]: the workspace as it was left, and the
//! [`Store`] that edits go to.
//!
//! ```text
//! let library = Library::open().await;
//! let opened = library.open_project(id).await?;
//! opened.store.on_state(|state| …);                 // the status line
//! let applied = workspace.apply(command, now)?;     // at once on screen
//! opened.store.submit(applied.transaction)?;        // saved when the state says so
//! ```
//!
//! Whether something is saved is decided in [`crate::journal`]; here are only the browser's ways of keeping bytes.

mod connection;
mod copies;
mod files;
mod habit;
mod hints;
mod indexed_db;
mod library;
mod lock;
mod place;
mod recover;
mod room;
mod sentinel;
mod signal;
mod store;

pub use connection::{DATABASE, VERSION};
pub use indexed_db::IndexedDb;
pub use library::{Library, Opened, TakeOver};
pub use place::Place;
pub use recover::Recovery;
pub use room::{Room, is_persisted, persist, room};
pub use store::{Followed, Store};
