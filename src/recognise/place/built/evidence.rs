//! What the words before an ending show, and whether that makes the name of a place.

use super::{Ending, Name, is_appointment, is_route, is_street};
use crate::lexicon::PlaceKind;
use crate::recognise::line::{Role, Unit};
use crate::recognise::place::words::{FEATURES, KINDS_OF_ROADS, NOUN_SITES, SAYINGS, SITE_ZONES, SITES, STREETS};

/// What the words before an ending show.
#[derive(Default)]
pub(super) struct Evidence {
    proper: bool,
    /// Characters of unknown names.
    odd: usize,
    division: bool,
    /// A region, or a line's short name.
    region: bool,
    noun: bool,
    generic: bool,
}

impl Name<'_, '_> {
    /// A road called by plain characters only, each a word by itself: 后厂村路.
    pub(super) fn is_all_plain(&self, units: &[Unit]) -> bool {
        let letters =
            units.len() == 3 && units.iter().all(|unit| unit.role == Role::Neutral && unit.end - unit.start == 3);
        letters
            && self.words == "路"
            && self.ending == Ending::Road
            && units.last().is_some_and(|unit| {
                matches!(
                    self.line.slice(unit.start, unit.end),
                    "村" | "镇" | "站" | "场" | "馆" | "塔" | "店" | "厂" | "房" | "楼"
                )
            })
    }

    pub(super) fn is_site(&self, unit: &Unit) -> bool {
        let words = self.line.slice(unit.start, unit.end);
        match self.ending {
            Ending::Road => {
                SITES.contains(&words) || is_street(self.words) && unit.end == self.split && STREETS.contains(&words)
            }
            _ => unit.end == self.split && SITES.contains(&words) && SITE_ZONES.contains(&self.words),
        }
    }

    pub(super) fn holds(&self, name: &[Unit]) -> bool {
        let seen = self.evidence(name);
        let own = seen.proper || seen.odd > 0;
        let somewhere = seen.division || seen.region;
        match self.ending {
            Ending::Road if self.is_all_plain(name) => true,
            Ending::Road if ["路", "街"].contains(&self.words) && name.len() == 1 && seen.noun => {
                !self.is_saying(name)
            }
            Ending::Road if self.words == "街" && name.len() == 2 && seen.division => true,
            Ending::Road if KINDS_OF_ROADS.contains(&self.words) => own || somewhere && !seen.generic,
            Ending::Road => own || somewhere || seen.noun && name.len() == 1,
            Ending::Definite if NOUN_SITES.contains(&self.words) && name.len() == 1 && seen.noun => true,
            Ending::Definite if self.words == "河谷" => own || somewhere,
            Ending::Definite => own || somewhere && (!seen.generic || seen.noun || self.is_part(name)),
            Ending::Cluster => own || seen.region || seen.division && !seen.generic,
            Ending::Facility => own || somewhere && seen.noun || self.is_feature_of(name),
            Ending::Division
                if is_appointment(self.line.before(name.first().map_or(self.split, |unit| unit.start))) =>
            {
                false
            }
            // 州县, 省市: kinds of divisions are no name
            Ending::Division if self.line.before(self.split).ends_with(['州', '省', '市', '区', '旗']) => false,
            Ending::Division => (seen.odd > 1 || seen.proper) && !somewhere && !seen.generic && !seen.noun,
        }
    }

    /// Whether a place's short name alone calls a fort, temple or water: `瑞安堡`, `洛阳江`.
    fn is_feature_of(&self, name: &[Unit]) -> bool {
        let short = |unit: &Unit| {
            matches!(unit.role, Role::Place(PlaceKind::Short(_) | PlaceKind::Ambiguous(_)))
                && unit.end - unit.start == 6
        };
        matches!(name, [unit] if short(unit)) && FEATURES.contains(&self.words)
    }

    fn evidence(&self, name: &[Unit]) -> Evidence {
        let mut seen = Evidence::default();
        for unit in name {
            match unit.role {
                Role::Place(PlaceKind::Country) => {}
                Role::Place(PlaceKind::Region | PlaceKind::Line) => seen.region = true,
                // a county called by its mountain or lake: 泰山景区
                Role::Place(_)
                    if self.line.slice(unit.start, unit.end).ends_with(['山', '江', '河', '湖', '岛', '峰', '海']) =>
                {
                    seen.proper = true;
                    seen.division = true;
                }
                Role::Place(_) if unit.role.division().is_some() => {
                    // two places side by side name a site of their own: a market of two cities
                    seen.noun |= seen.division;
                    seen.division = true;
                }
                Role::Place(_) | Role::Proper => seen.proper = true,
                Role::Letters if is_route(self.line.slice(unit.start, unit.end)) => seen.proper = true,
                Role::Odd | Role::Act => seen.odd += 1,
                _ if self.is_site(unit) => seen.proper = true,
                Role::Noun => seen.noun = true,
                Role::Generic => seen.generic = true,
                _ => {}
            }
        }
        seen
    }

    /// Whether a road is one of sayings or kinds: 致富路, 机耕路.
    fn is_saying(&self, name: &[Unit]) -> bool {
        name.first().is_some_and(|unit| SAYINGS.contains(&self.line.slice(unit.start, unit.end)))
    }

    /// Whether the describing words of a name only say which part or rank it is: 成都`东部`新区, 南昌`国家`高新区.
    fn is_part(&self, name: &[Unit]) -> bool {
        let mut generic = name.iter().filter(|unit| unit.role == Role::Generic);
        generic.all(|unit| {
            let words = self.line.slice(unit.start, unit.end);
            SITES.contains(&words)
                || ["东部", "西部", "南部", "北部", "中部", "国家", "国家级", "国际", "空港", "临空"].contains(&words)
        })
    }

    /// An ending of one character makes too many common words to be trusted with one character before it.
    pub(super) fn long_enough(&self, start: usize, name: &[Unit]) -> bool {
        if self.words.chars().count() > 1 {
            return true;
        }
        // 下姜村 of 淳安县下姜村 is what is measured
        let own =
            name.iter().find(|unit| !matches!(unit.role, Role::Place(PlaceKind::Full(_)))).filter(|_| name.len() > 1);
        let measured = own.map_or(start, |unit| unit.start);
        let letters = self.line.slice(measured, self.split).chars().count();
        let before = self.line.index_at(start).checked_sub(1).and_then(|index| self.line.units.get(index));
        let free = before.is_none_or(|unit| matches!(unit.role, Role::Stop | Role::Verb | Role::Place(_)));
        let plain = name.iter().all(|unit| !matches!(unit.role, Role::Generic | Role::Noun) || self.is_site(unit));
        let proper = name.iter().filter(|unit| unit.role == Role::Proper).count();
        let short = self.ending == Ending::Road || proper == 0 || name.len() == 1 || letters <= 2;
        let most = if self.ending == Ending::Road { 6 } else { 4 };
        let first = name.first().map(|unit| unit.role);
        let free = free || matches!(first, Some(Role::Place(_)));
        // 姚江 is one word of the dictionary, and a place
        let river = letters == 1
            && matches!(name, [unit] if unit.role == Role::Proper)
            && ["江", "河", "湖"].contains(&self.words)
            && !self
                .line
                .before(self.split)
                .ends_with(['通', '过', '跨', '沿', '滨', '临', '环', '渡', '治', '护', '清', '入', '大', '小']);
        (river || (2..=most).contains(&letters)) && free && short && (plain || self.ending == Ending::Road)
    }
}
