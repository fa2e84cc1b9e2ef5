//! Lists of departments (部门列表): the inside of a responsibility clause, read from left to right.
//!
//! A list is names, separators, words of responsibility and fillers (`等部门`, `按职责分工`). The reader notes what it could
//! not read, so that forms that must be nothing but a list can refuse it.

use super::group;
use super::owner::Home;
use super::unlisted;
use crate::lexicon::department::{OrganKind, Register, Stub};
use crate::lexicon::division::{Division, Level};
use crate::lexicon::organ::{Around, Organ, Owner, What};
use crate::structure::duty::{self, Duty, Field};
use crate::structure::punct;
use std::ops::Range;

/// How sure a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// A common word that may stand for a department: `交通`.
    Word,
    /// A body by the ending of its name only.
    Ending,
    /// Listed in the register, a group, or a body whose owner is printed.
    Sure,
}

/// A department read in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// What it has to do; `None` where the list says nothing.
    pub duty: Option<Duty>,
    /// Its official name.
    pub canonical: String,
    /// How sure it is.
    pub trust: Trust,
}

/// What a stretch of text turned out to hold.
#[derive(Debug, Default)]
pub struct List {
    /// The departments in order.
    pub names: Vec<Named>,
    /// Where the first words stand that are no part of a list.
    pub strange: Option<usize>,
    /// Whether some duty word was read.
    pub has_duty: bool,
}

/// Reads lists of one text.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    /// The text of the view.
    pub text: &'a str,
    /// The kinds of organs.
    pub register: &'a Register,
    /// Whose document it is.
    pub home: &'a Home<'a>,
}

/// Fillers between and after names, longer ones first.
const FILLERS: &[&str] = &[
    "等有关部门和单位",
    "等相关部门和单位",
    "等有关部门",
    "等相关部门",
    "等市级部门",
    "等省级部门",
    "等市直部门",
    "等部门和单位",
    "等部门单位",
    "等部门",
    "等有关单位",
    "等相关单位",
    "等单位",
    "等成员单位",
    "等",
    "按照职责分工",
    "按照各自职责",
    "按各自职责分工",
    "按各自职责",
    "按职责分工",
    "按照职能分工",
    "按职能分工",
    "根据职责分工",
    "依职责分工",
    "按职责",
    "按照职责",
    "依据职责",
    "按分工",
    "根据职责",
    "职责分工",
    "各司其职",
    "各负其责",
    "分工",
    "分别",
    "共同",
    "联合",
    "具体",
    "主要",
    "统一",
    "组织",
    "积极",
    "密切",
    "不再列出",
    "下同",
    "一并",
    "以及",
    "为",
];

/// Words that join names or lead to them.
const JOINTS: &[&str] = &["会同", "协同", "以及", "及其", "由", "及", "和", "与", "同", "并"];

/// State while reading one list.
struct Progress {
    at: usize,
    /// The place that members without an owner take.
    carried: Option<Division>,
    /// Whether the member before was a body of the state.
    national: bool,
    /// The duty of the field the list is in.
    field: Option<Duty>,
    /// The first member whose duty the next duty word says.
    open: usize,
    /// Whether the names since that wait for one that says 配合: they stand behind 会同.
    joined: Option<usize>,
    list: List,
}

