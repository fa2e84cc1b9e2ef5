//! The units that an organisation's name may have before its ending, and where among them it begins.

use super::words::{JOINED, LEVELS, ORGAN_WORDS, THEMES};
use super::{Ending, MAX_BYTES, MAX_UNITS, Name};
use crate::recognise::line::{Role, Unit};
use crate::recognise::place::built::is_appointment;

impl Name<'_, '_> {
    /// The units that the name may have, in order; a unit that the ending begins in counts with its part before.
    pub(super) fn units_before(&self, found: &[(usize, usize)]) -> Option<Vec<Unit>> {
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
    pub(super) fn first(&self, units: &[Unit]) -> Option<usize> {
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
    pub(super) fn unknown_before(&self, at: usize) -> usize {
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
    pub(super) fn is_level(&self, unit: &Unit) -> bool {
        let words = self.line.slice(unit.start, unit.end);
        if !LEVELS.contains(&words) {
            return false;
        }
        let before = self.line.before(unit.start).chars().next_back();
        !before.is_some_and(|ch| "省市县区州镇乡各全每该本我城都、)级两".contains(ch)) || before == Some('、')
    }
}
