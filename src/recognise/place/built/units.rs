//! The units that a built name may have before its ending, and where among them it begins.

use super::{Ending, MAX_BYTES, MAX_UNITS, Name, is_route, is_street};
use crate::lexicon::{Level, PlaceKind};
use crate::recognise::line::{Role, Unit};
use crate::recognise::place::words::{NO_ROADS, SAYINGS, STREETS};
use crate::text::is_ideograph;

impl Name<'_, '_> {
    /// The units that the name may have, in order; a unit that the ending begins in counts with its part before.
    pub(super) fn units_before(&self, found: &[(usize, usize)]) -> Option<Vec<Unit>> {
        let mut units: Vec<Unit> = Vec::new();
        let mut at = self.split;
        if let Some(unit) = self.line.unit_at(self.split).filter(|unit| unit.start < self.split) {
            if self.words == "道" {
                return None;
            }
            units.push(self.glued(unit)?);
            at = unit.start;
        }
        let mut index = self.line.index_at(at.saturating_sub(1));
        while at > self.line.start && units.len() < MAX_UNITS && self.split - at < MAX_BYTES {
            if let Some(known) = found.iter().rev().find(|known| known.1 == at) {
                units.push(Unit { start: known.0, end: at, role: Role::Proper });
                at = known.0;
                index = self.line.index_at(at.saturating_sub(1));
                continue;
            }
            let Some(unit) = self.line.units.get(index).filter(|unit| unit.end == at) else { break };
            if let Some(start) = self.place_in_brackets(*unit) {
                units.push(Unit { start, end: at, role: Role::Proper });
                at = start;
                index = self.line.index_at(at.saturating_sub(1));
                continue;
            }
            if self.counts(*unit, &units) {
                return None;
            }
            if !self.may_hold(*unit, units.is_empty()) {
                break;
            }
            let joins = unit.role == Role::Stop && self.joins_name(*unit, self.line.slice(unit.start, unit.end));
            let role = if joins { Role::Odd } else { unit.role };
            units.push(Unit { role, ..*unit });
            at = unit.start;
            let Some(previous) = index.checked_sub(1) else { break };
            index = previous;
        }
        units.reverse();
        Some(units)
    }

    /// Whether a unit counts kinds of what the ending names: 六大水系, 九大高原湖泊.
    fn counts(&self, unit: Unit, behind: &[Unit]) -> bool {
        let words = self.line.slice(unit.start, unit.end);
        let numeral = |words: &str| words.chars().all(|ch| "一二三四五六七八九十两".contains(ch));
        let big = behind.last().is_some_and(|next| self.line.slice(next.start, next.end) == "大");
        let in_one = words.strip_suffix('大').is_some_and(|count| !count.is_empty() && numeral(count));
        let common =
            behind.iter().all(|unit| matches!(unit.role, Role::Generic | Role::Neutral | Role::Noun | Role::Proper));
        (in_one && common && !behind.is_empty() || big && behind.len() == 1 && numeral(words))
            && self.ending != Ending::Road
    }

    /// Where a short bracket that holds a place begins, with the word before it: `中国(河南)自由贸易试验区`.
    fn place_in_brackets(&self, close: Unit) -> Option<usize> {
        if self.ending != Ending::Definite && self.ending != Ending::Facility
            || self.line.slice(close.start, close.end) != ")"
        {
            return None;
        }
        let index = self.line.index_at(close.start);
        let inside = self.line.units.get(index.checked_sub(1)?)?;
        let open = self.line.units.get(index.checked_sub(2)?)?;
        let before = self.line.units.get(index.checked_sub(3)?)?;
        let opens = self.line.slice(open.start, open.end) == "(" && matches!(inside.role, Role::Place(_));
        (opens && before.end == open.start && !matches!(before.role, Role::Stop)).then_some(before.start)
    }

    /// The part of a word before the ending that the word ends with: 麒麟 of 麒麟山.
    fn glued(&self, unit: Unit) -> Option<Unit> {
        let part = Unit { start: unit.start, end: self.split, role: Role::Proper };
        if self.ending == Ending::Division {
            return None;
        }
        match unit.role {
            _ if is_street(self.words) && STREETS.contains(&self.line.slice(unit.start, self.split)) => Some(part),
            _ if unit.end < self.end && self.line.terms.is_generic(self.line.slice(unit.start, self.split)) => {
                Some(Unit { role: Role::Generic, ..part })
            }
            Role::Proper => Some(part),
            // 季华路, which the dictionary has as a common noun
            Role::Noun if self.words == "路" && unit.end == self.end && part.end - part.start >= 6 => {
                let common = NO_ROADS.iter().any(|word| self.line.before(unit.end).ends_with(word));
                (!common && !SAYINGS.contains(&self.line.slice(part.start, part.end))).then_some(part)
            }
            Role::Numeral => Some(Unit { role: Role::Neutral, ..part }),
            _ if unit.end < self.end && !matches!(unit.role, Role::Place(_) | Role::Stop) => {
                Some(Unit { role: Role::Odd, ..part })
            }
            _ => None,
        }
    }

