//! Numerals (数字): what a number is worth, where it ends, and how it was written.
//!
//! Reads one numeral at a position of the normal view: Arabic digits with separators, a point and 万/亿 after them, and
//! Chinese numerals, formal ones too. Does not know units, nor whether the numeral counts anything.

mod arabic;
mod chinese;
mod decimal;

pub(super) use arabic::digits_end;
pub(super) use chinese::{is_numeral_char, scale_alone, year_digits};
pub(super) use decimal::Decimal;

/// A numeral that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numeral {
    /// What it is worth.
    pub value: Decimal,
    /// What it is worth without the 万 or 亿 at its end.
    pub base: Decimal,
    /// The power of ten of that 万 or 亿; 0 for none.
    pub scale: u32,
    /// The byte after it.
    pub end: usize,
    /// Whether it is written in Chinese characters.
    pub chinese: bool,
    /// Whether 余, 多 or 几 says that it is more.
    pub more: bool,
    /// Whether it has a 百, 千, 万 or 亿 of its own, so that it counts in earnest.
    pub large: bool,
}

impl Numeral {
    /// The value it has when it shares the 万 or 亿 of the other end of a range (`3-5万元`).
    pub(super) fn sharing(self, other: Self) -> Decimal {
        let shares = self.scale == 0 && other.scale > 0 && !other.base.less_than(self.base);
        if shares { self.value.scaled(other.scale).unwrap_or(self.value) } else { self.value }
    }
}

/// Reads the numeral that begins at `at`.
pub(super) fn read(text: &str, at: usize) -> Option<Numeral> {
    let rest = text.get(at..)?;
    if rest.starts_with(|ch: char| ch.is_ascii_digit()) { arabic::read(text, at) } else { chinese::read(text, at) }
}

/// Whether 余, 多 or 几 stands here and says that the number before is more.
fn more_here(rest: &str) -> Option<usize> {
    let word = ["余", "多", "几", "来"].into_iter().find(|word| rest.starts_with(word))?;
    let rest = rest.get(word.len()..)?;
    let other_word = match word {
        "来" => rest.starts_with(['自', '源', '年', '临', '宾', '说', '看', '讲', '到', '电', '访', '往', '华']),
        "多" => begins_word_with_more(rest),
        "余" => rest.starts_with(['热', '额', '量', '地', '姚', '杭', '江', '干']),
        _ => rest.starts_with(['何', '乎']),
    };
    (!other_word).then_some(word.len())
}

/// Whether a text that follows 多 makes a word with it: 多元化, 多功能.
fn begins_word_with_more(rest: &str) -> bool {
    let other = ['化', '文', '主', '投', '经', '调', '共', '发', '素', '解', '治', '供'];
    match rest.strip_prefix('元') {
        Some(next) => next.starts_with(other),
        None => rest.starts_with(['层', '样', '功', '方', '部', '式', '领', '产', '渠', '维', '点']),
    }
}

/// Whether the 千, 百 or 兆 that a text begins with is part of a unit (`千瓦`), not of the number.
fn begins_unit(rest: &str) -> bool {
    let mut chars = rest.chars();
    match (chars.next(), chars.next()) {
        (Some('千'), Some(next)) => "瓦克米伏焦赫卡帕安字乏牛".contains(next),
        (Some('百'), Some(next)) => "帕分".contains(next),
        _ => false,
    }
}
