//! Automatic numbers of paragraphs (自动编号), rendered as Word shows them.
//!
//! A paragraph names a list (`numId`) and a level; the list is an instance of an abstract one, which gives each level a
//! number format and a pattern such as `（%1）`. Instances of one abstract list count on together unless one of them
//! says to start anew. Bullets are drawn as `•`.
//!
//! Limitations: pictures as bullets, and formats of other languages, which come out as digits.

use crate::formats::problem::ProblemKind;
use crate::formats::xml::{Element, Node, Xml};
use std::collections::HashMap;

const LEVELS: usize = 9;

#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    format: String,
    pattern: String,
    suffix: String,
    is_legal: bool,
}

#[derive(Debug, Clone, Default)]
struct List {
    abstract_id: String,
    restart: HashMap<usize, u32>,
    begun: bool,
}

/// All numbered lists of a document and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    levels: HashMap<String, [Level; LEVELS]>,
    lists: HashMap<String, List>,
    styles: HashMap<String, Style>,
    counters: HashMap<String, [Option<u32>; LEVELS]>,
}

/// What a paragraph style says of numbering, and the style it is based on.
#[derive(Debug, Clone, Default)]
struct Style {
    list: Option<String>,
    level: usize,
    parent: Option<String>,
}

impl Numbering {
    /// Reads `numbering.xml` and the numbering of styles in `styles.xml`; both may be empty.
    pub(super) fn read(numbering: &str, styles: &str) -> Result<Self, ProblemKind> {
        let mut all = Self::default();
        all.read_lists(numbering)?;
        all.read_styles(styles)?;
        Ok(all)
    }

