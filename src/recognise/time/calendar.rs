//! Years, months and days as values, and how ISO 8601 writes them.

use std::fmt;

/// A year, a month or a day; an unknown year is written `XXXX`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Stamp {
    /// The year, where known.
    pub year: Option<u32>,
    /// The month, 1 to 12.
    pub month: Option<u32>,
    /// The day, 1 to 31.
    pub day: Option<u32>,
}

impl Stamp {
    /// A whole year.
    pub(super) fn year(year: u32) -> Self {
        Self { year: Some(year), ..Self::default() }
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}")?,
            None => f.write_str("XXXX")?,
        }
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

/// A part of a stretch of time: the attribute `mod`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// 初, 上旬.
    Start,
    /// 中旬.
    Mid,
    /// 底, 末, 下旬.
    End,
}

impl Part {
    /// The value of the attribute `mod`.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Mid => "mid",
            Self::End => "end",
        }
    }
}

/// Parts of a year as months: 一季度, 上半年. Longest first where one begins another.
pub(super) const MONTHS: &[(&str, u32, u32)] = &[
    ("前三季度", 1, 9),
    ("前三个季度", 1, 9),
    ("前两个季度", 1, 6),
    ("前两季度", 1, 6),
    ("前二季度", 1, 6),
    ("前3季度", 1, 9),
    ("第一季度", 1, 3),
    ("第二季度", 4, 6),
    ("第三季度", 7, 9),
    ("第四季度", 10, 12),
    ("第1季度", 1, 3),
    ("第2季度", 4, 6),
    ("第3季度", 7, 9),
    ("第4季度", 10, 12),
    ("一季度", 1, 3),
    ("二季度", 4, 6),
    ("三季度", 7, 9),
    ("四季度", 10, 12),
    ("1季度", 1, 3),
    ("2季度", 4, 6),
    ("3季度", 7, 9),
    ("4季度", 10, 12),
    ("上半年", 1, 6),
    ("下半年", 7, 12),
];

/// The part of a year that a text begins with: its first and last month, and its length in bytes.
pub(super) fn months_at(text: &str) -> Option<(u32, u32, usize)> {
    let (word, first, last) = MONTHS.iter().find(|(word, ..)| text.starts_with(word))?;
    Some((*first, *last, word.len()))
}

/// 初 or 末 after a part of a year, and its length: 一季度末.
pub(super) fn part_of_months(rest: &str) -> (Option<Part>, usize) {
    match rest.chars().next() {
        Some(ch @ ('末' | '底')) => (Some(Part::End), ch.len_utf8()),
        Some(ch @ '初') if !rest.starts_with("初步") => (Some(Part::Start), ch.len_utf8()),
        _ => (None, 0),
    }
}
