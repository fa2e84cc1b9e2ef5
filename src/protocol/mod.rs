//! Messages between the page and the worker (页面与识别线程之间的消息).
//!
//! A message is a [`Request`] or [`Reply`] in a [`Form`] of its own, with at most one text and one array of bytes beside it, which the
//! browser moves without any encoding of ours. Positions are UTF-8 bytes: both sides hold the same text.
//! Both sides say which build they are of before anything else; different builds do not talk to each other.
//!
//! Nothing here is stored, so the forms may change from build to build.

mod form;
mod watch;
mod wire;

pub use form::{Form, Message};
pub use watch::{Phase, Verdict, Watch};
pub use wire::WireFindings;

use form::{fields, variants};

/// A piece of work the page asked for; replies carry it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobId(pub u32);

/// From the page to the worker.
#[derive(Debug, Clone)]
pub enum Request {
    /// Run the recognisers over the text sent along. Answered by [`Reply::Found`] for each stretch in order of place,
    /// then [`Reply::Outline`], then [`Reply::Done`].
    Annotate {
        /// The job.
        job: JobId,
    },
    /// Read a file, whose bytes are sent along. Answered by [`Reply::Document`] and [`Reply::Marks`] for each
    /// document in it, then [`Reply::Imported`].
    Import {
        /// The job.
        job: JobId,
        /// The file's name, which helps to tell its format.
        name: String,
        /// The text encoding to use instead of guessing: a label of the WHATWG Encoding Standard.
        encoding: Option<String>,
        /// The unit of offsets where the person knows it: `codepoint` or `utf16`.
        unit: Option<String>,
    },
    /// Which word stands at a position of the text sent along (one paragraph or less). Answered by [`Reply::Word`].
    WordAt {
        /// The job.
        job: JobId,
        /// UTF-8 bytes from the start of that text.
        at: u32,
    },
    /// Hold the documents sent along as native JSONL for the exports and checks that follow. Not answered.
    Hold {
        /// The project's scheme as JSON, in the form that the journal has for it; empty, to let go of what is held.
        scheme: String,
    },
    /// What of the documents held would be lost in a format, and the file. Answered by [`Reply::Exported`].
    Export {
        /// The job.
        job: JobId,
        /// What is to be written, and how.
        order: Order,
        /// Whether the file is wanted, or only what would be lost.
        write: bool,
    },
    /// What looks wrong in the documents held. Answered by [`Reply::Checked`].
    Check {
        /// The job.
        job: JobId,
    },
    /// Put a backup together. Sent along: the documents as native JSONL, those that were put away last, and the project's
    /// state as bytes. Answered by [`Reply::Exported`].
    Backup {
        /// The job.
        job: JobId,
        /// The project's name.
        project: String,
        /// Where in the text the documents that were put away begin, in UTF-8 bytes.
        bin: usize,
    },
    /// Read a backup, whose bytes are sent along, as far as it goes. Answered by [`Reply::Document`] for the text of each
    /// document in it, those that were put away too, then [`Reply::Restored`].
    Restore {
        /// The job.
        job: JobId,
        /// The file's name.
        name: String,
        /// Who makes the project anew where its state is not whole.
        actor: u64,
    },
    /// Give a job up. Answered by [`Reply::Cancelled`], unless the job is done already.
    Cancel {
        /// The job.
        job: JobId,
    },
}

