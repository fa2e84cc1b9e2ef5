//! A document as a foreign file describes it, before its offsets are checked. Every reader builds drafts.

use super::anchor::{Anchor, Claim, Given, Unit};
use super::format::Input;
use super::json;
use super::limits;
use super::plain;
use super::problem::{ProblemKind, Problems, SpanFault, shorten};
use crate::annotate::{ActorId, Attr, Attrs, DocStatus, Mark, MarkId, Origin, Relation, RelationId, Review};
use crate::project::NewDocument;
use crate::scheme::Name;
use serde_json::Value;
use std::collections::HashMap;

/// A document of a foreign file.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// Its name; the file's where it is empty.
    pub name: String,
    /// Its text, line ends as they are in the file.
    pub text: String,
    /// Its marks.
    pub marks: Vec<DraftMark>,
    /// Its relations.
    pub relations: Vec<DraftRelation>,
    /// Labels of the document.
    pub labels: Vec<String>,
    /// How far the work on it is.
    pub status: DocStatus,
    /// The unit that it says its offsets have.
    pub unit: Option<Unit>,
    /// What of it could not even be drafted.
    pub faults: Vec<ProblemKind>,
}

/// A mark of a foreign file.
#[derive(Debug, Clone, Default)]
pub struct DraftMark {
    /// How relations of the file refer to it; empty where none do.
    pub id: String,
    /// Where it stands.
    pub given: Given,
    /// Its label.
    pub label: String,
    /// Its attributes.
    pub attrs: Vec<(String, String)>,
    /// A remark.
    pub note: String,
    /// Whether it is only a proposal of some program.
    pub is_proposed: bool,
    /// Its line in the file, counted from 1; 0 where that is the line of its document.
    pub line: usize,
}

/// A relation of a foreign file.
#[derive(Debug, Clone, Default)]
pub struct DraftRelation {
    /// Its type.
    pub kind: String,
    /// The mark it starts from.
    pub from: String,
    /// The mark it leads to.
    pub to: String,
    /// Its line in the file, counted from 1; 0 where that is the line of its document.
    pub line: usize,
}

/// Where drafts come from.
#[derive(Debug, Clone, Copy)]
pub struct Origins<'a> {
    /// The file's name.
    pub file: &'a str,
    /// The format, which becomes the origin of the marks.
    pub format: &'static str,
    /// The unit of its offsets.
    pub claim: Claim,
}

impl<'a> Origins<'a> {
    /// Of a format that has no offsets: its reader counts them itself, in code points.
    pub fn without_offsets(file: &'a str, format: &'static str) -> Self {
        Self { file, format, claim: Claim { unit: Unit::CodePoint, is_stated: true } }
    }
}

impl Draft {
    /// Checks a draft and makes a document of it; `line` is where it stands in the file, counted from 1.
    pub fn finish(self, from: Origins<'_>, line: usize, problems: &mut Problems) -> Option<NewDocument> {
        if plain::too_long(&self.text) {
            problems.at(line, ProblemKind::TooLong { limit: limits::TEXT_CODE_POINTS });
            return None;
        }
        self.faults.into_iter().for_each(|kind| problems.at(line, kind));
        let anchor = Anchor::new(self.text);
        let name = if self.name.is_empty() { format!("{}-{line}", super::stem(from.file)) } else { self.name };
        let mut document = NewDocument::plain(name, from.file, anchor.text().clone());
        document.status = self.status;
        document.labels = self.labels.into_iter().map(Name::from).collect();
        let mut marks = self.marks;
        if marks.len() > limits::DOCUMENT_MARKS {
            marks.truncate(limits::DOCUMENT_MARKS);
            problems.at(line, ProblemKind::BadRecord { reason: format!("more than {} marks", marks.len()) });
        }
        let claim = match self.unit {
            Some(unit) if !from.claim.is_stated => Claim { unit, is_stated: true },
            _ => from.claim,
        };
        let ids = take_marks(&mut document, marks, &anchor, Origins { claim, ..from }, line, problems);
        take_relations(&mut document, self.relations, &ids, from, line, problems);
        Some(document)
    }
}

