//! Names of the gazetteer in a line: which of them are meant as places there.
//!
//! Full names nearly always are. Short forms must agree with the word boundaries. Short forms that are common words, and
//! towns without their 镇, need the document's home and a name beside them. Names fused into a brand or programme
//! (`平安中国`, `“电动三明”`) are left alone.

use super::candidate;
use crate::lexicon::{Gazetteer, Hit, Level, PlaceKind, Words};
use crate::recognise::Candidate;
use crate::recognise::home::Home;
use crate::recognise::line::Named;

/// What the line says about a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Yes,
    /// Only beside another place.
    Beside,
    No,
}

/// Full names that read as common words; they count after the division above.
const COMMON_FULL: &[&str] = &[
    "新城区",
    "老城区",
    "城中区",
    "市中区",
    "东区",
    "西区",
    "南区",
    "北区",
    "开发区",
    "城东区",
    "城西区",
    "城北区",
    "城关区",
    "新市区",
    "中原区",
    "城厢区",
    "港口区",
    "工业园区",
    "高新区",
    "经济开发区",
    "中山区",
    "友好区",
    "向阳区",
];

/// Words that make the name of a town a common phrase.
const COMMON_TOWN: &[&str] = &[
    "城镇",
    "乡镇",
    "小镇",
    "名镇",
    "集镇",
    "建制镇",
    "村镇",
    "城区",
    "社区",
    "中心",
    "重点",
    "工业",
    "农业",
    "各",
    "在",
    "全",
    "该",
    "老",
];

/// Words before a place that fuse with it to the name of a programme: `数字福建`.
const FUSED_BEFORE: &[&str] = &[
    "平安", "健康", "数字", "法治", "清廉", "智慧", "文明", "信用", "无废", "活力", "质量", "书香", "诚信", "悦读",
    "电动", "食安", "大美", "好客", "善治", "双拥", "绿色", "海绵", "体育", "云上", "网上", "天下", "爱心", "崇德",
    "厚德", "尚德",
];

/// Words after a place that fuse with it: `中国梦`.
const FUSED_AFTER: &[&str] =
    &["特色社会主义", "式现代化", "共产党", "梦", "共产主义青年团", "人民解放军", "工农红军", "制造20", "精神"];

/// What may follow a place in quotes without making a brand of both.
const NO_BRAND: &[&str] = &[
    "模式", "经验", "样板", "样本", "案例", "实践", "做法", "路径", "方案", "现象", "速度", "范例", "特色", "八景",
    "十景",
];

/// Endings that show that a list of line names is one of lines: `京广、沪昆高铁`.
const LINES: &[&str] =
    &["高铁", "铁路", "高速", "客专", "城际", "通道", "沿线", "走廊", "干线", "线", "经济带", "快速", "动脉"];

/// The names meant as places, in order.
pub(in crate::recognise) fn names(
    text: &str,
    (start, end): (usize, usize),
    words: &Words,
    gazetteer: &Gazetteer,
    home: &Home,
) -> Vec<Named> {
    let line = Scan { text, start, end, words, home };
    let (mut found, mut at) = (Vec::new(), start);
    while let Some(first) = line.after(at).chars().next() {
        let step = first.len_utf8();
        if first.is_ascii() {
            at += step;
            continue;
        }
        let (hit, verdict) = line.judge(at, gazetteer);
        let verdict = if hit.is_some_and(|hit| line.mountain_area(at, hit) > 0) { Verdict::Yes } else { verdict };
        match hit.filter(|_| verdict != Verdict::No) {
            Some(hit) => {
                let named = Named { start: at, end: at + hit.name.len() + line.mountain_area(at, hit), hit };
                at = named.end;
                found.push((named, verdict));
            }
            None => at += step,
        }
    }
    line.beside(found, gazetteer)
}

