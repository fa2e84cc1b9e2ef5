//! What went wrong with a file, or has to be known about it: typed, with a stable code, worded in both languages.
//!
//! The wording itself is in `wording.rs`.

use super::anchor::Unit;
use super::limits;
use std::fmt;

/// How much of a file a problem concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is lost, but people should know.
    Note,
    /// A part came in that a person has to look at.
    Doubtful,
    /// A part was left out: a line, a span, a relation.
    Skipped,
    /// The file was not read at all.
    Refused,
}

/// A kind of file that is recognised only to be refused with advice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// A PDF that only opens with a password.
    PdfLocked,
    /// A PDF of pictures, or of fonts that do not say what they show.
    PdfWithoutText,
    /// Word 97–2003 (`.doc`).
    OldWord,
    /// An Office file behind a password.
    Encrypted,
    /// Another file in the old Office container: `.xls`, `.ppt`, `.wps`.
    OldOffice,
    /// Rich Text Format.
    Rtf,
    /// A zip archive that holds nothing we read.
    Zip,
    /// Pictures, programs and whatever else is no text.
    Binary,
}

/// What is wrong with a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpanFault {
    /// It has no start, end or label, or they are of the wrong kind.
    Form,
    /// It ends where it starts, or before.
    Empty,
    /// It reaches beyond the end of the text.
    Outside,
    /// It begins or ends inside a character.
    Inside,
}

/// What a reader leaves out on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dropped {
    /// Text deleted under change tracking.
    TrackedDeletion,
    /// Hidden text.
    Hidden,
    /// The code of a field; its result is kept.
    FieldCode,
    /// Comments.
    Comment,
    /// Foot- and endnotes.
    Note,
    /// Pictures, charts and formulas.
    Picture,
    /// Scripts, style sheets and templates.
    Script,
    /// Characters that no text may hold.
    Control,
    /// The numbers of pages.
    PageNumber,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// The file has no content.
    Empty,
    /// The file has too many bytes.
    TooLarge {
        /// How many it has.
        bytes: u64,
        /// How many it may have.
        limit: u64,
    },
    /// The text has too many code points.
    TooLong {
        /// How many it may have.
        limit: u64,
    },
    /// The file is of a kind that is not read.
    Foreign(Foreign),
    /// The file says it is of a kind but is broken.
    Damaged {
        /// Which part of it: the name of an entry, or of the format.
        part: String,
        /// What the parser said.
        reason: String,
    },
    /// The file would unpack to more than is allowed.
    Bomb {
        /// Which limit: `entries`, `size`, `ratio`, `depth`, `attributes`, `cells`, `pages`, `content`.
        limit: &'static str,
    },
    /// There is no encoding of that name.
    UnknownEncoding {
        /// The name asked for.
        name: String,
    },
    /// The file is not in the format it was to be read as.
    NotThisFormat {
        /// The format's name.
        format: &'static str,
        /// What does not fit.
        reason: String,
    },
    /// A line or record could not be read.
    BadRecord {
        /// What does not fit.
        reason: String,
    },
    /// A mark could not be taken over.
    BadSpan {
        /// What is wrong with it.
        fault: SpanFault,
        /// The span as the file gives it, shortened.
        given: String,
    },
    /// A mark quotes other words than stand at its place. It came in as a proposal.
    Misquoted {
        /// The span as the file gives it, with the quote, shortened.
        given: String,
    },
    /// A relation could not be taken over.
    BadRelation {
        /// The relation as the file gives it, shortened.
        given: String,
    },
    /// The name promises another kind of file, but it holds text, which came in.
    OtherKind {
        /// The ending of the name: `docx`.
        ending: String,
    },
    /// The encoding was guessed.
    Guessed {
        /// The guess.
        encoding: &'static str,
    },
    /// Bytes that the encoding does not know became `U+FFFD`.
    Replaced {
        /// How many such characters the text has.
        count: u64,
        /// The encoding read with.
        encoding: &'static str,
    },
    /// The text comes from a PDF, which knows no paragraphs.
    FromPdf {
        /// How many pages it has.
        pages: u64,
    },
    /// The end of a PDF is missing, and with it what stood there.
    PdfCut,
    /// Characters whose font does not say what they are became `U+FFFD`.
    UnknownGlyphs {
        /// How many.
        count: u64,
    },
    /// Something was left out on purpose.
    Dropped {
        /// What.
        what: Dropped,
        /// How many pieces.
        count: u64,
    },
    /// The offsets of the file were read in another unit than the format's, because so more of
    /// them fit the text and its quotes.
    OtherUnit {
        /// The unit used: `UTF-16`, `code points`.
        unit: &'static str,
    },
    /// The offsets were read in the format's unit, the text holds characters for which units differ, and nothing quoted
    /// proves which it is.
    UnitAssumed {
        /// The unit used.
        unit: Unit,
    },
    /// Something small was put right.
    Repaired {
        /// What: `I-` without `B-`.
        what: String,
        /// How many times.
        count: u64,
    },
    /// There are more problems than are listed.
    More {
        /// How many more.
        count: u64,
    },
}

impl ProblemKind {
    /// A line that is no JSON, or not such as is wanted; the number of the line is said elsewhere.
    pub fn bad_line(error: &serde_json::Error) -> Self {
        Self::BadRecord { reason: error.to_string().replace(" at line 1 column ", " at column ") }
    }
}

/// One problem with one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file's name as it was given; empty where it goes without saying.
    pub file: String,
    /// The line or record, counted from 1, where there is one.
    pub line: Option<u32>,
    /// What happened.
    pub kind: ProblemKind,
}

