//! `cargo xtask bench-browser`: measures the built app in a browser, and says what it weighs beside that.

use std::path::Path;

use anyhow::{Result, ensure};

use crate::{size, tools};

/// Measures what is in `dist/`; the options go to the program that does it.
pub fn browser(root: &Path, options: &[&str]) -> Result<()> {
    let app = root.join("dist");
    ensure!(app.is_dir(), "there is no app to measure; run cargo xtask build first");
    tools::require_browser()?;
    let mut command = tools::cargo(root);
    command.args(["bench", "--quiet", "--profile", "tool", "-p", "zhupi-e2e", "--bench", "browser", "--"]);
    tools::run(command.args(options))?;
    println!("| cold transfer without the worker, brotli | {} KB (≤ 600 KB) |", size::cold(&app)? / 1000);
    Ok(())
}
