//! What looks wrong with marks (核查): a list for a person to go through. Nothing is changed.
//!
//! Only marks that are shown count. Time grows with the number of marks, by a logarithm more for those that cross.

use super::Document;
use crate::annotate::{DocId, Mark, MarkId, Relation};
use crate::scheme::Scheme;
use crate::structure::punct;
use crate::text::{Span, Text, order};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// What may be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// It does not lie in the text.
    Outside,
    /// The file it came with quotes other words than it covers, and nobody has confirmed it.
    Misquoted,
    /// It begins or ends with a blank.
    Blank,
    /// It begins or ends with punctuation, or holds half of a pair of brackets.
    Punctuation,
    /// There is the same mark once more.
    Twice,
    /// It crosses another mark: neither holds the other.
    Crossing,
    /// The scheme has no such label.
    UnknownLabel,
    /// Its label has no such attribute.
    UnknownAttr,
    /// The attribute cannot have that value.
    BadValue,
    /// The same words have another label elsewhere, and more often.
    Otherwise,
    /// The scheme has no such relation.
    UnknownRelation,
    /// The relation does not join such marks.
    BadEnds,
}

impl FaultKind {
    /// What, in English.
    pub fn en(self) -> &'static str {
        match self {
            Self::Outside => "it does not lie in the text",
            Self::Misquoted => "other words than its file quotes",
            Self::Blank => "blanks at an edge",
            Self::Punctuation => "punctuation at an edge",
            Self::Twice => "the same mark twice",
            Self::Crossing => "it crosses another mark",
            Self::UnknownLabel => "the scheme has no such label",
            Self::UnknownAttr => "the label has no such attribute",
            Self::BadValue => "the attribute cannot have that value",
            Self::Otherwise => "the same words are marked differently elsewhere",
            Self::UnknownRelation => "the scheme has no such relation",
            Self::BadEnds => "the relation does not join such marks",
        }
    }

    /// What, in Chinese.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Outside => "范围不在正文内",
            Self::Misquoted => "与原文件的引文不符",
            Self::Blank => "首尾有空白",
            Self::Punctuation => "首尾有标点",
            Self::Twice => "重复标注",
            Self::Crossing => "与其他标注交叉",
            Self::UnknownLabel => "方案中没有该标签",
            Self::UnknownAttr => "该标签没有此属性",
            Self::BadValue => "属性值不合方案",
            Self::Otherwise => "同一词语在别处标注不同",
            Self::UnknownRelation => "方案中没有该关系",
            Self::BadEnds => "该关系不能连接这两类标注",
        }
    }
}

/// Something that may be wrong with a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What.
    pub kind: FaultKind,
    /// The document.
    pub doc: DocId,
    /// The mark; of a relation the one it starts from.
    pub mark: MarkId,
    /// Where the mark stands.
    pub span: Span,
    /// Names and values that say more, the same in every language: `role=boss`, `LOC ×5`.
    pub more: String,
}

/// Everything suspicious in some documents, by document and place.
pub fn check<'a>(documents: impl IntoIterator<Item = &'a Document>, scheme: &Scheme) -> Vec<Fault> {
    let documents: Vec<&Document> = documents.into_iter().collect();
    let labels = labels_of_words(&documents);
    let mut faults = Vec::new();
    for document in documents {
        let mut found = Vec::new();
        let mut add = |kind, mark: &Mark, more: String| {
            found.push(Fault { kind, doc: document.info().id, mark: mark.id, span: mark.cover(), more });
        };
        let marks: Vec<&Arc<Mark>> = document.marks().iter().filter(|mark| mark.is_visible()).collect();
        let mut seen = HashSet::new();
        for mark in &marks {
            if document.text().is_some_and(|text| !mark.spans.iter().all(|&span| text.check(span))) {
                add(FaultKind::Outside, mark, String::new());
                continue;
            }
            if let Some(quote) = document.text().and_then(|text| mark.misquoted(text)) {
                add(FaultKind::Misquoted, mark, quote.chars().take(40).collect());
            }
            edges(document, mark, &mut add);
            if !seen.insert((&mark.spans, &mark.label)) {
                add(FaultKind::Twice, mark, String::new());
            }
            against_scheme(mark, scheme, &mut add);
            if let Some((label, count)) = usual_label(&labels, document, mark) {
                add(FaultKind::Otherwise, mark, format!("{label} ×{count}"));
            }
        }
        crossing(&marks).into_iter().for_each(|mark| add(FaultKind::Crossing, mark, String::new()));
        for relation in document.relations() {
            relation_fault(document, relation, scheme, &mut add);
        }
        order::sort_by_key(&mut found, |fault| (fault.span, fault.kind));
        faults.extend(found);
    }
    faults
}

