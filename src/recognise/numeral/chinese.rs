//! Numerals in Chinese characters: `三千五百`, `二十余`, `两亿`, `壹佰贰拾`, `三点五`, and the digits of years `二〇三五`.

use super::{Decimal, Numeral, begins_unit, more_here};

/// One character of a Chinese numeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Digit(u64),
    /// 十, 百, 千 and their formal forms: the power of ten.
    Small(u32),
    /// 万, 亿.
    Large(u32),
}

fn sign(ch: char) -> Option<Sign> {
    Some(match ch {
        '零' | '〇' | '○' => Sign::Digit(0),
        '一' | '壹' => Sign::Digit(1),
        '二' | '两' | '贰' => Sign::Digit(2),
        '三' | '叁' => Sign::Digit(3),
        '四' | '肆' => Sign::Digit(4),
        '五' | '伍' => Sign::Digit(5),
        '六' | '陆' => Sign::Digit(6),
        '七' | '柒' => Sign::Digit(7),
        '八' | '捌' => Sign::Digit(8),
        '九' | '玖' => Sign::Digit(9),
        '十' | '拾' => Sign::Small(1),
        '百' | '佰' => Sign::Small(2),
        '千' | '仟' => Sign::Small(3),
        '万' => Sign::Large(4),
        '亿' => Sign::Large(8),
        _ => return None,
    })
}

/// Whether a character can be part of a Chinese numeral.
pub(in crate::recognise) fn is_numeral_char(ch: char) -> bool {
    // All signs lie in these rows of the code table; most characters of a text are told apart by the first test.
    matches!(
        ch,
        '一'
            ..='万'
                | '三'
                | '两'
                | '九'
                | '二'
                | '五'
                | '亿'
                | '伍'
                | '仟'
                | '佰'
                | '六'
                | '八'
                | '十'
                | '千'
                | '叁'
                | '四'
                | '壹'
                | '拾'
                | '捌'
                | '柒'
                | '玖'
                | '百'
                | '零'
                | '〇'
                | '○'
                | '肆'
                | '贰'
                | '陆'
    ) && sign(ch).is_some()
}

/// What has been read of a numeral: finished 亿 and 万 parts, the part below 万, and a digit that waits for its place.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    total: u64,
    section: u64,
    digit: Option<u64>,
    /// The power of the last place, for 一百五 (150).
    place: u32,
    after_zero: bool,
    /// The power of a 万 or 亿 at the very end, and what stood before it.
    scale: u32,
    base: u64,
    large: bool,
}

impl Sum {
    /// Takes the next sign; `None` where it cannot go on.
    fn take(&mut self, sign: Sign) -> Option<()> {
        match sign {
            Sign::Digit(0) => {
                if self.digit.is_some() || self.place == 0 {
                    return None;
                }
                self.after_zero = true;
            }
            Sign::Digit(digit) => {
                if self.digit.replace(digit).is_some() {
                    return None;
                }
            }
            Sign::Small(power) => {
                // 十 may stand alone (十五); 百 and 千 need their digit.
                let alone = (power == 1 && self.section == 0 && !self.after_zero).then_some(1);
                let digit = self.digit.take().or(alone)?;
                if self.section > 0 && power >= self.place {
                    return None;
                }
                self.section = self.section.checked_add(digit * 10_u64.pow(power))?;
                self.place = power;
                self.after_zero = false;
                self.large |= power > 1;
            }
            Sign::Large(power) => {
                let section = self.section + self.digit.take().unwrap_or(0);
                let before = if power == 8 { self.total.checked_add(section)? } else { section };
                if before == 0 {
                    return None;
                }
                let worth = before.checked_mul(10_u64.pow(power))?;
                self.total = if power == 8 { worth } else { self.total.checked_add(worth)? };
                (self.section, self.place, self.after_zero, self.large) = (0, power, false, true);
                (self.scale, self.base) = (power, before);
                return Some(());
            }
        }
        self.scale = 0;
        Some(())
    }

    fn value(&self) -> Option<u64> {
        let digit = self.digit.unwrap_or(0);
        // 一百五 is 150, 两万三 is 23000; after 零 and after 十 a digit is itself.
        let digit = if self.place > 1 && !self.after_zero { digit * 10_u64.pow(self.place - 1) } else { digit };
        self.total.checked_add(self.section)?.checked_add(digit)
    }
}

