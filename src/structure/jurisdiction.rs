//! Jurisdiction (辖区): whose 市 the `市公安局` of a document is, and where that changes inside attached documents.

use super::masthead::{Masthead, is_body};
use super::{date, line};
use crate::lexicon::division::{Division, Level};
use crate::text::{ViewSpan, is_ideograph};
use std::collections::HashMap;

/// A stretch of text that speaks for one place, from its start to the start of the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Where it begins.
    pub start: u32,
    /// The place; `None` where the document does not say, or speaks for the state.
    pub place: Option<Division>,
    /// Whether it was issued by a body of the state.
    pub national: bool,
}

/// Bytes read to guess a place where no issuing body is named.
const GUESSED_FROM: usize = 12_000;
/// Lines after `附件` or a signature in which a title may name another place.
const TITLE_WITHIN: usize = 5;

/// The regions of a text, in order; there is at least one.
pub fn regions(text: &str, masthead: &Masthead) -> Vec<Region> {
    let issuer = masthead.issuer.and_then(|span| text.get(span.range())).unwrap_or("");
    let title = masthead.title.and_then(|span| text.get(span.range())).unwrap_or("");
    let own = Division::of_body(issuer).map(|(place, _)| place);
    let national = own.is_none() && is_national(issuer);
    let place = match (own, national) {
        (Some(place), _) => Some(place),
        (None, true) => None,
        (None, false) => place_in_title(title).or_else(|| source(text)).or_else(|| most_named(text)),
    };
    let first = Region { start: 0, place, national };
    let mut found = vec![first.clone()];
    attached(text, &first, &mut found);
    found
}

fn is_national(issuer: &str) -> bool {
    is_body(issuer) && Division::of_body(issuer).is_none()
}

/// The place a title names first: `2023年青禾市新型城镇化工作要点`, `(云岭省)青禾市东湖区规划`.
fn place_in_title(title: &str) -> Option<Division> {
    let title = title.replace(['\n', '(', ')', '（', '）', '《', '》'], "");
    let starts = title.char_indices().map(|(at, _)| at);
    let mut found = None;
    for at in starts {
        let rest = title.get(at..)?;
        let fresh = title.get(..at).is_none_or(|before| !before.ends_with(is_ideograph) || ends_a_word(before));
        if let Some((place, _)) = Some(rest).filter(|_| fresh).and_then(Division::prefix) {
            found = Some(place);
            break;
        }
    }
    found
}

fn ends_a_word(before: &str) -> bool {
    ["年", "关于", "印发", "转发", "发布", "的", "在", "对", "制定", "批准", "年度", "加快", "推进", "支持"]
        .iter()
        .any(|word| before.ends_with(word))
}

/// The place of the body that a page names as its source: `来源:青禾市发改委`.
fn source(text: &str) -> Option<Division> {
    line::lines(text).find_map(|range| {
        let line = text.get(range)?;
        let value =
            ["来源:", "来源：", "信息来源:", "信息来源：", "稿源:"].iter().find_map(|name| line.strip_prefix(name))?;
        Division::of_body(value.trim()).map(|(place, _)| place)
    })
}

/// The place named most often at the beginnings of phrases near the start of the text, if it is named at least twice.
fn most_named(text: &str) -> Option<Division> {
    let mut end = GUESSED_FROM.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = text.get(..end)?;
    let mut counts: HashMap<Division, usize> = HashMap::new();
    let mut fresh = true;
    for (at, ch) in text.char_indices() {
        if fresh
            && is_ideograph(ch)
            && let Some((place, _)) = Division::prefix(text.get(at..)?)
        {
            *counts.entry(place).or_default() += 1;
        }
        fresh = !is_ideograph(ch) || matches!(ch, '年' | '在' | '对' | '将' | '为' | '是');
    }
    let best = counts.into_iter().filter(|&(_, n)| n >= 2);
    best.max_by_key(|(place, n)| (*n, place.full_name())).map(|(place, _)| place)
}

/// Looks behind `附件` and behind signatures for titles of documents of other places.
fn attached(text: &str, main: &Region, found: &mut Vec<Region>) {
    let mut open = 0;
    for range in line::lines(text) {
        let Some(words) = text.get(range.clone()) else { continue };
        if words.len() > 240 {
            open = 0;
            continue;
        }
        let is_mark = line::is_attachment(words) && words.chars().count() <= 8;
        if is_mark || date::whole_line(words).is_some() {
            open = TITLE_WITHIN;
            // A further attachment that names no place of its own is the main document's again.
            if is_mark && found.last().is_some_and(|last| last.place != main.place) {
                found.push(Region { start: ViewSpan::from_range(range).start, ..main.clone() });
            }
            continue;
        }
        if open == 0 {
            continue;
        }
        open -= 1;
        let Some(place) = place_of_line(words) else { continue };
        open = 0;
        let same = found.last().and_then(|last| last.place.as_ref()).is_some_and(|last| last.is_called(place.name()));
        if !same {
            found.push(Region { start: ViewSpan::from_range(range).start, place: Some(place), national: false });
        }
    }
}

/// The place a line speaks for, where it is a title or the name of a body.
fn place_of_line(words: &str) -> Option<Division> {
    if is_body(words) {
        return Division::of_body(words).map(|(place, _)| place);
    }
    let ends =
        ["通知", "意见", "方案", "要点", "办法", "规划", "计划", "纲要", "措施", "规定", "细则", "意见稿)", "意见稿）"];
    let is_title = ends.iter().any(|end| words.ends_with(end)) && !words.contains(['。', ';', '；']);
    let place = place_in_title(words).filter(|_| is_title)?;
    (place.level() != Level::Township).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<String> {
        let regions = regions(text, &Masthead::of(text));
        regions.iter().map(|it| it.place.as_ref().map_or_else(String::new, Division::full_name)).collect()
    }

    #[test]
    fn the_issuing_body_gives_the_place() {
        let cases = [
            ("青禾市人民政府\n(市公安局)", "青禾市"),
            ("- 发布机构: 青禾市发展和改革委员会\n各县(市、区)人民政府:\n", "青禾市"),
            ("2023年云岭省新型城镇化工作要点\n一、总体要求\n", "云岭省"),
            ("一、进展\n工作推进。\n来源:青禾市发改委\n", "青禾市"),
            ("一、进展\n2021年,青禾市推进建设。\n青禾市出台办法。\n", "青禾市"),
            ("(云岭省)青禾市东湖区十四五规划\n", "云岭省青禾市东湖区"),
            ("国家发展和改革委员会关于印发重点任务的通知\n", ""),
        ];
        for (text, place) in cases {
            assert_eq!(places(text), [place], "{text}");
        }
    }

    #[test]
    fn an_attached_document_may_speak_for_another_place() {
        let text = "青禾市人民政府关于转发方案的通知\n各县区:\n请落实。\n青禾市人民政府\n2023年7月20日\n附件1\n\
            云岭省户籍制度改革实施方案\n一、优化流程。(省公安厅)\n附件2\n任务分解表\n";
        assert_eq!(places(text), ["青禾市", "云岭省", "青禾市"]);
    }
}
