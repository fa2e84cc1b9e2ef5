//! The phrase that names a metric, read back from its value.

use super::words::{BEGINS, HEADS, LEADS};
use crate::recognise::{Candidate, Context};
use crate::scheme::label;
use crate::text::ViewSpan;

/// The most characters of a metric's name, and the fewest.
const LONGEST: usize = 30;
const SHORTEST: usize = 3;

/// Where the words that lead to a quantity begin: comparators, verbs and times between it and its metric.
pub(super) fn lead(text: &str, kept: &[Candidate], index: usize) -> usize {
    let Some(quantity) = kept.get(index) else {
        return 0;
    };
    let mut at = quantity.span.start as usize;
    let mut others = kept.get(..index).unwrap_or(&[]).iter().rev().peekable();
    for _ in 0..8 {
        let before = text.get(..at).unwrap_or("");
        if before.ends_with(' ') {
            at -= 1;
            continue;
        }
        if let Some(time) = others.next_if(|other| other.label == label::TIME && other.span.end as usize == at) {
            at = time.span.start as usize;
            continue;
        }
        // 2020年的45%: 的 leads on only after a time; 总投资的30% is a share, not a value.
        let of_time = before.strip_suffix('的').map(str::len);
        if let Some(end) = of_time
            .filter(|end| others.peek().is_some_and(|it| it.label == label::TIME && it.span.end as usize == *end))
        {
            at = end;
            continue;
        }
        let word = LEADS.iter().filter(|word| before.ends_with(**word)).max_by_key(|word| word.len());
        match word {
            Some(word) => at -= word.len(),
            None => break,
        }
    }
    at
}

/// Whether the clause begins where the lead does: its metric was named before (`…为63%,提高0.8个百分点`).
pub(super) fn goes_on(text: &str, lead: usize, start: usize) -> bool {
    text.get(..lead).is_some_and(|before| before.ends_with([',', '('])) && lead < start
}

/// The metric that ends where the lead begins.
pub(super) fn indicator(context: Context<'_>, kept: &[Candidate], index: usize, lead: usize) -> Option<ViewSpan> {
    let text = context.view.as_str();
    let before = text.get(..lead)?;
    HEADS.iter().find(|head| before.ends_with(**head))?;
    let ends = kept.get(..index)?.iter().rev().take(LONGEST).map(|other| other.span.end as usize);
    let limit = ends.into_iter().find(|end| *end <= lead).unwrap_or(0);
    let len: usize = before.chars().rev().take(LONGEST).take_while(|ch| is_of_phrase(*ch)).map(char::len_utf8).sum();
    let start = (lead - len).max(limit).min(lead);
    let start = start + list_number_len(text.get(start..lead)?);
    let start = start + after_last_beginning(text.get(start..lead)?);
    let phrase = text.get(start..lead)?;
    let chars = phrase.chars().count();
    let is_rest = ["其中", "完成", "实现", "累计", "安排", "计划"].iter().any(|word| phrase.contains(word));
    if is_rest || phrase.starts_with(['或', '按', '约', '占', '之', '等', '后', '内', '中', '.']) {
        return None;
    }
    let whole = !text.get(..start)?.ends_with(is_of_phrase) || chars < LONGEST;
    let span = ViewSpan::from_range(start..lead);
    (chars >= SHORTEST && whole && context.words.is_edge(start)).then_some(span)
}

/// Whether a character can stand in the name of a metric.
fn is_of_phrase(ch: char) -> bool {
    ch.is_alphanumeric() || matches!(ch, '·' | '%' | '/' | '.')
}

/// The length of a list number that the phrase begins with: `1.`.
fn list_number_len(phrase: &str) -> usize {
    let digits = phrase.bytes().take(2).take_while(u8::is_ascii_digit).count();
    let point = phrase.get(digits..).is_some_and(|rest| rest.starts_with('.'));
    if digits > 0 && point { digits + 1 } else { 0 }
}

/// Bytes up to the end of the last word that a metric's name does not reach back over.
fn after_last_beginning(phrase: &str) -> usize {
    let ends = BEGINS.iter().filter_map(|word| {
        let at = phrase.rfind(word)? + word.len();
        let rest = phrase.get(at..)?;
        let inside = matches!(*word, "已" | "在" | "对" | "到" | "和" | "及" | "并" | "使" | "将" | "各")
            && is_inside_word(phrase, at, word);
        let threshold =
            *word == "以上" && phrase.get(..at).is_some_and(|it| it.ends_with("规模以上") || it.ends_with("限额以上"));
        (rest.chars().count() >= SHORTEST && !inside && !threshold).then_some(at)
    });
    ends.max().unwrap_or(0)
}

/// Whether a short function word is part of a longer word here: 在校, 普及, 对外, 到位, 使用, 并网.
fn is_inside_word(phrase: &str, end: usize, word: &str) -> bool {
    let before = phrase.get(..end - word.len()).unwrap_or("");
    let after = phrase.get(end..).unwrap_or("");
    after.starts_with(['校', '外', '位', '用', '网', '册', '岗', '线', '职', '建', '接', '率', '售', '地'])
        || before.ends_with([
            '普', '涉', '绝', '相', '存', '现', '潜', '所', '内', '饱', '缓', '总', '共', '温', '合', '即', '兼', '达',
        ])
}
