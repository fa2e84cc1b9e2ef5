//! What the codes of a font mean, and how wide their glyphs are.

use crate::text::NormalView;
use encoding_rs::{BIG5, Encoding, GB18030, UTF_16BE, WINDOWS_1252};
use hayro_cmap::{BfString, CMap};
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};

/// A glyph: its text, empty where nobody knows it, and its width in parts of the font's size.
pub(super) struct Glyph {
    pub(super) text: String,
    pub(super) width: f64,
    /// Whether it is the single byte 32, which word spacing widens.
    pub(super) is_space: bool,
}

/// A font as far as its text goes.
pub(super) struct Font {
    to_unicode: Option<CMap>,
    codes: Codes,
    /// First and last code and the width of each, in thousandths; sorted.
    widths: Vec<(u32, u32, f64)>,
    width: Option<f64>,
}

/// How bytes make codes.
enum Codes {
    /// One byte each; `true` where they are those of Latin text.
    Bytes(bool),
    /// Two bytes each, which number the glyphs.
    Pairs,
    /// As in a character encoding.
    Text(&'static Encoding),
}

impl Font {
    /// The font of text whose own is not in the file: nothing is known but that there is text.
    pub(super) const MISSING: Self = Self { to_unicode: None, codes: Codes::Pairs, widths: Vec::new(), width: None };

    /// Reads a font's dictionary. What is missing is done without. `cost` grows by the bytes that were read.
    pub(super) fn read(dict: &Dict<'_>, cost: &mut u64) -> Self {
        let to_unicode = dict.get::<Stream<'_>>("ToUnicode").and_then(|stream| {
            let map = stream.decoded_data().ok()?;
            *cost += map.len() as u64;
            CMap::parse(&map, |_| None::<&'static [u8]>)
        });
        if dict.get::<Name<'_>>("Subtype").is_some_and(|name| name.as_str() == "Type0") {
            return Self::composite(dict, to_unicode, cost);
        }
        let first = dict.get::<u32>("FirstChar").unwrap_or(0);
        let widths = dict.get::<Array<'_>>("Widths").into_iter().flat_map(|array| array.iter::<Number>().take(256));
        let widths = (first..).zip(widths).map(|(code, width)| (code, code, width.as_f64())).collect();
        let flags = dict.get::<Dict<'_>>("FontDescriptor").and_then(|it| it.get::<u32>("Flags")).unwrap_or(0);
        // Bit 3: the glyphs are not those of Latin text, and without an encoding their codes mean nothing.
        let is_latin = flags & 4 == 0 || dict.contains_key("Encoding");
        Self { to_unicode, codes: Codes::Bytes(is_latin), widths, width: None }
    }

    fn composite(dict: &Dict<'_>, to_unicode: Option<CMap>, cost: &mut u64) -> Self {
        let codes = dict.get::<Name<'_>>("Encoding").map_or(Codes::Pairs, |name| Codes::named(name.as_str()));
        let (mut widths, mut width) = (Vec::new(), None);
        // Widths are by glyph number, which is the code only where codes are pairs.
        let descendant = dict.get::<Array<'_>>("DescendantFonts").and_then(|array| array.iter::<Dict<'_>>().next());
        if let (Some(font), Codes::Pairs) = (descendant, &codes) {
            width = Some(font.get::<f32>("DW").map_or(1_000.0, f64::from));
            if let Some(list) = font.get::<Array<'_>>("W") {
                *cost += list.data().len() as u64;
                widths = glyph_widths(&list);
            }
        }
        Self { to_unicode, codes, widths, width }
    }

    /// The glyphs that a string shows.
    pub(super) fn glyphs<'a>(&'a self, mut bytes: &'a [u8]) -> impl Iterator<Item = Glyph> + 'a {
        std::iter::from_fn(move || {
            let len = self.codes.len_of_first(bytes);
            let (code, rest) = bytes.split_at_checked(len.max(1))?;
            bytes = rest;
            Some(self.glyph(code))
        })
    }

    fn glyph(&self, bytes: &[u8]) -> Glyph {
        let code = bytes.iter().fold(0, |code, &byte| code << 8 | u32::from(byte));
        let mapped = self.to_unicode.as_ref().and_then(|map| map.lookup_bf_string(code)).map(|found| match found {
            BfString::Char(ch) => ch.to_string(),
            BfString::String(text) => text,
        });
        let text = mapped.or_else(|| self.codes.decode(bytes)).unwrap_or_default();
        let text = text.chars().filter(|ch| !ch.is_control()).fold(String::new(), put_ordinary);
        let listed = self.widths.partition_point(|&(first, ..)| first <= code).checked_sub(1);
        let listed = listed.and_then(|at| self.widths.get(at)).filter(|&&(_, last, _)| code <= last).map(|it| it.2);
        let usual = if text.is_ascii() { 500.0 } else { 1_000.0 };
        let width = listed.or(self.width).unwrap_or(usual) / 1_000.0;
        Glyph { text, width, is_space: bytes == b" " }
    }
}

