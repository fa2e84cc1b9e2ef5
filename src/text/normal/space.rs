//! Spaces that a converter left inside numbers and dates: `265.14 亿元`, `2021 年1 月20 日`, `二 〇 三五年`.
//!
//! A space is dropped only where the text around it is that of one number or date. Spaces between words and between the
//! numbers of a list (`88950076 88950081`) stay.

use super::script;
use crate::text::is_ideograph;

/// Characters that begin a unit or a classifier (`lexicon/data/units.tsv`), or stand between a number and its unit.
const AFTER_NUMBER: &str = "%‰℃°年月日时分秒周季代万亿千百十余多几μ℉㎎㎏㎜㎝㎞㎡㎢㎥丈丛两个乏乡亩人件份伏位例倍像元兆光克公兰册净列刻剂副加勒\
    包匹区升华单卡卢卷厅厘县双口句只台吉名吨团国场坎块基堂处大天太头套孔字学安宗室家寸对小尺尾层岁峰工市帕席幅幕幢平床度座延\
    张微总成户所扇手批把折担挂排摄摩支斤新方昼期本机杆村束条板枚枝枪架柜标栋栏校株样根格档桩桶梯棚棵榀樘次欧款正步段比毫池沟\
    泊法泰流海港滴澳炉焦片牛班瑞瓦瓶番皮盏盒盘省眼社票种穴窝立站章笔筐筒管箱篇米类粒纳组罐美群羽股自航艘节芯英营行街袋词课贝\
    赫起趟车转轮载辆遍道部里针钱镇门间队院集面韩页顶顷项频颗馆首马";

/// Of those, the ones that no heading begins with.
const AT_LINE_START: &str = "%‰年月日个户亿万余";

/// Whether a space was left by a converter, from the view before it and the raw text after it.
pub(super) fn is_left_by_converter(view: &str, rest: &str) -> bool {
    let (Some(before), Some(after)) = (view.chars().next_back(), rest.chars().next()) else {
        return false;
    };
    // A second space may stand between a number and what surely belongs to it.
    let doubled = is_space(after);
    let after = if doubled { rest.chars().nth(1).unwrap_or(after) } else { after };
    let after = script::table().get(after, before, || None);
    if doubled && !AT_LINE_START.contains(after) {
        return false;
    }
    if is_inside_number(view, rest) {
        return true;
    }
    if before.is_ascii_digit() && AFTER_NUMBER.contains(after) {
        return !begins_line(view) || AT_LINE_START.contains(after);
    }
    let in_number = matches!(before, '余' | '多') && view.chars().rev().nth(1).is_some_and(|ch| ch.is_ascii_digit());
    if in_number && AFTER_NUMBER.contains(after) || matches!(before, '万' | '亿') && after == '元' {
        return true;
    }
    if matches!(before, '年' | '月') && is_digit(after) {
        return goes_on_as_date(view, rest, before);
    }
    (is_digit(before) && (is_digit(after) || after == '年')) && is_spaced_year(view, rest)
}

/// Whether the space splits the digits of one number: `8 . 5%`, `2 000人`.
fn is_inside_number(view: &str, rest: &str) -> bool {
    let digits = |text: &str| text.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let whole = view.strip_suffix('.').unwrap_or(view);
    let whole_len = whole.bytes().rev().take(12).take_while(u8::is_ascii_digit).count();
    if whole_len == 0 || begins_line(view) {
        return false;
    }
    if whole.len() < view.len() {
        // A list number has a pause before it, not a word.
        let before = whole.get(..whole.len() - whole_len).unwrap_or("").trim_end_matches(' ');
        return digits(rest) > 0 && before.ends_with(is_ideograph) && !before.ends_with(['图', '表']);
    }
    let point = rest.strip_prefix('.').map(|rest| rest.strip_prefix(' ').unwrap_or(rest));
    point.is_some_and(|rest| digits(rest) > 0) || whole_len <= 3 && rest.starts_with('0') && digits(rest) == 3
}

/// Whether the view ends with the number that its line begins with: perhaps the number of a heading (`1 总则`).
fn begins_line(view: &str) -> bool {
    let number = view.chars().rev().take_while(|ch| ch.is_ascii_digit() || *ch == '.').take(12).count();
    view.chars().rev().nth(number).is_none_or(|ch| ch == '\n')
}

/// Whether `2021 年` goes on with ` 1 月`, or `1 月` with ` 20 日`.
fn goes_on_as_date(view: &str, rest: &str, before: char) -> bool {
    let after_digit = view.chars().rev().nth(1).is_some_and(is_digit);
    let mark = if before == '年' { '月' } else { '日' };
    let mut digits = 0;
    let next = rest.chars().take(6).filter(|ch| !is_space(*ch)).find(|ch| {
        digits += usize::from(is_digit(*ch));
        !is_digit(*ch)
    });
    after_digit && digits <= 3 && next == Some(mark)
}

/// Whether the digits on both sides of the space are the four of a year, with single spaces between them.
fn is_spaced_year(view: &str, rest: &str) -> bool {
    let before = view.chars().rev().take_while(|ch| is_year_digit(*ch)).take(5).count();
    let mut after = 0;
    let mut last_was_space = true;
    for ch in rest.chars().take(9) {
        if is_space(ch) && !last_was_space {
            last_was_space = true;
            continue;
        }
        if ch == '年' {
            return before + after == 4;
        }
        if !is_year_digit(ch) {
            return false;
        }
        last_was_space = false;
        after += 1;
    }
    false
}

fn is_year_digit(ch: char) -> bool {
    is_digit(ch) && ch != '十'
}

/// Digits of dates: ASCII, full-width, and Chinese.
fn is_digit(ch: char) -> bool {
    ch.is_ascii_digit() || matches!(ch, '０'..='９') || "〇○零一二三四五六七八九十".contains(ch)
}

fn is_space(ch: char) -> bool {
    matches!(ch, ' ' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{3000}')
}
