//! `cargo xtask reliability`: tries to lose people's work, and writes one page of figures.
//!
//! Every row is a test of this repository that runs longer when told to. Tests say what they did in lines that begin with
//! `figure:`; here the tests are called, in slices with seeds of their own, and the slices of a day are added up.

mod results;
mod rows;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail, ensure};

use crate::build::{self, Effort};
use crate::tools;
use results::{Figure, Results, day, folder, keep, page, read_figures, write_report};
use rows::{ROWS, Row, Test};

pub use results::figures_file;

/// What the command was told.
pub struct Options<'a> {
    /// All rounds, not only those of the tests' short form.
    full: bool,
    /// Only the rows whose names hold this.
    only: Option<&'a str>,
    /// How many slices of a row at most.
    slices: usize,
    /// How many slices run beside one another. Most of what a browser does in them is to wait.
    jobs: usize,
}

impl<'a> Options<'a> {
    /// Reads `[--short|--full] [--only NAME] [--slices N] [--jobs N]`.
    pub fn parse(words: &[&'a str]) -> Result<Options<'a>> {
        let mut options = Options { full: false, only: None, slices: usize::MAX, jobs: 1 };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "--short" => options.full = false,
                "--full" => options.full = true,
                "--only" => options.only = Some(words.next().context("--only needs a name")?),
                "--slices" => options.slices = words.next().context("--slices needs a number")?.parse()?,
                "--jobs" => options.jobs = words.next().context("--jobs needs a number")?.parse()?,
                other => bail!("reliability does not know {other}"),
            }
        }
        Ok(options)
    }
}

/// Runs the rows and writes the report. An error means that something was lost, or a test did not run to its end.
pub fn run(root: &Path, options: &Options) -> Result<()> {
    let is_wanted = |row: &&Row| options.only.is_none_or(|only| row.figure.contains(only));
    let rows: Vec<&Row> = ROWS.iter().filter(|row| !matches!(row.test, Test::Fuzz)).filter(is_wanted).collect();
    if rows.iter().any(|row| matches!(row.test, Test::Browser(..) | Test::AllBrowser)) {
        // The figures bear the number of the commit, so what is tried has to be that.
        build::dist(root, Effort::Release)?;
    }
    let mut failures = Vec::new();
    for row in rows {
        if let Err(problem) = run_row(root, row, options) {
            println!("error: {problem:#}");
            failures.push(row.figure);
        }
    }
    let path = write_report(root)?;
    println!("\nthe report is in {}", path.display());
    ensure!(failures.is_empty(), "failed: {}", failures.join(", "));
    Ok(())
}

/// Runs slices of a row until it has all its rounds, or as many as wanted. The short form is one slice.
fn run_row(root: &Path, row: &Row, options: &Options) -> Result<()> {
    let mut left = if options.full { options.slices } else { 1 };
    while left > 0 {
        let done = Results::load(root, &day()?)?.of(row.figure);
        if options.full && done.rounds >= row.goal {
            break;
        }
        println!("\n== {}: {} of {}", row.figure, done.rounds, row.goal);
        let missing = if options.full { row.goal.saturating_sub(done.rounds).div_ceil(row.slice) } else { 1 };
        let n_beside = options.jobs.min(missing).min(left).max(1);
        left -= n_beside;
        let numbers = done.slices + 1..=done.slices + n_beside;
        let outcomes: Vec<(usize, Slice)> = std::thread::scope(|scope| {
            let start = |number| (number, scope.spawn(move || slice(root, row, number, options.full)));
            let running: Vec<_> = numbers.map(start).collect();
            let end = |(number, running): (usize, std::thread::ScopedJoinHandle<'_, Slice>)| {
                (number, running.join().unwrap_or_else(|_| (Vec::new(), Err(anyhow!("slice {number} ended early")))))
            };
            running.into_iter().map(end).collect()
        });
        // All figures are kept before any failure ends the row.
        outcomes.iter().try_for_each(|(number, (found, _))| keep(root, *number, found))?;
        outcomes.into_iter().try_for_each(|(_, (_, outcome))| outcome)?;
    }
    Ok(())
}

/// What a slice said, and whether its test ran to its end.
type Slice = (Vec<Figure>, Result<()>);

/// Runs one slice of a row; its figures count whether it succeeded or not.
fn slice(root: &Path, row: &Row, number: usize, full: bool) -> Slice {
    let figures = folder(root).join(format!("figures-{number}.txt"));
    let _ = fs::remove_file(&figures);
    let mut command = tools::cargo(root);
    command.env("ZHUPI_FIGURES", &figures).env("ZHUPI_SEED", number.to_string());
    let variable = match row.test {
        Test::Native(program, test, variable) => {
            command.args(["test", "--quiet", "--profile", "serve", "--test", program, test]);
            Some(variable)
        }
        Test::Browser(program, test, variable) => {
            command.args(["test", "--quiet", "--profile", "tool", "-p", "zhupi-e2e", "--test", program, test]);
            Some(variable)
        }
        Test::AllBrowser => {
            command.args(["test", "--quiet", "--no-fail-fast", "--profile", "tool", "-p", "zhupi-e2e"]);
            None
        }
        Test::Fuzz => return (Vec::new(), Ok(())),
    };
    if let Some(variable) = variable.filter(|_| full) {
        command.env(variable, row.slice.to_string());
    }
    let outcome = tools::run(&mut command);
    let mut found = read_figures(&figures);
    found.retain(|figure| figure.name == row.figure);
    if matches!(row.test, Test::AllBrowser) && !found.is_empty() {
        found = vec![added_up(row.figure, &found)];
    }
    if outcome.is_err() && found.iter().all(|figure| figure.failed == 0) {
        found.push(Figure { name: row.figure.to_owned(), rounds: 0, failed: 1, note: "a test failed".to_owned() });
    }
    (found, outcome)
}

/// What the tests of one run say of the same thing, as one figure.
fn added_up(name: &str, found: &[Figure]) -> Figure {
    let sum = |of: fn(&Figure) -> usize| found.iter().map(of).sum();
    let (rounds, failed) = (sum(|figure| figure.rounds), sum(|figure| figure.failed));
    Figure { name: name.to_owned(), rounds, failed, note: format!("{} scenarios of one run", found.len()) }
}

/// Takes the figures that a whole run of the tests left behind: the short form.
pub fn take_short(root: &Path) -> Result<()> {
    let found = read_figures(&figures_file(root));
    ensure!(!found.is_empty(), "the tests left no figures");
    let mut all = Results::default();
    found.into_iter().for_each(|figure| all.add(figure, ""));
    let page = page(&all, "Short form, as part of `cargo xtask test`.");
    let path = folder(root).join("short.md");
    fs::write(&path, page)?;
    println!("the short report of reliability is in {}", path.display());
    // How soon a write is acknowledged is a figure of a quiet machine, and tests run beside one another.
    let counts = |name: &str| name != "append acknowledged";
    let failed: usize = all.rows.iter().filter(|(name, _)| counts(name)).map(|(_, row)| row.failed).sum();
    ensure!(failed == 0, "{failed} failures");
    Ok(())
}

/// Takes note of a run that was guided by coverage.
pub fn note_fuzzing(root: &Path, target: &str, inputs: u64, outcome: &Result<()>) -> Result<()> {
    let done = if outcome.is_ok() { usize::try_from(inputs)? } else { 0 };
    let (name, failed) = ("guided fuzzing".to_owned(), usize::from(outcome.is_err()));
    keep(root, 1, &[Figure { name, rounds: done, failed, note: target.to_owned() }])
}
