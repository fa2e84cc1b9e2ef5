//! Marks that overlap, in formats that do not have that: which of them stay.

use super::{Export, Layers, Overlap};
use crate::annotate::Mark;
use crate::text::{Span, Utf8};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

impl<'a> Export<'a> {
    /// The marks that stay where a format limits how they may lie to each other, in their order.
    pub(super) fn layered(&self, marks: Vec<&'a Arc<Mark>>, layers: Layers) -> Vec<&'a Arc<Mark>> {
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
