//! Names built with an ending (后缀构词): `望江路`, `麻栗坡水库`, `傥滨商业综合体`, `长株潭城市群`.
//!
//! An ending in the text is followed back to the left over the units that a name may have, to the first that it may not: a
//! mark, a verb, a function word. What is left must hold something proper; a name of describing words only is none.

use super::candidate;
use super::words::{ALONE, FEATURES, KINDS_OF_ROADS, NO_ROADS, NOUN_SITES, SAYINGS, SITE_ZONES, SITES, STREETS};
use crate::lexicon::{Level, PlaceKind, Suffixes};
use crate::recognise::Candidate;
use crate::recognise::line::{Line, Role, Unit};

/// What an ending asks of the words before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::recognise) enum Ending {
    /// A road, bridge or line: the word before is part of the name, even a common one.
    Road,
    /// Counts right after a division's name.
    Definite,
    /// Needs something proper of its own.
    Facility,
    /// A division that the gazetteer lacks.
    Division,
    /// Joins divisions: a city cluster, belt or corridor.
    Cluster,
}

/// The table of endings.
pub(in crate::recognise) fn endings() -> Suffixes<Ending> {
    Suffixes::read(include_str!("../../lexicon/data/place_suffix.txt"), |section| match section {
        "road" => Some(Ending::Road),
        "definite" => Some(Ending::Definite),
        "facility" => Some(Ending::Facility),
        "division" => Some(Ending::Division),
        "cluster" => Some(Ending::Cluster),
        _ => None,
    })
}

/// The most units and bytes that a name has before its ending.
const MAX_UNITS: usize = 8;
const MAX_BYTES: usize = 48;

/// Whether the ending is that of a street, which a common word may name.
fn is_street(words: &str) -> bool {
    words.ends_with(['路', '街', '巷']) && !["高架路", "步行街", "环路"].contains(&words) || words == "大道"
}

/// Proposes the built names of a line and says where they are.
pub(in crate::recognise) fn find(
    line: &Line<'_>,
    endings: &Suffixes<Ending>,
    out: &mut Vec<Candidate>,
) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (offset, ch) in line.slice(line.start, line.end).char_indices().filter(|(_, ch)| endings.may_end(*ch)) {
        let end = line.start + offset + ch.len_utf8();
        if !line.is_edge(end) {
            continue;
        }
        let Some((words, ending)) = endings.longest(line.before(end)) else { continue };
        let name = Name { line, words, ending, split: end - words.len(), end };
        if goes_on(words, line.after(end)) {
            continue;
        }
        if let Some(start) = name.start(&found) {
            let start = name.with_other_end(name.with_trunk(start, &found));
            while found.last().is_some_and(|known| known.0 >= start) {
                found.pop();
            }
            found.push((start, end));
            out.push(candidate(start, end, rule(ending), (end - words.len(), end)));
        }
    }
    found
}

/// Whether the ending only begins a longer word: `高速` of `高速铁路网`.
fn goes_on(words: &str, after: &str) -> bool {
    let more: &[&str] = match words {
        "高速" => &["铁路", "公路", "增长", "发展", "度", "运转", "成长", "网络", "宽带", "路网"],
        "高速铁路" => &["网"],
        "铁路" | "公路" => &["网", "局", "公司", "系统", "部门"],
        "市" | "县" | "镇" | "乡" => {
            &["场", "民", "域", "级", "区", "政", "容", "委", "直", "属", "村", "镇", "乡", "街"]
        }
        "路" => &["网", "灯", "面", "况", "由", "径", "权", "长", "段", "口", "肩", "基", "侧"],
        "道" => &["德", "路", "理", "具", "歉", "班", "口", "岔", "闸", "床"],
        "村" => &["民", "庄", "镇", "委", "级", "干", "集", "落", "容", "史", "规"],
        _ => &[],
    };
    more.iter().any(|word| after.starts_with(word))
}

fn rule(ending: Ending) -> &'static str {
    match ending {
        Ending::Road => "place.road",
        Ending::Definite | Ending::Facility => "place.facility",
        Ending::Division => "place.division",
        Ending::Cluster => "place.cluster",
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
}

/// What the words before an ending show.
#[derive(Default)]
struct Evidence {
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
    /// Where the name of a line between two places begins: `南宁至玉林高速公路`.
    fn with_other_end(&self, start: usize) -> usize {
        let far = self.ending == Ending::Road && KINDS_OF_ROADS.contains(&self.words) && self.words.chars().count() > 1;
        let before = self.line.before(start).strip_suffix(['至', '—', '-', '~']);
        let Some(before) = before.filter(|_| far) else { return start };
        let end = self.line.start + before.len();
        let place = end.checked_sub(1).and_then(|at| self.line.units.get(self.line.index_at(at)));
        place.filter(|unit| unit.end == end && matches!(unit.role, Role::Place(_))).map_or(start, |unit| unit.start)
    }

    /// Where the name of a part begins with what it is a part of: `青禾至东湖高速公路西山连接线`, `青禾新港东湖港区`.
    fn with_trunk(&self, start: usize, found: &[(usize, usize)]) -> usize {
        let part = ["连接线", "支线", "复线", "延长线", "港区", "作业区"].contains(&self.words);
        let trunk = found.iter().rev().find(|known| known.1 == start).filter(|_| part);
        trunk.map_or(start, |known| known.0)
    }

    /// Where the name begins, if it is one.
    fn start(&self, found: &[(usize, usize)]) -> Option<usize> {
        if let Some(alone) = ALONE.iter().find(|name| self.line.before(self.end).ends_with(*name)) {
            let start = self.end - alone.len();
            return self.line.is_edge(start).then_some(start);
        }
        let units = self.units_before(found)?;
        let first = self.first(&units)?;
        let name = units.get(first..)?;
        let start = name.first()?.start;
        (self.holds(name) && self.long_enough(start, name)).then_some(start)
    }

    /// The units that the name may have, in order; a unit that the ending begins in counts with its part before.
    fn units_before(&self, found: &[(usize, usize)]) -> Option<Vec<Unit>> {
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
    fn first(&self, units: &[Unit]) -> Option<usize> {
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
                && words.chars().all(crate::lexicon::division::is_han)
    }

    /// A road called by plain characters only, each a word by itself: 后厂村路.
    fn is_all_plain(&self, units: &[Unit]) -> bool {
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

    fn is_site(&self, unit: &Unit) -> bool {
        let words = self.line.slice(unit.start, unit.end);
        match self.ending {
            Ending::Road => {
                SITES.contains(&words) || is_street(self.words) && unit.end == self.split && STREETS.contains(&words)
            }
            _ => unit.end == self.split && SITES.contains(&words) && SITE_ZONES.contains(&self.words),
        }
    }

    fn holds(&self, name: &[Unit]) -> bool {
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
    fn long_enough(&self, start: usize, name: &[Unit]) -> bool {
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

/// Whether what stands before leads to a person: `免去罗斌县教育局副局长职务`.
pub(in crate::recognise) fn is_appointment(before: &str) -> bool {
    ["任命", "免去", "提名"].iter().any(|verb| before.ends_with(verb))
}

/// Whether letters are the number of a road: `S49`.
fn is_route(letters: &str) -> bool {
    let digits = letters.trim_start_matches(['G', 'S', 'X', 'Y', 'C']);
    digits.len() < letters.len() && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}
