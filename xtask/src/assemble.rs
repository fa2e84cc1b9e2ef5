//! Puts the app together: the modules, style, templates and icons, each under the name it has for a browser.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::assets::{Assets, hash};
use crate::build::{Host, Module};
use crate::{glue, policy};

/// Scripts that are filled in, a script after those that it mentions: its name depends on its content.
const SCRIPTS: [&str; 6] = ["worker.js", "rescue.js", "folder.js", "boot.js", "check-worker.js", "check.js"];

/// Pages that are filled in.
const PAGES: [&str; 2] = ["public/check.html", "index.html"];

/// Folders whose files are part of the app as they are.
const FOLDERS: [&str; 2] = ["icons", "samples"];

/// Makes the whole app, in memory.
pub fn assemble(root: &Path, host: Host, page: Module, worker: Module) -> Result<Assets> {
    let mut assets = Assets::default();
    let style = style(root)?;
    assets.set("build", identity(root, host, &[&page, &worker], &style)?);
    assets.set("policy", policy::in_page());
    assets.set("headers", policy::headers_object());
    assets.set("fresh", (host == Host::Ours).to_string());

    for (name, module) in [("page", page), ("worker", worker)] {
        assets.add_hashed(&format!("{name}.wasm"), module.wasm);
        assets.add_hashed(&format!("{name}-glue.js"), module.glue.into_bytes());
    }
    assets.add_hashed("style.css", style.into_bytes());
    for name in SCRIPTS {
        let filled = fill(&assets, root, &format!("public/{name}"))?;
        assets.add_hashed(name, glue::bare(&filled).with_context(|| name.to_owned())?.into_bytes());
    }
    for folder in FOLDERS {
        for file in files_in(&root.join("public").join(folder))? {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            assets.add(format!("{folder}/{name}"), fs::read(&file)?);
        }
    }
    assets.add("manifest.webmanifest", fill(&assets, root, "public/manifest.webmanifest")?);
    for page in PAGES {
        assets.add(page.trim_start_matches("public/"), fill(&assets, root, page)?);
    }

    // The list names everything that was added before it; these two are for the host and not for the cache.
    assets.set("files", assets.list());
    assets.add("sw.js", fill(&assets, root, "public/sw.js")?);
    assets.add("_headers", policy::headers_file());
    Ok(assets)
}

/// What tells this build from every other: a hash over all that it is made of.
fn identity(root: &Path, host: Host, modules: &[&Module], style: &str) -> Result<String> {
    let mut parts =
        vec![hash(style.as_bytes()), hash(policy::in_header().as_bytes()), (host == Host::Ours).to_string()];
    for module in modules {
        parts.push(hash(&module.wasm));
        parts.push(hash(module.glue.as_bytes()));
    }
    let mut files = files_in(&root.join("public"))?;
    for folder in FOLDERS {
        files.extend(files_in(&root.join("public").join(folder))?);
    }
    for file in files.into_iter().chain([root.join("index.html")]) {
        parts.push(hash(&fs::read(&file).with_context(|| file.display().to_string())?));
    }
    Ok(hash(parts.concat().as_bytes()).get(..16).unwrap_or_default().to_owned())
}

fn fill(assets: &Assets, root: &Path, template: &str) -> Result<String> {
    let text = fs::read_to_string(root.join(template)).with_context(|| template.to_owned())?;
    assets.fill(&text).with_context(|| template.to_owned())
}

/// All style sheets as one, in the order of their names.
fn style(root: &Path) -> Result<String> {
    let mut whole = String::new();
    for sheet in files_in(&root.join("style"))? {
        if sheet.extension().is_some_and(|ending| ending == "css") {
            whole += &fs::read_to_string(&sheet).with_context(|| sheet.display().to_string())?;
            whole.push('\n');
        }
    }
    Ok(whole)
}

/// The files of a folder, folders in it left out, sorted.
fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
