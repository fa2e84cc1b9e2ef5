//! Project packages (项目包, `.zhupi`): a whole project in one file, to keep, to move and to hand on.
//!
//! A zip archive, the same bytes for the same project:
//!
//! | entry | content |
//! |---|---|
//! | `manifest.json` | `{"format":"zhupi-package","version":1,"documents":3,"entries":{"scheme.json":{"bytes":…,"sha256":"…"}}}` |
//! | `scheme.json` | the scheme, see `scheme_file` |
//! | `documents/0001.jsonl` … | native JSON Lines, some megabytes each |
//!
//! What is damaged is named; every entry whose checksum holds is still read. A package of a newer version is refused
//! rather than half understood.
//!
//! Losses: the bin, the history, identities.

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
/// How many bytes of documents go into one entry before the next begins.
const ENTRY: usize = 4 << 20;

#[derive(Serialize, Deserialize)]
struct Manifest {
    format: String,
    version: u32,
    documents: usize,
    entries: BTreeMap<String, Entry>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    bytes: usize,
    sha256: String,
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
    let entry = |part: &Part| (part.name.clone(), Entry { bytes: part.bytes.len(), sha256: checksum(&part.bytes) });
    let manifest = Manifest {
        format: FORMAT.to_owned(),
        version: 1,
        documents: export.documents.iter().filter(|document| document.text().is_some()).count(),
        entries: parts.iter().map(entry).collect(),
    };
    parts.push(part("manifest.json", serde_json::to_vec_pretty(&manifest)?));
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
    let damaged = |reason: String| ProblemKind::Damaged { part: "manifest.json".to_owned(), reason };
    let bytes = archive.entry("manifest.json")?.ok_or_else(|| damaged("it is missing".to_owned()))?;
    let manifest: Manifest = serde_json::from_slice(&bytes).map_err(|error| damaged(error.to_string()))?;
    if manifest.format != FORMAT || manifest.version != 1 {
        let reason = format!("it is {} version {}; update the program", manifest.format, manifest.version);
        return Err(ProblemKind::NotThisFormat { format: "a package this version can read", reason });
    }
    Ok(manifest)
}

/// An entry that is what the manifest says.
fn sound(archive: &mut Archive<'_>, name: &str, entry: &Entry) -> Result<Vec<u8>, ProblemKind> {
    let damaged = |reason: &str| ProblemKind::Damaged { part: name.to_owned(), reason: reason.to_owned() };
    let bytes = archive.entry(name)?.ok_or_else(|| damaged("it is missing"))?;
    if bytes.len() != entry.bytes || checksum(&bytes) != entry.sha256 {
        return Err(damaged("its checksum does not hold"));
    }
    Ok(bytes)
}

fn checksum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
