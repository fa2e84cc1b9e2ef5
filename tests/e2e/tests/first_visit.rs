//! The first visit of all, on a machine that has nothing of the app yet: the browser is killed at any moment of it, and what
//! had been called saved by then is there when the app is opened again.
//!
//! `ZHUPI_FIRST_KILLS=60 cargo test --profile tool -p zhupi-e2e --test first_visit` is the long form.

use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use zhupi_e2e::work::{Dice, figure, seed, setting};
use zhupi_e2e::{App, Scenario};

/// How long a visit lasts at most, from the moment that the address is entered.
const VISIT: Duration = Duration::from_millis(9_000);

/// What a page showed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Seen {
    n_documents: i64,
    is_saved: bool,
    /// Whether a loss is told of.
    is_loss: bool,
}

fn seen(app: &App) -> Option<Seen> {
    let page = app.asked(SEEN, Vec::new())?;
    let is = |field: &str| page[field] == Value::Bool(true);
    Some(Seen { n_documents: page["documents"].as_i64()?, is_saved: is("saved"), is_loss: is("loss") })
}

const SEEN: &str = "
return {
  documents: document.querySelectorAll('[data-test=document]').length,
  saved: document.querySelector(`[data-test~='saved']`)?.dataset.state === 'ok',
  loss: !!document.querySelector(`[data-test~='lost']`),
};
";

/// Brings so many texts of so many lines in, as a drop does, without waiting for anything.
const BRING_IN: &str = "
const [n, lines] = arguments;
const input = document.querySelector(`input[type=file][data-test~='file-input']`);
const files = new DataTransfer();
for (let at = 1; at <= n; at += 1) {
  files.items.add(new File([`第${at}处年内整治河道12公里,由市水利局牵头。\\n`.repeat(lines)], `${at}.txt`));
}
input.files = files.files;
input.dispatchEvent(new Event('change', { bubbles: true }));
";

/// What is brought in: nothing, a little, or so much that the browser has to put its database in order meanwhile.
const IMPORTS: [Option<(u32, u32)>; 3] = [None, Some((3, 300)), Some((40, 3_000))];

/// One visit, until the browser is killed. Returns how many documents had been called saved.
fn visit(scenario: &Scenario, dice: &mut Dice) -> i64 {
    let app = scenario.browser();
    let end = Instant::now() + VISIT.mul_f64(dice.below(1_000) as f64 / 1_000.0);
    let mut import = IMPORTS[dice.below(IMPORTS.len())];
    app.asked("location.href = arguments[0]", vec![json!(scenario.url())]);
    let mut told = 0;
    while Instant::now() < end {
        if let Some(now) = seen(&app) {
            if now.is_saved {
                told = told.max(now.n_documents);
            }
            if told >= 2
                && let Some((n, lines)) = import.take()
            {
                app.asked(BRING_IN, vec![json!(n), json!(lines)]);
            }
        }
        thread::sleep(Duration::from_millis(10));
    }
    app.kill();
    told
}

/// Opens the app again and waits until it has as much as was called saved, or for as long as a start may take.
fn found(scenario: &Scenario, told: i64) -> Seen {
    let app = scenario.open();
    app.started();
    app.until("document.querySelector(`[data-test~='saved']`)?.dataset.state === 'ok'");
    let end = Instant::now() + Duration::from_secs(10);
    let mut last = Seen::default();
    while (last.n_documents < told.max(2)) && Instant::now() < end {
        last = seen(&app).unwrap_or_default();
        thread::sleep(Duration::from_millis(50));
    }
    if last.n_documents < told || last.is_loss {
        app.screenshot(&format!("lost-{told}"));
    }
    app.quit();
    last
}

#[test]
fn what_is_called_saved_on_the_first_visit_survives_a_killed_browser() {
    let rounds = setting("ZHUPI_FIRST_KILLS", 2);
    let (mut dice, mut n_told, mut n_failed, mut n_brought_back) = (seed(), 0, 0, 0);
    for round in 0..rounds {
        let scenario = Scenario::new(&format!("first-visit-{round}"));
        let told = visit(&scenario, &mut dice);
        let last = found(&scenario, told);
        n_told += usize::from(told > 0);
        // Browsers lose a database that is some seconds old now and then; the second copy brings the documents back, and the
        // person is told.
        n_brought_back += usize::from(told > 0 && last.n_documents >= told && last.is_loss);
        // A loss that is told of where there was nothing to lose frightens people for nothing.
        if last.n_documents < told || (told == 0 && last.is_loss) {
            println!("round {round}: {told} documents were called saved, then {last:?}");
            n_failed += 1;
        }
    }
    let seed = setting("ZHUPI_SEED", 1);
    let note = format!(
        "{n_told} times something had been called saved, {n_brought_back} times the browser had lost it and the second copy came back; seed {seed}"
    );
    figure("browser killed on its first visit", rounds, n_failed, &note);
    assert_eq!(n_failed, 0, "what was called saved is gone");
}
