//! Numerals in Arabic digits: `41107`, `1,234.56`, `3.5万`, `2000余万`, `1亿2000万`.

use super::{Decimal, Numeral, begins_unit, more_here};

/// 万, 亿 and what they join with, longest first, with their powers of ten.
const SCALES: &[(&str, u32)] = &[
    ("万亿", 12),
    ("千亿", 11),
    ("百亿", 10),
    ("十亿", 9),
    ("千万", 7),
    ("百万", 6),
    ("十万", 5),
    ("亿", 8),
    ("万", 4),
    ("千", 3),
    ("百", 2),
];

/// Reads the numeral whose first digit stands at `at`.
pub(super) fn read(text: &str, at: usize) -> Option<Numeral> {
    let mut numeral = part(text, at)?;
    // 1亿2000万: a part of its own after 亿 or 万, smaller than it.
    while numeral.scale >= 4 && !numeral.more && starts_with_digit(text, numeral.end) {
        let next = part(text, numeral.end)?;
        let unit = Decimal::whole(1).scaled(numeral.scale)?;
        if next.scale == 0 || next.scale >= numeral.scale || !next.value.less_than(unit) {
            break;
        }
        let value = numeral.value.plus(next.value)?;
        numeral = Numeral { value, base: value, scale: 0, end: next.end, more: next.more, ..numeral };
    }
    Some(numeral)
}

/// Digits with what belongs to them: 余 or 多, 万 or 亿, in either order.
fn part(text: &str, at: usize) -> Option<Numeral> {
    let mut end = digits_end(text, at);
    let base = Decimal::parse(text.get(at..end)?)?;
    let mut more = false;
    if let Some(len) = more_here(text.get(end..)?) {
        more = true;
        end += len;
    }
    let rest = text.get(end..)?;
    let scale = SCALES.iter().find(|(word, _)| rest.starts_with(word)).filter(|_| !begins_unit(rest));
    let (word, power) = scale.copied().unwrap_or(("", 0));
    end += word.len();
    if let Some(len) = more_here(text.get(end..)?).filter(|_| power > 0 && !more) {
        more = true;
        end += len;
    }
    Some(Numeral { value: base.scaled(power)?, base, scale: power, end, chinese: false, more, large: power > 0 })
}

fn starts_with_digit(text: &str, at: usize) -> bool {
    text.as_bytes().get(at).is_some_and(u8::is_ascii_digit)
}

/// The end of a run of digits, with separators of thousands and one decimal point.
pub(in crate::recognise) fn digits_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes.iter().skip(from).take_while(|byte| byte.is_ascii_digit()).count();
    let first = digits(at);
    let mut end = at + first;
    while first <= 3 && bytes.get(end) == Some(&b',') && digits_up_to(bytes, end + 1, 4) == 3 {
        end += 4;
    }
    if bytes.get(end) == Some(&b'.') {
        let fraction = digits(end + 1);
        if fraction > 0 {
            end += 1 + fraction;
        }
    }
    end
}

/// How many digits stand from `from` on, counted up to `most`.
fn digits_up_to(bytes: &[u8], from: usize, most: usize) -> usize {
    bytes.iter().skip(from).take(most).take_while(|byte| byte.is_ascii_digit()).count()
}
