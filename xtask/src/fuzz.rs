//! `cargo xtask fuzz`: coverage-guided runs of the targets in `tests/fuzz`.
//!
//! Needs `cargo install cargo-fuzz` and a C++ compiler. It runs on the stable toolchain: coverage comes from flags that it
//! has; sanitizers, which it has not, would find nothing here, as the program holds no unsafe code.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::tools;

/// Inputs that a run tries where the command does not say how many.
const INPUTS: u64 = 200_000;
/// The longest input, in bytes.
const LONGEST: usize = 4096;

/// Runs a target on that many inputs; what breaks it is kept in `tests/fuzz/artifacts`.
pub fn run(root: &Path, target: &str, inputs: Option<&str>) -> Result<()> {
    let inputs: u64 = inputs.map_or(Ok(INPUTS), str::parse).context("how many inputs? a number")?;
    let folder = root.join("tests/fuzz");
    if !folder.join(format!("fuzz_targets/{target}.rs")).is_file() {
        bail!("there is no target {target} in tests/fuzz/fuzz_targets");
    }
    let mut command = tools::cargo(root);
    command.args(["fuzz", "run", "--fuzz-dir", "tests/fuzz", "--sanitizer", "none", target, "--"]);
    command.args([format!("-runs={inputs}"), format!("-max_len={LONGEST}"), "-print_final_stats=1".to_owned()]);
    if let Ok(words) = fs::read_to_string(folder.join(format!("{target}.words"))) {
        let dictionary = root.join("target").join(format!("fuzz-{target}.dict"));
        fs::write(&dictionary, dictionary_of(&words))?;
        command.arg(format!("-dict={}", dictionary.display()));
    }
    tools::run(&mut command).context("cargo fuzz (install it with `cargo install cargo-fuzz`)")
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
