//! The recognisers alone, in the app's worker: how long until the dictionaries are there, and how many characters a second
//! they read, on texts of rising length and on texts made to be slow.

use std::fmt::Write;
use std::time::Duration;

use serde_json::{Value, json};
use zhupi_e2e::{Scenario, project};

/// The texts: a name, how it is made in the page, and its characters.
const TEXTS: [(&str, &str, usize); 9] = [
    ("texts of the folder", "seed", 100_000),
    ("texts of the folder", "seed", 1_000_000),
    ("texts of the folder", "seed", 5_000_000),
    ("one line", "seed.replace(/\\n/g, '')", 1_000_000),
    ("one line without punctuation", "seed.replace(/[^\\p{L}\\p{N}]/gu, '')", 1_000_000),
    ("brackets", "'(《“'", 1_000_000),
    ("digits", "'7'", 1_000_000),
    ("Chinese digits", "'一十'", 1_000_000),
    ("ranges", "'1-'", 1_000_000),
];

/// How often each text is read; the fastest counts, as others work on the machine.
const TRIES: usize = 3;

/// Measures the worker of the built app and draws the table.
pub fn table(seed: &str) -> String {
    let scenario = Scenario::new("bench-worker");
    let app = scenario.browser();
    app.go(&scenario.url());
    let program = program();
    app.script(include_str!("worker.js"), vec![json!(program), json!(seed)]);
    app.until_within("zhupiWorker.loadMs", Duration::from_secs(60));
    let load = app.script("return zhupiWorker.loadMs", Vec::new()).as_f64().unwrap_or(f64::NAN);
    let mut out = format!("\ndictionaries ready after {load:.0} ms (≤ 400 ms)\n\n");
    out += "| recognisers in the worker | characters | read in | M characters a second |\n|---|---|---|---|\n";
    for (name, made, characters) in TEXTS {
        let tries = (0..TRIES).map(|_| {
            app.script(&format!("zhupiWorker.read((seed) => {made}, {characters})"), Vec::new());
            app.until_within("zhupiWorker.took", Duration::from_secs(180)).as_f64().unwrap_or(f64::NAN)
        });
        let least = tries.fold(f64::NAN, f64::min);
        #[expect(clippy::cast_precision_loss, reason = "a speed to two digits")]
        let speed = characters as f64 / least / 1e3;
        let _ = writeln!(out, "| {name} | {characters} | {least:.0} ms | {speed:.2} |");
    }
    app.quit();
    out
}

/// The address of the worker's program, below the app's.
fn program() -> Value {
    let names = std::fs::read_dir(project().join("dist/assets")).into_iter().flatten().flatten();
    let mut names = names.filter_map(|entry| entry.file_name().into_string().ok());
    let found = names.find(|name| name.starts_with("worker-") && name.ends_with(".js") && !name.contains("glue"));
    json!(format!("assets/{}", found.expect("the built app has a worker")))
}