impl Problem {
    /// A problem with the file as a whole.
    pub fn of_file(file: &str, kind: ProblemKind) -> Self {
        Self { file: file.to_owned(), line: None, kind }
    }

    /// The whole message in Chinese.
    pub fn zh(&self) -> String {
        let line = self.line.map(|line| format!("第 {line} 行"));
        let file = (!self.file.is_empty()).then(|| self.file.clone());
        file.into_iter().chain(line).chain([self.kind.zh()]).collect::<Vec<_>>().join("：")
    }

    /// How much of the file it concerns.
    pub fn severity(&self) -> Severity {
        match self.kind {
            ProblemKind::Empty
            | ProblemKind::TooLarge { .. }
            | ProblemKind::TooLong { .. }
            | ProblemKind::Foreign(_)
            | ProblemKind::Damaged { .. }
            | ProblemKind::Bomb { .. }
            | ProblemKind::UnknownEncoding { .. }
            | ProblemKind::NotThisFormat { .. } => Severity::Refused,
            ProblemKind::BadRecord { .. }
            | ProblemKind::BadSpan { .. }
            | ProblemKind::BadRelation { .. }
            | ProblemKind::PdfCut
            | ProblemKind::More { .. } => Severity::Skipped,
            ProblemKind::Misquoted { .. } => Severity::Doubtful,
            ProblemKind::OtherKind { .. }
            | ProblemKind::Guessed { .. }
            | ProblemKind::Replaced { .. }
            | ProblemKind::FromPdf { .. }
            | ProblemKind::UnknownGlyphs { .. }
            | ProblemKind::Dropped { .. }
            | ProblemKind::OtherUnit { .. }
            | ProblemKind::UnitAssumed { .. }
            | ProblemKind::Repaired { .. } => Severity::Note,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.file.as_str(), self.line) {
            ("", None) => {}
            ("", Some(line)) => write!(f, "line {line}: ")?,
            (file, None) => write!(f, "{file}: ")?,
            (file, Some(line)) => write!(f, "{file}:{line}: ")?,
        }
        f.write_str(&self.kind.en())
    }
}

impl std::error::Error for Problem {}

/// Collects the problems of one file and keeps their number bounded.
#[derive(Debug)]
pub struct Problems {
    file: String,
    list: Vec<Problem>,
    unlisted: u64,
}

impl Problems {
    /// None yet.
    pub fn new(file: &str) -> Self {
        Self { file: file.to_owned(), list: Vec::new(), unlisted: 0 }
    }

    /// Notes a problem with the file as a whole.
    pub fn add(&mut self, kind: ProblemKind) {
        self.push(None, kind);
    }

    /// Notes a problem with a line or record, counted from 1.
    pub fn at(&mut self, line: usize, kind: ProblemKind) {
        self.push(Some(u32::try_from(line).unwrap_or(u32::MAX)), kind);
    }

    fn push(&mut self, line: Option<u32>, kind: ProblemKind) {
        self.take(Problem { file: self.file.clone(), line, kind });
    }

    /// Takes a problem over that concerns another file: one within an archive.
    pub fn take(&mut self, problem: Problem) {
        // What holds for every line of a file is said once.
        let is_known = |other: &Problem| other.kind == problem.kind && other.file == problem.file;
        if problem.severity() == Severity::Note && self.list.iter().any(is_known) {
            return;
        }
        // Refusals and notes are few and must not be crowded out by a thousand bad spans.
        if matches!(problem.severity(), Severity::Skipped | Severity::Doubtful)
            && self.list.len() >= limits::LISTED_PROBLEMS
        {
            self.unlisted += 1;
        } else {
            self.list.push(problem);
        }
    }

    /// Takes over what was found in a file of an archive, which is read on unless it would unpack to too much.
    ///
    /// # Errors
    /// [`ProblemKind::Bomb`].
    #[cfg(feature = "engine")]
    pub(super) fn within(&mut self, mut inner: Self, outcome: Result<(), ProblemKind>) -> Result<(), ProblemKind> {
        match outcome {
            Err(kind @ ProblemKind::Bomb { .. }) => return Err(kind),
            Err(kind) => inner.add(kind),
            Ok(()) => {}
        }
        inner.finish().into_iter().for_each(|problem| self.take(problem));
        Ok(())
    }

    /// The problems in the order they were found.
    pub fn finish(mut self) -> Vec<Problem> {
        if self.unlisted > 0 {
            let kind = ProblemKind::More { count: self.unlisted };
            self.list.push(Problem::of_file(&self.file, kind));
        }
        self.list
    }
}

/// At most forty characters of what a file gives, for showing.
pub fn shorten(given: &str) -> String {
    let mut short: String = given.chars().take(40).map(|ch| if ch.is_control() { ' ' } else { ch }).collect();
    if given.chars().nth(40).is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_unless_that_goes_without_saying() {
        let said = |file: &str, line: Option<u32>| {
            let problem = Problem { file: file.to_owned(), line, kind: ProblemKind::Empty };
            (problem.zh(), problem.to_string())
        };
        let (zh, en) = (ProblemKind::Empty.zh(), ProblemKind::Empty.en());
        assert_eq!(said("甲.txt", Some(2)), (format!("甲.txt：第 2 行：{zh}"), format!("甲.txt:2: {en}")));
        assert_eq!(said("甲.txt", None), (format!("甲.txt：{zh}"), format!("甲.txt: {en}")));
        assert_eq!(said("", Some(2)), (format!("第 2 行：{zh}"), format!("line 2: {en}")));
        assert_eq!(said("", None), (zh, en));
    }
}
