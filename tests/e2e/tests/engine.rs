//! The worker dies or hangs on a document: another takes its place, the person is told, and the other documents are read.

use std::time::Duration;

use serde_json::json;
use zhupi_e2e::work::at_rest;
use zhupi_e2e::{App, Scenario, Site, dist};

/// What the text begins with that the worker of these builds cannot read.
const CULPRIT: &str = "读不得";

/// What a panic in Rust comes to: a trap in a task.
const TRAP: &str = "queueMicrotask(() => { throw new WebAssembly.RuntimeError('unreachable'); })";
/// The same where tasks are steps of promises.
const REJECTION: &str = "Promise.reject(new WebAssembly.RuntimeError('unreachable'))";
const HANG: &str = "for (;;) {}";

/// Hangs the first worker of a profile before it says anything, and no other.
const HANG_ONCE: &str = "
const hung = await caches.open('hung');
if (!(await hung.match('once'))) {
  await hung.put('once', new Response(''));
  for (;;) {}
}
";

/// The app with a worker that does this with the culprit.
fn with_worker_that_does(what: &str) -> Site {
    with_worker_where(&format!("new TextDecoder().decode(data.text ?? new Uint8Array()).startsWith('{CULPRIT}')"), what)
}

/// The app with a worker that does this where a condition holds of the message `data`.
fn with_worker_where(condition: &str, what: &str) -> Site {
    with_worker(|script| {
        let altered = script.replace("receive }", "receive as reads }");
        assert_ne!(altered, script, "the worker takes messages by `receive`");
        let receive = format!("function receive(data) {{ if ({condition}) {{ {what} }} else {{ reads(data); }} }}");
        format!("{altered}\n{receive}\n")
    })
}

/// The app with another script for the worker.
fn with_worker(change: impl FnOnce(String) -> String) -> Site {
    let mut site = dist();
    let is_worker = |name: &&str| name.starts_with("assets/worker-") && name.ends_with(".js") && !name.contains("glue");
    let name = site.names().find(is_worker).expect("every build has it").to_owned();
    let file = site.file_mut(&name).expect("it is there");
    let script = String::from_utf8(file.bytes.clone()).expect("a text file");
    file.bytes = change(script).into_bytes();
    site
}

/// Brings in a document that the worker cannot read, between two that it can.
fn bring_in(scenario: &Scenario, app: &App) {
    at_rest(app);
    app.click("tour-skip");
    let sound = "年内整治河道12公里,由市水利局牵头。\n";
    let files = [("甲", sound.to_owned()), ("乙", format!("{CULPRIT}\n{sound}")), ("丙", sound.to_owned())];
    let files = files.map(|(name, text)| scenario.file(&format!("{name}.txt"), text.as_bytes()));
    app.upload("file-input", &files);
}

#[test]
fn a_document_that_brings_the_worker_down_is_set_aside_and_the_others_are_read() {
    for (name, what) in [("worker-trap", TRAP), ("worker-rejection", REJECTION)] {
        let scenario = Scenario::serving(name, with_worker_that_does(what));
        let app = scenario.open();
        bring_in(&scenario, &app);
        app.until("document.querySelector('[data-test=notice]')?.textContent.includes('乙')");
        app.until("document.querySelector('[data-test=notice]').textContent.includes('可手工标注')");
        app.screenshot("set-aside");
        app.click("dialog-close");
        for (document, n_marks) in [("甲", "> 0"), ("乙", "=== 0"), ("丙", "> 0")] {
            zhupi_e2e::bench::open_document(&app, document);
            app.until("!document.querySelector('[data-test=engine]').textContent");
            app.until(&format!("document.querySelectorAll('[data-test=text] mark').length {n_marks}"));
        }
        at_rest(&app);
        app.quit();
    }
}

#[test]
fn a_file_that_brings_the_worker_down_is_refused_and_those_read_along_with_it_come_in() {
    let is_culprit = "JSON.stringify(data.head)?.includes('乙.txt')";
    let scenario = Scenario::serving("worker-file", with_worker_where(is_culprit, TRAP));
    let app = scenario.open();
    bring_in(&scenario, &app);
    app.until("!document.querySelector('[data-test=report-stop]')");
    let said = app.script(
        "return [...document.querySelectorAll('[data-test=report-file]')].filter((it) => it.textContent.includes('一再停止')).map((it) => it.querySelector('strong').textContent)",
        vec![],
    );
    assert_eq!(said, json!(["乙.txt"]));
    app.screenshot("file-refused");
    app.click("dialog-close");
    for document in ["甲", "丙"] {
        zhupi_e2e::bench::open_document(&app, document);
        app.until("document.querySelectorAll('[data-test=text] mark').length > 0");
    }
    let listed = app.script("return document.querySelectorAll('[data-test=document]').length", vec![]);
    assert_eq!(listed, json!(4), "two samples and the two files, none of them twice");
    at_rest(&app);
    app.quit();
}

#[test]
fn a_worker_that_hangs_is_replaced() {
    let scenario = Scenario::serving("worker-hang", with_worker_that_does(HANG));
    let app = scenario.open();
    bring_in(&scenario, &app);
    // It may be at work in silence for half a minute.
    app.until_within(
        "document.querySelector('[data-test=notice]')?.textContent.includes('已重新启动')",
        Duration::from_secs(90),
    );
    // All the while the page can be worked with, and the one in its place answers.
    app.until("document.querySelectorAll('[data-test=document]').length === 5");
    app.quit();
}

#[test]
fn a_worker_that_hangs_before_it_says_hello_is_replaced_and_no_document_is_blamed() {
    let scenario = Scenario::serving("worker-mute", with_worker(|script| format!("{HANG_ONCE}{script}")));
    let app = scenario.open();
    app.until_within(
        "document.querySelector('[data-test=notice]')?.textContent.includes('已重新启动')",
        Duration::from_secs(90),
    );
    at_rest(&app);
    app.click("tour-skip");
    app.until("document.querySelectorAll('[data-test=text] mark').length > 0");
    assert!(!app.has("notice") || !app.text("notice").contains("可手工标注"), "no document is set aside");
    app.quit();
}
