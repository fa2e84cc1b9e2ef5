//! Files in and out of the command line.

use super::args::Task;
use crate::formats::problem::Problems;
use crate::formats::{self, ImportReport, Problem, Severity, limits, native};
use crate::project::NewDocument;
use std::fs::File;
use std::io::{self, BufRead, BufWriter, Read, Write};
use std::path::Path;

/// The output, buffered: a file, or standard output.
pub(super) fn open_output(path: Option<&Path>) -> io::Result<Box<dyn Write>> {
    Ok(match path {
        Some(path) => Box::new(BufWriter::new(File::create(path)?)),
        None => Box::new(BufWriter::new(io::stdout().lock())),
    })
}

/// Reads every file of a task and hands each document on. Gives the number of files that could not be read.
///
/// Native lines on standard input are read one at a time, so that a pipe of any length needs little memory.
pub(super) fn each_document(task: &Task, mut take: impl FnMut(NewDocument) -> io::Result<()>) -> io::Result<usize> {
    if let ([only], None, None) = (task.files.as_slice(), &task.import.format, &task.import.encoding)
        && only.as_os_str() == "-"
    {
        let mut input = io::stdin().lock();
        let mut first = Vec::new();
        (&mut input).take(limits::ZIP_ENTRY_BYTES).read_until(b'\n', &mut first)?;
        if native::looks_native(&first) {
            return lines(task, io::Cursor::new(first).chain(input), take);
        }
        let mut bytes = first;
        input.take(limits::DATASET_BYTES).read_to_end(&mut bytes)?;
        return one(task, "stdin", &bytes, &mut |report| report.documents.into_iter().try_for_each(&mut take));
    }
    each_report(task, |report| report.documents.into_iter().try_for_each(&mut take))
}

/// Hands the documents of native lines on, one by one.
fn lines(task: &Task, input: impl BufRead, mut take: impl FnMut(NewDocument) -> io::Result<()>) -> io::Result<usize> {
    let mut reader = native::Reader::new("stdin", input);
    let mut n_read = 0_usize;
    loop {
        let mut problems = Problems::new("stdin");
        let document = reader.next_document(&mut problems);
        problems.finish().iter().for_each(|problem| tell(task, problem));
        let Some(document) = document else {
            return Ok(usize::from(n_read == 0));
        };
        n_read += 1;
        take(document)?;
    }
}

/// Reads every file of a task and hands on what came of it. Gives the number of files that could not be read.
pub(super) fn each_report(task: &Task, mut take: impl FnMut(ImportReport) -> io::Result<()>) -> io::Result<usize> {
    let mut n_failed = 0;
    for path in &task.files {
        let name = if path.as_os_str() == "-" { "stdin".to_owned() } else { path.display().to_string() };
        match read(path) {
            Ok(bytes) => n_failed += one(task, &name, &bytes, &mut take)?,
            Err(error) => {
                eprintln!("{name}: cannot be read: {error}");
                n_failed += 1;
            }
        }
    }
    Ok(n_failed)
}

/// Imports one file and hands on what came of it. Gives 1 where nothing did.
fn one(
    task: &Task,
    name: &str,
    bytes: &[u8],
    take: &mut impl FnMut(ImportReport) -> io::Result<()>,
) -> io::Result<usize> {
    let report = formats::import(name, bytes, &task.import);
    report.problems.iter().for_each(|problem| tell(task, problem));
    let n_failed = usize::from(report.documents.is_empty());
    take(report)?;
    Ok(n_failed)
}

/// The bytes of a file, or of standard input; a little more than is allowed is enough to know that it is too large.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let limit = limits::DATASET_BYTES + 1;
    let mut bytes = Vec::new();
    if path.as_os_str() == "-" {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)?;
    } else {
        File::open(path)?.take(limit).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

fn tell(task: &Task, problem: &Problem) {
    if problem.severity() == Severity::Note && task.quiet {
        return;
    }
    if task.in_chinese {
        eprintln!("{}", problem.zh());
    } else {
        eprintln!("{problem}");
    }
}
