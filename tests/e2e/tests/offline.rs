//! Without a network: the app starts, and starts again, from what is kept on the machine.

use std::time::{Duration, Instant};
use zhupi_e2e::work::{Work, at_rest, figure, setting, status};
use zhupi_e2e::{App, Scenario, another_build, broken_build, dist};

#[test]
fn after_one_visit_the_host_may_be_gone_for_good() {
    let mut scenario = Scenario::new("host-gone");
    let app = scenario.open();
    app.ready_offline();
    at_rest(&app);
    scenario.host_off();
    app.reload();
    app.started();
    app.quit();
    // Cold starts of the browser, still without a host.
    let rounds = setting("ZHUPI_COLD_STARTS", 1);
    let mut slowest = 0;
    for _ in 0..rounds {
        let app = scenario.browser();
        let began = Instant::now();
        app.go(&scenario.url());
        at_rest(&app);
        slowest = slowest.max(began.elapsed().as_millis());
        assert_eq!(app.build(), scenario.build());
        app.press("\u{e00c}"); // Escape: the tour
        let before = status(&app).n_pending;
        Work::Accept.rush(&app, 1);
        at_rest(&app);
        assert_eq!(status(&app).n_pending, before - 1, "it can be worked with");
        app.quit();
    }
    figure("offline cold start", rounds, 0, &format!("usable after {slowest} ms at most"));
}

#[test]
fn what_is_kept_carries_the_policy_for_page_and_worker() {
    let mut scenario = Scenario::new("kept-policy");
    let app = scenario.open();
    app.ready_offline();
    scenario.host_off();
    for name in ["'./'", "document.querySelector('meta[name=zhupi-worker]').content"] {
        let script = format!(
            "const done = arguments[0]; fetch({name}).then((got) => done([got.status, \
             got.headers.get('content-security-policy'), got.headers.get('content-type')]), (error) => done(String(error)))"
        );
        let got = app.script_later(&script, Vec::new());
        assert_eq!(got[0], 200, "{name}: {got}");
        assert!(got[1].as_str().is_some_and(|policy| policy.contains("default-src 'none'")), "{name}: {got}");
    }
    app.quit();
}

#[test]
fn an_incomplete_or_altered_app_is_not_taken_for_complete() {
    let mut site = dist();
    let icon = site.file_mut("icons/seal-192.png").expect("an icon");
    icon.bytes.push(0);
    let mut scenario = Scenario::serving("altered", site);
    let app = scenario.open();
    app.started();
    app.until("document.documentElement.dataset.offline === 'unavailable'");
    let kept = app.script(
        "return caches.keys().then((names) => names.filter((name) => name.startsWith('zhupi-build-')))",
        Vec::new(),
    );
    assert_eq!(kept, serde_json::json!([]), "nothing is kept of it");

    scenario.deploy(dist());
    app.reload();
    app.ready_offline();
    app.quit();
}

#[test]
fn an_update_waits_for_consent_and_never_mixes() {
    let rounds = setting("ZHUPI_UPDATES", 1);
    let mut scenario = Scenario::new("update");
    let app = scenario.open();
    app.ready_offline();
    app.click("tour-skip");
    for round in 0..rounds {
        at_rest(&app);
        let old = scenario.build();
        let site = if round % 2 == 0 { another_build(&dist()) } else { dist() };
        scenario.deploy(site);
        let new = scenario.build();
        let work = Work::Accept.next(status(&app).n_pending);
        work.rush(&app, 2);
        app.reload();
        app.until("document.documentElement.dataset.update === 'ready'");
        assert_eq!(app.build(), old, "round {round}: no other build without consent");
        work.rush(&app, 2);
        at_rest(&app);
        app.reload();
        app.started();
        assert_eq!(app.build(), old, "round {round}: nor after a reload");

        at_rest(&app);
        work.rush(&app, 3);
        let last = status(&app).n_pending;
        change_over(&app, &new);
        app.ready_offline();
        at_rest(&app);
        assert_eq!(status(&app).n_pending, last, "round {round}: nothing is lost by it");
    }
    let new = scenario.build();
    scenario.host_off();
    app.reload();
    app.started();
    assert_eq!(app.build(), new);
    figure("update while editing", rounds, 0, &app.version());
    app.quit();
}

