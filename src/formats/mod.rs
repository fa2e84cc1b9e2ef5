//! Interchange formats: bytes to values and back, one file a format, everything bounded.
//!
//! Reading starts at [`import`]: it recognises what a file is, by content first and by name second, and gives
//! [`NewDocument`](crate::project::NewDocument)s with a list of typed [`Problem`]s. A bad file, line or mark never takes
//! the sound ones with it, and nothing is changed or guessed silently. Writing takes documents of a project and any
//! [`std::io::Write`]; the same project always gives the same bytes.
//!
//! [`formats`] lists the interchange formats; what each loses is counted before anything is written.
//!
//! Nothing here opens files, runs anything a file contains, or looks at the network.

#![cfg_attr(not(feature = "engine"), allow(dead_code, unused_imports))]

pub mod anchor;
#[cfg(feature = "engine")]
pub mod archive;
mod bio;
mod brat;
mod cluener;
mod columns;
#[cfg(feature = "engine")]
pub mod decode;
mod doccano;
#[cfg(feature = "engine")]
mod docx;
mod draft;
mod escape;
pub mod export;
mod format;
#[cfg(feature = "engine")]
mod html;
mod huggingface;
#[cfg(feature = "engine")]
mod import;
mod json;
mod label_studio;
#[cfg(feature = "engine")]
mod ledger_file;
pub mod limits;
mod list;
pub mod native;
#[cfg(feature = "engine")]
mod package;
pub mod plain;
pub mod problem;
mod prodigy;
mod pubannotation;
pub mod scheme_file;
mod spacy;
pub mod table;
mod uie;
mod uima;
pub mod value;
mod w3c;
mod webanno;
mod wording;
#[cfg(feature = "engine")]
#[cfg(feature = "engine")]
pub mod xlsx;
#[cfg(feature = "engine")]
pub mod xml;

pub use format::{Format, Input, Part, format, formats};
#[cfg(feature = "engine")]
pub use import::{ImportOptions, ImportReport, import};
pub use problem::{Problem, ProblemKind, Severity};

/// A file name without its folders and its ending.
pub fn stem(name: &str) -> &str {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match base.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => base,
    }
}
