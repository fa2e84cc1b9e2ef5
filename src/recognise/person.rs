//! People (人物): names beside what makes them names, an office, a field of a form, a title.
//!
//! A name is a surname and one or two characters that end where a word ends. It counts only beside a word for a person;
//! in a list the names after one that counts do too. Doctrines, places and brands that carry a person's name have no such
//! word beside it.

use super::Candidate;
use super::line::{Line, Role};
use crate::annotate::Attrs;
use crate::lexicon::{Suffixes, Terms, Word, WordKind, Words};
use crate::scheme::label;
use crate::text::{ViewSpan, is_ideograph};
use rustc_hash::FxHashSet;

/// Stronger than a place inside (怀远 of 褚怀远), weaker than an organisation around.
const WEIGHT: u8 = 52;

/// Surnames and the words around people's names.
#[derive(Debug)]
pub(super) struct People {
    surnames: FxHashSet<&'static str>,
    syllables: FxHashSet<&'static str>,
    before: Suffixes<Strength>,
    after: Suffixes<()>,
}

/// How much a word before says that a name follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Strength {
    Strong,
    Weak,
}

const FILE: &str = include_str!("../lexicon/data/surnames.txt");

impl People {
    pub(super) fn new() -> Self {
        let section = |wanted: &str| {
            let mut inside = false;
            let mut words = Vec::new();
            for line in FILE.lines().filter(|line| !line.starts_with('#')) {
                match line.strip_prefix('[') {
                    Some(name) => inside = name.trim_end_matches(']') == wanted,
                    None if inside => words.extend(line.split_whitespace()),
                    None => {}
                }
            }
            words
        };
        Self {
            surnames: section("surname").into_iter().collect(),
            syllables: section("syllable").into_iter().collect(),
            before: Suffixes::read(FILE, |name| match name {
                "strong" => Some(Strength::Strong),
                "weak" => Some(Strength::Weak),
                _ => None,
            }),
            after: Suffixes::read(FILE, |name| (name == "after").then_some(())),
        }
    }

    /// Proposes the people of a line.
    pub(super) fn find(&self, line: &Line<'_>, words: &Words, terms: &Terms, out: &mut Vec<Candidate>) {
        let reader = Reader { people: self, line, words, terms };
        reader.after_words(out);
        reader.before_words(out);
    }
}

struct Reader<'l, 'a> {
    people: &'l People,
    line: &'l Line<'a>,
    words: &'l Words,
    terms: &'l Terms,
}

impl Reader<'_, '_> {
    /// Names after an office or a field: `县长马国庆`, `联系人:李明`.
    fn after_words(&self, out: &mut Vec<Candidate>) {
        let mut done = self.line.start;
        for (offset, ch) in self.line.slice(self.line.start, self.line.end).char_indices() {
            let end = self.line.start + offset + ch.len_utf8();
            if end <= done || !self.people.before.may_end(ch) {
                continue;
            }
            if !self.words.is_edge(end) {
                continue;
            }
            let Some((word, strength)) = self.people.before.longest(self.line.before(end)) else { continue };
            let rest = self.line.after(end);
            let colon = rest.trim_start_matches(' ').starts_with(':');
            let start = end + rest.len() - rest.trim_start_matches([':', ' ']).len();
            let spaced = start > end && !colon;
            if spaced && strength == Strength::Weak {
                continue;
            }
            let sure = colon && strength == Strength::Strong;
            let mut at = start;
            while let Some(to) = self.name_at(at, sure, strength) {
                out.push(candidate(at, to, "person.office", (end - word.len(), end)));
                done = to;
                // in a field a space may part two names: 联系人:李 明 王晓东
                let after = self.line.after(to);
                let gap = after.len() - after.trim_start_matches([' ', '\u{3000}']).len();
                match after.chars().next() {
                    Some('、') => at = to + '、'.len_utf8(),
                    Some(' ' | '\u{3000}') if sure => at = to + gap,
                    _ => break,
                }
            }
        }
    }

