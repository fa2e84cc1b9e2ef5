//! The house rules that a compiler does not know: which way imports point, what stays out of the core, what a file owes
//! its reader. The map of the parts is read from `src/lib.rs` itself.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A source file below `src`, with its path from there.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// The part of the program that the file belongs to: `text` for `text/span.rs`.
    fn part(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// Lines of code with their numbers, comments cut off and the tests at the end left out.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let program = self.text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        program.lines().enumerate().map(|(at, line)| (at + 1, line.split("//").next().unwrap_or_default()))
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> Vec<Source> {
    let src = root().join("src");
    let mut found = Vec::new();
    collect(&src, &src, &mut found);
    assert!(found.len() > 20, "the sources were not found");
    found
}

fn collect(src: &Path, folder: &Path, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(src, &path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let name = path.strip_prefix(src).unwrap().to_string_lossy().replace('\\', "/");
            found.push(Source { path: name, text: fs::read_to_string(&path).unwrap() });
        }
    }
}

/// The height of every part in the map at the top of `src/lib.rs`: rows of it are divided by arrows.
fn heights(library: &str) -> BTreeMap<String, usize> {
    let parts: BTreeSet<&str> =
        library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let map = library.lines().skip_while(|line| *line != "//! ```text").skip(1).take_while(|line| *line != "//! ```");
    let mut height = 0;
    let mut heights = BTreeMap::new();
    for line in map.filter_map(|line| line.strip_prefix("//! ")) {
        if line.trim() == "↑" {
            height += 1;
        }
        // A part stands at the start of a column; in a description its name follows a single space.
        for name in line.split("  ").filter_map(|column| column.split_whitespace().next()) {
            if parts.contains(name) {
                heights.insert(name.to_owned(), height);
            }
        }
    }
    let missing: Vec<_> = parts.iter().filter(|part| !heights.contains_key(**part)).collect();
    assert!(missing.is_empty(), "src/lib.rs declares parts that its map does not show: {missing:?}");
    heights
}

/// The parts that a file names: `crate::text::Span`, `crate::{annotate::Mark, scheme}`.
fn imports(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for after in code.split("crate::").skip(1) {
        match after.strip_prefix('{') {
            None => found.extend(name(after)),
            Some(group) => {
                let mut depth = 1;
                let mut start = true;
                for (at, character) in group.char_indices() {
                    match character {
                        '{' => depth += 1,
                        '}' => depth -= 1,
                        ',' if depth == 1 => start = true,
                        _ if character.is_whitespace() => {}
                        _ if depth == 1 && start => {
                            found.extend(name(&group[at..]));
                            start = false;
                        }
                        _ => {}
                    }
                    if depth == 0 {
                        break;
                    }
                }
            }
        }
    }
    found
}

fn name(text: &str) -> Option<String> {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    (end > 0).then(|| text[..end].to_owned())
}

#[test]
fn imports_are_found_in_every_form() {
    let code = "use crate::text::Span;\nuse crate::{annotate::{Mark, scheme::X}, project,\n  formats as f};\nlet x = crate::ledger::of();";
    let found: Vec<_> = imports(code).into_iter().collect();
    assert_eq!(found, ["annotate", "formats", "ledger", "project", "text"]);
}

