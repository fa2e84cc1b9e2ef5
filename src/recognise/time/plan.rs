//! Plan periods (五年规划时期): `“十四五”`, with quotes or without.

use super::calendar::{Part, Stamp};
use super::{Found, Reader};
use crate::recognise::numeral::is_numeral_char;

/// Opening quotes with their closing ones.
const QUOTES: [(char, char); 5] = [('“', '”'), ('"', '"'), ('「', '」'), ('‘', '’'), ('『', '』')];

/// Words after the earlier plans, whose short names also mean other things (`“八五”普法`).
const AFTER_EARLY: [&str; 7] = ["时期", "期间", "计划", "规划", "以来", "末", "初"];

/// Reads a plan period in quotes; `at` is the opening one.
pub(super) fn quoted(reader: &Reader<'_>, at: usize) -> Option<Found> {
    let opening = reader.after(at).chars().next()?;
    let closing = QUOTES.iter().find(|(open, _)| *open == opening)?.1;
    let inside = at + opening.len_utf8();
    let (number, end) = number_of_plan(reader, inside)?;
    let rest = reader.after(end).strip_prefix(closing)?;
    let early = number < 10 && !AFTER_EARLY.iter().any(|word| rest.starts_with(word));
    if early || rest.starts_with("普法") {
        return None;
    }
    Some(found(reader, at, end + closing.len_utf8(), number))
}

/// Reads a plan period without quotes of its own: 十四五.
pub(super) fn bare(reader: &Reader<'_>, at: usize) -> Option<Found> {
    let (number, end) = number_of_plan(reader, at).filter(|(number, _)| *number > 10)?;
    let rest = reader.after(end);
    let before = reader.before(at);
    let other = rest.starts_with([
        '个', '年', '届', '项', '条', '人', '次', '中', '普', '路', '号', '日', '月', '岁', '天', '章', '点',
    ]) || before.ends_with(['第', '前', '近'])
        || rest.starts_with(is_numeral_char);
    (!other).then(|| found(reader, at, end, number))
}

/// The number of the plan: 十四五 is the fourteenth.
fn number_of_plan(reader: &Reader<'_>, at: usize) -> Option<(u32, usize)> {
    let digit = |ch: char| "一二三四五六七八九".chars().zip(1..).find(|(sign, _)| *sign == ch).map(|(_, digit)| digit);
    let mut chars = reader.after(at).chars();
    let (first, second, third) = (chars.next()?, chars.next()?, chars.next());
    let wide = '五'.len_utf8();
    match (first, second, third) {
        ('十', _, Some('五')) => Some((10 + digit(second)?, at + 3 * wide)),
        ('十', '五', _) => Some((10, at + 2 * wide)),
        (_, '五', _) => Some((digit(first)?, at + 2 * wide)),
        _ => None,
    }
}

fn found(reader: &Reader<'_>, start: usize, end: usize, number: u32) -> Found {
    // The fifth plan ended in 1980; five years each since then, and before it from 1953 with a gap of three years.
    let first = match number {
        0..=2 => 1953 + 5 * number.saturating_sub(1),
        _ => 1966 + 5 * (number - 3),
    };
    let rest = reader.after(end);
    let part = match rest.chars().next() {
        Some('末') => Some(Part::End),
        Some('初') if !rest.starts_with("初步") && !rest.starts_with("初期") => Some(Part::Start),
        _ => None,
    };
    let end = if part.is_some() { end + '末'.len_utf8() } else { end };
    Found { start, end, from: Stamp::year(first), to: Some(Stamp::year(first + 4)), part, rule: "time.plan" }
}