    /// Names before a title, or in a list that counts people: `习近平总书记`, `王磊、李强等3名同志`.
    fn before_words(&self, out: &mut Vec<Candidate>) {
        let text = self.line.slice(self.line.start, self.line.end);
        for (offset, ch) in text.char_indices().filter(|(_, ch)| self.people.after.may_end(*ch)) {
            let title_end = self.line.start + offset + ch.len_utf8();
            let Some((title, ())) = self.people.after.longest(self.line.before(title_end)) else { continue };
            let end = title_end - title.len();
            if let Some(start) = self.name_before(end) {
                out.push(candidate(start, end, "person.title", (end, title_end)));
            }
        }
        for (offset, _) in text.match_indices('任').filter(|(offset, _)| appoints(text.get(*offset..).unwrap_or(""))) {
            let end = self.line.start + offset;
            if let Some(start) = self.name_before(end) {
                out.push(candidate(start, end, "person.appointed", (end, end + '任'.len_utf8())));
            }
        }
        for (offset, _) in
            text.match_indices('等').filter(|(offset, _)| counts_people(text.get(*offset..).unwrap_or("")))
        {
            let mut end = self.line.start + offset;
            while let Some(start) = self.name_before(end) {
                out.push(candidate(start, end, "person.list", (start, end)));
                let Some(before) = self.line.before(start).strip_suffix('、') else { break };
                end = self.line.start + before.len();
            }
        }
    }

    /// The end of the name that begins at `at`.
    fn name_at(&self, at: usize, sure: bool, strength: Strength) -> Option<usize> {
        let rest = self.line.after(at);
        if let Some(len) = foreign(rest).or_else(|| self.tibetan(rest)) {
            return Some(at + len);
        }
        let surname = self.surname(rest)?;
        if let Some(len) = self.spaced(rest, surname).filter(|_| strength == Strength::Strong) {
            return Some(at + len);
        }
        let given: Vec<(usize, char)> = rest
            .char_indices()
            .skip_while(|(offset, _)| *offset < surname)
            .take(2)
            .take_while(|(_, ch)| is_ideograph(*ch))
            .collect();
        let ends = given.iter().rev().map(|(offset, ch)| at + offset + ch.len_utf8());
        let mut ends = ends.filter(|end| self.words.is_edge(*end) && self.may_end(*end, surname, at));
        ends.find(|end| self.is_name(at, *end, sure, strength))
    }

    /// The start of the name that ends at `end`.
    fn name_before(&self, end: usize) -> Option<usize> {
        let before = self.line.before(end);
        let chars: Vec<usize> =
            before.char_indices().rev().take(4).take_while(|(_, ch)| is_ideograph(*ch)).map(|(at, _)| at).collect();
        let starts = [2, 1, 3].into_iter().filter_map(|n| chars.get(n)).map(|at| self.line.start + at);
        let mut starts = starts.filter(|start| {
            let letters = self.line.slice(*start, end).chars().count();
            let surname = self.surname(self.line.after(*start));
            surname.is_some_and(|len| (1..=2).contains(&(letters - len / 3))) && self.words.is_edge(*start)
        });
        starts.find(|start| self.is_name(*start, end, false, Strength::Weak) && self.stands_free(*start))
    }

    fn surname(&self, text: &str) -> Option<usize> {
        let mut ends = text.char_indices().take(2).map(|(offset, ch)| offset + ch.len_utf8());
        let (one, two) = (ends.next()?, ends.next());
        let double = two.filter(|end| text.get(..*end).is_some_and(|word| self.people.surnames.contains(word)));
        double.or_else(|| text.get(..one).filter(|word| self.people.surnames.contains(word)).map(|_| one))
    }

