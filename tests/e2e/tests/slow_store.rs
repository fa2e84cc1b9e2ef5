//! The browser's store does not answer: after five seconds it is said in red and a file is offered; nothing is lost.

use std::time::{Duration, Instant};

use zhupi_e2e::Scenario;
use zhupi_e2e::work::{Work, at_rest, open, status};

/// Holds every table of the app's database, as a script of the same site that never finishes its transaction would, until
/// `letGo` is called.
const HOLD: &str = "
const done = arguments[0];
const opening = indexedDB.open('zhupi');
opening.onsuccess = () => {
  const database = opening.result;
  const tables = [...database.objectStoreNames];
  const holding = database.transaction(tables, 'readwrite');
  let holds = true;
  const goOn = () => {
    if (holds) holding.objectStore(tables[0]).count().onsuccess = goOn;
  };
  goOn();
  holding.oncomplete = () => database.close();
  window.letGo = () => { holds = false; };
  done(1);
};
";

const STATE: &str = "document.querySelector(`[data-test~='saved']`).dataset.state";

#[test]
fn a_store_that_does_not_answer_turns_the_status_red_after_five_seconds() {
    let scenario = Scenario::new("slow-store");
    let app = open(&scenario);
    app.script_later(HOLD, vec![]);
    let began = Instant::now();
    Work::Accept.rush(&app, 1);
    app.until(&format!("{STATE} === 'busy'"));
    app.until(&format!("{STATE} === 'bad'"));
    let red = began.elapsed();
    assert!(red >= Duration::from_secs(5), "it is not called slow before: {red:?}");
    app.screenshot("red");
    app.click("save-file");
    assert!(scenario.download(".zhupi").starts_with(b"PK"), "a file is offered");

    // Work goes on in memory, also past the time at which a write counts as failed.
    Work::Accept.rush(&app, 2);
    let last = status(&app).n_pending;
    app.until_within(
        "document.querySelector(`[data-test~='saved']`).textContent.includes('出错')",
        Duration::from_secs(30),
    );
    app.script("letGo()", vec![]);
    at_rest(&app);
    app.reload();
    at_rest(&app);
    assert_eq!(status(&app).n_pending, last, "all of it was written once the store answered");
    app.quit();
}
