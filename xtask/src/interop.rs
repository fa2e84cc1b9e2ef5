//! `cargo xtask interop`: whether the tools that people use take what we write, and whether we read what they write.
//!
//! The checks are Python scripts in `tests/interop`, run in virtual environments with pinned versions below
//! `target/interop`. What cannot be installed on a machine is named with the reason, and counted neither way.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::tools;

/// A set of tools that live in one environment, and the scripts that check each.
struct Group {
    name: &'static str,
    requirements: &'static str,
    constraints: &'static str,
    /// Scripts with the packages they need.
    checks: &'static [(&'static str, &'static [&'static str])],
}

/// doccano wants older versions of nearly everything and lives alone.
const GROUPS: [Group; 2] = [
    Group {
        name: "tools",
        requirements: "requirements.txt",
        constraints: "constraints.txt",
        checks: &[
            ("spacy_docbin.py", &["spacy"]),
            ("hugging_face.py", &["datasets", "seqeval"]),
            ("uima_cas.py", &["dkpro-cassis"]),
            ("label_studio.py", &["label-studio-sdk"]),
            ("argilla_records.py", &["argilla"]),
            ("workbook.py", &["openpyxl"]),
            ("brat_standoff.py", &["pybrat"]),
        ],
    },
    Group {
        name: "doccano",
        requirements: "requirements-doccano.txt",
        constraints: "constraints-doccano.txt",
        checks: &[("doccano_import.py", &["doccano"])],
    },
];

/// How many checks held and how many did not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub held: usize,
    pub broken: usize,
}

/// Runs every check of every tool that can be had here.
///
/// # Errors
/// Only where nothing could be run at all for a reason of our own: `zhupi` does not build, a folder cannot be made.
pub fn run(root: &Path) -> Result<Tally> {
    tools::run(tools::cargo(root).args(["build", "--quiet", "--bin", "zhupi"]))?;
    let program = root.join("target/debug/zhupi").with_extension(std::env::consts::EXE_EXTENSION);
    let home = root.join("target/interop");
    let work = home.join("work");
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    fs::create_dir_all(&work)?;
    let mut tally = Tally::default();
    let Some(python) = python() else {
        println!("not run: no Python 3.9 or newer with venv was found");
        return Ok(tally);
    };
    for group in &GROUPS {
        let scripts = root.join("tests/interop");
        let (environment, missing) = match environment(&python, &home, &scripts, group) {
            Ok(found) => found,
            Err(reason) => {
                println!("not run: {}: {reason:#}", packages(group).join(", "));
                continue;
            }
        };
        for (script, needs) in group.checks {
            if let Some(package) = needs.iter().find(|package| missing.iter().any(|it| it == *package)) {
                println!("not run: {script}: {package} could not be installed");
                continue;
            }
            let said = check(&environment, &scripts.join(script), &work, &program)?;
            tally.held += said.held;
            tally.broken += said.broken;
        }
    }
    Ok(tally)
}

fn packages(group: &Group) -> Vec<&'static str> {
    group.checks.iter().flat_map(|(_, needs)| needs.iter().copied()).collect()
}

/// A Python that can make environments. The versions that the pins were made with come first.
fn python() -> Option<PathBuf> {
    let works = |name: &&str| {
        let asked = Command::new(name)
            .args(["-c", "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 9))"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        asked.is_ok_and(|status| status.success())
    };
    ["python3.11", "python3.12", "python3.10", "python3", "python"].iter().find(|name| works(name)).map(PathBuf::from)
}

/// The interpreter of a group's environment, made where it is not there yet, and the packages that it lacks.
fn environment(python: &Path, home: &Path, scripts: &Path, group: &Group) -> Result<(PathBuf, Vec<String>)> {
    let [requirements, constraints] = [group.requirements, group.constraints].map(|name| scripts.join(name));
    let wanted = [fs::read(&requirements)?, fs::read(&constraints)?].concat();
    let digest: String = Sha256::digest(&wanted).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    let folder = home.join(format!("{}-{digest}", group.name));
    let interpreter = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let done = folder.join("missing.txt");
    if let Ok(missing) = fs::read_to_string(&done) {
        return Ok((interpreter, missing.lines().map(str::to_owned).collect()));
    }
    println!("making an environment with {}", packages(group).join(", "));
    quiet(Command::new(python).args([OsStr::new("-m"), OsStr::new("venv"), folder.as_os_str()]))?;
    let install = |what: &[&OsStr]| {
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--constraint"].map(OsStr::new);
        quiet(Command::new(&interpreter).args(pip).arg(&constraints).args(what))
    };
    let mut missing = Vec::new();
    if install(&["--requirement".as_ref(), requirements.as_os_str()]).is_err() {
        // One tool that cannot be had must not take the others with it.
        for line in fs::read_to_string(&requirements)?.lines().filter(|line| !line.starts_with('#')) {
            if let Err(reason) = install(&[line.as_ref()]) {
                println!("not installed: {line}: {reason:#}");
                missing.extend(line.split("==").next().map(str::to_owned));
            }
        }
    }
    // A machine without a network may have one the next time.
    if missing.is_empty() {
        fs::write(&done, "")?;
    }
    Ok((interpreter, missing))
}

/// Runs a command that says nothing unless it fails; then its last words are the reason.
fn quiet(command: &mut Command) -> Result<()> {
    let name = tools::describe(command);
    let out = command.output().with_context(|| format!("`{name}` could not be started"))?;
    if !out.status.success() {
        let said = String::from_utf8_lossy(&out.stderr);
        bail!("{}", said.trim().lines().next_back().unwrap_or("it failed"));
    }
    Ok(())
}

/// Runs a script, shows what it says, and counts.
fn check(interpreter: &Path, script: &Path, work: &Path, program: &Path) -> Result<Tally> {
    let mut command = Command::new(interpreter);
    command.arg(script).arg(work).arg(program);
    // No tool has any business outside: what is to be read has been written before.
    command.envs([("HF_HUB_OFFLINE", "1"), ("HF_DATASETS_OFFLINE", "1"), ("PYTHONDONTWRITEBYTECODE", "1")]);
    let out = command.output().with_context(|| format!("{} could not be started", script.display()))?;
    let said = String::from_utf8_lossy(&out.stdout);
    let mut tally = counted(&said);
    said.lines().filter(|line| is_verdict(line)).for_each(|line| println!("{line}"));
    if !out.status.success() || tally == Tally::default() {
        tally.broken += 1;
        let why = String::from_utf8_lossy(&out.stderr);
        let last = why.trim().lines().next_back().unwrap_or("it checked nothing").to_owned();
        println!("not ok {}: {last}", script.file_name().unwrap_or_default().to_string_lossy());
    }
    Ok(tally)
}

fn is_verdict(line: &str) -> bool {
    line.starts_with("ok ") || line.starts_with("not ok ")
}

fn counted(said: &str) -> Tally {
    let count = |start: &str| said.lines().filter(|line| line.starts_with(start)).count();
    Tally { held: count("ok "), broken: count("not ok ") }
}

#[cfg(test)]
mod tests {
    use super::{Tally, counted};

    #[test]
    fn verdicts_are_counted_and_other_words_are_not() {
        let said = "Generating\nok one\nnot ok two: why\nok three\nlooks ok to me\n";
        assert_eq!(counted(said), Tally { held: 2, broken: 1 });
    }
}
