//! Figures of reliability, for `cargo xtask reliability`: printed, and appended to the file that `ZHUPI_FIGURES` names.

use std::fs::OpenOptions;
use std::io::Write as _;

/// Says how many rounds of something were tried and how many failed, with whatever else is worth knowing.
#[allow(dead_code, reason = "each test program uses a part of it")]
pub fn figure(name: &str, rounds: usize, failed: usize, note: &str) {
    let line = format!("figure: {name} | {rounds} | {failed} | {note}");
    println!("{line}");
    if let Some(file) = std::env::var_os("ZHUPI_FIGURES") {
        let opened = OpenOptions::new().create(true).append(true).open(file);
        opened.and_then(|mut file| writeln!(file, "{line}")).expect("the file for figures can be written");
    }
}

/// A number from the environment.
#[allow(dead_code, reason = "each test program uses a part of it")]
pub fn setting(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}
