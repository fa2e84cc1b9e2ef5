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
    /// Whether 多 in it says that the number is more.
    pub more: bool,
}

/// Units after `/` that are none elsewhere.
const PER: &[&str] = &[
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
    "生",
];

/// Reads the unit at `at`; `scaled` says that 万 or 亿 stands before.
pub(super) fn read(reader: &Reader<'_>, at: usize, scaled: bool) -> Option<Measure> {
    if let Some(measure) = with_more_inside(reader, at) {
        return Some(measure);
    }
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
    for _ in 0..2 {
        let per = per_len(reader, end, kind);
        if per > 0 {
            kind = Kind::Rate;
            end += per;
        }
    }
    let word = reader.text.get(start..end)?;
    Some(Measure { unit: word.to_owned(), kind, usage: unit.usage, end, more: false })
}

/// 个多月: 多 inside a unit of two words.
fn with_more_inside(reader: &Reader<'_>, at: usize) -> Option<Measure> {
    let rest = reader.after(at).strip_prefix("个多")?;
    let word = ["月", "小时", "星期", "学期", "季度"].into_iter().find(|word| rest.starts_with(word))?;
    let end = at + "个多".len() + word.len();
    Some(Measure { unit: format!("个{word}"), kind: Kind::Duration, usage: Use::Stated, end, more: true })
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
    if let Some(rest) =
        reader.after(at).strip_prefix('每').filter(|_| !matches!(kind, Kind::Count | Kind::Percent | Kind::Duration))
    {
        return each_len(rest);
    }
    // After a rate · goes on to a second unit: 元/平方米·月.
    let joint = if kind == Kind::Rate { ['/', '·'].as_slice() } else { ['/'].as_slice() };
    let Some(mark) = reader.after(at).chars().next().filter(|ch| joint.contains(ch)) else {
        return 0;
    };
    let rest = reader.after(at + mark.len_utf8());
    if let Some(word) = PER.iter().find(|word| rest.starts_with(**word)) {
        return mark.len_utf8() + word.len();
    }
    let scale = ["万", "百", "千", "亿"].iter().find(|word| rest.starts_with(**word)).map_or(0, |word| word.len());
    let unit = rest.get(scale..).and_then(|rest| reader.units.at_start_of(rest)).map(|unit| unit.word.len());
    let latin = ["h", "d", "a", "s", "L", "ml", "人", "户"].iter().find(|word| {
        rest.strip_prefix(**word).is_some_and(|rest| !rest.starts_with(|ch: char| ch.is_ascii_alphanumeric()))
    });
    unit.map(|len| scale + len).or(latin.map(|word| word.len())).map_or(0, |len| len + mark.len_utf8())
}

/// Words before a number that say it is money.
const MONEY_WORDS: &[&str] = &[
    "投资",
    "投入",
    "资金",
    "安排",
    "补助",
    "补贴",
    "经费",
    "贷款",
    "奖励",
    "收入",
    "税",
    "拨款",
    "争取",
    "出资",
    "GDP",
    "生产总值",
    "产值",
    "债务",
    "余额",
    "降费",
    "营收",
    "销售额",
    "利润",
    "财政",
    "存款",
    "融资",
    "资产",
    "金额",
    "预算",
    "奖金",
    "授信",
    "成本",
    "造价",
];

/// Words right before a number that say it counts people or bodies, whatever is paid to them.
const PEOPLE_WORDS: [&str; 8] = ["人口", "群众", "人数", "户数", "企业", "人员", "老人", "学生"];

/// What a number with 万 or 亿 measures when no unit follows: money whose 元 was dropped, or a count of what comes next.
pub(super) fn of_number_without_unit(reader: &Reader<'_>, at: usize, number: &Numeral) -> Option<Measure> {
    let next = reader.after(number.end).chars().next();
    let goes_on = next.is_some_and(|ch| ch.is_ascii_alphanumeric() || matches!(ch, '+' | '.' | '/' | '×'));
    if number.scale < 4 || number.chinese || goes_on || reader.before(at).ends_with('每') {
        return None;
    }
    let clause = exclude::clause_before(reader, at);
    let counts_people = PEOPLE_WORDS.iter().any(|word| clause.ends_with(word));
    let closed = !next.is_some_and(exclude::is_word_char) || exclude::bounds_follow(reader, number.end);
    if closed && !counts_people && MONEY_WORDS.iter().any(|word| clause.contains(word)) {
        return Some(Measure {
            unit: "元".to_owned(),
            kind: Kind::Money,
            usage: Use::Measure,
            end: number.end,
            more: false,
        });
    }
    let begins_word = reader
        .after(number.end)
        .starts_with(['级', '里', '众', '物', '象', '能', '事', '方', '向', '州', '年', '达', '科', '宁']);
    (!begins_word).then(|| Measure {
        unit: String::new(),
        kind: Kind::Count,
        usage: Use::Measure,
        end: number.end,
        more: false,
    })
}
