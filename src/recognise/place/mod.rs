//! Places (地点): names of the gazetteer, names built with a known ending, and numbered routes.
//!
//! [`gazetteer`] judges the names of the dictionary, [`built`] finds facilities and zones by their endings, [`route`]
//! numbered roads and metro lines. All propose; the pipeline keeps the longest, so `南昌市` gives way to a road in it.

pub(super) mod built;
pub(super) mod gazetteer;
pub(super) mod route;

use super::Candidate;
use crate::annotate::Attrs;
use crate::scheme::label;
use crate::text::ViewSpan;

/// Weaker than an organisation or a department around it.
const WEIGHT: u8 = 50;

/// A place proposed between two bytes of the view.
pub(super) fn candidate(start: usize, end: usize, rule: &'static str, trigger: (usize, usize)) -> Candidate {
    Candidate {
        span: ViewSpan::from_range(start..end),
        label: label::LOC,
        attrs: Attrs::default(),
        rule,
        trigger: ViewSpan::from_range(trigger.0..trigger.1),
        weight: WEIGHT,
    }
}
