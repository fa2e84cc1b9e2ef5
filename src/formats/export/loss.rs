//! What is lost in a format (损失): kinds, numbers, and the marks concerned.

use super::Carries;
use crate::annotate::{DocId, DocInfo, DocStatus, Mark, MarkId, Review};
use crate::text::Text;
use std::collections::BTreeMap;
use std::sync::Arc;

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
    /// Relations between marks that cutting puts into different pieces.
    Apart,
    /// Names of documents.
    Names,
    /// Marks whose label has blanks, which become `_`.
    Renamed,
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
            Self::Names => "names of documents",
            Self::Renamed => "marks whose label has blanks, written as _",
            Self::Apart => "relations that cutting takes apart",
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
            Self::Names => "文档名",
            Self::Renamed => "标签含空白的标注（空白写成 _）",
            Self::Apart => "被切开的关系",
        }
    }
}

/// So many things of a kind will not be in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// What.
    pub kind: LossKind,
    /// How many.
    pub count: usize,
    /// The marks concerned, or the documents as wholes; of very many only the first.
    pub places: Vec<(DocId, Option<MarkId>)>,
}

/// How many places of a loss are kept.
const PLACES: usize = 500;

/// Losses being counted.
pub(super) type Losses = BTreeMap<LossKind, (usize, Vec<(DocId, Option<MarkId>)>)>;

/// Counts the losses of one document.
pub(super) struct Counter<'a> {
    pub(super) doc: DocId,
    pub(super) losses: &'a mut Losses,
}

impl Counter<'_> {
    /// So many things of a kind are lost with a mark, or with the document.
    pub(super) fn lose(&mut self, kind: LossKind, count: usize, mark: Option<MarkId>) {
        if count > 0 {
            let (total, places) = self.losses.entry(kind).or_default();
            *total += count;
            if places.len() < PLACES {
                places.push((self.doc, mark));
            }
        }
    }

    /// A thing is lost with each of these marks.
    pub(super) fn lose_each<'m>(&mut self, kind: LossKind, marks: impl IntoIterator<Item = &'m Arc<Mark>>) {
        marks.into_iter().for_each(|mark| self.lose(kind, 1, Some(mark.id)));
    }
}

/// Counts what the remaining marks and the document lose.
pub(super) fn count_rest(
    marks: &[&Arc<Mark>],
    info: &DocInfo,
    text: &Text,
    carries: Carries,
    counter: &mut Counter<'_>,
) {
    for mark in marks {
        let of = |carried: bool, holds: bool| usize::from(!carried && holds);
        let n_attrs = if carries.attrs { 0 } else { mark.attrs.iter().count() };
        let goes_on = mark.spans.iter().any(|&span| text.slice(span).contains('\n'));
        for (kind, count) in [
            (LossKind::Attributes, n_attrs),
            (LossKind::Notes, of(carries.notes, !mark.note.is_empty())),
            (LossKind::Review, of(carries.review, mark.review == Review::Proposed)),
            (LossKind::Evidence, of(carries.origin, mark.proposal().is_some())),
            (LossKind::Renamed, of(carries.blanks, mark.label.as_str().contains(char::is_whitespace))),
            (LossKind::Lines, of(carries.lines, goes_on)),
        ] {
            counter.lose(kind, count, Some(mark.id));
        }
    }
    let n_blanks = if carries.blanks { 0 } else { text.as_str().chars().filter(|ch| ch.is_whitespace()).count() };
    let n_labels = if carries.labels { 0 } else { info.labels.len() };
    let n_states = usize::from(!carries.status && info.status != DocStatus::New);
    for (kind, count) in [
        (LossKind::DocLabels, n_labels),
        (LossKind::DocStatus, n_states),
        (LossKind::Blanks, n_blanks),
        (LossKind::Names, usize::from(!carries.names)),
    ] {
        counter.lose(kind, count, None);
    }
}
