//! The native command line (命令行): the same engine as the page, for batches and pipelines.
//!
//! A file becomes a document of a [`Workspace`], findings become proposals by the same command as on the page, and what
//! is written is the same native JSON Lines. A file that cannot be read is named on standard error with the reason; the
//! others are done all the same, and the exit status is 1. Wrong usage is status 2.

mod annotate;
mod args;
mod ledger;
mod source;

use crate::annotate::ActorId;
use crate::project::{Command, Document, NewDocument, Workspace};
use crate::recognise::Pipeline;
use crate::structure::Outline;
use args::{Parsed, Task};
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

/// Does a task; gives the exit status.
fn run(task: &Task) -> u8 {
    let mut n_failed = 0;
    let done = source::open_output(task.output.as_deref()).and_then(|mut out| {
        n_failed = match task.verb {
            args::Verb::Annotate => annotate::run(task, &mut out)?,
            args::Verb::Ledger => ledger::run(task, &mut out)?,
        };
        out.flush()
    });
    match done {
        // Whoever reads our output may stop early; that is no failure.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => u8::from(n_failed > 0),
        Err(error) => {
            let target = task.output.as_ref().map_or("standard output".into(), |path| path.display().to_string());
            eprintln!("{target}: cannot be written: {error}");
            1
        }
        Ok(()) => u8::from(n_failed > 0),
    }
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
