//! What the page hears of the worker: how it is, and what comes of each job.

use crate::annotate::Edit;
use crate::project::NewDocument;
use crate::protocol::{WireFormat, WireGroup, WireProblem};
use crate::recognise::Findings;
use crate::scheme::Scheme;
use crate::structure::Outline;
use crate::text::Span;

/// How the worker is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EngineState {
    /// It is not there, because nothing was asked of it, or for a while; the next request starts it.
    Resting,
    /// It is starting, or reading its dictionaries; requests wait.
    Loading,
    /// It answers.
    Ready,
    /// It died or hung and another one is being started.
    Restarted,
    /// It is of another build than the page: reload.
    WrongBuild,
    /// It cannot be started; marking by hand still works.
    Failed,
}

/// Why a job came to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobError {
    /// The worker died or hung while it did this.
    Crashed,
    /// It was given up on request.
    Cancelled,
    /// There is no worker.
    Unavailable,
}

/// What happens while a text is annotated. Events arrive in this order; the last one is `Done` or `Failed`.
#[derive(Debug, Clone)]
pub enum AnnotateEvent {
    /// What was found in a stretch; stretches come in order of place and cover the text.
    Found {
        /// The stretch.
        stretch: Span,
        /// Proposals and links.
        found: Findings,
        /// How much of the text has been read, from 0 to 1.
        progress: f64,
    },
    /// Headings and tasks.
    Outline(Outline),
    /// All was read.
    Done,
    /// Nothing more comes.
    Failed(JobError),
}

/// What happens while a file is read. The last event is `Done`, `Restored` or `Failed`.
#[derive(Debug, Clone)]
pub enum ImportEvent {
    /// A document, and how many marks and relations it has, which follow.
    Document(Box<NewDocument>, u64),
    /// Some of the marks and relations of that document, numbered within it.
    Marks(Vec<Edit>),
    /// The file was read as far as it goes.
    Done {
        /// The text encoding that was used, where the file is plain text or HTML.
        encoding: Option<String>,
        /// The unit that offsets were read in, where the person should be asked whether it is that.
        asks_unit: Option<String>,
        /// The scheme that the file brings.
        scheme: Option<Scheme>,
        /// What could not be read, or was left out.
        problems: Vec<WireProblem>,
    },
    /// A backup was read as far as it goes.
    Restored(Box<Backup>),
    /// Nothing more comes.
    Failed(JobError),
}

/// What a backup holds beside its documents.
#[derive(Debug, Clone)]
pub struct Backup {
    /// The project's name, where it is known.
    pub project: Option<String>,
    /// Whether the state is the one that was backed up; otherwise it was made anew from what could be read.
    pub is_exact: bool,
    /// The project's state; empty where nothing could be read.
    pub state: Vec<u8>,
    /// What is missing or damaged.
    pub problems: Vec<WireProblem>,
}

/// What the worker says of an export.
#[derive(Debug, Clone)]
pub struct Exported {
    /// The formats that can be written.
    pub formats: Vec<WireFormat>,
    /// How many documents and marks go out.
    pub counts: (usize, usize),
    /// What the file does not carry.
    pub losses: Vec<WireGroup>,
    /// The ending of the file, without the dot.
    pub ending: String,
    /// The file; empty where it was not wanted or cannot be written.
    pub content: Vec<u8>,
}
