//! `cargo xtask test`: every check there is, one after another, none skipped; the last line counts.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::{env, io, thread};

use anyhow::{Context, Result, anyhow, bail};

use crate::build::Effort;
use crate::{build, interop, reliability, size, tools};

/// What a step amounts to: tests that its runners counted, or the step itself as one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    passed: usize,
    failed: usize,
}

/// Runs everything and says how it went. An error means that something failed.
pub fn test(root: &Path) -> Result<()> {
    tools::require_wasm_target(root)?;
    run(steps(root))
}

/// Runs everything and then tries our files on other people's tools.
pub fn ci(root: &Path) -> Result<()> {
    tools::require_wasm_target(root)?;
    let mut steps = steps(root);
    steps.push(other_tools(root));
    run(steps)
}

/// Tries our files on other people's tools, and theirs on us.
pub fn interop(root: &Path) -> Result<()> {
    run(vec![other_tools(root)])
}

fn other_tools(root: &Path) -> Step<'_> {
    let outcome = move || match interop::run(root) {
        Ok(interop::Tally { held, broken: 0 }) => (Count { passed: held, failed: 0 }, None),
        Ok(interop::Tally { held, broken }) => {
            (Count { passed: held, failed: broken }, Some(anyhow!("{broken} checks did not hold")))
        }
        Err(problem) => whole(Err(problem)),
    };
    ("other people's tools", Box::new(outcome))
}

fn run(steps: Vec<Step<'_>>) -> Result<()> {
    let mut total = Count::default();
    let mut failures = Vec::new();
    for (name, outcome) in steps {
        println!("\n== {name}");
        let (count, problem) = outcome();
        total.passed += count.passed;
        total.failed += count.failed;
        if let Some(problem) = problem {
            println!("error: {problem:#}");
            failures.push(name);
        }
    }
    println!();
    for name in &failures {
        println!("failed: {name}");
    }
    println!("{} passed, {} failed", total.passed, total.failed);
    io::stdout().flush()?;
    // The counts are the last line; what failed was said above it.
    if failures.is_empty() { Ok(()) } else { std::process::exit(1) }
}

type Outcome = (Count, Option<anyhow::Error>);
type Step<'a> = (&'static str, Box<dyn FnOnce() -> Outcome + 'a>);

fn steps(root: &Path) -> Vec<Step<'_>> {
    // What earlier runs left behind is no figure of this one.
    let _ = std::fs::remove_file(reliability::figures_file(root));
    let cargo = move |words: &str| {
        let mut command = tools::cargo(root);
        command.args(words.split(' ')).env("ZHUPI_FIGURES", reliability::figures_file(root));
        command
    };
    const PAGE: &str = "--target wasm32-unknown-unknown --no-default-features --features page";
    const WORKER: &str = "--target wasm32-unknown-unknown --no-default-features --features worker";
    const TOOLS: &str = "--profile tool -p xtask -p static-host";
    let plain = move |words: String| Box::new(move || whole(tools::run(&mut cargo(&words)))) as Box<_>;
    let counted = move |words: String| Box::new(move || count(&mut cargo(&words))) as Box<_>;
    vec![
        ("format", plain("fmt --all --check".into())),
        ("lints, native", plain("clippy --all-targets -- -D warnings".into())),
        ("lints, tools", plain(format!("clippy {TOOLS} -p wasm-test -p zhupi-e2e --all-targets -- -D warnings"))),
        (
            "lints, page",
            plain(format!("clippy {PAGE} --profile serve --lib --bin page --test browser* -- -D warnings")),
        ),
        (
            "documentation",
            Box::new(move || {
                const FLAGS: &str = "-D warnings -A rustdoc::private_intra_doc_links";
                whole(tools::run(cargo("doc --no-deps --document-private-items").env("RUSTDOCFLAGS", FLAGS)))
            }),
        ),
        ("lints, worker", plain(format!("clippy {WORKER} --profile serve --lib --bin worker -- -D warnings"))),
        ("native tests", counted("test --no-fail-fast".into())),
        ("tests of the tools", counted(format!("test --no-fail-fast {TOOLS}"))),
        ("the app as people get it", Box::new(move || whole(build::dist(root, Effort::Release)))),
        ("size of the app", Box::new(move || whole(size::check(&root.join("dist"))))),
        ("a browser to test in", Box::new(move || whole(tools::require_browser()))),
        ("tests in a browser", counted(format!("test {PAGE} --no-fail-fast --profile serve --test browser*"))),
        ("end to end", counted("test --no-fail-fast --profile tool -p zhupi-e2e".into())),
        ("figures of reliability, short form", Box::new(move || whole(reliability::take_short(root)))),
    ]
}

