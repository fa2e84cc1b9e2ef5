//! Files in and out of the command line.

use super::args::Task;
use crate::formats::{self, ImportReport, Severity, limits};
use crate::project::NewDocument;
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

/// The output, buffered: a file, or standard output.
pub(super) fn open_output(path: Option<&Path>) -> io::Result<Box<dyn Write>> {
    Ok(match path {
        Some(path) => Box::new(BufWriter::new(File::create(path)?)),
        None => Box::new(BufWriter::new(io::stdout().lock())),
    })
}

/// Reads every file of a task and hands each document on. Gives the number of files that could not be read.
pub(super) fn each_document(task: &Task, mut take: impl FnMut(NewDocument) -> io::Result<()>) -> io::Result<usize> {
    each_report(task, |report| report.documents.into_iter().try_for_each(&mut take))
}

/// Reads every file of a task and hands on what came of it. Gives the number of files that could not be read.
pub(super) fn each_report(task: &Task, mut take: impl FnMut(ImportReport) -> io::Result<()>) -> io::Result<usize> {
    let mut n_failed = 0;
    for path in &task.files {
        let name = if path.as_os_str() == "-" { "stdin".to_owned() } else { path.display().to_string() };
        match read(path) {
            Ok(bytes) => {
                let report = formats::import(&name, &bytes, &task.import);
                tell(task, &report);
                n_failed += usize::from(report.documents.is_empty());
                take(report)?;
            }
            Err(error) => {
                eprintln!("{name}: cannot be read: {error}");
                n_failed += 1;
            }
        }
    }
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

fn tell(task: &Task, report: &ImportReport) {
    for problem in &report.problems {
        if problem.severity() == Severity::Note && task.quiet {
            continue;
        }
        if task.in_chinese {
            eprintln!("{}", problem.zh());
        } else {
            eprintln!("{problem}");
        }
    }
}
