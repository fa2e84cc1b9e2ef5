//! Names built with an ending (后缀构词): `望江路`, `麻栗坡水库`, `傥滨商业综合体`, `长株潭城市群`.
//!
//! An ending in the text is followed back to the left over the units that a name may have, to the first that it may not: a
//! mark, a verb, a function word. What is left must hold something proper; a name of describing words only is none.

mod evidence;
mod units;

use super::candidate;
use super::words::{ALONE, KINDS_OF_ROADS};
use crate::lexicon::Suffixes;
use crate::recognise::Candidate;
use crate::recognise::line::{Line, Role, keep_longest};

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
    Suffixes::read(include_str!("../../../lexicon/data/place_suffix.txt"), |section| match section {
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
            keep_longest(&mut found, start, end);
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
