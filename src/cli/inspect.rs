//! `zhupi check` and `zhupi stats`: what is wrong with marked documents, and how many there are.

use super::args::Task;
use super::dataset;
use crate::annotate::{Mark, Review};
use crate::project::{Document, Workspace};
use crate::scheme::{AttrKind, Scheme};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Checks; gives the number of files and documents with something wrong.
pub(super) fn check(task: &Task, out: &mut dyn Write) -> io::Result<usize> {
    let (workspace, n_failed) = dataset::gather(task)?;
    let mut n_wrong = 0;
    for document in workspace.documents() {
        let faults = faults(document, workspace.scheme());
        n_wrong += usize::from(!faults.is_empty());
        for fault in faults {
            writeln!(out, "{}\t{fault}", document.info().name)?;
        }
    }
    Ok(n_failed + n_wrong)
}

fn faults(document: &Document, scheme: &Scheme) -> Vec<String> {
    let mut faults = Vec::new();
    let mut before: Option<&Mark> = None;
    for mark in document.marks().iter().filter(|mark| mark.is_visible()) {
        let words = document.words(mark);
        let cover = mark.cover();
        let place = document.text().map_or(0, |text| text.code_point(cover.start).0);
        let mut fault = |what: String| {
            faults.push(format!("{place}\t{}\t{what}\t{}", mark.label, words.replace(['\n', '\t'], " ")))
        };
        if before.is_some_and(|before| before.spans == mark.spans && before.label == mark.label) {
            fault("the same mark twice".to_owned());
        }
        if words.trim() != words {
            fault("blanks at an edge".to_owned());
        }
        match scheme.label(mark.label.as_str()) {
            None => fault("the scheme has no such label".to_owned()),
            Some(label) => {
                for (name, attr) in mark.attrs.iter() {
                    let known = label.attrs.iter().find(|known| known.id == *name);
                    let wrong = known.map(|known| !fits(&known.kind, &attr.value));
                    match wrong {
                        None => fault(format!("the label has no attribute {name}")),
                        Some(true) => fault(format!("{name} cannot be {}", attr.value)),
                        Some(false) => {}
                    }
                }
            }
        }
        before = Some(mark);
    }
    faults.extend(relation_faults(document, scheme));
    faults
}

fn fits(kind: &AttrKind, value: &str) -> bool {
    match kind {
        AttrKind::Text => true,
        AttrKind::Number => value.parse::<f64>().is_ok_and(f64::is_finite),
        AttrKind::Choice(choices) => choices.iter().any(|(id, _)| *id == value),
    }
}

fn relation_faults<'a>(document: &'a Document, scheme: &'a Scheme) -> impl Iterator<Item = String> + 'a {
    document.relations().filter_map(move |relation| {
        let label = |id| document.mark(id).map(|mark| &mark.label);
        let (from, to) = (label(relation.from)?, label(relation.to)?);
        let Some(known) = scheme.relation(relation.kind.as_str()) else {
            return Some(format!("-\t{}\tthe scheme has no such relation\t{from} → {to}", relation.kind));
        };
        let allows = |list: &[crate::scheme::Name], label| list.is_empty() || list.contains(label);
        let is_allowed = allows(&known.from, from) && allows(&known.to, to);
        (!is_allowed).then(|| format!("-\t{}\tit does not join such marks\t{from} → {to}", relation.kind))
    })
}

/// Counts; gives the number of files that could not be read.
pub(super) fn stats(task: &Task, out: &mut dyn Write) -> io::Result<usize> {
    let (workspace, n_failed) = dataset::gather(task)?;
    let n_documents = workspace.documents().count();
    let n_chars: u64 = workspace.documents().map(|document| u64::from(document.info().code_points)).sum();
    writeln!(out, "documents\t{n_documents}\ncode points\t{n_chars}")?;
    writeln!(out, "relations\t{}", workspace.documents().map(|document| document.relations().len()).sum::<usize>())?;
    writeln!(out, "\nlabel\taccepted\tproposed\trejected\tdifferent words")?;
    for (label, (counts, words)) in by_label(&workspace) {
        let [accepted, proposed, rejected] = counts;
        writeln!(out, "{label}\t{accepted}\t{proposed}\t{rejected}\t{}", words.len())?;
    }
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