    /// Whether the third character of a name is one: a function word or the start of a verb is not.
    fn may_end(&self, end: usize, surname: usize, at: usize) -> bool {
        let given = self.line.slice(at + surname, end);
        let Some(last) = given.chars().next_back().filter(|_| given.chars().count() == 2) else { return true };
        !"省市县区镇乡村局厅作说任副率到在为的和与同等将就已被是对向从以及让把两一主带赴谈答指称出代".contains(last)
            || self.words.before(end).is_some_and(|word| (word.end - word.start) as usize > last.len_utf8())
    }

    /// Whether the stretch reads as a name: not one common word, and not made of words that only describe or lead.
    fn is_name(&self, start: usize, end: usize, sure: bool, strength: Strength) -> bool {
        let name = self.line.slice(start, end);
        let whole = self.words.at(start).filter(|word| word.end as usize == end && word.start as usize == start);
        if self.terms.is_generic(name) || self.terms.is_lead(name) || self.people.before.longest(name).is_some() {
            return false;
        }
        if self
            .line
            .units
            .get(self.line.index_at(start))
            .is_some_and(|unit| matches!(unit.role, Role::Place(_)) && unit.end >= end)
            && !sure
        {
            return false;
        }
        match whole.map(|word| word.kind) {
            Some(WordKind::Person | WordKind::Unknown | WordKind::Proper) => true,
            Some(WordKind::Noun | WordKind::Place | WordKind::Time | WordKind::Direction) => {
                sure || strength == Strength::Strong && self.goes_on_well(end) || name.chars().count() == 3
            }
            Some(_) => {
                sure && name.chars().count() > 1
                    || strength == Strength::Strong && self.goes_on_well(end) && self.ends_phrase(end)
            }
            None => self.parts_are_given(start, end) && (sure || self.goes_on_well(end)),
        }
    }

    /// Whether the words after the surname are single characters or read as a given name.
    fn parts_are_given(&self, start: usize, end: usize) -> bool {
        let first = self.words.at(start);
        let lead = first.is_some_and(|word: Word| {
            let word = self.line.slice(word.start as usize, word.end as usize);
            self.terms.is_lead(word)
        });
        let given = self.words.at(end.saturating_sub(1));
        let common = given.is_some_and(|word| {
            let words = self.line.slice(word.start as usize, word.end as usize);
            words.chars().count() > 1
                && (self.terms.is_generic(words)
                    || self.terms.is_lead(words)
                    || self.people.before.longest(words).is_some())
        });
        !lead && !common
    }

    /// Whether a mark, a verb, a title or the end follows.
    fn goes_on_well(&self, end: usize) -> bool {
        let rest = self.line.after(end);
        self.words.at(end).is_none_or(|word| {
            matches!(
                word.kind,
                WordKind::Mark
                    | WordKind::Verb
                    | WordKind::VerbNoun
                    | WordKind::Function
                    | WordKind::Noun
                    | WordKind::Phrase
                    | WordKind::Number
                    | WordKind::Short
            )
        }) && !rest.starts_with(['会', '组', '制', '办'])
            || rest.starts_with(['省', '市', '县', '区'])
    }

    fn ends_phrase(&self, end: usize) -> bool {
        self.words.at(end).is_none_or(|word| matches!(word.kind, WordKind::Mark | WordKind::Verb | WordKind::VerbNoun))
    }

    /// Whether nothing before the name binds to it.
    fn stands_free(&self, start: usize) -> bool {
        let before = self.words.before(start);
        before.is_none_or(|word| {
            let words = self.line.slice(word.start as usize, word.end as usize);
            matches!(
                word.kind,
                WordKind::Mark | WordKind::Function | WordKind::Verb | WordKind::VerbNoun | WordKind::Phrase
            ) || self.terms.is_lead(words)
                || words.chars().count() > 1
        })
    }

