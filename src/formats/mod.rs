//! Interchange formats: bytes to values and back, one file a format, everything bounded.
//!
//! Reading starts at [`import`]: it recognises what a file is, by content first and by name second, and gives
//! [`NewDocument`](crate::project::NewDocument)s with a list of typed [`Problem`]s. A bad file, line or mark never takes
//! the sound ones with it, and nothing is changed or guessed silently. Writing takes documents of a project and any
//! [`std::io::Write`]; the same project always gives the same bytes.
//!
//! Nothing here opens files, runs anything a file contains, or looks at the network.

pub mod anchor;
#[cfg(feature = "engine")]
pub mod archive;
#[cfg(feature = "engine")]
pub mod decode;
#[cfg(feature = "engine")]
mod docx;
#[cfg(feature = "engine")]
mod html;
#[cfg(feature = "engine")]
mod import;
pub mod limits;
pub mod native;
pub mod plain;
pub mod problem;
pub mod table;
pub mod value;
mod wording;
#[cfg(feature = "engine")]
pub mod xml;

#[cfg(feature = "engine")]
pub use import::{ImportOptions, ImportReport, import};
pub use problem::{Problem, ProblemKind, Severity};
