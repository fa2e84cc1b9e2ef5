//! One imported text, its identity and its offset maps.

use super::{BlockTable, CodePoint, Span, Utf8, Utf16};
use sha2::{Digest, Sha256};
use std::fmt;
use std::sync::{Arc, OnceLock};

/// Bytes between two checkpoints of the offset map: the most that a conversion has to count.
const STRIDE: usize = 256;

/// The identity of a text (文本标识): the SHA-256 of its UTF-8 bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextId(pub [u8; 32]);

impl TextId {
    /// The identity of the given text.
    pub fn of(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).into())
    }

    /// Reads the form that [`fmt::Display`] writes: 64 hexadecimal digits.
    pub fn parse(hex: &str) -> Option<Self> {
        let bytes = hex.as_bytes();
        if bytes.len() != 64 {
            return None;
        }
        let mut id = [0_u8; 32];
        for (slot, pair) in id.iter_mut().zip(bytes.chunks_exact(2)) {
            *slot = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Self(id))
    }
}

impl fmt::Display for TextId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for TextId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TextId({self})")
    }
}

/// Where a checkpoint stands in each unit. Checkpoints are at the first character at or after every `STRIDE` bytes.
#[derive(Debug, Clone, Copy)]
struct Checkpoint {
    utf8: u32,
    utf16: u32,
    code_point: u32,
}

/// An imported text (文本): immutable, cheap to clone, with maps between the three units.
///
/// Conversions cost at most `STRIDE` bytes of counting. A position that lies inside a character, or past the end, is
/// moved back to the start of its character, or to the end: the core never fails on an odd offset. Where a foreign file
/// must be *checked*, use [`Text::check`] and the `exact_*` methods, which return `None` instead.
#[derive(Clone)]
pub struct Text(Arc<Inner>);

struct Inner {
    content: Box<str>,
    checkpoints: Vec<Checkpoint>,
    utf16_len: u32,
    code_point_len: u32,
    id: OnceLock<TextId>,
    blocks: OnceLock<BlockTable>,
}

impl Text {
    /// Takes a text over as it is. Line ends must already be `\n` (see `formats::plain`).
    pub fn new(content: impl Into<Box<str>>) -> Self {
        let content = content.into();
        let mut checkpoints = Vec::with_capacity(content.len() / STRIDE + 1);
        let (mut utf16, mut code_point, mut from) = (0_u32, 0_u32, 0_usize);
        while from < content.len() {
            checkpoints.push(Checkpoint { utf8: Utf8::from_index(from).0, utf16, code_point });
            let to = content.ceil_char_boundary((from / STRIDE + 1) * STRIDE);
            let (n_characters, n_astral) = counts(content.as_bytes().get(from..to).unwrap_or_default());
            code_point += n_characters;
            utf16 += n_characters + n_astral;
            from = to;
        }
        Self(Arc::new(Inner {
            content,
            checkpoints,
            utf16_len: utf16,
            code_point_len: code_point,
            id: OnceLock::new(),
            blocks: OnceLock::new(),
        }))
    }

    /// Takes over a text whose identity is known because this program computed it before: what storage or the worker
    /// hands back. The identity is believed; whoever reads from storage checks what it reads.
    pub fn with_id(content: impl Into<Box<str>>, id: TextId) -> Self {
        let text = Self::new(content);
        // A text just made has no identity yet, so this cannot fail.
        let _ = text.0.id.set(id);
        text
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.0.content
    }

    /// The identity, computed at the first call.
    pub fn id(&self) -> TextId {
        *self.0.id.get_or_init(|| TextId::of(&self.0.content))
    }

    /// The lines as the reading pane draws them, computed at the first call.
    pub fn blocks(&self) -> &BlockTable {
        self.0.blocks.get_or_init(|| BlockTable::of(&self.0.content))
    }

    /// Length in UTF-8 bytes.
    pub fn len(&self) -> Utf8 {
        Utf8::from_index(self.0.content.len())
    }

    /// Whether there is no character at all.
    pub fn is_empty(&self) -> bool {
        self.0.content.is_empty()
    }

    /// Length in UTF-16 units.
    pub fn utf16_len(&self) -> Utf16 {
        Utf16(self.0.utf16_len)
    }

    /// Length in code points.
    pub fn code_point_len(&self) -> CodePoint {
        CodePoint(self.0.code_point_len)
    }

    /// The words a span covers; empty where the span is not one of this text.
    pub fn slice(&self, span: Span) -> &str {
        self.0.content.get(span.range()).unwrap_or("")
    }

    /// Whether spans hold the words of a quote. Files differ in what they put between pieces and for line ends, so only
    /// what is not blank counts.
    pub fn says(&self, spans: &[Span], quote: &str) -> bool {
        let there = spans.iter().flat_map(|&span| self.slice(span).chars());
        there.filter(|ch| !ch.is_whitespace()).eq(quote.chars().filter(|ch| !ch.is_whitespace()))
    }

    /// The whole text as a span.
    pub fn span(&self) -> Span {
        Span::new(Utf8(0), self.len())
    }

    /// Whether the span lies within the text, on character boundaries.
    pub fn check(&self, span: Span) -> bool {
        self.0.content.get(span.range()).is_some()
    }

