//! What only a browser has: the worker, storage, locks, files, selections.

pub mod engine;
pub mod storage;
