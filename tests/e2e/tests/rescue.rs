//! When the program cannot go on: people see what happened, and get their data out without it.

use serde_json::{Value, json};
use zhupi_e2e::{Scenario, dist};

#[test]
fn a_missing_part_gives_a_screen_and_not_a_blank_page() {
    for start in ["assets/page-glue-", "assets/page-"] {
        let mut site = dist();
        let part = site.names().find(|name| name.starts_with(start)).expect("part of the app").to_owned();
        site.remove(&part);
        let scenario = Scenario::serving("missing-part", site);
        let app = scenario.open();
        app.until("!document.getElementById('rescue').hidden");
        app.quit();
    }
}

#[test]
fn after_a_crash_the_raw_data_can_be_taken_out() {
    let scenario = Scenario::new("raw-data");
    let app = scenario.open();
    app.started();
    app.go(&format!("{}manifest.webmanifest", scenario.url()));
    let stored = app.script_later(STORE, Vec::new());
    assert_eq!(stored, json!("stored"));
    app.go(&scenario.url());
    app.until("typeof zhupi === 'object' && document.readyState === 'complete'");

    app.script("document.documentElement.dataset.saved = '10:24:05'; zhupi.crashed('内部错误：样例')", Vec::new());
    assert!(app.crashed());
    assert!(app.crash_message().contains("内部错误：样例"), "{}", app.crash_message());
    let words = app.script("return document.getElementById('rescue-saved').textContent", Vec::new());
    assert!(words.as_str().is_some_and(|words| words.contains("10:24:05")), "{words}");
    app.screenshot("screen");

    app.script(SHORT_STRINGS, Vec::new());
    app.script("document.getElementById('rescue-export').click()", Vec::new());
    let raw: Value = serde_json::from_slice(&scenario.download(".json")).expect("the export is JSON");
    let row = raw["stores"]["probe"].as_array().and_then(|rows| rows.first()).expect("the stored record");
    assert_eq!(row["key"], json!([7, "甲"]));
    assert_eq!(row["value"]["bytes"]["$bytes"], "AAH/");
    assert_eq!(row["value"]["words"], "责任单位");
    let n_rows = raw["stores"]["probe"].as_array().map_or(0, Vec::len);
    assert_eq!(n_rows, 41, "everything is there, though it is longer than a string may be");
    app.quit();
}

/// Strings end sooner than they do: at a few rows of the test's data instead of half a billion characters.
const SHORT_STRINGS: &str = "
const stringify = JSON.stringify;
JSON.stringify = (value) => {
  const text = stringify(value);
  if (text.length > 1_000_000) throw new RangeError('Invalid string length');
  return text;
};
";

/// Puts a record with bytes into the app's database, beside what the app keeps there.
const STORE: &str = "
const done = arguments[0];
const first = indexedDB.open('zhupi');
first.onsuccess = () => {
  const next = first.result.version + 1;
  first.result.close();
  const open = indexedDB.open('zhupi', next);
  open.onupgradeneeded = () => open.result.createObjectStore('probe');
  open.onblocked = () => done('blocked');
  open.onerror = () => done(String(open.error));
  open.onsuccess = () => {
    const writing = open.result.transaction('probe', 'readwrite');
    writing.objectStore('probe').put({ words: '责任单位', bytes: new Uint8Array([0, 1, 255]) }, [7, '甲']);
    for (let at = 0; at < 40; at += 1) writing.objectStore('probe').put('长'.repeat(100_000), [8, at]);
    writing.oncomplete = () => { open.result.close(); done('stored'); };
  };
};
";
