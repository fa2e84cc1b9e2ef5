//! Bringing a document's proposals up to date with what the recognisers found.

use super::Document;
use crate::annotate::{Edit, IdSource, Mark, MarkId, Origin, Proposal, Relation, Review};
use crate::recognise::{Finding, Findings};
use crate::scheme::Name;
use crate::text::{Span, order};
use std::collections::HashMap;
use std::sync::Arc;

/// What a proposal is known by: what it covered and said when it was made.
type Known = (Span, Name);

/// The edits that make the proposals which start in `stretch` what was found there.
///
/// Untouched proposals found again keep their identity; untouched ones not found again go. What people accepted, changed
/// or rejected stays, and the finding it came from, or one just like it, is not proposed again.
pub(super) fn edits(document: &Document, stretch: Span, found: Findings, ids: &mut IdSource) -> Vec<Edit> {
    let doc = document.info().id;
    let mut settled: HashMap<Known, MarkId> = HashMap::new();
    let mut untouched: HashMap<Known, &Arc<Mark>> = HashMap::new();
    // A mark whose edges were moved may have left the stretch its proposal started in.
    for mark in document.marks().touching(stretch).chain(document.displaced.values()) {
        if mark.is_untouched() {
            let starts_inside = mark.spans.first().is_some_and(|span| stretch.contains_offset(span.start));
            if let (true, Some(made)) = (starts_inside, mark.proposal()) {
                untouched.insert((made.span, made.label.clone()), mark);
            }
            continue;
        }
        if let Some(made) = mark.proposal() {
            settled.insert((made.span, made.label.clone()), mark.id);
        }
        if let [span] = *mark.spans {
            settled.insert((span, mark.label.clone()), mark.id);
        }
    }
    let mut edits = Vec::new();
    let mut given: Vec<Option<MarkId>> = Vec::with_capacity(found.findings.len());
    for finding in found.findings {
        let known = (finding.span, finding.label.clone());
        if let Some(&id) = settled.get(&known) {
            given.push(Some(id));
            continue;
        }
        let before = untouched.remove(&known);
        let id = before.map_or_else(|| ids.mark(), |mark| mark.id);
        given.push(Some(id));
        let after = Arc::new(proposed(id, finding));
        if before != Some(&after) {
            edits.push(Edit::Mark { doc, before: before.cloned(), after: Some(after) });
        }
    }
    let mut gone: Vec<_> = untouched.into_values().collect();
    order::sort_by_key(&mut gone, |mark| (mark.cover(), mark.id));
    let mut cut: Vec<_> = gone.iter().flat_map(|mark| document.relations_of(mark.id)).collect();
    order::sort_by_key(&mut cut, |it| it.id);
    cut.dedup_by_key(|it| it.id);
    edits.extend(cut.into_iter().map(|it| Edit::Relation { doc, before: Some(it.clone()), after: None }));
    edits.extend(gone.into_iter().map(|mark| Edit::Mark { doc, before: Some(mark.clone()), after: None }));
    for link in found.links {
        let (Some(&Some(from)), Some(&Some(to))) = (given.get(link.from), given.get(link.to)) else {
            continue;
        };
        let known = document.relations_of(from).any(|it| it.kind == link.kind && it.from == from && it.to == to);
        let rejected = [from, to].iter().any(|&id| document.mark(id).is_some_and(|mark| !mark.is_visible()));
        if from != to && !known && !rejected {
            let origin = Origin::Recogniser(Proposal {
                rule: link.kind.clone(),
                words: String::new(),
                span: Span::default(),
                label: link.kind.clone(),
            });
            let (id, review) = (ids.relation(), Review::Proposed);
            let relation = Relation { id, kind: link.kind, from, to, origin, review };
            edits.push(Edit::Relation { doc, before: None, after: Some(Arc::new(relation)) });
        }
    }
    edits
}

fn proposed(id: MarkId, finding: Finding) -> Mark {
    let proposal = Proposal {
        rule: finding.evidence.rule,
        words: finding.evidence.words,
        span: finding.span,
        label: finding.label.clone(),
    };
    Mark {
        id,
        spans: vec![finding.span],
        label: finding.label,
        attrs: finding.attrs,
        note: String::new(),
        origin: Origin::Recogniser(proposal),
        review: Review::Proposed,
    }
}
