//! A machine of its own for one scenario: profile, downloads, host, driver.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use std::{fs, thread};

use static_host::{Host, Site};

use crate::app::App;
use crate::builds;
use crate::driver::Driver;
use crate::figure::figure;
use crate::network::requests;

/// The surroundings of one scenario. Browsers opened in it share a profile, one after another.
pub struct Scenario {
    name: String,
    folder: PathBuf,
    driver: Driver,
    site: Site,
    host: Option<Host>,
    port: u16,
    /// How many browsers were started: each keeps a record of the network of its own.
    n_browsers: Cell<usize>,
}

impl Scenario {
    /// A fresh machine on which the built app is served.
    pub fn new(name: &str) -> Scenario {
        Scenario::serving(name, dist())
    }

    /// A fresh machine on which `site` is served.
    pub fn serving(name: &str, site: Site) -> Scenario {
        // Tests run beside one another, and two of them may tell the same story.
        static BEGUN: AtomicUsize = AtomicUsize::new(0);
        let number = BEGUN.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("zhupi-e2e-{}-{number}-{name}", std::process::id()));
        fs::create_dir_all(folder.join("downloads")).expect("a folder for the scenario");
        let host = Host::start(0, site.clone()).expect("a free port");
        let port = host.port();
        Scenario {
            name: name.to_owned(),
            folder,
            driver: Driver::start(),
            site,
            host: Some(host),
            port,
            n_browsers: Cell::new(0),
        }
    }

    /// Where the app is.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// The identity of the build that is served.
    pub fn build(&self) -> String {
        builds::identity(&self.site)
    }

    /// Starts a browser on the scenario's profile and opens the app in it.
    pub fn open(&self) -> App {
        let app = self.browser();
        app.go(&self.url());
        app
    }

    /// Starts a browser that shows nothing yet.
    pub fn browser(&self) -> App {
        self.n_browsers.set(self.n_browsers.get() + 1);
        App::start(&self.name, &self.driver.url(), &self.folder, &self.network_record(self.n_browsers.get()))
    }

    /// Switches the host off: whatever still works, works without a network.
    pub fn host_off(&mut self) {
        if let Some(host) = self.host.take() {
            host.stop();
        }
    }

    /// Switches the host on again, at the same address.
    pub fn host_on(&mut self) {
        let host = Host::start(self.port, self.site.clone()).expect("its port is still free");
        self.host = Some(host);
    }

    /// Serves another build from now on.
    pub fn deploy(&mut self, site: Site) {
        if let Some(host) = &self.host {
            host.replace(site.clone());
        }
        self.site = site;
    }

    /// The paths that the host was asked for.
    pub fn requests(&self) -> Vec<String> {
        self.host.as_ref().map(Host::requests).unwrap_or_default()
    }

    /// The record of the network that a browser kept.
    fn network_record(&self, browser: usize) -> PathBuf {
        self.folder.join(format!("network-{browser}.json"))
    }

    /// Every address that the app asked for in any of the scenario's browsers: how many of its own, and those elsewhere.
    pub fn requests_by_app(&self) -> (usize, Vec<String>) {
        let (mut n_own, mut elsewhere) = (0, Vec::new());
        for browser in 1..=self.n_browsers.get() {
            let record = fs::read_to_string(self.network_record(browser)).unwrap_or_default();
            let (own, outside) = requests(&self.url(), &record);
            n_own += own;
            elsewhere.extend(outside);
        }
        (n_own, elsewhere)
    }

    /// Waits for a finished download whose name ends so, and takes it.
    pub fn download(&self, ending: &str) -> Vec<u8> {
        let folder = self.folder.join("downloads");
        let until = Instant::now() + Duration::from_secs(60);
        while Instant::now() < until {
            for entry in fs::read_dir(&folder).expect("the folder for downloads").flatten() {
                if entry.file_name().to_string_lossy().ends_with(ending) {
                    let content = fs::read(entry.path()).expect("a finished download");
                    fs::remove_file(entry.path()).expect("the download can be taken");
                    return content;
                }
            }
            thread::sleep(Duration::from_millis(100));
        }
        panic!("nothing that ends in {ending} was downloaded");
    }

    /// Writes a file that can then be uploaded.
    pub fn file(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.folder.join(name);
        fs::write(&path, content).expect("a file in the scenario's folder");
        path
    }
}

impl Drop for Scenario {
    fn drop(&mut self) {
        // A test that leaves on purpose says so to the policy test alone; every other one must never have left.
        let (n_own, elsewhere) = self.requests_by_app();
        figure("requests elsewhere", n_own, elsewhere.len(), &self.name);
        if !thread::panicking() {
            assert!(elsewhere.is_empty(), "asked for elsewhere: {elsewhere:?}");
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The app as `cargo xtask build` left it.
pub fn dist() -> Site {
    let folder = project().join("dist");
    Site::load(&folder).unwrap_or_else(|error| panic!("{}: {error}; run cargo xtask build", folder.display()))
}

/// The folder of the project.
pub fn project() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}
