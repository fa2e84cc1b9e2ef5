//! The list of formats (格式): what each is called, whether it is read and written, what it carries.

use super::anchor::{Claim, Unit};
use super::draft::Origins;
use super::export::{Carries, Export, Loss};
use super::json;
use super::list::FORMATS;
use super::problem::{ProblemKind, Problems};
use crate::project::NewDocument;
use serde_json::Value;
use std::io;

/// A file of an export. Most exports have one; some have a configuration or a script beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its name within the export, `/` between folders.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// The name of the part that says for every line of the main one where it stands in which document.
pub(super) const OFFSETS: &str = "offsets.tsv";

impl Part {
    /// Whether it goes with the lines of the main part, so that every set of a dataset needs its own.
    pub(super) fn is_of_set(&self) -> bool {
        self.name == OFFSETS
    }
}

/// A file of an export.
pub(super) fn part(name: &str, bytes: impl Into<Vec<u8>>) -> Part {
    Part { name: name.to_owned(), bytes: bytes.into() }
}

/// A file being read.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its bytes, for binary formats.
    pub bytes: &'a [u8],
    /// Its text, for all others.
    pub text: &'a str,
    /// The unit of its offsets, where the caller knows better than the format.
    pub unit: Option<Unit>,
    /// How many lines of the file came before, where it is read in pieces.
    pub lines_before: usize,
}

impl<'a> Input<'a> {
    /// Where drafts of this file come from, given the format and its unit.
    pub(super) fn origins(&self, format: &'static str, of_format: Unit) -> Origins<'a> {
        let claim = Claim { unit: self.unit.unwrap_or(of_format), is_stated: self.unit.is_some() };
        Origins { file: self.name, format, claim }
    }

    /// The text.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }
}

/// Names of files within an export: the names of documents without what no file name may have, each once.
#[derive(Debug, Default)]
pub(super) struct FileNames(std::collections::HashSet<String>);

impl FileNames {
    pub(super) fn unique(&mut self, name: &str) -> String {
        let bad = |ch: char| ch.is_control() || "/\\:*?\"<>|".contains(ch);
        let clean: String =
            name.trim().trim_matches('.').chars().take(80).map(|ch| if bad(ch) { '_' } else { ch }).collect();
        let clean = if clean.is_empty() { "_".to_owned() } else { clean };
        let numbered = (2_usize..).map(|number| format!("{clean}-{number}"));
        let free = std::iter::once(clean.clone()).chain(numbered).find(|name| !self.0.contains(&name.to_lowercase()));
        let name = free.unwrap_or(clean);
        self.0.insert(name.to_lowercase());
        name
    }
}

pub(super) type Read = fn(&Input<'_>, &mut Problems) -> Result<Vec<NewDocument>, ProblemKind>;
pub(super) type Write = fn(&Export<'_>) -> io::Result<Vec<Part>>;

/// By what a format is recognised.
pub(super) enum Look {
    /// It is asked for by name only.
    ByName,
    /// The first record of a JSON file.
    Json(fn(&Value) -> bool),
    /// The beginning of a text, and the ending of its name.
    Text(fn(&str, &str) -> bool),
    /// The names of an archive's entries.
    Archive(fn(&[String]) -> bool),
}

/// Whether a file goes a document at a time, so that its length does not matter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lines {
    /// Every line of a file can be read by itself.
    pub read: bool,
    /// The main parts of two exports, one after the other, are the main part of both.
    pub write: bool,
}

impl Lines {
    pub(super) const NONE: Self = Self { read: false, write: false };
    pub(super) const READ: Self = Self { read: true, write: false };
    pub(super) const WRITE: Self = Self { read: false, write: true };
    pub(super) const BOTH: Self = Self { read: true, write: true };
}

/// An interchange format.
pub struct Format {
    /// Its short name, for commands and origins: `doccano`.
    pub id: &'static str,
    /// Its name in Chinese.
    pub zh: &'static str,
    /// Its name in English.
    pub en: &'static str,
    /// The usual ending of its files, without the dot.
    pub ending: &'static str,
    /// What it carries.
    pub carries: Carries,
    /// Which way it goes a document at a time.
    pub lines: Lines,
    pub(super) look: Look,
    pub(super) read: Option<Read>,
    pub(super) write: Option<Write>,
}

impl Format {
    /// Whether files of it can be read.
    pub fn can_read(&self) -> bool {
        self.read.is_some()
    }

    /// Whether files of it can be written.
    pub fn can_write(&self) -> bool {
        self.write.is_some()
    }

    /// What of an export would not be in the file.
    pub fn losses(&self, export: &Export<'_>) -> Vec<Loss> {
        export.losses(self.carries)
    }

    /// Reads a file that is said to be of this format.
    ///
    /// # Errors
    /// Says why the file as a whole cannot be read; lesser problems are collected.
    pub fn read(&self, input: &Input<'_>, problems: &mut Problems) -> Result<Vec<NewDocument>, ProblemKind> {
        let reason = "it can only be written".to_owned();
        let read = self.read.ok_or(ProblemKind::NotThisFormat { format: self.en, reason })?;
        read(input, problems)
    }

    /// Whether files of it are archives, into which all parts of an export go.
    pub fn is_archive(&self) -> bool {
        matches!(self.ending, "zip" | "zhupi" | "xlsx")
    }

    /// Writes an export; the same export always gives the same bytes.
    ///
    /// # Errors
    /// [`io::ErrorKind::Unsupported`] for a format that is only read, and what the packing of archives reports.
    pub fn write(&self, export: &Export<'_>) -> io::Result<Vec<Part>> {
        self.write.ok_or_else(|| io::Error::from(io::ErrorKind::Unsupported))?(export)
    }
}

/// All formats, the commonest first.
pub fn formats() -> &'static [Format] {
    FORMATS
}

/// The format of that short name.
pub fn format(id: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.id == id)
}

/// The format of an archive with such entries.
pub fn recognise_archive(names: &[String]) -> Option<&'static Format> {
    FORMATS.iter().find(|format| matches!(format.look, Look::Archive(looks) if looks(names)))
}

/// The format that a text is in, by its content, then by its ending; `None` for a text that is just a text.
pub fn recognise(content: &str, ending: &str) -> Option<&'static Format> {
    let is_json = content.trim_start().starts_with(['{', '[']);
    let first = if is_json { json::first(content) } else { None };
    FORMATS.iter().filter(|format| format.can_read()).find(|format| match format.look {
        Look::ByName | Look::Archive(_) => false,
        Look::Json(looks) => first.as_ref().is_some_and(looks),
        Look::Text(looks) => !is_json && looks(content, ending),
    })
}
