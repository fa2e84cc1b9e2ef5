//! The processes behind a scenario: chromedriver, and the browser that it starts.

use std::env;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

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
    let _ = Command::new("kill").args(["-9", &process.to_string()]).status();
}
