//! What recognisers propose.

use crate::annotate::Attrs;
use crate::scheme::Name;
use crate::text::{Span, ViewSpan};

/// A proposal in positions of the normal view, before overlaps are resolved.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// What it covers.
    pub span: ViewSpan,
    /// The label proposed.
    pub label: &'static str,
    /// Attributes derived from the words.
    pub attrs: Attrs,
    /// The rule, `recogniser.rule`: `number.percent`.
    pub rule: &'static str,
    /// The words that triggered the rule; may lie outside the span. Equal to the span where the words are the evidence.
    pub trigger: ViewSpan,
    /// Strength: of two that overlap the stronger stays, then the longer, then the earlier. 0 to 100, usually 50.
    pub weight: u8,
}

/// Why something was proposed (依据).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The rule: `number.percent`.
    pub rule: Name,
    /// The words of the imported text that triggered it.
    pub words: String,
}

/// A proposal (待审) in positions of the imported text.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What it covers.
    pub span: Span,
    /// The label proposed.
    pub label: Name,
    /// Attributes derived from the words.
    pub attrs: Attrs,
    /// Why.
    pub evidence: Evidence,
}

/// A proposed relation between two findings of the same batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The relation type: `measures`.
    pub kind: Name,
    /// Index of the finding it starts from.
    pub from: usize,
    /// Index of the finding it leads to.
    pub to: usize,
}

/// What the recognisers found in a stretch of text: flat (no two overlap), in order of place.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Findings {
    /// Proposed marks.
    pub findings: Vec<Finding>,
    /// Proposed relations between them.
    pub links: Vec<Link>,
}
