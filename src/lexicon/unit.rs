//! Units and classifiers (单位、量词), read from `data/units.tsv`.
//!
//! Knows which words are units, what they measure, and where the same character begins another word. Does not know
//! numbers.

use rustc_hash::FxHashMap;

/// What a unit measures: the attribute `kind` of a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 金额.
    Money,
    /// 计数.
    Count,
    /// 百分比, per mille included.
    Percent,
    /// 百分点.
    PercentagePoint,
    /// 面积.
    Area,
    /// 长度.
    Length,
    /// 时长, age included.
    Duration,
    /// 质量.
    Mass,
    /// 能量, power included.
    Energy,
    /// 比率: a value for each unit of something.
    Rate,
    /// 比值: no unit, or 倍, 成.
    Ratio,
    /// 其他: volume, temperature, sound, data, …
    Other,
}

impl Kind {
    /// The value of the attribute `kind`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Count => "count",
            Self::Percent => "percent",
            Self::PercentagePoint => "percentage_point",
            Self::Area => "area",
            Self::Length => "length",
            Self::Duration => "duration",
            Self::Mass => "mass",
            Self::Energy => "energy",
            Self::Rate => "rate",
            Self::Ratio => "ratio",
            Self::Other => "other",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        let all = [
            Self::Money,
            Self::Count,
            Self::Percent,
            Self::PercentagePoint,
            Self::Area,
            Self::Length,
            Self::Duration,
            Self::Mass,
            Self::Energy,
            Self::Rate,
            Self::Ratio,
            Self::Other,
        ];
        all.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// After which numbers a word is a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// After any number: it measures (公里, 元).
    Measure,
    /// After digits, and after Chinese numerals that count in earnest.
    Count,
    /// After digits, and after Chinese numerals that some word makes a term.
    Stated,
    /// After digits only.
    Digits,
    /// After 万 or 亿 only.
    Scaled,
}

/// A unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// The word, as printed in simplified script.
    pub word: &'static str,
    /// What it measures.
    pub kind: Kind,
    /// After which numbers it is a unit.
    pub usage: Use,
    /// What it does not stand before.
    not_before: &'static str,
}

/// All units, by first character.
#[derive(Debug, Default)]
pub struct Units(FxHashMap<char, Vec<Unit>>);

impl Units {
    /// The built-in units.
    pub fn builtin() -> Self {
        Self::read(include_str!("data/units.tsv"))
    }

    fn read(data: &'static str) -> Self {
        let mut units: FxHashMap<char, Vec<Unit>> = FxHashMap::default();
        for unit in data.lines().filter(|line| !line.starts_with('#')).filter_map(parse) {
            units.entry(unit.word.chars().next().unwrap_or(' ')).or_default().push(unit);
        }
        units.values_mut().for_each(|list| list.sort_by_key(|unit| std::cmp::Reverse(unit.word.len())));
        Self(units)
    }

    /// The longest unit that a text begins with.
    pub fn at_start_of(&self, text: &str) -> Option<Unit> {
        let candidates = self.0.get(&text.chars().next()?)?;
        candidates
            .iter()
            .copied()
            .find(|unit| text.strip_prefix(unit.word).is_some_and(|rest| unit.may_stand_before(rest)))
    }

    /// All units, in no order.
    pub fn iter(&self) -> impl Iterator<Item = Unit> + '_ {
        self.0.values().flatten().copied()
    }
}

impl Unit {
    fn may_stand_before(&self, rest: &str) -> bool {
        let latin = self.word.ends_with(|ch: char| ch.is_ascii_alphanumeric());
        if latin && rest.starts_with(|ch: char| ch.is_ascii_alphanumeric()) {
            return false;
        }
        !self.not_before.split(' ').any(|word| word != "-" && !word.is_empty() && rest.starts_with(word))
    }
}

fn parse(line: &'static str) -> Option<Unit> {
    let mut fields = line.split('\t');
    let word = fields.next().filter(|word| !word.is_empty())?;
    let kind = Kind::parse(fields.next()?)?;
    let usage = match fields.next()? {
        "measure" => Use::Measure,
        "count" => Use::Count,
        "stated" => Use::Stated,
        "digits" => Use::Digits,
        "scaled" => Use::Scaled,
        _ => return None,
    };
    Some(Unit { word, kind, usage, not_before: fields.next().unwrap_or("-") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_data_is_a_unit() {
        let data = include_str!("data/units.tsv");
        let lines: Vec<_> = data.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(lines.iter().filter_map(|line| parse(line)).count(), lines.len());
    }

    #[test]
    fn the_longest_unit_wins_unless_another_word_begins_there() {
        let units = Units::builtin();
        let found = |text: &str| units.at_start_of(text).map(|unit| unit.word);
        assert_eq!(found("个百分点,"), Some("个百分点"));
        assert_eq!(found("个县区"), Some("个"));
        assert_eq!(found("家企业"), Some("家"));
        assert_eq!(found("家庭农场"), None);
        assert_eq!(found("平方米/人"), Some("平方米"));
        assert_eq!(found("kWh"), Some("kWh"));
        assert_eq!(found("kWhx"), None);
        assert_eq!(found("后"), None);
    }
}
