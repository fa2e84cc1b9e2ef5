//! Nothing leaves the machine: what the app asks for, and what it could not do if it wanted to.

use serde_json::json;
use zhupi_e2e::work::figure;
use zhupi_e2e::{Host, Scenario, Site};

#[test]
fn everything_comes_from_the_apps_own_place_and_nothing_else_is_asked_for() {
    let scenario = Scenario::new("network");
    let app = scenario.open();
    app.ready_offline();
    app.reload();
    app.started();
    app.quit();
    let (own, elsewhere) = scenario.requests_by_app();
    assert!(own > 10, "the record has the app's own requests: {own}");
    assert!(elsewhere.is_empty(), "asked for elsewhere: {elsewhere:?}");
}

#[test]
fn what_is_injected_cannot_talk_to_anyone_nor_run() {
    let elsewhere = Host::start(0, Site::default()).expect("a free port");
    let scenario = Scenario::new("injected");
    let app = scenario.open();
    app.started();
    for (what, attempt) in ATTEMPTS {
        // Later, because the policy does not hold for what a driver itself evaluates.
        let script = format!(
            "const [elsewhere, done] = arguments; \
             addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective), {{ once: true }}); \
             setTimeout(() => done('nothing happened'), 3000); \
             setTimeout(() => {{ try {{ {attempt} }} catch {{}} }})"
        );
        let refused_by = app.script_later(&script, vec![json!(elsewhere.url())]);
        let refused_by = refused_by.as_str().unwrap_or_default();
        let is_rule = ["-src", "-action", "trusted-types"].iter().any(|rule| refused_by.contains(rule));
        assert!(is_rule, "{what}: {refused_by}");
    }
    assert!(
        app.script("return window.ran === undefined", Vec::new()).as_bool() == Some(true),
        "an injected script ran"
    );
    assert_eq!(elsewhere.requests(), Vec::<String>::new(), "something got out");
    figure("injected attempts", ATTEMPTS.len(), 0, &app.version());
    app.quit();
}

#[test]
fn the_self_check_finds_everything_refused_and_kept() {
    let scenario = Scenario::new("self-check");
    let app = scenario.open();
    app.ready_offline();
    app.go(&format!("{}check.html", scenario.url()));
    app.until("document.getElementById('verdict').dataset.state !== 'busy'");
    app.screenshot("page");
    let verdict = app.script("return document.getElementById('verdict').dataset.state", Vec::new());
    assert_eq!(verdict, json!("ok"));
    let rules = app.script(
        "return [...document.querySelectorAll('#attempts td:last-child')].map((it) => it.textContent.match(/[a-z-]+/)[0])",
        Vec::new(),
    );
    assert_eq!(rules, json!(RULES), "each by the rule that is for it");
    let kept = app.script(
        "return [...document.querySelectorAll('#offline td:last-child')].map((it) => it.dataset.state)",
        Vec::new(),
    );
    assert_eq!(kept, json!(["ok", "ok", "ok"]), "all of the app is kept, of this build");
    app.quit();
}

/// What refuses the attempts of the self-check, in their order.
const RULES: [&str; 13] = [
    "connect-src",
    "connect-src",
    "connect-src",
    "connect-src",
    "img-src",
    "style-src-elem",
    "script-src-elem",
    "script-src-elem",
    "script-src",
    "frame-src",
    "worker-src",
    "form-action",
    "connect-src",
];

/// Ways to send something out or to run something in, each of which the policy must refuse.
const ATTEMPTS: [(&str, &str); 14] = [
    ("fetch", "fetch(elsewhere + 'fetch').catch(() => {})"),
    ("beacon", "navigator.sendBeacon(elsewhere + 'beacon', 'x')"),
    ("socket", "new WebSocket(elsewhere.replace('http', 'ws'))"),
    ("events", "new EventSource(elsewhere + 'events')"),
    ("image", "new Image().src = elsewhere + 'image.png'"),
    (
        "style sheet",
        "document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: elsewhere + 'a.css' }))",
    ),
    ("script", "document.head.append(Object.assign(document.createElement('script'), { src: elsewhere + 'a.js' }))"),
    (
        "inline script",
        "document.head.append(Object.assign(document.createElement('script'), { text: 'window.ran = 1' }))",
    ),
    ("inline style", "document.body.setAttribute('style', `background: url(${elsewhere}b.png)`)"),
    ("eval", "window.eval('window.ran = 1')"),
    ("markup that runs", "document.createElement('div').innerHTML = '<img src=x onerror=\"window.ran = 1\">'"),
    ("markup that loads", "document.createElement('div').innerHTML = '<iframe src=\"check.html\"></iframe>'"),
    ("frame", "document.body.append(Object.assign(document.createElement('iframe'), { src: elsewhere + 'frame' }))"),
    ("worker", "new Worker(URL.createObjectURL(new Blob(['fetch(1)'])))"),
];
