//! From a person's command to the edits that carry it out.

use super::{Command, CommandError, Document, NewDocument, Workspace};
use crate::annotate::{
    ActorId, Attrs, DocId, DocInfo, Edit, IdSource, Mark, MarkId, Origin, Relation, RelationId, Review, Step,
};
use crate::scheme::Name;
use crate::text::{Span, Text, order};
use std::collections::HashMap;
use std::sync::Arc;

type Decided = (&'static str, Step, Vec<Edit>);

/// The edits of every command that is a person's action.
pub(super) fn edits(command: Command, workspace: &mut Workspace, now: i64) -> Result<Decided, CommandError> {
    let (event, edits) = match command {
        Command::AddMark { doc, spans, label } => ("mark.add", add(workspace, doc, spans, label)?),
        Command::MarkAll { places, label } => ("mark.all", mark_all(workspace, &places, &label)),
        Command::Relabel { doc, marks, label } => {
            let change = |mark: &mut Mark| {
                mark.label = label.clone();
                mark.review = Review::Accepted;
            };
            ("mark.relabel", change_marks(document(workspace, doc)?, &marks, change)?)
        }
        Command::SetSpans { doc, mark, spans } => {
            let document = document(workspace, doc)?;
            let spans = checked(document, spans)?;
            ("mark.move", change_marks(document, &[mark], |mark| mark.spans.clone_from(&spans))?)
        }
        Command::Delete { doc, marks } => ("mark.delete", delete(document(workspace, doc)?, &marks)?),
        Command::Review { doc, marks, to } => {
            let event = match to {
                Review::Accepted => "review.accept",
                Review::Rejected => "review.reject",
                Review::Proposed => "review.reopen",
            };
            (event, change_marks(document(workspace, doc)?, &marks, |mark| mark.review = to)?)
        }
        Command::SetAttr { doc, mark, name, value } => {
            let change = |mark: &mut Mark| mark.attrs.set(name.as_str(), value.clone());
            ("mark.attr", change_marks(document(workspace, doc)?, &[mark], change)?)
        }
        Command::SetNote { doc, mark, note } => {
            let change = |mark: &mut Mark| mark.note.clone_from(&note);
            ("mark.note", change_marks(document(workspace, doc)?, &[mark], change)?)
        }
        Command::AddRelation { doc, kind, from, to } => ("relation.add", relate(workspace, doc, kind, from, to)?),
        Command::DeleteRelation { doc, relation } => {
            let there = document(workspace, doc)?.relation(relation);
            let before = Some(there.ok_or(CommandError::NoRelation(relation))?.clone());
            ("relation.delete", vec![Edit::Relation { doc, before, after: None }])
        }
        Command::Rename { doc, name } => {
            ("document.rename", change_info(workspace, &[doc], |info| info.name.clone_from(&name))?)
        }
        Command::SetStatus { doc, status } => {
            ("document.status", change_info(workspace, &[doc], |info| info.status = status)?)
        }
        Command::SetDocLabels { doc, labels } => {
            ("document.labels", change_info(workspace, &[doc], |info| info.labels.clone_from(&labels))?)
        }
        Command::SetRemoved { docs, removed } => {
            let change = |info: &mut DocInfo| info.removed_at = removed.then_some(now);
            ("document.remove", change_info(workspace, &docs, change)?)
        }
        Command::SetScheme(scheme) => {
            let before = workspace.scheme.clone();
            let edit = Edit::Scheme { after: Arc::new(scheme), before: before.clone() };
            let changes = matches!(&edit, Edit::Scheme { after, .. } if **after != *before);
            ("scheme.set", if changes { vec![edit] } else { vec![] })
        }
        Command::Undo
        | Command::Redo
        | Command::GoOn(_)
        | Command::Import(_)
        | Command::Begin(_)
        | Command::Finish(_)
        | Command::Bring { .. }
        | Command::Propose { .. } => {
            return Err(CommandError::Nothing);
        }
    };
    Ok((event, Step::Do, edits))
}

/// The edits that take documents in, and their texts.
pub(super) fn import(new: Vec<NewDocument>, ids: &mut IdSource) -> (Vec<Edit>, Vec<(DocId, Text)>) {
    let mut edits = Vec::new();
    let mut texts = Vec::new();
    for document in new {
        let doc = ids.doc();
        edits.push(Edit::Document { before: None, after: Some(Arc::new(info_of(doc, &document))) });
        let mut given: HashMap<MarkId, MarkId> = HashMap::new();
        for mut mark in document.marks {
            if mark.spans.is_empty() || !mark.spans.iter().all(|&span| document.text.check(span) && !span.is_empty()) {
                continue;
            }
            let id = ids.mark();
            given.insert(mark.id, id);
            mark.id = id;
            edits.push(Edit::Mark { doc, before: None, after: Some(Arc::new(mark)) });
        }
        for mut relation in document.relations {
            let (Some(&from), Some(&to)) = (given.get(&relation.from), given.get(&relation.to)) else {
                continue;
            };
            (relation.from, relation.to, relation.id) = (from, to, ids.relation());
            edits.push(Edit::Relation { doc, before: None, after: Some(Arc::new(relation)) });
        }
        texts.push((doc, document.text));
    }
    (edits, texts)
}

/// The edits that add marks and relations, numbered from 0, under identities of `actor` from `first` on.
pub(super) fn bring(
    document: &Document,
    text: &Text,
    (actor, first): (ActorId, u64),
    marks: Vec<Mark>,
    relations: Vec<Relation>,
) -> Vec<Edit> {
    let doc = document.info.id;
    let given = |id: MarkId| MarkId { actor, number: first.saturating_add(id.number) };
    let mut brought = std::collections::HashSet::new();
    let mut edits = Vec::with_capacity(marks.len() + relations.len());
    for mut mark in marks {
        mark.id = given(mark.id);
        let fits = !mark.spans.is_empty() && mark.spans.iter().all(|&span| text.check(span) && !span.is_empty());
        if fits && document.mark(mark.id).is_none() && brought.insert(mark.id) {
            edits.push(Edit::Mark { doc, before: None, after: Some(Arc::new(mark)) });
        }
    }
    for mut relation in relations {
        (relation.from, relation.to) = (given(relation.from), given(relation.to));
        relation.id = RelationId { actor, number: first.saturating_add(relation.id.number) };
        let there = |id: MarkId| brought.contains(&id) || document.mark(id).is_some();
        if there(relation.from) && there(relation.to) && document.relation(relation.id).is_none() {
            edits.push(Edit::Relation { doc, before: None, after: Some(Arc::new(relation)) });
        }
    }
    edits
}

fn info_of(id: DocId, document: &NewDocument) -> DocInfo {
    DocInfo {
        id,
        name: document.name.clone(),
        text: document.text.id(),
        code_points: document.text.code_point_len().0,
        source: document.source.clone(),
        status: document.status,
        labels: document.labels.clone(),
        removed_at: None,
        is_partial: false,
    }
}

/// The edits that take in a document whose marks follow.
pub(super) fn begin(new: NewDocument, ids: &mut IdSource) -> (Vec<Edit>, Vec<(DocId, Text)>) {
    let (mut edits, texts) = import(vec![new], ids);
    if let Some(Edit::Document { after: Some(info), .. }) = edits.first_mut() {
        Arc::make_mut(info).is_partial = true;
    }
    (edits, texts)
}

/// The edit that says that all marks of a document have come.
pub(super) fn finish(workspace: &Workspace, doc: DocId) -> Result<Vec<Edit>, CommandError> {
    change_info(workspace, &[doc], |info| info.is_partial = false)
}

fn document(workspace: &Workspace, doc: DocId) -> Result<&Document, CommandError> {
    workspace.documents.get(&doc).ok_or(CommandError::NoDocument(doc))
}

/// Spans in order, joined where they touch, each on character boundaries of the text.
fn checked(document: &Document, mut spans: Vec<Span>) -> Result<Vec<Span>, CommandError> {
    let text = document.text().ok_or(CommandError::NoText(document.info.id))?;
    order::sort(&mut spans);
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        if span.is_empty() || !text.check(span) {
            return Err(CommandError::BadSpan(span));
        }
        match joined.last_mut() {
            Some(last) if span.start <= last.end => *last = last.cover(span),
            _ => joined.push(span),
        }
    }
    if joined.is_empty() { Err(CommandError::BadSpan(Span::default())) } else { Ok(joined) }
}

