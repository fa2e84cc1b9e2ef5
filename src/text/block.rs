//! The blocks (段) that the reading pane draws and redraws: lines, and the parts of very long lines.

use super::{Span, Utf8};

/// The most bytes one block may have; a longer line is cut so that drawing a block stays cheap.
const LONGEST: usize = 6_000;

/// One block of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// What the block covers, without the line end.
    pub span: Span,
    /// The number of the line it belongs to, from 0.
    pub line: u32,
    /// Whether the block goes on with a line that the block before began.
    pub continues: bool,
}

/// All blocks of a text in order. They cover everything but the line ends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BlockTable(Vec<Block>);

impl BlockTable {
    /// Cuts a text into blocks. Every text has at least one; an empty line is an empty block.
    pub fn of(text: &str) -> Self {
        let mut blocks = Vec::new();
        let mut start = 0;
        for (line, content) in text.split('\n').enumerate() {
            let line = u32::try_from(line).unwrap_or(u32::MAX);
            let mut rest = content;
            let mut continues = false;
            loop {
                let cut = cut_of(rest);
                blocks.push(Block { span: Span::from_range(start..start + cut), line, continues });
                start += cut;
                rest = rest.get(cut..).unwrap_or("");
                continues = true;
                if rest.is_empty() {
                    break;
                }
            }
            start += 1;
        }
        Self(blocks)
    }

    /// How many blocks there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Never: every text has at least one block.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The block with this number.
    pub fn get(&self, index: usize) -> Option<Block> {
        self.0.get(index).copied()
    }

    /// All blocks in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Block> + '_ {
        self.0.iter().copied()
    }

    /// The number of the block at a position; a line end belongs to the block before it.
    pub fn at(&self, at: Utf8) -> usize {
        self.0.partition_point(|block| block.span.start <= at).saturating_sub(1)
    }

    /// The numbers of the blocks that a span touches.
    pub fn touched(&self, span: Span) -> std::ops::Range<usize> {
        let last = if span.is_empty() { span.start } else { span.end - 1 };
        self.at(span.start)..self.at(last) + 1
    }
}

/// Where to cut the rest of a line: after a sentence end if one lies in the second half of what fits.
fn cut_of(rest: &str) -> usize {
    if rest.len() <= LONGEST {
        return rest.len();
    }
    let mut limit = LONGEST;
    while !rest.is_char_boundary(limit) {
        limit -= 1;
    }
    let window = rest.get(..limit).unwrap_or("");
    let sentence_end = window.rfind(['。', '；', '！', '？']).map(|at| at + '。'.len_utf8());
    sentence_end.filter(|&at| at > limit / 2).unwrap_or(limit)
}
