//! The weight of the app on a slow line: what the page and the worker cost to fetch, compressed.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Result, bail};

/// One program's share: the files whose names start so, and what they may weigh together.
struct Budget {
    what: &'static str,
    starts: &'static [&'static str],
    kilobytes: usize,
}

const BUDGETS: [Budget; 2] = [
    // Everything that has to come before the first document can be marked.
    Budget { what: "page", starts: &["page-", "boot-", "rescue-"], kilobytes: 450 },
    Budget { what: "worker", starts: &["worker-"], kilobytes: 3500 },
];

/// Weighs the built app; an error names every program that is too heavy.
pub fn check(app: &Path) -> Result<()> {
    let mut too_heavy = Vec::new();
    for budget in BUDGETS {
        let (raw, compressed) = weigh(&app.join("assets"), budget.starts)?;
        let Budget { what, kilobytes, .. } = budget;
        println!("{what}: {} KB, {} KB with brotli, at most {kilobytes} KB", raw / 1000, compressed / 1000);
        if compressed > kilobytes * 1000 {
            too_heavy.push(what);
        }
    }
    if !too_heavy.is_empty() {
        bail!("too heavy: {}", too_heavy.join(", "));
    }
    Ok(())
}

fn weigh(folder: &Path, starts: &[&str]) -> Result<(usize, usize)> {
    let mut total = (0, 0);
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if starts.iter().any(|start| name.starts_with(start)) {
            let content = fs::read(entry.path())?;
            total.0 += content.len();
            total.1 += compressed(&content)?;
        }
    }
    Ok(total)
}

/// What a first visit fetches before the worker is needed, compressed: every file but the worker's program.
pub fn cold(app: &Path) -> Result<usize> {
    let mut total = 0;
    for folder in [app.to_path_buf(), app.join("assets"), app.join("icons"), app.join("samples")] {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let is_worker = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("worker-"));
            if path.is_file() && !is_worker {
                total += compressed(&fs::read(path)?)?;
            }
        }
    }
    Ok(total)
}

/// The size after brotli as a host does it ahead of time, once for all.
fn compressed(content: &[u8]) -> Result<usize> {
    const LEVEL: u32 = 11;
    const WINDOW_BITS: u32 = 24;
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, LEVEL, WINDOW_BITS);
    writer.write_all(content)?;
    Ok(writer.into_inner().len())
}