/// From the worker to the page.
#[derive(Debug, Clone)]
pub enum Reply {
    /// The worker is on its way. Said by its script every few seconds, while its program is loaded.
    Starting,
    /// The worker has started and takes requests; dictionaries may still be loading.
    Hello {
        /// The build that the worker is of.
        build: String,
    },
    /// The dictionaries are loaded.
    Ready {
        /// How long that took, in milliseconds.
        load_ms: f64,
    },
    /// What the recognisers found in a stretch of the text.
    Found {
        /// The job.
        job: JobId,
        /// The first byte of the stretch.
        start: u32,
        /// The byte after its last one.
        end: u32,
        /// Proposals and links between them.
        findings: WireFindings,
        /// How much of the text has been read, from 0 to 1.
        progress: f64,
    },
    /// Headings and tasks of the text, sent along in the form that the journal has for them.
    Outline {
        /// The job.
        job: JobId,
    },
    /// Part of a long text, sent along; the next [`Reply::Document`] brings the last part.
    Stretch {
        /// The job.
        job: JobId,
    },
    /// One document of a file. Sent along: its text, or what is left of it. What it came marked with follows as
    /// [`Reply::Marks`].
    Document {
        /// The job.
        job: JobId,
        /// The document's name.
        name: String,
        /// Where it came from, for people.
        source: String,
        /// The identity of its text, in hexadecimal.
        text_id: String,
        /// How far the work on it is: the place of the state among all.
        status: usize,
        /// Labels of the document as a whole.
        labels: Vec<String>,
        /// How many marks and relations follow, numbered from 0.
        n_ids: u64,
    },
    /// Some of the marks and relations of the document that was sent last. Sent along: edits that add them, in the form
    /// that the journal has for transactions.
    Marks {
        /// The job.
        job: JobId,
    },
    /// A file has been read; its documents were sent before.
    Imported {
        /// The job.
        job: JobId,
        /// The text encoding that was used, where the file is plain text or HTML.
        encoding: Option<String>,
        /// The unit that offsets were read in, where nothing proves it and the person should be asked.
        asks_unit: Option<String>,
        /// The scheme that the file brings, in the form that the journal has for it.
        scheme: Option<String>,
        /// What could not be read, or was left out.
        problems: Vec<WireProblem>,
    },
    /// A backup has been read; its texts were sent before, the project's state is sent along, if there is any.
    Restored {
        /// The job.
        job: JobId,
        /// The project's name, where it is known.
        project: Option<String>,
        /// Whether the state is the one that was backed up; otherwise it was made anew from what could be read.
        is_exact: bool,
        /// What is missing or damaged.
        problems: Vec<WireProblem>,
    },
    /// What was asked of an export; the file, if wanted and possible, is sent along as bytes.
    Exported {
        /// The job.
        job: JobId,
        /// The formats that can be written.
        formats: Vec<WireFormat>,
        /// How many documents and marks go out.
        counts: (usize, usize),
        /// What the file does not carry.
        losses: Vec<WireGroup>,
        /// The usual ending of the file, without the dot; `zip` where several were put together.
        ending: String,
    },
    /// What looks wrong.
    Checked {
        /// The job.
        job: JobId,
        /// Kind by kind.
        faults: Vec<WireGroup>,
    },
    /// The word at a position.
    Word {
        /// The job.
        job: JobId,
        /// The first byte of the word.
        start: u32,
        /// The byte after its last one.
        end: u32,
    },
    /// A job is done.
    Done {
        /// The job.
        job: JobId,
    },
    /// A job was given up on request.
    Cancelled {
        /// The job.
        job: JobId,
    },
}

/// What is to be exported, and how.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Order {
    /// The format's short name: `doccano`.
    pub format: String,
    /// Whether proposals that nobody has looked at go out too.
    pub with_pending: bool,
    /// The states of documents that go out: `new`, `doing`, `done`; all where there is none.
    pub states: Vec<String>,
    /// The labels that go out; all where there is none.
    pub labels: Vec<String>,
    /// Whether a text that is there twice goes out once.
    pub unique: bool,
    /// `document`, `paragraph` or `sentence`.
    pub cut: String,
    /// Sets with their shares: `train=80,dev=10,test=10`; empty for none.
    pub sets: String,
    /// The seed of the sets.
    pub seed: String,
    /// Whether a card goes with it.
    pub card: bool,
}

/// Marks of which the same can be said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WireGroup {
    /// What, in Chinese.
    pub zh: String,
    /// What, in English.
    pub en: String,
    /// How many.
    pub count: usize,
    /// Where; of very many only the first.
    pub places: Vec<WirePlace>,
}

/// A mark, or a document as a whole, by its place in the list of documents that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WirePlace {
    /// The document's place in the list.
    pub doc: u32,
    /// The mark's place among all marks of the document.
    pub mark: Option<u32>,
    /// The words it covers, shortened.
    pub words: String,
    /// Names and values that say more.
    pub more: String,
}

/// A format that can be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WireFormat {
    /// Its short name: `doccano`.
    pub id: String,
    /// Its name in Chinese.
    pub zh: String,
    /// Its name in English.
    pub en: String,
}

/// Something that could not be read, in the words of both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WireProblem {
    /// Chinese: what, where, why, what to do.
    pub zh: String,
    /// English: the same.
    pub en: String,
    /// How much of the file it concerns: `refused`, `skipped`, `doubtful` or `note`.
    pub severity: String,
}

fields!(JobId { 0 });
fields!(Order { format, with_pending, states, labels, unique, cut, sets, seed, card });
fields!(WireGroup { zh, en, count, places });
fields!(WirePlace { doc, mark, words, more });
fields!(WireFormat { id, zh, en });
fields!(WireProblem { zh, en, severity });

variants!(Request {
    Annotate { job }
    Import { job, name, encoding, unit }
    WordAt { job, at }
    Hold { scheme }
    Export { job, order, write }
    Check { job }
    Backup { job, project, bin }
    Restore { job, name, actor }
    Cancel { job }
});

variants!(Reply {
    Starting {}
    Hello { build }
    Ready { load_ms }
    Found { job, start, end, findings, progress }
    Outline { job }
    Stretch { job }
    Document { job, name, source, text_id, status, labels, n_ids }
    Marks { job }
    Imported { job, encoding, asks_unit, scheme, problems }
    Restored { job, project, is_exact, problems }
    Exported { job, formats, counts, losses, ending }
    Checked { job, faults }
    Word { job, start, end }
    Done { job }
    Cancelled { job }
});
