//! Organisations (机构): named bodies, and definite organs of a definite place.
//!
//! An ending (`局`, `有限公司`, `医院`) is followed back over the units that such a name may have. What an ending asks for
//! differs: an organ of government begins with its place or level (`南昌市公安局`, `市公安局`), a company or school may bear a
//! name of its own. Classes (`各级政府`, `定点医疗机构`) have neither and are left alone.

mod firms;
mod words;

use super::Candidate;
use super::line::{Line, Role, Unit};
use super::place::built::is_appointment;
use crate::annotate::Attrs;
use crate::lexicon::{PlaceKind, Suffixes};
use crate::scheme::label;
use crate::text::ViewSpan;
use words::{CLASSES, JOINED, LEVELS, ORGAN_WORDS, THEMES};

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
            while found.last().is_some_and(|known| known.0 >= start) {
                found.pop();
            }
            found.push((start, end));
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

/// What the words before an ending show.
#[derive(Default)]
struct Evidence {
    place: bool,
    proper: bool,
    odd: usize,
    level: bool,
    /// Common words between the first and the ending.
    common: usize,
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

    /// The units that the name may have, in order; a unit that the ending begins in counts with its part before.
    fn units_before(&self, found: &[(usize, usize)]) -> Option<Vec<Unit>> {
        let mut units: Vec<Unit> = Vec::new();
        let mut at = self.split;
        // 集团 of 集团有限公司 ends a shorter name of the same body
        if let Some(known) =
            found.last().filter(|known| known.0 < self.split && known.1 > self.split && known.1 < self.end)
        {
            return Some(vec![Unit { start: known.0, end: self.split, role: Role::Proper }]);
        }
        if let Some(unit) = self.line.unit_at(self.split).filter(|unit| unit.start < self.split) {
            let role = match unit.role {
                // 街道 of 东街街道 is part of its office's name as well
                Role::Place(_) => unit.role,
                Role::Proper => Role::Proper,
                Role::Noun | Role::Generic => Role::Generic,
                _ => Role::Odd,
            };
            units.push(Unit { start: unit.start, end: self.split, role });
            at = unit.start;
        }
        while at > self.line.start && units.len() < MAX_UNITS && self.split - at < MAX_BYTES {
            let known = found.iter().rev().chain(self.places.iter().rev()).find(|known| known.1 == at);
            let step = match known {
                Some(known) => Unit { start: known.0, end: at, role: Role::Proper },
                None => match self.step(at) {
                    Some(unit) => unit,
                    None => break,
                },
            };
            at = step.start;
            units.push(step);
        }
        units.reverse();
        // the place nearest the ending that a division names is where a name begins, not a zone before it
        let zone =
            units.iter().position(|unit| self.places.iter().any(|place| (place.0, place.1) == (unit.start, unit.end)));
        if let Some(zone) =
            zone.filter(|zone| units.get(zone + 1).is_some_and(|unit| matches!(unit.role, Role::Place(_))))
        {
            units.drain(..=zone);
        }
        Some(units)
    }

    /// The unit that ends at `at`, a bracket with a place in it, or quoted words, if the name may have it.
    fn step(&self, at: usize) -> Option<Unit> {
        let unit = *self.line.units.get(self.line.index_at(at.checked_sub(1)?))?;
        if unit.end != at {
            return None;
        }
        let words = self.line.slice(unit.start, unit.end);
        match unit.role {
            Role::Stop => match words {
                ")" => self.bracket(at, '('),
                "”" => self.bracket(at, '“').filter(|_| matches!(self.ending, Ending::Committee | Ending::Body)),
                "和" | "与" => {
                    (self.words == "局" || self.joins(unit)).then_some(Unit { role: Role::Generic, ..unit })
                }
                "原" => {
                    let before = self.line.units.get(self.line.index_at(unit.start.checked_sub(1)?))?;
                    (before.role == Role::Odd && before.end == unit.start).then_some(Unit { role: Role::Odd, ..unit })
                }
                "〇" => Some(Unit { role: Role::Odd, ..unit }),
                _ if self.ending == Ending::Committee && THEMES.contains(&words) => {
                    Some(Unit { role: Role::Generic, ..unit })
                }
                _ => ORGAN_WORDS.contains(&words).then_some(Unit { role: Role::Generic, ..unit }),
            },
            Role::Numeral => {
                let plain = words.starts_with('第') || words.chars().all(|ch| "一二三四五六七八九十百〇".contains(ch));
                plain.then_some(unit)
            }
            Role::Verb => {
                let allowed = self.ending != Ending::Firm || words.chars().count() == 2;
                allowed.then_some(Unit { role: Role::Generic, ..unit })
            }
            _ => Some(unit),
        }
    }

