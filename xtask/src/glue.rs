//! The JavaScript around a module, made small: the names by which the two call each other, which carry hashes, become
//! short, and comments and indentation go.

use std::collections::HashMap;

use anyhow::{Result, ensure};
use wasm_bindgen_cli_support::Output;

/// What the names begin with that the binding makes up, and that nobody else uses.
const MADE_UP: [&str; 3] = ["__wbg_", "__wbindgen_", "wasm_bindgen__"];

/// Shortens the names in the module, and gives the JavaScript with the same names.
pub fn shorten(output: &mut Output) -> Result<String> {
    let script = bare(output.js())?;
    let mut names = Names::default();
    for import in output.wasm_mut().imports.iter_mut() {
        ensure!(script.contains(&format!("{}: ", import.name)), "the JavaScript does not offer {}", import.name);
        names.shorten(&mut import.name);
    }
    for export in output.wasm_mut().exports.iter_mut() {
        names.shorten(&mut export.name);
    }
    ensure!(!script.contains("$0"), "short names are taken");
    Ok(names.replace(&script))
}

/// Without comments for readers and without indentation.
pub fn bare(script: &str) -> Result<String> {
    let mut bare = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        ensure!(line.matches('`').count() % 2 == 0, "a text over several lines in JavaScript cannot be made smaller");
        in_comment |= line.starts_with("/**");
        if !in_comment && !line.is_empty() && !line.starts_with("//") {
            bare += line;
            bare.push('\n');
        }
        in_comment &= !line.ends_with("*/");
    }
    Ok(bare)
}

/// Long names and the short ones that stand for them.
#[derive(Default)]
struct Names(HashMap<String, String>);

impl Names {
    fn shorten(&mut self, name: &mut String) {
        if MADE_UP.iter().any(|start| name.starts_with(start)) {
            let next = format!("${:x}", self.0.len());
            name.clone_from(self.0.entry(name.clone()).or_insert(next));
        }
    }

    /// Puts the short names into JavaScript.
    fn replace(&self, script: &str) -> String {
        let mut replaced = String::with_capacity(script.len());
        for word in script.split_inclusive(|ch: char| !(ch.is_ascii_alphanumeric() || ch == '_')) {
            let name = word.trim_end_matches(|ch: char| !(ch.is_ascii_alphanumeric() || ch == '_'));
            match self.0.get(name) {
                Some(short) => {
                    replaced += short;
                    replaced += &word[name.len()..];
                }
                None => replaced += word,
            }
        }
        replaced
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_go() {
        let script =
            "/**\n * @returns {any}\n */\nfunction f() {\n\n    /** short */\n    // why\n    return `//`;\n}\n";
        assert_eq!(bare(script).unwrap(), "function f() {\nreturn `//`;\n}\n");
        assert!(bare("`\n a`").is_err(), "what stands in a text counts");
    }

    #[test]
    fn names_are_replaced_whole_and_in_both_places() {
        let mut names = Names::default();
        let mut given = ["__wbg_now_1a", "memory", "wasm_bindgen__invoke__h1", "__wbg_now_1a"].map(str::to_owned);
        given.iter_mut().for_each(|name| names.shorten(name));
        assert_eq!(given, ["$0", "memory", "$1", "$0"]);
        let script = "x={__wbg_now_1a: f, __wbg_now_1ab: g}; wasm.wasm_bindgen__invoke__h1(memory)";
        assert_eq!(names.replace(script), "x={$0: f, __wbg_now_1ab: g}; wasm.$1(memory)");
    }
}
