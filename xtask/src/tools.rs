//! The tools outside of cargo's lock file: the compiler's wasm target, and running other programs.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// The target of the page and the worker.
pub const WASM: &str = "wasm32-unknown-unknown";

/// A cargo command in the project's folder.
pub fn cargo(root: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root);
    command
}

/// Runs a command whose output goes to the screen.
pub fn run(command: &mut Command) -> Result<()> {
    let name = describe(command);
    let status = command.status().with_context(|| format!("`{name}` could not be started"))?;
    if !status.success() {
        bail!("`{name}` failed ({status})");
    }
    Ok(())
}

/// How a person would type it.
pub fn describe(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let mut words = vec![program.to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|arg| arg.to_string_lossy().into_owned()));
    words.join(" ")
}

/// Makes sure that the compiler can build for the browser, and adds what it needs if it cannot.
pub fn require_wasm_target(root: &Path) -> Result<()> {
    if has_wasm_target(root) {
        return Ok(());
    }
    println!("adding the {WASM} target to the compiler");
    run(Command::new("rustup").args(["target", "add", WASM]).current_dir(root))
        .with_context(|| format!("the compiler has no {WASM} target; with rustup: rustup target add {WASM}"))
}

fn has_wasm_target(root: &Path) -> bool {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let asked = Command::new(rustc)
        .args(["--print", "target-libdir", "--target", WASM])
        .current_dir(root)
        .stderr(Stdio::null())
        .output();
    asked.is_ok_and(|out| Path::new(String::from_utf8_lossy(&out.stdout).trim()).is_dir())
}

/// Makes sure that there is a browser to test in. Debian's is installed when we may; elsewhere a line says what to do.
pub fn require_browser() -> Result<()> {
    if has_browser() {
        return Ok(());
    }
    let debian = Path::new("/etc/debian_version").exists() && on_path("apt-get").is_some();
    if debian && is_root() {
        println!("installing Chromium, its driver and a Chinese font with apt-get");
        run(Command::new("apt-get").args(["update", "-qq"]))?;
        run(Command::new("apt-get")
            .args(["install", "-y", "-qq", "--no-install-recommends"])
            .args(["chromium", "chromium-driver", "fonts-noto-cjk"])
            .env("DEBIAN_FRONTEND", "noninteractive"))?;
    }
    if !has_browser() {
        bail!(
            "tests in a browser need Chromium (or Chrome) and the chromedriver of the same version on the PATH; \
             on Debian: apt-get install chromium chromium-driver fonts-noto-cjk"
        );
    }
    Ok(())
}

fn has_browser() -> bool {
    let driver = env::var_os("CHROMEDRIVER").is_some() || on_path("chromedriver").is_some();
    driver
        && ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
            .into_iter()
            .any(|name| on_path(name).is_some())
}

fn on_path(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(program)).find(|path| path.is_file())
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|out| out.stdout.trim_ascii() == b"0")
}
