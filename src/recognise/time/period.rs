//! Stretches of time: ranges (`2021—2035年`, `7月1日至8月31日`), single points as they stand, and parts of the year.

use super::calendar::{Part, Stamp, months_at, part_of_months};
use super::point::{self, Point};
use super::{Found, Reader};

/// Marks between the ends of a range.
const MARKS: [char; 11] = ['-', '—', '–', '~', '～', '−', '－', '─', '―', '至', '到'];

/// The longest range that two bare numbers make: `2021-2035`.
const LONGEST: u32 = 60;

/// Reads the range or the point that begins at `at`.
pub(super) fn read(reader: &Reader<'_>, at: usize) -> Option<Found> {
    months(reader, at).or_else(|| {
        let first = point::read(reader, at)?;
        range(reader, at, first).or_else(|| single(reader, at, first))
    })
}

fn single(reader: &Reader<'_>, at: usize, point: Point) -> Option<Found> {
    if point.bare && !is_year_in_list(reader, point.end) && !is_year_of_event(reader, at, point.end) {
        return None;
    }
    let stamp = in_document_year(reader, at, point.stamp);
    Some(Found {
        start: at,
        end: point.end,
        from: stamp,
        to: point.last_month.map(|month| Stamp { month: Some(month), ..stamp }),
        part: point.part,
        rule: rule_of(&point),
    })
}

fn rule_of(point: &Point) -> &'static str {
    match point.stamp {
        _ if point.last_month.is_some() => "time.part_of_year",
        Stamp { day: Some(_), .. } => "time.date",
        Stamp { month: Some(_), .. } => "time.month",
        _ => "time.year",
    }
}

/// Two points joined by a dash, 至 or 到.
fn range(reader: &Reader<'_>, at: usize, first: Point) -> Option<Found> {
    let second_at = after_mark(reader, first.end)?;
    let joint = reader.text.get(first.end..second_at)?;
    // 从2015年到2020年 names two points; 2015年到2020年 one stretch.
    if joint.contains('到') && reader.before(at).ends_with(['从', '由']) {
        return None;
    }
    let second = second_end(reader, second_at, first)?;
    let (from, to) = (in_document_year(reader, at, first.stamp), second.stamp);
    let to = Stamp { year: to.year.or(from.year), ..to };
    let to = Stamp { month: second.last_month.or(to.month), ..to };
    if first.bare && !bare_ends_agree(reader, at, first, second) || from.year > to.year && to.year.is_some() {
        return None;
    }
    let part = second.part.filter(|_| first.part.is_none());
    let school_year = second.bare && reader.after(second.end).starts_with("学年");
    let end = second.end + if school_year { "学年".len() } else { 0 };
    Some(Found { start: at, end, from, to: Some(to), part, rule: "time.range" })
}

/// The second end of a range: a point of the same fineness, or a day of the same month.
fn second_end(reader: &Reader<'_>, at: usize, first: Point) -> Option<Point> {
    if let (Some(_), Some((day, end))) = (first.stamp.day, point::day(reader, at)) {
        let stamp = Stamp { day: Some(day), ..first.stamp };
        return Some(Point { stamp, last_month: None, part: None, end, bare: false });
    }
    let second = point::read(reader, at)?;
    let has_year = second.stamp.year.is_some();
    let same_fineness = second.stamp.month.is_some() == first.stamp.month.is_some();
    (same_fineness || has_year && !first.bare).then_some(second)
}

/// Whether a bare first year is one: `2021—2035年`, `(2021-2035)`.
fn bare_ends_agree(reader: &Reader<'_>, at: usize, first: Point, second: Point) -> bool {
    let (Some(from), Some(to)) = (first.stamp.year, second.stamp.year) else {
        return false;
    };
    let in_code = reader.before(at).ends_with(['-', '/', '.', '_', '〔', '[', '号', '话', '真'])
        || reader.after(second.end).starts_with(['-', '/', '.', '号', '〕', ']']);
    from < to && to - from <= LONGEST && second.stamp.month.is_none() && !(second.bare && in_code)
}

/// The position after a range mark, with a space on either side, doubled dashes apart.
fn after_mark(reader: &Reader<'_>, at: usize) -> Option<usize> {
    let rest = reader.after(at);
    let spaces = usize::from(rest.starts_with(' '));
    let mark = rest.get(spaces..)?.chars().next().filter(|ch| MARKS.contains(ch))?;
    let end = at + spaces + mark.len_utf8();
    Some(end + usize::from(reader.after(end).starts_with(' ')))
}