/// Proposes the names, those that stand one in the other (省 市 县) as one.
pub(in crate::recognise) fn propose(names: &[Named], out: &mut Vec<Candidate>) {
    let mut rest = names;
    while let Some((first, mut tail)) = rest.split_first() {
        let mut last = first;
        while let Some(next) = tail.first().filter(|next| next.start == last.end && continues(last.hit, next.hit)) {
            last = next;
            tail = tail.get(1..).unwrap_or(&[]);
        }
        out.push(candidate(first.start, last.end, rule(first.hit.kind), (first.start, last.end)));
        rest = tail;
    }
}

fn rule(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::Full(_) => "place.division",
        PlaceKind::Short(_) | PlaceKind::Ambiguous(_) => "place.short_form",
        _ => "place.gazetteer",
    }
}

fn level(hit: Hit) -> Option<Level> {
    match hit.kind {
        PlaceKind::Full(level) | PlaceKind::Short(level) | PlaceKind::Ambiguous(level) => Some(level),
        _ => None,
    }
}

/// Whether the second name is one below the first: `江西省` `南昌市`.
fn continues(first: Hit, second: Hit) -> bool {
    let nested = level(first).zip(level(second)).is_some_and(|(above, below)| above < below);
    let zone = matches!(second.kind, PlaceKind::Region) && second.name.ends_with('区');
    nested || level(first).is_some() && (zone || matches!(second.kind, PlaceKind::Water | PlaceKind::Mountain))
}

/// Whether the second name is that of a division within the first.
fn is_within(first: Hit, second: Hit, gazetteer: &Gazetteer) -> bool {
    let above = level(first).and_then(|level| gazetteer.above(second.division?, level));
    above.is_some() && above == first.division
}

struct Scan<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    words: &'a Words,
    home: &'a Home,
}