/// A step without tests of its own counts as one.
fn whole(result: Result<()>) -> Outcome {
    match result {
        Ok(()) => (Count { passed: 1, failed: 0 }, None),
        Err(problem) => (Count { passed: 0, failed: 1 }, Some(problem)),
    }
}

/// Runs test programs, shows what they say and adds up what they counted.
fn count(command: &mut Command) -> Outcome {
    let name = tools::describe(command);
    match watch(command) {
        Ok((counted, succeeded)) => verdict(&name, counted, succeeded),
        Err(problem) => whole(Err(problem)),
    }
}

/// A program that did not compile or died has counted no failure, and still failed; so has one that ran no test.
fn verdict(name: &str, counted: Count, succeeded: bool) -> Outcome {
    if succeeded && counted.failed == 0 && counted.passed > 0 {
        return (counted, None);
    }
    let problem = if succeeded && counted.passed == 0 { "ran no test" } else { "failed" };
    (Count { failed: counted.failed.max(1), ..counted }, Some(anyhow!("`{name}` {problem}")))
}

fn watch(command: &mut Command) -> Result<(Count, bool)> {
    let mut child = command
        .env("CARGO_TERM_COLOR", if env::var_os("NO_COLOR").is_some() { "never" } else { "always" })
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("`{}` could not be started", tools::describe(command)))?;
    let (Some(out), Some(err)) = (child.stdout.take(), child.stderr.take()) else { bail!("no output to read") };
    let count = Arc::new(Mutex::new(Count::default()));
    let listeners = [listen(out, io::stdout(), &count), listen(err, io::stderr(), &count)];
    let status = child.wait()?;
    for listener in listeners {
        let _ = listener.join();
    }
    let count = *count.lock().unwrap_or_else(PoisonError::into_inner);
    Ok((count, status.success()))
}

/// Passes lines on and counts in those that report a result.
fn listen(
    from: impl Read + Send + 'static,
    mut to: impl Write + Send + 'static,
    count: &Arc<Mutex<Count>>,
) -> thread::JoinHandle<()> {
    let count = Arc::clone(count);
    thread::spawn(move || {
        for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
            let _ = to.write_all(&line).and_then(|()| to.write_all(b"\n"));
            if let Some(found) = reported(&String::from_utf8_lossy(&line)) {
                let mut count = count.lock().unwrap_or_else(PoisonError::into_inner);
                count.passed += found.passed;
                count.failed += found.failed;
            }
        }
    })
}

/// Reads `test result: ok. 3 passed; 0 failed; …`, which both runners write.
fn reported(line: &str) -> Option<Count> {
    let (_, result) = line.split_once("test result:")?;
    let number_before = |word: &str| {
        let before = result.split_once(word)?.0.trim_end();
        before.rsplit(' ').next()?.parse().ok()
    };
    Some(Count { passed: number_before("passed;")?, failed: number_before("failed;")? })
}

#[cfg(test)]
mod tests {
    use super::{Count, reported, verdict};

    #[test]
    fn results_are_read_with_and_without_colours() {
        let plain = "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        assert_eq!(reported(plain), Some(Count { passed: 12, failed: 0 }));
        let coloured = "test result: \u{1b}[31mFAILED\u{1b}[m. 3 passed; 2 failed; 0 ignored";
        assert_eq!(reported(coloured), Some(Count { passed: 3, failed: 2 }));
        assert_eq!(reported("test passed; ... ok"), None);
    }

    #[test]
    fn a_run_fails_when_a_test_fails_when_it_dies_and_when_nothing_ran() {
        let cases = [
            ((3, 0), true, (3, 0), true),
            ((2, 1), false, (2, 1), false),
            ((2, 0), false, (2, 1), false),
            ((0, 0), false, (0, 1), false),
            ((0, 0), true, (0, 1), false),
        ];
        for ((passed, failed), succeeded, (then_passed, then_failed), good) in cases {
            let (count, problem) = verdict("tests", Count { passed, failed }, succeeded);
            let expected = Count { passed: then_passed, failed: then_failed };
            assert_eq!((count, problem.is_none()), (expected, good), "{passed} {failed} {succeeded}");
        }
    }
}
