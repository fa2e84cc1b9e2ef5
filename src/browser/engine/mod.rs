//! The worker: the page's side ([`Engine`]) and the worker's own ([`serve`]).
//!
//! Dictionaries and file readers live in the worker only. It may die at any moment without losing anything but time:
//! the page notices, starts another, tells the user, and gives each unfinished job back as failed.

mod client;
mod event;
#[cfg(feature = "engine")]
mod export;
mod hear;
mod life;
mod port;
#[cfg(feature = "engine")]
mod server;

pub use client::Engine;
pub use event::{AnnotateEvent, Backup, EngineState, Exported, ImportEvent, JobError};
#[cfg(feature = "engine")]
pub use server::{receive, serve};
