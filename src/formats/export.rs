//! Getting marks out (导出): which marks go, what a format can carry of them, and what it loses.
//!
//! A format says what it carries ([`Carries`]). From that alone follow both what its writer is given ([`Export::pages`])
//! and what is counted as lost before anything is saved ([`Export::losses`]), so that the two cannot differ.

use super::anchor::Unit;
use crate::annotate::{DocInfo, DocStatus, Mark, MarkId, Relation, Review};
use crate::project::Document;
use crate::scheme::Scheme;
use crate::text::{Span, Text, Utf8};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ExportOptions {
    /// Which marks.
    pub which: Which,
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

/// A kind of thing that a format cannot carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LossKind {
    /// Marks that overlap another one.
    Overlaps,
    /// Marks of several pieces.
    Pieces,
    /// Relations.
    Relations,
    /// Attributes.
    Attributes,
    /// Remarks.
    Notes,
    /// Labels of documents.
    DocLabels,
    /// States of documents.
    DocStatus,
    /// Proposals that become indistinguishable from accepted marks.
    Review,
    /// Marks whose evidence is lost.
    Evidence,
    /// Rejected marks.
    Rejected,
    /// Blank characters.
    Blanks,
    /// Marks over line ends, which become several pieces.
    Lines,
    /// Marks that cover nothing but blanks.
    BlankMarks,
}

impl LossKind {
    /// What is lost, in English.
    pub fn en(self) -> &'static str {
        match self {
            Self::Overlaps => "marks that overlap another one",
            Self::Pieces => "marks of several pieces",
            Self::Relations => "relations",
            Self::Attributes => "attributes",
            Self::Notes => "remarks",
            Self::DocLabels => "labels of documents",
            Self::DocStatus => "states of documents",
            Self::Review => "proposals that will look accepted",
            Self::Evidence => "marks whose evidence is left out",
            Self::Rejected => "rejected marks",
            Self::Blanks => "blank characters",
            Self::Lines => "marks over line ends that become several pieces",
            Self::BlankMarks => "marks of nothing but blanks",
        }
    }

    /// What is lost, in Chinese.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Overlaps => "与其他标注重叠的标注",
            Self::Pieces => "不连续标注",
            Self::Relations => "关系",
            Self::Attributes => "属性",
            Self::Notes => "备注",
            Self::DocLabels => "文档标签",
            Self::DocStatus => "文档进度",
            Self::Review => "待审标注（将与已采纳的无法区分）",
            Self::Evidence => "标注的依据",
            Self::Rejected => "已拒绝的标注",
            Self::Blanks => "空白字符",
            Self::Lines => "跨行标注（将拆成几段）",
            Self::BlankMarks => "只含空白的标注",
        }
    }
}