    /// The start of the character that holds this byte; the end for positions past it.
    pub fn floor(&self, at: Utf8) -> Utf8 {
        let mut index = at.index().min(self.0.content.len());
        while !self.0.content.is_char_boundary(index) {
            index -= 1;
        }
        Utf8::from_index(index)
    }

    /// The position one character further, at most the end.
    pub fn next_char(&self, at: Utf8) -> Utf8 {
        let at = self.floor(at);
        at + self.rest(at).chars().next().map_or(0, utf8_len)
    }

    /// The position one character back, at least the start.
    pub fn previous_char(&self, at: Utf8) -> Utf8 {
        let at = self.floor(at);
        let before = self.0.content.get(..at.index()).unwrap_or("");
        at - before.chars().next_back().map_or(0, utf8_len)
    }

    /// UTF-8 to UTF-16.
    pub fn utf16(&self, at: Utf8) -> Utf16 {
        self.counted(at, |point, ch| point.utf16 += utf16_len(ch), |point| Utf16(point.utf16))
    }

    /// UTF-8 to code points.
    pub fn code_point(&self, at: Utf8) -> CodePoint {
        self.counted(at, |point, _| point.code_point += 1, |point| CodePoint(point.code_point))
    }

    /// UTF-16 to UTF-8. A position between the halves of a surrogate pair moves to the start of its character.
    pub fn from_utf16(&self, at: Utf16) -> Utf8 {
        self.located(|point| point.utf16 <= at.0, |point, ch| point.utf16 + utf16_len(ch) <= at.0)
    }

    /// Code points to UTF-8.
    pub fn from_code_point(&self, at: CodePoint) -> Utf8 {
        self.located(|point| point.code_point <= at.0, |point, _| point.code_point < at.0)
    }

    /// UTF-16 to UTF-8, or `None` past the end or inside a surrogate pair.
    pub fn exact_utf16(&self, at: Utf16) -> Option<Utf8> {
        let found = self.from_utf16(at);
        (at <= self.utf16_len() && self.utf16(found) == at).then_some(found)
    }

    /// Code points to UTF-8, or `None` past the end.
    pub fn exact_code_point(&self, at: CodePoint) -> Option<Utf8> {
        (at <= self.code_point_len()).then(|| self.from_code_point(at))
    }

    /// Whether the text holds a character outside the basic plane, where UTF-16 units and code points part.
    pub fn has_astral(&self) -> bool {
        self.0.utf16_len != self.0.code_point_len
    }

    fn rest(&self, at: Utf8) -> &str {
        self.0.content.get(at.index()..).unwrap_or("")
    }

    /// The last checkpoint for which `before` holds, or the start.
    fn checkpoint(&self, before: impl Fn(&Checkpoint) -> bool) -> Checkpoint {
        let n_before = self.0.checkpoints.partition_point(before);
        let found = n_before.checked_sub(1).and_then(|index| self.0.checkpoints.get(index));
        found.copied().unwrap_or(Checkpoint { utf8: 0, utf16: 0, code_point: 0 })
    }

    fn counted<T>(&self, at: Utf8, count: impl Fn(&mut Checkpoint, char), result: impl Fn(Checkpoint) -> T) -> T {
        let at = self.floor(at);
        let mut point = self.checkpoint(|point| point.utf8 <= at.0);
        let between = self.0.content.get(point.utf8 as usize..at.index()).unwrap_or("");
        between.chars().for_each(|ch| count(&mut point, ch));
        result(point)
    }

    fn located(&self, before: impl Fn(&Checkpoint) -> bool, go_on: impl Fn(&Checkpoint, char) -> bool) -> Utf8 {
        let mut point = self.checkpoint(before);
        for ch in self.rest(Utf8(point.utf8)).chars() {
            if !go_on(&point, ch) {
                break;
            }
            point.utf8 += utf8_len(ch);
            point.utf16 += utf16_len(ch);
            point.code_point += 1;
        }
        Utf8(point.utf8)
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.content == other.0.content
    }
}

impl Eq for Text {}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} code points)", self.0.code_point_len)
    }
}

/// How many characters some UTF-8 has, and how many of them lie outside the basic plane. Eight bytes at a time, because it
/// goes over every text that is opened.
fn counts(bytes: &[u8]) -> (u32, u32) {
    const TOP: u64 = 0x8080_8080_8080_8080;
    let (words, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    last.iter_mut().zip(rest).for_each(|(slot, &byte)| *slot = byte);
    let (mut n_following, mut n_astral) = (0, 0);
    for word in words.iter().chain([&last]) {
        let word = u64::from_le_bytes(*word);
        // The top bits of a byte that goes on with a character are 10; those of the first of four are 1111.
        n_following += (word & !(word << 1) & TOP).count_ones();
        n_astral += (word & (word << 1) & (word << 2) & (word << 3) & TOP).count_ones();
    }
    (Utf8::from_index(bytes.len()).0 - n_following, n_astral)
}

#[expect(clippy::cast_possible_truncation, reason = "a character has at most four bytes")]
fn utf8_len(ch: char) -> u32 {
    ch.len_utf8() as u32
}

#[expect(clippy::cast_possible_truncation, reason = "a character has at most two units")]
fn utf16_len(ch: char) -> u32 {
    ch.len_utf16() as u32
}
