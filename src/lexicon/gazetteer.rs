//! The gazetteer (地名词典): divisions from province to township with their short forms, regions, waters, mountains, lines.
//!
//! Looks up the longest name that a text begins with. It does not judge whether a name is meant as a place there: that is
//! the place recogniser's business. Sources and licences stand at the heads of the files in `data/`.

use super::division::short_form;
use std::collections::HashSet;

const DIVISIONS: &str = include_str!("data/divisions.txt");
const PLACES: &str = include_str!("data/places.txt");
const AMBIGUOUS: &str = include_str!("data/ambiguous.txt");

/// The level of a division (行政级别).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 省、自治区、直辖市、特别行政区
    Province,
    /// 地级市、自治州、地区、盟
    City,
    /// 县、县级市、区、旗
    County,
    /// 乡、镇、街道
    Town,
}

/// What a name in the gazetteer is. The order is that of precedence where one name is several things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceKind {
    /// A division by its full name: `南昌市`.
    Full(Level),
    /// A region or city cluster: `京津冀`.
    Region,
    /// A division by its short form: `南昌`.
    Short(Level),
    /// A river, lake or sea.
    Water,
    /// A mountain, plain or desert.
    Mountain,
    /// The short name of a railway or motorway: `京沪`.
    Line,
    /// A country or a place abroad.
    Country,
    /// A division's short form that is also a common word: `和平`.
    Ambiguous(Level),
}

/// The number of a division, in the order of the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DivisionId(u32);

/// One administrative division.
#[derive(Debug, Clone, Copy)]
pub struct Division {
    /// Its full name.
    pub name: &'static str,
    /// Its level.
    pub level: Level,
    /// The division above.
    pub parent: Option<DivisionId>,
}

/// A name found at the start of a text.
#[derive(Debug, Clone, Copy)]
pub struct Hit {
    /// The name.
    pub name: &'static str,
    /// What it is.
    pub kind: PlaceKind,
    /// One of the divisions that bear it.
    pub division: Option<DivisionId>,
}

/// Divisions and places by name.
#[derive(Debug)]
pub struct Gazetteer {
    /// The tree in reading order: a division's children follow it.
    divisions: Vec<Division>,
    /// Names in order, each once.
    names: Vec<Hit>,
    /// The second character of each name.
    seconds: Vec<char>,
    /// Index of the first name that begins with each character of the basic plane.
    starts: Vec<u32>,
    /// Which pairs of first characters names have, as bits by [`bit_of`]: most places of a text begin no name.
    pairs: Vec<u64>,
}

/// How many bits there are for pairs of characters.
const PAIR_BITS: u32 = 1 << 18;

/// The bit of a pair of characters; a few pairs share one.
fn bit_of(first: char, second: char) -> (usize, u64) {
    let mixed = u32::from(first).wrapping_mul(0x9e37_79b1) ^ u32::from(second).wrapping_mul(0x85eb_ca6b);
    let bit = (mixed ^ (mixed >> 15)) % PAIR_BITS;
    (bit as usize / 64, 1 << (bit % 64))
}

impl Gazetteer {
    /// Reads the built-in files.
    pub fn builtin() -> Self {
        let divisions = divisions();
        let mut names = names_of_divisions(&divisions);
        names.extend(names_of_places());
        names.sort_unstable_by(|a, b| (a.name, a.kind, a.division).cmp(&(b.name, b.kind, b.division)));
        names.dedup_by(|later, first| later.name == first.name);
        let starts = starts(&names);
        let seconds: Vec<char> = names.iter().map(|hit| hit.name.chars().nth(1).unwrap_or('\0')).collect();
        let mut pairs = vec![0; PAIR_BITS as usize / 64];
        for (hit, second) in names.iter().zip(&seconds) {
            let (word, bit) = bit_of(hit.name.chars().next().unwrap_or('\0'), *second);
            if let Some(bits) = pairs.get_mut(word) {
                *bits |= bit;
            }
        }
        Self { divisions, names, seconds, starts, pairs }
    }

    /// The longest name that the text begins with.
    pub fn longest_at(&self, text: &str) -> Option<Hit> {
        let mut chars = text.chars();
        let (first, second) = (chars.next()?, chars.next()?);
        let (word, bit) = bit_of(first, second);
        if self.pairs.get(word)? & bit == 0 {
            return None;
        }
        let code = u32::from(first) as usize;
        let (from, to) = (*self.starts.get(code)? as usize, *self.starts.get(code + 1)? as usize);
        let seconds = self.seconds.get(from..to)?;
        let low = from + seconds.partition_point(|ch| *ch < second);
        let high = from + seconds.partition_point(|ch| *ch <= second);
        // a longer name that begins with a shorter one comes after it
        self.names.get(low..high)?.iter().rev().find(|hit| text.starts_with(hit.name)).copied()
    }

    /// The name as a whole.
    pub fn exact(&self, name: &str) -> Option<Hit> {
        let index = self.names.binary_search_by(|hit| hit.name.cmp(name)).ok()?;
        self.names.get(index).copied()
    }

    /// A division by its number.
    pub fn division(&self, id: DivisionId) -> Option<Division> {
        self.divisions.get(id.0 as usize).copied()
    }

    /// The division of a level above or at a division.
    pub fn above(&self, id: DivisionId, level: Level) -> Option<DivisionId> {
        let mut at = Some(id);
        while let Some(id) = at {
            let division = self.division(id)?;
            if division.level == level {
                return Some(id);
            }
            at = division.parent;
        }
        None
    }