/// So many things of a kind will not be in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Loss {
    /// What.
    pub kind: LossKind,
    /// How many.
    pub count: usize,
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
    /// The documents as a format that carries so much gets them.
    pub fn pages(&self, carries: Carries) -> Vec<Page<'a>> {
        self.pages_and_losses(carries).0
    }

    /// What will not be in a file of a format that carries so much. Kinds with nothing to lose are not listed.
    pub fn losses(&self, carries: Carries) -> Vec<Loss> {
        let losses = self.pages_and_losses(carries).1;
        losses.into_iter().filter(|&(_, count)| count > 0).map(|(kind, count)| Loss { kind, count }).collect()
    }

    /// Whether a mark was chosen to go out.
    pub fn shows(&self, mark: &Mark) -> bool {
        match mark.review {
            Review::Accepted => true,
            Review::Proposed => self.options.which == Which::Visible,
            Review::Rejected => false,
        }
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

    fn pages_and_losses(&self, carries: Carries) -> (Vec<Page<'a>>, BTreeMap<LossKind, usize>) {
        let mut losses = BTreeMap::new();
        let pages = self.documents.iter().filter_map(|document| self.page(document, carries, &mut losses));
        (pages.collect(), losses)
    }

    fn page(
        &self,
        document: &'a Document,
        carries: Carries,
        losses: &mut BTreeMap<LossKind, usize>,
    ) -> Option<Page<'a>> {
        let text = document.text()?;
        let info = document.info();
        let mut lose = |kind, count: usize| *losses.entry(kind).or_default() += count;
        let goes = |review| match review {
            Review::Accepted => true,
            Review::Proposed => self.options.which == Which::Visible || carries.rejected,
            Review::Rejected => carries.rejected,
        };
        let n_rejected = document.marks().iter().filter(|mark| mark.review == Review::Rejected).count();
        lose(LossKind::Rejected, if carries.rejected { 0 } else { n_rejected });
        let mut marks: Vec<_> = document.marks().iter().filter(|mark| goes(mark.review)).collect();
        if !carries.pieces {
            let n_all = marks.len();
            marks.retain(|mark| mark.spans.len() == 1);
            lose(LossKind::Pieces, n_all - marks.len());
        }
        if !carries.lines || !carries.blanks {
            let n_all = marks.len();
            marks.retain(|mark| mark.spans.iter().any(|&span| !text.slice(span).trim().is_empty()));
            lose(LossKind::BlankMarks, n_all - marks.len());
        }
        let n_all = marks.len();
        marks = self.layered(marks, carries.layers);
        lose(LossKind::Overlaps, n_all - marks.len());
        let ids: HashSet<MarkId> = marks.iter().map(|mark| mark.id).collect();
        let mut relations: Vec<_> = document.relations().filter(|it| goes(it.review)).collect();
        let n_wanted = relations.len();
        relations.retain(|it| carries.relations && ids.contains(&it.from) && ids.contains(&it.to));
        lose(LossKind::Relations, n_wanted - relations.len());
        count_rest(&marks, info, text, carries, lose);
        Some(Page { info, document, text, marks, relations })
    }

    /// The marks that stay where a format limits how they may lie to each other, in their order.
    fn layered(&self, marks: Vec<&'a Arc<Mark>>, layers: Layers) -> Vec<&'a Arc<Mark>> {
        if layers == Layers::Any {
            return marks;
        }
        let mut ranked: Vec<_> = marks.iter().enumerate().collect();
        ranked.sort_by_key(|&(place, mark)| {
            let len = mark.cover().len();
            let order = self.scheme.order(mark.label.as_str());
            match self.options.overlap {
                Overlap::Longest => (Reverse(len), 0, order, place),
                Overlap::Shortest => (Reverse(u32::MAX - len), 0, order, place),
                Overlap::Scheme => (Reverse(0), order, usize::try_from(u32::MAX - len).unwrap_or(0), place),
            }
        });
        let mut kept = Kept::default();
        let mut places: Vec<usize> = Vec::new();
        for (place, mark) in ranked {
            if kept.admit(mark, layers) {
                places.push(place);
            }
        }
        places.sort_unstable();
        places.into_iter().filter_map(|place| marks.get(place).copied()).collect()
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

/// Where marks that were admitted so far lie, by the order of magnitude of their length: what can reach into a place
/// is then looked for near it, even where one mark covers the whole document.
#[derive(Default)]
struct Kept(BTreeMap<u32, BTreeSet<(u32, u32)>>);

impl Kept {
    /// Admits a mark unless it lies to another in a way that is not allowed.
    fn admit(&mut self, mark: &Mark, layers: Layers) -> bool {
        let cover = mark.cover();
        let (start, end) = (cover.start.0, cover.end.0);
        let clashes = |&(from, to): &(u32, u32)| {
            let other = Span::new(Utf8(from), Utf8(to));
            match layers {
                Layers::Any => false,
                Layers::Nested => other.crosses(cover),
                Layers::Flat => other.overlaps(cover),
            }
        };
        for (&magnitude, there) in &self.0 {
            let longest = 2_u32.saturating_pow(magnitude + 1);
            if there.range((start.saturating_sub(longest), 0)..(end, 0)).any(clashes) {
                return false;
            }
        }
        self.0.entry(cover.len().max(1).ilog2()).or_default().insert((start, end));
        true
    }
}

/// Counts what the remaining marks and the document lose.
fn count_rest(
    marks: &[&Arc<Mark>],
    info: &DocInfo,
    text: &Text,
    carries: Carries,
    mut lose: impl FnMut(LossKind, usize),
) {
    let n_attrs: usize = marks.iter().map(|mark| mark.attrs.iter().count()).sum();
    let n_of = |holds: fn(&Mark) -> bool| marks.iter().filter(|mark| holds(mark)).count();
    let n_lines = marks.iter().filter(|mark| mark.spans.iter().any(|&span| text.slice(span).contains('\n'))).count();
    let n_blanks = if carries.blanks { 0 } else { text.as_str().chars().filter(|ch| ch.is_whitespace()).count() };
    for (kind, carried, count) in [
        (LossKind::Attributes, carries.attrs, n_attrs),
        (LossKind::Notes, carries.notes, n_of(|mark| !mark.note.is_empty())),
        (LossKind::DocLabels, carries.labels, info.labels.len()),
        (LossKind::DocStatus, carries.status, usize::from(info.status != DocStatus::New)),
        (LossKind::Review, carries.review, n_of(|mark| mark.review == Review::Proposed)),
        (LossKind::Evidence, carries.origin, n_of(|mark| mark.proposal().is_some())),
        (LossKind::Blanks, carries.blanks, n_blanks),
        (LossKind::Lines, carries.lines, n_lines),
    ] {
        lose(kind, if carried { 0 } else { count });
    }
}
