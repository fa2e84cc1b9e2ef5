//! Files of lines, a line at a time (逐行读取): a file of any length needs no more memory than its longest line.
//!
//! Only formats of one document a line can be read so; for all others the whole file is needed, which [`begin`] says.

use super::format::{self, Format};
use super::import::{self, ImportOptions, ImportReport};
use super::limits;
use super::problem::{Problem, ProblemKind};
use serde::de::IgnoredAny;
use std::io::{self, BufRead, Read};

/// How a file has to be read.
pub enum Start<R> {
    /// Line by line.
    Lines(Stream<R>),
    /// As a whole: what has been read of it, and the rest.
    Whole(Vec<u8>, R),
}

/// A file of lines on its way.
pub struct Stream<R> {
    name: String,
    input: R,
    options: ImportOptions,
    n_lines: usize,
    /// What was read to find out what the file is.
    head: Option<Vec<u8>>,
}

/// Looks at the first line of a file.
///
/// # Errors
/// Only what the input reports.
pub fn begin<R: BufRead>(name: &str, mut input: R, options: &ImportOptions) -> io::Result<Start<R>> {
    let mut head = Vec::new();
    let mut n_lines = 0;
    while head.trim_ascii().is_empty() && line(&mut input, &mut head)? > 0 {
        n_lines += 1;
    }
    let Some(format) = lines_format(name, &head, options) else {
        return Ok(Start::Whole(head, input));
    };
    let options = ImportOptions { format: Some(format.id.to_owned()), ..options.clone() };
    Ok(Start::Lines(Stream { name: name.to_owned(), input, options, n_lines, head: Some(head) }))
}

/// The format of a file, if it is one of a document a line and the first line is a whole record.
fn lines_format(name: &str, head: &[u8], options: &ImportOptions) -> Option<&'static Format> {
    let first = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii();
    serde_json::from_slice::<IgnoredAny>(first).ok()?;
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let found = match &options.format {
        Some(id) => format::format(id),
        None => format::recognise(std::str::from_utf8(first).ok()?, &ending),
    };
    found.filter(|format| format.lines.read)
}

impl<R: BufRead> Stream<R> {
    /// What the next line holds; `None` at the end. Whoever writes into a pipe is answered line by line.
    ///
    /// # Errors
    /// Only what the input reports.
    pub fn next_report(&mut self) -> io::Result<Option<ImportReport>> {
        let mut bytes = self.head.take().unwrap_or_default();
        while bytes.trim_ascii().is_empty() {
            bytes.clear();
            if line(&mut self.input, &mut bytes)? == 0 {
                return Ok(None);
            }
            self.n_lines += 1;
        }
        if is_cut(&bytes) {
            pass_line(&mut self.input)?;
            let limit = limits::ZIP_ENTRY_BYTES;
            let kind = ProblemKind::BadRecord { reason: format!("the line is longer than {limit} bytes") };
            let problem = Problem { line: u32::try_from(self.n_lines).ok(), ..Problem::of_file(&self.name, kind) };
            return Ok(Some(ImportReport { problems: vec![problem], ..ImportReport::default() }));
        }
        Ok(Some(import::import_lines(&self.name, &bytes, &self.options, self.n_lines.saturating_sub(1))))
    }
}

/// Reads a line, or as much of it as is allowed; gives the number of bytes.
fn line(input: &mut impl BufRead, bytes: &mut Vec<u8>) -> io::Result<usize> {
    input.by_ref().take(limits::ZIP_ENTRY_BYTES).read_until(b'\n', bytes)
}

/// Whether a line is longer than is allowed.
fn is_cut(line: &[u8]) -> bool {
    line.len() as u64 >= limits::ZIP_ENTRY_BYTES && !line.ends_with(b"\n")
}

/// Passes over the rest of a line.
fn pass_line(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        let (used, is_end) = match buffer.iter().position(|&byte| byte == b'\n') {
            Some(at) => (at + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        input.consume(used);
        if is_end {
            return Ok(());
        }
    }
}