    /// A short stretch in brackets before `at`.
    fn bracket(&self, at: usize, open: char) -> Option<Unit> {
        let inside = self.line.before(at).char_indices().rev().take(10).find(|(_, ch)| *ch == open)?;
        let start = self.line.start + inside.0;
        let words = self.line.slice(start, at);
        (!words.contains(['、', ',', '。', ':'])).then_some(Unit { start, end: at, role: Role::Generic })
    }

    /// Whether a 和 stands inside the name of an organ: `发展和改革`.
    fn joins(&self, unit: Unit) -> bool {
        JOINED.iter().any(|words| {
            let Some(at) = words.find(['和', '与']) else { return false };
            let (before, after) = words.split_at(at);
            self.line.before(unit.start).ends_with(before) && self.line.after(unit.start).starts_with(after)
        })
    }

    /// The index of the first unit of the name.
    fn first(&self, units: &[Unit]) -> Option<usize> {
        let starts = |unit: &Unit| matches!(unit.role, Role::Place(_)) || self.is_level(unit);
        match self.ending {
            Ending::Organ => {
                // an organ of an organ: 国家税务总局青禾市税务局
                let organ =
                    |unit: &Unit| unit.role == Role::Proper && (unit.end == self.split || self.is_organ_start(unit));
                let first = units.iter().position(|unit| starts(unit) || organ(unit))?;
                Some(if units.get(first).is_some_and(starts) { self.unknown_place(units, first) } else { first })
            }
            _ => {
                let first = units.iter().position(|unit| {
                    starts(unit)
                        || matches!(unit.role, Role::Proper | Role::Odd | Role::Letters) && self.is_named(unit)
                        || unit.role == Role::Act && self.opens_name(units, unit)
                })?;
                Some(first)
            }
        }
    }

    /// Where an unknown place's name before its level begins: 青禾 of `青禾市委`.
    fn unknown_before(&self, at: usize) -> usize {
        let before = self.line.units.get(..self.line.index_at(at)).unwrap_or(&[]);
        let named = before.iter().rev().take(3).take_while(|unit| matches!(unit.role, Role::Odd | Role::Act));
        let start = named.last().map_or(at, |unit| unit.start);
        let appointed = is_appointment(self.line.before(start));
        if (6..=9).contains(&(at - start)) && !appointed { start } else { at }
    }

    /// The first unit of an unknown place's name before its level: 青禾 of `青禾市人民政府`.
    fn unknown_place(&self, units: &[Unit], level: usize) -> usize {
        let before = units.get(..level).unwrap_or(&[]);
        let named =
            before.iter().rev().take(3).take_while(|unit| matches!(unit.role, Role::Odd | Role::Act | Role::Proper));
        let (n_units, n_bytes) = named.fold((0, 0), |(units, bytes), unit| (units + 1, bytes + unit.end - unit.start));
        let single = units.get(level).is_some_and(|unit| unit.end - unit.start == 3);
        let start = units.get(level - n_units).map_or(0, |unit| unit.start);
        let appointed = is_appointment(self.line.before(start));
        if single && !appointed && (6..=12).contains(&n_bytes) { level - n_units } else { level }
    }

    fn is_named(&self, unit: &Unit) -> bool {
        let words = self.line.slice(unit.start, unit.end);
        unit.role != Role::Letters || words.bytes().any(|byte| byte.is_ascii_uppercase())
    }

    /// Whether a character that may be a verb begins an unknown name: another single one follows.
    fn opens_name(&self, units: &[Unit], unit: &Unit) -> bool {
        let next = units.iter().find(|next| next.start == unit.end);
        next.is_some_and(|next| matches!(next.role, Role::Odd | Role::Act) && next.end - next.start <= 4)
    }

    fn is_organ_start(&self, unit: &Unit) -> bool {
        let words = self.line.slice(unit.start, unit.end);
        words.chars().count() > 2 && words.ends_with(['局', '委', '厅', '院', '府', '会', '部', '社', '行'])
    }

    /// Whether the unit is the level of an organ, alone or with 委 or 政府, at the start of a phrase.
    fn is_level(&self, unit: &Unit) -> bool {
        let words = self.line.slice(unit.start, unit.end);
        if !LEVELS.contains(&words) {
            return false;
        }
        let before = self.line.before(unit.start).chars().next_back();
        !before.is_some_and(|ch| "省市县区州镇乡各全每该本我城都、)级两".contains(ch)) || before == Some('、')
    }

