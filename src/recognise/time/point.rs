//! One point of time: `2021年7月21日`, `2021年底`, `6月中旬`, `2023-07-21`, `二〇三五年`.

use super::Reader;
use super::calendar::{Part, Stamp, months_at, part_of_months};
use crate::recognise::numeral;

/// A point that was read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Point {
    /// When.
    pub stamp: Stamp,
    /// The last month, where the point is a quarter or half (the stamp holds the first).
    pub last_month: Option<u32>,
    /// Start, middle or end of it.
    pub part: Option<Part>,
    /// The byte after it.
    pub end: usize,
    /// Whether it is a bare number of four digits, without 年.
    pub bare: bool,
}

impl Point {
    fn new(stamp: Stamp, end: usize) -> Self {
        Self { stamp, last_month: None, part: None, end, bare: false }
    }
}

/// Reads the point that begins at `at`; four digits without 年 are a bare one.
pub(super) fn read(reader: &Reader<'_>, at: usize) -> Option<Point> {
    iso(reader, at).or_else(|| from_year(reader, at)).or_else(|| from_month(reader, at, None))
}

/// `2023-07-21`, `2023/7/21`, `2023.7.21`.
fn iso(reader: &Reader<'_>, at: usize) -> Option<Point> {
    let (year, end) = year_number(reader, at)?;
    let mark = reader.after(end).chars().next().filter(|ch| matches!(ch, '-' | '/' | '.'))?;
    let (month, end) = small(reader, end + 1, 12)?;
    if !reader.after(end).starts_with(mark) {
        return None;
    }
    let (day, end) = small(reader, end + 1, 31)?;
    let goes_on = reader.after(end).starts_with(|ch: char| ch.is_ascii_alphanumeric() || ch == mark && mark != '.');
    (!goes_on).then(|| Point::new(Stamp { year: Some(year), month: Some(month), day: Some(day) }, end))
}

/// What begins with a year.
fn from_year(reader: &Reader<'_>, at: usize) -> Option<Point> {
    let (year, digits_end) = year_number(reader, at)?;
    let stamp = Stamp::year(year);
    let Some(rest) = reader.after(digits_end).strip_prefix('年') else {
        let bare = !reader.after(digits_end).starts_with(|ch: char| ch.is_ascii_alphanumeric());
        return bare.then(|| Point { bare: true, ..Point::new(stamp, digits_end) });
    };
    let end = digits_end + '年'.len_utf8();
    if rest.starts_with("代") {
        return None;
    }
    if let Some(point) = from_month(reader, end, Some(year)) {
        return Some(point);
    }
    if let Some((first, last, len)) = months_at(rest) {
        let stamp = Stamp { month: Some(first), ..stamp };
        let (part, part_len) = part_of_months(rest.get(len..)?);
        return Some(Point { last_month: Some(last), part, ..Point::new(stamp, end + len + part_len) });
    }
    if let Some((part, len)) = part_of_year(rest) {
        return Some(Point { part: Some(part), ..Point::new(stamp, end + len) });
    }
    let with_degree = rest.starts_with('度') && !rest.starts_with("度假") && !rest.starts_with("度夏");
    Some(Point::new(stamp, end + if with_degree { '度'.len_utf8() } else { 0 }))
}

/// What begins with a month, of a year that is known or not.
fn from_month(reader: &Reader<'_>, at: usize, year: Option<u32>) -> Option<Point> {
    let (month, digits_end) = small(reader, at, 12)?;
    let rest = reader.after(digits_end).strip_prefix('月')?;
    let mut end = digits_end + '月'.len_utf8();
    let stamp = Stamp { year, month: Some(month), day: None };
    if let Some((day, day_end)) = day(reader, end) {
        return Some(Point::new(Stamp { day: Some(day), ..stamp }, day_end));
    }
    let named = rest.starts_with('份');
    end += if named { '份'.len_utf8() } else { 0 };
    if let Some((part, len)) = part_of_month(reader.after(end)) {
        return Some(Point { part: Some(part), ..Point::new(stamp, end + len) });
    }
    let chinese = !reader.after(at).starts_with(|ch: char| ch.is_ascii_digit());
    let other_word = rest.starts_with(['龄', '均', '嫂', '报', '租', '薪', '饼', '球', '亮', '季', '票', '捐', '供']);
    let alone = year.is_none() && chinese && !named && !stands_as_date(rest);
    (!other_word && !alone).then(|| Point::new(stamp, end))
}

