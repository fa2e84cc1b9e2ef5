//! Linkers (关系识别): rules that work on what was kept, and propose relations and the marks that stand for the sake of one.

use super::{Candidate, Context};

/// An end of a proposed relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// A candidate that was kept, by index.
    Kept(usize),
    /// A mark that the linker itself proposes, by index in [`Proposed::marks`].
    New(usize),
}

/// A relation between two ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tie {
    /// The relation type: `measures`.
    pub kind: &'static str,
    /// Where it starts.
    pub from: End,
    /// Where it leads.
    pub to: End,
}

/// What a linker proposes for a stretch of text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Proposed {
    /// Marks of its own; they overlap nothing that was kept, nor each other.
    pub marks: Vec<Candidate>,
    /// Relations.
    pub ties: Vec<Tie>,
}

/// One kind of relation rules.
pub trait Linker: Send + Sync {
    /// Reads the candidates that were kept in a region, in order and without overlaps.
    fn link(&self, context: Context<'_>, kept: &[Candidate], out: &mut Proposed);
}

/// Puts the marks of the linkers among those that were kept, and names the ends of relations by their final places.
pub(super) fn merge(kept: Vec<Candidate>, proposed: Proposed) -> (Vec<Candidate>, Vec<(&'static str, usize, usize)>) {
    let kept_len = kept.len();
    let mut order: Vec<(usize, Candidate)> = kept.into_iter().chain(proposed.marks).enumerate().collect();
    order.sort_by_key(|(index, found)| (found.span, *index));
    let mut place = vec![0; order.len()];
    for (now, (before, _)) in order.iter().enumerate() {
        if let Some(slot) = place.get_mut(*before) {
            *slot = now;
        }
    }
    let at = |end: End| match end {
        End::Kept(index) => place.get(index).copied(),
        End::New(index) => place.get(kept_len + index).copied(),
    };
    let links = proposed.ties.into_iter().filter_map(|tie| Some((tie.kind, at(tie.from)?, at(tie.to)?))).collect();
    (order.into_iter().map(|(_, found)| found).collect(), links)
}
