//! What looks like a quantity and is none: ordinals, list and route numbers, codes, slogans, words with a numeral in them.

use super::Reader;
use super::measure::Measure;
use crate::lexicon::Kind;
use crate::recognise::numeral::{Decimal, Numeral, is_numeral_char};

/// How far back a clause is read.
const CLAUSE: usize = 24;

/// Words before a number that make it an ordinal, a reference or a part of a name.
const NAMES_BEFORE: [&str; 16] =
    ["第", "附件", "附表", "附图", "专栏", "TOP", "No.", "编号", "代码", "邮编", "电话", "传真", "〔", "[", "×", "*"];

/// Whether what stands before the numeral makes it no number: a letter, an ordinal mark, a code, a formula.
pub(super) fn by_what_stands_before(reader: &Reader<'_>, at: usize) -> bool {
    let before = reader.before(at);
    let begins_with_zero =
        reader.after(at).strip_prefix('0').is_some_and(|rest| rest.starts_with(|ch: char| ch.is_ascii_digit()));
    if begins_with_zero {
        return true;
    }
    let Some(last) = before.chars().next_back() else {
        return false;
    };
    if last == '+' {
        // 中心+5个组团 counts, 1+5+N and K15+800 do not.
        return before.chars().rev().nth(1).is_none_or(|ch| ch.is_ascii_alphanumeric());
    }
    if last.is_ascii_alphabetic() || matches!(last, '_' | '#' | '@' | '/' | '\\' | '=' | '&') {
        return !(last == '/' && before.ends_with("1/"));
    }
    if last == '-' || last == '.' {
        // After a dash or a point the numeral goes on from a token before; after a lone dash it may be negative.
        let mut chars = before.chars().rev();
        return chars.nth(1).is_some_and(|ch| ch.is_ascii_alphanumeric()) && !is_list_mark(before);
    }
    NAMES_BEFORE.iter().any(|word| before.ends_with(word)) || is_table_name(before) || is_rank(reader, at, before)
}

/// Whether a table or figure is named here: 见表3, 图1. 电表3200块 is none.
fn is_table_name(before: &str) -> bool {
    let Some(earlier) = before.strip_suffix('表').or_else(|| before.strip_suffix('图')) else {
        return false;
    };
    earlier.chars().next_back().is_none_or(|ch| !is_word_char(ch) || "见如由和及与据按在".contains(ch))
}

/// Whether the point at the end is the mark of a list number (`1.`) at the start of a line or sentence.
fn is_list_mark(before: &str) -> bool {
    let Some(rest) = before.strip_suffix('.') else {
        return false;
    };
    let digits = rest.bytes().rev().take(3).take_while(u8::is_ascii_digit).count();
    let start = rest.get(..rest.len() - digits).unwrap_or("");
    digits > 0
        && digits < 3
        && start.chars().next_back().is_none_or(|ch| !ch.is_ascii_alphanumeric() && ch != '.' && ch != '-')
}

/// 前10名, 前三位: a rank, no count.
fn is_rank(reader: &Reader<'_>, at: usize, before: &str) -> bool {
    if !before.ends_with('前') {
        return false;
    }
    let rest = reader.after(at).trim_start_matches(|ch: char| ch.is_ascii_digit() || is_numeral_char(ch));
    rest.starts_with(['名', '位', '强', '列', '茅'])
}

/// The length of a list number that only looks like the whole part of a decimal: `2.3个项目` at the start of a line.
pub(super) fn list_number_len(reader: &Reader<'_>, at: usize) -> usize {
    if !is_list_number(reader, at) {
        return 0;
    }
    let rest = reader.after(at);
    rest.find('.').map_or(0, |point| point + 1)
}

/// Whether the digits at `at` begin a line or sentence and are followed by a point and a whole count or a year.
pub(super) fn is_list_number(reader: &Reader<'_>, at: usize) -> bool {
    let begins_line = reader.before(at).chars().next_back().is_none_or(|ch| matches!(ch, '\n' | '。' | ';'));
    let rest = reader.after(at);
    let digits = rest.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let Some(after) = rest.get(digits..).and_then(|rest| rest.strip_prefix('.')) else {
        return false;
    };
    let next_digits = after.bytes().take(5).take_while(u8::is_ascii_digit).count();
    let unit = after.get(next_digits..).unwrap_or("");
    begins_line
        && next_digits > 0
        && unit.starts_with(['个', '家', '所', '名', '项', '条', '年', '类', '座', '户', '人'])
}

