//! Zip archives, bounded (压缩包): what is counted is what really comes out, never what the archive says of itself.
//!
//! Limits are in [`limits`]. Names of entries are data and never become paths of a file system; archives with
//! duplicate or overlapping entries, or with names that would lead out of a folder, are not opened; what of their entries is
//! whole can be had by [`salvage`].

use super::decode;
use super::limits;
use super::problem::{ProblemKind, Problems};
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// An archive being read.
pub struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
    n_packed: u64,
    n_unpacked: u64,
}

impl<'a> Archive<'a> {
    /// Opens an archive and checks its list of entries.
    ///
    /// # Errors
    /// [`ProblemKind::Damaged`] and [`ProblemKind::Bomb`].
    pub fn open(bytes: &'a [u8]) -> Result<Self, ProblemKind> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged("zip", &error.to_string()))?;
        if zip.len() > limits::ZIP_ENTRIES {
            return Err(ProblemKind::Bomb { limit: "entries" });
        }
        let overlaps = zip.has_overlapping_entries().map_err(|error| damaged("zip", &error.to_string()))?;
        if overlaps || zip.has_duplicate_names() {
            return Err(damaged("zip", "entries overlap or share a name"));
        }
        let names: Vec<String> = zip.file_names_raw().map(readable).collect();
        if let Some(name) = names.iter().find(|name| !is_plain(name)) {
            return Err(damaged("zip", &format!("unusable entry name {}", super::problem::shorten(name))));
        }
        Ok(Self { zip, names, n_packed: bytes.len() as u64, n_unpacked: 0 })
    }

    /// The names of all entries, in the order of the archive.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Unpacks an entry; `None` where there is none of that name.
    ///
    /// # Errors
    /// [`ProblemKind::Damaged`] and [`ProblemKind::Bomb`].
    pub fn entry(&mut self, name: &str) -> Result<Option<Vec<u8>>, ProblemKind> {
        let left = limits::ZIP_TOTAL_BYTES.saturating_sub(self.n_unpacked).min(limits::ZIP_ENTRY_BYTES);
        let ratio = limits::ZIP_RATIO_FROM.max(self.n_packed.saturating_mul(limits::ZIP_RATIO));
        let allowed = left.min(ratio.saturating_sub(self.n_unpacked));
        self.unpack(name, allowed, if allowed == left { "size" } else { "ratio" })
    }

    /// Unpacks an entry of a project package, as far as the package's list of parts says that it goes, and one byte more
    /// where there are more. What is packed well is no bomb here: the list says how much it is.
    ///
    /// # Errors
    /// As [`Archive::entry`].
    pub fn part(&mut self, name: &str, length: usize) -> Result<Option<Vec<u8>>, ProblemKind> {
        let left = limits::PACKAGE_BYTES.saturating_sub(self.n_unpacked).min(limits::PACKAGE_PART_BYTES);
        self.unpack(name, left.min((length as u64).saturating_add(1)), "size")
    }

    fn unpack(&mut self, name: &str, allowed: u64, limit: &'static str) -> Result<Option<Vec<u8>>, ProblemKind> {
        let Some(index) = self.names.iter().position(|other| other == name) else {
            return Ok(None);
        };
        let broken = |error: &dyn std::fmt::Display| damaged(name, &error.to_string());
        let mut file = self.zip.by_index(index).map_err(|error| broken(&error))?;
        let mut bytes = Vec::new();
        // One byte more than allowed shows that the limit was passed, where cutting short would hide it.
        (&mut file).take(allowed + 1).read_to_end(&mut bytes).map_err(|error| broken(&error))?;
        self.n_unpacked += bytes.len() as u64;
        if bytes.len() as u64 > allowed {
            return Err(ProblemKind::Bomb { limit });
        }
        Ok(Some(bytes))
    }
}

/// An entry as text, in the encoding recognised; what has to be known of that goes to `problems`.
///
/// # Errors
/// As [`Archive::entry`] and [`decode::decode`].
pub(super) fn text_entry(
    archive: &mut Archive<'_>,
    name: &str,
    problems: &mut Problems,
) -> Result<Option<String>, ProblemKind> {
    let Some(bytes) = archive.entry(name)? else { return Ok(None) };
    let decoded = decode::decode(&bytes, None)?;
    decoded.notes().into_iter().for_each(|note| problems.add(note));
    Ok(Some(decoded.text))
}

fn damaged(part: &str, reason: &str) -> ProblemKind {
    ProblemKind::Damaged { part: part.to_owned(), reason: reason.to_owned() }
}