    /// A name of two characters that a space sets to the width of three: 李 明.
    fn spaced(&self, text: &str, surname: usize) -> Option<usize> {
        let rest = text.get(surname..)?;
        let given = rest.trim_start_matches([' ', '\u{3000}']);
        let gap = rest.len() - given.len();
        let first = given.chars().next().filter(|ch| gap > 0 && gap <= 6 && is_ideograph(*ch))?;
        let end = surname + gap + first.len_utf8();
        let word_ends = text.get(end..).is_none_or(|after| {
            after.is_empty()
                || after.starts_with(|ch: char| !ch.is_alphanumeric())
                || ["任", "为", "同志", "具体", "负责", "主持", "出席", "分管"]
                    .iter()
                    .any(|word| after.starts_with(word))
        });
        (word_ends && surname == 3).then_some(end)
    }

    /// A name of two known syllables: 尼玛次仁.
    fn tibetan(&self, text: &str) -> Option<usize> {
        let two = text.char_indices().nth(2).map(|(offset, _)| offset)?;
        let four = text.char_indices().nth(4).map_or(text.len(), |(offset, _)| offset);
        let known =
            |range: std::ops::Range<usize>| text.get(range).is_some_and(|word| self.people.syllables.contains(word));
        (known(0..two) && known(two..four)).then_some(four)
    }
}

/// A name with a middle dot: `热依汗·阿布来提`.
fn foreign(text: &str) -> Option<usize> {
    let dot = text.char_indices().take(8).find(|(_, ch)| *ch == '·')?.0;
    let first = text.get(..dot)?;
    let rest = text.get(dot + '·'.len_utf8()..)?;
    let last: usize = rest.chars().take(6).take_while(|ch| is_name_sound(*ch)).map(char::len_utf8).sum();
    (first.chars().count() >= 2 && first.chars().all(is_ideograph) && last >= 6).then_some(dot + '·'.len_utf8() + last)
}

/// Characters that write the sounds of names in other languages.
fn is_name_sound(ch: char) -> bool {
    "阿艾安巴拜百包贝比毕布才次措达打代丹德登迪地蒂丁东多恩尔法凡费芬弗夫甫福噶盖甘格古哈海汗合赫黑洪胡吉加江杰金卡开凯康柯科克肯孔库拉来莱兰朗劳勒雷里力丽利莲良列林玲留隆卢鲁罗洛吕马玛麦曼毛梅门蒙米密敏明莫木穆姆纳乃娜南内尼年宁努诺欧帕潘培佩皮平坡普奇其乔切琴青邱热仁日如茹瑞撒萨赛桑沙山尚绍申什生史舒斯司丝松苏索塔泰坦唐特提铁图吐托娃瓦旺威维温翁沃乌吾西希夏先肖谢辛兴雅亚延扬耶叶伊依英尤于约扎泽詹张珍芝卓孜子宗祖佐买江提依木汗古丽".contains(ch)
}

/// Whether `任` gives somebody an office: `任办公室主任`.
fn appoints(text: &str) -> bool {
    let end = text.find(|ch: char| !is_ideograph(ch)).unwrap_or(text.len());
    let words = text.get(..end).unwrap_or("");
    let offices = [
        "组长",
        "主任",
        "指挥长",
        "总指挥",
        "会长",
        "院长",
        "书记",
        "局长",
        "总召集人",
        "召集人",
        "成员",
        "主席",
        "总经理",
        "董事长",
    ];
    words.chars().count() <= 20 && offices.iter().any(|office| words.ends_with(office))
}

/// Whether `等` counts people: `等3名同志`, `等10人`.
fn counts_people(text: &str) -> bool {
    let rest = text
        .trim_start_matches('等')
        .trim_start_matches(|ch: char| ch.is_ascii_digit() || "一二三四五六七八九十两".contains(ch));
    rest.len() < text.len() - '等'.len_utf8() && rest.starts_with(['名', '位', '人', '同'])
}

fn candidate(start: usize, end: usize, rule: &'static str, trigger: (usize, usize)) -> Candidate {
    Candidate {
        span: ViewSpan::from_range(start..end),
        label: label::PERSON,
        attrs: Attrs::default(),
        rule,
        trigger: ViewSpan::from_range(trigger.0..trigger.1),
        weight: WEIGHT,
    }
}
