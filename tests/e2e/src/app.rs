//! What a person has in front of them: the page, a pointer, a keyboard.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{fs, thread};

use serde_json::{Value, json};
use thirtyfour::prelude::*;
use thirtyfour::{ChromeCapabilities, Key};
use tokio::runtime::{Builder, Runtime};

use crate::driver::{self, kill};
use crate::scenario::project;

/// How long anything may take until it counts as not happening. Machines that test do other things, too.
const PATIENCE: Duration = Duration::from_secs(40);

/// Nothing of the browser's own goes over the network.
const FLAGS: [&str; 13] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    // The browser asks its maker about input fields it meets, whatever the page.
    "--disable-features=AutofillServerCommunication",
    "--disable-dev-shm-usage",
    "--window-size=1280,900",
    "--accept-lang=zh-CN",
];

/// A tab of a browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab(thirtyfour::WindowHandle);

/// A browser with the app in it. Methods wait for what they need and fail the test with a picture when it never comes.
pub struct App {
    name: String,
    runtime: Runtime,
    driver: Option<WebDriver>,
    process: u64,
}

impl App {
    pub(crate) fn start(name: &str, driver_url: &str, folder: &Path, record: &Path) -> App {
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        let mut capabilities = DesiredCapabilities::chrome();
        configure(&mut capabilities, folder, record).expect("capabilities are plain JSON");
        // A browser that was killed a moment ago may still hold the profile.
        let mut tries = 0;
        let driver = loop {
            match runtime.block_on(WebDriver::new(driver_url, capabilities.clone())) {
                Ok(driver) => break driver,
                Err(error) => assert!(tries < 5, "the browser does not start: {error}"),
            }
            tries += 1;
            thread::sleep(Duration::from_secs(1));
        };
        let process = driver.capabilities().get("goog:processID").and_then(Value::as_u64).unwrap_or_default();
        let app = App { name: name.to_owned(), runtime, driver: Some(driver), process };
        let downloads = json!({ "behavior": "allow", "downloadPath": folder.join("downloads") });
        let allowed = app.wait_for(app.driver().cdp().send_raw("Browser.setDownloadBehavior", downloads));
        allowed.expect("downloads are allowed");
        app
    }

    /// Goes to an address and waits until it is loaded.
    pub fn go(&self, url: &str) {
        self.wait_for(self.driver().goto(url)).expect("the page loads");
    }

