//! What only a browser has: the worker, storage, locks, files, selections.

pub mod engine;
pub mod selection;
pub mod storage;
pub mod words;
