//! `cargo xtask serve`: builds, serves on the loopback interface, and builds again after every edit.

use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use static_host::{Host, Site};

use crate::build::{self, Effort};
use crate::watch::Sources;

const USUAL_PORT: u16 = 8080;
const BETWEEN_LOOKS: Duration = Duration::from_millis(400);

/// What can be asked for on the command line.
pub struct Options {
    port: Option<u16>,
    effort: Effort,
}

impl Options {
    /// Reads the words after `serve`.
    pub fn parse(mut words: &[&str]) -> Result<Options> {
        let mut options = Options { port: None, effort: Effort::Serve };
        loop {
            words = match words {
                [] => return Ok(options),
                ["--release", rest @ ..] => {
                    options.effort = Effort::Release;
                    rest
                }
                ["--port", port, rest @ ..] => {
                    options.port = Some(port.parse().with_context(|| format!("{port} is not a port"))?);
                    rest
                }
                [unknown, ..] => bail!("{unknown} is not known; there are --port N and --release"),
            }
        }
    }
}

/// Serves until it is interrupted.
pub fn serve(root: &Path, options: Options) -> Result<()> {
    let folder = build::target_folder(root).join("site");
    let mut seen = Sources::look(root);
    build::build(root, options.effort, build::Host::Ours, &folder)?;
    let host = start(options.port, Site::load(&folder)?)?;
    println!("\n  朱批 is at {}\n\nedits are built at once; reload to see them; Ctrl-C ends", host.url());
    loop {
        sleep(BETWEEN_LOOKS);
        let now = Sources::look(root);
        if now == seen {
            continue;
        }
        seen = now;
        // What was built last stays up while the sources do not compile.
        let built =
            build::build(root, options.effort, build::Host::Ours, &folder).and_then(|()| Ok(Site::load(&folder)?));
        match built {
            Ok(site) => {
                host.replace(site);
                println!("reload {}", host.url());
            }
            Err(error) => eprintln!("error: {error:#}\nstill serving what was built before"),
        }
    }
}

/// A port that was asked for must be had; the usual one gives way to any free one.
fn start(port: Option<u16>, site: Site) -> Result<Host> {
    match port {
        Some(port) => Host::start(port, site).with_context(|| format!("port {port} on 127.0.0.1")),
        None => Ok(Host::start(USUAL_PORT, site.clone()).or_else(|_| Host::start(0, site))?),
    }
}
