//! Getting marks out (导出): which marks go, what a format can carry of them, and what it loses.
//!
//! A format says what it carries ([`Carries`]). From that alone follow both what its writer is given ([`Export::pages`])
//! and what is counted as lost before anything is saved ([`Export::losses`]), so that the two cannot differ.

mod layers;
mod loss;

pub use loss::{Loss, LossKind};

use super::anchor::Unit;
use crate::annotate::{DocInfo, Mark, MarkId, Relation, Review};
use crate::project::{Document, Workspace};
use crate::scheme::{Name, Scheme};
use crate::text::{Span, Text};
use loss::{Counter, Losses, count_rest};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// Which marks go out. Rejected ones never do, but in our own formats.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Which {
    /// Those that people accepted.
    #[default]
    Accepted,
    /// Those, and proposals nobody has looked at.
    Visible,
}

/// Which of overlapping marks stays in a format that has no overlap.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Overlap {
    /// The longest; of equally long ones the first, then the first in the scheme.
    #[default]
    Longest,
    /// The shortest.
    Shortest,
    /// That whose label comes first in the scheme.
    Scheme,
}

/// What the person who exports has chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExportOptions {
    /// Which marks.
    pub which: Which,
    /// The labels to write; all where there is none.
    pub labels: Vec<Name>,
    /// Which of overlapping marks, where the format has none.
    pub overlap: Overlap,
    /// The unit of offsets, where the format leaves it open; its own otherwise.
    pub unit: Option<Unit>,
    /// For tables: who reads them.
    pub style: super::table::Style,
}

/// How marks of one document may lie to each other in a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layers {
    /// Anyhow.
    Any,
    /// One within the other, but not crossing.
    Nested,
    /// None over another.
    Flat,
}

/// What a format carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Carries {
    /// How marks may lie to each other.
    pub layers: Layers,
    /// Marks of several pieces.
    pub pieces: bool,
    /// Relations.
    pub relations: bool,
    /// Attributes of marks.
    pub attrs: bool,
    /// Remarks on marks.
    pub notes: bool,
    /// Labels of whole documents.
    pub labels: bool,
    /// How far the work on a document is.
    pub status: bool,
    /// Whether a mark is accepted or only proposed.
    pub review: bool,
    /// Where marks come from: rules, evidence, persons.
    pub origin: bool,
    /// Rejected marks, which are kept so that they are not proposed again.
    pub rejected: bool,
    /// The names of documents.
    pub names: bool,
    /// Every character of the text; formats of one character a line have no blanks.
    pub blanks: bool,
    /// Marks that go over a line end as one piece.
    pub lines: bool,
}

impl Carries {
    /// Spans with labels and nothing else.
    pub const SPANS: Self = Self {
        layers: Layers::Any,
        pieces: false,
        relations: false,
        attrs: false,
        notes: false,
        labels: false,
        status: false,
        review: false,
        origin: false,
        rejected: false,
        names: true,
        blanks: true,
        lines: true,
    };
    /// Everything.
    pub const ALL: Self = Self {
        layers: Layers::Any,
        pieces: true,
        relations: true,
        attrs: true,
        notes: true,
        labels: true,
        status: true,
        review: true,
        origin: true,
        rejected: true,
        names: true,
        blanks: true,
        lines: true,
    };
}

/// Documents to be exported, with what was chosen.
#[derive(Debug, Clone)]
pub struct Export<'a> {
    /// The documents; those whose text has not been loaded are passed over.
    pub documents: Vec<&'a Document>,
    /// Their scheme.
    pub scheme: &'a Scheme,
    /// What was chosen.
    pub options: ExportOptions,
    /// How many documents were written before, where they are written in pieces.
    pub before: usize,
}

/// A document as a format's writer gets it: only what the format carries.
#[derive(Debug, Clone)]
pub struct Page<'a> {
    /// What is known of the document.
    pub info: &'a DocInfo,
    /// The document itself.
    pub document: &'a Document,
    /// Its text.
    pub text: &'a Text,
    /// The marks to write, in order.
    pub marks: Vec<&'a Arc<Mark>>,
    /// The relations to write; both ends are among the marks.
    pub relations: Vec<&'a Arc<Relation>>,
}

impl Page<'_> {
    /// The places of all marks to write.
    pub fn places(&self) -> BTreeMap<MarkId, usize> {
        self.marks.iter().enumerate().map(|(place, mark)| (mark.id, place)).collect()
    }

    /// The labels of the marks to write.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.marks.iter().map(|mark| mark.label.as_str())
    }
}

impl<'a> Export<'a> {
    /// An export of a whole project.
    pub fn of(workspace: &'a Workspace, options: ExportOptions) -> Self {
        Self { documents: workspace.documents().collect(), scheme: workspace.scheme(), options, before: 0 }
    }

