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
    /// Starts chromedriver and waits until it listens.
    pub fn start() -> Driver {
        let program = env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
        let mut child = Command::new(program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver does not start; on Debian: apt-get install chromium chromium-driver");
        let output = child.stdout.take().expect("its output is a pipe");
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        let port = lines.find_map(|line| port_in(&line)).expect("chromedriver says which port it took");
        // What it says later must be read as well, or it would wait for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Driver { child, port }
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