#[test]
fn arrows_point_down() {
    let sources = sources();
    let library = sources.iter().find(|source| source.path == "lib.rs").unwrap();
    let heights = heights(&library.text);
    assert!(heights["text"] < heights["annotate"] && heights["annotate"] < heights["ui"], "{heights:?}");

    let mut arrows: BTreeMap<(String, String), String> = BTreeMap::new();
    for source in &sources {
        let code: String = source.code().flat_map(|(_, line)| [line, "\n"]).collect();
        for target in imports(&code).into_iter().filter(|target| target != source.part()) {
            arrows.entry((source.part().to_owned(), target)).or_insert_with(|| source.path.clone());
        }
    }
    let mut wrong = Vec::new();
    for ((from, to), path) in &arrows {
        let (Some(here), Some(there)) = (heights.get(from), heights.get(to)) else { continue };
        if here < there {
            wrong.push(format!("src/{path}: {from} must not know {to}"));
        } else if here == there && from < to && arrows.contains_key(&(to.clone(), from.clone())) {
            wrong.push(format!("src/{path}: {from} and {to} know each other"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Fails with every line of code that holds one of the words, in the parts where the rule holds.
fn forbid(words: &[&str], holds_in: impl Fn(&str) -> bool, why: &str) {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| holds_in(source.part())) {
        for (number, line) in source.code() {
            if words.iter().any(|word| line.contains(word)) {
                wrong.push(format!("src/{}:{number}: {}", source.path, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{why}\n{}", wrong.join("\n"));
}

#[test]
fn the_core_has_no_browser_in_it() {
    let web = ["web_sys::", "js_sys::", "leptos::", "wasm_bindgen::", "wasm_bindgen_futures::", "gloo_"];
    forbid(&web, |part| !["browser", "ui", "bin"].contains(&part), "web types belong to browser, ui and the programs");
}

#[test]
fn the_core_has_no_clock_and_no_files() {
    let outside = ["std::fs", "std::net", "std::env", "std::process", "SystemTime", "Instant::now", "println!"];
    forbid(
        &outside,
        |part| !["browser", "ui", "cli", "bin"].contains(&part),
        "input, output and clocks belong to browser and cli",
    );
}

#[test]
fn serialised_forms_live_at_the_edges() {
    let edges = ["formats", "journal", "protocol", "lexicon", "browser", "ui", "cli", "bin"];
    let forms = ["serde::", "serde_json::", "Serialize)", "Deserialize)"];
    forbid(&forms, |part| !edges.contains(&part), "core types do not derive their own form");
}

#[test]
fn nothing_is_left_for_later() {
    for source in sources() {
        for word in ["TODO", "FIXME", "todo!(", "unimplemented!("] {
            assert!(!source.text.contains(word), "src/{}: {word}", source.path);
        }
    }
}

#[test]
fn every_file_says_what_it_is_and_can_be_read_in_one_sitting() {
    const LONGEST: usize = 600;
    let mut wrong = Vec::new();
    for source in sources() {
        if !source.text.starts_with("//! ") {
            wrong.push(format!("src/{}: starts without //!", source.path));
        }
        let lines = source.text.lines().count();
        if lines > LONGEST {
            wrong.push(format!("src/{}: {lines} lines", source.path));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_style_attribute_and_no_raw_markup() {
    // The policy of the page refuses `style="…"`; style properties set one by one (`style:top=`) are fine.
    let raw = [" style=", "inner_html=", "set_inner_html(", "set_attribute(\"style\""];
    forbid(&raw, |part| ["ui", "browser"].contains(&part), "the policy of the page refuses it, or would have to");
}

/// All files below a folder, but for what a build leaves there.
fn texts_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if !path.is_dir() {
            found.push(path);
        } else if !path.ends_with("target") {
            texts_below(&path, found);
        }
    }
}

#[test]
fn the_project_names_no_machine() {
    let mut wrong = Vec::new();
    let mut files =
        ["Cargo.toml", "README.md", "index.html", ".ci/run", ".cargo/config.toml"].map(|it| root().join(it)).to_vec();
    for folder in ["src", "style", "public", "xtask", "vendor", "benches", "tests/e2e"] {
        texts_below(&root().join(folder), &mut files);
    }
    assert!(files.len() > 300, "the files were not found");
    for file in files {
        let Ok(text) = fs::read_to_string(&file) else { continue };
        for word in ["/home/", "/root/", "/work/", "/Users/"] {
            if text.contains(word) {
                wrong.push(format!("{}: {word}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_order_of_the_map_is_what_the_rules_say() {
    let library = "//! ```text\n//! text        immutable text\n//!   ↑\n//! structure   text, too\n//! lexicon     places      scheme   keys\n//! ```\npub mod text;\npub mod structure;\npub mod lexicon;\npub mod scheme;\n";
    let heights: Vec<_> = heights(library).into_iter().collect();
    let expected =
        [("lexicon", 1), ("scheme", 1), ("structure", 1), ("text", 0)].map(|(name, at)| (name.to_owned(), at));
    assert_eq!(heights, expected);
}
