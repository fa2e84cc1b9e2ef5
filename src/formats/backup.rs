//! Backups (备份): a project package that brings its project back to the letter, and what can be had of a damaged one.
//!
//! A backup is a package (see `package`), so that any program that reads packages reads its documents. Beside them it
//! holds the documents that were put away, and the project's state as bytes that mean nothing here: identities, history,
//! whatever a format for exchange leaves out.
//!
//! Reading never fails. An archive that was cut short or has lost its own list is searched for entries that are whole, and
//! every part that is missing or damaged is named, with the documents that were in it.

use super::archive::{self, Archive};
use super::format::{Part, part};
use super::package::{Manifest, manifest_of, with_manifest};
use super::problem::{Problem, ProblemKind, Problems};
use super::{native, scheme_file};
use crate::project::NewDocument;
use crate::scheme::Scheme;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io;

/// How many bytes of documents go into one entry before the next begins: what one damaged place costs at most.
const ENTRY: usize = 512 << 10;

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
    /// Only for what the zip format cannot hold.
    pub fn write(&self) -> io::Result<Vec<u8>> {
        let mut parts = vec![part("scheme.json", self.scheme)];
        let mut manifest = Manifest { project: Some(self.project.to_owned()), ..Manifest::default() };
        manifest.documents = add_lines(&mut parts, &mut manifest, "documents", self.documents);
        add_lines(&mut parts, &mut manifest, "bin", self.bin);
        for (number, chunk) in (1..).zip(self.state.chunks(STATE_ENTRY)) {
            parts.push(part(&format!("state/{number:04}"), chunk));
        }
        let parts = with_manifest(parts, manifest)?;
        archive::pack(parts.into_iter().map(|part| (part.name, part.bytes)).collect())
    }
}

/// Cuts lines into entries of a folder; gives their number.
fn add_lines(parts: &mut Vec<Part>, manifest: &mut Manifest, folder: &str, lines: &str) -> usize {
    let (mut content, mut names, mut n_lines, mut n_entries) = (String::new(), Vec::new(), 0, 0);
    let mut lines = lines.lines().filter(|line| !line.is_empty()).peekable();
    while let Some(line) = lines.next() {
        content.push_str(line);
        content.push('\n');
        names.push(name_of(line));
        n_lines += 1;
        if content.len() >= ENTRY || lines.peek().is_none() {
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

/// Reads a backup as far as it goes. The file is not changed.
pub fn read(name: &str, bytes: &[u8]) -> Restored {
    let mut problems = Problems::new(name);
    let mut restored = Restored::default();
    let mut entries = entries(bytes, &mut problems);
    match manifest_of(entries.get("manifest.json").map(Vec::as_slice)) {
        Ok(manifest) => {
            restored.project = manifest.project;
            for (part, entry) in manifest.entries {
                if let Err(kind) = entry.check(&part, entries.get(&part).cloned()) {
                    entries.remove(&part);
                    problems.add(kind);
                    let lost = |name: String| ProblemKind::BadRecord { reason: format!("{name} was in {part}") };
                    entry.names.into_iter().for_each(|name| problems.add(lost(name)));
                    if part.starts_with("state/") {
                        entries.retain(|name, _| !name.starts_with("state/"));
                    }
                }
            }
        }
        Err(kind) => {
            problems.add(kind);
            // Without the list nobody can say whether the state is complete.
            entries.retain(|name, _| !name.starts_with("state/"));
        }
    }
    let mut state = Vec::new();
    for (part, bytes) in entries {
        let documents = |problems: &mut Problems| native::read(name, &String::from_utf8_lossy(&bytes), problems);
        match part.split('/').next().unwrap_or_default() {
            "documents" => restored.documents.extend(documents(&mut problems)),
            "bin" => restored.bin.extend(documents(&mut problems)),
            "state" => state.extend(bytes),
            "scheme.json" => match scheme_file::read(&bytes) {
                Ok(scheme) => restored.scheme = Some(scheme),
                Err(kind) => problems.add(kind),
            },
            _ => {}
        }
    }
    restored.state = (!state.is_empty()).then_some(state);
    restored.problems = problems.finish();
    restored
}

/// The entries of an archive; of a damaged one those that are whole.
fn entries(bytes: &[u8], problems: &mut Problems) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut archive = match Archive::open(bytes) {
        Ok(archive) => archive,
        Err(kind) => {
            problems.add(kind);
            return archive::salvage(bytes);
        }
    };
    for name in archive.names().to_vec() {
        // What cannot be unpacked is missed below, by the list of all parts.
        if let Ok(Some(bytes)) = archive.entry(&name) {
            found.insert(name, bytes);
        }
    }
    found
}
