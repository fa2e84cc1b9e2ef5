//! Without a network: the app starts, and starts again, from what is kept on the machine.

use zhupi_e2e::{Scenario, another_build, broken_build, dist};

#[test]
fn after_one_visit_the_host_may_be_gone_for_good() {
    let mut scenario = Scenario::new("host-gone");
    let app = scenario.open();
    app.ready_offline();
    scenario.host_off();
    app.reload();
    app.started();
    app.quit();
    // A cold start of the browser, still without a host.
    let app = scenario.open();
    app.started();
    assert_eq!(app.build(), scenario.build());
    app.quit();
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
    let mut scenario = Scenario::new("update");
    let old = scenario.build();
    let app = scenario.open();
    app.ready_offline();
    app.click("tour-skip");

    scenario.deploy(another_build(&dist()));
    let new = scenario.build();
    app.reload();
    app.until("document.documentElement.dataset.update === 'ready'");
    assert_eq!(app.build(), old, "no other build without consent");
    app.reload();
    app.started();
    assert_eq!(app.build(), old, "nor after a reload");

    app.click("update-apply");
    app.until(&format!("document.querySelector('meta[name=zhupi-build]').content === '{new}'"));
    app.ready_offline();
    scenario.host_off();
    app.reload();
    app.started();
    assert_eq!(app.build(), new);
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

/// Becomes true when the service worker has noted two starts of its build.
const SOUND: &str = "caches.open('zhupi-notes').then((notes) => notes.match('notes')).then((kept) => kept.json())\
.then((notes) => notes.sound >= 2)";
