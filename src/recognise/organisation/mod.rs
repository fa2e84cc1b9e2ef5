//! Organisations (机构): named bodies, and definite organs of a definite place.
//!
//! An ending (`局`, `有限公司`, `医院`) is followed back over the units that such a name may have. What an ending asks for
//! differs: an organ of government begins with its place or level (`南昌市公安局`, `市公安局`), a company or school may bear a
//! name of its own. Classes (`各级政府`, `定点医疗机构`) have neither and are left alone.

mod evidence;
mod firms;
mod units;
mod words;

use super::Candidate;
use super::line::{Line, Role, keep_longest};
use crate::annotate::Attrs;
use crate::lexicon::Suffixes;
use crate::scheme::label;
use crate::text::ViewSpan;
use evidence::Evidence;

/// Stronger than a place inside, weaker than a department in a responsibility clause.
const WEIGHT: u8 = 55;

/// The most units and bytes that a name has before its ending.
const MAX_UNITS: usize = 14;
const MAX_BYTES: usize = 90;

/// What an ending asks of the words before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// An organ of government or of the Party.
    Organ,
    /// A leading group or headquarters, whose name may hold verbs.
    Committee,
    /// A school, hospital, museum, institute, association or branch.
    Body,
    /// A company or bank.
    Firm,
    /// A name by itself.
    Fixed,
}

/// The table of endings.
pub(super) fn endings() -> Suffixes<Ending> {
    Suffixes::read(include_str!("../../lexicon/data/organ_suffix.txt"), |section| match section {
        "organ" => Some(Ending::Organ),
        "committee" => Some(Ending::Committee),
        "body" => Some(Ending::Body),
        "firm" => Some(Ending::Firm),
        "fixed" => Some(Ending::Fixed),
        _ => None,
    })
}

/// Proposes the organisations of a line.
pub(super) fn find(line: &Line<'_>, endings: &Suffixes<Ending>, places: &[(usize, usize)], out: &mut Vec<Candidate>) {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (offset, ch) in line.slice(line.start, line.end).char_indices().filter(|(_, ch)| endings.may_end(*ch)) {
        let end = line.start + offset + ch.len_utf8();
        let Some((words, ending)) = endings.longest(line.before(end)) else { continue };
        let name = Name { line, words, ending, split: end - words.len(), end, places };
        if !name.ends_well() {
            continue;
        }
        if let Some((start, rule)) = name.start(&found) {
            let start = name.with_owner(start, &found);
            keep_longest(&mut found, start, end);
            out.push(candidate(start, end, rule, end - words.len()));
        }
    }
    firms::find(line, out);
}

fn candidate(start: usize, end: usize, rule: &'static str, trigger: usize) -> Candidate {
    Candidate {
        span: ViewSpan::from_range(start..end),
        label: label::ORG,
        attrs: Attrs::default(),
        rule,
        trigger: ViewSpan::from_range(trigger.max(start)..end),
        weight: WEIGHT,
    }
}

/// An ending in the text whose name is looked for.
struct Name<'l, 'a> {
    line: &'l Line<'a>,
    words: &'static str,
    ending: Ending,
    /// Where the ending begins.
    split: usize,
    end: usize,
    /// Places of the line that were built with an ending.
    places: &'l [(usize, usize)],
}

impl Name<'_, '_> {
    /// Whether the ending ends a word, and no longer word of another kind goes on.
    fn ends_well(&self) -> bool {
        let after = self.line.after(self.end);
        let part = ["系统", "机关", "制", "化", "城", "生", "员", "长", "类", "性", "型", "界", "法", "学"];
        let group = self.words.ends_with('投') && ["集团", "公司", "资"].iter().any(|word| after.starts_with(word));
        let site = ["旧址", "会址", "遗址", "大厦", "大楼"].iter().any(|site| after.starts_with(site));
        if group || site {
            return false;
        }
        let unit_ends = self.line.is_edge(self.end) || self.words == "央视";
        let campus =
            self.words == "大学" && ["科技园", "科技城", "城", "园", "路"].iter().any(|word| after.starts_with(word));
        let of_committee =
            self.words.ends_with('委') && ["书记", "副书记", "常委"].iter().any(|word| after.starts_with(word));
        let person =
            of_committee || after.starts_with(['长', '员']) && !after.starts_with("长期") && !after.starts_with("长江");
        unit_ends
            && !person
            && !campus
            && (!matches!(self.ending, Ending::Body | Ending::Firm) || !part.iter().any(|word| after.starts_with(word)))
    }