/// `1-6月`, `3—5月份`, `7月1-7日`, with a year before or not: the first end has no word of its own.
fn months(reader: &Reader<'_>, at: usize) -> Option<Found> {
    let (year, month_at) = match point::year_number(reader, at) {
        Some((year, end)) => (Some(year), end + reader.after(end).starts_with('年').then_some('年'.len_utf8())?),
        None => (None, at),
    };
    let (first, end) = point::small(reader, month_at, 12)?;
    let from = in_document_year(reader, at, Stamp { year, month: Some(first), day: None });
    if reader.after(end).starts_with('月') {
        let (day, day_end) = point::small(reader, end + '月'.len_utf8(), 31)?;
        let (last, end) = point::day(reader, after_mark(reader, day_end)?)?;
        let (from, to) = (Stamp { day: Some(day), ..from }, Stamp { day: Some(last), ..from });
        return (day < last).then_some(Found { start: at, end, from, to: Some(to), part: None, rule: "time.range" });
    }
    let (last, digits_end) = point::small(reader, after_mark(reader, end)?, 12)?;
    let rest = reader.after(digits_end).strip_prefix('月').filter(|_| first < last)?;
    let named = if rest.starts_with('份') { '份'.len_utf8() } else { 0 };
    let end = digits_end + '月'.len_utf8() + named;
    // 1-6月龄 is an age, 3-5月1日 no range of months.
    if rest.starts_with('龄') || point::day(reader, end).is_some() {
        return None;
    }
    let to = Stamp { month: Some(last), ..from };
    Some(Found { start: at, end, from, to: Some(to), part: None, rule: "time.range" })
}

/// Whether a bare year shares the 年 of a year after it: `2021、2022年`.
fn is_year_in_list(reader: &Reader<'_>, end: usize) -> bool {
    let mut at = end;
    for _ in 0..6 {
        let Some(mark) = reader.after(at).chars().next().filter(|ch| matches!(ch, '、' | '和' | '及' | '与' | '/'))
        else {
            return false;
        };
        let Some((_, next)) = point::year_number(reader, at + mark.len_utf8()) else {
            return false;
        };
        if reader.after(next).starts_with('年') {
            return true;
        }
        at = next;
    }
    false
}

/// Words that the name of an event goes on with after its year.
const EVENTS: [&str; 7] = ["中国", "世界", "国际", "全国", "全球", "亚洲", "亚太"];

/// Whether a bare year begins the name of an event: `2020 中国·…论坛`.
fn is_year_of_event(reader: &Reader<'_>, at: usize, end: usize) -> bool {
    let rest = reader.after(end);
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    let opens = reader
        .before(at)
        .chars()
        .next_back()
        .is_none_or(|ch| !ch.is_alphanumeric() && !matches!(ch, '-' | '.' | '/' | '〔' | '['));
    opens && EVENTS.iter().any(|word| rest.starts_with(word))
}

/// A quarter, half or end of a year that is not named: 一季度, 上半年, 年底前.
pub(super) fn part_of_unknown_year(reader: &Reader<'_>, at: usize) -> Option<Found> {
    let rest = reader.after(at);
    let stamp = in_document_year(reader, at, Stamp::default());
    if let Some((first, last, len)) = months_at(rest) {
        let before = reader.before(at);
        if before.ends_with(['每', '个', '第', '各', '逐', '某']) || rest.get(len..)?.starts_with('度') {
            return None;
        }
        let (from, to) = (Stamp { month: Some(first), ..stamp }, Stamp { month: Some(last), ..stamp });
        let (part, part_len) = part_of_months(rest.get(len..)?);
        return Some(Found {
            start: at,
            end: at + len + part_len,
            from,
            to: Some(to),
            part,
            rule: "time.part_of_year",
        });
    }
    let len = ["年底", "年末"].iter().find(|word| rest.starts_with(**word))?.len();
    let before = reader.before(at);
    let own = !before.ends_with(|ch: char| ch.is_ascii_digit()) || before.ends_with("今年");
    let bounded = ["前", "之前", "以前"].iter().any(|word| rest.get(len..).is_some_and(|rest| rest.starts_with(word)))
        || ["到", "至", "截至", "截止"].iter().any(|word| before.ends_with(word));
    (own && bounded).then_some(Found {
        start: at,
        end: at + len,
        from: stamp,
        to: None,
        part: Some(Part::End),
        rule: "time.year_end",
    })
}

/// Fills an unknown year in where the word before says which one and the document's own date is known: 今年6月底.
fn in_document_year(reader: &Reader<'_>, at: usize, stamp: Stamp) -> Stamp {
    let before = reader.before(at);
    let shift = [
        ("今年", 0),
        ("本年", 0),
        ("本年度", 0),
        ("当年", 0),
        ("明年", 1),
        ("次年", 1),
        ("去年", -1),
        ("上年", -1),
        ("前年", -2),
    ]
    .into_iter()
    .find(|(word, _)| before.ends_with(word))
    .map(|(_, shift)| shift);
    let year = shift.and_then(|shift| reader.year?.checked_add_signed(shift));
    Stamp { year: stamp.year.or(year), ..stamp }
}