/// The length of a minus sign before the number.
pub(super) fn minus_before(reader: &Reader<'_>, at: usize) -> usize {
    let before = reader.before(at);
    let Some(mark) = before.chars().next_back().filter(|ch| matches!(ch, '-' | '−' | '－')) else {
        return 0;
    };
    let earlier = before.chars().rev().nth(1);
    let is_sign = earlier.is_some_and(|ch| "为是达至到降升增长率速于由从(:,、~".contains(ch));
    if is_sign { mark.len_utf8() } else { 0 }
}

/// Whether a number with its unit is something else: a year, a clock time, a school grade, a building, a part of a name.
pub(super) fn by_unit(reader: &Reader<'_>, at: usize, number: &Numeral, measure: &Measure) -> bool {
    let before = reader.before(at);
    let rest = reader.after(measure.end);
    let like_year = number.end - at == 4 && ["19", "20"].iter().any(|century| reader.after(at).starts_with(century));
    match measure.unit.as_str() {
        "年" => like_year || rest.starts_with('代'),
        "起" => like_year,
        "日" => before.ends_with('月') || !number.chinese && !is_term_of_days(rest),
        "分" => number.chinese || before.ends_with(['时', '点']),
        "秒" => before.ends_with(['时', '分']),
        // 2期工程 is the second stage, 2期 of a course are two.
        "期" => ["工程", "项目", "建设", "规划"].iter().any(|word| rest.starts_with(word)),
        "个" => number.chinese && number.value.less_than(Decimal::whole(2)),
        "次" => rest.starts_with("列车"),
        _ => measure.kind == Kind::Count && number.chinese && rest.starts_with('化'),
    }
}

/// Whether 日 is a term (30日内), not the day of a date.
fn is_term_of_days(rest: &str) -> bool {
    ["内", "以内", "之内", "以上", "以下", "的", "期", "左右", "后"].iter().any(|word| rest.starts_with(word))
}

/// Words with a Chinese numeral in them that are no numbers, as they begin.
const WORDS: &[&str] = &[
    "一些",
    "一体",
    "一批",
    "一样",
    "一定",
    "一般",
    "一直",
    "一起",
    "一系列",
    "一方面",
    "一种",
    "一件事",
    "一张网",
    "一条龙",
    "一门式",
    "一次性",
    "一亩三分",
    "一度",
    "一带一路",
    "一老一小",
    "一户一",
    "一人一",
    "一县一",
    "一村一",
    "一企一",
    "一事一",
    "一项一",
    "一网通",
    "一岁一",
    "十分",
    "万分",
    "百分",
    "千方百计",
    "三分",
];

/// Whether a Chinese numeral is part of a word: 一体化, 十分, 三元区, 一户一策.
pub(super) fn is_part_of_word(reader: &Reader<'_>, at: usize, end: usize) -> bool {
    let rest = reader.after(at);
    let after = reader.after(end);
    WORDS.iter().any(|word| rest.starts_with(word))
        || after.starts_with(['大', '化', '元']) && is_named_after(after)
        || reader.before(at).ends_with(|ch: char| is_numeral_char(ch) || ch.is_ascii_digit())
}

/// 三元区, 二元结构, 多元化: 元 that is no money.
fn is_named_after(after: &str) -> bool {
    if !after.starts_with('元') {
        return true;
    }
    let next = after.strip_prefix('元').unwrap_or("");
    next.starts_with([
        '区', '化', '结', '论', '次', '方', '坊', '里', '桥', '阁', '宫', '乡', '镇', '村', '路', '一', '复', '醇',
        '肥', '猪', '杂', '材', '锂', '电', '催', '、',
    ])
}

/// Whether 这, 每, 最后 or the like before a Chinese numeral makes it no count.
pub(super) fn is_ordinal_like(reader: &Reader<'_>, at: usize) -> bool {
    let before = reader.before(at);
    let words = [
        "最后", "这", "那", "每", "同", "某", "任", "上", "下", "头", "另", "又", "首", "唯", "统", "逐", "初", "老",
        "周", "星期",
    ];
    let bound = ["以上", "以下", "之上", "之下"].iter().any(|word| before.ends_with(word));
    !bound && words.iter().any(|word| before.ends_with(word))
}

