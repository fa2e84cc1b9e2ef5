//! Backups (备份): a project package that brings its project back to the letter, and what can be had of a damaged one.
//!
//! A backup is a package (see `package`), so that any program that reads packages reads its documents. Beside them it
//! holds the documents that were put away, and the project's state as bytes that mean nothing here: identities, history,
//! whatever a format for exchange leaves out.
//!
//! Reading never fails. An archive that was cut short or has lost its own list is searched for entries that are whole, and
//! every part that is missing or damaged is named, with the documents that were in it. What [`Backup::write`] writes is
//! within the limits of what is read.

use super::archive::{self, Archive};
use super::format::{Part, part};
use super::package::{Manifest, manifest_of, with_manifest};
use super::problem::{Problem, ProblemKind, Problems};
use super::{limits, native, scheme_file};
use crate::project::NewDocument;
use crate::scheme::Scheme;
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// How many bytes of documents go into one entry before the next begins: what one damaged place costs at most. Of a very
/// large backup it is as much as keeps to so many entries.
const ENTRY: usize = 512 << 10;
const ENTRIES: usize = 1_000;

/// How many bytes of the state go into one entry.
const STATE_ENTRY: usize = 8 << 20;

/// What goes into a backup.
#[derive(Debug, Clone, Copy)]
pub struct Backup<'a> {
    /// The project's name.
    pub project: &'a str,
    /// The documents as native JSON Lines.
    pub documents: &'a str,
    /// The documents that were put away, likewise.
    pub bin: &'a str,
    /// The scheme as a scheme file.
    pub scheme: &'a [u8],
    /// The project's state.
    pub state: &'a [u8],
}

impl Backup<'_> {
    /// The backup as one file; the same bytes for the same project.
    ///
    /// # Errors
    /// For what is too large to be read back, or to be held by the zip format.
    pub fn write(&self) -> io::Result<Vec<u8>> {
        let n_bytes = [self.documents.len(), self.bin.len(), self.scheme.len(), self.state.len()].iter().sum::<usize>();
        let entry = ENTRY.max(n_bytes / ENTRIES);
        let largest =
            [self.documents, self.bin].iter().flat_map(|lines| lines.lines()).map(str::len).max().unwrap_or(0);
        if n_bytes as u64 > limits::PACKAGE_BYTES || (largest + entry) as u64 > limits::PACKAGE_PART_BYTES {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let mut parts = vec![part("scheme.json", self.scheme)];
        let mut manifest = Manifest { project: Some(self.project.to_owned()), ..Manifest::default() };
        manifest.documents = add_lines(&mut parts, &mut manifest, "documents", self.documents, entry);
        add_lines(&mut parts, &mut manifest, "bin", self.bin, entry);
        for (number, chunk) in (1..).zip(self.state.chunks(STATE_ENTRY)) {
            parts.push(part(&format!("state/{number:04}"), chunk));
        }
        let parts = with_manifest(parts, manifest)?;
        archive::pack(parts.into_iter().map(|part| (part.name, part.bytes)).collect())
    }
}

/// Cuts lines into entries of a folder; gives their number.
fn add_lines(parts: &mut Vec<Part>, manifest: &mut Manifest, folder: &str, lines: &str, entry: usize) -> usize {
    let (mut content, mut names, mut n_lines, mut n_entries) = (String::new(), Vec::new(), 0, 0);
    let mut lines = lines.lines().filter(|line| !line.is_empty()).peekable();
    while let Some(line) = lines.next() {
        content.push_str(line);
        content.push('\n');
        names.push(name_of(line));
        n_lines += 1;
        if content.len() >= entry || lines.peek().is_none() {
            n_entries += 1;
            let name = format!("{folder}/{n_entries:04}.jsonl");
            parts.push(part(&name, std::mem::take(&mut content)));
            manifest.entries.entry(name).or_default().names = std::mem::take(&mut names);
        }
    }
    n_lines
}

fn name_of(line: &str) -> String {
    #[derive(Deserialize)]
    struct Named {
        #[serde(default)]
        id: Value,
    }
    let id = serde_json::from_str::<Named>(line).map(|named| named.id).unwrap_or_default();
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
}

