//! Whose organ it is (归属): from what is printed and what the document says to a place with its full name.

use crate::lexicon::division::{Division, Level};
use crate::lexicon::organ::Owner;
use crate::lexicon::{Gazetteer, Level as KnownLevel, PlaceKind, short_form};
use crate::structure::Region;

/// What stands for the document, or for the attached part of it that a clause is in.
#[derive(Debug)]
pub struct Home<'a> {
    /// The place it speaks for, at the level that the gazetteer knows: 玉环市 is a county city.
    pub place: Option<Division>,
    /// The places above it that the gazetteer knows, nearest first.
    above: Vec<Division>,
    /// Whether a body of the state issued it.
    pub national: bool,
    gazetteer: &'a Gazetteer,
}

impl<'a> Home<'a> {
    /// The home of a region of a document; where the document does not say, the place that it names most.
    pub fn of(region: Option<&Region>, most_named: Option<Division>, gazetteer: &'a Gazetteer) -> Self {
        let own = region.and_then(|region| region.place.clone()).or(most_named);
        let place = own.map(|place| settled(&place, gazetteer));
        let above = place.as_ref().map(|place| above(place, gazetteer)).unwrap_or_default();
        Self { place, above, national: region.is_some_and(|region| region.national), gazetteer }
    }

    /// The place of an owner. Unsaid owners take the place carried on from the list, or the document's.
    pub fn place_of(&self, owner: &Owner, carried: Option<&Division>) -> Option<Division> {
        match owner {
            Owner::Unsaid | Owner::LostCommittee => carried.or(self.place.as_ref()).cloned(),
            Owner::Nation => None,
            Owner::Level(level) | Owner::Committee(level) => Some(self.of_level(level)),
            Owner::Place(place) | Owner::PlaceCommittee(place) => Some(self.known(place)),
        }
    }

    /// The place that a level alone speaks of: the document's own, one above it, or the level itself.
    pub fn of_level(&self, level: &str) -> Division {
        let own = self.place.as_ref();
        let named = own.and_then(|place| place.named_by(level));
        let region = || own.filter(|place| level == "区" && place.name().ends_with("自治区")).cloned();
        let above = || self.above.iter().find_map(|place| place.named_by(level));
        named.or_else(region).or_else(above).unwrap_or_else(|| Division::single(level, Level::City))
    }

    /// A printed place, which may be the document's own in another form: 青禾 for 青禾市.
    fn known(&self, place: &Division) -> Division {
        match &self.place {
            Some(own) if own.is_called(&place.full_name()) => own.clone(),
            _ => settled(place, self.gazetteer),
        }
    }

    /// Whether words begin with the document's place, in full or in short.
    pub fn begins(&self, words: &str) -> bool {
        self.place.as_ref().is_some_and(|place| words.starts_with(place.short_name()))
    }

    /// Whether words are the name of a company or of its local part and begin with some place that the gazetteer knows by
    /// its plain name: 江北燃气公司, 云南电网青禾供电局.
    pub fn begins_elsewhere(&self, words: &str) -> bool {
        let company = ["公司", "集团", "供电局", "供电所"].iter().any(|ending| words.ends_with(ending));
        company
            && self
                .gazetteer
                .longest_at(words)
                .is_some_and(|hit| matches!(hit.kind, PlaceKind::Full(_) | PlaceKind::Short(_)))
    }

    /// The full name of the city, county or district that a short name means: 东湖 for 东湖区. Divisions below the
    /// document's own place come first: 南海 is a district in 佛山 and a sea elsewhere.
    pub fn full_name_of(&self, short: &str) -> Option<&'static str> {
        let own = self.place.as_ref().filter(|place| place.level() == Level::City);
        let mut ids = own.into_iter().flat_map(|place| self.gazetteer.named(place.name(), KnownLevel::City));
        let mut below = ids.next().into_iter().flat_map(|id| self.gazetteer.below(id));
        let near = below.find(|it| it.level == KnownLevel::County && short_form(it.name) == Some(short));
        if let Some(division) = near {
            return Some(division.name);
        }
        let hit = self.gazetteer.exact(short)?;
        let known = matches!(hit.kind, PlaceKind::Short(level) | PlaceKind::Ambiguous(level)
            if level != KnownLevel::Province && level != KnownLevel::Town);
        hit.division.filter(|_| known).and_then(|id| self.gazetteer.division(id)).map(|division| division.name)
    }

    /// The city above a place that names a branch of one of the city's organs: 生态环境局东湖分局 in a document of 东湖区.
    pub fn city_above(&self) -> Option<&Division> {
        self.above.iter().find(|place| place.level() == Level::City)
    }

    /// Whether a place is one that exists, or the document's own.
    pub fn exists(&self, place: &Division) -> bool {
        let known = self.gazetteer.exact(place.name()).is_some_and(|hit| matches!(hit.kind, PlaceKind::Full(_)));
        known || self.place.as_ref().is_some_and(|own| own.is_called(place.name()))
    }
}

/// A place with the level that the gazetteer knows.
fn settled(place: &Division, gazetteer: &Gazetteer) -> Division {
    let known = gazetteer.exact(place.name()).map(|hit| hit.kind);
    match known {
        Some(PlaceKind::Full(KnownLevel::County)) if place.level() == Level::City => {
            place.clone().at_level(Level::County)
        }
        _ => place.clone(),
    }
}

/// The places above a place. Of two places with one name neither is taken: 鼓楼区 is in four cities.
fn above(place: &Division, gazetteer: &Gazetteer) -> Vec<Division> {
    let mut found = Vec::new();
    let level = match place.level() {
        Level::Nation | Level::Province => return found,
        Level::City => KnownLevel::City,
        Level::County => KnownLevel::County,
        Level::Township => KnownLevel::Town,
    };
    let mut ids = gazetteer.named(place.name(), level);
    let id = ids.next().filter(|_| ids.next().is_none());
    let mut next = id.and_then(|id| gazetteer.division(id)).and_then(|division| division.parent);
    while let Some(division) = next.and_then(|id| gazetteer.division(id)) {
        found.extend(Division::parse(division.name));
        next = division.parent;
    }
    found
}
