//! Marks and relations.

use super::{Attrs, MarkId, RelationId};
use crate::scheme::Name;
use crate::text::{Span, Text};

/// Where a mark or relation comes from (来源).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A person made it.
    Human,
    /// A recogniser proposed it.
    Recogniser(Proposal),
    /// It came with a file.
    Import {
        /// The format or the tool: `brat`.
        source: Name,
        /// The words the file said stand there, where others do. Such a mark comes in as proposed.
        quote: Option<String>,
    },
}

/// What a recogniser proposed, kept for as long as the mark lives, whatever people made of it: a proposal that was
/// accepted, corrected or rejected is known again when the recognisers run another time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The rule: `number.percent`.
    pub rule: Name,
    /// The words that triggered it.
    pub words: String,
    /// What it covered when it was proposed.
    pub span: Span,
    /// The label it was proposed with.
    pub label: Name,
}

/// Where a mark stands in review (审核状态).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Review {
    /// Proposed by a recogniser, not yet looked at.
    Proposed,
    /// Confirmed by a person, or made by one.
    Accepted,
    /// Refused by a person. It is kept, unseen, so that it is not proposed again.
    Rejected,
}

/// A mark (标注): a span, or several, with a label, attributes, a note, an origin and a review state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Its identity, the same on every machine.
    pub id: MarkId,
    /// What it covers: at least one span, in order, none empty, none touching the next. More than one is a
    /// discontinuous mark.
    pub spans: Vec<Span>,
    /// Its label, in the scheme or unknown to it.
    pub label: Name,
    /// Its attributes.
    pub attrs: Attrs,
    /// A person's remark; empty for none.
    pub note: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Where it stands in review.
    pub review: Review,
}

impl Mark {
    /// From its first to its last byte, gaps included.
    pub fn cover(&self) -> Span {
        match (self.spans.first(), self.spans.last()) {
            (Some(first), Some(last)) => first.cover(*last),
            _ => Span::default(),
        }
    }

    /// The proposal it began as, if a recogniser made it.
    pub fn proposal(&self) -> Option<&Proposal> {
        match &self.origin {
            Origin::Recogniser(proposal) => Some(proposal),
            Origin::Human | Origin::Import { .. } => None,
        }
    }

    /// The words that its file quotes, where others stand there and nobody has confirmed the mark since.
    pub fn misquoted(&self, text: &Text) -> Option<&str> {
        match &self.origin {
            Origin::Import { quote: Some(quote), .. } if self.review == Review::Proposed => {
                (!text.says(&self.spans, quote)).then_some(quote)
            }
            _ => None,
        }
    }

    /// Whether it is a proposal just as a recogniser made it: nobody has looked at it or changed anything.
    pub fn is_untouched(&self) -> bool {
        self.review == Review::Proposed
            && self.note.is_empty()
            && self.attrs.iter().all(|(_, attr)| attr.derived)
            && self.proposal().is_some_and(|made| self.spans == [made.span] && self.label == made.label)
    }

    /// Whether it is drawn and exported: all but rejected ones.
    pub fn is_visible(&self) -> bool {
        self.review != Review::Rejected
    }
}

/// A relation (关系): a typed link from one mark to another of the same document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// Its identity, the same on every machine.
    pub id: RelationId,
    /// Its type, in the scheme or unknown to it.
    pub kind: Name,
    /// The mark it starts from.
    pub from: MarkId,
    /// The mark it leads to.
    pub to: MarkId,
    /// Where it comes from.
    pub origin: Origin,
    /// Where it stands in review.
    pub review: Review,
}
