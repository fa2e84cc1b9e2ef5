//! What a person does again and again, and what the page says of it: the state of saving, and how far the work is.

pub use crate::figure::{figure, setting};
use serde_json::json;

use crate::app::App;
use crate::scenario::Scenario;

/// What the status line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// Whether it says that everything is saved.
    pub is_saved: bool,
    /// Whether the project can be edited here.
    pub is_writer: bool,
    /// How many proposals of the open document are left.
    pub n_pending: i64,
}

/// Reads the status line.
pub fn status(app: &App) -> Status {
    let status = app.script(STATUS, Vec::new());
    Status {
        is_saved: status["state"] == "ok",
        is_writer: status["writer"] == true,
        n_pending: status["pending"].as_i64().unwrap_or(-1),
    }
}

const STATUS: &str = "
const totals = document.querySelector(`[data-test~='totals']`)?.textContent ?? '';
const pending = totals.split('·').at(-1).replace(/[^0-9]/g, '');
return {
  state: document.querySelector(`[data-test~='saved']`)?.dataset.state,
  writer: !document.querySelector(`[data-test~='take-over']`),
  pending: Number(pending || '-1'),
};
";

/// Opens the app and waits until it is saved and has nothing to read.
pub fn open(scenario: &Scenario) -> App {
    let app = scenario.open();
    at_rest(&app);
    app.press("\u{e00c}"); // Escape: the tour
    app
}

/// Waits until the project is there, read and saved.
pub fn at_rest(app: &App) {
    app.started();
    app.until(AT_REST);
}

const AT_REST: &str = "document.querySelector(`[data-test~='saved']`)?.dataset.state === 'ok' \
&& document.querySelector(`[data-test~='engine']`)?.textContent === '' \
&& /[1-9]/.test(document.querySelector(`[data-test~='totals']`)?.textContent)";

/// Waits until the project can be looked at, though another tab edits it.
pub fn looks_on(app: &App) {
    app.started();
    app.until("document.querySelector(`[data-test~='take-over']`)");
    app.until("/[1-9]/.test(document.querySelector(`[data-test~='totals']`)?.textContent)");
}

/// What is done again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Tab to the next proposal, Enter.
    Accept,
    /// Takes it back.
    Undo,
}

impl Work {
    /// What can be done for a while, given how many proposals are left.
    pub fn next(self, n_pending: i64) -> Work {
        match n_pending {
            ..30 => Work::Undo,
            30..=150 => self,
            _ => Work::Accept,
        }
    }

    /// Does it so many times, by real keys.
    pub fn go_on(self, app: &App, n: usize) {
        for _ in 0..n {
            match self {
                Work::Accept => {
                    app.press("\u{e004}");
                    app.press("\u{e007}");
                }
                Work::Undo => app.press_with(&[thirtyfour::Key::Control], "z"),
            }
        }
    }

    /// Does it so many times, as fast as the page can take it in.
    pub fn rush(self, app: &App, n: usize) {
        let keys = match self {
            Work::Accept => json!([["Tab", false], ["Enter", false]]),
            Work::Undo => json!([["z", true]]),
        };
        app.script(RUSH, vec![keys, json!(n)]);
    }

    /// How far the work is, given how many proposals are left.
    pub fn progress(self, n_pending: i64) -> i64 {
        if self == Work::Accept { -n_pending } else { n_pending }
    }
}

const RUSH: &str = "
const [keys, n] = arguments;
document.activeElement?.blur?.();
for (let done = 0; done < n; done += 1) {
  for (const [key, ctrlKey] of keys) {
    const code = key.length === 1 ? `Key${key.toUpperCase()}` : key;
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code, ctrlKey, bubbles: true, cancelable: true }));
  }
}
";

/// A small deterministic source of numbers (splitmix64).
#[derive(Clone, Debug)]
pub struct Dice(pub u64);

impl Dice {
    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n.max(1) as u64) as usize
    }
}

/// The seed of this run: `ZHUPI_SEED`, 1 without it.
pub fn seed() -> Dice {
    Dice(setting("ZHUPI_SEED", 1) as u64)
}
