//! Anchoring: from the offsets of a file to spans of a text, checked.
//!
//! A file's offsets have the unit its format prescribes. Where quoted words, or the text's end, prove that they were
//! counted in the other unit, the whole document is read so and a note says it; nothing is guessed silently. A mark that
//! quotes other words than stand at its place in either unit comes in as a proposal that keeps the quote, so that a person
//! decides. Offsets may have been counted over `\r\n`; they are mapped to the text with `\n`.

use super::plain;
use super::problem::{ProblemKind, Problems, SpanFault, shorten};
use crate::text::{CodePoint, Span, Text, Utf8, Utf16};

/// What offsets count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Unicode code points: Python.
    CodePoint,
    /// UTF-16 code units: JavaScript and Java.
    Utf16,
}

impl Unit {
    /// The name in files: `codepoint`, `utf16`.
    pub fn name(self) -> &'static str {
        match self {
            Self::CodePoint => "codepoint",
            Self::Utf16 => "utf16",
        }
    }

    /// The unit of that name.
    pub fn of(name: &str) -> Option<Self> {
        match name.trim().to_ascii_lowercase().replace(['-', '_', ' '], "").as_str() {
            "codepoint" | "codepoints" => Some(Self::CodePoint),
            "utf16" | "utf16units" => Some(Self::Utf16),
            _ => None,
        }
    }

    fn other(self) -> Self {
        match self {
            Self::CodePoint => Self::Utf16,
            Self::Utf16 => Self::CodePoint,
        }
    }

    /// The name for people.
    pub fn words(self) -> &'static str {
        match self {
            Self::CodePoint => "code points",
            Self::Utf16 => "UTF-16",
        }
    }

    /// A position of a text in this unit.
    pub fn offset(self, text: &Text, at: Utf8) -> u32 {
        match self {
            Self::CodePoint => text.code_point(at).0,
            Self::Utf16 => text.utf16(at).0,
        }
    }

    /// Start and end of a span in this unit.
    pub fn range(self, text: &Text, span: Span) -> [u32; 2] {
        [self.offset(text, span.start), self.offset(text, span.end)]
    }

    fn locate(self, text: &Text, at: u64) -> Result<Utf8, SpanFault> {
        let at = u32::try_from(at).map_err(|_| SpanFault::Outside)?;
        match self {
            Self::CodePoint => text.exact_code_point(CodePoint(at)).ok_or(SpanFault::Outside),
            Self::Utf16 if Utf16(at) > text.utf16_len() => Err(SpanFault::Outside),
            Self::Utf16 => text.exact_utf16(Utf16(at)).ok_or(SpanFault::Inside),
        }
    }
}

/// What a unit is said to be, and by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// The unit.
    pub unit: Unit,
    /// Whether the file itself or a person says so; otherwise it is only the custom of the format, which is worth a
    /// question where nothing quoted proves it.
    pub is_stated: bool,
}

/// Where a mark stands according to a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// Its pieces, half-open.
    pub pieces: Vec<(u64, u64)>,
    /// The words it is said to cover, where the file quotes them.
    pub quote: Option<String>,
}

impl Given {
    /// One piece.
    pub fn new(start: u64, end: u64, quote: Option<String>) -> Self {
        Self { pieces: vec![(start, end)], quote }
    }

    /// For showing: `3–7 words`.
    pub fn show(&self) -> String {
        let pieces: Vec<_> = self.pieces.iter().map(|(start, end)| format!("{start}–{end}")).collect();
        shorten(format!("{} {}", pieces.join(","), self.quote.as_deref().unwrap_or("")).trim_end())
    }
}

/// Where a mark of a file stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its spans: at least one, in order, none empty, none touching the next.
    pub spans: Vec<Span>,
    /// Whether the file quotes other words than stand there.
    pub is_misquoted: bool,
}

/// A text of a file, as offsets count it and as it is taken in.
#[derive(Debug, Clone)]
pub struct Anchor {
    raw: Text,
    text: Text,
    /// Where a `\r` was taken out, in bytes of `raw`.
    cut: Vec<u32>,
}

impl Anchor {
    /// The text of a file, whose line ends become `\n`.
    pub fn new(raw: String) -> Self {
        let cut: Vec<u32> = raw.match_indices("\r\n").map(|(at, _)| Utf8::from_index(at).0).collect();
        let raw = Text::new(raw);
        let is_clean = !raw.as_str().contains('\r');
        let text = if is_clean { raw.clone() } else { Text::new(plain::unify_line_ends(raw.as_str().to_owned())) };
        Self { raw, text, cut }
    }

