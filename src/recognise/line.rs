//! A line as the name rules read it: a row of units (词块), each a place of the gazetteer or a word with its role.
//!
//! jieba's kinds alone mislead in policy texts (`新建` is tagged a place, `荣获` a person), so word lists come first and the
//! kinds decide about the rest. A unit never crosses the edge of a gazetteer name.

use crate::lexicon::{Hit, Level, PlaceKind, Term, Terms, Word, WordKind};

/// What a unit can do in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A name from the gazetteer.
    Place(PlaceKind),
    /// A proper word by its kind: a place, person, organisation or brand.
    Proper,
    /// A single character that the dictionary or the sentence leaves alone: the sign of an unknown name.
    Odd,
    /// Such a character that may be a verb: it begins no name before a word that can stand alone.
    Act,
    /// A single character that goes with what follows: 大 新 东 一.
    Neutral,
    /// A common noun that is no describing word.
    Noun,
    /// A verb of two or more characters that is no describing word.
    Verb,
    /// A word that only describes.
    Generic,
    /// A number in Chinese figures.
    Numeral,
    /// Latin letters, perhaps with digits.
    Letters,
    /// What no name goes over.
    Stop,
}

/// A stretch of the line with one role.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    pub start: usize,
    pub end: usize,
    pub role: Role,
}

/// A gazetteer name in the line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named {
    pub start: usize,
    pub end: usize,
    pub hit: Hit,
}

/// A line of the view (or a window of a very long one) with its units.
#[derive(Debug)]
pub(super) struct Line<'a> {
    /// The whole view.
    pub text: &'a str,
    /// Where the line starts and ends in it.
    pub start: usize,
    pub end: usize,
    pub units: Vec<Unit>,
    /// Describing and leading words.
    pub terms: &'a Terms,
}

impl<'a> Line<'a> {
    /// Joins words and gazetteer names to units.
    pub fn new(text: &'a str, (start, end): (usize, usize), words: &[Word], named: &[Named], terms: &'a Terms) -> Self {
        let mut units = Vec::with_capacity(words.len());
        let mut names = named.iter().peekable();
        let mut rest = words;
        while let Some((word, tail)) = rest.split_first() {
            let (phrase, n_more) = phrase(text, rest, terms);
            rest = tail.get(n_more..).unwrap_or(&[]);
            let word = &phrase.unwrap_or(*word);
            let (mut from, to) = (word.start as usize, word.end as usize);
            while let Some(name) = names.peek().filter(|name| name.start < to) {
                if from < name.start {
                    units.push(unit(text, from, name.start, word, terms));
                }
                units.push(Unit { start: name.start, end: name.end, role: Role::Place(name.hit.kind) });
                from = name.end;
                names.next();
            }
            let done = units.last().map_or(0, |unit: &Unit| unit.end);
            from = from.max(done);
            if let Some(split) = side_of(text.get(from..to).unwrap_or("")) {
                units.push(Unit { start: from, end: from + split, role: Role::Odd });
                from += split;
            }
            if from < to {
                let counted = units.last().is_some_and(|last| ends_in_digit(text, last.end) && last.end == from);
                let unit = unit(text, from, to, word, terms);
                let measure = counted && text.get(from..to).is_some_and(|word| MEASURES.contains(word));
                units.push(if measure { Unit { role: Role::Stop, ..unit } } else { unit });
            }
        }
        Self { text, start, end, units, terms }
    }

    /// The words of a stretch.
    pub fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or("")
    }

    /// What stands before a place of the line.
    pub fn before(&self, at: usize) -> &'a str {
        self.slice(self.start, at)
    }

    /// What stands after a place of the line.
    pub fn after(&self, at: usize) -> &'a str {
        self.slice(at, self.end)
    }

    /// The index of the unit that holds the byte.
    pub fn index_at(&self, at: usize) -> usize {
        self.units.partition_point(|unit| unit.end <= at)
    }

    /// The unit that holds the byte.
    pub fn unit_at(&self, at: usize) -> Option<Unit> {
        self.units.get(self.index_at(at)).copied().filter(|unit| unit.start <= at)
    }

    /// Whether a unit begins here.
    pub fn is_edge(&self, at: usize) -> bool {
        self.unit_at(at).is_none_or(|unit| unit.start == at)
    }
}

/// Notes where a name stands, among those found before it on the line; the ones that it covers go.
pub(super) fn keep_longest(found: &mut Vec<(usize, usize)>, start: usize, end: usize) {
    while found.last().is_some_and(|known| known.0 >= start) {
        found.pop();
    }
    found.push((start, end));
}