fn new_mark(ids: &mut IdSource, spans: Vec<Span>, label: Name) -> Arc<Mark> {
    Arc::new(Mark {
        id: ids.mark(),
        spans,
        label,
        attrs: Attrs::new(),
        note: String::new(),
        origin: Origin::Human,
        review: Review::Accepted,
    })
}

/// A new mark; where just this was proposed or rejected before, that mark is accepted instead.
fn add(workspace: &mut Workspace, doc: DocId, spans: Vec<Span>, label: Name) -> Result<Vec<Edit>, CommandError> {
    let document = workspace.documents.get(&doc).ok_or(CommandError::NoDocument(doc))?;
    let spans = checked(document, spans)?;
    let cover = spans.iter().fold(*spans.first().unwrap_or(&Span::default()), |all, &span| all.cover(span));
    let same = document.marks.touching(cover).find(|mark| mark.spans == spans && mark.label == label);
    match same {
        Some(mark) if mark.review == Review::Accepted => Err(CommandError::Exists),
        Some(mark) => change_marks(document, &[mark.id], |mark| mark.review = Review::Accepted),
        None => {
            let mark = new_mark(&mut workspace.ids, spans, label);
            Ok(vec![Edit::Mark { doc, before: None, after: Some(mark) }])
        }
    }
}

