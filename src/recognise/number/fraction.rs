//! Fractions (分数): `百分之三十`, `三分之一`, `千分之五`, `1/3`, and proportions `2.3:1`.

use super::compare::{self, Cmp};
use super::quantity::Quantity;
use super::{Reader, exclude};
use crate::lexicon::Kind;
use crate::recognise::numeral::{self, Decimal, digits_end};

/// Reads the fraction that begins at `at`.
pub(super) fn read(reader: &Reader<'_>, at: usize) -> Option<Quantity> {
    if reader.after(at).starts_with(|ch: char| ch.is_ascii_digit()) {
        return per_many(reader, at).or_else(|| slashed(reader, at)).or_else(|| proportion(reader, at));
    }
    let (value, unit, kind, end) = share(reader, at)?;
    let mut found = quantity(reader, at..end, value, unit, kind);
    let mark = reader.after(end).chars().next().filter(|ch| matches!(ch, '至' | '到' | '-' | '—' | '~'));
    let second = mark.and_then(|mark| second_share(reader, end + mark.len_utf8(), kind));
    if let Some((upper, end)) = second {
        (found.upper, found.end, found.cmp) = (Some(upper), end, Cmp::Range);
        found.trigger.end = end;
    }
    Some(found)
}

/// The upper end of a range of shares: 百分之十至百分之二十, 百分之十至二十.
fn second_share(reader: &Reader<'_>, at: usize, kind: Kind) -> Option<(Decimal, usize)> {
    match share(reader, at) {
        Some((value, _, other, end)) => (other == kind).then_some((value, end)),
        None => numeral::read(reader.text, at).filter(|number| number.chinese).map(|number| (number.value, number.end)),
    }
}

/// The most characters before 分之.
const LONGEST_WHOLE: usize = 4;

/// `百分之三十`: the value, its unit and kind, and the byte after it.
fn share(reader: &Reader<'_>, at: usize) -> Option<(Decimal, &'static str, Kind, usize)> {
    let rest = reader.after(at);
    let (whole_end, _) = rest.char_indices().take(LONGEST_WHOLE + 1).find(|(at, _)| is_share_mark(rest, *at))?;
    let after = at + whole_end + "分之".len();
    let part = if reader.after(after).starts_with('百') {
        (Decimal::whole(100), after + '百'.len_utf8())
    } else {
        let part = numeral::read(reader.text, after)?;
        (part.value, part.end)
    };
    match rest.get(..whole_end)? {
        "百" => Some((part.0, "%", Kind::Percent, part.1)),
        "千" => Some((part.0, "‰", Kind::Percent, part.1)),
        "万" => Some((part.0.over(Decimal::whole(10_000))?, "", Kind::Ratio, part.1)),
        _ => {
            let whole = numeral::read(reader.text, at).filter(|whole| whole.end == at + whole_end)?;
            Some((part.0.over(whole.value)?, "", Kind::Ratio, part.1))
        }
    }
}

fn is_share_mark(rest: &str, at: usize) -> bool {
    rest.get(at..).is_some_and(|rest| rest.starts_with("分之"))
}

/// `1/3`: a small proper fraction that nothing goes on from.
fn slashed(reader: &Reader<'_>, at: usize) -> Option<Quantity> {
    let (part, end) = small(reader, at)?;
    let (whole, end) = reader.after(end).starts_with('/').then(|| small(reader, end + 1))??;
    let rest = reader.after(end);
    let goes_on = rest.starts_with(|ch: char| ch.is_ascii_alphanumeric() || matches!(ch, '/' | '.' | '-'));
    if goes_on || !part.less_than(whole) || rest.starts_with(['年', '月', '日', '号']) {
        return None;
    }
    Some(quantity(reader, at..end, part.over(whole)?, "", Kind::Ratio))
}

/// `8/10万`: a rate over a round number of people.
fn per_many(reader: &Reader<'_>, at: usize) -> Option<Quantity> {
    let end = digits_end(reader.text, at);
    let value = Decimal::parse(reader.text.get(at..end)?)?;
    let rest = reader.after(end);
    let per = ["/10万人", "/10万", "/十万", "/百万", "/万人", "/千人"].into_iter().find(|per| rest.starts_with(per))?;
    Some(Quantity { rule: Some("number.rate"), ..quantity(reader, at..end + per.len(), value, per, Kind::Rate) })
}

/// `2.3:1` where the words before speak of a ratio.
fn proportion(reader: &Reader<'_>, at: usize) -> Option<Quantity> {
    let end = digits_end(reader.text, at);
    let first = Decimal::parse(reader.text.get(at..end)?)?;
    let second_at = end + 1;
    if !reader.after(end).starts_with(':') || !reader.after(second_at).starts_with(|ch: char| ch.is_ascii_digit()) {
        return None;
    }
    let second_end = digits_end(reader.text, second_at);
    let second = Decimal::parse(reader.text.get(second_at..second_end)?)?;
    let goes_on = reader.after(second_end).starts_with(|ch: char| ch == ':' || ch.is_ascii_alphanumeric());
    let clause = exclude::clause_before(reader, at);
    if goes_on || !(clause.contains('比') || clause.contains("比例")) {
        return None;
    }
    Some(quantity(reader, at..second_end, first.over(second)?, "", Kind::Ratio))
}

/// A whole number of one or two digits.
fn small(reader: &Reader<'_>, at: usize) -> Option<(Decimal, usize)> {
    let rest = reader.after(at);
    let len = rest.bytes().take(3).take_while(u8::is_ascii_digit).count();
    if len == 0 || len > 2 {
        return None;
    }
    Some((Decimal::parse(rest.get(..len)?)?, at + len))
}

fn quantity(reader: &Reader<'_>, span: std::ops::Range<usize>, value: Decimal, unit: &str, kind: Kind) -> Quantity {
    let around = compare::around(reader, span.start, span.end, kind);
    Quantity {
        start: span.start,
        end: span.end,
        value,
        upper: None,
        unit: unit.to_owned(),
        kind,
        cmp: around.cmp,
        rule: Some("number.fraction"),
        trigger: around.trigger,
    }
}