fn edges(document: &Document, mark: &Mark, add: &mut impl FnMut(FaultKind, &Mark, String)) {
    let Some(text) = document.text() else { return };
    let has = |holds: fn(&str) -> bool| mark.spans.iter().any(|&span| holds(text.slice(span)));
    if has(|words| words.trim() != words) {
        add(FaultKind::Blank, mark, String::new());
    } else if has(is_ragged) {
        add(FaultKind::Punctuation, mark, String::new());
    }
}

/// Whether words begin with what ends others, end with what begins others, or hold half of a pair.
fn is_ragged(words: &str) -> bool {
    const STOPS: &str = "，。；：、！？,;:!?…";
    let (Some(first), Some(last)) = (words.chars().next(), words.chars().next_back()) else { return false };
    let opens = |ch| punct::is_open(ch) || matches!(ch, '“' | '‘' | '《' | '〈' | '「' | '『');
    let closes = |ch| punct::is_close(ch) || matches!(ch, '”' | '’' | '》' | '〉' | '」' | '』');
    let mut depth = 0_i64;
    let is_short = words.len() <= usize::try_from(LONGEST).unwrap_or(usize::MAX);
    let is_broken = is_short
        && words.chars().any(|ch| {
            depth += i64::from(opens(ch)) - i64::from(closes(ch));
            depth < 0
        });
    STOPS.contains(first)
        || STOPS.contains(last)
        || (is_broken || depth != 0) && (opens(first) || closes(first) || opens(last) || closes(last))
}

fn against_scheme(mark: &Mark, scheme: &Scheme, add: &mut impl FnMut(FaultKind, &Mark, String)) {
    let Some(label) = scheme.label(mark.label.as_str()) else {
        return add(FaultKind::UnknownLabel, mark, mark.label.to_string());
    };
    for (name, attr) in mark.attrs.iter() {
        match label.attrs.iter().find(|known| known.id == *name) {
            None => add(FaultKind::UnknownAttr, mark, format!("{name}={}", attr.value)),
            Some(known) if !known.kind.takes(&attr.value) => {
                add(FaultKind::BadValue, mark, format!("{name}={}", attr.value));
            }
            Some(_) => {}
        }
    }
}

/// Marks that cross an earlier one: they begin inside it and end beyond it.
fn crossing<'a>(marks: &[&'a Arc<Mark>]) -> Vec<&'a Mark> {
    let whole: Vec<&'a Mark> = marks.iter().filter(|mark| mark.spans.len() == 1).map(|mark| &***mark).collect();
    let mut ends: BTreeSet<u32> = BTreeSet::new();
    let mut found = Vec::new();
    for together in whole.chunk_by(|a, b| a.cover().start == b.cover().start) {
        let start = together.first().map_or(0, |mark| mark.cover().start.0);
        ends = ends.split_off(&start.saturating_add(1));
        let crosses = |mark: &&&Mark| ends.range(..mark.cover().end.0).next().is_some();
        found.extend(together.iter().filter(crosses).copied());
        ends.extend(together.iter().map(|mark| mark.cover().end.0));
    }
    found
}

/// The most bytes of words that are compared with others, and looked through for brackets: a sentence or two. Marks of
/// whole pages have no twins, and many of them over each other would cost their number times their length.
const LONGEST: u32 = 600;

/// For all words that are marked, how often they have which label.
type LabelsOfWords = HashMap<String, BTreeMap<String, usize>>;

fn labels_of_words(documents: &[&Document]) -> LabelsOfWords {
    let mut labels = LabelsOfWords::new();
    for document in documents {
        let Some(text) = document.text() else { continue };
        let counts = |mark: &&Arc<Mark>| mark.is_visible() && mark.cover().len() <= LONGEST && is_sound(text, mark);
        for mark in document.marks().iter().filter(counts) {
            *labels.entry(document.words(mark)).or_default().entry(mark.label.to_string()).or_default() += 1;
        }
    }
    labels.retain(|words, labels| labels.len() > 1 && words.chars().nth(1).is_some());
    labels
}

fn is_sound(text: &Text, mark: &Mark) -> bool {
    mark.spans.iter().all(|&span| text.check(span))
}

/// The label that the words of a mark have more often than the mark's own, or as often and earlier in the alphabet.
fn usual_label<'a>(labels: &'a LabelsOfWords, document: &Document, mark: &Mark) -> Option<(&'a str, usize)> {
    if labels.is_empty() || mark.cover().len() > LONGEST {
        return None;
    }
    let of_words = labels.get(&document.words(mark))?;
    let (label, &count) = of_words.iter().rev().max_by_key(|&(_, count)| count)?;
    (mark.label != *label.as_str()).then_some((label.as_str(), count))
}