impl<'a> Scan<'a> {
    fn before(&self, at: usize) -> &'a str {
        self.text.get(self.start..at).unwrap_or("")
    }

    fn after(&self, at: usize) -> &'a str {
        self.text.get(at..self.end).unwrap_or("")
    }

    fn judge(&self, at: usize, gazetteer: &Gazetteer) -> (Option<Hit>, Verdict) {
        let rest = self.after(at);
        let hit = gazetteer.longest_at(rest);
        let own = self.home.short_at(rest);
        let mut own_verdict = (None, Verdict::No);
        if let Some((name, level)) = own.filter(|(name, _)| hit.is_none_or(|hit| hit.name.len() <= name.len())) {
            let hit = Hit { name, kind: PlaceKind::Short(level), division: None };
            let common = gazetteer.exact(name).is_some_and(|known| matches!(known.kind, PlaceKind::Ambiguous(_)));
            let verdict = self.own_short(at, hit, common);
            if verdict == Verdict::Yes {
                return (Some(hit), verdict);
            }
            own_verdict = (Some(hit), verdict);
        }
        let verdict = hit.map_or(Verdict::No, |hit| self.verdict(at, hit, gazetteer));
        if verdict == Verdict::No { own_verdict } else { (hit, verdict) }
    }

    /// Bytes of 区 behind a mountain's name: 横断山区 is a region of its own.
    fn mountain_area(&self, at: usize, hit: Hit) -> usize {
        let end = at + hit.name.len();
        let area = hit.kind == PlaceKind::Mountain && hit.name.ends_with('山') && self.after(end).starts_with('区');
        let len = '区'.len_utf8();
        if area && self.words.is_edge(at) && self.words.is_edge(end + len) { len } else { 0 }
    }

    fn verdict(&self, at: usize, hit: Hit, gazetteer: &Gazetteer) -> Verdict {
        let end = at + hit.name.len();
        let (before, after) = (self.before(at), self.after(end));
        let whole = self.words.is_edge(at) && self.words.is_edge(end);
        if self.fused(before, hit.name, after) {
            return Verdict::No;
        }
        let good = match hit.kind {
            PlaceKind::Full(Level::Town) => whole && self.is_town(at, end, hit.name),
            PlaceKind::Full(_) if COMMON_FULL.contains(&hit.name) => before.ends_with(['市', '省', '县']),
            PlaceKind::Full(_) => {
                // 资源 of 资源县 is a word by itself: 统筹医疗资源县乡一体
                let stem =
                    hit.name.char_indices().next_back().and_then(|(last, _)| gazetteer.exact(hit.name.get(..last)?));
                let common = stem.is_some_and(|stem| matches!(stem.kind, PlaceKind::Ambiguous(_)));
                let organ = ["政府", "委", "人大", "政协", "人民"].iter().any(|word| after.starts_with(word));
                self.words.is_edge(at) && (!common || organ || self.words.is_edge(end))
            }
            PlaceKind::Short(Level::Province | Level::City) => whole || self.inside_place(at, end),
            PlaceKind::Short(_) if self.follows_odd(at, end) => false,
            PlaceKind::Short(_) | PlaceKind::Region => {
                whole && !after.starts_with(['部', '角', '侧', '方', '向', '面'])
            }
            PlaceKind::Country => whole && !(hit.name == "中国" && before.ends_with("美丽")),
            PlaceKind::Water | PlaceKind::Mountain => whole,
            PlaceKind::Line => return if whole && in_line_list(after) { Verdict::Yes } else { Verdict::No },
            PlaceKind::Ambiguous(_) if whole && is_model(before, after) => true,
            PlaceKind::Ambiguous(_) => return if whole { Verdict::Beside } else { Verdict::No },
        };
        if good { Verdict::Yes } else { Verdict::No }
    }

    /// Whether a single character that is no word of function stands before: 绳 before 金塔 in 绳金塔.
    fn follows_odd(&self, at: usize, end: usize) -> bool {
        use crate::lexicon::WordKind::{Describing, Noun, Person, Proper, Short, Unknown};
        let before = self.words.before(at).filter(|_| at > self.start);
        let feature = self.text.get(..end).is_some_and(|text| text.ends_with(['湖', '山', '江', '河', '溪', '泉']));
        before.is_some_and(|word| {
            let name = matches!(word.kind, Noun | Person | Proper | Unknown)
                || feature && matches!(word.kind, Describing | Short);
            word.end - word.start == 3 && name
        }) && !self.before(at).ends_with(['省', '市', '县', '区', '州'])
    }

    /// Whether the name of a town is meant: `在城镇` and `城区街道` are towns somewhere, and common words everywhere.
    fn is_town(&self, at: usize, end: usize, name: &str) -> bool {
        let word = |at: usize| {
            let word = self.words.at(at)?;
            self.text.get(word.start as usize..word.end as usize)
        };
        let common = |word: Option<&str>| word.is_some_and(|word| COMMON_TOWN.contains(&word));
        let whole = word(at).is_some_and(|word| word == name);
        whole
            || !common(word(at))
                && !common(word(end - 1))
                && self.before(at).chars().next_back() != name.chars().next_back()
    }

    /// A short name that the document's home explains.
    fn own_short(&self, at: usize, hit: Hit, common: bool) -> Verdict {
        let end = at + hit.name.len();
        if !self.words.is_edge(at) || !self.words.is_edge(end) || self.fused(self.before(at), hit.name, self.after(end))
        {
            return Verdict::No;
        }
        let one_word = self.words.at(at).is_some_and(|word| word.end as usize == end);
        let letters = hit.name.chars().count();
        use crate::lexicon::WordKind::{Organ, Person, Place, Proper};
        let proper = self.words.at(at).is_some_and(|word| matches!(word.kind, Place | Person | Organ | Proper));
        match (hit.kind, one_word) {
            _ if common => Verdict::Beside,
            (PlaceKind::Short(Level::Town), true) if letters < 3 && !proper => Verdict::Beside,
            (PlaceKind::Short(Level::Town), false) if letters < 3 && !self.stands_free(at, end) => Verdict::Beside,
            (_, true) if !proper && letters < 3 => Verdict::Beside,
            _ => Verdict::Yes,
        }
    }

    /// Whether the name stands between punctuation, verbs or function words.
    fn stands_free(&self, at: usize, end: usize) -> bool {
        use crate::lexicon::WordKind::{Function, Mark, Noun, Place, Verb, VerbNoun};
        let before = self.words.before(at).is_none_or(|word| matches!(word.kind, Function | Mark | Verb | VerbNoun));
        let after = self.words.at(end).is_none_or(|word| matches!(word.kind, Function | Mark | Noun | Place | Verb));
        before && after
    }

    /// Whether the name begins a longer word for a place: `江西省会`.
    fn inside_place(&self, at: usize, end: usize) -> bool {
        use crate::lexicon::WordKind::{Organ, Place};
        self.words.is_edge(at)
            && self.words.at(at).is_some_and(|word| word.end as usize > end && matches!(word.kind, Place | Organ))
    }

    /// Whether the name is part of a programme's or product's name.
    fn fused(&self, before: &str, name: &str, after: &str) -> bool {
        if after.starts_with(['则', '接'])
            || FUSED_AFTER.iter().any(|word| after.starts_with(word))
            || FUSED_BEFORE.iter().any(|word| before.ends_with(word))
        {
            return true;
        }
        if name == "中国" && (before.ends_with("新时代") || before.ends_with("美丽")) {
            return true;
        }
        let opened =
            before.rfind(['“', '"']).map(|quote| before.get(quote..).unwrap_or("").trim_start_matches(['“', '"']));
        let closed = after.find(['”', '"']).map(|quote| after.get(..quote).unwrap_or(""));
        let (Some(lead), Some(tail)) = (opened, closed) else { return false };
        let (n_lead, n_tail) = (lead.chars().count(), tail.chars().count());
        !lead.contains('”')
            && n_lead <= 2
            && n_tail <= 2
            && n_lead + n_tail > 0
            && !NO_BRAND.contains(&tail)
            && !matches!(lead, "美丽" | "幸福" | "爱")
    }

    /// Keeps what counts only beside another place where one stands beside it.
    fn beside(&self, mut found: Vec<(Named, Verdict)>, gazetteer: &Gazetteer) -> Vec<Named> {
        let joined = |first: usize, second: usize| {
            let between = self.text.get(first..second).unwrap_or("-");
            matches!(between, "、" | "和" | "与" | "及" | "," | "至" | "到" | "-" | "—")
        };
        for index in 1..found.len() {
            let (before, after) = found.split_at_mut(index);
            let (Some((left, known)), Some((right, verdict))) = (before.last(), after.first_mut()) else { continue };
            let within = left.end == right.start && is_within(left.hit, right.hit, gazetteer);
            if *known == Verdict::Yes && (within || joined(left.end, right.start)) {
                *verdict = Verdict::Yes;
            }
        }
        for index in (1..found.len()).rev() {
            let (before, after) = found.split_at_mut(index);
            let (Some((left, verdict)), Some((right, known))) = (before.last_mut(), after.first()) else { continue };
            if *known == Verdict::Yes && left.end < right.start && joined(left.end, right.start) {
                *verdict = Verdict::Yes;
            }
        }
        found.into_iter().filter(|(_, verdict)| *verdict == Verdict::Yes).map(|(named, _)| named).collect()
    }
}

/// Whether a name in quotes calls a model after a place: `“梨树模式”`.
fn is_model(before: &str, after: &str) -> bool {
    let words = ["模式", "经验", "样板", "做法", "路径"];
    before.ends_with(['“', '"'])
        && words.iter().any(|word| after.strip_prefix(word).is_some_and(|rest| rest.starts_with(['”', '"'])))
}

/// Whether the list that goes on here is one of lines.
fn in_line_list(after: &str) -> bool {
    let mut rest = after;
    for _ in 0..5 {
        if LINES.iter().any(|ending| rest.starts_with(ending)) {
            return true;
        }
        let Some(next) = rest.strip_prefix(['、', ',', '和', '与', '及']) else { return false };
        let name = next.char_indices().nth(4).map_or(next.len(), |(offset, _)| offset);
        let skip = (3..=name).filter(|at| next.is_char_boundary(*at)).find(|at| {
            let tail = next.get(*at..).unwrap_or("");
            tail.starts_with(['、', ',', '和', '与', '及']) || LINES.iter().any(|ending| tail.starts_with(ending))
        });
        let Some(tail) = skip.and_then(|at| next.get(at..)) else { return false };
        rest = tail;
    }
    false
}