/// What a backup gave back.
#[derive(Debug, Default)]
pub struct Restored {
    /// The project's name, where it is still known.
    pub project: Option<String>,
    /// The documents that could be read.
    pub documents: Vec<NewDocument>,
    /// Those that had been put away and could be read.
    pub bin: Vec<NewDocument>,
    /// The scheme, where it is whole.
    pub scheme: Option<Scheme>,
    /// The project's state; `None` where any part of it is missing or damaged.
    pub state: Option<Vec<u8>>,
    /// What is missing or damaged, every part by name.
    pub problems: Vec<Problem>,
}

/// Reads a backup as far as it goes, part by part. The file is not changed.
pub fn read(name: &str, bytes: &[u8]) -> Restored {
    let mut problems = Problems::new(name);
    let mut restored = Restored::default();
    let mut source = Source::open(bytes, &mut problems);
    let manifest = manifest_of(source.part("manifest.json", None).as_deref());
    let Manifest { project, entries, .. } = manifest.unwrap_or_else(|kind| {
        problems.add(kind);
        Manifest::default()
    });
    restored.project = project;
    // The state and the scheme first: of a backup beyond all limits they are worth more than its last documents.
    let rank = |part: String| (!matches!(folder(&part), "state" | "scheme.json"), part);
    let parts: BTreeSet<_> = source.names().into_iter().chain(entries.keys().cloned()).map(rank).collect();
    let mut is_state_whole = true;
    for (_, part) in parts {
        let listed = entries.get(&part);
        let found = source.part(&part, listed.map(|entry| entry.bytes));
        match (listed, found) {
            (Some(entry), found) => match entry.check(&part, found) {
                Ok(bytes) => restored.take(name, &part, bytes, &mut problems),
                Err(kind) => {
                    problems.add(kind);
                    let lost = |name: &String| ProblemKind::BadRecord { reason: format!("{name} was in {part}") };
                    entry.names.iter().for_each(|name| problems.add(lost(name)));
                    is_state_whole &= folder(&part) != "state";
                }
            },
            // Without the list nobody can say whether the state is complete.
            (None, Some(bytes)) if folder(&part) != "state" => restored.take(name, &part, bytes, &mut problems),
            (None, _) => {}
        }
    }
    restored.state = restored.state.filter(|_| is_state_whole);
    restored.problems = problems.finish();
    restored
}

fn folder(part: &str) -> &str {
    part.split('/').next().unwrap_or_default()
}

impl Restored {
    fn take(&mut self, name: &str, part: &str, bytes: Vec<u8>, problems: &mut Problems) {
        let documents = |problems: &mut Problems| native::read(name, &String::from_utf8_lossy(&bytes), problems);
        match folder(part) {
            "documents" => self.documents.extend(documents(problems)),
            "bin" => self.bin.extend(documents(problems)),
            "state" => self.state.get_or_insert_default().extend(bytes),
            "scheme.json" => match scheme_file::read(&bytes) {
                Ok(scheme) => self.scheme = Some(scheme),
                Err(kind) => problems.add(kind),
            },
            _ => {}
        }
    }
}

/// Where the parts come from.
enum Source<'a> {
    Archive(Archive<'a>),
    /// The parts of a damaged archive that are whole.
    Salvaged(BTreeMap<String, Vec<u8>>),
}

impl<'a> Source<'a> {
    fn open(bytes: &'a [u8], problems: &mut Problems) -> Self {
        match Archive::open(bytes) {
            Ok(archive) => Self::Archive(archive),
            Err(kind) => {
                problems.add(kind);
                Self::Salvaged(archive::salvage(bytes, limits::PACKAGE_BYTES))
            }
        }
    }

    fn names(&self) -> Vec<String> {
        match self {
            Self::Archive(archive) => archive.names().to_vec(),
            Self::Salvaged(found) => found.keys().cloned().collect(),
        }
    }

    /// A part, with the length that the list of parts gives it; `None` where it is missing or cannot be unpacked.
    fn part(&mut self, name: &str, length: Option<usize>) -> Option<Vec<u8>> {
        match (self, length) {
            (Self::Archive(archive), Some(length)) => archive.part(name, length).ok().flatten(),
            (Self::Archive(archive), None) => archive.entry(name).ok().flatten(),
            (Self::Salvaged(found), _) => found.remove(name),
        }
    }
}
