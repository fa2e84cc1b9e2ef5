//! axe-core, which looks for what keeps people with disabilities out: fetched with npm into `target/`, never committed.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

use crate::app::App;
use crate::scenario::project;

/// The version whose rules are held to.
const PACKAGE: &str = "axe-core@4.14.1";

/// What axe-core finds wrong with the page as it is now: rule, and the first elements that break it.
pub fn violations(app: &App) -> Vec<String> {
    app.script(program(), Vec::new());
    let found = app.script_later(RUN, Vec::new());
    let found = found.as_array().unwrap_or_else(|| panic!("axe-core gives a list: {found}"));
    found.iter().map(|it| it.as_str().unwrap_or_default().to_owned()).collect()
}

const RUN: &str = "
const done = arguments[arguments.length - 1];
axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => done(violations.map((it) =>
  `${it.id}: ${it.help}: ${it.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`)), (error) => done(String(error)));
";

fn program() -> &'static str {
    static PROGRAM: OnceLock<String> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let path = fetched();
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    })
}

/// Where the program is, after npm has fetched it if it had to.
fn fetched() -> PathBuf {
    let folder = project().join("target/npm");
    let program = folder.join("node_modules/axe-core/axe.min.js");
    if !program.is_file() {
        fs::create_dir_all(&folder).expect("a folder in target/");
        let fetched = Command::new("npm")
            .args(["install", "--no-save", "--no-audit", "--no-fund", "--prefix"])
            .arg(&folder)
            .arg(PACKAGE)
            .output()
            .unwrap_or_else(|error| panic!("the tests of access need npm (part of Node.js) on the PATH: {error}"));
        assert!(
            fetched.status.success(),
            "npm could not fetch {PACKAGE}: {}",
            String::from_utf8_lossy(&fetched.stderr)
        );
    }
    program
}