/// A describing or leading word that jieba cuts in pieces, as one word, and how many words it takes beyond the first.
fn phrase(text: &str, words: &[Word], terms: &Terms) -> (Option<Word>, usize) {
    let Some(first) = words.first() else { return (None, 0) };
    for n_more in (1..=3).rev() {
        let Some(last) = words.get(n_more) else { continue };
        let long = last.end - first.start > 15;
        let whole = text.get(first.start as usize..last.end as usize).unwrap_or("");
        if !long && terms.of(whole) != Term::default() {
            return (Some(Word { end: last.end, kind: WordKind::Describing, ..*first }), n_more);
        }
    }
    (None, 0)
}

/// Single characters that describe or count and go with what follows.
const NEUTRAL: &str = "大小新老旧中东南西北上下前后内外高低多少全总一二三四五六七八九十百千万亿两第副主分省市县区镇乡村国城农工学校人民户房楼店厂场馆站所点院级型式化性类段期处公私辖域带线年夜";

fn unit(text: &str, start: usize, end: usize, word: &Word, terms: &Terms) -> Unit {
    let whole = word.start as usize == start && word.end as usize == end;
    let words = text.get(start..end).unwrap_or("");
    Unit { start, end, role: role(words, if whole { word.kind } else { WordKind::Unknown }, terms) }
}

fn role(word: &str, kind: WordKind, terms: &Terms) -> Role {
    let mut chars = word.chars();
    let (first, single) = (chars.next().unwrap_or(' '), chars.next().is_none());
    if matches!(kind, WordKind::Mark) || !first.is_alphanumeric() {
        return Role::Stop;
    }
    if word.bytes().all(|byte| byte.is_ascii_digit()) {
        return Role::Stop;
    }
    if word.is_ascii() {
        return Role::Letters;
    }
    let term = terms.of(word);
    if term.lead {
        return Role::Stop;
    }
    if term.generic && !single {
        return Role::Generic;
    }
    if single {
        let act = matches!(kind, WordKind::Verb | WordKind::VerbNoun | WordKind::Function);
        return match NEUTRAL.contains(first) {
            true => Role::Neutral,
            false if act => Role::Act,
            false => Role::Odd,
        };
    }
    let organ = kind == WordKind::Organ;
    let feature =
        kind == WordKind::Place && word.ends_with(['山', '江', '河', '湖', '岛', '岩', '峰', '岭', '湾', '潭', '泉']);
    if !feature && is_compound(word, organ, terms) {
        return Role::Generic;
    }
    match kind {
        WordKind::Place | WordKind::Person | WordKind::Organ | WordKind::Proper => Role::Proper,
        WordKind::Noun | WordKind::Short => Role::Noun,
        WordKind::Verb | WordKind::VerbNoun => Role::Verb,
        WordKind::Describing | WordKind::Direction => Role::Generic,
        WordKind::Number => Role::Numeral,
        WordKind::Unknown => Role::Odd,
        _ => Role::Stop,
    }
}

/// Words that measure after a number: `20家`.
const MEASURES: &str = "家所座个条处名栋间套户批项次级类种台辆亩元人位只头吨期届号";

fn ends_in_digit(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|before| before.ends_with(|ch: char| ch.is_ascii_digit()))
}

/// Where a word like 路南 falls apart into a road and the side of it.
fn side_of(word: &str) -> Option<usize> {
    let mut chars = word.chars();
    let (road, side) = (chars.next()?, chars.next()?);
    let apart = "路街道桥".contains(road) && "东南西北段口".contains(side) && chars.next().is_none();
    let avenue = ["大道东", "大道西", "大道南", "大道北"].contains(&word);
    (apart && word != "道口").then_some(road.len_utf8()).or(avenue.then_some(6))
}

/// Whether a long word is put together with a describing or leading one: jieba takes 文明城市 for a place.
fn is_compound(word: &str, organ: bool, terms: &Terms) -> bool {
    let known = |part: Option<&str>| part.is_some_and(|part| terms.of(part) != Term::default());
    // an organisation rightly ends with 公司 or 学院
    let zone = ["景区", "园区", "社区", "街道"].iter().any(|zone| word.ends_with(zone));
    let last = if organ || zone { None } else { word.get(word.len().saturating_sub(6)..) };
    word.len() >= 9 && !word.starts_with('第') && (known(word.get(..6)) || known(last))
}

impl Role {
    /// Whether the unit is a division of the gazetteer.
    pub fn division(self) -> Option<Level> {
        match self {
            Self::Place(PlaceKind::Full(level) | PlaceKind::Short(level) | PlaceKind::Ambiguous(level)) => Some(level),
            _ => None,
        }
    }
}