impl Reader<'_> {
    /// Reads a stretch as a list; `field` is the duty of the field it is in.
    pub fn read(&self, range: Range<usize>, field: Option<Duty>, suffix: bool) -> List {
        let mut progress = Progress {
            at: range.start,
            carried: None,
            national: self.home.national,
            field,
            open: 0,
            joined: None,
            list: List::default(),
        };
        while progress.at < range.end {
            let before = progress.at;
            self.step(&mut progress, range.end, suffix);
            if progress.at <= before {
                progress.at = range.end;
            }
        }
        progress.settle(None);
        progress.list
    }

    fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or("")
    }

    fn step(&self, progress: &mut Progress, end: usize, suffix: bool) {
        let rest = self.slice(progress.at..end);
        let Some(first) = rest.chars().next() else { return };
        if self.field(progress, rest) || self.mark(progress, rest, first) || self.duty(progress, rest) {
            return;
        }
        if let Some(filler) = FILLERS.iter().find(|filler| rest.starts_with(**filler)) {
            progress.at += filler.len();
            return;
        }
        if self.group(progress, rest) || self.organ(progress, rest, suffix) {
            return;
        }
        if let Some(joint) = JOINTS.iter().find(|joint| rest.starts_with(**joint)) {
            if *joint == "会同" || *joint == "协同" {
                progress.joined = Some(progress.list.names.len());
            }
            progress.at += joint.len();
            return;
        }
        self.other(progress, rest, suffix);
    }

    /// A field word with its colon: `配合单位:`, `完成时限:`.
    fn field(&self, progress: &mut Progress, rest: &str) -> bool {
        let head = rest.char_indices().nth(12).map_or(rest.len(), |(at, _)| at);
        let head = rest.get(..head).unwrap_or(rest);
        let Some((colon, sign)) = head.char_indices().find(|&(_, ch)| punct::is_colon(ch)) else { return false };
        let word = head.get(..colon).unwrap_or("");
        let named = || {
            let before = word.get(..word.len() - duty::field_before_end(word)?.1)?;
            let plain = before.chars().all(crate::lexicon::division::is_han) && before.chars().count() <= 4;
            let is_name = self.register.organ_at(before, Around::default()).is_some();
            (plain && !is_name).then(|| duty::field_before_end(word).map(|(field, _)| field))?
        };
        let Some(field) = duty::field(word).or_else(named) else { return false };
        progress.settle(None);
        progress.at += colon + sign.len_utf8();
        match field {
            Field::Departments(duty) => progress.field = Some(duty),
            Field::Other => progress.at += self.until_field(progress.at),
        }
        true
    }

    /// Bytes up to the next field of departments, after a field of something else.
    fn until_field(&self, from: usize) -> usize {
        let rest = self.slice(from..self.text.len());
        let stops =
            rest.char_indices().take(120).filter(|&(_, ch)| matches!(ch, ';' | '；' | ',' | '，' | '\n' | ' ' | '。'));
        for (at, ch) in stops {
            let next = rest.get(at + ch.len_utf8()..).unwrap_or("").trim_start();
            let head =
                next.char_indices().take(12).find(|&(_, ch)| punct::is_colon(ch)).and_then(|(at, _)| next.get(..at));
            if ch == '\n' || head.and_then(duty::field_before_end).is_some() {
                return at;
            }
        }
        rest.char_indices().nth(120).map_or(rest.len(), |(at, _)| at)
    }

    /// Separators and brackets. `(牵头)` behind a name is that name's own duty.
    fn mark(&self, progress: &mut Progress, rest: &str, first: char) -> bool {
        if punct::is_open(first) {
            let inside = rest.get(first.len_utf8()..).unwrap_or("");
            let close = inside.char_indices().take(12).find(|&(_, ch)| punct::is_close(ch));
            let words = close.and_then(|(at, _)| inside.get(..at)).unwrap_or("");
            if let Some((duty, len)) = duty::word_at(words.trim_end_matches("单位"))
                && len >= words.trim_end_matches("单位").len()
                && let (Some(last), Some((at, ch))) = (progress.list.names.last_mut(), close)
            {
                last.duty = Some(duty);
                progress.list.has_duty = true;
                progress.at += first.len_utf8() + at + ch.len_utf8();
                return true;
            }
        }
        if punct::is_open(first) || punct::is_close(first) || punct::is_separator(first) {
            progress.at += first.len_utf8();
            return true;
        }
        false
    }

    fn duty(&self, progress: &mut Progress, rest: &str) -> bool {
        let Some((duty, len)) = duty::word_at(rest) else { return false };
        // 组织部, 实施中心: a name may begin with such a word.
        if progress.list.names.is_empty() && self.organ_here(rest, progress, false).is_some() {
            return false;
        }
        progress.settle(Some(duty));
        progress.list.has_duty = true;
        progress.at += len;
        // What stands between the duty word and the next separator says what for: 负责户籍管理.
        let tail = self.slice(progress.at..self.text.len());
        let stop = tail
            .char_indices()
            .take(40)
            .find(|&(_, ch)| punct::is_separator(ch) || punct::is_close(ch) || punct::is_open(ch));
        let words = tail.get(..stop.map_or(0, |(at, _)| at)).unwrap_or("");
        if !words.is_empty() && duty::word_at(words).is_none() && self.group_or_organ(words, progress).is_none() {
            progress.at += words.len();
        }
        true
    }

    fn group_or_organ(&self, words: &str, progress: &Progress) -> Option<usize> {
        let joint = JOINTS.iter().find_map(|joint| words.strip_prefix(joint)).unwrap_or(words);
        group::group_at(joint)
            .map(|group| group.len)
            .or_else(|| self.organ_here(joint, progress, false).map(|organ| organ.len))
    }

    fn group(&self, progress: &mut Progress, rest: &str) -> bool {
        // 以上任务均需各县区政府负责: what leads to a group is passed over.
        let Some(group) = group::group_at(rest) else { return self.lone_tail(progress, rest) };
        let after = rest.get(group.len..).unwrap_or("");
        let mut len = group.len;
        if !self.is_boundary(after, progress) {
            // 各县区教育局: the organs of one kind of all of them.
            match self.register.organ_at(after, Around { no_places: true, ..Around::default() }) {
                Some(organ) if group.headed && !group.tailed && organ.stub().is_none() => len += organ.len,
                _ => return false,
            }
            if !self.is_boundary(rest.get(len..).unwrap_or(""), progress) {
                return false;
            }
        }
        let words = rest.get(..len).unwrap_or("");
        let canonical = if group.headed { words.to_owned() } else { format!("各{words}") };
        if !group.headed && self.organ_here(rest, progress, false).is_some_and(|organ| organ.len >= len) {
            return false;
        }
        progress.push(progress.at..progress.at + len, canonical, Trust::Sure);
        true
    }

    /// 街道办事处 after 各镇人民政府 is one more group.
    fn lone_tail(&self, progress: &mut Progress, rest: &str) -> bool {
        let after_group = progress.list.names.last().is_some_and(|last| last.canonical.starts_with('各'));
        let tails = [
            "街道办事处",
            "街道办",
            "街道",
            "乡镇人民政府",
            "镇人民政府",
            "乡人民政府",
            "乡镇政府",
            "管委会",
            "开发区管委会",
            "园区管委会",
        ];
        let Some(tail) = tails.iter().filter(|tail| rest.starts_with(**tail)).max_by_key(|tail| tail.len()) else {
            return false;
        };
        if !after_group || !self.is_boundary(rest.get(tail.len()..).unwrap_or(""), progress) {
            return false;
        }
        progress.push(progress.at..progress.at + tail.len(), format!("各{tail}"), Trust::Sure);
        true
    }

    /// The organ of the register a text begins with, if what follows ends a name.
    fn organ_here<'t>(&'t self, rest: &'t str, progress: &Progress, suffix: bool) -> Option<Organ<'t>> {
        let around = Around { national: progress.national, no_places: suffix };
        let organ = self.register.organ_at(rest, around)?;
        let after = rest.get(organ.len..).unwrap_or("");
        let hard = after.chars().next().is_none_or(|ch| !crate::lexicon::division::is_han(ch)) || is_word_after(after);
        match organ.stub() {
            Some(Stub::CommonWord) if !hard || suffix => None,
            _ if hard => Some(organ),
            _ => self.begins_name(after, organ.stub().is_some()).then_some(organ),
        }
    }

    fn organ(&self, progress: &mut Progress, rest: &str, suffix: bool) -> bool {
        let Some(organ) = self.organ_here(rest, progress, suffix) else {
            return self.part_of_organ(progress, rest, suffix);
        };
        let trust = match (organ.stub(), &organ.owner) {
            (Some(Stub::CommonWord), Owner::Unsaid) => Trust::Word,
            (_, Owner::Place(place) | Owner::PlaceCommittee(place)) if !self.home.exists(place) => Trust::Ending,
            _ => Trust::Sure,
        };
        let (len, canonical) = (organ.len, self.canonical(&organ, progress));
        progress.push(progress.at..progress.at + len, canonical, trust);
        true
    }

    /// A listed organ with a part of its own behind it: `市公安局交警支队`, `国家统计局青禾调查队`.
    fn part_of_organ(&self, progress: &mut Progress, rest: &str, suffix: bool) -> bool {
        let around = Around { national: progress.national, no_places: suffix };
        let Some(organ) = self.register.organ_at(rest, around).filter(|organ| organ.stub().is_none()) else {
            return false;
        };
        let after = rest.get(organ.len..).unwrap_or("");
        let Some(part) = unlisted::part_at(after) else { return false };
        if !self.is_boundary(after.get(part..).unwrap_or(""), progress) {
            return false;
        }
        let words = after.get(..part).unwrap_or("");
        let canonical = match organ.owner {
            Owner::Nation => rest.get(..organ.len + part).unwrap_or("").to_owned(),
            _ => format!("{}{words}", self.canonical(&organ, progress)),
        };
        let len = organ.len + part;
        progress.push(progress.at..progress.at + len, canonical, Trust::Sure);
        true
    }

    /// The official name of an organ; what it says of its owner carries on to the members behind it.
    fn canonical(&self, organ: &Organ<'_>, progress: &mut Progress) -> String {
        let place = self.home.place_of(&organ.owner, progress.carried.as_ref());
        match &organ.owner {
            Owner::Unsaid | Owner::LostCommittee => {}
            Owner::Nation => progress.national |= self.home.place.is_none(),
            // A branch of the bank says where it is, not whose list this is.
            Owner::Place(_) if matches!(organ.what, What::Bank(_)) => {}
            _ => progress.carried.clone_from(&place),
        }
        // The central bank's branches in provincial capitals go without 市; so do places that are not the document's.
        if let (What::Bank(_), Owner::Place(printed)) = (organ.what, &organ.owner)
            && place.as_ref().is_none_or(|place| Some(place) != self.home.place.as_ref())
        {
            return organ.official(Some(printed));
        }
        organ.official(place.as_ref())
    }

    /// What is neither listed nor a word of the list: a body by its ending, or something strange.
    fn other(&self, progress: &mut Progress, rest: &str, suffix: bool) {
        let stop =
            rest.char_indices().find(|&(_, ch)| punct::is_separator(ch) || punct::is_open(ch) || punct::is_close(ch));
        let piece = rest.get(..stop.map_or(rest.len(), |(at, _)| at)).unwrap_or("");
        let found = if suffix { None } else { self.unlisted(progress, piece) };
        if let Some((len, canonical, trust)) = found {
            progress.push(progress.at..progress.at + len, canonical, trust);
            return;
        }
        // 具体工作由市住建局: a list may begin inside a piece.
        let lead = piece
            .find('由')
            .map(|at| at + '由'.len_utf8())
            .or_else(|| piece.find('各').filter(|&at| leads_on(piece.get(..at).unwrap_or(""))));
        let lone = piece.chars().count() == 1;
        if !lone && lead.is_none() {
            progress.list.strange.get_or_insert(progress.at);
        }
        progress.at += lead.filter(|&at| at > 0).unwrap_or(piece.len().max(1));
        while !self.text.is_char_boundary(progress.at) {
            progress.at += 1;
        }
    }

    /// A body that is not listed: bytes, canonical name, trust.
    fn unlisted(&self, progress: &mut Progress, piece: &str) -> Option<(usize, String, Trust)> {
        let ends = unlisted::ends(piece).filter(|&end| {
            let after = piece.get(end..).unwrap_or("");
            after.is_empty() || is_word_after(after) || self.begins_name(after, false)
        });
        for end in ends {
            let words = piece.get(..end)?;
            if let Some((canonical, trust)) = self.unlisted_name(progress, words) {
                return Some((end, canonical, trust));
            }
        }
        // A place that stands for its government: 东湖区、西山区.
        let place = Division::parse(piece)
            .filter(|place| matches!(place.level(), Level::City | Level::County | Level::Township));
        let place = place.filter(|place| self.home.exists(place))?;
        Some((piece.len(), place.full_name(), Trust::Ending))
    }

    fn unlisted_name(&self, progress: &mut Progress, words: &str) -> Option<(String, Trust)> {
        if !unlisted::is_body(words) {
            return None;
        }
        if let Some((level, rest)) = level_of(words) {
            if rest.chars().count() < 2 || unlisted::is_body(rest) && rest.starts_with(['有', '各']) {
                return None;
            }
            let place = self.home.of_level(level);
            progress.carried = Some(place.clone());
            return Some((format!("{}{}", place.official_name(), unlisted::spelled_out(rest)), Trust::Sure));
        }
        if let Some((place, _)) =
            Division::prefix(words).filter(|(place, len)| *len < words.len() && self.home.exists(place))
        {
            let own = self.home.place.as_ref().is_some_and(|own| own.is_called(place.name()));
            return Some((unlisted::spelled_out(words), if own { Trust::Sure } else { Trust::Ending }));
        }
        let place = progress.carried.as_ref().or(self.home.place.as_ref());
        let alone = unlisted::stands_alone(words) || self.home.begins(words);
        let name = unlisted::spelled_out(words);
        Some((
            place.filter(|_| !alone).map_or_else(|| name.clone(), |place| format!("{}{name}", place.official_name())),
            Trust::Ending,
        ))
    }

    /// Whether a name may end before these words: nothing, a sign, a word of the list, or the next name.
    fn is_boundary(&self, after: &str, _progress: &Progress) -> bool {
        after.chars().next().is_none_or(|ch| !crate::lexicon::division::is_han(ch))
            || is_word_after(after)
            || self.begins_name(after, false)
    }

    /// Whether another name begins here although no separator stands between.
    fn begins_name(&self, after: &str, behind_stub: bool) -> bool {
        if group::group_at(after).is_some_and(|group| group.headed) {
            return true;
        }
        let Some(organ) = self.register.organ_at(after, Around { no_places: true, ..Around::default() }) else {
            return false;
        };
        // 公安局办公室, 财政局宣传部: a part of the body before, unless it says whose it is.
        let is_part =
            matches!(organ.what, What::Listed(entry) if entry.kind == OrganKind::Party) && organ.owner == Owner::Unsaid;
        let whole = organ.stub() != Some(Stub::CommonWord) && !is_part;
        let next = after.get(organ.len..).unwrap_or("");
        let ends = next.chars().next().is_none_or(|ch| !crate::lexicon::division::is_han(ch)) || is_word_after(next);
        whole && (ends || self.begins_name_once(next)) && !(behind_stub && organ.stub().is_some())
    }

    /// As [`Self::begins_name`] without looking further: three names run together are as far as damage is followed.
    fn begins_name_once(&self, after: &str) -> bool {
        let organ = self.register.organ_at(after, Around { no_places: true, ..Around::default() });
        organ.is_some_and(|organ| organ.stub() != Some(Stub::CommonWord))
            || group::group_at(after).is_some_and(|group| group.headed)
    }
}

