//! Cutting a block into pieces at every edge of a mark (切段), so that marks may nest, cross and lie side by side.
//!
//! Every piece is covered by the same marks from its first to its last character. The marks of one piece are given in
//! *slots*: slot 0 is drawn next to the words, higher ones further out. A mark keeps its slot through the block. Where more
//! marks lie over a piece than can be told apart, the innermost are drawn and the others counted.

use crate::annotate::Mark;
use crate::text::{Span, Utf8, order};
use std::sync::Arc;

/// The slots that can be told apart; marks that would need more share the outermost one.
pub const SLOTS: u8 = 4;

/// The layers that one block may have in all; a block with more is drawn less deep.
const MOST_LAYERS: usize = 400;

/// One mark over one piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layer {
    /// Which mark: an index into the marks handed to [`cut`].
    pub mark: usize,
    /// How far out its rule is drawn, from 0 to `SLOTS - 1`.
    pub slot: u8,
    /// What happens to the mark at the piece's first character.
    pub start: Edge,
    /// What happens to the mark at the piece's last character.
    pub end: Edge,
}

/// What happens to a mark at one edge of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// It goes on.
    Inside,
    /// It begins or ends; where it ends stands the seal.
    Whole,
    /// One part of a discontinuous mark begins or ends, others stand before or after.
    Part,
}

/// A run of characters covered by the same marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What it covers.
    pub span: Span,
    /// The marks drawn over it, outermost first.
    pub layers: Vec<Layer>,
    /// How many marks over this piece and those before it are not drawn; said once for each run of such pieces.
    pub more: usize,
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
    order::sort(&mut edges);
    edges.dedup();
    let mut pieces: Vec<Piece> = edges
        .windows(2)
        .filter_map(|pair| Some(Piece { span: Span::new(*pair.first()?, *pair.last()?), layers: Vec::new(), more: 0 }))
        .collect();
    for &(index, part) in &parts {
        let Some((mark, &slot)) = marks.get(index).zip(slots.get(index)) else {
            continue;
        };
        let cover = mark.cover();
        let edge = |here: Utf8, of_part: Utf8, of_mark: Utf8| match here {
            _ if here == of_mark => Edge::Whole,
            _ if here == of_part => Edge::Part,
            _ => Edge::Inside,
        };
        let first = pieces.partition_point(|piece| piece.span.start < part.start);
        for piece in pieces.iter_mut().skip(first).take_while(|piece| piece.span.end <= part.end) {
            let start = edge(piece.span.start, part.start, cover.start);
            let end = edge(piece.span.end, part.end, cover.end);
            piece.layers.push(Layer { mark: index, slot, start, end });
        }
    }
    for piece in &mut pieces {
        order::sort_by_key(&mut piece.layers, |layer| (std::cmp::Reverse(layer.slot), layer.mark));
    }
    thin_out(&mut pieces);
    pieces
}

/// Leaves as many layers over each piece as can be told apart, fewer in a block that has very many pieces.
fn thin_out(pieces: &mut [Piece]) {
    let layers = |depth: usize| pieces.iter().map(|piece| piece.layers.len().min(depth)).sum::<usize>();
    let depth = (1..=usize::from(SLOTS)).rev().find(|&depth| layers(depth) <= MOST_LAYERS).unwrap_or(1);
    let mut hidden = 0;
    let mut before: Option<&mut Piece> = None;
    for piece in pieces {
        let left_out = piece.layers.len().saturating_sub(depth);
        piece.layers.drain(..left_out);
        if left_out == 0
            && let Some(last) = before
        {
            last.more = std::mem::take(&mut hidden);
        }
        hidden = hidden.max(left_out);
        before = Some(piece);
    }
    if let Some(last) = before {
        last.more = hidden;
    }
}

/// A slot for every mark: shorter ones lie further in, and two that overlap differ as long as slots last.
fn slots(marks: &[Arc<Mark>]) -> Vec<u8> {
    let length = |index: usize| marks.get(index).map(|mark| mark.cover().len());
    let order = order::places(marks.len(), &|one, other| length(one).cmp(&length(other)));
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

    /// Pieces as text: `0-3[a b]+1`, marks as letters, the outermost first, `(` and `)` where they begin and end, `{` and
    /// `}` where a part of one does, and how many are not drawn.
    fn drawn(block: (usize, usize), marks: &[Arc<Mark>]) -> String {
        let letter = |index: usize| char::from(b'a' + u8::try_from(index).unwrap_or(25));
        let pieces = cut(Span::from_range(block.0..block.1), marks);
        let shown = pieces.iter().map(|piece| {
            let layers = piece.layers.iter().map(|layer| {
                let sign = |edge, signs: [&'static str; 3]| match edge {
                    Edge::Inside => signs[0],
                    Edge::Whole => signs[1],
                    Edge::Part => signs[2],
                };
                let (open, close) = (sign(layer.start, ["", "(", "{"]), sign(layer.end, ["", ")", "}"]));
                format!("{open}{}{}{close}", letter(layer.mark), layer.slot)
            });
            let more = if piece.more > 0 { format!("+{}", piece.more) } else { String::new() };
            format!("{}-{}[{}]{more}", piece.span.start, piece.span.end, layers.collect::<Vec<_>>().join(" "))
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
        assert_eq!(drawn((0, 9), &[mark(1, &[(0, 3), (6, 9)])]), "0-3[(a0}] 3-6[] 6-9[{a0)]");
        assert_eq!(drawn((4, 4), &[]), "");
    }

    #[test]
    fn what_lies_too_deep_is_counted() {
        let six: Vec<_> = (0..6).map(|depth| mark(depth + 1, &[(depth as usize * 3, 60)])).collect();
        let shown = drawn((0, 60), &six);
        assert!(shown.starts_with("0-3[(a3] 3-6[a3 (b3] 6-9[a3 b3 (c3] 9-12[a3 b3 c3 (d2]"), "{shown}");
        assert!(shown.ends_with("12-15[b3 c3 d2 (e1] 15-60[c3) d2) e1) (f0)]+2"), "{shown}");
        let apart = [mark(1, &[(0, 3)]), mark(2, &[(6, 9)])];
        assert_eq!(drawn((0, 9), &apart), "0-3[(a0)] 3-6[] 6-9[(b0)]");
    }

    #[test]
    fn a_crowded_block_is_drawn_less_deep() {
        let nested: Vec<_> = (0..300).map(|at| mark(at + 1, &[(at as usize * 3, 2_000 - at as usize * 3)])).collect();
        let pieces = cut(Span::from_range(0..2_000), &nested);
        let layers: usize = pieces.iter().map(|piece| piece.layers.len()).sum();
        assert!(layers <= 600, "{layers}");
        assert_eq!(pieces.iter().map(|piece| piece.more).filter(|&more| more > 0).collect::<Vec<_>>(), [299]);
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
                proptest::prop_assert_eq!(covering.min(usize::from(SLOTS)), piece.layers.len());
            }
            proptest::prop_assert_eq!(at, Utf8(50));
        }
    }
}