    fn read_lists(&mut self, content: &str) -> Result<(), ProblemKind> {
        let mut xml = Xml::new("word/numbering.xml", content);
        let (mut abstract_id, mut list_id, mut level) = (String::new(), String::new(), 0);
        while let Some(node) = xml.step()? {
            let Node::Open(element) = node else { continue };
            let value = || element.attr("val").unwrap_or_default();
            match element.name() {
                "abstractNum" => {
                    abstract_id = element.attr("abstractNumId").unwrap_or_default();
                    list_id.clear();
                }
                "num" => list_id = element.attr("numId").unwrap_or_default(),
                "abstractNumId" if !list_id.is_empty() => {
                    let list = List { abstract_id: value(), ..List::default() };
                    self.lists.insert(list_id.clone(), list);
                }
                "lvl" | "lvlOverride" => level = level_of(&element),
                "startOverride" => {
                    if let Some(list) = self.lists.get_mut(&list_id) {
                        list.restart.insert(level, value().parse().unwrap_or(1));
                    }
                }
                name if list_id.is_empty() => {
                    let levels = self.levels.entry(abstract_id.clone()).or_default();
                    let Some(level) = levels.get_mut(level) else { continue };
                    match name {
                        "start" => level.start = value().parse().unwrap_or(1),
                        "numFmt" => level.format = value(),
                        "lvlText" => level.pattern = value(),
                        "suff" => level.suffix = value(),
                        "isLgl" => level.is_legal = true,
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn read_styles(&mut self, content: &str) -> Result<(), ProblemKind> {
        let mut xml = Xml::new("word/styles.xml", content);
        let mut id = String::new();
        while let Some(node) = xml.step()? {
            let Node::Open(element) = node else { continue };
            if element.name() == "style" {
                id = element.attr("styleId").unwrap_or_default();
            }
            let style = self.styles.entry(id.clone()).or_default();
            match element.name() {
                "basedOn" => style.parent = element.attr("val"),
                "numId" => style.list = element.attr("val"),
                "ilvl" => style.level = level_of(&element),
                _ => {}
            }
        }
        Ok(())
    }

    /// The number of the next paragraph of a list, with what stands between it and the words. A paragraph's own list
    /// goes before that of its style; list `0` means none.
    pub(super) fn next(&mut self, list: Option<&str>, level: Option<usize>, style: Option<&str>) -> String {
        let (list, level) = match list {
            Some(list) => (list.to_owned(), level.unwrap_or(0)),
            None => match self.of_style(style) {
                Some((list, of_style)) => (list, level.unwrap_or(of_style)),
                None => return String::new(),
            },
        };
        let Some(list) = self.lists.get_mut(&list) else {
            return String::new();
        };
        let Some(levels) = self.levels.get(&list.abstract_id) else {
            return String::new();
        };
        let counters = self.counters.entry(list.abstract_id.clone()).or_default();
        if !std::mem::replace(&mut list.begun, true) {
            for (&level, &start) in &list.restart {
                if let Some(counter) = counters.get_mut(level) {
                    *counter = start.checked_sub(1);
                    if start == 0 {
                        *counter = None;
                    }
                }
            }
        }
        count(counters, levels, level);
        levels.get(level).map_or_else(String::new, |shown| render(shown, levels, counters))
    }

    fn of_style(&self, style: Option<&str>) -> Option<(String, usize)> {
        let mut style = self.styles.get(style?)?;
        // Styles may be based on each other; a circle is cut after a while.
        for _ in 0..16 {
            if let Some(list) = &style.list {
                return Some((list.clone(), style.level));
            }
            style = self.styles.get(style.parent.as_deref()?)?;
        }
        None
    }
}

fn level_of(element: &Element<'_>) -> usize {
    let value = element.attr("ilvl").or_else(|| element.attr("val"));
    value.and_then(|level| level.parse().ok()).filter(|&level| level < LEVELS).unwrap_or(0)
}

/// Counts one on at a level; deeper levels begin anew, levels above that never came count as begun.
fn count(counters: &mut [Option<u32>; LEVELS], levels: &[Level; LEVELS], at: usize) {
    for (level, (counter, of)) in counters.iter_mut().zip(levels).enumerate() {
        match level.cmp(&at) {
            std::cmp::Ordering::Less => *counter = counter.or(Some(of.start)),
            std::cmp::Ordering::Equal => *counter = Some(counter.map_or(of.start, |number| number.saturating_add(1))),
            std::cmp::Ordering::Greater => *counter = None,
        }
    }
}

fn render(shown: &Level, levels: &[Level; LEVELS], counters: &[Option<u32>; LEVELS]) -> String {
    if shown.format == "none" && shown.pattern.is_empty() {
        return String::new();
    }
    if shown.format == "bullet" {
        return "• ".to_owned();
    }
    let mut out = String::new();
    let mut pattern = shown.pattern.chars().peekable();
    while let Some(ch) = pattern.next() {
        let digit = pattern.peek().and_then(|next| next.to_digit(10)).filter(|&digit| ch == '%' && digit > 0);
        let Some(digit) = digit else {
            out.push(ch);
            continue;
        };
        pattern.next();
        let place = digit as usize - 1;
        if let (Some(level), Some(Some(number))) = (levels.get(place), counters.get(place)) {
            let format = if shown.is_legal { "decimal" } else { &level.format };
            out.push_str(&number_text(*number, format));
        }
    }
    let ends_wide = out.ends_with(['、', '，', '。', '．', '：', '）', '】', '〕', '》', '章', '节', '条', '　']);
    match shown.suffix.as_str() {
        "nothing" => {}
        // A tab would stand between number and words; after a full-width mark nothing is needed to part them.
        "" | "tab" if ends_wide || out.is_empty() => {}
        _ => out.push(' '),
    }
    out
}

/// A number in one of Word's formats.
fn number_text(number: u32, format: &str) -> String {
    let pick = |from: &str| from.chars().nth(number.saturating_sub(1) as usize).filter(|_| number > 0);
    let in_circle = || if number <= 20 { char::from_u32(0x245f + number).filter(|_| number > 0) } else { None };
    let special = match format {
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => in_circle().map(String::from),
        "ideographTraditional" => pick("甲乙丙丁戊己庚辛壬癸").map(String::from),
        "ideographZodiac" => pick("子丑寅卯辰巳午未申酉戌亥").map(String::from),
        "decimalZero" => Some(format!("{number:02}")),
        "none" => Some(String::new()),
        "lowerLetter" => Some(letters(number, b'a')),
        "upperLetter" => Some(letters(number, b'A')),
        "lowerRoman" => Some(roman(number).to_lowercase()),
        "upperRoman" => Some(roman(number)),
        "decimalFullWidth" | "decimalFullWidth2" => {
            Some(number.to_string().chars().map(|ch| char::from_u32(u32::from(ch) + 0xfee0).unwrap_or(ch)).collect())
        }
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => {
            let digit = |ch: char| "〇一二三四五六七八九".chars().nth(ch.to_digit(10).unwrap_or(0) as usize);
            Some(number.to_string().chars().filter_map(digit).collect())
        }
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "ideographEnclosedCircle" => Some(counting(number, "〇一二三四五六七八九", "十百千万")),
        "chineseLegalSimplified" => Some(counting(number, "零壹贰叁肆伍陆柒捌玖", "拾佰仟万")),
        "ideographLegalTraditional" => Some(counting(number, "零壹貳參肆伍陸柒捌玖", "拾佰仟萬")),
        _ => None,
    };
    special.unwrap_or_else(|| number.to_string())
}

/// A number in words: 十二, 二百〇五. Below twenty the one before the ten is left out in everyday writing.
fn counting(number: u32, digits: &str, units: &str) -> String {
    let digit = |value: u32| digits.chars().nth(value as usize).unwrap_or('〇');
    let [ten, hundred, thousand, myriad] = [0, 1, 2, 3].map(|at| units.chars().nth(at).unwrap_or(' '));
    if number == 0 {
        return digit(0).to_string();
    }
    if number >= 100_000_000 {
        return number.to_string();
    }
    let mut out = String::new();
    let mut skipped = false;
    let everyday = digits.starts_with('〇');
    for (value, unit) in
        [(10_000, Some(myriad)), (1_000, Some(thousand)), (100, Some(hundred)), (10, Some(ten)), (1, None)]
    {
        let part = number / value % if value == 10_000 { 10_000 } else { 10 };
        if part == 0 {
            skipped = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut skipped) {
            out.push(digit(0));
        }
        if value == 10_000 && part > 9 {
            out.push_str(&counting(part, digits, units));
        } else if !(everyday && value == 10 && part == 1 && out.is_empty()) {
            out.push(digit(part));
        }
        out.extend(unit);
    }
    out
}

/// a … z, aa, bb …: Word repeats the letter.
fn letters(number: u32, first: u8) -> String {
    let Some(index) = number.checked_sub(1) else {
        return "0".to_owned();
    };
    let letter = char::from(first + u8::try_from(index % 26).unwrap_or(0));
    letter.to_string().repeat((index / 26 + 1).min(40) as usize)
}

fn roman(mut number: u32) -> String {
    if number == 0 || number > 3_999 {
        return number.to_string();
    }
    let mut out = String::new();
    for (value, sign) in [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ] {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        for (number, format, text) in [
            (3, "chineseCounting", "三"),
            (10, "chineseCountingThousand", "十"),
            (21, "chineseCountingThousand", "二十一"),
            (105, "chineseCountingThousand", "一百〇五"),
            (110, "chineseCountingThousand", "一百一十"),
            (1_030, "japaneseCounting", "一千〇三十"),
            (12, "chineseLegalSimplified", "壹拾贰"),
            (3, "ideographTraditional", "丙"),
            (12, "decimalEnclosedCircle", "⑫"),
            (21, "decimalEnclosedCircle", "21"),
            (28, "lowerLetter", "bb"),
            (14, "upperRoman", "XIV"),
            (12, "decimalFullWidth", "１２"),
            (20, "ideographDigital", "二〇"),
            (7, "someFormatOfTomorrow", "7"),
        ] {
            assert_eq!(number_text(number, format), text, "{number} {format}");
        }
    }
}
