//! The document's home (辖区): the divisions that a document speaks of most, and what they make of short names.
//!
//! `三元` is a common word, but in a document of 三明市 it is one of its districts; `华阳` alone is a town where the
//! document's county has a 华阳镇. The home is read once for a document, from the full names it spells out.

use crate::lexicon::{DivisionId, Gazetteer, Level, PlaceKind, short_form};
use crate::text::NormalView;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// Bytes at the head of a document where a name counts more: title and masthead.
const HEAD: usize = 900;

/// The divisions that a document speaks of most, and the short names they explain.
#[derive(Debug, Clone, Default)]
pub struct Home {
    county: Option<DivisionId>,
    city: Option<DivisionId>,
    province: Option<DivisionId>,
    /// Short names of the divisions below the home, by their first character.
    shorts: FxHashMap<char, Vec<(&'static str, Level)>>,
    /// First characters of the cities and counties of the home's province.
    initials: FxHashSet<char>,
}

impl Home {
    /// Reads the home of a document.
    pub fn of(view: &NormalView, gazetteer: &Gazetteer) -> Self {
        let counts = counts(view.as_str(), gazetteer);
        let most = |level: Level, least: usize| {
            let of_level = counts.iter().filter(|(id, count)| {
                **count >= least && gazetteer.division(**id).is_some_and(|division| division.level == level)
            });
            of_level.max_by_key(|(id, count)| (**count, std::cmp::Reverse(**id))).map(|(id, _)| *id)
        };
        let county = most(Level::County, 3);
        let city = most(Level::City, 2).or_else(|| gazetteer.above(county?, Level::City));
        let province = city.or(county).and_then(|id| gazetteer.above(id, Level::Province)).or(most(Level::Province, 1));
        let mut home = Self { county, city, province, ..Self::default() };
        let below = province.into_iter().flat_map(|province| gazetteer.below(province));
        home.initials = below.filter(|it| it.level < Level::Town).filter_map(|it| it.name.chars().next()).collect();
        let weight = |id: Option<DivisionId>| id.and_then(|id| counts.get(&id)).copied().unwrap_or(0);
        // towns are called by short names only where the county itself is the subject
        if let Some(county) = county.filter(|_| weight(county) * 2 >= weight(city)) {
            home.add_below(gazetteer, county, Level::Town);
        }
        if let Some(city) = city {
            home.add_below(gazetteer, city, Level::County);
        }
        home
    }

    /// The longest short name of a division below the home that the text begins with.
    pub fn short_at(&self, text: &str) -> Option<(&'static str, Level)> {
        let names = self.shorts.get(&text.chars().next()?)?;
        names.iter().filter(|(name, _)| text.starts_with(name)).max_by_key(|(name, _)| name.len()).copied()
    }

    /// Whether the name of a city or county of the home's province begins with the character.
    pub fn has_initial(&self, ch: char) -> bool {
        self.initials.contains(&ch)
    }

    /// The province of the home.
    pub fn province(&self) -> Option<DivisionId> {
        self.province
    }

    /// The county and the city of the home, as far as known.
    pub fn divisions(&self) -> impl Iterator<Item = DivisionId> {
        self.county.into_iter().chain(self.city)
    }

    /// The division nearest to the ground that the document speaks of most, as the grammar of names reads it.
    pub fn nearest(&self, gazetteer: &Gazetteer) -> Option<crate::lexicon::division::Division> {
        let id = self.county.or(self.city).or(self.province)?;
        crate::lexicon::division::Division::parse(gazetteer.division(id)?.name)
    }

    fn add_below(&mut self, gazetteer: &Gazetteer, id: DivisionId, level: Level) {
        for division in gazetteer.below(id).filter(|division| division.level == level) {
            let Some(short) = short_form(division.name) else { continue };
            if let Some(first) = short.chars().next() {
                self.shorts.entry(first).or_default().push((short, level));
            }
        }
    }
}

/// How often each city and county is named in full; the head of the document counts three times.
fn counts(text: &str, gazetteer: &Gazetteer) -> BTreeMap<DivisionId, usize> {
    let mut counts = BTreeMap::new();
    let mut at = 0;
    while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let hit = text.get(at..).filter(|_| !first.is_ascii()).and_then(|rest| gazetteer.longest_at(rest));
        at += hit.map_or(first.len_utf8(), |hit| hit.name.len());
        let Some(hit) = hit else { continue };
        if let (PlaceKind::Full(Level::Province | Level::City | Level::County), Some(id)) = (hit.kind, hit.division) {
            *counts.entry(id).or_insert(0) += if at <= HEAD { 3 } else { 1 };
        }
    }
    counts
}
