//! Figures: read from what tests say, kept for the day, added up, and written as a page.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::rows::ROWS;

/// Where tests leave their figures.
pub fn figures_file(root: &Path) -> PathBuf {
    folder(root).join("figures.txt")
}

/// Makes the folder for results.
pub(super) fn folder(root: &Path) -> PathBuf {
    let folder = root.join("target/reliability");
    // What cannot be made is told of when something is to be written there.
    let _ = fs::create_dir_all(&folder);
    folder
}

/// What a test said.
pub(super) struct Figure {
    pub(super) name: String,
    pub(super) rounds: usize,
    pub(super) failed: usize,
    pub(super) note: String,
}

pub(super) fn read_figures(path: &Path) -> Vec<Figure> {
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
pub(super) fn keep(root: &Path, number: usize, figures: &[Figure]) -> Result<()> {
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
pub(super) struct Results {
    pub(super) rows: BTreeMap<String, Sum>,
    commits: Vec<String>,
}

#[derive(Clone, Default)]
pub(super) struct Sum {
    pub(super) slices: usize,
    pub(super) rounds: usize,
    pub(super) failed: usize,
    pub(super) note: String,
}

impl Results {
    pub(super) fn load(root: &Path, day: &str) -> Result<Results> {
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

    pub(super) fn add(&mut self, figure: Figure, commit: &str) {
        if !commit.is_empty() && !self.commits.iter().any(|known| known == commit) {
            self.commits.push(commit.to_owned());
        }
        let sum = self.rows.entry(figure.name).or_default();
        sum.slices += 1;
        sum.rounds += figure.rounds;
        sum.failed += figure.failed;
        sum.note = figure.note;
    }

    pub(super) fn of(&self, name: &str) -> Sum {
        self.rows.get(name).cloned().unwrap_or_default()
    }
}

/// Writes the page that the README links: what was reached on this day.
pub(super) fn write_report(root: &Path) -> Result<PathBuf> {
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

pub(super) fn page(all: &Results, about: &str) -> String {
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

pub(super) fn day() -> Result<String> {
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
