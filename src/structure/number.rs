//! Numbers of headings and tasks (序号): `第一章`, `一、`, `(一)`, `1.`, `1.2`, `(1)`, `1)`, `①`.

use crate::text::is_ideograph;

/// How a number is written. Kinds are ordered by the rank they usually have in a document, highest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NumberKind {
    /// 第一编, 第二篇, 第三部分
    Part,
    /// 第一章
    Chapter,
    /// 第一节
    Section,
    /// 第一条
    Article,
    /// 一、
    Han,
    /// (一)
    HanBracket,
    /// 1. and 1、
    Arabic,
    /// 1.1
    Decimal2,
    /// 1.1.1 and deeper
    Decimal3,
    /// (1)
    ArabicBracket,
    /// 1)
    ArabicHalfBracket,
    /// ①
    Circled,
}

/// A number at the beginning of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// How it is written.
    pub kind: NumberKind,
    /// Its value; of `1.2` the last part.
    pub value: u32,
    /// Bytes of the number as printed, without the mark after it: of `一、` those of `一`, of `(一)` all.
    pub printed: usize,
    /// Bytes up to the words, the mark and spaces included.
    pub len: usize,
}

impl Number {
    /// Reads the number a line begins with.
    pub fn read(line: &str) -> Option<Self> {
        let first = line.chars().next()?;
        match first {
            '第' => ordinal(line),
            '(' | '（' => bracketed(line),
            '①'..='⑳' => circled(line, first, '①', 1),
            '㉑'..='㉟' => circled(line, first, '㉑', 21),
            '㈠'..='㈩' => enclosed_han(line, first),
            '⑴'..='⒇' => circled(line, first, '⑴', 1).map(|it| Self { kind: NumberKind::ArabicBracket, ..it }),
            '⒈'..='⒛' => circled(line, first, '⒈', 1).map(|it| Self { kind: NumberKind::Arabic, ..it }),
            '0'..='9' => arabic(line),
            _ => han(line),
        }
    }
}

/// The value of a Chinese numeral up to 999: `十二` is 12, `二十一` 21, `廿一` 21, `一〇二` 102.
pub fn han_value(word: &str) -> Option<u32> {
    let (mut total, mut digit, mut digits) = (0_u32, 0_u32, 0_u32);
    for ch in word.chars() {
        match ch {
            '十' | '百' => {
                let unit = if ch == '十' { 10 } else { 100 };
                total = total.checked_add(digit.max(1).checked_mul(unit)?)?;
                digit = 0;
            }
            '廿' => total = total.checked_add(20)?,
            '卅' => total = total.checked_add(30)?,
            _ => {
                let value = u32::try_from("〇一二三四五六七八九".chars().position(|it| it == ch)?).ok()?;
                digit = digit.checked_mul(10)?.checked_add(value)?;
                digits += 1;
            }
        }
    }
    (!word.is_empty() && digits <= 3).then(|| total.saturating_add(digit)).filter(|&value| value < 1000)
}

