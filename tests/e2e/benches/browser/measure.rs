//! One workload in a browser of its own: what is done, and how long it took.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use zhupi_e2e::{App, Key, Scenario, work};

use crate::memory::{self, Memory};
use crate::workload::Workload;

/// How often each thing is tried; the first opening, which fills the cache, does not count.
const TRIES: usize = 7;

/// How long reading a document of five million characters may take on a slow machine.
const LONGEST: Duration = Duration::from_secs(180);

/// What was measured of one workload: milliseconds, one for each try.
pub struct Figures {
    pub name: &'static str,
    pub n_marks: usize,
    pub import: f64,
    /// Tasks of the page above 50 ms while the document came in.
    pub long_tasks: Vec<f64>,
    /// The same in the first second of first visits, while the browser still compiles and keeps the app.
    pub long_tasks_at_once: Vec<f64>,
    pub open: Vec<f64>,
    /// A key on a page with the same text and no script, that does nothing: what the method itself takes.
    pub floor_of_key: Times,
    /// The same at the end of a drag with the mouse.
    pub floor_of_drag: Times,
    pub add: Times,
    pub delete: Times,
    pub undo: Times,
    pub accept: Times,
    /// The length of each frame while scrolling.
    pub frames: Vec<f64>,
    pub n_elements: u64,
    pub memory: Memory,
}

/// From the handler of an event to the second frame after its change shows: milliseconds, one for each try.
#[derive(Default)]
pub struct Times {
    /// The change is seen when the page makes it.
    pub seen: Vec<f64>,
    /// The change is looked for by a timer every 5 ms, as the peers were measured.
    pub polled: Vec<f64>,
    /// How long the browser held the event back before the page heard of it.
    pub waited: Vec<f64>,
}

/// How often a first visit is tried.
const VISITS: usize = 5;

/// Takes the workload in and tries everything on it.
pub fn measure(workload: &Workload) -> Figures {
    let long_tasks_at_once = (0..VISITS).flat_map(|_| take_in_at_once(workload)).collect();
    let scenario = Scenario::new(&format!("bench-{}", workload.name));
    let app = first_visit(&scenario);
    app.ready_offline();
    // A first start reads its dictionaries and samples; what an import does to the page is seen when that is over.
    work::at_rest(&app);
    app.click("tour-skip");
    let (import, long_tasks) = take_in(&scenario, &app, workload);
    let open = (0..=TRIES).map(|_| open(&app)).skip(1).collect();
    let mut figures = Figures {
        name: workload.name,
        n_marks: workload.n_marks,
        import,
        long_tasks,
        long_tasks_at_once,
        open,
        floor_of_key: Times::default(),
        floor_of_drag: Times::default(),
        add: Times::default(),
        delete: Times::default(),
        undo: Times::default(),
        accept: Times::default(),
        frames: scroll(&app),
        n_elements: app.script("return document.querySelectorAll('*').length", Vec::new()).as_u64().unwrap_or_default(),
        memory: memory::of(&app),
    };
    app.script("document.querySelector('[data-test~=pane]').scrollTop = 0", Vec::new());
    edit(&app, &mut figures);
    app.screenshot("end");
    find_floor(&app, &mut figures);
    app.quit();
    figures
}

fn first_visit(scenario: &Scenario) -> App {
    let app = scenario.browser();
    app.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": include_str!("probe.js") }));
    app.go(&scenario.url());
    app
}

/// Takes the workload in as soon as a first visit lets one; gives the tasks of the page above 50 ms.
fn take_in_at_once(workload: &Workload) -> Vec<f64> {
    let scenario = Scenario::new(&format!("bench-{}", workload.name));
    let app = first_visit(&scenario);
    app.click("tour-skip");
    let (_, long_tasks) = take_in(&scenario, &app, workload);
    app.quit();
    long_tasks
}

/// Uploads the document and waits until it is open, read and saved.
fn take_in(scenario: &Scenario, app: &App, workload: &Workload) -> (f64, Vec<f64>) {
    let file = scenario.file(&format!("{}.jsonl", workload.name), workload.line.as_bytes());
    let begun = app.script("zhupiProbe.tasks.length = 0; return performance.now()", Vec::new());
    let start = Instant::now();
    app.upload("file-input", &[file]);
    let listed = format!(
        "[...document.querySelectorAll('[data-test=document][aria-current=true]')]\
         .some((it) => it.textContent.includes('bench {}')) && document.querySelector('[data-test~=text] mark')",
        workload.name
    );
    app.until_within(&listed, LONGEST);
    let import = start.elapsed().as_secs_f64() * 1e3;
    let rests = "document.querySelector('[data-test=saved]').dataset.state === 'ok' && \
                 !document.querySelector('[data-test=engine]').textContent";
    app.until_within(rests, LONGEST);
    let tasks =
        app.script("return zhupiProbe.tasks.filter(([at]) => at >= arguments[0]).map(([, took]) => took)", vec![begun]);
    if app.has("dialog-close") {
        app.click("dialog-close");
    }
    (import, numbers(&tasks))
}

