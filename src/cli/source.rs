//! Files in and out of the command line.

use super::args::Task;
use crate::formats::stream::{self, Start};
use crate::formats::{self, ImportReport, Problem, Severity, limits};
use crate::project::NewDocument;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::Path;

/// The output, buffered: a file, or standard output.
pub(super) fn open_output(task: &Task) -> io::Result<Box<dyn Write>> {
    Ok(match &task.output {
        Some(path) if is_read(task, path) => {
            return Err(io::Error::other("it is also read; what is read would be gone before that"));
        }
        Some(path) => Box::new(BufWriter::new(File::create(path)?)),
        None => Box::new(BufWriter::new(io::stdout().lock())),
    })
}

/// Whether a file is among those that are read.
fn is_read(task: &Task, path: &Path) -> bool {
    let place = std::fs::canonicalize(path).ok();
    place.is_some() && task.files.iter().any(|file| std::fs::canonicalize(file).ok() == place)
}

/// Reads every file of a task and hands each document on. Gives the number of files that could not be read.
pub(super) fn each_document(task: &Task, mut take: impl FnMut(NewDocument) -> io::Result<()>) -> io::Result<usize> {
    each_report(task, |report| report.documents.into_iter().try_for_each(&mut take))
}

/// Reads every file of a task and hands on what came of it: once for a file, or once for every piece of a file that has
/// a document a line, so that a file or pipe of any length needs little memory. Gives the number of files that could not
/// be read.
pub(super) fn each_report(task: &Task, mut take: impl FnMut(ImportReport) -> io::Result<()>) -> io::Result<usize> {
    let mut n_failed = 0;
    for path in &task.files {
        let is_stdin = path.as_os_str() == "-";
        let name = if is_stdin { "stdin".to_owned() } else { path.display().to_string() };
        let input: io::Result<Box<dyn BufRead>> = if is_stdin {
            Ok(Box::new(io::stdin().lock()))
        } else {
            File::open(path).map(|file| Box::new(BufReader::new(file)) as _)
        };
        let mut sink = Sink { task, take: &mut take, n_read: 0, stopped: None };
        let read = input.and_then(|input| one(&name, input, &mut sink));
        if let Some(stopped) = sink.stopped {
            return Err(stopped);
        }
        n_failed += usize::from(read.is_err() || sink.n_read == 0);
        if let Err(error) = read {
            eprintln!("{name}: cannot be read: {error}");
        }
    }
    Ok(n_failed)
}

/// Where reports go. What its taker fails with is kept apart from failures to read.
struct Sink<'a> {
    task: &'a Task,
    take: &'a mut dyn FnMut(ImportReport) -> io::Result<()>,
    n_read: usize,
    stopped: Option<io::Error>,
}

impl Sink<'_> {
    /// Hands a report on; whether there is a use for more.
    fn put(&mut self, report: ImportReport) -> bool {
        report.problems.iter().for_each(|problem| tell(self.task, problem));
        self.n_read += report.documents.len();
        self.stopped = (self.take)(report).err();
        self.stopped.is_none()
    }
}

/// Imports one file and hands on what came of it.
fn one(name: &str, input: impl BufRead, sink: &mut Sink<'_>) -> io::Result<()> {
    match stream::begin(name, input, &sink.task.import)? {
        Start::Lines(mut lines) => {
            while let Some(report) = lines.next_report()? {
                if !sink.put(report) {
                    break;
                }
            }
        }
        Start::Whole(mut bytes, rest) => {
            // A little more than is allowed is enough to know that it is too large.
            rest.take(limits::DATASET_BYTES + 1).read_to_end(&mut bytes)?;
            sink.put(formats::import(name, &bytes, &sink.task.import));
        }
    }
    Ok(())
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