    /// Where the name begins, if it is one, and the rule that says so.
    fn start(&self, found: &[(usize, usize)]) -> Option<(usize, &'static str)> {
        if self.ending == Ending::Fixed {
            return self.fixed();
        }
        let units = self.units_before(found)?;
        if units.is_empty()
            && self.ending == Ending::Committee
            && self.words.chars().count() >= 7
            && self.words.ends_with("委员会")
        {
            return (!self.is_class(self.split)).then_some((self.split, self.rule(&Evidence::default())));
        }
        let mut first = self.first(&units)?;
        // 南 of 南钞公司 stands before a single character and belongs to the name
        let joins = units.get(first).is_some_and(|unit| matches!(unit.role, Role::Odd));
        let neutral = units.get(..first)?.iter().rev().take_while(|unit| unit.role == Role::Neutral).count();
        first -= usize::from(joins && neutral == 1);
        let name = units.get(first..)?;
        let mut start = name.first()?.start;
        // 公路科学研究院 of 交通运输部公路科学研究院: a name never begins inside another
        if let Some(known) = found.iter().rev().find(|known| known.0 < start && start < known.1) {
            start = known.0;
        }
        let seen = self.evidence(name);
        (self.holds(&seen, start) && !self.is_class(start)).then_some((start, self.rule(&seen)))
    }

    /// Where a name begins with the school or the place right before it: `四川大学华西医院`, `北京协和医院`.
    fn with_owner(&self, start: usize, found: &[(usize, usize)]) -> usize {
        // 人行青禾支行: the short name of the central bank is no word of its own.
        if self.words.ends_with("行")
            && let Some(bank) =
                ["中国人民银行", "人民银行", "人行"].iter().find(|bank| self.line.before(start).ends_with(**bank))
        {
            return start - bank.len();
        }
        let of_school =
            ["医院", "中学", "小学", "附中", "附小", "幼儿园", "学院"].iter().any(|end| self.words.ends_with(end));
        if !of_school || start > self.split {
            return start;
        }
        let school = found.iter().rev().find(|known| known.1 == start);
        if let Some(school) = school.filter(|known| {
            let words = self.line.slice(known.0, known.1);
            words.ends_with("大学") || words.ends_with("学院") || words.ends_with("科学院")
        }) {
            return school.0;
        }
        let before = self.line.index_at(start).checked_sub(1).and_then(|index| self.line.units.get(index));
        let place =
            before.filter(|unit| unit.end == start && self.ending == Ending::Fixed && unit.role.division().is_some());
        place.map_or(start, |unit| unit.start)
    }

    /// A name that is one by itself. Where it begins with a level, the place of that level before it belongs to it:
    /// `南昌市委`, `洋县县委`.
    fn fixed(&self) -> Option<(usize, &'static str)> {
        let level = self.words.chars().next().filter(|first| "省市县区州旗盟".contains(*first));
        let unit = self.line.unit_at(self.split)?;
        let place = |at: usize| {
            let before = self.line.units.get(self.line.index_at(at.checked_sub(1)?))?;
            (before.end == at && matches!(before.role, Role::Place(_))).then_some(before.start)
        };
        let mut start = self.split;
        if level.is_none() && self.words.chars().count() == 2 && !self.words.ends_with('视') && self.is_brand_part() {
            return None;
        }
        if unit.start < self.split && unit.role == Role::Proper && unit.end == self.end {
            return Some((unit.start, "organisation.known"));
        }
        if unit.start < self.split {
            let shared = level.is_some_and(|level| unit.end == self.split + level.len_utf8());
            start = Some(unit.start).filter(|_| shared && matches!(unit.role, Role::Place(_)))?;
        }
        while let Some(at) = level.and_then(|_| place(start)) {
            start = at;
        }
        if level.is_some() && start == self.split {
            if self.is_class(start) {
                return None;
            }
            start = self.unknown_before(start);
        }
        if self.line.before(start).ends_with("中共") {
            start -= "中共".len();
        }
        Some((start, "organisation.known"))
    }

    /// Whether a short name of a company goes on as a brand: 华润 of 华润万家.
    fn is_brand_part(&self) -> bool {
        self.line.unit_at(self.end).is_some_and(|unit| matches!(unit.role, Role::Odd | Role::Noun | Role::Proper))
    }

    fn rule(&self, seen: &Evidence) -> &'static str {
        match self.ending {
            Ending::Organ if seen.level => "organisation.organ_of_level",
            Ending::Organ => "organisation.organ",
            Ending::Committee => "organisation.committee",
            Ending::Firm => "organisation.firm",
            _ => "organisation.body",
        }
    }
}