/// Classifiers whose Chinese counts are rhetoric even when large: 二十条措施, 八十字.
pub(super) fn is_rhetorical_unit(unit: &str) -> bool {
    matches!(
        unit,
        "条" | "项"
            | "字"
            | "章"
            | "节"
            | "步"
            | "面"
            | "门"
            | "类"
            | "种"
            | "句"
            | "词"
            | "道"
            | "期"
            | "批"
            | "届"
            | "区"
            | "县"
            | "市"
            | "村"
            | "省"
            | "层"
            | "段"
            | "线"
            | "张"
            | "盘"
            | "支"
            | "把"
            | "片"
            | "手"
            | "轮"
            | "场"
            | "站"
    )
}

/// Words before or after which a term in Chinese numerals is stated: 有效期五年, 为期两周.
pub(super) fn is_stated_term(reader: &Reader<'_>, at: usize) -> bool {
    let before = reader.before(at);
    [
        "期",
        "期为",
        "期限",
        "期限为",
        "为期",
        "时限",
        "时间为",
        "期是",
        "历时",
        "用时",
        "任期",
        "延长",
        "缩短",
        "保存",
        "公示",
        "连续",
    ]
    .iter()
    .any(|word| before.ends_with(word))
        && !before.ends_with("近期")
        && !before.ends_with("时期")
}

/// Whether the number begins a change whose other end is a span of its own: 由10%提高…, 从3家到5家.
pub(super) fn begins_change(reader: &Reader<'_>, at: usize) -> bool {
    reader.before(at).ends_with(['由', '从'])
}

/// The clause before a position, at most some characters of it.
pub(super) fn clause_before<'a>(reader: &'a Reader<'_>, at: usize) -> &'a str {
    let before = reader.before(at);
    let len: usize = before
        .chars()
        .rev()
        .take(CLAUSE)
        .take_while(|ch| !matches!(ch, ',' | '。' | ';' | '\n'))
        .map(char::len_utf8)
        .sum();
    before.get(before.len() - len..).unwrap_or("")
}

/// Whether what follows a number bounds it or joins it to the next: 以上, 左右, 和.
pub(super) fn bounds_follow(reader: &Reader<'_>, end: usize) -> bool {
    let words =
        ["以上", "以下", "以内", "左右", "的", "和", "及", "至", "到", "用于", "支持", "建设", "新建", "升级", "改造"];
    words.iter().any(|word| reader.after(end).starts_with(word))
}

/// Whether a character is part of a word: a letter, a digit or an ideograph.
pub(super) fn is_word_char(ch: char) -> bool {
    ch.is_alphanumeric()
}

/// The most characters of a quoted slogan or name.
const SLOGAN: usize = 16;

/// Whether the span stands in a short quotation without a pause: “10分钟如厕圈”, “1+5+X”.
pub(super) fn is_in_slogan(reader: &Reader<'_>, start: usize, end: usize) -> bool {
    let mut len = 0;
    let mut opened = false;
    for ch in reader.before(start).chars().rev().take(SLOGAN) {
        match ch {
            '“' | '‘' | '「' | '『' => {
                opened = true;
                break;
            }
            '"' => {
                opened = opens_straight_quote(
                    reader.before(start).get(..reader.before(start).len() - len - 1).unwrap_or(""),
                );
                break;
            }
            '”' | '’' | '」' | '』' | '\n' | ',' | '。' | ';' | ':' => return false,
            _ => len += ch.len_utf8(),
        }
    }
    if !opened {
        return false;
    }
    for ch in reader.after(end).chars().take(SLOGAN) {
        match ch {
            '”' | '’' | '」' | '』' | '"' => return true,
            '\n' | ',' | '。' | ';' | ':' => return false,
            _ => {}
        }
    }
    false
}

/// Whether a straight quote after this text opens: an even number of them stand before it on the line, as far as is read.
fn opens_straight_quote(before: &str) -> bool {
    before.chars().rev().take(200).take_while(|ch| *ch != '\n').filter(|ch| *ch == '"').count() % 2 == 0
}
