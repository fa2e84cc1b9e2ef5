//! Project packages (项目包, `.zhupi`): a whole project in one file, to keep, to move and to hand on.
//!
//! A zip archive, the same bytes for the same project:
//!
//! | entry | content |
//! |---|---|
//! | `manifest.json` | `{"format":"zhupi-package","version":1,"documents":3,"entries":{"scheme.json":{"bytes":…,"sha256":"…"}}}` |
//! | `scheme.json` | the scheme, see `scheme_file` |
//! | `documents/0001.jsonl` … | native JSON Lines, some megabytes each |
//! | `bin/0001.jsonl` … | in a backup: the documents that were put away |
//! | `state/0001` … | in a backup: what only this program reads, which brings a project back to the letter |
//!
//! What is damaged is named; every entry whose checksum holds is still read. A package of a newer version is refused
//! rather than half understood.
//!
//! Losses of an export: the bin, the history, identities. A backup (see `backup`) has none.

use super::archive::Archive;
use super::export::{Carries, Export};
use super::format::{Input, Part, part};
use super::problem::{ProblemKind, Problems};
use super::{native, scheme_file};
use crate::project::NewDocument;
use crate::scheme::Scheme;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io;

/// What a package carries.
pub(super) const CARRIES: Carries = Carries::ALL;

const FORMAT: &str = "zhupi-package";
const MANIFEST: &str = "manifest.json";
/// How many bytes of documents go into one entry before the next begins.
const ENTRY: usize = 4 << 20;

#[derive(Default, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) format: String,
    pub(super) version: u32,
    /// The project's name, in a backup.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) project: Option<String>,
    pub(super) documents: usize,
    pub(super) entries: BTreeMap<String, Entry>,
}

#[derive(Default, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) bytes: usize,
    sha256: String,
    /// The names of the documents in it, in a backup: what is missing where the entry is damaged.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) names: Vec<String>,
}

/// Whether an archive is a package.
pub(super) fn looks(names: &[String]) -> bool {
    let has = |name: &str| names.iter().any(|other| other == name);
    has("manifest.json") && has("scheme.json")
}

/// Writes the entries of a package.
pub(super) fn write(export: &Export<'_>) -> io::Result<Vec<Part>> {
    let mut parts = vec![part("scheme.json", scheme_file::write(export.scheme)?)];
    let mut lines = Vec::new();
    let mut put = |lines: &mut Vec<u8>| {
        let name = format!("documents/{:04}.jsonl", parts.len());
        parts.push(part(&name, std::mem::take(lines)));
    };
    for document in &export.documents {
        native::write_document(document, &mut lines)?;
        if lines.len() >= ENTRY {
            put(&mut lines);
        }
    }
    if !lines.is_empty() {
        put(&mut lines);
    }
    let manifest = Manifest {
        documents: export.documents.iter().filter(|document| document.text().is_some()).count(),
        ..Manifest::default()
    };
    with_manifest(parts, manifest)
}

/// Adds the list of all parts. What the manifest already says of a part is kept.
pub(super) fn with_manifest(mut parts: Vec<Part>, mut manifest: Manifest) -> io::Result<Vec<Part>> {
    for part in &parts {
        let entry = manifest.entries.entry(part.name.clone()).or_default();
        entry.bytes = part.bytes.len();
        entry.sha256 = checksum(&part.bytes);
    }
    FORMAT.clone_into(&mut manifest.format);
    manifest.version = 1;
    parts.push(part(MANIFEST, serde_json::to_vec_pretty(&manifest)?));
    Ok(parts)
}

/// The documents of a package.
pub(super) fn read(input: &Input<'_>, problems: &mut Problems) -> Result<Vec<NewDocument>, ProblemKind> {
    let mut archive = Archive::open(input.bytes)?;
    let manifest = manifest(&mut archive)?;
    let mut documents = Vec::new();
    for (name, entry) in &manifest.entries {
        match sound(&mut archive, name, entry) {
            Ok(bytes) if name.starts_with("documents/") => {
                let content = String::from_utf8_lossy(&bytes);
                documents.extend(native::read(input.name, &content, problems));
            }
            Ok(_) => {}
            Err(kind) => problems.add(kind),
        }
    }
    if documents.len() != manifest.documents {
        let reason = format!("{} documents of {} could be read", documents.len(), manifest.documents);
        problems.add(ProblemKind::BadRecord { reason });
    }
    Ok(documents)
}

/// The scheme of a package.
///
/// # Errors
/// Says what is wrong with the package or its scheme.
pub(super) fn scheme(bytes: &[u8]) -> Result<Scheme, ProblemKind> {
    let mut archive = Archive::open(bytes)?;
    let manifest = manifest(&mut archive)?;
    let name = "scheme.json";
    let missing = || ProblemKind::Damaged { part: name.to_owned(), reason: "it is not in the manifest".to_owned() };
    scheme_file::read(&sound(&mut archive, name, manifest.entries.get(name).ok_or_else(missing)?)?)
}

fn manifest(archive: &mut Archive<'_>) -> Result<Manifest, ProblemKind> {
    manifest_of(archive.entry(MANIFEST)?.as_deref())
}

/// Reads the list of all parts.
pub(super) fn manifest_of(bytes: Option<&[u8]>) -> Result<Manifest, ProblemKind> {
    let damaged = |reason: String| ProblemKind::Damaged { part: MANIFEST.to_owned(), reason };
    let bytes = bytes.ok_or_else(|| damaged("it is missing".to_owned()))?;
    let manifest: Manifest = serde_json::from_slice(bytes).map_err(|error| damaged(error.to_string()))?;
    if manifest.format != FORMAT || manifest.version != 1 {
        let reason = format!("it is {} version {}; update the program", manifest.format, manifest.version);
        return Err(ProblemKind::NotThisFormat { format: "a package this version can read", reason });
    }
    Ok(manifest)
}

/// An entry that is what the manifest says.
fn sound(archive: &mut Archive<'_>, name: &str, entry: &Entry) -> Result<Vec<u8>, ProblemKind> {
    entry.check(name, archive.part(name, entry.bytes)?)
}

impl Entry {
    /// The bytes, if they are what the manifest says.
    pub(super) fn check(&self, name: &str, bytes: Option<Vec<u8>>) -> Result<Vec<u8>, ProblemKind> {
        let damaged = |reason: &str| ProblemKind::Damaged { part: name.to_owned(), reason: reason.to_owned() };
        let bytes = bytes.ok_or_else(|| damaged("it is missing"))?;
        if bytes.len() != self.bytes || checksum(&bytes) != self.sha256 {
            return Err(damaged("its checksum does not hold"));
        }
        Ok(bytes)
    }
}

fn checksum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
