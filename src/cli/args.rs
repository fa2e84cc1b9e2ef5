//! The arguments of the command line.

use crate::formats::ImportOptions;
use lexopt::{Arg, Parser, ValueExt};
use std::ffi::OsString;
use std::path::PathBuf;

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Parsed {
    Help,
    Version,
    Run(Task),
}

/// Which of the subcommands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    Annotate,
    Ledger,
}

/// A subcommand with everything it needs.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Task {
    pub(super) verb: Verb,
    pub(super) files: Vec<PathBuf>,
    pub(super) output: Option<PathBuf>,
    pub(super) import: ImportOptions,
    pub(super) in_chinese: bool,
    pub(super) quiet: bool,
}

/// Reads the arguments; says what is wrong with them.
pub(super) fn parse(args: impl Iterator<Item = OsString>) -> Result<Parsed, String> {
    parse_all(Parser::from_args(args)).map_err(|error| error.to_string())
}

fn parse_all(mut parser: Parser) -> Result<Parsed, lexopt::Error> {
    let mut verb = None;
    let mut task = Task {
        verb: Verb::Annotate,
        files: Vec::new(),
        output: None,
        import: ImportOptions::default(),
        in_chinese: false,
        quiet: false,
    };
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Ok(Parsed::Help),
            Arg::Short('V') | Arg::Long("version") => return Ok(Parsed::Version),
            Arg::Short('o') | Arg::Long("output") => task.output = Some(parser.value()?.into()),
            Arg::Short('q') | Arg::Long("quiet") => task.quiet = true,
            Arg::Long("encoding") => task.import.encoding = Some(parser.value()?.string()?),
            Arg::Long("footnotes") => task.import.footnotes = true,
            Arg::Long("zh") => task.in_chinese = true,
            Arg::Value(value) if verb.is_none() => verb = Some(verb_of(value.string()?)?),
            Arg::Value(value) => task.files.push(value.into()),
            other => return Err(other.unexpected()),
        }
    }
    task.verb = verb.ok_or("no command given")?;
    if task.files.is_empty() {
        return Err("no file given; - is standard input".into());
    }
    Ok(Parsed::Run(task))
}

fn verb_of(name: String) -> Result<Verb, lexopt::Error> {
    match name.as_str() {
        "annotate" => Ok(Verb::Annotate),
        "ledger" => Ok(Verb::Ledger),
        _ => Err(format!("there is no command {name}").into()),
    }
}