    fn may_hold(&self, unit: Unit, beside_ending: bool) -> bool {
        let words = self.line.slice(unit.start, unit.end);
        match unit.role {
            Role::Stop if words == ")" => false,
            Role::Stop if words == "·" => !beside_ending && self.ending != Ending::Road,
            // 刘集机场, 半月岛: a word that leads elsewhere, in the middle of a name
            Role::Stop if self.joins_name(unit, words) => true,
            Role::Stop | Role::Verb => is_street(self.words) && beside_ending && STREETS.contains(&words),
            // 十八 of 十八洞村 stands before a single character
            Role::Numeral if !beside_ending => words.chars().all(|ch| "一二三四五六七八九十百千".contains(ch)),
            Role::Numeral => is_street(self.words) && STREETS.contains(&words),
            _ => true,
        }
    }

    /// The index of the first unit of the name: the first place, or else the first that does not only describe.
    pub(super) fn first(&self, units: &[Unit]) -> Option<usize> {
        if let Some(place) = units.iter().position(|unit| matches!(unit.role, Role::Place(_))) {
            let before = place.checked_sub(1).and_then(|index| Some((index, units.get(index)?)));
            let kept = before.filter(|(_, unit)| {
                let words = self.line.slice(unit.start, unit.end);
                self.ending == Ending::Cluster && words == "大" || unit.role == Role::Letters && is_route(words)
            });
            return Some(kept.map_or_else(|| self.before_place(units, place), |(index, _)| index));
        }
        let stands_alone = |index: usize| {
            // a verb before a word that can stand alone is none of its name: 进 街区, 集 西湖
            let next = units.get(index + 1);
            next.is_none_or(|unit| unit.end - unit.start > 3 || matches!(unit.role, Role::Generic))
        };
        let named = |index: usize, unit: &Unit| match unit.role {
            Role::Generic | Role::Neutral | Role::Stop | Role::Numeral => false,
            Role::Act => !stands_alone(index),
            _ => true,
        };
        if self.is_all_plain(units) {
            return Some(0);
        }
        let mut first = units.iter().enumerate().position(|(index, unit)| named(index, unit) || self.is_site(unit))?;
        // 遗爱 of 遗爱湖公园 describes by its kind alone: the lake is called so
        let kind_only = |unit: &Unit| {
            let words = self.line.slice(unit.start, unit.end);
            matches!(unit.role, Role::Generic)
                && (6..=9).contains(&(unit.end - unit.start))
                && !self.line.terms.is_generic(words)
        };
        let feature = units.get(first).is_some_and(|unit| {
            matches!(
                self.line.slice(unit.start, unit.end),
                "湖" | "山" | "江" | "河" | "溪" | "岛" | "泉" | "潭" | "湾" | "谷"
            )
        });
        if feature && first.checked_sub(1).and_then(|index| units.get(index)).is_some_and(kind_only) {
            first -= 1;
        }
        // 新 of 新溪桥 stands before a single character and belongs to the name
        let neutral = units.get(..first)?.iter().rev().take_while(|unit| unit.role == Role::Neutral).count();
        let numeral =
            first.checked_sub(1).and_then(|index| units.get(index)).is_some_and(|unit| unit.role == Role::Numeral);
        let joiner = |unit: &Unit| {
            let words = self.line.slice(unit.start, unit.end);
            words.chars().all(|ch| "大小新老东南西北中上下前后内外一二三四五六七八九十百千".contains(ch))
        };
        let neutral = if units.get(first.wrapping_sub(1)).is_some_and(joiner) { neutral } else { 0 };
        let joins = units.get(first).is_some_and(|unit| matches!(unit.role, Role::Odd | Role::Act | Role::Proper));
        Some(if joins && neutral == 1 || numeral && self.words == "村" { first - 1 } else { first })
    }

    /// Whether a word that seems to lead elsewhere stands inside a name: after a single odd character right before the
    /// ending, or before a character for a natural feature.
    fn joins_name(&self, unit: Unit, words: &str) -> bool {
        if !matches!(self.ending, Ending::Facility | Ending::Definite) {
            return false;
        }
        let before = self.line.index_at(unit.start).checked_sub(1).and_then(|index| self.line.units.get(index));
        let odd = before.is_some_and(|before| before.role == Role::Odd && before.end == unit.start);
        let feature = self.line.after(unit.end).starts_with(['岛', '湖', '山', '泉', '潭']);
        words == "集" && unit.end == self.split && odd
            || words.chars().count() == 2
                && feature
                && unit.end < self.split
                && !self.line.terms.is_lead(words)
                && words.chars().all(is_ideograph)
    }

    /// Where a name begins whose end alone is a county's short name: 异龙湖, 三湖连江水库.
    fn before_place(&self, units: &[Unit], place: usize) -> usize {
        let short = units.get(place).is_some_and(|unit| {
            matches!(unit.role, Role::Place(PlaceKind::Short(Level::County) | PlaceKind::Ambiguous(Level::County)))
        });
        let before = units.get(..place).unwrap_or(&[]);
        let run = before.iter().rev().take_while(|unit| {
            unit.end - unit.start == 3 && matches!(unit.role, Role::Odd | Role::Act | Role::Neutral)
        });
        let run: Vec<_> = run.collect();
        let odd = run.iter().any(|unit| unit.role == Role::Odd);
        if short && odd && run.len() <= 2 && run.len() == before.len() { place - run.len() } else { place }
    }
}
