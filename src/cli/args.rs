//! The arguments of the command line.

use crate::formats::anchor::Unit;
use crate::formats::dataset::{Cut, Recipe, Sets};
use crate::formats::export::{ExportOptions, Overlap, Which};
use crate::formats::table::Style;
use crate::formats::{self, Format, ImportOptions, native};
use crate::scheme::Name;
use lexopt::{Arg, Parser, ValueExt};
use std::ffi::OsString;
use std::path::PathBuf;

/// What was asked for.
pub(super) enum Parsed {
    Help,
    Version,
    Formats,
    Run(Box<Task>),
}

/// Which of the subcommands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    Annotate,
    Ledger,
    Convert,
    Check,
    Stats,
    Split,
}

/// A subcommand with everything it needs.
pub(super) struct Task {
    pub(super) verb: Verb,
    pub(super) files: Vec<PathBuf>,
    pub(super) output: Option<PathBuf>,
    pub(super) import: ImportOptions,
    pub(super) export: ExportOptions,
    /// The format to write; native where there is none.
    pub(super) to: Option<&'static Format>,
    /// What goes into a dataset.
    pub(super) recipe: Recipe,
    /// Whether the marks behind every loss are listed.
    pub(super) lists_losses: bool,
    pub(super) in_chinese: bool,
    pub(super) quiet: bool,
    /// Kinds of departments that the user adds to the register.
    pub(super) departments: Option<PathBuf>,
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
        export: ExportOptions::default(),
        to: None,
        recipe: Recipe::default(),
        lists_losses: false,
        in_chinese: false,
        quiet: false,
        departments: None,
    };
    let mut sets = SetArgs { list: "train=80,dev=10,test=10".to_owned(), seed: String::new() };
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Ok(Parsed::Help),
            Arg::Short('V') | Arg::Long("version") => return Ok(Parsed::Version),
            Arg::Value(value) if verb.is_none() => {
                let name = value.string()?;
                if name == "formats" {
                    return Ok(Parsed::Formats);
                }
                verb = Some(verb_of(&name)?);
            }
            Arg::Value(value) => task.files.push(value.into()),
            Arg::Short(_) | Arg::Long(_) => {
                let name = match arg {
                    Arg::Long(name) => name.to_owned(),
                    Arg::Short('o') => "output".to_owned(),
                    Arg::Short('q') => "quiet".to_owned(),
                    other => return Err(other.unexpected()),
                };
                option(&name, &mut task, &mut sets, &mut parser)?;
            }
        }
    }
    task.verb = verb.ok_or("no command given")?;
    if task.files.is_empty() {
        return Err("no file given; - is standard input".into());
    }
    if let Some(format) = task.to {
        check_target(task.verb, format)?;
    }
    if task.verb == Verb::Split && task.output.is_none() {
        return Err("split needs a folder: --output FOLDER".into());
    }
    if task.verb == Verb::Split {
        let wrong = || format!("sets are given as train=80,dev=10,test=10, not {}", sets.list);
        task.recipe.sets = Sets::parse(&sets.list, &sets.seed).ok_or_else(wrong)?;
        task.recipe.card = true;
    }
    Ok(Parsed::Run(Box::new(task)))
}

/// Whether a command writes this format.
fn check_target(verb: Verb, format: &Format) -> Result<(), String> {
    match (verb, format.id) {
        (Verb::Ledger, "native" | "csv" | "xlsx") | (Verb::Annotate, "native") => Ok(()),
        (Verb::Ledger, other) => Err(format!("a ledger goes out as csv or xlsx, not {other}")),
        (Verb::Annotate, other) => {
            Err(format!("annotate writes native JSON Lines; zhupi convert makes {other} of them"))
        }
        (Verb::Convert | Verb::Split, other) if !format.can_write() => Err(format!("{other} can only be read")),
        (Verb::Convert | Verb::Split, _) => Ok(()),
        (Verb::Check | Verb::Stats, _) => Err("check and stats write no format".to_owned()),
    }
}

/// The sets to split into, as they were given.
struct SetArgs {
    list: String,
    seed: String,
}

fn option(name: &str, task: &mut Task, sets: &mut SetArgs, parser: &mut Parser) -> Result<(), lexopt::Error> {
    match name {
        "output" => task.output = Some(parser.value()?.into()),
        "departments" => task.departments = Some(parser.value()?.into()),
        "quiet" => task.quiet = true,
        "zh" => task.in_chinese = true,
        "footnotes" => task.import.footnotes = true,
        "encoding" => task.import.encoding = Some(parser.value()?.string()?),
        "from" => task.import.format = Some(known_format(parser)?.id.to_owned()),
        "from-unit" => task.import.unit = Some(unit(parser)?),
        "to" => task.to = Some(known_format(parser)?),
        "unit" => task.export.unit = Some(unit(parser)?),
        "all" => task.export.which = Which::Visible,
        "plain" => task.export.style = Style::Program,
        "overlap" => {
            task.export.overlap = match parser.value()?.string()?.as_str() {
                "longest" => Overlap::Longest,
                "shortest" => Overlap::Shortest,
                "scheme" => Overlap::Scheme,
                other => return Err(format!("overlap is longest, shortest or scheme, not {other}").into()),
            }
        }
        "sets" => sets.list = parser.value()?.string()?,
        "seed" => sets.seed = parser.value()?.string()?,
        "cut" => {
            let name = parser.value()?.string()?;
            let wrong = || format!("cut is document, paragraph or sentence, not {name}");
            task.recipe.cut = Cut::of(&name).ok_or_else(wrong)?;
        }
        "states" => {
            let list = parser.value()?.string()?;
            let states: Option<Vec<_>> = list.split(',').map(native::status_of).collect();
            task.recipe.states = states.ok_or_else(|| format!("states are new, doing and done, not {list}"))?;
        }
        "labels" => task.export.labels = parser.value()?.string()?.split(',').map(Name::from).collect(),
        "unique" => task.recipe.unique = true,
        "card" => task.recipe.card = true,
        "losses" => task.lists_losses = true,
        _ => return Err(Arg::Long(name).unexpected()),
    }
    Ok(())
}

fn verb_of(name: &str) -> Result<Verb, lexopt::Error> {
    match name {
        "annotate" => Ok(Verb::Annotate),
        "ledger" => Ok(Verb::Ledger),
        "convert" => Ok(Verb::Convert),
        "check" => Ok(Verb::Check),
        "stats" => Ok(Verb::Stats),
        "split" => Ok(Verb::Split),
        _ => Err(format!("there is no command {name}").into()),
    }
}

fn known_format(parser: &mut Parser) -> Result<&'static Format, lexopt::Error> {
    let id = parser.value()?.string()?;
    formats::format(&id).ok_or_else(|| format!("there is no format {id}; see: zhupi formats").into())
}

fn unit(parser: &mut Parser) -> Result<Unit, lexopt::Error> {
    let name = parser.value()?.string()?;
    Unit::of(&name).ok_or_else(|| format!("a unit is codepoint or utf16, not {name}").into())
}
