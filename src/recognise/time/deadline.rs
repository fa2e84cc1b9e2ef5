//! Deadlines (期限): words around a time that make it one, 到2025年, 2025年前.

use super::Reader;
use std::ops::Range;

/// Characters before 到 that make it part of a verb: 提高到, 增加到, 截至到.
const VERBS: &str = "高加达长降升大少展迟延减增缩拓扩低至受看得直推持提压拖回收优完转调涨跌恢改变做听想来未续";

/// What 前 goes on to another word with: 前后, 前三季度.
const NOT_BEFORE: &str = "后期三两几述沿瞻往景列端置一二四五六七八九十半者来所身缘";

/// The words that make the time at `start..end` a deadline, with the time itself.
pub(super) fn around(reader: &Reader<'_>, start: usize, end: usize) -> Option<Range<usize>> {
    after(reader.after(end)).map(|len| start..end + len).or_else(|| before(reader.before(start)).map(|at| at..end))
}

/// The length of 前, 之前, 以前 after a time, with a weekday or an hour between: 7月31日(星期一)17时前.
fn after(rest: &str) -> Option<usize> {
    let space = usize::from(rest.starts_with(' '));
    let skipped = space + clock_len(rest.get(space..)?);
    let rest = rest.get(skipped..)?;
    if let Some(word) = ["之前", "以前", "底前"].iter().find(|word| rest.starts_with(**word)) {
        return Some(skipped + word.len());
    }
    let next = rest.strip_prefix('前')?.chars().next();
    let other_word = next.is_some_and(|ch| NOT_BEFORE.contains(ch) || ch.is_ascii_digit());
    (!other_word).then_some(skipped + '前'.len_utf8())
}

/// The length of `(星期一)` and of an hour (`下午5:30`, `17时`, `24点`) after a date.
fn clock_len(rest: &str) -> usize {
    let weekday = ["(星期", "(周"].iter().find_map(|open| {
        let len = rest.strip_prefix(open)?.chars().next()?.len_utf8() + open.len();
        rest.get(len..)?.starts_with(')').then_some(len + 1)
    });
    let mut at = weekday.unwrap_or(0);
    let after = |at: usize| rest.get(at..).unwrap_or("");
    at += ["上午", "中午", "下午", "晚上", "晚", "早"]
        .iter()
        .find(|word| after(at).starts_with(**word))
        .map_or(0, |word| word.len());
    let digits = |at: usize| after(at).bytes().take(3).take_while(u8::is_ascii_digit).count();
    let hour = digits(at);
    let mark = after(at + hour).chars().next().filter(|ch| matches!(ch, ':' | '时' | '点'));
    let Some(mark) = mark.filter(|_| (1..=2).contains(&hour)) else {
        return weekday.unwrap_or(0);
    };
    at += hour + mark.len_utf8();
    let minute = digits(at);
    at + minute + if minute > 0 && after(at + minute).starts_with('分') { '分'.len_utf8() } else { 0 }
}

/// Where 到, 最迟, 不晚于 before a time begins.
fn before(before: &str) -> Option<usize> {
    let text = before.strip_suffix(' ').unwrap_or(before);
    let words = ["不晚于", "不迟于", "最迟于", "最迟", "最晚", "最晚于"];
    if let Some(word) = words.iter().find(|word| text.ends_with(**word)) {
        return Some(text.len() - word.len());
    }
    let earlier = text.strip_suffix('到')?;
    let last = earlier.chars().next_back();
    let in_verb =
        last.is_some_and(|ch| VERBS.contains(ch) || ch.is_ascii_digit() || matches!(ch, '年' | '月' | '日' | '%'));
    (!in_verb).then_some(earlier.len())
}
