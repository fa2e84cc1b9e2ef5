//! Places (地点): names of the gazetteer, names built with a known ending, and numbered routes.
//!
//! [`gazetteer`] judges the names of the dictionary, [`built`] finds facilities and zones by their endings, [`joined`]
//! names put together from the first characters of several places, [`route`] numbered roads and metro lines, [`listed`] what
//! only its list shows to be a place. All propose; the pipeline keeps the longest, so `南昌市` gives way to a road in it.

pub(super) mod built;
pub(super) mod gazetteer;
pub(super) mod joined;
pub(super) mod listed;
pub(super) mod route;
mod words;

use super::Candidate;
use super::line::Line;
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

/// Adds to each place the section in brackets after it: `赣江(丰城段)`.
pub(super) fn with_sections(line: &Line<'_>, from: usize, out: &mut Vec<Candidate>) {
    let mut longer = Vec::new();
    for place in out.get(from..).unwrap_or(&[]).iter().filter(|it| it.label == label::LOC) {
        let end = place.span.range().end;
        let section = line
            .after(end)
            .strip_prefix('(')
            .and_then(|rest| rest.find(')').filter(|at| *at <= 24).and_then(|at| rest.get(..at)));
        if let Some(words) = section.filter(|words| words.ends_with('段')) {
            longer.push(candidate(
                place.span.range().start,
                end + words.len() + 2,
                place.rule,
                (place.span.range().start, end),
            ));
        }
    }
    out.extend(longer);
}
