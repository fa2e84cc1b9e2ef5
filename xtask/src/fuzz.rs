//! `cargo xtask fuzz`: coverage-guided runs of the targets in `tests/fuzz`.
//!
//! Needs `cargo install cargo-fuzz` and a C++ compiler. It runs on the stable toolchain: coverage comes from flags that it
//! has; sanitizers, which it has not, would find nothing here, as the program holds no unsafe code.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{reliability, tools};

/// Inputs that a run tries where the command does not say how many.
const INPUTS: u64 = 200_000;
/// How long one input may take, in seconds, and how much memory the run, in MB: more of either counts as broken.
const BOUNDS: [&str; 2] = ["-timeout=20", "-rss_limit_mb=2048"];
/// The longest input, in bytes, unless it grows from a longer one.
const LONGEST: u64 = 4096;

/// Runs a target on that many inputs; what breaks it is kept in `tests/fuzz/artifacts`. The target `formats` gets that many
/// for each reader, each grown from a sound file of its own.
pub fn run(root: &Path, target: &str, inputs: Option<&str>) -> Result<()> {
    let inputs: u64 = inputs.map_or(Ok(INPUTS), str::parse).context("how many inputs? a number")?;
    if !root.join(format!("tests/fuzz/fuzz_targets/{target}.rs")).is_file() {
        bail!("there is no target {target} in tests/fuzz/fuzz_targets");
    }
    if target == "formats" {
        formats(root, inputs)
    } else {
        noted(root, target, inputs, &mut fuzzer(root, target, None, inputs)?)
    }
    .context("cargo fuzz (install it with `cargo install cargo-fuzz`)")
}

/// Runs every reader, or the one that `ZHUPI_FORMAT` names, also where one before it broke; what it is fed and learns stays
/// in `target/fuzz`.
fn formats(root: &Path, inputs: u64) -> Result<()> {
    let seeds = root.join("target/fuzz");
    let mut sound = tools::cargo(root);
    sound.args(["test", "--quiet", "--test", "fuzz_formats", "sound_files"]).env("ZHUPI_SEEDS", &seeds);
    tools::run(&mut sound)?;
    let wanted = std::env::var("ZHUPI_FORMAT").ok();
    let mut readers: Vec<_> = fs::read_dir(&seeds)?.collect::<Result<_, _>>()?;
    readers.retain(|reader| wanted.as_ref().is_none_or(|wanted| reader.file_name() == wanted.as_str()));
    readers.sort_by_key(fs::DirEntry::file_name);
    let mut broken = Vec::new();
    for reader in readers {
        let name = reader.file_name().to_string_lossy().into_owned();
        let file = ["a.txt", "a.html", "a.docx", "a.pdf"].into_iter().find(|file| reader.path().join(file).is_file());
        let mut command = fuzzer(root, "formats", Some(&reader.path()), inputs)?;
        command.env("ZHUPI_FORMAT", &name).env("ZHUPI_FILE", file.unwrap_or("a"));
        let result = noted(root, &name, inputs, &mut command);
        println!("{name}: {}", if result.is_ok() { "nothing broke it" } else { "broken" });
        if result.is_err() {
            broken.push(name);
        }
    }
    if broken.is_empty() { Ok(()) } else { bail!("broken: {}", broken.join(", ")) }
}

/// Runs the fuzzer, and has the report of reliability say so.
fn noted(root: &Path, name: &str, inputs: u64, command: &mut Command) -> Result<()> {
    let result = tools::run(command);
    reliability::note_fuzzing(root, name, inputs, &result)?;
    result
}

/// The fuzzer on a target, with its dictionary and, where it has one of its own, a folder of inputs.
fn fuzzer(root: &Path, target: &str, seeds: Option<&Path>, inputs: u64) -> Result<Command> {
    let mut command = tools::cargo(root);
    command.args(["fuzz", "run", "--fuzz-dir", "tests/fuzz", "--sanitizer", "none", target]).args(seeds).arg("--");
    let seed = seeds.map(longest).transpose()?.unwrap_or_default();
    let longest = LONGEST.max(seed + seed / 2);
    command.args([format!("-runs={inputs}"), format!("-max_len={longest}"), "-print_final_stats=1".to_owned()]);
    command.args(BOUNDS);
    if let Ok(words) = fs::read_to_string(root.join(format!("tests/fuzz/{target}.words"))) {
        let dictionary = root.join("target").join(format!("fuzz-{target}.dict"));
        fs::write(&dictionary, dictionary_of(&words))?;
        command.arg(format!("-dict={}", dictionary.display()));
    }
    Ok(command)
}

/// The size of the longest file in a folder, in bytes.
fn longest(folder: &Path) -> Result<u64> {
    let sizes = fs::read_dir(folder)?.map(|file| Ok(file?.metadata()?.len()));
    Ok(sizes.collect::<Result<Vec<_>>>()?.into_iter().max().unwrap_or_default())
}

/// Words, one a line, in the fuzzer's own form, which takes nothing beyond ASCII.
fn dictionary_of(words: &str) -> String {
    let mut dictionary = String::new();
    for word in words.lines().filter(|word| !word.is_empty()) {
        dictionary.push('"');
        for byte in word.bytes() {
            let _ = write!(dictionary, "\\x{byte:02X}");
        }
        dictionary.push_str("\"\n");
    }
    dictionary
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_bounded_in_time_and_memory() {
        let command = fuzzer(Path::new("."), "formats", None, 1).expect("no folder of inputs to read");
        let given = |bound: &str| command.get_args().any(|it| it.to_string_lossy().starts_with(bound));
        assert!(given("-timeout=") && given("-rss_limit_mb="));
    }
}