/// Whether a month in Chinese characters and without a year is one: 三月前, 五月至; 三月三 is a festival.
fn stands_as_date(rest: &str) -> bool {
    rest.starts_with(['前', '至', '起', '以', '—', '-', '到', ',', '。', '、', '内'])
}

/// The day after a month: `20日`, `20号`, `二十日`.
pub(super) fn day(reader: &Reader<'_>, at: usize) -> Option<(u32, usize)> {
    let (day, end) = small(reader, at, 31)?;
    let mark = reader.after(end).chars().next().filter(|ch| matches!(ch, '日' | '号'))?;
    Some((day, end + mark.len_utf8()))
}

/// A year of four digits, Arabic or Chinese, from 1800 to 2199.
pub(super) fn year_number(reader: &Reader<'_>, at: usize) -> Option<(u32, usize)> {
    let rest = reader.after(at);
    let digits = rest.bytes().take(5).take_while(u8::is_ascii_digit).count();
    let (year, end) = match digits {
        4 => (rest.get(..4)?.parse().ok()?, at + 4),
        0 => numeral::year_digits(reader.text, at)?,
        _ => return None,
    };
    (1800..2200).contains(&year).then_some((year, end))
}

/// A number from 1 to `most`, of one or two Arabic digits or in Chinese characters; 元 is the first month.
pub(super) fn small(reader: &Reader<'_>, at: usize, most: u32) -> Option<(u32, usize)> {
    let rest = reader.after(at);
    let digits = rest.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let (number, end) = match digits {
        1 | 2 => (rest.get(..digits)?.parse().ok()?, at + digits),
        0 if rest.starts_with("元月") => (1, at + '元'.len_utf8()),
        0 => chinese_small(reader, at)?,
        _ => return None,
    };
    (1..=most).contains(&number).then_some((number, end))
}

/// A Chinese number up to 99: 三, 十二, 二十一, 三十.
fn chinese_small(reader: &Reader<'_>, at: usize) -> Option<(u32, usize)> {
    let (mut tens, mut ones, mut end) = (None, None, at);
    for ch in reader.after(at).chars().take(3) {
        let digit = "一二三四五六七八九".chars().zip(1..).find(|(sign, _)| *sign == ch).map(|(_, digit)| digit);
        match (ch, digit) {
            ('十', _) if tens.is_none() => tens = Some(ones.take().unwrap_or(1)),
            (_, Some(digit)) if ones.is_none() => ones = Some(digit),
            _ => break,
        }
        end += ch.len_utf8();
    }
    (end > at).then(|| (tens.unwrap_or(0) * 10 + ones.unwrap_or(0), end))
}

/// 底, 年底, 末, 初, 中 after 年.
fn part_of_year(rest: &str) -> Option<(Part, usize)> {
    let (own, len) = rest.strip_prefix('年').map_or((rest, 0), |rest| (rest, '年'.len_utf8()));
    let (ch, after) = (own.chars().next()?, own.get('底'.len_utf8()..).unwrap_or(""));
    let part = match ch {
        '底' if !after.starts_with(['数', '线', '蕴', '子', '层', '色', '价']) => Part::End,
        '末' if !after.starts_with(['端', '位', '梢']) => Part::End,
        '初' if !after.starts_with([
            '步', '中', '级', '始', '次', '审', '选', '评', '赛', '稿', '心', '一', '衷', '具', '期',
        ]) =>
        {
            Part::Start
        }
        '中' if stands_alone(after) => Part::Mid,
        _ => return None,
    };
    Some((part, len + ch.len_utf8()))
}

/// Whether 中 after a year is its middle and not the beginning of a word (中国, 中央).
fn stands_alone(after: &str) -> bool {
    let verbs = [
        "完成", "前", "启动", "开展", "召开", "组织", "开工", "投入", "建成", "形成", "实现", "印发", "达到", "进行",
        "之前",
    ];
    after.chars().next().is_none_or(|ch| matches!(ch, ',' | '。' | '、' | ';' | ')' | '\n' | ' '))
        || verbs.iter().any(|word| after.starts_with(word))
}

/// 底, 末, 初, 上旬, 中旬, 下旬 after 月.
fn part_of_month(rest: &str) -> Option<(Part, usize)> {
    let table = [
        ("上旬", Part::Start),
        ("中旬", Part::Mid),
        ("下旬", Part::End),
        ("底", Part::End),
        ("末", Part::End),
        ("初", Part::Start),
    ];
    let (word, part) = table.into_iter().find(|(word, _)| rest.starts_with(word))?;
    let other_word = word == "初" && rest.starts_with("初步") || word == "底" && rest.starts_with("底数");
    (!other_word).then_some((part, word.len()))
}
