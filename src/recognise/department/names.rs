//! Names in lists (列表中的名称): groups, listed organs, bodies known by their endings, and where a name may end.

use super::group;
use super::list::{FILLERS, JOINTS, Progress, Reader, Trust};
use super::unlisted;
use crate::lexicon::department::{OrganKind, Stub};
use crate::lexicon::division::{Division, Level};
use crate::lexicon::organ::{Around, Organ, Owner, What};
use crate::structure::{duty, punct};
use crate::text::is_ideograph;

impl Reader<'_> {
    pub(super) fn group_or_organ(&self, words: &str, progress: &Progress) -> Option<usize> {
        let joint = JOINTS.iter().find_map(|joint| words.strip_prefix(joint)).unwrap_or(words);
        group::group_at(joint)
            .map(|group| group.len)
            .or_else(|| self.organ_here(joint, progress).map(|organ| organ.len))
    }

    pub(super) fn group(&self, progress: &mut Progress, rest: &str) -> bool {
        // 以上任务均需各县区政府负责: what leads to a group is passed over.
        let Some(group) = group::group_at(rest) else { return self.lone_tail(progress, rest) };
        let after = rest.get(group.len..).unwrap_or("");
        let mut len = group.len;
        if !self.is_boundary(after) {
            // 各县区教育局: the organs of one kind of all of them.
            match self.register.organ_at(after, Around { no_places: true, ..Around::default() }) {
                Some(organ) if group.headed && !group.tailed && organ.stub().is_none() => len += organ.len,
                _ => return false,
            }
            if !self.is_boundary(rest.get(len..).unwrap_or("")) {
                return false;
            }
        }
        let words = rest.get(..len).unwrap_or("");
        let canonical = if group.headed { words.to_owned() } else { format!("各{words}") };
        if !group.headed && self.organ_here(rest, progress).is_some_and(|organ| organ.len >= len) {
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
        if !after_group || !self.is_boundary(rest.get(tail.len()..).unwrap_or("")) {
            return false;
        }
        progress.push(progress.at..progress.at + tail.len(), format!("各{tail}"), Trust::Sure);
        true
    }

    /// The organ of the register a text begins with, if what follows ends a name.
    pub(super) fn organ_here<'t>(&'t self, rest: &'t str, progress: &Progress) -> Option<Organ<'t>> {
        let around = Around { national: progress.national, no_places: progress.wary() };
        let unknown = |organ: &Organ<'_>| matches!(&organ.owner, Owner::Place(place) | Owner::PlaceCommittee(place) if !self.home.exists(place));
        let organ = self.register.organ_at(rest, around)?;
        // 发改县财政局 is no county called 发改县.
        let plain = Around { no_places: true, ..around };
        let organ = if unknown(&organ) {
            self.register.organ_at(rest, plain).filter(|it| it.stub() != Some(Stub::CommonWord)).unwrap_or(organ)
        } else {
            organ
        };
        // 政府 alone is a class: 政府负责、部门配合.
        if organ.owner == Owner::Unsaid && matches!(rest.get(..organ.len), Some("政府" | "人民政府")) {
            return None;
        }
        let after = rest.get(organ.len..).unwrap_or("");
        let hard = after.chars().next().is_none_or(|ch| !is_ideograph(ch)) || is_word_after(after);
        match organ.stub() {
            // 市园林和林业局 is one body: a stem is no whole name, so 和 behind it does not part two.
            Some(_) if after.starts_with(['和', '与', '及']) => None,
            Some(Stub::CommonWord) if !hard || progress.wary() => None,
            _ if hard => Some(organ),
            _ => self.begins_name(after, organ.stub().is_some()).then_some(organ),
        }
    }

    pub(super) fn organ(&self, progress: &mut Progress, rest: &str) -> bool {
        let Some(organ) = self.organ_here(rest, progress) else {
            return self.part_of_organ(progress, rest);
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
    fn part_of_organ(&self, progress: &mut Progress, rest: &str) -> bool {
        let around = Around { national: progress.national, no_places: progress.wary() };
        let Some(organ) = self.register.organ_at(rest, around).filter(|organ| organ.stub().is_none()) else {
            return false;
        };
        let after = rest.get(organ.len..).unwrap_or("");
        let Some(part) = unlisted::part_at(after) else { return false };
        if !self.is_boundary(after.get(part..).unwrap_or("")) {
            return false;
        }
        let words = after.get(..part).unwrap_or("");
        let branch = organ.owner == Owner::Unsaid && self.home.begins(words);
        let canonical = match organ.owner {
            Owner::Unsaid if branch && self.home.city_above().is_some() => {
                format!("{}{words}", organ.official(self.home.city_above()))
            }
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
    pub(super) fn other(&self, progress: &mut Progress, rest: &str) {
        let stop =
            rest.char_indices().find(|&(_, ch)| punct::is_separator(ch) || punct::is_open(ch) || punct::is_close(ch));
        let piece = rest.get(..stop.map_or(rest.len(), |(at, _)| at)).unwrap_or("");
        let found = if progress.wary() { None } else { self.unlisted(progress, piece) };
        if let Some((len, canonical, trust)) = found {
            progress.push(progress.at..progress.at + len, canonical, trust);
            return;
        }
        if let Some(canonical) = self.sharing_government(piece, rest).filter(|_| !progress.wary()) {
            progress.push(progress.at..progress.at + piece.len(), canonical, Trust::Ending);
            return;
        }
        // 具体工作由市住建局: a list may begin inside a piece.
        let lead = piece
            .find('由')
            .map(|at| at + '由'.len_utf8())
            .or_else(|| piece.find('各').filter(|&at| leads_on(piece.get(..at).unwrap_or(""))));
        let lone = piece.chars().count() == 1;
        if !lone && lead.is_none() && !unlisted::names_nobody(piece) && !duty::is_deadline(piece) {
            progress.list.strange.get_or_insert(progress.at);
            progress.list.n_strange += 1;
        }
        progress.at += lead.filter(|&at| at > 0).unwrap_or(piece.len().max(1));
        while !self.text.is_char_boundary(progress.at) {
            progress.at += 1;
        }
    }

    /// A body that is not listed: bytes, canonical name, trust.
    fn unlisted(&self, progress: &mut Progress, piece: &str) -> Option<(usize, String, Trust)> {
        // A town stands for its government: 柳河镇.
        if unlisted::is_town(piece) {
            return Some((piece.len(), piece.to_owned(), Trust::Ending));
        }
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

    /// A place's short name that shares the word for a government with a later member: `东湖、西山、青云区政府`.
    fn sharing_government(&self, piece: &str, rest: &str) -> Option<String> {
        let reach = rest.char_indices().nth(40).map_or(rest.len(), |(at, _)| at);
        let later = rest.get(piece.len()..reach.max(piece.len()))?;
        let shared = ["区政府", "县政府", "市政府", "人民政府"].iter().any(|tail| later.contains(tail));
        let name = self.home.full_name_of(piece).filter(|_| shared && !later.starts_with(is_ideograph))?;
        Some(format!("{name}人民政府"))
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
        let alone = unlisted::stands_alone(words) || self.home.begins(words) || self.home.begins_elsewhere(words);
        let name = unlisted::spelled_out(words);
        Some((
            place.filter(|_| !alone).map_or_else(|| name.clone(), |place| format!("{}{name}", place.official_name())),
            Trust::Ending,
        ))
    }

    /// Whether a name may end before these words: nothing, a sign, a word of the list, or the next name.
    pub(super) fn is_boundary(&self, after: &str) -> bool {
        after.chars().next().is_none_or(|ch| !is_ideograph(ch))
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
        let ends = next.chars().next().is_none_or(|ch| !is_ideograph(ch)) || is_word_after(next);
        whole && (ends || self.begins_name_once(next)) && !(behind_stub && organ.stub().is_some())
    }

    /// As [`Self::begins_name`] without looking further: three names run together are as far as damage is followed.
    fn begins_name_once(&self, after: &str) -> bool {
        let organ = self.register.organ_at(after, Around { no_places: true, ..Around::default() });
        organ.is_some_and(|organ| organ.stub() != Some(Stub::CommonWord))
            || group::group_at(after).is_some_and(|group| group.headed)
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