fn relation_fault(
    document: &Document,
    relation: &Relation,
    scheme: &Scheme,
    add: &mut impl FnMut(FaultKind, &Mark, String),
) {
    let (Some(from), Some(to)) = (document.mark(relation.from), document.mark(relation.to)) else { return };
    let more = format!("{} {} → {}", relation.kind, from.label, to.label);
    let Some(known) = scheme.relation(relation.kind.as_str()) else {
        return add(FaultKind::UnknownRelation, from, more);
    };
    if !known.joins(&from.label, &to.label) {
        add(FaultKind::BadEnds, from, more);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{ActorId, Review};
    use crate::project::{Command, NewDocument, Workspace};

    fn faults(text: &str, marks: &[(&str, &str)]) -> Vec<(FaultKind, String)> {
        let mut workspace = Workspace::new(ActorId(1));
        let document = NewDocument::plain("甲", "", Text::new(text));
        workspace.apply(Command::Import(vec![document]), 0).unwrap();
        let doc = workspace.documents().next().unwrap().info().id;
        for (words, label) in marks {
            let at = text.find(words).unwrap();
            let spans = vec![Span::from_range(at..at + words.len())];
            workspace.apply(Command::AddMark { doc, spans, label: (*label).into() }, 0).unwrap();
        }
        let found = check(workspace.documents(), workspace.scheme());
        let words = |fault: &Fault| text.get(fault.span.range()).unwrap_or("").to_owned();
        found.iter().map(|fault| (fault.kind, words(fault))).collect()
    }

    #[test]
    fn edges_of_marks() {
        for (words, kind) in [
            (" 市局", Some(FaultKind::Blank)),
            ("市局，", Some(FaultKind::Punctuation)),
            ("、市局", Some(FaultKind::Punctuation)),
            ("（市局", Some(FaultKind::Punctuation)),
            ("《条例", Some(FaultKind::Punctuation)),
            ("《条例》", None),
            ("市局（一）", None),
            ("6%", None),
            ("“一老一小”", None),
        ] {
            let found = faults(&format!("前{words}后"), &[(words, "DEPT")]);
            assert_eq!(found.first().map(|(kind, _)| *kind), kind, "{words}");
        }
    }

    #[test]
    fn crossing_is_not_nesting() {
        let text = "一二三四五六七八";
        let found =
            faults(text, &[("一二三四", "LOC"), ("三四", "ORG"), ("一二", "ORG"), ("四五", "LOC"), ("六七", "LOC")]);
        assert_eq!(found, [(FaultKind::Crossing, "四五".to_owned())]);
    }

    #[test]
    fn a_misquoted_mark_is_suspicious_until_it_is_moved_to_its_words_or_confirmed() {
        let mark = |quote: &str| Mark {
            id: MarkId { actor: ActorId(0), number: 0 },
            spans: vec![Span::from_range(0..6)],
            label: "DEPT".into(),
            attrs: crate::annotate::Attrs::new(),
            note: String::new(),
            origin: crate::annotate::Origin::Import { source: "brat".into(), quote: Some(quote.to_owned()) },
            review: Review::Proposed,
        };
        let mut document = NewDocument::plain("甲", "", Text::new("市局和县局"));
        document.marks = vec![mark("县局")];
        let mut workspace = Workspace::new(ActorId(1));
        workspace.apply(Command::Import(vec![document]), 0).unwrap();
        let found = |workspace: &Workspace| {
            let faults = check(workspace.documents(), workspace.scheme());
            faults.into_iter().map(|fault| (fault.kind, fault.more)).collect::<Vec<_>>()
        };
        let suspicious = vec![(FaultKind::Misquoted, "县局".to_owned())];
        assert_eq!(found(&workspace), suspicious);
        let document = workspace.documents().next().unwrap();
        let (doc, mark) = (document.info().id, document.marks().iter().next().unwrap().id);
        let step = workspace.apply(Command::SetSpans { doc, mark, spans: vec![Span::from_range(9..15)] }, 0);
        assert!(step.is_ok());
        assert_eq!(found(&workspace), []);
        workspace.apply(Command::Undo, 0).unwrap();
        assert_eq!(found(&workspace), suspicious);
        workspace.apply(Command::Review { doc, marks: vec![mark], to: Review::Accepted }, 0).unwrap();
        assert_eq!(found(&workspace), []);
    }

    #[test]
    fn words_marked_otherwise_elsewhere() {
        let mut workspace = Workspace::new(ActorId(1));
        let document = NewDocument::plain("甲", "", Text::new("市局、市局、市局"));
        workspace.apply(Command::Import(vec![document]), 0).unwrap();
        let doc = workspace.documents().next().unwrap().info().id;
        for (place, label) in [(0, "DEPT"), (9, "ORG"), (18, "DEPT")] {
            let spans = vec![Span::from_range(place..place + 6)];
            workspace.apply(Command::AddMark { doc, spans, label: label.into() }, 0).unwrap();
        }
        let found = check(workspace.documents(), workspace.scheme());
        let [fault] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((fault.kind, fault.span.start.0, fault.more.as_str()), (FaultKind::Otherwise, 9, "DEPT ×2"));
    }
}
