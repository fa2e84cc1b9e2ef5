//! Notices edits by asking the file system now and then: no system facility, the same everywhere.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What the app is made of; tests and documents are not.
const SOURCES: [&str; 8] = ["src", "style", "public", "data", "vendor", "index.html", "Cargo.toml", "Cargo.lock"];

/// The state of the sources at one moment. Two that are equal mean that nothing was edited in between.
#[derive(PartialEq, Eq)]
pub struct Sources(Vec<(PathBuf, Option<SystemTime>, u64)>);

impl Sources {
    /// Looks at the sources as they are now.
    pub fn look(root: &Path) -> Sources {
        let mut found = Vec::new();
        for source in SOURCES {
            look_at(&root.join(source), &mut found);
        }
        found.sort();
        Sources(found)
    }
}

/// A file that vanishes while being looked at is a file that is not there.
fn look_at(path: &Path, found: &mut Vec<(PathBuf, Option<SystemTime>, u64)>) {
    let Ok(about) = fs::metadata(path) else { return };
    if about.is_dir() {
        for entry in fs::read_dir(path).into_iter().flatten().flatten() {
            look_at(&entry.path(), found);
        }
    } else {
        found.push((path.to_path_buf(), about.modified().ok(), about.len()));
    }
}
