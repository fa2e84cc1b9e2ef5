//! From sources to a folder that any static host can serve: two modules compiled, bound to JavaScript, named, listed.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::assets::{Assets, hash};
use crate::{policy, tools};

/// How much the compiler should try.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// Small and fast modules, for people.
    Release,
    /// Modules that are there soon after an edit.
    Serve,
}

impl Effort {
    const fn profile(self) -> &'static str {
        match self {
            Effort::Release => "release",
            Effort::Serve => "serve",
        }
    }
}

/// `cargo xtask build`: the finished app in `dist/`.
pub fn dist(root: &Path) -> Result<()> {
    let folder = root.join("dist");
    build(root, Effort::Release, &folder)?;
    println!("the app is in {}", folder.display());
    Ok(())
}

/// Builds the app into a folder.
pub fn build(root: &Path, effort: Effort, folder: &Path) -> Result<()> {
    let started = Instant::now();
    tools::require_wasm_target(root)?;
    let page = module(root, "page", effort)?;
    let worker = module(root, "worker", effort)?;
    assemble(root, effort, page, worker)?.write(folder)?;
    println!("built in {:.1} s", started.elapsed().as_secs_f32());
    Ok(())
}

/// One of the two programs: what the browser runs, and the JavaScript around it.
struct Module {
    wasm: Vec<u8>,
    glue: String,
}

fn module(root: &Path, name: &str, effort: Effort) -> Result<Module> {
    tools::run(tools::cargo(root).args(["build", "--target", tools::WASM, "--profile", effort.profile()]).args([
        "--no-default-features",
        "--features",
        name,
        "--bin",
        name,
    ]))?;
    let target = target_folder(root).join(tools::WASM).join(effort.profile());
    bind(&target.join(format!("{name}.wasm")), name)
}

fn bind(compiled: &Path, name: &str) -> Result<Module> {
    let folder = compiled.with_extension("bound");
    let _ = fs::remove_dir_all(&folder);
    Bindgen::new()
        .input_path(compiled)
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(&folder)
        .with_context(|| format!("binding {}", compiled.display()))?;
    ensure!(
        !folder.join("snippets").exists(),
        "a crate of the {name} brings JavaScript of its own, which the build does not carry into the app"
    );
    let wasm = fs::read(folder.join(format!("{name}_bg.wasm")))?;
    let glue = fs::read_to_string(folder.join(format!("{name}.js")))?;
    Ok(Module { wasm, glue })
}

/// Where cargo puts what it builds.
pub fn target_folder(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder))
}

fn assemble(root: &Path, effort: Effort, page: Module, worker: Module) -> Result<Assets> {
    let read = |path: &str| fs::read_to_string(root.join(path)).with_context(|| path.to_owned());
    let style = style(root)?;
    let templates = ["index.html", "public/boot.js", "public/rescue.js", "public/worker.js"];

    let mut build = String::new();
    for part in [&page.wasm, page.glue.as_bytes(), &worker.wasm, worker.glue.as_bytes(), style.as_bytes()] {
        build += &hash(part);
    }
    for template in templates {
        build += &hash(read(template)?.as_bytes());
    }

    let mut assets = Assets::default();
    assets.set("build", hash(build.as_bytes()).get(..16).unwrap_or_default());
    assets.set("policy", policy::in_page());
    for (name, module) in [("page", page), ("worker", worker)] {
        assets.add_hashed(&format!("{name}.wasm"), module.wasm);
        assets.add_hashed(&format!("{name}-glue.js"), module.glue.into_bytes());
    }
    assets.add_hashed("style.css", style.into_bytes());
    // Leaves first: a file's name depends on its content, and its content on the names it mentions.
    for name in ["worker.js", "rescue.js", "boot.js"] {
        let filled = assets.fill(&read(&format!("public/{name}"))?).with_context(|| format!("public/{name}"))?;
        assets.add_hashed(name, filled.into_bytes());
    }
    let index = assets.fill(&read("index.html")?).context("index.html")?;
    assets.add("index.html", index);
    assets.add("_headers", policy::headers_file());
    let _ = effort;
    Ok(assets)
}

/// All style sheets as one, in the order of their names.
fn style(root: &Path) -> Result<String> {
    let mut sheets: Vec<PathBuf> = match fs::read_dir(root.join("style")) {
        Ok(entries) => entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect(),
        Err(_) => Vec::new(),
    };
    sheets.retain(|path| path.extension().is_some_and(|ending| ending == "css"));
    sheets.sort();
    let mut whole = String::new();
    for sheet in sheets {
        whole += &fs::read_to_string(&sheet).with_context(|| sheet.display().to_string())?;
        whole.push('\n');
    }
    Ok(whole)
}