    /// The documents as a format that carries so much gets them.
    pub fn pages(&self, carries: Carries) -> Vec<Page<'a>> {
        self.pages_and_losses(carries).0
    }

    /// What will not be in a file of a format that carries so much. Kinds with nothing to lose are not listed.
    pub fn losses(&self, carries: Carries) -> Vec<Loss> {
        let losses = self.pages_and_losses(carries).1;
        losses.into_iter().map(|(kind, (count, places))| Loss { kind, count, places }).collect()
    }

    /// Whether a mark was chosen to go out.
    pub fn shows(&self, mark: &Mark) -> bool {
        self.has_label(mark)
            && match mark.review {
                Review::Accepted => true,
                Review::Proposed => self.options.which == Which::Visible,
                Review::Rejected => false,
            }
    }

    fn has_label(&self, mark: &Mark) -> bool {
        self.options.labels.is_empty() || self.options.labels.contains(&mark.label)
    }

    /// The labels used by the pages, those of the scheme first and in its order.
    pub fn labels(&self, pages: &[Page<'_>]) -> Vec<String> {
        let mut labels: Vec<&str> = pages.iter().flat_map(Page::labels).collect();
        labels.sort_by_key(|label| (self.scheme.order(label), *label));
        labels.dedup();
        labels.into_iter().map(str::to_owned).collect()
    }

    /// The kinds of relation used by the pages.
    pub fn relation_kinds(&self, pages: &[Page<'_>]) -> Vec<String> {
        let all = pages.iter().flat_map(|page| page.relations.iter().map(|relation| relation.kind.to_string()));
        all.collect::<std::collections::BTreeSet<_>>().into_iter().collect()
    }

    fn pages_and_losses(&self, carries: Carries) -> (Vec<Page<'a>>, Losses) {
        let mut losses = Losses::new();
        let pages = self.documents.iter().filter_map(|document| self.page(document, carries, &mut losses));
        (pages.collect(), losses)
    }

    fn page(&self, document: &'a Document, carries: Carries, losses: &mut Losses) -> Option<Page<'a>> {
        let text = document.text()?;
        let info = document.info();
        let mut counter = Counter { doc: info.id, losses };
        let goes = |review| match review {
            Review::Accepted => true,
            Review::Proposed => self.options.which == Which::Visible || carries.rejected,
            Review::Rejected => carries.rejected,
        };
        let chosen: Vec<_> = document.marks().iter().filter(|mark| self.has_label(mark)).collect();
        let rejected = chosen.iter().filter(|mark| mark.review == Review::Rejected && !carries.rejected);
        counter.lose_each(LossKind::Rejected, rejected.copied());
        let wanted: Vec<_> = chosen.into_iter().filter(|mark| goes(mark.review)).collect();
        let (marks, lost): (Vec<_>, Vec<_>) =
            wanted.into_iter().partition(|mark| carries.pieces || mark.spans.len() == 1);
        counter.lose_each(LossKind::Pieces, lost);
        let has_ink = |mark: &Mark| mark.spans.iter().any(|&span| !text.slice(span).trim().is_empty());
        let (marks, lost): (Vec<_>, Vec<_>) =
            marks.into_iter().partition(|mark| carries.lines && carries.blanks || has_ink(mark));
        counter.lose_each(LossKind::BlankMarks, lost);
        let before = marks.clone();
        let marks = self.layered(marks, carries.layers);
        let ids: HashSet<MarkId> = marks.iter().map(|mark| mark.id).collect();
        counter.lose_each(LossKind::Overlaps, before.into_iter().filter(|mark| !ids.contains(&mark.id)));
        // Where a label was not chosen, its relations are no loss.
        let is_chosen = |id| document.mark(id).is_some_and(|mark| self.has_label(mark));
        let wanted = document.relations().filter(|it| goes(it.review) && is_chosen(it.from) && is_chosen(it.to));
        let joins = |it: &Relation| carries.relations && ids.contains(&it.from) && ids.contains(&it.to);
        let (relations, lost): (Vec<_>, Vec<_>) = wanted.partition(|it| joins(it));
        lost.iter().for_each(|it| counter.lose(LossKind::Relations, 1, Some(it.from)));
        count_rest(&marks, info, text, carries, &mut counter);
        Some(Page { info, document, text, marks, relations })
    }
}

/// The pieces of a mark with those over line ends cut into one a line, without blanks at the edges.
pub(super) fn ink_by_line(text: &Text, mark: &Mark) -> Vec<Span> {
    let mut pieces = Vec::new();
    for &span in &mark.spans {
        let words = text.slice(span);
        if !words.contains('\n') {
            pieces.push(span);
            continue;
        }
        let mut start = span.range().start;
        for line in words.split('\n') {
            let from = start + (line.len() - line.trim_start().len());
            let piece = Span::from_range(from..from + line.trim().len());
            pieces.extend(Some(piece).filter(|piece| !piece.is_empty()));
            start += line.len() + 1;
        }
    }
    pieces
}
