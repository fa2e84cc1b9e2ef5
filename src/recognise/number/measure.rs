//! Units as they stand in a text: with a bracketed variant (`套(间)`), for each of something (`元/亩`), or dropped.

use super::{Reader, exclude};
use crate::lexicon::{Kind, Use};
use crate::recognise::numeral::Numeral;

/// A unit that was read.
#[derive(Debug, Clone)]
pub(super) struct Measure {
    /// The unit as written, in simplified script.
    pub unit: String,
    /// What it measures.
    pub kind: Kind,
    /// After which numbers it is a unit.
    pub usage: Use,
    /// The byte after it.
    pub end: usize,
}

/// Units after `/` that are none elsewhere.
const PER: [&str; 22] = [
    "人·月",
    "人·年",
    "人·天",
    "人·日",
    "平方米·月",
    "平方米·天",
    "人月",
    "年",
    "月",
    "日",
    "天",
    "周",
    "季度",
    "季",
    "时",
    "秒",
    "分",
    "车",
    "学期",
    "学年",
    "机组",
    "百万人",
];

/// Reads the unit at `at`; `scaled` says that 万 or 亿 stands before.
pub(super) fn read(reader: &Reader<'_>, at: usize, scaled: bool) -> Option<Measure> {
    let rest = reader.after(at);
    // A space may stand before units in Latin letters.
    let space = usize::from(rest.starts_with(' ') && rest.get(1..).is_some_and(|rest| rest.starts_with(is_latin_unit)));
    let unit = reader.units.at_start_of(rest.get(space..)?)?;
    if unit.usage == Use::Scaled && !scaled {
        return None;
    }
    let start = at + space;
    let mut end = start + unit.word.len();
    let mut kind = unit.kind;
    end += variant_len(reader, end);
    let per = per_len(reader, end, unit.kind);
    if per > 0 {
        kind = Kind::Rate;
        end += per;
    }
    let word = reader.text.get(start..end)?;
    Some(Measure { unit: word.to_owned(), kind, usage: unit.usage, end })
}

fn is_latin_unit(ch: char) -> bool {
    ch.is_ascii_alphabetic() || matches!(ch, 'μ' | '°')
}

/// The length of a bracketed variant of the unit: `(间)`, `(家、户)`.
fn variant_len(reader: &Reader<'_>, at: usize) -> usize {
    let Some(mut inside) = reader.after(at).strip_prefix('(') else {
        return 0;
    };
    let mut len = 1;
    for _ in 0..3 {
        let Some(unit) = reader.units.at_start_of(inside).filter(|unit| unit.usage != Use::Stated) else {
            return 0;
        };
        len += unit.word.len();
        inside = inside.get(unit.word.len()..).unwrap_or("");
        match inside.chars().next() {
            Some(')') => return len + 1,
            Some(mark @ ('、' | '/')) => {
                len += mark.len_utf8();
                inside = inside.get(mark.len_utf8()..).unwrap_or("");
            }
            _ => return 0,
        }
    }
    0
}

/// Units after 每 that make a rate (立方米每秒, 元每平方米).
const EACH: [&str; 16] = [
    "秒",
    "分钟",
    "小时",
    "天",
    "日",
    "月",
    "年",
    "人",
    "户",
    "亩",
    "平方米",
    "立方米",
    "平方公里",
    "吨",
    "公顷",
    "千瓦时",
];

/// The length of 每秒, 每平方米 after a unit.
fn each_len(rest: &str) -> usize {
    let unit = EACH.iter().filter(|word| rest.starts_with(**word)).max_by_key(|word| word.len());
    let goes_on =
        |unit: &str| rest.get(unit.len()..).is_some_and(|rest| rest.starts_with(['均', '每', '度', '初', '底']));
    unit.filter(|unit| !goes_on(unit)).map_or(0, |unit| '每'.len_utf8() + unit.len())
}

/// The length of `/亩`, `/平方米·月`, 每秒 after a unit.
fn per_len(reader: &Reader<'_>, at: usize, kind: Kind) -> usize {
    if let Some(rest) = reader.after(at).strip_prefix('每').filter(|_| kind != Kind::Count && kind != Kind::Percent) {
        return each_len(rest);
    }
    let Some(rest) = reader.after(at).strip_prefix('/') else {
        return 0;
    };
    if let Some(word) = PER.iter().find(|word| rest.starts_with(**word)) {
        return 1 + word.len();
    }
    let scale = ["万", "百", "千", "亿"].iter().find(|word| rest.starts_with(**word)).map_or(0, |word| word.len());
    let unit = rest.get(scale..).and_then(|rest| reader.units.at_start_of(rest)).map(|unit| unit.word.len());
    let latin = ["h", "d", "a", "s", "L", "ml", "人", "户"].iter().find(|word| {
        rest.strip_prefix(**word).is_some_and(|rest| !rest.starts_with(|ch: char| ch.is_ascii_alphanumeric()))
    });
    unit.map(|len| scale + len).or(latin.map(|word| word.len())).map_or(0, |len| len + 1)
}

/// Words before a number that say it is money.
const MONEY_WORDS: [&str; 14] =
    ["投资", "投入", "资金", "安排", "补助", "补贴", "经费", "贷款", "奖励", "收入", "税收", "拨款", "争取", "出资"];

/// What a number with 万 or 亿 measures when no unit follows: money whose 元 was dropped, or a bare count.
pub(super) fn of_number_without_unit(reader: &Reader<'_>, at: usize, number: &Numeral) -> Option<Measure> {
    let rest = reader.after(number.end);
    let ends = rest.chars().next().is_none_or(|ch| !ch.is_ascii_alphanumeric() && ch != '+' && ch != '.');
    if number.scale < 4 || number.chinese || !ends {
        return None;
    }
    let clause = exclude::clause_before(reader, at);
    let is_money = MONEY_WORDS.iter().any(|word| clause.contains(word));
    let closed = rest.chars().next().is_none_or(|ch| !exclude::is_word_char(ch))
        || ["以上", "以下", "以内", "左右", "的", "和", "及", "至", "到"].iter().any(|word| rest.starts_with(word));
    if is_money {
        return Some(Measure { unit: "元".to_owned(), kind: Kind::Money, usage: Use::Measure, end: number.end });
    }
    closed.then(|| Measure { unit: String::new(), kind: Kind::Count, usage: Use::Measure, end: number.end })
}