fn mark_all(workspace: &mut Workspace, places: &[(DocId, Span)], label: &Name) -> Vec<Edit> {
    let mut edits = Vec::new();
    for &(doc, span) in places {
        let Some(document) = workspace.documents.get(&doc) else {
            continue;
        };
        if span.is_empty() || !document.text().is_some_and(|text| text.check(span)) {
            continue;
        }
        let there = || document.marks.touching(span).filter(|mark| mark.label == *label);
        // The longest match wins: these words as part of a longer mark are that mark's.
        if there().any(|mark| mark.is_visible() && mark.spans.iter().any(|it| it.contains(span) && *it != span)) {
            continue;
        }
        match there().find(|mark| mark.review == Review::Accepted || mark.spans == [span]) {
            Some(mark) if mark.review == Review::Accepted => {}
            Some(mark) => {
                let after = Arc::new(Mark { review: Review::Accepted, ..Mark::clone(mark) });
                edits.push(Edit::Mark { doc, before: Some(mark.clone()), after: Some(after) });
            }
            None => {
                let mark = new_mark(&mut workspace.ids, vec![span], label.clone());
                edits.push(Edit::Mark { doc, before: None, after: Some(mark) });
            }
        }
    }
    edits
}

fn change_marks(document: &Document, marks: &[MarkId], change: impl Fn(&mut Mark)) -> Result<Vec<Edit>, CommandError> {
    let mut edits = Vec::new();
    for &id in marks {
        let before = document.mark(id).ok_or(CommandError::NoMark(id))?;
        let mut after = Mark::clone(before);
        change(&mut after);
        if after != **before {
            let doc = document.info.id;
            edits.push(Edit::Mark { doc, before: Some(before.clone()), after: Some(Arc::new(after)) });
        }
    }
    Ok(edits)
}

fn delete(document: &Document, marks: &[MarkId]) -> Result<Vec<Edit>, CommandError> {
    let doc = document.info.id;
    let mut cut: Vec<_> = marks.iter().flat_map(|&id| document.relations_of(id)).collect();
    order::sort_by_key(&mut cut, |it| it.id);
    cut.dedup_by_key(|it| it.id);
    let mut edits: Vec<_> =
        cut.into_iter().map(|it| Edit::Relation { doc, before: Some(it.clone()), after: None }).collect();
    for &id in marks {
        let before = document.mark(id).ok_or(CommandError::NoMark(id))?;
        let rejected = before.proposal().map(|_| Arc::new(Mark { review: Review::Rejected, ..Mark::clone(before) }));
        if rejected.as_ref() != Some(before) {
            edits.push(Edit::Mark { doc, before: Some(before.clone()), after: rejected });
        }
    }
    Ok(edits)
}

fn relate(
    workspace: &mut Workspace,
    doc: DocId,
    kind: Name,
    from: MarkId,
    to: MarkId,
) -> Result<Vec<Edit>, CommandError> {
    let document = workspace.documents.get(&doc).ok_or(CommandError::NoDocument(doc))?;
    if from == to {
        return Err(CommandError::SelfRelation(from));
    }
    for id in [from, to] {
        document.mark(id).ok_or(CommandError::NoMark(id))?;
    }
    if document.relations_of(from).any(|it| it.kind == kind && it.from == from && it.to == to) {
        return Err(CommandError::Exists);
    }
    let id = workspace.ids.relation();
    let relation = Relation { id, kind, from, to, origin: Origin::Human, review: Review::Accepted };
    Ok(vec![Edit::Relation { doc, before: None, after: Some(Arc::new(relation)) }])
}

fn change_info(
    workspace: &Workspace,
    docs: &[DocId],
    change: impl Fn(&mut DocInfo),
) -> Result<Vec<Edit>, CommandError> {
    let mut edits = Vec::new();
    for &doc in docs {
        let before = document(workspace, doc)?.info.clone();
        let mut after = DocInfo::clone(&before);
        change(&mut after);
        if after != *before {
            edits.push(Edit::Document { before: Some(before), after: Some(Arc::new(after)) });
        }
    }
    Ok(edits)
}
