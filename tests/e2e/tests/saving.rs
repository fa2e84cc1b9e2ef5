//! What is called saved is saved: the page's process, or the whole browser, is killed in the middle of work.
//!
//! `ZHUPI_RENDERER_KILLS=1000 ZHUPI_KILLS=100 cargo test --profile tool -p zhupi-e2e --test saving` is the long form.

use std::thread;
use std::time::Duration;

use serde_json::json;
use zhupi_e2e::work::{Dice, Status, Work, at_rest, figure, open, seed, setting, status};
use zhupi_e2e::{App, Scenario};

/// What was known before the end, and what became of it.
#[derive(Default)]
struct Tally {
    n_edits: i64,
    n_told: usize,
    n_untold_lost: i64,
    n_failed: usize,
}

/// What a person had been told when everything ended.
struct End {
    work: Work,
    before: Status,
    told: Status,
    last: Status,
}

/// Works for a while, up to the moment before the end.
fn work_until_the_end(app: &App, work: Work, dice: &mut Dice, by_hand: bool) -> End {
    let before = status(app);
    let work = work.next(before.n_pending);
    let go_on = |n| if by_hand { work.go_on(app, n) } else { work.rush(app, n) };
    go_on(1 + dice.below(5));
    thread::sleep(Duration::from_millis(dice.below(25) as u64));
    let told = status(app);
    go_on(dice.below(4));
    thread::sleep(Duration::from_millis(dice.below(25) as u64));
    End { work, before, told, last: status(app) }
}

impl Tally {
    /// Compares what was found with what had been done and said.
    fn count(&mut self, round: usize, end: &End, found: i64) {
        let End { work, before, told, last } = *end;
        let progress = |n_pending| work.progress(n_pending);
        let is_prefix = progress(found) <= progress(last.n_pending) && progress(found) >= progress(before.n_pending);
        let mut acknowledged = before.n_pending;
        for said in [told, last].into_iter().filter(|said| said.is_saved) {
            acknowledged = said.n_pending;
        }
        let is_kept = progress(found) >= progress(acknowledged);
        if !is_prefix || !is_kept {
            println!("round {round}: {work:?}, {before:?}, {told:?}, {last:?}, {found} found");
            self.n_failed += 1;
        }
        self.n_edits += (last.n_pending - before.n_pending).abs();
        self.n_told += usize::from(last.is_saved);
        self.n_untold_lost += (last.n_pending - found).abs();
    }

    fn report(&self, name: &str, rounds: usize, version: &str) {
        let Self { n_edits, n_told, n_untold_lost, n_failed } = self;
        let seed = setting("ZHUPI_SEED", 1);
        let note = format!(
            "{n_edits} edits, {n_told} times called saved at the very end, {n_untold_lost} lost that nobody called saved; \
             seed {seed}, {version}"
        );
        figure(name, rounds, *n_failed, &note);
        assert_eq!(*n_failed, 0, "what was called saved is gone, or more came back than was done");
    }
}

#[test]
fn what_is_called_saved_survives_a_killed_page() {
    let rounds = setting("ZHUPI_RENDERER_KILLS", 6);
    let scenario = Scenario::new("killed-page");
    let app = scenario.browser();
    let keeper = app.tab();
    let mut page = app.open_tab(&scenario.url());
    at_rest(&app);
    app.press("\u{e00c}"); // Escape: the tour
    let (mut dice, mut tally, mut work) = (seed(), Tally::default(), Work::Accept);
    for round in 0..rounds {
        let end = work_until_the_end(&app, work, &mut dice, false);
        work = end.work;
        app.kill_renderer();
        page = app.replace_tab(&page, &keeper, &scenario.url());
        at_rest(&app);
        tally.count(round, &end, status(&app).n_pending);
    }
    tally.report("renderer killed", rounds, &app.version());
    app.quit();
}

#[test]
fn what_is_called_saved_survives_a_killed_browser() {
    let rounds = setting("ZHUPI_KILLS", 3);
    let scenario = Scenario::new("killed");
    let mut app = open(&scenario);
    let (mut dice, mut tally, mut work) = (seed(), Tally::default(), Work::Accept);
    for round in 0..rounds {
        let end = work_until_the_end(&app, work, &mut dice, true);
        work = end.work;
        app.kill();
        app = open(&scenario);
        tally.count(round, &end, status(&app).n_pending);
    }
    tally.report("browser killed", rounds, &app.version());
    app.quit();
}

#[test]
fn a_reload_in_the_middle_of_work_loses_nothing() {
    let scenario = Scenario::new("reloaded");
    let app = open(&scenario);
    Work::Accept.go_on(&app, 3);
    at_rest(&app);
    let told = status(&app).n_pending;
    app.reload();
    at_rest(&app);
    assert_eq!(status(&app).n_pending, told);
    app.quit();
}

#[test]
fn an_edit_is_acknowledged_soon() {
    let n_edits = setting("ZHUPI_ACKNOWLEDGED", 100);
    let scenario = Scenario::new("acknowledged");
    let app = open(&scenario);
    let times = app.script_later(ACKNOWLEDGED, vec![json!(n_edits)]);
    let mut times: Vec<f64> = times.as_array().into_iter().flatten().filter_map(serde_json::Value::as_f64).collect();
    assert_eq!(times.len(), n_edits);
    times.sort_by(f64::total_cmp);
    let at = |percent: usize| times[(n_edits - 1) * percent / 100];
    let note = format!("p50 {:.1} ms, p95 {:.1} ms, p99 {:.1} ms; {}", at(50), at(95), at(99), app.version());
    figure("append acknowledged", n_edits, usize::from(at(95) > 50.0), &note);
    // The figure is of a machine that does nothing else; others are slower, but not so much.
    assert!(at(95) <= 500.0, "{note}");
    app.quit();
}

/// The time from a key to the word that it is saved, again and again.
const ACKNOWLEDGED: &str = "
const [n, done] = arguments;
const press = (key, ctrlKey) => document.body.dispatchEvent(
  new KeyboardEvent('keydown', { key, code: key, ctrlKey, bubbles: true, cancelable: true }));
const saved = document.querySelector(`[data-test~='saved']`);
const times = [];
const next = () => {
  if (times.length === n) return done(times);
  if (times.length % 20 < 10) press('Tab'); 
  const began = performance.now();
  if (times.length % 20 < 10) press('Enter'); else press('z', true);
  let left = false;
  const watch = new MutationObserver(() => {
    left ||= saved.dataset.state !== 'ok';
    if (!left || saved.dataset.state !== 'ok') return;
    watch.disconnect();
    times.push(performance.now() - began);
    setTimeout(next, 5);
  });
  watch.observe(saved, { attributes: true });
};
next();
";
