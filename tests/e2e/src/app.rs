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

    pub(crate) fn driver(&self) -> &WebDriver {
        self.driver.as_ref().expect("the browser runs until this value is used up")
    }

    pub(crate) fn wait_for<T>(&self, future: impl Future<Output = T>) -> T {
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