/// Reads the Chinese numeral that begins at `at`. Digits in a row without places (`三五`) are no numeral.
pub(super) fn read(text: &str, at: usize) -> Option<Numeral> {
    let rest = text.get(at..)?;
    let (mut sum, mut end, mut more) = (Sum::default(), at, false);
    for (offset, ch) in rest.char_indices() {
        let here = rest.get(offset..)?;
        if at + offset < end {
            continue;
        }
        match sign(ch) {
            Some(_) if ch != '十' && begins_unit(here) && sum.digit.is_some() => break,
            Some(Sign::Small(_) | Sign::Digit(_)) if more => break,
            Some(sign) => sum.take(sign)?,
            None => match more_here(here).filter(|_| !more && sum.digit.is_none() && sum.place > 0) {
                Some(_) => more = true,
                None => break,
            },
        }
        end = at + offset + ch.len_utf8();
    }
    let fraction_end = fraction_end(text, end).filter(|_| !more);
    let value = match fraction_end {
        Some(_) => fraction(text, end, sum.value()?)?,
        None => Decimal::whole(sum.value()?),
    };
    let end = fraction_end.unwrap_or(end);
    let base = if sum.scale > 0 { Decimal::whole(sum.base) } else { value };
    (end > at).then_some(Numeral { value, base, scale: sum.scale, end, chinese: true, more, large: sum.large })
}

/// Reads 百, 千, 万, 亿 and what they join to (千亿, 万亿) where no digit stands before them.
pub(in crate::recognise) fn scale_alone(text: &str, at: usize) -> Option<Numeral> {
    let rest = text.get(at..)?;
    let table = [
        ("万亿", 12),
        ("千亿", 11),
        ("百亿", 10),
        ("千万", 7),
        ("百万", 6),
        ("亿", 8),
        ("万", 4),
        ("千", 3),
        ("百", 2),
    ];
    let (word, power) = table.into_iter().find(|(word, _)| rest.starts_with(word)).filter(|_| !begins_unit(rest))?;
    let more = more_here(rest.get(word.len()..)?);
    let value = Decimal::whole(1).scaled(power)?;
    let end = at + word.len() + more.unwrap_or(0);
    Some(Numeral { value, base: value, scale: 0, end, chinese: true, more: more.is_some(), large: true })
}

/// The end of 点 with digits after it (`三点五`).
fn fraction_end(text: &str, at: usize) -> Option<usize> {
    let digits = text.get(at..)?.strip_prefix('点')?;
    let len: usize =
        digits.chars().take_while(|ch| matches!(sign(*ch), Some(Sign::Digit(_)))).map(char::len_utf8).sum();
    (len > 0).then_some(at + '点'.len_utf8() + len)
}

fn fraction(text: &str, at: usize, whole: u64) -> Option<Decimal> {
    let digits = text.get(at..)?.strip_prefix('点')?;
    let digits = digits.chars().map_while(|ch| match sign(ch) {
        Some(Sign::Digit(digit)) => char::from_digit(u32::try_from(digit).ok()?, 10),
        _ => None,
    });
    Decimal::parse(&format!("{whole}.{}", digits.take(12).collect::<String>()))
}

/// Reads four digits in a row, Chinese or with `0` typed for 〇: the year of `二〇三五年`.
pub(in crate::recognise) fn year_digits(text: &str, at: usize) -> Option<(u32, usize)> {
    let (mut year, mut count, mut len) = (0, 0, 0);
    for ch in text.get(at..)?.chars().take(5) {
        let digit = match (ch, sign(ch)) {
            ('0' | 'O' | 'o', _) => 0,
            (_, Some(Sign::Digit(digit))) if ch != '两' => u32::try_from(digit).ok()?,
            _ => break,
        };
        (year, count, len) = (year * 10 + digit, count + 1, len + ch.len_utf8());
    }
    (count == 4).then_some((year, at + len))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn reads_chinese_numerals() {
        let value = |text: &str| read(text, 0).map(|it| (it.value.to_string(), text[it.end..].to_owned(), it.more));
        let table = [
            ("三十", "30", "", false),
            ("十五个", "15", "个", false),
            ("一百二十亩", "120", "亩", false),
            ("三千五百万元", "35000000", "元", false),
            ("两亿三千万", "230000000", "", false),
            ("一百五", "150", "", false),
            ("一百零五", "105", "", false),
            ("两万三", "23000", "", false),
            ("二十余家", "20", "家", true),
            ("十几个", "10", "个", true),
            ("二十多万人", "200000", "人", true),
            ("三点五倍", "3.5", "倍", false),
            ("壹佰贰拾叁万元", "1230000", "元", false),
            ("一万二千零三十", "12030", "", false),
            ("三千瓦", "3", "千瓦", false),
            ("一万亿元", "1000000000000", "元", false),
        ];
        for (text, expected, rest, more) in table {
            assert_eq!(value(text), Some((expected.to_owned(), rest.to_owned(), more)), "{text}");
        }
    }

    #[test]
    fn digits_in_a_row_are_no_numeral() {
        for text in ["三五年", "二〇三五年", "百县", "万元", "零售", "千方百计", "五六个"] {
            assert_eq!(read(text, 0), None, "{text}");
        }
    }
}