/// The name of an entry. Archives made on Chinese systems have names in GBK without a word about it.
fn readable(name: &[u8]) -> String {
    match std::str::from_utf8(name) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling(name).0.into_owned(),
    }
}

/// Whether a name stays within the archive.
fn is_plain(name: &str) -> bool {
    let leads_out = name.split('/').any(|part| part == "..");
    !leads_out && !name.starts_with('/') && !name.contains(['\\', '\0']) && name.as_bytes().get(1) != Some(&b':')
}

/// The entries of an archive that are whole by their own checksums, whatever became of the archive's list: it may have
/// been cut short, or be damaged anywhere. All of them unpack to `most` bytes at most; the other limits are those of a
/// sound archive.
pub fn salvage(bytes: &[u8], most: u64) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut left = most.min(limits::ZIP_RATIO_FROM.max(bytes.len() as u64 * limits::ZIP_RATIO));
    let mut n_tries = 0;
    let mut at = 0;
    while let Some(next) = bytes.get(at..).and_then(|rest| rest.windows(4).position(|four| four == b"PK\x03\x04")) {
        at += next;
        n_tries += 1;
        if n_tries > limits::ZIP_ENTRIES || left == 0 {
            break;
        }
        let whole = bytes.get(at..).and_then(|rest| whole_entry(rest, &mut left));
        at += whole.as_ref().map_or(4, |(_, _, length)| *length);
        found.extend(whole.filter(|(name, ..)| is_plain(name)).map(|(name, content, _)| (name, content)));
    }
    found
}

/// The entry that begins here: its name, its content, how long it is in the archive; `None` where it is not whole.
fn whole_entry(mut rest: &[u8], left: &mut u64) -> Option<(String, Vec<u8>, usize)> {
    let length = rest.len();
    let mut file = zip::read::read_zipfile_from_stream(&mut rest).ok()??;
    let name = file.name().ok()?.into_owned();
    let mut content = Vec::new();
    let allowed = (*left).min(limits::ZIP_ENTRY_BYTES);
    let outcome = (&mut file).take(allowed + 1).read_to_end(&mut content);
    *left -= allowed.min(content.len() as u64);
    // The reader compares the checksum when it comes to the end.
    let is_whole = outcome.is_ok() && content.len() as u64 <= allowed;
    drop(file);
    is_whole.then_some((name, content, length - rest.len()))
}

/// Packs entries so that the same entries give the same bytes: in order of name, with one fixed date. A list of all others
/// goes first, so that an archive that was cut short still says what it should hold.
///
/// # Errors
/// Only for what the zip format cannot hold: names beyond 64 KB, more than four gigabytes.
pub fn pack(mut entries: Vec<(String, Vec<u8>)>) -> std::io::Result<Vec<u8>> {
    entries.sort_by(|one, other| (one.0 != "manifest.json", one).cmp(&(other.0 != "manifest.json", other)));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, bytes) in entries {
        zip.start_file(name, options)?;
        zip.write_all(&bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packs_and_unpacks_the_same_way_every_time() {
        let entries = vec![("b.txt".to_owned(), b"two".to_vec()), ("甲.txt".to_owned(), b"one".to_vec())];
        let packed = pack(entries.clone()).unwrap();
        assert_eq!(packed, pack(entries.into_iter().rev().collect()).unwrap());
        let mut archive = Archive::open(&packed).unwrap();
        assert_eq!(archive.entry("甲.txt").unwrap().unwrap(), b"one");
        assert_eq!(archive.entry("none").unwrap(), None);
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused() {
        let zeros = vec![0_u8; 40 << 20];
        let packed = pack(vec![("a".to_owned(), zeros)]).unwrap();
        assert!(packed.len() < 100_000);
        let mut archive = Archive::open(&packed).unwrap();
        assert_eq!(archive.entry("a"), Err(ProblemKind::Bomb { limit: "ratio" }));
    }

    #[test]
    fn names_in_gbk_are_read() {
        assert_eq!(readable("甲.txt".as_bytes()), "甲.txt");
        assert_eq!(readable(&encoding_rs::GB18030.encode("通知/甲.txt").0), "通知/甲.txt");
    }

    #[test]
    fn names_that_lead_out_are_refused() {
        for (name, plain) in
            [("a/b.txt", true), ("../b", false), ("/etc", false), ("C:/x", false), ("a\\b", false), ("a..b", true)]
        {
            assert_eq!(is_plain(name), plain, "{name}");
        }
    }
}