    fn evidence(&self, name: &[Unit]) -> Evidence {
        let mut seen = Evidence::default();
        for (index, unit) in name.iter().enumerate() {
            match unit.role {
                Role::Place(PlaceKind::Country) if index == 0 => seen.place = true,
                Role::Place(_) => seen.place = true,
                Role::Proper => seen.proper = true,
                Role::Odd | Role::Act => seen.odd += 1,
                Role::Letters => seen.proper = true,
                _ if self.is_level(unit) => seen.level = true,
                _ => seen.common += 1,
            }
        }
        seen
    }

    fn holds(&self, seen: &Evidence, start: usize) -> bool {
        let letters = self.line.slice(start, self.split).chars().count();
        let own = seen.proper || seen.odd > 1 || seen.odd == 1 && letters > 1;
        let named = self.words.chars().count() > 1;
        match self.ending {
            Ending::Organ if self.words == "局" => (seen.place || seen.level) && self.is_bureau(start),
            Ending::Organ => seen.place || seen.level || seen.proper,
            Ending::Committee => seen.place || seen.level || seen.proper,
            Ending::Body => {
                seen.place
                    || seen.level && !self.line.slice(start, self.end).starts_with(['国', '镇', '乡'])
                    || own && letters > 1
            }
            Ending::Firm if self.words == "集团" || self.words == "银行" => {
                own && letters > 1
                    || seen.place && !self.after_full_division(start)
                    || seen.level && seen.common + seen.odd > 0
            }
            Ending::Firm => {
                named
                    && (seen.place
                        && (own || seen.common > 0 || self.is_kind_of_firm() && !self.after_full_division(start))
                        || own && letters > 1
                        || seen.level && seen.common + seen.odd == 0)
            }
            Ending::Fixed => true,
        }
    }

    /// Whether only words for a field of work stand between the owner and 局: `市水利和湖泊局`.
    fn is_bureau(&self, start: usize) -> bool {
        let first = self.line.index_at(start);
        let last = self.line.index_at(self.split);
        let whole = self.line.is_edge(self.split);
        let field = self.line.units.get(first + 1..last).unwrap_or(&[]);
        let letters = field.iter().map(|unit| unit.end - unit.start).sum::<usize>() / 3;
        whole
            && (2..=12).contains(&letters)
            && field.iter().all(|unit| {
                matches!(unit.role, Role::Generic | Role::Noun | Role::Proper)
                    || ["和", "与", "管理", "监督", "治理", "合作", "促进"]
                        .contains(&self.line.slice(unit.start, unit.end))
            })
    }

    /// Whether the ending says what kind of firm it is, so that a place's short name is enough before it: `湖北交投集团`.
    fn is_kind_of_firm(&self) -> bool {
        let form = ["有限公司", "有限责任公司", "股份公司", "集团公司", "控股集团", "总公司", "平台公司"];
        let short = self.words.ends_with('投') || ["金控", "国控"].contains(&self.words);
        (short || self.words.chars().count() >= 4) && !form.iter().any(|form| self.words.ends_with(form))
    }

    /// Whether the name is a division's full name and the ending alone: `长沙市银行` is a class.
    fn after_full_division(&self, start: usize) -> bool {
        let unit = self.line.unit_at(start);
        unit.is_some_and(|unit| {
            unit.end == self.split
                && matches!(unit.role, Role::Place(PlaceKind::Full(_) | PlaceKind::Country | PlaceKind::Region))
        })
    }

    /// Whether what stands before makes a class of the name: `各市政府`.
    fn is_class(&self, start: usize) -> bool {
        let Some(unit) = self.line.index_at(start).checked_sub(1).and_then(|index| self.line.units.get(index)) else {
            return false;
        };
        let words = self.line.slice(unit.start, unit.end);
        let before = self.line.before(start);
        CLASSES.contains(&words)
            || before.ends_with(['各', '每', '该', '全', '级'])
            || words == "、" && self.is_one_of_levels(before)
    }

    /// Whether a list of levels that 各 opens stands before: `各市、州、县人民政府`.
    fn is_one_of_levels(&self, before: &str) -> bool {
        let mut levels = before.split('、').rev().skip(1).take(4);
        levels
            .find(|level| !matches!(*level, "省" | "市" | "州" | "盟" | "县" | "区" | "旗" | "自治州" | "乡" | "镇"))
            .is_some_and(|first| {
                ["各", "各省", "各市", "各县", "各区", "各盟", "各州", "各地", "各地市", "各旗"]
                    .iter()
                    .any(|all| first.ends_with(all))
            })
    }
}
