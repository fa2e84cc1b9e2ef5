//! What the words before an ending show, and whether that makes a name of one definite organisation.

use super::words::CLASSES;
use super::{Ending, Name};
use crate::lexicon::PlaceKind;
use crate::recognise::line::{Role, Unit};

/// What the words before an ending show.
#[derive(Default)]
pub(super) struct Evidence {
    place: bool,
    proper: bool,
    odd: usize,
    pub(super) level: bool,
    /// Common words between the first and the ending.
    common: usize,
}

impl Name<'_, '_> {
    pub(super) fn evidence(&self, name: &[Unit]) -> Evidence {
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

    pub(super) fn holds(&self, seen: &Evidence, start: usize) -> bool {
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
    pub(super) fn is_class(&self, start: usize) -> bool {
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
