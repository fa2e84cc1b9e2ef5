//! `zhupi convert` and `zhupi split`: marked documents from one format to another, and into sets.

use super::args::Task;
use super::source;
use crate::annotate::ActorId;
use crate::formats::export::Export;
use crate::formats::{Format, Part, archive, format};
use crate::project::{Command, Document, NewDocument, Workspace};
use crate::scheme::Scheme;
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Reads every file into one project. Gives the number of files that could not be read, too.
pub(super) fn gather(task: &Task) -> io::Result<(Workspace, usize)> {
    let mut documents: Vec<NewDocument> = Vec::new();
    let mut scheme: Option<Scheme> = None;
    let n_failed = source::each_report(task, |report| {
        documents.extend(report.documents);
        scheme = scheme.take().or(report.scheme);
        Ok(())
    })?;
    let mut workspace = Workspace::new(ActorId(1));
    // Either may have nothing to do, which is no failure.
    if let Some(scheme) = scheme {
        let _ = workspace.apply(Command::SetScheme(scheme), 0);
    }
    let _ = workspace.apply(Command::Import(documents), 0);
    Ok((workspace, n_failed))
}

/// Converts; gives the number of files that could not be read.
pub(super) fn convert(task: &Task) -> io::Result<usize> {
    let (workspace, n_failed) = gather(task)?;
    let target = target(task)?;
    let export =
        Export { documents: workspace.documents().collect(), scheme: workspace.scheme(), options: task.export };
    tell_losses(task, target, &export);
    let parts = target.write(&export)?;
    match &task.output {
        Some(path) => put(task, target, parts, path)?,
        None => io::stdout().lock().write_all(&main_file(target, parts)?)?,
    }
    Ok(n_failed)
}

/// Splits; gives the number of files that could not be read.
pub(super) fn split(task: &Task) -> io::Result<usize> {
    let (workspace, n_failed) = gather(task)?;
    let target = target(task)?;
    let folder = task.output.clone().unwrap_or_default();
    fs::create_dir_all(&folder)?;
    for (place, (name, _)) in task.sets.iter().enumerate() {
        let documents: Vec<&Document> =
            workspace.documents().filter(|it| set_of(task, &it.info().name) == place).collect();
        eprintln!("{name}: {} documents", documents.len());
        let export = Export { documents, scheme: workspace.scheme(), options: task.export };
        let bytes = main_file(target, target.write(&export)?)?;
        fs::write(folder.join(format!("{name}.{}", target.ending)), bytes)?;
    }
    Ok(n_failed)
}

/// The set that a document belongs to: a function of its name and the seed, so that it stays there whatever else comes.
fn set_of(task: &Task, name: &str) -> usize {
    let hash = Sha256::digest(format!("{}\n{name}", task.seed).as_bytes());
    let number = hash.iter().take(8).fold(0_u64, |number, &byte| number << 8 | u64::from(byte));
    let total = task.sets.iter().map(|(_, share)| *share).fold(0, u64::saturating_add).max(1);
    let mut left = number % total;
    for (place, (_, share)) in task.sets.iter().enumerate() {
        if left < *share {
            return place;
        }
        left -= share;
    }
    0
}

fn target(task: &Task) -> io::Result<&'static Format> {
    let native = || format("native").filter(|format| format.can_write());
    let unwritable = |format: &Format| io::Error::other(format!("{} can only be read", format.en));
    match task.to {
        Some(format) if format.can_write() => Ok(format),
        Some(format) => Err(unwritable(format)),
        None => native().ok_or_else(|| io::Error::from(io::ErrorKind::Unsupported)),
    }
}

fn tell_losses(task: &Task, target: &Format, export: &Export<'_>) {
    if task.quiet {
        return;
    }
    for loss in target.losses(export) {
        if task.in_chinese {
            eprintln!("{}：未写入{} {}", target.zh, loss.kind.zh(), loss.count);
        } else {
            eprintln!("{}: not in the file: {} {}", target.en, loss.count, loss.kind.en());
        }
    }
}

/// The one file of an export that stands for all: the archive, or the main part.
fn main_file(target: &Format, parts: Vec<Part>) -> io::Result<Vec<u8>> {
    if target.is_archive() && !(parts.len() == 1 && target.ending == "xlsx") {
        return archive::pack(parts.into_iter().map(|part| (part.name, part.bytes)).collect());
    }
    Ok(parts.into_iter().next().map(|part| part.bytes).unwrap_or_default())
}

fn put(task: &Task, target: &Format, parts: Vec<Part>, path: &Path) -> io::Result<()> {
    let is_folder = path.is_dir() || path.to_string_lossy().ends_with(['/', '\\']);
    let is_zip = path.extension().is_some_and(|ending| ending == "zip");
    if is_zip {
        return fs::write(path, archive::pack(parts.into_iter().map(|part| (part.name, part.bytes)).collect())?);
    }
    if !is_folder {
        if !target.is_archive() && parts.len() > 1 && !task.quiet {
            let others: Vec<_> = parts.iter().skip(1).map(|part| part.name.as_str()).collect();
            eprintln!("{}: also {}; give a folder or a .zip to get all", target.en, others.join(", "));
        }
        return fs::write(path, main_file(target, parts)?);
    }
    for part in parts {
        // Names of parts are made by the writers, which keep them within the export.
        let file = path.join(&part.name);
        fs::create_dir_all(file.parent().unwrap_or(path))?;
        fs::write(file, part.bytes)?;
    }
    Ok(())
}
