//! From sources to a folder that any static host can serve: two modules compiled and bound to
//! JavaScript; `assemble` puts the rest around them.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::{assemble, glue, tools};

/// How much the compiler should try.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// Small and fast modules, for people.
    Release,
    /// Modules that are there soon after an edit.
    Serve,
}

impl Effort {
    /// The profile to build a module with: the page is made small, the worker fast.
    fn profile(self, module: &str) -> &'static str {
        match self {
            Effort::Release if module == "page" => "page",
            Effort::Release => "release",
            Effort::Serve => "serve",
        }
    }
}

/// Who will serve the app.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Host {
    /// Any static host: what is kept for offline use goes first, a new build waits for consent.
    Any,
    /// `cargo xtask serve`: the latest edit goes first.
    Ours,
}

/// `cargo xtask build`: the finished app in `dist/`.
pub fn dist(root: &Path, effort: Effort) -> Result<()> {
    let folder = root.join("dist");
    build(root, effort, Host::Any, &folder)?;
    println!("the app is in {}", folder.display());
    Ok(())
}

/// Builds the app into a folder.
pub fn build(root: &Path, effort: Effort, host: Host, folder: &Path) -> Result<()> {
    let started = Instant::now();
    tools::require_wasm_target(root)?;
    let page = module(root, "page", effort)?;
    let worker = module(root, "worker", effort)?;
    assemble::assemble(root, host, page, worker)?.write(folder)?;
    println!("built in {:.1} s", started.elapsed().as_secs_f32());
    Ok(())
}

/// One of the two programs: what the browser runs, and the JavaScript around it.
pub struct Module {
    /// The WebAssembly.
    pub wasm: Vec<u8>,
    /// What makes it callable.
    pub glue: String,
}

fn module(root: &Path, name: &str, effort: Effort) -> Result<Module> {
    let mut command = tools::cargo(root);
    command.args(["build", "--target", tools::WASM, "--profile", effort.profile(name)]);
    command.args(["--no-default-features", "--features", name, "--bin", name]);
    if let Some(crates) = crates_folder().filter(|_| effort == Effort::Release) {
        // Panics name lines of crates: whoever builds the app keeps the places of their own files. Comes on top of the
        // flags in `.cargo/config.toml`.
        let flag = format!("--remap-path-prefix={}=", crates.display());
        command.arg("--config").arg(format!("target.{}.rustflags=[{flag:?}]", tools::WASM));
    }
    tools::run(&mut command)?;
    let target = target_folder(root).join(tools::WASM).join(effort.profile(name));
    bind(&target.join(format!("{name}.wasm")), name)
}

/// Where cargo keeps the sources of crates.
fn crates_folder() -> Option<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    Some(home.or_else(|| Some(std::env::home_dir()?.join(".cargo")))?.join("registry").join("src"))
}

fn bind(compiled: &Path, name: &str) -> Result<Module> {
    let mut output = Bindgen::new()
        .input_path(compiled)
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()
        .with_context(|| format!("binding {}", compiled.display()))?;
    ensure!(
        output.snippets().values().all(Vec::is_empty) && output.local_modules().is_empty(),
        "a crate of the {name} brings JavaScript of its own, which the build does not carry into the app"
    );
    let glue = glue::shorten(&mut output).with_context(|| format!("the JavaScript of the {name}"))?;
    Ok(Module { wasm: output.wasm_mut().emit_wasm(), glue })
}

/// Where cargo puts what it builds.
pub fn target_folder(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder))
}
