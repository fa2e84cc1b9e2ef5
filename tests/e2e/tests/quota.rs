//! The browser has no room left: it is said at once, a file can be saved, work goes on, and nothing acknowledged is lost.
//!
//! `ZHUPI_QUOTA=50 cargo test --profile tool -p zhupi-e2e --test quota` is the long form.

use serde_json::json;
use std::thread;
use std::time::{Duration, Instant};
use zhupi_e2e::work::{Work, at_rest, figure, seed, setting, status};
use zhupi_e2e::{App, Scenario, Tab};

/// Waits until the project is there, though nothing can be written. Where the end of the page before gave some room back,
/// the browser may have found enough for the first records after all.
fn looks_on(app: &App) {
    app.started();
    app.until("['warn', 'bad', 'ok'].includes(document.querySelector(`[data-test~='saved']`)?.dataset.state)");
    app.until("/[1-9]/.test(document.querySelector(`[data-test~='totals']`)?.textContent)");
}

/// Leaves so many bytes of room. Little room is looked at more often by the browser than plenty.
fn leave_room(app: &App, keeper: &Tab, origin: &str, room: u64) {
    let used = app.script_later(
        "const done = arguments[0]; navigator.storage.estimate().then((estimate) => done(estimate.usage))",
        vec![],
    );
    let quota = used.as_u64().unwrap_or_default() + room;
    // What a tab's developers' tools have set ends with the tab.
    let page = app.tab();
    app.look_at(keeper);
    app.devtools("Storage.overrideQuotaForOrigin", json!({ "origin": origin, "quotaSize": quota }));
    app.look_at(&page);
}

/// Gives room again until everything is written. The browser's own measure of what is used moves on meanwhile, as it puts
/// its files in order, and a failed write waits fifteen seconds. A page that was opened without room is loaded again.
fn room_again(app: &App, keeper: &Tab, origin: &str) {
    let end = Instant::now() + Duration::from_secs(120);
    loop {
        leave_room(app, keeper, origin, ROOM);
        thread::sleep(Duration::from_millis(500));
        let state = app.script(STATE, vec![]);
        if state == "ok" {
            return at_rest(app);
        }
        assert!(Instant::now() < end, "not written though there is room: {state}");
        if state == "warn" {
            app.reload();
            app.until("/[1-9]/.test(document.querySelector(`[data-test~='totals']`)?.textContent)");
        }
    }
}

/// Writes a note that is larger than the room there is.
const LARGE_NOTE: &str = "
const field = document.getElementById('note');
field.value = Array.from({ length: 300_000 }, (_, at) => String.fromCharCode(0x4e00 + (at * 7919 + arguments[0]) % 20_000)).join('');
field.dispatchEvent(new Event('change', { bubbles: true }));
";
const ROOM: u64 = 4 << 20;

const STATE: &str = "return document.querySelector(`[data-test~='saved']`)?.dataset.state";

#[test]
fn when_there_is_no_room_a_file_is_offered_and_nothing_acknowledged_is_lost() {
    let rounds = setting("ZHUPI_QUOTA", 1);
    let scenario = Scenario::new("quota");
    let origin = scenario.url().trim_end_matches('/').to_owned();
    let app = scenario.browser();
    let keeper = app.tab();
    let mut page = app.open_tab(&scenario.url());
    at_rest(&app);
    app.press("\u{e00c}"); // Escape: the tour
    leave_room(&app, &keeper, &origin, ROOM);
    let (mut dice, mut work) = (seed(), Work::Accept);
    let (mut slowest, mut n_bytes) = (0, 0);
    for round in 0..rounds {
        let acknowledged = status(&app);
        assert!(acknowledged.is_saved, "round {round}");
        leave_room(&app, &keeper, &origin, 0);
        work = work.next(acknowledged.n_pending);
        app.press("\u{e004}"); // Tab: a mark, with its note
        app.until("document.getElementById('note')");
        // The browser goes by what it last measured for a while, at most thirty seconds.
        let mut began = Instant::now();
        let end = began + Duration::from_secs(60);
        while app.script(STATE, vec![]) != "bad" {
            assert!(Instant::now() < end, "round {round}: the browser never ran out of room");
            if app.script(STATE, vec![]) == "ok" {
                began = Instant::now();
                app.script(LARGE_NOTE, vec![json!(dice.below(9_000))]);
            }
            thread::sleep(Duration::from_millis(10));
        }
        slowest = slowest.max(began.elapsed().as_millis());
        if round == 0 {
            app.screenshot("no-room");
        }
        // Work goes on in memory, and the file has it.
        work.rush(&app, 1);
        let last = status(&app);
        app.click("save-file");
        let file = scenario.download(".zhupi");
        assert!(file.starts_with(b"PK"), "round {round}: a file");
        n_bytes = file.len();
        if dice.below(2) == 0 {
            // Room comes back: everything is written after all.
            room_again(&app, &keeper, &origin);
            assert_eq!(status(&app).n_pending, last.n_pending, "round {round}: all of it is there");
            app.reload();
            room_again(&app, &keeper, &origin);
            assert_eq!(status(&app).n_pending, last.n_pending, "round {round}: all of it came back");
        } else {
            // The page ends while there is no room: it can be looked at, and what had been acknowledged is there.
            app.kill_renderer();
            page = app.replace_tab(&page, &keeper, &scenario.url());
            looks_on(&app);
            room_again(&app, &keeper, &origin);
            let found = work.progress(status(&app).n_pending);
            assert!(found >= work.progress(acknowledged.n_pending), "round {round}: an acknowledged edit is gone");
        }
    }
    let note = format!(
        "red after {slowest} ms at most, files of {n_bytes} bytes; seed {}, {}",
        setting("ZHUPI_SEED", 1),
        app.version()
    );
    figure("quota reached", rounds, 0, &note);
    app.quit();
}
