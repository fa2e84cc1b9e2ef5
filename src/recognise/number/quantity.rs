//! One quantity: a numeral or a range of two, with a unit.

use super::compare::{self, Cmp};
use super::measure::{self, Measure};
use super::{Reader, exclude};
use crate::lexicon::{Kind, Use};
use crate::recognise::numeral::{self, Decimal, Numeral};
use std::ops::Range;

/// A quantity that was read.
#[derive(Debug, Clone)]
pub(super) struct Quantity {
    /// The first byte of the number.
    pub start: usize,
    /// The byte after the unit.
    pub end: usize,
    /// Its value, or the lower end of a range.
    pub value: Decimal,
    /// The upper end of a range.
    pub upper: Option<Decimal>,
    /// The unit, without 万 and 亿.
    pub unit: String,
    /// What is measured.
    pub kind: Kind,
    /// How the value bounds the thing measured.
    pub cmp: Cmp,
    /// The name of a special rule.
    pub rule: Option<&'static str>,
    /// The words that say so: the quantity with its comparator.
    pub trigger: Range<usize>,
}

/// Reads the quantity whose number begins at `at`.
pub(super) fn read(reader: &Reader<'_>, at: usize) -> Option<Quantity> {
    let at = at + exclude::list_number_len(reader, at);
    let first = numeral::read(reader.text, at).or_else(|| scale_alone(reader, at))?;
    if first.chinese && exclude::is_part_of_word(reader, at, first.end) {
        return None;
    }
    range(reader, at, first).or_else(|| single(reader, at, first))
}

fn single(reader: &Reader<'_>, at: usize, number: Numeral) -> Option<Quantity> {
    let measure = measure::read(reader, number.end, number.scale > 0)
        .or_else(|| measure::of_number_without_unit(reader, at, &number))?;
    let end = measure.end;
    if !counts(reader, at, &number, &measure) {
        return None;
    }
    let sign = exclude::minus_before(reader, at);
    let below_zero = sign > 0 || reader.before(at).ends_with("零下");
    let value = if below_zero { number.value.negated() } else { number.value };
    let found = compare::around(reader, at - sign, end, measure.kind);
    let more = number.more || measure.more;
    let cmp = if more && found.cmp == Cmp::Eq { Cmp::Gt } else { found.cmp };
    Some(Quantity {
        start: at - sign,
        end,
        value,
        upper: None,
        unit: measure.unit,
        kind: measure.kind,
        cmp,
        rule: number.chinese.then_some("number.chinese"),
        trigger: found.trigger,
    })
}

/// Whether the number with its unit is a quantity: Chinese numerals are often mere words (三个, 四项, 一体).
fn counts(reader: &Reader<'_>, at: usize, number: &Numeral, measure: &Measure) -> bool {
    if exclude::by_unit(reader, at, number, measure) {
        return false;
    }
    if !number.chinese {
        return measure.usage != Use::Scaled || number.scale > 0;
    }
    if exclude::is_ordinal_like(reader, at) {
        return false;
    }
    let bounded = compare::around(reader, at, measure.end, measure.kind).is_close();
    // 三元 is more often a place than three yuan.
    let least = if measure.unit == "元" { 10 } else { 2 };
    let small = number.value.less_than(Decimal::whole(least));
    match measure.usage {
        Use::Measure => !small || bounded || number.large || measure.unit == "番",
        Use::Count => {
            let many = !number.value.less_than(Decimal::whole(20)) && !exclude::is_rhetorical_unit(&measure.unit);
            number.large || number.more || many || bounded && !exclude::is_rhetorical_unit(&measure.unit)
        }
        Use::Stated => bounded || number.more || exclude::is_stated_term(reader, at),
        Use::Digits => false,
        Use::Scaled => number.scale > 0,
    }
}

/// Words after which 百, 千, 万 and 亿 alone are a number: 超千亿元.
const BOUNDS: [&str; 12] = ["超过", "超", "突破", "逾", "近", "将近", "接近", "约", "不少于", "不低于", "至少", "破"];

/// Reads 百, 千, 万 or 亿 that stand alone: with 余 or 多 after them (百余家), or after a comparator (突破千亿元).
fn scale_alone(reader: &Reader<'_>, at: usize) -> Option<Numeral> {
    let number = numeral::scale_alone(reader.text, at)?;
    let before = reader.before(at);
    let bound =
        BOUNDS.iter().any(|word| before.ends_with(word)) && !NOT_ROUGH.iter().any(|word| before.ends_with(word));
    let graded = reader.after(number.end).starts_with(['级', '年', '日', '强', '里', '姓', '般', '倍']);
    (!graded && (number.more || bound)).then_some(number)
}

/// Words that end like a comparator: 附近, 签约.
const NOT_ROUGH: [&str; 7] = ["附近", "就近", "最近", "节约", "签约", "履约", "违约"];

/// Whether a term in Chinese numerals is stated as one: by a bound around it, or by the word before it.
fn is_stated(reader: &Reader<'_>, at: usize, measure: &Measure) -> bool {
    compare::around(reader, at, measure.end, measure.kind).is_close() || exclude::is_stated_term(reader, at)
}

/// Marks between the ends of a range.
const RANGE_MARKS: [&str; 10] = ["-", "—", "–", "~", "～", "−", "－", "─", "至", "到"];

/// Reads a range of two numbers joined by a dash, 至 or 到, the unit at the end or at both.
fn range(reader: &Reader<'_>, at: usize, first: Numeral) -> Option<Quantity> {
    let own = measure::read(reader, first.end, first.scale > 0);
    let joint = own.as_ref().map_or(first.end, |measure| measure.end);
    let second_at = after_range_mark(reader.after(joint)).map(|len| joint + len)?;
    let second = numeral::read(reader.text, second_at).filter(|second| second.chinese == first.chinese)?;
    if exclude::begins_change(reader, at) && own.is_some() {
        return None;
    }
    let measure = measure::read(reader, second.end, second.scale > 0)
        .or_else(|| measure::of_number_without_unit(reader, at, &second))?;
    if own.as_ref().is_some_and(|own| own.unit != measure.unit)
        || exclude::by_unit(reader, second_at, &second, &measure)
    {
        return None;
    }
    if first.chinese && measure.usage == Use::Stated && !is_stated(reader, at, &measure) {
        return None;
    }
    let lower = if own.is_some() { first.value } else { first.sharing(second) };
    let around = compare::around(reader, at, measure.end, measure.kind);
    Some(Quantity {
        start: at,
        end: measure.end,
        value: lower,
        upper: Some(second.value),
        unit: measure.unit,
        kind: measure.kind,
        cmp: Cmp::Range,
        rule: None,
        trigger: around.trigger,
    })
}

/// The length of a range mark, with one space around it, when a numeral follows.
fn after_range_mark(rest: &str) -> Option<usize> {
    let spaces = usize::from(rest.starts_with(' '));
    let mark = RANGE_MARKS.iter().find(|mark| rest.get(spaces..).is_some_and(|rest| rest.starts_with(**mark)))?;
    let len = spaces + mark.len();
    Some(len + usize::from(rest.get(len..)?.starts_with(' ')))
}