/// Reads every record of a JSON file as a document of its own; `draft` says what is in one, `None` where it has no text.
///
/// # Errors
/// As [`json::records`].
pub fn each_record(
    input: &Input<'_>,
    from: Origins<'_>,
    part: &str,
    problems: &mut Problems,
    draft: impl Fn(&Value, usize, &mut Problems) -> Option<Draft>,
) -> Result<Vec<NewDocument>, ProblemKind> {
    let mut documents = Vec::new();
    json::records(input.text(), input.lines_before, part, problems, |line, record, problems| {
        match draft(&record, line, problems) {
            Some(draft) => documents.extend(draft.finish(from, line, problems)),
            None => problems.at(line, ProblemKind::BadRecord { reason: "no text".to_owned() }),
        }
    })?;
    Ok(documents)
}

/// Notes a mark of which a file does not say where it stands.
pub fn formless(given: &Value, line: usize, problems: &mut Problems) {
    problems.at(line, without_form(&given.to_string()));
}

/// A mark of which a file does not say where it stands.
pub fn without_form(given: &str) -> ProblemKind {
    ProblemKind::BadSpan { fault: SpanFault::Form, given: shorten(given) }
}

/// Something of a record that cannot be taken over, and why.
pub fn left_out(reason: String) -> ProblemKind {
    ProblemKind::BadRecord { reason }
}

fn take_marks(
    document: &mut NewDocument,
    marks: Vec<DraftMark>,
    anchor: &Anchor,
    from: Origins<'_>,
    line: usize,
    problems: &mut Problems,
) -> HashMap<String, MarkId> {
    let given: Vec<Given> = marks.iter().map(|mark| mark.given.clone()).collect();
    let found = anchor.places(&given, from.claim, line, problems);
    let mut ids = HashMap::new();
    for (index, (mark, found)) in marks.into_iter().zip(found).enumerate() {
        let line = if mark.line > 0 { mark.line } else { line };
        let fault = if mark.label.is_empty() { Err(SpanFault::Form) } else { found };
        let place = match fault {
            Ok(place) => place,
            Err(fault) => {
                problems.at(line, ProblemKind::BadSpan { fault, given: mark.given.show() });
                continue;
            }
        };
        if place.is_misquoted {
            problems.at(line, ProblemKind::Misquoted { given: mark.given.show() });
        }
        let id = MarkId { actor: ActorId::default(), number: index as u64 };
        if !mark.id.is_empty() {
            ids.entry(mark.id).or_insert(id);
        }
        let mut attrs = Attrs::new();
        for (name, value) in mark.attrs {
            attrs.insert(Name::from(name), Attr { value, derived: false });
        }
        document.marks.push(Mark {
            id,
            spans: place.spans,
            label: Name::from(mark.label),
            attrs,
            note: mark.note,
            origin: Origin::Import {
                source: from.format.into(),
                quote: mark.given.quote.filter(|_| place.is_misquoted),
            },
            review: if mark.is_proposed || place.is_misquoted { Review::Proposed } else { Review::Accepted },
        });
    }
    ids
}

fn take_relations(
    document: &mut NewDocument,
    relations: Vec<DraftRelation>,
    ids: &HashMap<String, MarkId>,
    origins: Origins<'_>,
    line: usize,
    problems: &mut Problems,
) {
    for (index, relation) in relations.into_iter().enumerate() {
        let (Some(&from), Some(&to), false) =
            (ids.get(&relation.from), ids.get(&relation.to), relation.kind.is_empty() || relation.from == relation.to)
        else {
            let line = if relation.line > 0 { relation.line } else { line };
            let given = shorten(&format!("{} {} → {}", relation.kind, relation.from, relation.to));
            problems.at(line, ProblemKind::BadRelation { given });
            continue;
        };
        document.relations.push(Relation {
            id: RelationId { actor: ActorId::default(), number: index as u64 },
            kind: Name::from(relation.kind),
            from,
            to,
            origin: Origin::Import { source: origins.format.into(), quote: None },
            review: Review::Accepted,
        });
    }
}