impl Codes {
    /// The codes of a predefined map, by its name.
    fn named(name: &str) -> Self {
        match name {
            _ if name.starts_with("Identity") => Self::Pairs,
            _ if name.contains("-UCS2-") || name.contains("-UTF16-") => Self::Text(UTF_16BE),
            _ if name.starts_with("GB") => Self::Text(GB18030),
            _ if ["B5", "ETen", "HKscs"].iter().any(|start| name.starts_with(start)) => Self::Text(BIG5),
            _ => Self::Pairs,
        }
    }

    fn len_of_first(&self, bytes: &[u8]) -> usize {
        match (self, bytes) {
            (Self::Bytes(_), _) => 1,
            (Self::Text(encoding), [0xd8..=0xdb, _, ..]) if *encoding == UTF_16BE => 4,
            (Self::Text(encoding), [0..=0x80, ..]) if *encoding != UTF_16BE => 1,
            (Self::Text(encoding), [_, b'0'..=b'9', ..]) if *encoding == GB18030 => 4,
            _ => 2,
        }
    }

    /// What a code says without a map.
    fn decode(&self, bytes: &[u8]) -> Option<String> {
        let encoding = match self {
            Self::Bytes(true) => WINDOWS_1252,
            Self::Text(encoding) => encoding,
            Self::Bytes(false) | Self::Pairs => return None,
        };
        encoding.decode_without_bom_handling_and_without_replacement(bytes).map(std::borrow::Cow::into_owned)
    }
}

/// `W` of a font: `first [width width …]` and `first last width`, in any order.
fn glyph_widths(list: &Array<'_>) -> Vec<(u32, u32, f64)> {
    let mut widths = Vec::new();
    let mut items = list.iter::<Object<'_>>();
    let code = |item: Object<'_>| item.into_number().and_then(|number| u32::try_from(number.as_i64()).ok());
    while let (Some(first), Some(second)) = (items.next().and_then(code), items.next()) {
        match second {
            Object::Array(array) => {
                let each = (first..=u32::MAX).zip(array.iter::<Number>());
                widths.extend(each.map(|(code, width)| (code, code, width.as_f64())));
            }
            last => {
                let width = items.next().and_then(Object::into_number);
                let (Some(last), Some(width)) = (code(last), width) else { break };
                widths.push((first, last, width.as_f64()));
            }
        }
    }
    widths.sort_by_key(|&(first, ..)| first);
    widths
}

/// Adds a character, in its ordinary form where a font names it by a look-alike: radicals (`⼀` for `一`) and ligatures.
fn put_ordinary(mut text: String, ch: char) -> String {
    match ch {
        '\u{2e80}'..='\u{2fd5}' => text.push_str(NormalView::of(ch.encode_utf8(&mut [0; 4])).as_str()),
        'ﬀ' => text.push_str("ff"),
        'ﬁ' => text.push_str("fi"),
        'ﬂ' => text.push_str("fl"),
        'ﬃ' => text.push_str("ffi"),
        'ﬄ' => text.push_str("ffl"),
        _ => text.push(ch),
    }
    text
}
