//! Dates of documents (成文日期), as signatures and lists of document data write them. Other times are no concern here.

use super::number::han_value;

/// A date a text begins with, in ISO 8601, and the bytes it takes: `2023年7月20日`, `二〇二三年七月二十日`, `2023-07-20`.
pub fn date_at(text: &str) -> Option<(String, usize)> {
    let (year, at) = year(text)?;
    let (month, at) = part(text, at, &['月', '-', '/', '.'], 12)?;
    let (day, at) = part(text, at, &['日'], 31)?;
    Some((format!("{year:04}-{month:02}-{day:02}"), at))
}

/// A date that is the whole of a line, brackets and a closing full stop apart.
pub fn whole_line(line: &str) -> Option<String> {
    let line = line.trim_matches(['(', ')', '（', '）', ' ', '。', '\u{3000}']);
    let (date, len) = date_at(line)?;
    line.get(len..)?.trim().is_empty().then_some(date)
}

fn year(text: &str) -> Option<(u32, usize)> {
    let mut digits = String::new();
    for (at, ch) in text.char_indices().take(12) {
        match ch {
            '0'..='9' => digits.push(ch),
            '〇' | '○' | '零' | 'О' | 'O' => digits.push('0'),
            ' ' => {}
            '年' | '-' | '/' | '.' => {
                let year = digits.parse().ok().filter(|year| (1949..2100).contains(year))?;
                return Some((year, at + ch.len_utf8()));
            }
            _ => digits.push(char::from_digit(han_value(&ch.to_string()).filter(|&it| it < 10)?, 10)?),
        }
    }
    None
}

/// A month or day from `at` up to its sign; the sign of a day may be missing.
fn part(text: &str, at: usize, signs: &[char], limit: u32) -> Option<(u32, usize)> {
    let rest = text.get(at..)?;
    let mut word = String::new();
    let mut end = rest.len();
    for (here, ch) in rest.char_indices() {
        if signs.contains(&ch) {
            end = here + ch.len_utf8();
            break;
        }
        if ch != ' ' && !ch.is_ascii_digit() && han_value(&ch.to_string()).is_none() || here > 12 {
            end = here;
            break;
        }
        word.extend((ch != ' ').then_some(ch));
    }
    let value = word.parse().ok().or_else(|| han_value(&word))?;
    (1..=limit).contains(&value).then_some((value, at + end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_signatures_write_them() {
        for text in [
            "2023年7月20日",
            "2023 年 7 月 20 日",
            "二〇二三年七月二十日",
            "二○二三年七月二十日",
            "2023-07-20",
            "(2023年7月20日)",
        ] {
            assert_eq!(whole_line(text).as_deref(), Some("2023-07-20"), "{text}");
        }
        for text in ["2023年", "2023年7月", "7月20日", "2023年13月1日", "工作", "2023年7月20日前完成"] {
            assert_eq!(whole_line(text), None, "{text}");
        }
    }
}
