//! Interchange formats: bytes to values and back, one file a format, everything bounded.
//!
//! Reading starts at [`import()`]: it recognises what a file is, by content first and by name second, and gives
//! [`NewDocument`](crate::project::NewDocument)s with a list of typed [`Problem`]s. A bad file, line or mark never takes
//! the sound ones with it, and nothing is changed or guessed silently. Writing takes documents of a project and any
//! [`std::io::Write`]; the same project always gives the same bytes.
//!
//! [`formats`] lists the interchange formats; what each loses is counted before anything is written.
//!
//! Nothing here opens files, runs anything a file contains, or looks at the network.
//!
//! The page writes our own lines and tables, and no more; all other formats are of the engine.

pub mod anchor;
#[cfg(feature = "engine")]
pub mod archive;
#[cfg(feature = "engine")]
mod argilla;
#[cfg(feature = "engine")]
pub mod backup;
#[cfg(feature = "engine")]
mod bio;
#[cfg(feature = "engine")]
mod brat;
#[cfg(feature = "engine")]
mod bundle;
#[cfg(feature = "engine")]
mod cluener;
#[cfg(feature = "engine")]
mod columns;
#[cfg(feature = "engine")]
pub mod dataset;
#[cfg(feature = "engine")]
pub mod decode;
#[cfg(feature = "engine")]
mod doccano;
#[cfg(feature = "engine")]
mod docx;
#[cfg(feature = "engine")]
mod draft;
#[cfg(feature = "engine")]
mod escape;
#[cfg(feature = "engine")]
pub mod export;
#[cfg(feature = "engine")]
mod format;
#[cfg(feature = "engine")]
mod html;
#[cfg(feature = "engine")]
mod huggingface;
#[cfg(feature = "engine")]
mod import;
#[cfg(feature = "engine")]
mod json;
#[cfg(feature = "engine")]
mod label_studio;
#[cfg(feature = "engine")]
mod ledger_file;
pub mod limits;
#[cfg(feature = "engine")]
mod list;
pub mod native;
#[cfg(feature = "engine")]
mod package;
#[cfg(feature = "engine")]
mod pdf;
pub mod plain;
pub mod problem;
#[cfg(feature = "engine")]
mod prodigy;
#[cfg(feature = "engine")]
mod pubannotation;
mod reason;
#[cfg(feature = "engine")]
pub mod scheme_file;
#[cfg(feature = "engine")]
mod spacy;
#[cfg(feature = "engine")]
pub mod stream;
pub mod table;
#[cfg(feature = "engine")]
mod uie;
#[cfg(feature = "engine")]
mod uima;
pub mod value;
#[cfg(feature = "engine")]
mod w3c;
#[cfg(feature = "engine")]
mod webanno;
mod wording;
#[cfg(feature = "engine")]
pub mod xlsx;
#[cfg(feature = "engine")]
pub mod xml;

#[cfg(feature = "engine")]
pub use format::{Format, Input, Part, format, formats};
#[cfg(feature = "engine")]
pub use import::{ImportOptions, ImportReport, import, import_lines};
pub use problem::{Problem, ProblemKind, Severity};

/// Endings of the files that can be read, as a file picker takes them.
pub const READABLE: &str = ".txt,.md,.docx,.pdf,.html,.htm,.jsonl,.json,.csv,.tsv,.xlsx,.xmi,.zip,.zhupi";

/// A file name without its folders and its ending.
pub fn stem(name: &str) -> &str {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match base.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => base,
    }
}
