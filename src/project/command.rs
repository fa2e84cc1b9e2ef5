//! What can be asked of a workspace.

use crate::annotate::{DocId, DocStatus, Mark, MarkId, Relation, RelationId, Review};
use crate::recognise::Findings;
use crate::scheme::{Name, Scheme};
use crate::text::{Span, Text};
use std::fmt;

/// A document to take in, with marks if it came with some.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDocument {
    /// The name people read, usually the file name without its ending.
    pub name: String,
    /// Where it came from, for people.
    pub source: String,
    /// The text, with `\n` as line end.
    pub text: Text,
    /// How far the work on it is.
    pub status: DocStatus,
    /// Labels of the document as a whole.
    pub labels: Vec<Name>,
    /// Marks. Their ids are only used to find the ends of relations; the project gives new ones.
    pub marks: Vec<Mark>,
    /// Relations between those marks.
    pub relations: Vec<Relation>,
}

impl NewDocument {
    /// A document without marks.
    pub fn plain(name: impl Into<String>, source: impl Into<String>, text: Text) -> Self {
        Self {
            name: name.into(),
            source: source.into(),
            text,
            status: DocStatus::New,
            labels: Vec::new(),
            marks: Vec::new(),
            relations: Vec::new(),
        }
    }
}

/// What a person, or the program on its own, wants done. [`super::Workspace::apply`] turns it into a transaction.
#[derive(Debug, Clone)]
pub enum Command {
    /// Marks words by hand; several spans make a discontinuous mark. Spans are put in order and joined where they touch.
    AddMark {
        /// The document.
        doc: DocId,
        /// What to cover.
        spans: Vec<Span>,
        /// The label.
        label: Name,
    },
    /// Marks every one of these places that no visible mark of that label covers yet; see [`super::Document::places_of`].
    MarkAll {
        /// The places. Those that are not in the document, or whose text is not loaded, are passed over.
        places: Vec<(DocId, Span)>,
        /// The label.
        label: Name,
    },
    /// Gives marks another label; proposals are accepted with it.
    Relabel {
        /// The document.
        doc: DocId,
        /// The marks.
        marks: Vec<MarkId>,
        /// The label.
        label: Name,
    },
    /// Moves the edges of a mark. A proposal stays one.
    SetSpans {
        /// The document.
        doc: DocId,
        /// The mark.
        mark: MarkId,
        /// What it is to cover.
        spans: Vec<Span>,
    },
    /// Removes marks with their relations. What a recogniser had proposed becomes rejected instead, so that it does not
    /// come back.
    Delete {
        /// The document.
        doc: DocId,
        /// The marks.
        marks: Vec<MarkId>,
    },
    /// Accepts or rejects marks, or puts them back to proposed.
    Review {
        /// The document.
        doc: DocId,
        /// The marks.
        marks: Vec<MarkId>,
        /// The state they are to have.
        to: Review,
    },
    /// Sets an attribute; an empty value removes it.
    SetAttr {
        /// The document.
        doc: DocId,
        /// The mark.
        mark: MarkId,
        /// The attribute.
        name: Name,
        /// Its value.
        value: String,
    },
    /// Sets the remark on a mark.
    SetNote {
        /// The document.
        doc: DocId,
        /// The mark.
        mark: MarkId,
        /// The remark; empty for none.
        note: String,
    },
    /// Joins two marks.
    AddRelation {
        /// The document.
        doc: DocId,
        /// The relation type.
        kind: Name,
        /// Where it starts.
        from: MarkId,
        /// Where it leads.
        to: MarkId,
    },
    /// Removes a relation.
    DeleteRelation {
        /// The document.
        doc: DocId,
        /// The relation.
        relation: RelationId,
    },
    /// Takes documents in. No undo step.
    Import(Vec<NewDocument>),
    /// Takes a document in whose marks follow with [`Command::Bring`]; until [`Command::Finish`] it counts as partial, also
    /// after it was stored and read again. No undo step.
    Begin(Box<NewDocument>),
    /// All that a document came marked with has been brought. No undo step.
    Finish(DocId),
    /// Adds what a document that was taken in came marked with, numbered from 0, under identities that were set aside for
    /// it; a long document's marks come in pieces. No undo step.
    Bring {
        /// The document.
        doc: DocId,
        /// The first of the numbers set aside, see [`super::Workspace::set_aside`].
        first: u64,
        /// Marks; those that do not fit the text are passed over.
        marks: Vec<Mark>,
        /// Relations, whose ends came with this piece or an earlier one.
        relations: Vec<Relation>,
    },
    /// Brings the proposals that start within a stretch of a document up to date with what the recognisers found there.
    /// Untouched proposals that were not found again go; what people accepted, changed or rejected stays as it is, and is
    /// not proposed a second time. No undo step.
    Propose {
        /// The document.
        doc: DocId,
        /// The stretch that was read.
        stretch: Span,
        /// What was found in it.
        found: Findings,
    },
    /// Changes what people read as the document's name.
    Rename {
        /// The document.
        doc: DocId,
        /// The name.
        name: String,
    },
    /// Says how far the work on a document is.
    SetStatus {
        /// The document.
        doc: DocId,
        /// The state.
        status: DocStatus,
    },
    /// Sets the labels of a document as a whole.
    SetDocLabels {
        /// The document.
        doc: DocId,
        /// The labels.
        labels: Vec<Name>,
    },
    /// Puts documents in the bin, or takes them out again.
    SetRemoved {
        /// The documents.
        docs: Vec<DocId>,
        /// Whether they are to be in the bin.
        removed: bool,
    },
    /// Replaces the scheme.
    SetScheme(Scheme),
    /// Goes on with the step before: both are taken back together. What is too long to be done at once is done in pieces.
    GoOn(Box<Command>),
    /// Takes the last step back; of a step in pieces only the last, see [`crate::annotate::History::undo_goes_on`].
    Undo,
    /// Does again what was taken back last.
    Redo,
}

/// Why a command was not carried out. The workspace is as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CommandError {
    /// There is no such document.
    NoDocument(DocId),
    /// The document's text has not been loaded.
    NoText(DocId),
    /// There is no such mark in the document.
    NoMark(MarkId),
    /// There is no such relation in the document.
    NoRelation(RelationId),
    /// The span is empty, outside the text, or cuts a character.
    BadSpan(Span),
    /// A mark cannot be joined to itself.
    SelfRelation(MarkId),
    /// Just this mark or relation is there already.
    Exists,
    /// Nothing would change.
    Nothing,
    /// What the edit expects is not what is there; only journals and undo can meet this.
    Conflict,
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoDocument(id) => write!(f, "no document {id}"),
            Self::NoText(id) => write!(f, "the text of document {id} is not loaded"),
            Self::NoMark(id) => write!(f, "no mark {id}"),
            Self::NoRelation(id) => write!(f, "no relation {id}"),
            Self::BadSpan(span) => write!(f, "{span} is not a span of the text"),
            Self::SelfRelation(id) => write!(f, "mark {id} cannot be joined to itself"),
            Self::Exists => f.write_str("it is there already"),
            Self::Nothing => f.write_str("nothing to do"),
            Self::Conflict => f.write_str("the change does not fit what is there"),
        }
    }
}

impl std::error::Error for CommandError {}
