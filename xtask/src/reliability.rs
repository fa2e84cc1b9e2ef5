//! `cargo xtask reliability`: tries to lose people's work, and writes one page of figures.
//!
//! Every row is a test of this repository that runs longer when told to. Tests say what they did in lines that begin with
//! `figure:`; here the tests are called, in slices with seeds of their own, and the slices of a day are added up.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, bail, ensure};

use crate::tools;

/// One row of the report.
struct Row {
    /// What was done, for people.
    what: &'static str,
    /// The name in the tests' lines.
    figure: &'static str,
    /// How many rounds the full form has.
    goal: usize,
    /// How many of them one slice has, so that it ends in some minutes.
    slice: usize,
    /// What the result is called.
    result: &'static str,
    test: Test,
}

/// The test that gives a row, and the variable that says how many rounds.
#[derive(Clone, Copy)]
enum Test {
    /// Native: the test program, the test in it.
    Native(&'static str, &'static str, &'static str),
    /// In a browser: the test program, the test in it.
    Browser(&'static str, &'static str, &'static str),
    /// Every test in a browser.
    AllBrowser,
}

const ROWS: [Row; 17] = [
    Row {
        what: "renderer killed mid-edit (by process id), reopened",
        figure: "renderer killed",
        goal: 1_000,
        slice: 120,
        result: "rounds in which an acknowledged edit was lost, or the state was no prefix of what was done",
        test: Test::Browser("saving", "what_is_called_saved_survives_a_killed_page", "ZHUPI_RENDERER_KILLS"),
    },
    Row {
        what: "whole browser killed",
        figure: "browser killed",
        goal: 100,
        slice: 50,
        result: "the same",
        test: Test::Browser("saving", "what_is_called_saved_survives_a_killed_browser", "ZHUPI_KILLS"),
    },
    Row {
        what: "whole browser killed at any moment of the first visit, on a new profile",
        figure: "browser killed on its first visit",
        goal: 120,
        slice: 30,
        result: "visits after which something that had been called saved was gone, or a loss was told of",
        test: Test::Browser("first_visit", "what_is_called_saved_on_the_first_visit", "ZHUPI_FIRST_KILLS"),
    },
    Row {
        what: "storage simulator: every operation may fail, tear, come late, vanish (operations)",
        figure: "storage simulator",
        goal: 5_000_000,
        slice: 5_000,
        result: "violations of the journal's laws",
        test: Test::Native("journal_simulator", "nothing_acknowledged_is_ever_lost", "ZHUPI_SEEDS"),
    },
    Row {
        what: "two and three tabs at random",
        figure: "tabs at random",
        goal: 300,
        slice: 75,
        result: "rounds with a lost edit or two writers",
        test: Test::Browser("tabs", "tabs_at_random_lose_nothing_and_never_write_both", "ZHUPI_TABS"),
    },
    Row {
        what: "real quota reached",
        figure: "quota reached",
        goal: 50,
        slice: 10,
        result: "rounds without a red state, without a file, or with an acknowledged edit lost",
        test: Test::Browser("quota", "when_there_is_no_room", "ZHUPI_QUOTA"),
    },
    Row {
        what: "bit flip in a stored record",
        figure: "bit flipped",
        goal: 10_000,
        slice: 10_000,
        result: "flips not noticed, not told, or not followed by an earlier state",
        test: Test::Native("journal_damage", "every_flipped_bit_is_noticed", "ZHUPI_FLIPS"),
    },
    Row {
        what: "bit flip in the browser's own database",
        figure: "bit flipped in IndexedDB",
        goal: 50,
        slice: 50,
        result: "the same",
        test: Test::Browser("keeping", "a_flipped_bit_in_the_browsers_database", "ZHUPI_APP_FLIPS"),
    },
    Row {
        what: "backup, wipe, restore",
        figure: "backup restored",
        goal: 1_000,
        slice: 1_000,
        result: "restored projects with another hash, history or text",
        test: Test::Native("backup", "backed_up_wiped_and_restored", "ZHUPI_BACKUPS"),
    },
    Row {
        what: "backup, wipe, restore in the app",
        figure: "backup restored in the app",
        goal: 30,
        slice: 30,
        result: "restored projects that export something else",
        test: Test::Browser("keeping", "a_backup_brings_everything_back", "ZHUPI_APP_RESTORES"),
    },
    Row {
        what: "damaged backup salvaged",
        figure: "damaged backup salvaged",
        goal: 1_000,
        slice: 1_000,
        result: "backups of which something was missing and not named, or altered",
        test: Test::Native("backup", "a_damaged_backup_is_salvaged", "ZHUPI_BACKUPS"),
    },
    Row {
        what: "offline cold start after the server is gone",
        figure: "offline cold start",
        goal: 50,
        slice: 50,
        result: "starts that failed",
        test: Test::Browser("offline", "after_one_visit_the_host_may_be_gone", "ZHUPI_COLD_STARTS"),
    },
    Row {
        what: "update while editing (pairs of builds)",
        figure: "update while editing",
        goal: 20,
        slice: 20,
        result: "reloads without consent, mixed builds, lost edits",
        test: Test::Browser("offline", "an_update_waits_for_consent", "ZHUPI_UPDATES"),
    },
    Row {
        what: "importers, each (inputs)",
        figure: "importers",
        goal: 1_000_000,
        slice: 100_000,
        result: "panics, or inputs beyond the bounds of time",
        test: Test::Native("fuzz_formats", "no_input_brings_a_reader_down", "ZHUPI_FUZZ"),
    },
    Row {
        what: "injected attempts to reach another host or to run foreign code",
        figure: "injected attempts",
        goal: 12,
        slice: 1,
        result: "attempts that the policy did not refuse",
        test: Test::Browser("policy", "what_is_injected", "ZHUPI_NOTHING"),
    },
    Row {
        what: "requests of the app in the whole browser suite",
        figure: "requests elsewhere",
        goal: 1,
        slice: 1,
        result: "requests to anywhere else",
        test: Test::AllBrowser,
    },
    Row {
        what: "append acknowledged (edits)",
        figure: "append acknowledged",
        goal: 200,
        slice: 200,
        result: "1 where the 95th percentile is above 50 ms",
        test: Test::Browser("saving", "an_edit_is_acknowledged_soon", "ZHUPI_ACKNOWLEDGED"),
    },
];

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
    let rows = ROWS.iter().filter(|row| options.only.is_none_or(|only| row.figure.contains(only)));
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

/// Where tests leave their figures.
pub fn figures_file(root: &Path) -> PathBuf {
    folder(root).join("figures.txt")
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

/// Makes the folder for results.
pub fn folder(root: &Path) -> PathBuf {
    let folder = root.join("target/reliability");
    // What cannot be made is told of when something is to be written there.
    let _ = fs::create_dir_all(&folder);
    folder
}

/// What a test said.
struct Figure {
    name: String,
    rounds: usize,
    failed: usize,
    note: String,
}

fn read_figures(path: &Path) -> Vec<Figure> {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.lines().filter_map(figure_of).collect()
}

fn figure_of(line: &str) -> Option<Figure> {
    let mut parts = line.strip_prefix("figure: ")?.splitn(4, " | ");
    Some(Figure {
        name: parts.next()?.to_owned(),
        rounds: parts.next()?.parse().ok()?,
        failed: parts.next()?.parse().ok()?,
        note: parts.next()?.to_owned(),
    })
}

/// Appends figures to those of the day: commit, slice, figure.
fn keep(root: &Path, number: usize, figures: &[Figure]) -> Result<()> {
    let path = folder(root).join(format!("{}.tsv", day()?));
    let mut text = fs::read_to_string(&path).unwrap_or_default();
    let commit = said("git", &["rev-parse", "--short", "HEAD"])?;
    for Figure { name, rounds, failed, note } in figures {
        text += &format!("{commit}\t{number}\t{name}\t{rounds}\t{failed}\t{note}\n");
    }
    fs::write(&path, text).with_context(|| path.display().to_string())
}

/// The figures of a day, slices of a row added up.
#[derive(Default)]
struct Results {
    rows: BTreeMap<String, Sum>,
    commits: Vec<String>,
}

#[derive(Clone, Default)]
struct Sum {
    slices: usize,
    rounds: usize,
    failed: usize,
    note: String,
}

impl Results {
    fn load(root: &Path, day: &str) -> Result<Results> {
        let mut all = Results::default();
        let text = fs::read_to_string(folder(root).join(format!("{day}.tsv"))).unwrap_or_default();
        for line in text.lines() {
            let [commit, _, name, rounds, failed, note] = line.splitn(6, '\t').collect::<Vec<_>>()[..] else {
                bail!("{line}: not a line of results");
            };
            let (rounds, failed) = (rounds.parse()?, failed.parse()?);
            all.add(Figure { name: name.to_owned(), rounds, failed, note: note.to_owned() }, commit);
        }
        Ok(all)
    }

    fn add(&mut self, figure: Figure, commit: &str) {
        if !commit.is_empty() && !self.commits.iter().any(|known| known == commit) {
            self.commits.push(commit.to_owned());
        }
        let sum = self.rows.entry(figure.name).or_default();
        sum.slices += 1;
        sum.rounds += figure.rounds;
        sum.failed += figure.failed;
        sum.note = figure.note;
    }

    fn of(&self, name: &str) -> Sum {
        self.rows.get(name).cloned().unwrap_or_default()
    }
}

/// Writes the page that the README links: what was reached on this day.
fn write_report(root: &Path) -> Result<PathBuf> {
    let day = day()?;
    let all = Results::load(root, &day)?;
    let machine = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let about = format!(
        "{day}, on a machine of {machine} cores; commits {}; {}; {}.",
        all.commits.join(", "),
        said("rustc", &["--version"])?,
        said("chromium", &["--version"]).unwrap_or_else(|_| "no Chromium".to_owned()),
    );
    let path = root.join("tests/reliability.md");
    fs::write(&path, page(&all, &about)).with_context(|| path.display().to_string())?;
    Ok(path)
}

fn page(all: &Results, about: &str) -> String {
    let mut page = format!(
        "# How reliable it is\n\n{about}\n\nWritten by `cargo xtask reliability`. Rounds of several slices, each with a seed \
         of its own, are added up; the last column is what the last slice said. What was not run is so called.\n\n\
         | what | rounds | of | failed | what counts as failed | last slice |\n|---|--:|--:|--:|---|---|\n"
    );
    for row in &ROWS {
        let Sum { rounds, failed, note, slices } = all.of(row.figure);
        let (rounds, failed) = match (slices, rounds, failed) {
            (0, ..) => ("not run".to_owned(), "–".to_owned()),
            (_, rounds, failed) => (grouped(rounds), grouped(failed)),
        };
        let goal = if row.goal == 1 { "–".to_owned() } else { grouped(row.goal) };
        page += &format!("| {} | {rounds} | {goal} | {failed} | {} | {note} |\n", row.what, row.result);
    }
    page
}

/// A number with spaces between thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}

fn day() -> Result<String> {
    said("date", &["+%Y-%m-%d"])
}

fn said(program: &str, words: &[&str]) -> Result<String> {
    let output = Command::new(program).args(words).output().with_context(|| program.to_owned())?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Results, figure_of, grouped, page};

    #[test]
    fn slices_add_up_and_what_did_not_run_is_said() {
        let mut all = Results::default();
        for line in ["figure: renderer killed | 120 | 0 | seed 1", "figure: renderer killed | 130 | 1 | seed 2"] {
            all.add(figure_of(line).expect("a figure"), "abc");
        }
        let page = page(&all, "Today.");
        assert!(page.contains("| 250 | 1 000 | 1 |"), "{page}");
        assert!(page.contains("| whole browser killed | not run | 100 | – |"), "{page}");
        assert!(figure_of("test result: ok").is_none());
        assert_eq!(grouped(5_000_000), "5 000 000");
    }
}
