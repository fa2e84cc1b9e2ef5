//! `zhupi convert` and `zhupi split`: marked documents from one format to another, and into sets.

use super::args::Task;
use super::{inspect, source};
use crate::annotate::{ActorId, DocId, Mark, MarkId, Review};
use crate::formats::export::{Export, LossKind, Which};
use crate::formats::{Format, Part, archive, dataset, format};
use crate::project::{Command, Document, NewDocument, Workspace};
use crate::scheme::Scheme;
use crate::text::TextId;
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

/// Reads every file into one project. Gives the number of files that could not be read, too.
pub(super) fn gather(task: &Task) -> io::Result<(Workspace, usize)> {
    let mut documents: Vec<NewDocument> = Vec::new();
    let mut scheme: Option<Scheme> = None;
    let n_failed = source::each_report(task, |report| {
        documents.extend(report.documents);
        scheme = scheme.take().or(report.scheme);
        Ok(())
    })?;
    Ok((workspace_of(scheme, documents), n_failed))
}

fn workspace_of(scheme: Option<Scheme>, documents: Vec<NewDocument>) -> Workspace {
    let mut workspace = Workspace::new(ActorId(1));
    // Either may have nothing to do, which is no failure.
    if let Some(scheme) = scheme {
        let _ = workspace.apply(Command::SetScheme(scheme), 0);
    }
    let _ = workspace.apply(Command::Import(documents), 0);
    workspace
}

/// Converts; gives the number of files that could not be read.
pub(super) fn convert(task: &Task) -> io::Result<usize> {
    let target = target(task)?;
    if target.lines.write && !task.recipe.card && !takes_all_parts(task.output.as_deref()) {
        return flow(task, target);
    }
    let (workspace, n_failed) = gather(task)?;
    let export = chosen(task, &workspace);
    Tally::default().add(task, target, &export).tell(task, target);
    let parts = dataset::write(&export, target, &task.recipe)?;
    match &task.output {
        Some(path) => put(task, target, parts, path)?,
        None => io::stdout().lock().write_all(&main_file(target, parts)?)?,
    }
    Ok(n_failed)
}

/// Converts a document at a time, so that the length of the files does not matter.
fn flow(task: &Task, target: &Format) -> io::Result<usize> {
    let mut out = source::open_output(task)?;
    let mut tally = Tally::default();
    let mut beside: Vec<String> = Vec::new();
    let mut seen: HashSet<TextId> = HashSet::new();
    let n_failed = source::each_report(task, |mut report| {
        if task.recipe.unique {
            report.documents.retain(|document| seen.insert(document.text.id()));
        }
        let workspace = workspace_of(report.scheme, report.documents);
        let export = Export { before: tally.n_documents, ..chosen(task, &workspace) };
        tally.add(task, target, &export);
        let parts = dataset::write(&export, target, &task.recipe)?;
        beside = parts.iter().skip(1).map(|part| part.name.clone()).collect();
        parts.first().map_or(Ok(()), |part| out.write_all(&part.bytes))
    })?;
    out.flush()?;
    tally.tell(task, target);
    if task.output.is_some() {
        tell_parts_beside(task, target, &beside);
    }
    Ok(n_failed)
}

/// Splits; gives the number of files that could not be read.
pub(super) fn split(task: &Task) -> io::Result<usize> {
    let (workspace, n_failed) = gather(task)?;
    let target = target(task)?;
    let export = chosen(task, &workspace);
    Tally::default().add(task, target, &export).tell(task, target);
    for (place, name) in task.recipe.sets.names().enumerate() {
        let is_there = |it: &&&Document| task.recipe.sets.set_of(&it.info().name) == place;
        eprintln!("{name}: {} documents", export.documents.iter().filter(is_there).count());
    }
    let folder = task.output.clone().unwrap_or_default();
    put_all(dataset::write(&export, target, &task.recipe)?, &folder)?;
    Ok(n_failed)
}

/// What of a project was chosen to go out.
fn chosen<'a>(task: &Task, workspace: &'a Workspace) -> Export<'a> {
    let all = Export::of(workspace, task.export.clone());
    Export { documents: task.recipe.choose(workspace.documents()), ..all }
}

/// The format to write, which the arguments made sure can be written.
fn target(task: &Task) -> io::Result<&'static Format> {
    task.to.or_else(|| format("native")).ok_or_else(|| io::Error::from(io::ErrorKind::Unsupported))
}