#[test]
fn a_build_that_waits_is_not_forgotten_when_the_present_one_proves_sound() {
    let mut scenario = Scenario::new("waiting-kept");
    let app = scenario.open();
    app.ready_offline();
    app.until(
        "caches.open('zhupi-notes').then((notes) => notes.match('notes')).then((kept) => kept.json())\
        .then((notes) => notes.sound === 1)",
    );
    scenario.deploy(another_build(&dist()));
    let new = scenario.build();
    app.script("navigator.serviceWorker.ready.then((registration) => registration.update())", Vec::new());
    app.until("document.documentElement.dataset.update === 'ready'");
    // The second start of the present build: those before it are given up.
    app.reload();
    app.until(SOUND);
    scenario.host_off();
    at_rest(&app);
    app.click("update-apply");
    app.until(&format!("document.querySelector('meta[name=zhupi-build]').content === '{new}'"));
    at_rest(&app);
    app.quit();
}

#[test]
fn an_update_that_the_browser_puts_off_is_said_and_comes_when_asked_for_again() {
    let mut site = dist();
    site.file_mut("sw.js").expect("every build has it").bytes.extend(BUSY.as_bytes());
    let mut scenario = Scenario::serving("put-off", site);
    let app = scenario.open();
    app.ready_offline();
    app.click("tour-skip");
    scenario.deploy(another_build(&dist()));
    let new = scenario.build();
    app.script("navigator.serviceWorker.ready.then((registration) => registration.update())", Vec::new());
    app.until("document.documentElement.dataset.update === 'ready'");
    at_rest(&app);
    app.script("navigator.serviceWorker.controller.postMessage({ type: 'be-busy' })", Vec::new());
    app.click("update-apply");
    app.until("document.documentElement.dataset.update === 'slow'");
    app.screenshot("said");
    Work::Accept.rush(&app, 1);
    at_rest(&app);
    let last = status(&app).n_pending;
    app.script("navigator.serviceWorker.controller.postMessage({ type: 'be-free' })", Vec::new());
    app.click("update-apply");
    app.until(&format!("document.querySelector('meta[name=zhupi-build]').content === '{new}'"));
    at_rest(&app);
    assert_eq!(status(&app).n_pending, last, "what was done meanwhile is there");
    app.quit();
}

#[test]
fn a_build_that_does_not_start_gives_way_to_the_one_before() {
    let mut scenario = Scenario::new("broken-update");
    let old = scenario.build();
    let app = scenario.open();
    app.ready_offline();
    // The build is known to be sound once it has started twice.
    app.reload();
    app.ready_offline();
    app.until(SOUND);

    scenario.deploy(broken_build(&dist()));
    app.reload();
    app.until("document.documentElement.dataset.update === 'ready'");
    app.script("dispatchEvent(new CustomEvent('zhupi-update-apply'))", Vec::new());
    let new = scenario.build();
    app.until(&format!("document.querySelector('meta[name=zhupi-build]').content === '{new}'"));
    for _ in 0..3 {
        app.until("!document.getElementById('rescue').hidden");
        app.reload();
    }
    app.started();
    assert_eq!(app.build(), old);
    app.quit();
}

/// Consents, and does what the page says. A busy browser may put the change off, for some minutes at most; then it is told
/// that the new build has taken over, and the page waits to be loaded again.
fn change_over(app: &App, new: &str) {
    let is_new = format!("document.querySelector('meta[name=zhupi-build]').content === '{new}'");
    app.click("update-apply");
    let put_off = "document.documentElement.dataset.update === 'elsewhere'";
    app.until_within(&format!("{is_new} || {put_off}"), Duration::from_secs(400));
    if app.build() != new {
        app.click("update-apply");
        app.until(&is_new);
    }
}

/// Becomes true when the service worker has noted two starts of its build.
const SOUND: &str = "caches.open('zhupi-notes').then((notes) => notes.match('notes')).then((kept) => kept.json())\
.then((notes) => notes.sound >= 2)";

/// Has a service worker be at work until it is told otherwise: no other can take over from it meanwhile.
const BUSY: &str = "
let free = () => {};
self.addEventListener('message', (event) => {
  if (event.data?.type === 'be-busy') event.waitUntil(new Promise((resolve) => { free = resolve; }));
  if (event.data?.type === 'be-free') free();
});
";
