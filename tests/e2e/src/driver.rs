//! The processes behind a scenario: chromedriver, and the browser that it starts.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::{env, fs};

/// A chromedriver on a port of its own; it ends with this value.
pub struct Driver {
    child: Child,
    port: u16,
}

impl Driver {
    /// Starts chromedriver and waits until it listens. It gives up where another program takes the port it has just
    /// chosen, so it may have to choose again.
    pub fn start() -> Driver {
        const TRIES: usize = 5;
        (0..TRIES).find_map(|_| Driver::try_start()).expect("chromedriver says which port it took")
    }

    fn try_start() -> Option<Driver> {
        let program = env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
        let mut child = Command::new(program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver does not start; on Debian: apt-get install chromium chromium-driver");
        let output = child.stdout.take().expect("its output is a pipe");
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        let Some(port) = lines.find_map(|line| port_in(&line)) else {
            let _ = child.wait();
            return None;
        };
        // What it says later must be read as well, or it would wait for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Some(Driver { child, port })
    }

    /// Where it takes commands.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn port_in(line: &str) -> Option<u16> {
    line.split_once("started successfully on port ")?.1.trim_end_matches('.').parse().ok()
}

/// Ends a process at once, without a word of warning to it.
pub fn kill(process: u64) {
    signal("-9", process);
}

/// Stops a process where it stands, until it is woken.
pub fn freeze(process: u64) {
    signal("-STOP", process);
}

/// Wakes a process that was frozen.
pub fn wake(process: u64) {
    signal("-CONT", process);
}

fn signal(signal: &str, process: u64) {
    let _ = Command::new("kill").args([signal, &process.to_string()]).status();
}

/// The processes of a browser that run a page with a worker: the app. Found by the name of the worker's thread.
pub fn renderers(browser: u64) -> Vec<u64> {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let numbers = processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u64>().ok());
    numbers.filter(|&process| has_worker(process) && descends_from(process, browser)).collect()
}

fn has_worker(process: u64) -> bool {
    let threads = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let names = threads.filter_map(|thread| fs::read_to_string(thread.path().join("comm")).ok());
    let renderer = fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
    renderer.windows(15).any(|word| word == b"--type=renderer")
        && names.into_iter().any(|name| name.starts_with("DedicatedWorker"))
}

fn descends_from(process: u64, ancestor: u64) -> bool {
    let mut next = process;
    for _ in 0..16 {
        let status = fs::read_to_string(format!("/proc/{next}/status")).unwrap_or_default();
        let parent = status.lines().find_map(|line| line.strip_prefix("PPid:")?.trim().parse().ok());
        match parent {
            Some(parent) if parent == ancestor => return true,
            Some(parent) if parent > 1 => next = parent,
            _ => return false,
        }
    }
    false
}