impl Progress {
    fn push(&mut self, range: Range<usize>, canonical: String, trust: Trust) {
        self.at = range.end;
        self.list.names.push(Named { range, duty: None, canonical, trust });
    }

    /// Gives the names since the last duty word theirs.
    fn settle(&mut self, duty: Option<Duty>) {
        let (open, joined) = (self.open, self.joined.take());
        let field = self.field;
        for (index, name) in self.list.names.iter_mut().enumerate().skip(open).filter(|(_, name)| name.duty.is_none()) {
            name.duty = match (duty, joined) {
                (Some(Duty::Responsible) | None, Some(from)) if index >= from && from > open => Some(Duty::Support),
                (Some(Duty::Responsible), Some(from)) if from > open => Some(Duty::Lead),
                (Some(Duty::Responsible), _) => field.or(duty),
                (Some(_), Some(from)) if index >= from && from > open => Some(Duty::Support),
                (Some(_), _) => duty,
                (None, _) => field,
            };
        }
        self.open = self.list.names.len();
    }
}

/// Whether words of a list, or words of responsibility, stand here.
fn is_word_after(after: &str) -> bool {
    let others = ["等", "及", "和", "与", "会同", "并", "按", "依", "根据", "由", "负责", "为"];
    FILLERS.iter().any(|filler| after.starts_with(filler))
        || others.iter().any(|word| after.starts_with(word))
        || duty::word_at(after).is_some()
}

/// Whether words only lead to a group: 以上任务均需, 以下工作由.
fn leads_on(words: &str) -> bool {
    !words.is_empty() && words.chars().all(|ch| "以上下述均需应由各项任务工作措施都要全部涉及需求".contains(ch))
}

/// The level a name begins with, and the rest.
fn level_of(words: &str) -> Option<(&'static str, &str)> {
    let levels = ["自治区", "自治州", "自治县", "兵团", "省", "市", "县", "区", "州", "旗", "盟", "镇", "乡"];
    let not_levels = [
        "市场", "市政", "区域", "县域", "镇街", "乡镇", "乡村", "市民", "州际", "省际", "县乡", "区县", "市县", "市州",
        "省市", "县区", "县市", "市区",
    ];
    if not_levels.iter().any(|word| words.starts_with(word)) {
        return None;
    }
    let level = levels.iter().find(|level| words.starts_with(**level))?;
    Some((level, words.get(level.len()..)?))
}
