//! Bytes to text (编码): byte-order marks, encodings, line ends. Nothing else in a text is changed.
//!
//! The order of trust: what the caller says, a byte-order mark, strict UTF-8, the look of UTF-16 without a mark, and last
//! a guess among the legacy encodings, which is reported. GBK and GB2312 are read as their superset GB18030.

use super::plain::unify_line_ends;
use super::problem::{Foreign, ProblemKind};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// A text read from bytes, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text with `\n` as line end and without a byte-order mark.
    pub text: String,
    /// The encoding's name: `UTF-8`, `gb18030`.
    pub encoding: &'static str,
    /// Whether the encoding is only a guess.
    pub guessed: bool,
    /// How many characters stand for bytes that the encoding does not know.
    pub replaced: u64,
}

impl Decoded {
    /// What people should know of the way it was read.
    pub fn notes(&self) -> Vec<ProblemKind> {
        let mut notes = Vec::new();
        if self.guessed {
            notes.push(ProblemKind::Guessed { encoding: self.encoding });
        }
        if self.replaced > 0 {
            notes.push(ProblemKind::Replaced { count: self.replaced, encoding: self.encoding });
        }
        notes
    }
}

/// Reads bytes as text, in the named encoding or the one recognised.
///
/// # Errors
/// [`ProblemKind::UnknownEncoding`] for a name that no encoding has; [`ProblemKind::Foreign`] for what is no text.
pub fn decode(bytes: &[u8], encoding: Option<&str>) -> Result<Decoded, ProblemKind> {
    if let Some(name) = encoding {
        let unknown = || ProblemKind::UnknownEncoding { name: name.to_owned() };
        let encoding = Encoding::for_label(name.trim().as_bytes()).ok_or_else(unknown)?;
        return decoded(bytes, encoding, false);
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return decoded(bytes, encoding, false);
    }
    match utf8_damage(bytes) {
        Some(0) => return decoded(bytes, UTF_8, false),
        Some(_) => return decoded(bytes, UTF_8, true),
        None => {}
    }
    let found = utf16_without_mark(bytes).unwrap_or_else(|| legacy(bytes));
    decoded(bytes, found, true)
}

fn decoded(bytes: &[u8], encoding: &'static Encoding, guessed: bool) -> Result<Decoded, ProblemKind> {
    let encoding = if encoding.name() == "GBK" { GB18030 } else { encoding };
    let (text, faulty) = encoding.decode_with_bom_removal(bytes);
    let replaced = if faulty { text.matches('\u{fffd}').count() as u64 } else { 0 };
    let text = unify_line_ends(text.into_owned());
    if is_binary(&text, replaced) {
        return Err(ProblemKind::Foreign(Foreign::Binary));
    }
    Ok(Decoded { text, encoding: encoding.name(), guessed, replaced })
}

/// Text has no NUL, and next to no control or undecodable characters.
fn is_binary(text: &str, replaced: u64) -> bool {
    let odd = |ch: char| ch.is_control() && !matches!(ch, '\n' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{1a}');
    let n_odd = text.chars().filter(|&ch| odd(ch)).count() as u64 + replaced;
    text.contains('\0') || n_odd > 16 && n_odd * 8 > text.chars().count() as u64
}

/// How many places break UTF-8, where that is still what the bytes are: no more than a quarter of the characters
/// beyond ASCII. Texts in another encoding hit upon a sequence of UTF-8 far less often.
fn utf8_damage(bytes: &[u8]) -> Option<usize> {
    let (mut n_broken, mut n_sound) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        n_broken += usize::from(!chunk.invalid().is_empty());
        n_sound += chunk.valid().chars().filter(|ch| !ch.is_ascii()).count();
    }
    (n_broken * 4 <= n_sound).then_some(n_broken)
}

/// UTF-16 without a mark shows in its blanks and line ends: pairs that are 0 on one side, while Chinese in the other byte
/// order would be rare or private characters.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(8_192)).unwrap_or(bytes);
    if !bytes.len().is_multiple_of(2) || sample.len() < 4 {
        return None;
    }
    let common = |unit: u16| matches!(unit, 0x09 | 0x0a | 0x0d | 0x20..=0x7e | 0x3000..=0x3015 | 0x4e00..=0x9fff | 0xff01..=0xff5e);
    let share = |unit: fn([u8; 2]) -> u16| {
        let n_common = sample.as_chunks::<2>().0.iter().filter(|&&pair| common(unit(pair))).count();
        n_common * 20 >= sample.len() / 2 * 19
    };
    let has_ascii = sample.as_chunks::<2>().0.iter().any(|pair| pair.contains(&0));
    match (share(u16::from_le_bytes), share(u16::from_be_bytes)) {
        (true, false) if has_ascii => Some(UTF_16LE),
        (false, true) if has_ascii => Some(UTF_16BE),
        _ => None,
    }
}

/// Guesses among the legacy encodings. A guess that is not Chinese gives way to GB18030 where that fits every byte.
fn legacy(bytes: &[u8]) -> &'static Encoding {
    use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let is_chinese = guess == BIG5 || guess == GB18030 || guess.name() == "GBK";
    let fits = || GB18030.decode_without_bom_handling_and_without_replacement(bytes).is_some();
    if is_chinese || !fits() { guess } else { GB18030 }
}
