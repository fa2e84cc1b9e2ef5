//! What is called saved is saved: the browser is killed in the middle of work, and started again.
//!
//! `ZHUPI_KILLS=300 cargo test --profile tool -p zhupi-e2e --test saving` is the long form.

use std::time::{Duration, SystemTime, UNIX_EPOCH};
use std::{env, thread};

use zhupi_e2e::{App, Scenario};

/// What the status line says: whether everything is saved, and how many proposals of the open document are left.
fn status(app: &App) -> (bool, i64) {
    let status = app.script(STATUS, Vec::new());
    let n_pending = status["pending"].as_i64().unwrap_or(-1);
    (status["state"] == "ok", n_pending)
}

const STATUS: &str = "
const totals = document.querySelector(`[data-test~='totals']`)?.textContent ?? '';
const pending = totals.split('·').at(-1).replace(/[^0-9]/g, '');
return { state: document.querySelector(`[data-test~='saved']`)?.dataset.state, pending: Number(pending || '-1') };
";

/// Opens the app and waits until it is saved and has nothing to read.
fn open(scenario: &Scenario) -> App {
    let app = scenario.open();
    at_rest(&app);
    app.press("\u{e00c}"); // Escape: the tour
    app
}

/// Waits until the project is there, read and saved.
fn at_rest(app: &App) {
    app.started();
    app.until("document.querySelector(`[data-test~='saved']`)?.dataset.state === 'ok'");
    app.until("document.querySelector(`[data-test~='engine']`)?.textContent === ''");
    app.until("/[1-9]/.test(document.querySelector(`[data-test~='totals']`)?.textContent)");
}

/// What is done again and again.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Work {
    /// Tab to the next proposal, Enter.
    Accept,
    /// Takes it back.
    Undo,
}

impl Work {
    fn go_on(self, app: &App, n: usize) {
        for _ in 0..n {
            match self {
                Work::Accept => {
                    app.press("\u{e004}");
                    app.press("\u{e007}");
                }
                Work::Undo => app.press_with(&[zhupi_e2e::Key::Control], "z"),
            }
        }
    }

    /// How far the work is, given how many proposals are left.
    fn progress(self, n_pending: i64) -> i64 {
        if self == Work::Accept { -n_pending } else { n_pending }
    }
}

#[test]
fn what_is_called_saved_survives_a_killed_browser() {
    let n_rounds: u32 = env::var("ZHUPI_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(3);
    let scenario = Scenario::new("killed");
    let mut app = open(&scenario);
    let mut work = Work::Accept;
    let (mut n_edits, mut n_told, mut n_lost) = (0, 0, 0);
    for round in 0..n_rounds {
        let dice = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.subsec_micros());
        let (_, before) = status(&app);
        work = if before < 30 {
            Work::Undo
        } else if before > 150 {
            Work::Accept
        } else {
            work
        };
        work.go_on(&app, 2 + dice as usize % 4);
        // What the person has been told before the end.
        let (is_saved, told) = status(&app);
        work.go_on(&app, dice as usize % 3);
        thread::sleep(Duration::from_millis(u64::from(dice % 40)));
        let (_, at_the_end) = status(&app);
        app.kill();

        app = open(&scenario);
        let (_, found) = status(&app);
        println!("round {round}: {work:?}, saved {is_saved} at {told}, {at_the_end} at the end, {found} found");
        assert!(work.progress(found) <= work.progress(at_the_end), "more came back than was there");
        assert!(!is_saved || work.progress(found) >= work.progress(told), "what was called saved is gone");
        n_edits += (at_the_end - before).abs();
        n_told += i64::from(is_saved);
        n_lost += (at_the_end - found).abs();
    }
    println!("{n_rounds} kills, {n_edits} edits, called saved {n_told} times; {n_lost} lost that nobody called saved");
    app.quit();
}

#[test]
fn a_reload_in_the_middle_of_work_loses_nothing() {
    let scenario = Scenario::new("reloaded");
    let app = open(&scenario);
    Work::Accept.go_on(&app, 3);
    at_rest(&app);
    let (_, told) = status(&app);
    app.reload();
    at_rest(&app);
    let (_, found) = status(&app);
    assert_eq!(found, told);
    app.quit();
}