    /// Runs a script in every page before any script of the page's own.
    pub fn before_every_page(&self, script: &str) {
        let source = json!({ "source": script });
        let added = self.wait_for(self.driver().cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", source));
        added.expect("the script is taken");
    }

    /// Loads the page again.
    pub fn reload(&self) {
        self.wait_for(self.driver().refresh()).expect("the page loads again");
    }

    /// Runs a script; `return` gives a value back, `arguments` holds the given ones.
    pub fn script(&self, script: &str, arguments: Vec<Value>) -> Value {
        let result = self.wait_for(self.driver().execute(script, arguments));
        result.unwrap_or_else(|error| panic!("{script}: {error}")).json().clone()
    }

    /// What a script gives back, where there is a page that can say: none between two pages, nor of a browser that is gone.
    pub fn asked(&self, script: &str, arguments: Vec<Value>) -> Option<Value> {
        self.wait_for(self.driver().execute(script, arguments)).ok().map(|result| result.json().clone())
    }

    /// Runs a script that calls its last argument when it is done.
    pub fn script_later(&self, script: &str, arguments: Vec<Value>) -> Value {
        let result = self.wait_for(self.driver().execute_async(script, arguments));
        result.unwrap_or_else(|error| panic!("{script}: {error}")).json().clone()
    }

    /// Waits until an expression is true of the page, and returns its value.
    pub fn until(&self, expression: &str) -> Value {
        self.until_within(expression, PATIENCE)
    }

    /// Waits so long until an expression is true of the page, and returns its value.
    pub fn until_within(&self, expression: &str, patience: Duration) -> Value {
        let script = format!("return ({expression})");
        let end = Instant::now() + patience;
        let mut last = String::new();
        while Instant::now() < end {
            match self.wait_for(self.driver().execute(script.as_str(), Vec::new())) {
                Ok(result) if truthy(result.json()) => return result.json().clone(),
                Ok(result) => last = result.json().to_string(),
                // Between two pages there is nothing to ask.
                Err(error) => last = error.to_string(),
            }
            thread::sleep(Duration::from_millis(50));
        }
        self.screenshot("failed");
        panic!("never true: {expression} (last: {last})");
    }

    /// The part of the page that is marked `data-test="…"`, once it can be seen.
    pub fn find(&self, part: &str) -> WebElement {
        let by = By::Css(format!("[data-test~='{part}']"));
        let query = self.driver().query(by).wait(PATIENCE, Duration::from_millis(50)).and_displayed();
        self.wait_for(query.first()).unwrap_or_else(|error| {
            self.screenshot("failed");
            panic!("{part} is not on the page: {error}")
        })
    }

    /// Whether a part is on the page right now.
    pub fn has(&self, part: &str) -> bool {
        truthy(&self.script("return !!document.querySelector(`[data-test~='${arguments[0]}']`)", vec![json!(part)]))
    }

    /// The words in a part.
    pub fn text(&self, part: &str) -> String {
        self.wait_for(self.find(part).text()).expect("the part is still there")
    }

    /// Clicks a part.
    pub fn click(&self, part: &str) {
        self.wait_for(self.find(part).click()).unwrap_or_else(|error| {
            self.screenshot("failed");
            panic!("{part} cannot be clicked: {error}")
        });
    }

    /// Presses keys, wherever the focus is.
    pub fn press(&self, keys: &str) {
        self.wait_for(self.driver().action_chain().send_keys(keys).perform()).expect("keys are pressed");
    }

    /// Presses keys while others are held.
    pub fn press_with(&self, held: &[Key], keys: &str) {
        let chain = held.iter().fold(self.driver().action_chain(), |chain, key| chain.key_down(key.clone()));
        let chain = chain.send_keys(keys);
        let chain = held.iter().rev().fold(chain, |chain, key| chain.key_up(key.clone()));
        self.wait_for(chain.perform()).expect("keys are pressed");
    }

    /// Chooses a command by its name in the palette: opens it and types on without a pause, as whoever knows the name does.
    pub fn command(&self, name: &str) {
        let chain = self.driver().action_chain().key_down(Key::Control).send_keys("k").key_up(Key::Control);
        self.wait_for(chain.send_keys(name).perform()).expect("keys are pressed");
        self.until(&format!("document.querySelector('[data-test=command]')?.textContent.includes('{name}')"));
        self.press("\u{e007}");
    }

    /// Puts files into an `<input type=file>`, seen or not.
    pub fn upload(&self, part: &str, files: &[PathBuf]) {
        let by = By::Css(format!("input[type=file][data-test~='{part}']"));
        let query = self.driver().query(by).wait(PATIENCE, Duration::from_millis(50));
        let input = self.wait_for(query.first()).unwrap_or_else(|error| panic!("{part} takes no files: {error}"));
        let paths: Vec<_> = files.iter().map(|file| file.to_string_lossy()).collect();
        self.wait_for(input.send_keys(paths.join("\n"))).expect("the files are taken");
    }

    /// Drags over words in a part, as with a mouse, from before the first to behind the last character.
    pub fn drag_over(&self, part: &str, words: &str) {
        self.drag_with(&[], part, words);
    }

    /// Drags over words while keys are held.
    pub fn drag_with(&self, held: &[Key], part: &str, words: &str) {
        let [from_x, from_y, to_x, to_y] = self.place_of(part, words);
        let chain = held.iter().fold(self.driver().action_chain(), |chain, key| chain.key_down(key.clone()));
        let chain = chain.move_to(from_x, from_y).click_and_hold().move_to(to_x, to_y).release();
        let chain = held.iter().rev().fold(chain, |chain, key| chain.key_up(key.clone()));
        self.wait_for(chain.perform()).expect("the pointer moves");
    }

    /// Clicks so many times on the first character of words in a part.
    pub fn click_on(&self, part: &str, words: &str, times: usize) {
        let [x, y, ..] = self.place_of(part, words);
        let chain = (0..times).fold(self.driver().action_chain().move_to(x + 4, y), |chain, _| chain.click());
        self.wait_for(chain.perform()).expect("the pointer clicks");
    }

    /// Clicks once on the first character of words, a little beside the last click, so that no double click comes of it.
    pub fn click_anew(&self, part: &str, words: &str, beside: i64) {
        let [x, y, ..] = self.place_of(part, words);
        let elsewhere = self.driver().action_chain().move_to(x + 4 + beside, y + beside).click();
        self.wait_for(elsewhere.perform()).expect("the pointer clicks");
    }

    /// Moves the pointer over the first character of words in a part.
    pub fn point_at(&self, part: &str, words: &str) {
        let [x, y, ..] = self.place_of(part, words);
        self.wait_for(self.driver().action_chain().move_to(x + 4, y).perform()).expect("the pointer moves");
    }

    /// Drags the knob of an edge to a character of the words in a part: before the first, or behind the last.
    pub fn drag_to(&self, from: &str, part: &str, words: &str, behind: bool) {
        let [start_x, start_y, end_x, end_y] = self.place_of(part, words);
        let [x, y] = self.knob_of(from);
        let (to_x, to_y) = if behind { (end_x, end_y) } else { (start_x, start_y) };
        let drag = self.driver().action_chain().move_to(x, y).click_and_hold().move_to(to_x, to_y).release();
        self.wait_for(drag.perform()).expect("the pointer moves");
    }

    /// The same with a finger.
    pub fn swipe_to(&self, from: &str, part: &str, words: &str, behind: bool) {
        let [start_x, start_y, end_x, end_y] = self.place_of(part, words);
        let [x, y] = self.knob_of(from);
        let (to_x, to_y) = if behind { (end_x, end_y) } else { (start_x, start_y) };
        for (kind, points) in [
            ("touchStart", json!([{ "x": x, "y": y }])),
            ("touchMove", json!([{ "x": (x + to_x) / 2, "y": (y + to_y) / 2 }])),
            ("touchMove", json!([{ "x": to_x, "y": to_y }])),
            ("touchEnd", json!([])),
        ] {
            self.devtools("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points }));
        }
    }

    /// Taps with a finger on the first character of words in a part.
    pub fn tap_on(&self, part: &str, words: &str) {
        let [x, y, ..] = self.place_of(part, words);
        let points = json!([{ "x": x + 4, "y": y }]);
        self.devtools("Input.dispatchTouchEvent", json!({ "type": "touchStart", "touchPoints": points }));
        self.devtools("Input.dispatchTouchEvent", json!({ "type": "touchEnd", "touchPoints": [] }));
    }

    /// Gives the page a screen of this size, a phone's where it is narrow: fingers instead of a mouse.
    pub fn screen(&self, width: u32, height: u32) {
        let phone = width < 600;
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics);
        self.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": phone }));
    }

    /// Where an edge of the current mark can be taken hold of: above its first character, below its last.
    fn knob_of(&self, edge: &str) -> [i64; 2] {
        self.until(&format!("document.querySelector(`[data-test~='{edge}']`)"));
        let script = "const box = document.querySelector(`[data-test~='${arguments[0]}']`).getBoundingClientRect(); \
            return [box.left, arguments[0] === 'start' ? box.top - 6 : box.bottom + 6]";
        let place = self.script(script, vec![json!(edge)]);
        [0, 1].map(|which| place[which].as_f64().map_or(0, |pixels| pixels.round() as i64))
    }

    /// Where words start and end on the screen, once they are scrolled into view.
    fn place_of(&self, part: &str, words: &str) -> [i64; 4] {
        let place = self.script(WORDS, vec![json!(part), json!(words)]);
        let place = [0, 1, 2, 3].map(|which| place[which].as_f64().map(|pixels| pixels.round() as i64));
        let [Some(from_x), Some(from_y), Some(to_x), Some(to_y)] = place else {
            self.screenshot("failed");
            panic!("{words} is not to be seen in {part}");
        };
        [from_x, from_y, to_x, to_y]
    }

    /// Drags from one point of the window to another.
    #[expect(clippy::cast_possible_truncation, reason = "points of a window")]
    pub fn drag(&self, from: (f64, f64), to: (f64, f64)) {
        let [from_x, from_y, to_x, to_y] = [from.0, from.1, to.0, to.1].map(|pixels| pixels.round() as i64);
        let drag = self.driver().action_chain().move_to(from_x, from_y).click_and_hold().move_to(to_x, to_y).release();
        self.wait_for(drag.perform()).expect("the pointer moves");
    }

    /// Sends a command of the DevTools protocol and gives its answer.
    pub fn devtools(&self, command: &str, parameters: Value) -> Value {
        let answer = self.wait_for(self.driver().cdp().send_raw(command, parameters));
        answer.unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    /// The browser's process.
    pub fn process(&self) -> u64 {
        self.process
    }

    /// The build that the page is of.
    pub fn build(&self) -> String {
        let build = self.until("document.querySelector('meta[name=zhupi-build]')?.content");
        build.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the page has started.
    pub fn started(&self) {
        self.until("document.documentElement.dataset.offline");
        assert!(!self.crashed(), "{}", self.crash_message());
    }

    /// Waits until everything is stored for use without a network.
    pub fn ready_offline(&self) {
        self.started();
        self.until(
            "document.documentElement.dataset.offline === 'ready' && navigator.serviceWorker.controller !== null",
        );
    }

    /// Whether the rescue screen is up.
    pub fn crashed(&self) -> bool {
        truthy(&self.script("return !document.getElementById('rescue').hidden", Vec::new()))
    }

    /// What the rescue screen says for the maintainers.
    pub fn crash_message(&self) -> String {
        let message = self.script("return document.getElementById('rescue-message').textContent", Vec::new());
        message.as_str().unwrap_or_default().to_owned()
    }

    /// Opens one more tab at an address and goes to it.
    pub fn open_tab(&self, url: &str) -> Tab {
        let tab = self.wait_for(self.driver().new_tab()).expect("a tab opens");
        self.wait_for(self.driver().switch_to_window(tab.clone())).expect("the tab is there");
        self.go(url);
        Tab(tab)
    }

    /// The tab that is looked at.
    pub fn tab(&self) -> Tab {
        Tab(self.wait_for(self.driver().window()).expect("there is a tab"))
    }

    /// Goes to another tab.
    pub fn look_at(&self, tab: &Tab) {
        self.wait_for(self.driver().switch_to_window(tab.0.clone())).expect("the tab is there");
    }

    /// Closes the tab that is looked at, and goes to another one.
    pub fn close_tab(&self, then: &Tab) {
        self.wait_for(self.driver().close_window()).expect("the tab closes");
        self.look_at(then);
    }

    /// Kills the processes that the app's page runs in, while the browser goes on. Other tabs have their own. Returns when
    /// the browser has noticed: what it opens before, it may still ask of the service worker that died with them, for ever.
    pub fn kill_renderer(&self) {
        let renderers = self.renderers();
        assert!(!renderers.is_empty(), "no process runs the app");
        renderers.into_iter().for_each(kill);
        while self.asked("return true", Vec::new()).is_some() {
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// The processes that the app's pages run in, that of the tab that is looked at among them.
    pub fn renderers(&self) -> Vec<u64> {
        // A page is known by a worker's thread. Its own may be at rest; any script of the app makes another one.
        self.script("window.mark ??= new Worker('sw.js')", Vec::new());
        let end = Instant::now() + PATIENCE;
        loop {
            let found = driver::renderers(self.process);
            if !found.is_empty() || Instant::now() > end {
                return found;
            }
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Puts a tab in the place of one whose process was killed.
    pub fn replace_tab(&self, dead: &Tab, keeper: &Tab, url: &str) -> Tab {
        self.look_at(keeper);
        // The driver waits for tabs that end while it opens another.
        self.devtools("Target.closeTarget", json!({ "targetId": dead.0.to_string() }));
        self.open_tab(url)
    }

    /// Which browser it is, for reports.
    pub fn version(&self) -> String {
        let version = self.driver().capabilities().get("browserVersion").and_then(Value::as_str).unwrap_or_default();
        format!("Chromium {version}")
    }

    /// Takes a picture of the page into `target/screenshots`.
    pub fn screenshot(&self, moment: &str) {
        let folder = project().join("target/screenshots");
        let _ = fs::create_dir_all(&folder);
        let _ = self.wait_for(self.driver().screenshot(&folder.join(format!("{}-{moment}.png", self.name))));
    }

    /// Closes the browser as a person would.
    pub fn quit(mut self) {
        if let Some(driver) = self.driver.take() {
            self.wait_for(driver.quit()).expect("the browser ends");
        }
    }

    /// Ends the browser as a power cut would.
    pub fn kill(mut self) {
        self.end();
    }

    fn end(&mut self) {
        if let Some(driver) = self.driver.take() {
            let _ = driver.leak();
            kill(self.process);
        }
    }

    fn driver(&self) -> &WebDriver {
        self.driver.as_ref().expect("the browser runs until this value is used up")
    }

    fn wait_for<T>(&self, future: impl Future<Output = T>) -> T {
        self.runtime.block_on(future)
    }
}

impl Drop for App {
    fn drop(&mut self) {
        self.end();
    }
}

fn configure(capabilities: &mut ChromeCapabilities, folder: &Path, record: &Path) -> WebDriverResult<()> {
    for flag in FLAGS {
        capabilities.add_arg(flag)?;
    }
    capabilities.add_arg(&format!("--user-data-dir={}", folder.join("profile").display()))?;
    capabilities.add_arg(&format!("--log-net-log={}", record.display()))?;
    Ok(())
}

/// What a condition in the page would take for true.
fn truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(value) => *value,
        Value::String(value) => !value.is_empty(),
        Value::Number(value) => value.as_f64() != Some(0.0),
        Value::Array(_) | Value::Object(_) => true,
    }
}

/// Finds words in a part, however many elements they are spread over, and returns where they start and end on screen.
const WORDS: &str = "
const part = document.querySelector(`[data-test~='${arguments[0]}']`);
if (!part) return [];
const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
const nodes = [];
let whole = '';
while (walker.nextNode()) { nodes.push([walker.currentNode, whole.length]); whole += walker.currentNode.data; }
const at = whole.indexOf(arguments[1]);
if (at < 0) return [];
const place = (offset) => { const [node, start] = nodes.findLast(([, start]) => start <= offset); return [node, offset - start]; };
const box = (offset) => {
  const range = document.createRange();
  const [node, inside] = place(offset);
  range.setStart(node, inside);
  range.setEnd(node, inside + 1);
  return range.getBoundingClientRect();
};
place(at)[0].parentElement.scrollIntoView({ block: 'center' });
const first = box(at), last = box(at + arguments[1].length - 1);
return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2];
";