/// Losses of everything that was written so far.
#[derive(Default)]
struct Tally {
    n_documents: usize,
    losses: BTreeMap<LossKind, usize>,
    /// Proposals that nobody has looked at and that were not asked for.
    n_pending: usize,
}

impl Tally {
    /// Counts an export in; names the marks concerned where that was asked for.
    fn add(&mut self, task: &Task, target: &Format, export: &Export<'_>) -> &mut Self {
        self.n_documents += export.documents.len();
        if export.options.which == Which::Accepted && !target.carries.rejected {
            let labels = &export.options.labels;
            let is_pending =
                |it: &Arc<Mark>| it.review == Review::Proposed && (labels.is_empty() || labels.contains(&it.label));
            let marks = export.documents.iter().flat_map(|document| document.marks().iter());
            self.n_pending += marks.filter(|mark| is_pending(mark)).count();
        }
        if task.quiet {
            return self;
        }
        for loss in dataset::losses(export, target, &task.recipe) {
            *self.losses.entry(loss.kind).or_default() += loss.count;
            if task.lists_losses {
                let what = if task.in_chinese { loss.kind.zh() } else { loss.kind.en() };
                loss.places.iter().for_each(|&(doc, mark)| eprintln!("{}", place_line(export, doc, mark, what)));
            }
        }
        self
    }

    fn tell(&self, task: &Task, target: &Format) {
        if self.n_pending > 0 && !task.quiet {
            let n_pending = self.n_pending;
            if task.in_chinese {
                eprintln!("{}：待审标注 {n_pending} 未写入；--all 则写入", target.zh);
            } else {
                eprintln!("{}: {n_pending} proposals nobody has looked at stay out; --all writes them", target.en);
            }
        }
        for (kind, count) in &self.losses {
            if task.in_chinese {
                eprintln!("{}：未写入{} {count}", target.zh, kind.zh());
            } else {
                eprintln!("{}: not in the file: {count} {}", target.en, kind.en());
            }
        }
    }
}

/// `document⇥start⇥label⇥what⇥words`, as `check` writes it.
fn place_line(export: &Export<'_>, doc: DocId, mark: Option<MarkId>, what: &str) -> String {
    let document = export.documents.iter().find(|it| it.info().id == doc);
    let Some(document) = document else { return what.to_owned() };
    let name = &document.info().name;
    match (document.text(), mark.and_then(|mark| document.mark(mark))) {
        (Some(text), Some(mark)) => inspect::line(name, text, mark, what, ""),
        _ => format!("{name}\t-\t-\t{what}\t"),
    }
}

/// Whether an output takes every file of an export.
fn takes_all_parts(output: Option<&Path>) -> bool {
    output.is_some_and(|path| is_folder(path) || path.extension().is_some_and(|ending| ending == "zip"))
}

fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.to_string_lossy().ends_with(['/', '\\'])
}

/// The one file of an export that stands for all: the archive, or the main part.
fn main_file(target: &Format, parts: Vec<Part>) -> io::Result<Vec<u8>> {
    if target.is_archive() && !(parts.len() == 1 && target.ending == "xlsx") {
        return archive::pack(parts.into_iter().map(|part| (part.name, part.bytes)).collect());
    }
    Ok(parts.into_iter().next().map(|part| part.bytes).unwrap_or_default())
}

/// Names the parts that an output of a single file does not take.
fn tell_parts_beside(task: &Task, target: &Format, names: &[String]) {
    if !names.is_empty() && !task.quiet {
        eprintln!("{}: also {}; give a folder or a .zip to get all", target.en, names.join(", "));
    }
}

fn put(task: &Task, target: &Format, parts: Vec<Part>, path: &Path) -> io::Result<()> {
    if path.extension().is_some_and(|ending| ending == "zip") {
        return fs::write(path, archive::pack(parts.into_iter().map(|part| (part.name, part.bytes)).collect())?);
    }
    if is_folder(path) {
        return put_all(parts, path);
    }
    if !target.is_archive() {
        tell_parts_beside(task, target, &parts.iter().skip(1).map(|part| part.name.clone()).collect::<Vec<_>>());
    }
    fs::write(path, main_file(target, parts)?)
}

/// Writes every part into a folder. Names of parts are made by the writers, which keep them within the export.
fn put_all(parts: Vec<Part>, folder: &Path) -> io::Result<()> {
    for part in parts {
        let file = folder.join(&part.name);
        fs::create_dir_all(file.parent().unwrap_or(folder))?;
        fs::write(file, part.bytes)?;
    }
    Ok(())
}
