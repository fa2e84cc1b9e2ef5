//! The native command line (命令行): the same engine as the page, for batches and pipelines.
//!
//! A file becomes a document of a [`Workspace`], findings become proposals by the same command as on the page, and what
//! is written is the same native JSON Lines. A file that cannot be read is named on standard error with the reason; the
//! others are done all the same, and the exit status is 1. Wrong usage is status 2.

mod annotate;
mod args;
mod dataset;
mod inspect;
mod ledger;
mod source;

use crate::annotate::ActorId;
use crate::formats::formats;
use crate::project::{Command, Document, NewDocument, Workspace};
use crate::recognise::Pipeline;
use crate::structure::Outline;
use args::{Parsed, Task, Verb};
use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;

const HELP: &str = include_str!("help.txt");

/// Runs the command line with the arguments after the program's name.
pub fn main(args: impl Iterator<Item = OsString>) -> ExitCode {
    match args::parse(args) {
        Ok(Parsed::Help) => show(HELP),
        Ok(Parsed::Version) => show(concat!("zhupi ", env!("CARGO_PKG_VERSION"), "\n")),
        Ok(Parsed::Formats) => show(&format_list()),
        Ok(Parsed::Run(task)) => ExitCode::from(run(&task)),
        Err(reason) => {
            eprintln!("zhupi: {reason}\ntry: zhupi --help");
            ExitCode::from(2)
        }
    }
}

fn show(text: &str) -> ExitCode {
    match io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn format_list() -> String {
    let mut out = String::new();
    for format in formats() {
        let can = match (format.can_read(), format.can_write()) {
            (true, true) => "read, write",
            (true, false) => "read",
            _ => "write",
        };
        out.push_str(&format!("{:<18} .{:<6} {:<12} {} · {}\n", format.id, format.ending, can, format.zh, format.en));
    }
    out
}

/// Does a task; gives the exit status.
fn run(task: &Task) -> u8 {
    match carry_out(task) {
        // Whoever reads our output may stop early; that is no failure.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
        Err(error) => {
            let target = task.output.as_ref().map_or("standard output".into(), |path| path.display().to_string());
            eprintln!("{target}: cannot be written: {error}");
            1
        }
        Ok(n_failed) => u8::from(n_failed > 0),
    }
}

/// Does a task; gives the number of files that could not be read, or in which something is wrong.
fn carry_out(task: &Task) -> io::Result<usize> {
    match task.verb {
        Verb::Annotate => annotate::run(task),
        Verb::Ledger => ledger::run(task),
        Verb::Convert => dataset::convert(task),
        Verb::Check => inspect::check(task),
        Verb::Stats => inspect::stats(task),
        Verb::Split => dataset::split(task),
    }
}

/// The recognisers, with the kinds of departments that the user adds. `None` where they cannot be read, which has been said.
fn pipeline(task: &Task) -> Option<Pipeline> {
    let Some(path) = &task.departments else { return Some(Pipeline::builtin()) };
    let read = std::fs::read_to_string(path).map_err(|error| error.to_string());
    let made = read.and_then(|own| Pipeline::with_departments(&own).map_err(|error| error.to_string()));
    made.inspect_err(|reason| eprintln!("{}: {reason}", path.display())).ok()
}

/// Takes a document in and lets the recognisers propose marks, as the page does.
fn recognised(pipeline: &Pipeline, new: NewDocument) -> (Workspace, Outline) {
    let mut workspace = Workspace::new(ActorId(1));
    let text = new.text.clone();
    let imported = workspace.apply(Command::Import(vec![new]), 0).is_ok();
    let doc = workspace.documents().next().map(|document| document.info().id);
    let (outline, found) = pipeline.run(&text);
    if let (true, Some(doc)) = (imported, doc) {
        workspace.set_outline(doc, Arc::new(outline.clone()));
        // The only refusal possible is that there is nothing to propose.
        let _ = workspace.apply(Command::Propose { doc, stretch: text.span(), found }, 0);
    }
    (workspace, outline)
}

fn only_document(workspace: &Workspace) -> Option<&Document> {
    workspace.documents().next()
}