    /// The divisions below a division, of all levels.
    pub fn below(&self, id: DivisionId) -> impl Iterator<Item = Division> + '_ {
        let level = self.division(id).map_or(Level::Town, |division| division.level);
        let rest = self.divisions.get(id.0 as usize + 1..).unwrap_or(&[]);
        rest.iter().take_while(move |division| division.level > level).copied()
    }

    /// All divisions with this full name.
    pub fn named(&self, name: &str, level: Level) -> impl Iterator<Item = DivisionId> + '_ {
        let name = name.to_owned();
        let all = self.divisions.iter().zip(0_u32..);
        all.filter(move |(division, _)| division.level == level && division.name == name).map(|(_, id)| DivisionId(id))
    }
}

/// Reads the tree of divisions.
fn divisions() -> Vec<Division> {
    let mut divisions: Vec<Division> = Vec::with_capacity(42_000);
    let (mut province, mut city) = (None, None);
    for line in DIVISIONS.lines() {
        let (level, parent) = match line.as_bytes().first() {
            Some(b'=') => (Level::Province, None),
            Some(b'-') => (Level::City, province),
            Some(b'+') => (Level::County, city.or(province)),
            _ => continue,
        };
        let mut names = line.get(1..).unwrap_or("").split(' ');
        let Some(name) = names.next().filter(|name| !name.is_empty()) else { continue };
        let id = Some(next_id(&divisions));
        divisions.push(Division { name, level, parent });
        match level {
            Level::Province => (province, city) = (id, None),
            Level::City => city = id,
            _ => divisions.extend(names.map(|town| Division { name: town, level: Level::Town, parent: id })),
        }
    }
    divisions
}

fn next_id(divisions: &[Division]) -> DivisionId {
    DivisionId(u32::try_from(divisions.len()).unwrap_or(u32::MAX))
}

/// Names of townships that read as common words: `新城镇建设`.
const NO_TOWNS: &[&str] = &[
    "新城镇",
    "小城镇",
    "大城镇",
    "中心镇",
    "城镇",
    "重点镇",
    "老城镇",
    "新街道",
    "古镇",
    "集镇",
    "大街道",
    "中心街道",
    "工业街道",
];

/// Full and short names of all divisions down to counties, full names of townships.
fn names_of_divisions(divisions: &[Division]) -> Vec<Hit> {
    let ambiguous: HashSet<&str> = words_of(AMBIGUOUS).collect();
    let mut names = Vec::with_capacity(divisions.len() + 4096);
    for (division, id) in divisions.iter().zip(0_u32..) {
        let (name, level, division_id) = (division.name, division.level, Some(DivisionId(id)));
        let usable = level != Level::Town || name.chars().count() >= 3 && !NO_TOWNS.contains(&name);
        if usable && !matches!(name, "城区" | "郊区" | "矿区") {
            names.push(Hit { name, kind: PlaceKind::Full(level), division: division_id });
        }
        if let Some(short) = (level != Level::Town).then(|| short_form(name)).flatten() {
            let kind = if ambiguous.contains(short) { PlaceKind::Ambiguous(level) } else { PlaceKind::Short(level) };
            names.push(Hit { name: short, kind, division: division_id });
        }
    }
    names
}

/// The hand-written names, section by section.
fn names_of_places() -> Vec<Hit> {
    let mut kind = PlaceKind::Region;
    let mut names = Vec::new();
    for line in PLACES.lines().filter(|line| !line.starts_with('#')) {
        kind = match line {
            "[division]" => PlaceKind::Full(Level::County),
            "[region]" => PlaceKind::Region,
            "[water]" => PlaceKind::Water,
            "[mountain]" => PlaceKind::Mountain,
            "[line]" => PlaceKind::Line,
            "[country]" => PlaceKind::Country,
            _ => kind,
        };
        if !line.starts_with('[') {
            names.extend(line.split_whitespace().map(|name| Hit { name, kind, division: None }));
        }
    }
    names
}

fn words_of(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
}

/// For each character of the basic plane, the number of names that begin with a smaller one.
fn starts(names: &[Hit]) -> Vec<u32> {
    let mut counts = vec![0_u32; 0x1_0001];
    for first in names.iter().filter_map(|hit| hit.name.chars().next()) {
        if let Some(count) = counts.get_mut(u32::from(first) as usize + 1) {
            *count += 1;
        }
    }
    let mut total = 0;
    for count in &mut counts {
        total += *count;
        *count = total;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_wins_and_leads_to_its_division() {
        let gazetteer = Gazetteer::builtin();
        let hit = gazetteer.longest_at("长沙市芙蓉区文艺路街道").expect("a place");
        assert_eq!((hit.name, hit.kind), ("长沙市", PlaceKind::Full(Level::City)));
        let province = hit.division.and_then(|id| gazetteer.above(id, Level::Province));
        assert_eq!(province.and_then(|id| gazetteer.division(id)).map(|it| it.name), Some("湖南省"));
        assert_eq!(gazetteer.longest_at("朝阳产业").map(|hit| hit.kind), Some(PlaceKind::Ambiguous(Level::City)));
        assert!(gazetteer.longest_at("没有这个").is_none());
        assert!(gazetteer.longest_at("").is_none());
    }

    #[test]
    fn every_county_is_known_by_its_full_name() {
        let gazetteer = Gazetteer::builtin();
        let counties = gazetteer.divisions.iter().filter(|division| division.level == Level::County);
        for county in counties.filter(|county| county.name.chars().count() > 2) {
            assert_eq!(gazetteer.longest_at(county.name).map(|hit| hit.name), Some(county.name));
        }
        assert!(gazetteer.divisions.len() > 40_000);
    }
}
