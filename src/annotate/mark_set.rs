//! The marks of one document, in order of place, cheap to copy.

use super::{Mark, MarkId};
use crate::text::{Span, Utf8, order};
use std::cmp::Reverse;
use std::sync::Arc;

/// Marks in one chunk; a chunk that grows past twice as many is split.
const CHUNK: usize = 256;

/// Total order of marks: start, then longer first, then identity.
type Key = (Utf8, Reverse<Utf8>, MarkId);

fn key(mark: &Mark) -> Key {
    let cover = mark.cover();
    (cover.start, Reverse(cover.end), mark.id)
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Chunk {
    marks: Vec<Arc<Mark>>,
    end: Utf8,
}

impl Chunk {
    fn of(marks: Vec<Arc<Mark>>) -> Arc<Self> {
        Arc::new(Self { end: end_of(&marks), marks })
    }
}

/// Where the last of some marks ends.
fn end_of(marks: &[Arc<Mark>]) -> Utf8 {
    marks.iter().map(|mark| mark.cover().end).max().unwrap_or_default()
}

/// The marks (标注集) of one document: an immutable value that shares most of itself with its predecessors.
///
/// Order: start, then longer first, then identity. Copying costs one counter for each 256 marks; adding or removing one
/// rewrites one chunk. The set does not know the text and does not check spans.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MarkSet {
    chunks: Vec<Arc<Chunk>>,
    len: usize,
}

impl MarkSet {
    /// How many marks there are, rejected ones included.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// All marks in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<Mark>> {
        self.chunks.iter().flat_map(|chunk| chunk.marks.iter())
    }

    /// The marks that share at least one byte with a span, in order. Gaps of discontinuous marks count as covered.
    pub fn touching(&self, span: Span) -> impl Iterator<Item = &Arc<Mark>> {
        self.chunks
            .iter()
            .take_while(move |chunk| chunk.marks.first().is_some_and(|mark| mark.cover().start < span.end))
            .filter(move |chunk| span.start < chunk.end)
            .flat_map(|chunk| chunk.marks.iter())
            .filter(move |mark| mark.cover().overlaps(span))
    }

    /// The marks from a position on, in order of start.
    pub fn from_offset(&self, at: Utf8) -> impl Iterator<Item = &Arc<Mark>> {
        let first = self.chunks.partition_point(|chunk| chunk.marks.last().is_some_and(|mark| mark.cover().start < at));
        self.chunks
            .iter()
            .skip(first)
            .flat_map(|chunk| chunk.marks.iter())
            .skip_while(move |mark| mark.cover().start < at)
    }

    /// The marks that start before a position, backwards.
    pub fn before_offset(&self, at: Utf8) -> impl Iterator<Item = &Arc<Mark>> {
        let n_chunks =
            self.chunks.partition_point(|chunk| chunk.marks.first().is_some_and(|mark| mark.cover().start < at));
        self.chunks
            .iter()
            .take(n_chunks)
            .rev()
            .flat_map(|chunk| chunk.marks.iter().rev())
            .skip_while(move |mark| at <= mark.cover().start)
    }

    /// Puts a mark in.
    pub fn insert(&mut self, mark: Arc<Mark>) {
        let place = key(&mark);
        let index = self.chunk_for(&place);
        self.len += 1;
        let Some(chunk) = self.chunks.get_mut(index) else {
            self.chunks.push(Chunk::of(vec![mark]));
            return;
        };
        let chunk = Arc::make_mut(chunk);
        let at = chunk.marks.partition_point(|other| key(other) < place);
        chunk.end = chunk.end.max(mark.cover().end);
        chunk.marks.insert(at, mark);
        if chunk.marks.len() > 2 * CHUNK {
            let tail = Chunk::of(chunk.marks.split_off(CHUNK));
            let head = Chunk::of(std::mem::take(&mut chunk.marks));
            self.chunks.splice(index..=index, [head, tail]);
        }
    }

    /// Takes a mark out; `false` where it was not there just as given.
    pub fn remove(&mut self, mark: &Mark) -> bool {
        let place = key(mark);
        let index = self.chunk_for(&place);
        let Some(chunk) = self.chunks.get_mut(index) else {
            return false;
        };
        let Ok(at) = chunk.marks.binary_search_by(|other| key(other).cmp(&place)) else {
            return false;
        };
        // Copied only where an older set still shares it.
        let chunk = Arc::make_mut(chunk);
        let gone = chunk.marks.remove(at);
        self.len -= 1;
        if chunk.marks.is_empty() {
            self.chunks.remove(index);
        } else if gone.cover().end == chunk.end {
            chunk.end = end_of(&chunk.marks);
        }
        true
    }

    /// The chunk in which a key stands or would be put.
    fn chunk_for(&self, place: &Key) -> usize {
        let n_before = self.chunks.partition_point(|chunk| chunk.marks.first().is_some_and(|mark| key(mark) <= *place));
        n_before.saturating_sub(1)
    }
}

impl FromIterator<Arc<Mark>> for MarkSet {
    fn from_iter<T: IntoIterator<Item = Arc<Mark>>>(marks: T) -> Self {
        let mut marks: Vec<_> = marks.into_iter().collect();
        order::sort_by_key(&mut marks, |mark| key(mark));
        let len = marks.len();
        let chunks = marks.chunks(CHUNK).map(|chunk| Chunk::of(chunk.to_vec())).collect();
        Self { chunks, len }
    }
}