fn is_han_digit(ch: char) -> bool {
    matches!(ch, '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '廿' | '卅')
}

/// The Chinese numeral a text begins with: its bytes and value. Spaces within, left by a converter, are allowed.
fn leading_han(text: &str) -> Option<(usize, u32)> {
    let mut word = String::new();
    let mut len = 0;
    for (at, ch) in text.char_indices().take(9) {
        if is_han_digit(ch) {
            word.push(ch);
            len = at + ch.len_utf8();
        } else if ch != ' ' || word.is_empty() {
            break;
        }
    }
    han_value(&word).filter(|&value| value > 0).map(|value| (len, value))
}

/// The decimal digits a text begins with: their count and value.
fn leading_digits(text: &str) -> Option<(usize, u32)> {
    let len = text.bytes().take(5).take_while(u8::is_ascii_digit).count();
    if len == 0 || len > 3 {
        return None;
    }
    text.get(..len)?.parse().ok().map(|value| (len, value))
}

/// Bytes of a number followed by marks and spaces.
fn with_spaces(line: &str, len: usize) -> usize {
    let rest = line.get(len..).unwrap_or("");
    len + (rest.len() - rest.trim_start_matches([' ', '\u{3000}', '\t']).len())
}

fn ordinal(line: &str) -> Option<Number> {
    let rest = line.strip_prefix('第')?.trim_start_matches(' ');
    let skipped = line.len() - rest.len();
    let (len, value) = leading_han(rest).or_else(|| leading_digits(rest))?;
    let after = rest.get(len..)?.trim_start_matches(' ');
    let kinds = [
        ("部分", NumberKind::Part),
        ("编", NumberKind::Part),
        ("篇", NumberKind::Part),
        ("章", NumberKind::Chapter),
        ("节", NumberKind::Section),
        ("条", NumberKind::Article),
    ];
    let (word, kind) = kinds.into_iter().find(|(word, _)| after.starts_with(word))?;
    let printed = skipped + (rest.len() - after.len()) + word.len();
    let named = ["规定", "所称", "所列", "的", "第", "和", "至", "中", "款", "及", "、", "以"];
    // 第二十条规定的情形: an article that is spoken of
    if kind == NumberKind::Article
        && named.iter().any(|word| line.get(printed..).is_some_and(|it| it.starts_with(word)))
    {
        return None;
    }
    let marks = line.get(printed..)?.trim_start_matches([' ', '\u{3000}', '\t', '、', ':', '：']);
    Some(Number { kind, value, printed, len: line.len() - marks.len() })
}

fn bracketed(line: &str) -> Option<Number> {
    let open = line.chars().next()?.len_utf8();
    let inside = line.get(open..)?;
    let skipped = inside.len() - inside.trim_start_matches(' ').len();
    let inside = inside.trim_start_matches(' ');
    let (len, value, kind) = leading_han(inside)
        .map(|(len, value)| (len, value, NumberKind::HanBracket))
        .or_else(|| leading_digits(inside).map(|(len, value)| (len, value, NumberKind::ArabicBracket)))?;
    let after = inside.get(len..)?;
    let close = after.trim_start_matches(' ');
    let close_len = close.chars().next().filter(|&ch| ch == ')' || ch == '）')?.len_utf8();
    let printed = open + skipped + len + (after.len() - close.len()) + close_len;
    let marks = line.get(printed..)?;
    let words = marks.trim_start_matches([' ', '\u{3000}', '\t', '、', '.', '．']);
    Some(Number { kind, value, printed, len: printed + (marks.len() - words.len()) })
}

fn circled(line: &str, ch: char, first: char, value: u32) -> Option<Number> {
    let value = value + (u32::from(ch) - u32::from(first));
    let printed = ch.len_utf8();
    Some(Number { kind: NumberKind::Circled, value, printed, len: with_spaces(line, printed) })
}

fn enclosed_han(line: &str, ch: char) -> Option<Number> {
    circled(line, ch, '㈠', 1).map(|it| Number { kind: NumberKind::HanBracket, ..it })
}

fn han(line: &str) -> Option<Number> {
    let (printed, value) = leading_han(line)?;
    let rest = line.get(printed..)?.trim_start_matches(' ');
    let mark = rest.chars().next()?;
    // A comma is a mark only where a converter made one of 、; a full stop only before Chinese words.
    let words = match mark {
        '、' | '．' | '.' => rest.get(mark.len_utf8()..)?,
        ',' | '，' if value < 20 => rest.get(mark.len_utf8()..)?,
        _ => return None,
    };
    // 一、二期工程, 四、五月份: two that follow each other share a word
    let shared = leading_han(words).filter(|(_, next)| *next == value + 1).and_then(|(len, _)| words.get(len..));
    if shared
        .is_some_and(|rest| rest.starts_with(['期', '线', '月', '季', '级', '类', '批', '产', '号', '楼', '层', '、']))
    {
        return None;
    }
    let words_at = line.len() - words.trim_start_matches([' ', '\u{3000}', '\t']).len();
    Some(Number { kind: NumberKind::Han, value, printed, len: words_at })
}

fn arabic(line: &str) -> Option<Number> {
    let (mut printed, mut value) = leading_digits(line)?;
    let mut depth = 1;
    while let Some(rest) = line.get(printed..).and_then(|rest| rest.strip_prefix(['.', '．'])) {
        let Some((len, next)) = leading_digits(rest) else { break };
        printed = line.len() - rest.len() + len;
        value = next;
        depth += 1;
    }
    let rest = line.get(printed..)?;
    let tail = rest.trim_start_matches(' ');
    let mark = tail.chars().next()?;
    let after = tail.get(mark.len_utf8()..)?;
    let words = after.trim_start_matches([' ', '\u{3000}', '\t', '、']);
    let begins_words = words.chars().next().is_some_and(|ch| !ch.is_ascii_digit() && ch != '%');
    let number = |kind, len| Some(Number { kind, value, printed, len });
    match mark {
        _ if depth > 3 => None,
        '.' | '．' | '、' if depth == 1 && begins_words => number(NumberKind::Arabic, line.len() - words.len()),
        '.' | '．' | '、' if begins_words => number(decimal(depth), line.len() - words.len()),
        ')' | '）' if depth == 1 && begins_words => number(NumberKind::ArabicHalfBracket, line.len() - words.len()),
        // `1.2 加强…`: a decimal number is believed where a space and Chinese words follow.
        _ if depth > 1 && rest != tail && is_ideograph(mark) => number(decimal(depth), line.len() - tail.len()),
        _ => None,
    }
}

fn decimal(depth: usize) -> NumberKind {
    if depth == 2 { NumberKind::Decimal2 } else { NumberKind::Decimal3 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_kind_is_read() {
        use NumberKind::*;
        let cases = [
            ("第一章 总则", Chapter, 1, "第一章", "总则"),
            ("第十二节发展基础", Section, 12, "第十二节", "发展基础"),
            ("第二部分 重点任务", Part, 2, "第二部分", "重点任务"),
            ("一、总体要求", Han, 1, "一", "总体要求"),
            ("二十一、附则", Han, 21, "二十一", "附则"),
            ("(一)推动落户。", HanBracket, 1, "(一)", "推动落户。"),
            ("（二十）、推动落户。", HanBracket, 20, "（二十）", "推动落户。"),
            ("1.优化流程", Arabic, 1, "1", "优化流程"),
            ("12、优化流程", Arabic, 12, "12", "优化流程"),
            ("1.2 优化流程", Decimal2, 2, "1.2", "优化流程"),
            ("1.2.3. 优化流程", Decimal3, 3, "1.2.3", "优化流程"),
            ("(3)优化流程", ArabicBracket, 3, "(3)", "优化流程"),
            ("3)优化流程", ArabicHalfBracket, 3, "3", "优化流程"),
            ("④优化流程", Circled, 4, "④", "优化流程"),
        ];
        for (line, kind, value, printed, words) in cases {
            let number = Number::read(line).expect(line);
            assert_eq!((number.kind, number.value), (kind, value), "{line}");
            assert_eq!((line.get(..number.printed), line.get(number.len..)), (Some(printed), Some(words)), "{line}");
        }
    }

    #[test]
    fn what_only_begins_with_a_number_is_none() {
        for line in [
            "2021年工作",
            "1.5亿元",
            "3.2%",
            "一是加强",
            "一体化",
            "(市公安局)",
            "第三方",
            "十四五规划",
            "12",
            "1234.项",
        ] {
            assert_eq!(Number::read(line), None, "{line}");
        }
    }
}