    /// The text as it is taken in.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// The place of every mark of a document: in the unit given, or in the other one where more of them fit there.
    pub fn places(
        &self,
        given: &[Given],
        claim: Claim,
        line: usize,
        problems: &mut Problems,
    ) -> Vec<Result<Place, SpanFault>> {
        let Claim { unit, is_stated } = claim;
        let found = self.all(given, unit);
        if !self.raw.has_astral() {
            return found;
        }
        let other = self.all(given, unit.other());
        let n_bad = |places: &[Result<Place, SpanFault>]| {
            places.iter().filter(|place| place.as_ref().map_or(true, |place| place.is_misquoted)).count()
        };
        let (n_found, n_other) = (n_bad(&found), n_bad(&other));
        if n_found == 0 {
            let is_open = !is_stated && given.iter().all(|given| given.quote.is_none()) && n_other == 0;
            if is_open && found != other {
                problems.at(line, ProblemKind::UnitAssumed { unit });
            }
            return found;
        }
        if n_other >= n_found {
            return found;
        }
        problems.at(line, ProblemKind::OtherUnit { unit: unit.other().words() });
        other
    }

    fn all(&self, given: &[Given], unit: Unit) -> Vec<Result<Place, SpanFault>> {
        given.iter().map(|given| self.one(given, unit)).collect()
    }

    fn one(&self, given: &Given, unit: Unit) -> Result<Place, SpanFault> {
        let mut raw = Vec::with_capacity(given.pieces.len());
        for &(start, end) in &given.pieces {
            if end <= start {
                return Err(SpanFault::Empty);
            }
            raw.push(Span::new(unit.locate(&self.raw, start)?, unit.locate(&self.raw, end)?));
        }
        raw.sort_unstable();
        let is_misquoted = given.quote.as_deref().is_some_and(|quote| !self.raw.says(&raw, quote));
        let mut spans: Vec<Span> = Vec::with_capacity(raw.len());
        for span in raw {
            let span = Span::new(self.clean(span.start), self.clean(span.end));
            match spans.last_mut() {
                Some(last) if span.start <= last.end => *last = last.cover(span),
                _ => spans.push(span),
            }
        }
        let is_sound = !spans.is_empty() && spans.iter().all(|span| !span.is_empty());
        if is_sound { Ok(Place { spans, is_misquoted }) } else { Err(SpanFault::Empty) }
    }

    fn clean(&self, at: Utf8) -> Utf8 {
        at - u32::try_from(self.cut.partition_point(|&cut| cut < at.0)).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(raw: &str, given: Given, unit: Unit) -> Result<String, SpanFault> {
        let anchor = Anchor::new(raw.to_owned());
        let mut problems = Problems::new("x");
        let claim = Claim { unit, is_stated: false };
        let place = anchor.places(&[given], claim, 1, &mut problems).pop().unwrap()?;
        let words = place.spans.iter().map(|&span| anchor.text().slice(span)).collect::<Vec<_>>().join("+");
        Ok(if place.is_misquoted { format!("{words}?") } else { words })
    }

    #[test]
    fn offsets_are_checked_in_their_unit() {
        let text = "到𠮷水镇\r\n去。";
        let quoted = |start, end, quote: &str| Given::new(start, end, Some(quote.to_owned()));
        assert_eq!(words(text, Given::new(1, 4, None), Unit::CodePoint).unwrap(), "𠮷水镇");
        assert_eq!(words(text, Given::new(1, 5, None), Unit::Utf16).unwrap(), "𠮷水镇");
        assert_eq!(words(text, Given::new(6, 7, None), Unit::CodePoint).unwrap(), "去");
        assert_eq!(words(text, quoted(1, 5, "𠮷水镇"), Unit::CodePoint).unwrap(), "𠮷水镇");
        assert_eq!(words(text, Given::new(3, 3, None), Unit::CodePoint), Err(SpanFault::Empty));
        assert_eq!(words(text, Given::new(3, 99, None), Unit::CodePoint), Err(SpanFault::Outside));
        assert_eq!(words(text, quoted(1, 2, "水"), Unit::CodePoint).unwrap(), "𠮷?");
        assert_eq!(words("水去", quoted(0, 1, "去"), Unit::Utf16).unwrap(), "水?");
    }

    #[test]
    fn pieces_are_put_in_order_and_joined_where_they_touch() {
        let given = |pieces: &[(u64, u64)]| Given { pieces: pieces.to_vec(), quote: None };
        assert_eq!(words("市发展委、工信局", given(&[(5, 8), (0, 1)]), Unit::CodePoint).unwrap(), "市+工信局");
        assert_eq!(words("市发展委", given(&[(0, 1), (1, 3)]), Unit::CodePoint).unwrap(), "市发展");
    }
}
