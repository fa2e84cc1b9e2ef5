//! Lists of departments (部门列表): the inside of a responsibility clause, read from left to right.
//!
//! A list is names, separators, words of responsibility and fillers (`等部门`, `按职责分工`). The reader notes what it could
//! not read, so that forms that must be nothing but a list can refuse it.

use super::owner::Home;
use crate::lexicon::department::Register;
use crate::lexicon::division::Division;
use crate::lexicon::organ::Around;
use crate::structure::duty::{self, Duty, Field};
use crate::structure::punct;
use crate::text::is_ideograph;
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
    /// How many such pieces there are.
    pub n_strange: usize,
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
pub(super) const FILLERS: &[&str] = &[
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
    "部门和单位",
    "部门",
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
pub(super) const JOINTS: &[&str] = &["会同", "协同", "以及", "及其", "由", "及", "和", "与", "同", "并"];

/// State while reading one list.
pub(super) struct Progress {
    /// Where reading goes on.
    pub at: usize,
    /// Up to here only sure names count.
    wary_until: usize,
    /// The place that members without an owner take.
    pub carried: Option<Division>,
    /// Whether bare names are those of bodies of the state.
    pub national: bool,
    /// The duty of the field the list is in.
    field: Option<Duty>,
    /// The first member whose duty the next duty word says.
    open: usize,
    /// Whether the names since that wait for one that says 配合: they stand behind 会同.
    joined: Option<usize>,
    /// What has been read.
    pub list: List,
}

impl Reader<'_> {
    /// Reads a stretch as a list; `field` is the duty of the field it is in.
    /// Before `wary_until` sentences may run into the list, so only sure names count there.
    pub fn read(&self, range: Range<usize>, field: Option<Duty>, wary_until: usize) -> List {
        let mut progress = Progress {
            at: range.start,
            wary_until,
            carried: None,
            national: self.home.national,
            field,
            open: 0,
            joined: None,
            list: List::default(),
        };
        while progress.at < range.end {
            let before = progress.at;
            self.step(&mut progress, range.end);
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

    fn step(&self, progress: &mut Progress, end: usize) {
        let rest = self.slice(progress.at..end);
        let Some(first) = rest.chars().next() else { return };
        if self.field(progress, rest) || self.mark(progress, rest, first) || self.duty(progress, rest) {
            return;
        }
        if let Some(filler) = FILLERS.iter().find(|filler| rest.starts_with(**filler)) {
            progress.at += filler.len();
            return;
        }
        let early = ["会同", "协同", "以及", "及其", "由"].iter().any(|joint| rest.starts_with(joint))
            && !self.home.begins(rest);
        if !early && (self.group(progress, rest) || self.organ(progress, rest)) {
            return;
        }
        if let Some(joint) = JOINTS.iter().find(|joint| rest.starts_with(**joint)) {
            if *joint == "会同" || *joint == "协同" {
                progress.joined = Some(progress.list.names.len());
            }
            progress.at += joint.len();
            return;
        }
        self.other(progress, rest);
    }

    /// A field word with its colon: `配合单位:`, `完成时限:`.
    fn field(&self, progress: &mut Progress, rest: &str) -> bool {
        let head = rest.char_indices().nth(12).map_or(rest.len(), |(at, _)| at);
        let head = rest.get(..head).unwrap_or(rest);
        let Some((colon, sign)) = head.char_indices().find(|&(_, ch)| punct::is_colon(ch) || ch == '为') else {
            return false;
        };
        let word = head.get(..colon).unwrap_or("");
        let named = || {
            let before = word.get(..word.len() - duty::field_before_end(word)?.1)?;
            let plain = before.chars().all(is_ideograph) && before.chars().count() <= 4;
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
        if progress.list.names.is_empty() && self.organ_here(rest, progress).is_some() {
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
}

impl Progress {
    /// Whether words here may belong to a sentence that ran into the list.
    pub fn wary(&self) -> bool {
        self.at < self.wary_until
    }

    /// Takes a name and goes on behind it.
    pub fn push(&mut self, range: Range<usize>, canonical: String, trust: Trust) {
        self.at = range.end;
        self.list.names.push(Named { range, duty: None, canonical, trust });
    }

    /// Gives the names since the last duty word theirs.
    fn settle(&mut self, duty: Option<Duty>) {
        let (open, joined) = (self.open, self.joined.take());
        let field = self.field;
        let led = self.list.names.iter().take(open).any(|name| name.duty == Some(Duty::Lead));
        let strange = self.list.strange.unwrap_or(usize::MAX);
        for (index, name) in self.list.names.iter_mut().enumerate().skip(open).filter(|(_, name)| name.duty.is_none()) {
            // 市林草局牵头,会同市公安局开展排查: who joins one that leads supports it, up to the words that say what for.
            let joins_lead = led && name.range.start < strange;
            name.duty = match (duty, joined) {
                (Some(Duty::Responsible) | None, Some(from)) if index >= from && (from > open || joins_lead) => {
                    Some(Duty::Support)
                }
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
