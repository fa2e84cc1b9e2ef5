//! Cutting a block into pieces at every edge of a mark (切段), so that marks may nest, cross and lie side by side.
//!
//! Every piece is covered by the same marks from its first to its last character. The marks of one piece are given in
//! *slots*: slot 0 is drawn next to the words, higher ones further out. A mark keeps its slot through the block.

use crate::annotate::Mark;
use crate::text::{Span, Utf8};
use std::sync::Arc;

/// The slots that can be told apart; marks that would need more share the outermost one.
pub const SLOTS: u8 = 4;

/// One mark over one piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layer {
    /// Which mark: an index into the marks handed to [`cut`].
    pub mark: usize,
    /// How far out its rule is drawn, from 0 to `SLOTS - 1`.
    pub slot: u8,
    /// Whether the mark begins with this piece.
    pub starts: bool,
    /// Whether the mark ends with this piece, which then carries the seal.
    pub ends: bool,
}

/// A run of characters covered by the same marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What it covers.
    pub span: Span,
    /// The marks over it, outermost first.
    pub layers: Vec<Layer>,
}

/// Cuts a block at all edges of the marks that touch it. The pieces cover the block without gaps.
pub fn cut(block: Span, marks: &[Arc<Mark>]) -> Vec<Piece> {
    let slots = slots(marks);
    let parts: Vec<(usize, Span)> = marks
        .iter()
        .enumerate()
        .flat_map(|(index, mark)| mark.spans.iter().map(move |&span| (index, span)))
        .filter(|(_, span)| span.overlaps(block))
        .collect();
    let mut edges: Vec<Utf8> = parts.iter().flat_map(|(_, span)| [span.start, span.end]).collect();
    edges.extend([block.start, block.end]);
    edges.retain(|&edge| block.start <= edge && edge <= block.end);
    edges.sort_unstable();
    edges.dedup();
    let mut pieces: Vec<Piece> = edges
        .windows(2)
        .filter_map(|pair| Some(Piece { span: Span::new(*pair.first()?, *pair.last()?), layers: Vec::new() }))
        .collect();
    for &(index, part) in &parts {
        let Some((mark, &slot)) = marks.get(index).zip(slots.get(index)) else {
            continue;
        };
        let cover = mark.cover();
        let first = pieces.partition_point(|piece| piece.span.start < part.start);
        for piece in pieces.iter_mut().skip(first).take_while(|piece| piece.span.end <= part.end) {
            piece.layers.push(Layer {
                mark: index,
                slot,
                starts: piece.span.start == cover.start,
                ends: piece.span.end == cover.end,
            });
        }
    }
    for piece in &mut pieces {
        piece.layers.sort_by_key(|layer| std::cmp::Reverse((layer.slot, layer.mark)));
    }
    pieces
}

/// A slot for every mark: shorter ones lie further in, and two that overlap differ as long as slots last.
fn slots(marks: &[Arc<Mark>]) -> Vec<u8> {
    let mut order: Vec<usize> = (0..marks.len()).collect();
    order.sort_by_key(|&index| marks.get(index).map(|mark| (mark.cover().len(), index)));
    let mut given: Vec<Option<u8>> = vec![None; marks.len()];
    for index in order {
        let Some(cover) = marks.get(index).map(|mark| mark.cover()) else {
            continue;
        };
        let mut taken = [false; SLOTS as usize];
        for (other, slot) in marks.iter().zip(&given) {
            if let Some(place) = slot.and_then(|slot| taken.get_mut(usize::from(slot))) {
                *place |= other.cover().overlaps(cover);
            }
        }
        let free = taken.iter().position(|&taken| !taken).and_then(|slot| u8::try_from(slot).ok());
        if let Some(place) = given.get_mut(index) {
            *place = Some(free.unwrap_or(SLOTS - 1));
        }
    }
    given.into_iter().map(Option::unwrap_or_default).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{ActorId, Attrs, MarkId, Origin, Review};

    fn mark(number: u64, parts: &[(usize, usize)]) -> Arc<Mark> {
        Arc::new(Mark {
            id: MarkId { actor: ActorId(1), number },
            spans: parts.iter().map(|&(start, end)| Span::from_range(start..end)).collect(),
            label: "DEPT".into(),
            attrs: Attrs::new(),
            note: String::new(),
            origin: Origin::Human,
            review: Review::Accepted,
        })
    }

    /// Pieces as text: `0-3[a b]`, marks as letters, the outermost first, `(` and `)` where they begin and end.
    fn drawn(block: (usize, usize), marks: &[Arc<Mark>]) -> String {
        let letter = |index: usize| char::from(b'a' + u8::try_from(index).unwrap_or(25));
        let pieces = cut(Span::from_range(block.0..block.1), marks);
        let shown = pieces.iter().map(|piece| {
            let layers = piece.layers.iter().map(|layer| {
                let (open, close) = (if layer.starts { "(" } else { "" }, if layer.ends { ")" } else { "" });
                format!("{open}{}{}{close}", letter(layer.mark), layer.slot)
            });
            format!("{}-{}[{}]", piece.span.start, piece.span.end, layers.collect::<Vec<_>>().join(" "))
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn cuts_at_every_edge() {
        assert_eq!(drawn((0, 9), &[]), "0-9[]");
        assert_eq!(drawn((0, 9), &[mark(1, &[(3, 6)])]), "0-3[] 3-6[(a0)] 6-9[]");
        let nested = [mark(1, &[(0, 9)]), mark(2, &[(3, 6)])];
        assert_eq!(drawn((0, 9), &nested), "0-3[(a1] 3-6[a1 (b0)] 6-9[a1)]");
        let crossing = [mark(1, &[(0, 6)]), mark(2, &[(3, 9)])];
        assert_eq!(drawn((0, 9), &crossing), "0-3[(a0] 3-6[(b1 a0)] 6-9[b1)]");
        let equal = [mark(1, &[(0, 3)]), mark(2, &[(0, 3)])];
        assert_eq!(drawn((0, 3), &equal), "0-3[(b1) (a0)]");
    }

    #[test]
    fn marks_that_leave_the_block_and_gaps() {
        assert_eq!(drawn((3, 9), &[mark(1, &[(0, 12)])]), "3-9[a0]");
        assert_eq!(drawn((0, 9), &[mark(1, &[(0, 3), (6, 9)])]), "0-3[(a0] 3-6[] 6-9[a0)]");
        assert_eq!(drawn((4, 4), &[]), "");
    }

    proptest::proptest! {
        #[test]
        fn pieces_cover_the_block_in_order(parts in proptest::collection::vec((0_usize..60, 1_usize..30), 0..12)) {
            let marks: Vec<_> =
                parts.iter().zip(1..).map(|(&(start, len), id)| mark(id, &[(start, start + len)])).collect();
            let pieces = cut(Span::from_range(10..50), &marks);
            let mut at = Utf8(10);
            for piece in &pieces {
                proptest::prop_assert_eq!(piece.span.start, at);
                at = piece.span.end;
                let covering = marks.iter().filter(|mark| mark.cover().contains(piece.span)).count();
                proptest::prop_assert_eq!(covering, piece.layers.len());
            }
            proptest::prop_assert_eq!(at, Utf8(50));
        }
    }
}