/// Loads the page again: the stored document is there when its text and marks are on the screen.
fn open(app: &App) -> f64 {
    app.reload();
    let opened = app.until_within("zhupiProbe.opened", LONGEST);
    // The next try begins when nothing of this one is left to do.
    app.started();
    app.until_within("document.querySelector('[data-test=saved]')?.dataset.state === 'ok'", LONGEST);
    std::thread::sleep(Duration::from_secs(1));
    opened.as_f64().unwrap_or(f64::NAN)
}

fn scroll(app: &App) -> Vec<f64> {
    numbers(&app.script_later("zhupiProbe.scroll(5, arguments[arguments.length - 1])", Vec::new()))
}

/// Marks words by mouse with an armed label, deletes the mark, takes that back, accepts a proposal.
fn edit(app: &App, figures: &mut Figures) {
    app.press("\u{e00c}\u{e00c}\u{e00c}");
    app.click("label-QTY");
    for round in 0..TRIES {
        let Some((from, to)) = unmarked(app, round) else {
            eprintln!("{}: no words without a mark are in view", figures.name);
            return;
        };
        let mark = figures.add.take(app, "mouseup", "added", "", || app.drag(from, to));
        figures.delete.take(app, "keydown", "gone", &mark, || app.press("\u{e017}"));
        figures.undo.take(app, "keydown", "back", &mark, || app.press_with(&[Key::Control], "z"));
        app.press("\u{e004}");
        let current = app.until("document.querySelector('mark[aria-current=true]')?.dataset.mark");
        let current = current.as_str().unwrap_or_default();
        figures.accept.take(app, "keydown", "accepted", current, || app.press("\u{e007}"));
    }
}

/// Does nothing, by key and by mouse, on a page that has the same text and neither script nor style.
fn find_floor(app: &App, figures: &mut Figures) {
    let words = app.script("return document.querySelector('[data-test~=pane]').outerHTML", Vec::new());
    app.go("about:blank");
    app.script(
        "document.body.innerHTML = arguments[0]; document.body.firstChild.style = 'height: 95vh; overflow: auto'; \
         document.querySelector('.words').scrollIntoView()",
        vec![words],
    );
    for round in 0..TRIES {
        figures.floor_of_key.take(app, "keydown", "nothing", "", || app.press("\u{e039}"));
        if let Some((from, to)) = unmarked(app, round) {
            figures.floor_of_drag.take(app, "mouseup", "nothing", "", || app.drag(from, to));
        }
    }
}

/// Where to drag from and to over words without a mark; other words in every round.
fn unmarked(app: &App, round: usize) -> Option<((f64, f64), (f64, f64))> {
    let place = numbers(&app.script("return zhupiProbe.unmarked(arguments[0])", vec![json!(round * 3)]));
    let [from_x, from_y, to_x, to_y] = place[..] else { return None };
    Some(((from_x, from_y), (to_x, to_y)))
}

impl Times {
    /// Does something, notes how long it took until the change showed, and gives the mark that it was seen by.
    fn take(&mut self, app: &App, event: &str, change: &str, mark: &str, act: impl FnOnce()) -> String {
        app.script("zhupiProbe.time(...arguments)", vec![json!(event), json!(change), json!(mark)]);
        act();
        // Nothing else is asked of the page meanwhile.
        std::thread::sleep(Duration::from_millis(300));
        let took = app.until("zhupiProbe.took > 0 && zhupiProbe.polled > 0 && zhupiProbe");
        for (figures, figure) in [(&mut self.seen, "took"), (&mut self.polled, "polled"), (&mut self.waited, "waited")]
        {
            figures.extend(took[figure].as_f64());
        }
        took["found"].as_str().unwrap_or_default().to_owned()
    }
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().map(|all| all.iter().filter_map(Value::as_f64).collect()).unwrap_or_default()
}
