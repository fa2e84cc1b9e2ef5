//! `cargo xtask bench-browser [FOLDER]`: how long a person waits, in the built app in headless Chromium.
//!
//! Four documents of rising length are made of the texts of a folder (by default the app's own samples), taken in as
//! native JSON Lines on a fresh profile each, and then opened, marked, reviewed and scrolled. Each figure is the median of
//! several tries; beside it stands the floor of the method: the same on a page without any script, doing nothing. The
//! recognisers are measured in the worker alone; `worker` asks for that table only, `S`, `M`, `L`, `XL` for documents.

mod measure;
mod memory;
mod table;
mod worker;
mod workload;

use std::path::PathBuf;
use std::process::ExitCode;

use measure::measure;
use workload::Workload;

fn main() -> ExitCode {
    let mut folder = None;
    let mut wanted = Vec::new();
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            size @ ("S" | "M" | "L" | "XL" | "worker") => wanted.push(size.to_owned()),
            // What cargo itself adds.
            "--bench" => {}
            path => folder = Some(PathBuf::from(path)),
        }
    }
    let folder = folder.unwrap_or_else(|| zhupi_e2e::project().join("public/samples"));
    let workloads = match workload::all(&folder) {
        Ok(workloads) => workloads,
        Err(error) => {
            eprintln!("error: {}: {error}", folder.display());
            return ExitCode::FAILURE;
        }
    };
    let chosen = |it: &Workload| wanted.is_empty() || wanted.iter().any(|name| name == it.name);
    let mut figures = Vec::new();
    for workload in workloads.into_iter().filter(chosen) {
        eprintln!("{}: {} characters, {} marks", workload.name, workload.n_characters, workload.n_marks);
        figures.push(measure(&workload));
    }
    if !figures.is_empty() {
        print!("{}", table::of(&figures));
    }
    if wanted.is_empty() || wanted.iter().any(|name| name == "worker") {
        print!(
            "{}",
            workload::seed(&folder).map_or_else(|error| format!("error: {error}\n"), |seed| worker::table(&seed))
        );
    }
    ExitCode::SUCCESS
}
