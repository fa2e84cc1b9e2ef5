//! `zhupi check` and `zhupi stats`: what is wrong with marked documents, and how many there are.

use super::args::Task;
use super::{dataset, source};
use crate::annotate::{Mark, Review};
use crate::project::{Workspace, check};
use crate::text::Text;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// Checks; gives the number of files and documents with something wrong. Marks that could not even be taken over were told
/// on standard error, and count.
pub(super) fn check(task: &Task) -> io::Result<usize> {
    let (workspace, n_failed) = dataset::gather(task)?;
    let mut out = source::open_output(task)?;
    let faults = check::check(workspace.documents(), workspace.scheme());
    for fault in &faults {
        let what = if task.in_chinese { fault.kind.zh() } else { fault.kind.en() };
        if let Some(document) = workspace.document(fault.doc)
            && let (Some(text), Some(mark)) = (document.text(), document.mark(fault.mark))
        {
            writeln!(out, "{}", line(&document.info().name, text, mark, what, &fault.more))?;
        }
    }
    out.flush()?;
    let wrong: BTreeSet<_> = faults.iter().map(|fault| fault.doc).collect();
    Ok(n_failed + wrong.len())
}

/// How many characters of a mark's words are shown.
const LONGEST: usize = 100;

/// `document⇥start⇥label⇥what⇥words`, with what more there is to say after what is wrong.
pub(super) fn line(name: &str, text: &Text, mark: &Mark, what: &str, more: &str) -> String {
    let words: Vec<&str> = mark.spans.iter().map(|&span| text.slice(span)).collect();
    let words = words.join(" ");
    let end = words.char_indices().nth(LONGEST).map_or(words.len(), |(at, _)| at);
    let words = words.get(..end).unwrap_or("").replace(['\n', '\t'], " ");
    let more = if more.is_empty() { String::new() } else { format!(" ({more})") };
    format!("{name}\t{}\t{}\t{what}{more}\t{words}", text.code_point(mark.cover().start).0, mark.label)
}

/// Counts; gives the number of files that could not be read.
pub(super) fn stats(task: &Task) -> io::Result<usize> {
    let (workspace, n_failed) = dataset::gather(task)?;
    let mut out = source::open_output(task)?;
    let n_documents = workspace.documents().count();
    let n_chars: u64 = workspace.documents().map(|document| u64::from(document.info().code_points)).sum();
    writeln!(out, "documents\t{n_documents}\ncode points\t{n_chars}")?;
    writeln!(out, "relations\t{}", workspace.documents().map(|document| document.relations().len()).sum::<usize>())?;
    writeln!(out, "\nlabel\taccepted\tproposed\trejected\tdifferent words")?;
    for (label, (counts, words)) in by_label(&workspace) {
        let [accepted, proposed, rejected] = counts;
        writeln!(out, "{label}\t{accepted}\t{proposed}\t{rejected}\t{}", words.len())?;
    }
    out.flush()?;
    Ok(n_failed)
}

type Counted = ([usize; 3], std::collections::HashSet<String>);

fn by_label(workspace: &Workspace) -> BTreeMap<String, Counted> {
    let mut labels: BTreeMap<String, Counted> = BTreeMap::new();
    for document in workspace.documents() {
        for mark in document.marks().iter() {
            let ([accepted, proposed, rejected], words) = labels.entry(mark.label.to_string()).or_default();
            let counter = match mark.review {
                Review::Accepted => accepted,
                Review::Proposed => proposed,
                Review::Rejected => rejected,
            };
            *counter += 1;
            words.insert(document.words(mark));
        }
    }
    labels
}
