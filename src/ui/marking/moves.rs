//! Where to go and what to take: the next mark, the words at a position, an edge one step on (移动).
//!
//! Pure functions of a document; nothing here changes anything.

use crate::annotate::{Mark, Review};
use crate::project::Document;
use crate::text::{Span, Text, Utf8, order};
use std::sync::Arc;

/// Which way to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Towards the end.
    Forward,
    /// Towards the start.
    Back,
}

/// Which edge of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// Where it begins.
    Start,
    /// Where it ends.
    End,
}

/// How far a step goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// One character.
    Character,
    /// One word.
    Word,
}

/// The next mark that `wanted` accepts, going round at the end of the document.
///
/// `from` is the mark one stands on; without it the search begins at `at`.
pub fn next_mark(
    document: &Document,
    from: Option<&Arc<Mark>>,
    at: Utf8,
    way: Way,
    wanted: impl Fn(&Mark) -> bool,
) -> Option<Arc<Mark>> {
    let marks = document.marks();
    let start = from.map_or(at, |mark| mark.cover().start);
    let fits = |mark: &&Arc<Mark>| wanted(mark) && from.is_none_or(|here| here.id != mark.id);
    let found = match (way, from) {
        (Way::Forward, Some(here)) => {
            let after = |mark: &&Arc<Mark>| place(mark) > place(here);
            marks.from_offset(start).filter(after).find(fits).or_else(|| marks.iter().find(fits))
        }
        (Way::Forward, None) => marks.from_offset(start).find(fits).or_else(|| marks.iter().find(fits)),
        (Way::Back, Some(here)) => {
            let before = |mark: &&Arc<Mark>| place(mark) < place(here);
            let near = marks.before_offset(start + 1).filter(before).find(fits);
            near.or_else(|| marks.iter().rev().find(fits))
        }
        (Way::Back, None) => marks.before_offset(start).find(fits).or_else(|| marks.iter().rev().find(fits)),
    };
    found.cloned()
}

/// Whether a mark waits for a person.
pub fn is_pending(mark: &Mark) -> bool {
    mark.review == Review::Proposed
}

/// The order of marks in a document: start, longer first, identity.
fn place(mark: &Mark) -> (Utf8, std::cmp::Reverse<Utf8>, crate::annotate::MarkId) {
    let cover = mark.cover();
    (cover.start, std::cmp::Reverse(cover.end), mark.id)
}

/// The visible marks over a position, the shortest first: the order in which repeated clicks go through them.
pub fn stack_at(document: &Document, at: Utf8) -> Vec<Arc<Mark>> {
    let covers = |mark: &&Arc<Mark>| mark.spans.iter().any(|span| span.contains_offset(at));
    let mut stack: Vec<_> = document.visible(Span::new(at, at + 1)).filter(covers).cloned().collect();
    order::sort_by_key(&mut stack, |mark| (mark.cover().len(), mark.id));
    stack
}

/// The run of characters of one kind around a position: Chinese characters, letters and digits, or blanks; punctuation
/// stands alone. What a double click takes where no better word is known.
pub fn run_at(text: &Text, at: Utf8) -> Span {
    let content = text.as_str();
    let at = text.floor(at).index();
    let (before, after) = (content.get(..at).unwrap_or(""), content.get(at..).unwrap_or(""));
    let Some(here) = after.chars().next() else {
        return Span::from_range(at..at);
    };
    let kind = kind(here);
    if kind == CharKind::Other {
        return Span::from_range(at..at + here.len_utf8());
    }
    let same = |ch: &char| self::kind(*ch) == kind;
    let back: usize = before.chars().rev().take_while(same).map(char::len_utf8).sum();
    let on: usize = after.chars().take_while(same).map(char::len_utf8).sum();
    Span::from_range(at - back..at + on)
}

/// The clause around a position: up to the nearest comma, stop, semicolon or line end on either side.
pub fn clause_at(text: &Text, at: Utf8) -> Span {
    let ends = |ch: char| matches!(ch, '，' | '。' | '；' | '！' | '？' | '：' | ',' | ';' | '!' | '?' | '\n');
    let content = text.as_str();
    let at = text.floor(at).index();
    let (before, after) = (content.get(..at).unwrap_or(""), content.get(at..).unwrap_or(""));
    let start = before.char_indices().rev().find(|&(_, ch)| ends(ch)).map_or(0, |(at, ch)| at + ch.len_utf8());
    let end = after.find(ends).map_or(content.len(), |on| at + on);
    Span::from_range(start..end.max(start))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CharKind {
    Han,
    Latin,
    Blank,
    Other,
}

fn kind(ch: char) -> CharKind {
    match ch {
        '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' | '〇' => CharKind::Han,
        _ if ch.is_alphanumeric() => CharKind::Latin,
        _ if ch.is_whitespace() && ch != '\n' => CharKind::Blank,
        _ => CharKind::Other,
    }
}

/// The spans of a mark with one edge moved to a position; `None` where nothing would be left or nothing changes.
pub fn with_edge(mark: &Mark, edge: Edge, to: Utf8) -> Option<Vec<Span>> {
    let mut spans = mark.spans.clone();
    let part = match edge {
        Edge::Start => spans.first_mut(),
        Edge::End => spans.last_mut(),
    }?;
    let moved = match edge {
        Edge::Start if to < part.end => Span::new(to, part.end),
        Edge::End if part.start < to => Span::new(part.start, to),
        Edge::Start | Edge::End => return None,
    };
    if moved == *part {
        return None;
    }
    *part = moved;
    Some(spans)
}

/// Where a selection that holds to a stretch and reaches to a position begins, and where its moving end is.
pub fn reaching(kept: Span, to: Utf8) -> (Utf8, Utf8) {
    if to < kept.start { (kept.end, to) } else { (kept.start, to.max(kept.end)) }
}

/// What is left of a mark's spans without a stretch: nothing, fewer, or one more where it lies in the midst of one.
pub fn without(spans: &[Span], stretch: Span) -> Vec<Span> {
    let rests = spans.iter().flat_map(|span| {
        let before = Span { start: span.start, end: span.end.min(stretch.start) };
        let after = Span { start: span.start.max(stretch.end), end: span.end };
        [before, after]
    });
    rests.filter(|rest| rest.start < rest.end).collect()
}

/// A position one character on or back, as a reader counts them.
pub fn step(text: &Text, at: Utf8, way: Way) -> Utf8 {
    match way {
        Way::Forward => text.next_cluster(at),
        Way::Back => text.previous_cluster(at),
    }
}

/// A selection without the blanks and line ends at its edges.
pub fn trimmed(text: &Text, span: Span) -> Span {
    let words = text.slice(span);
    let start = words.len() - words.trim_start().len();
    Span::from_range(span.start.index() + start..span.start.index() + start + words.trim().len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::ActorId;
    use crate::project::{Command, NewDocument, Workspace};

    fn workspace(text: &str, words: &[&str]) -> Workspace {
        let mut workspace = Workspace::new(ActorId(1));
        let new = NewDocument::plain("a", "", Text::new(text));
        workspace.apply(Command::Import(vec![new]), 0).expect("imports");
        let doc = workspace.documents().next().expect("one document").info().id;
        for word in words {
            let at = text.find(word).expect("the words stand there");
            let spans = vec![Span::from_range(at..at + word.len())];
            workspace.apply(Command::AddMark { doc, spans, label: "ORG".into() }, 0).expect("marks");
        }
        workspace
    }

    #[test]
    fn goes_round_in_both_directions() {
        let workspace = workspace("市公安局和教育局及人社局", &["市公安局", "公安", "教育局", "人社局"]);
        let document = workspace.documents().next().expect("one document");
        let walk = |way| {
            let mut here = None;
            let mut words = Vec::new();
            for _ in 0..5 {
                here = next_mark(document, here.as_ref(), Utf8(0), way, |_| true);
                words.push(here.as_ref().map(|mark| document.words(mark)).unwrap_or_default());
            }
            words.join(" ")
        };
        assert_eq!(walk(Way::Forward), "市公安局 公安 教育局 人社局 市公安局");
        assert_eq!(walk(Way::Back), "人社局 教育局 公安 市公安局 人社局");
        let stack = stack_at(document, Utf8(3));
        assert_eq!(stack.iter().map(|mark| document.words(mark)).collect::<Vec<_>>(), ["公安", "市公安局"]);
    }

    #[test]
    fn takes_words_and_clauses() {
        let text = Text::new("新增 3.5万人,由CIM平台负责。\n完");
        for (at, words) in [("增", "新增"), ("3", "3"), ("C", "CIM"), (",", ","), ("负", "平台负责")] {
            let at = Utf8::from_index(text.as_str().find(at).expect("stands there"));
            assert_eq!(text.slice(run_at(&text, at)), words);
        }
        let at = Utf8::from_index(text.as_str().find('平').expect("stands there"));
        assert_eq!(text.slice(clause_at(&text, at)), "由CIM平台负责");
        assert_eq!(run_at(&text, text.len()), Span::new(text.len(), text.len()));
        assert_eq!(text.slice(trimmed(&text, Span::from_range(6..13))), "3.5万");
    }

    #[test]
    fn stretches_are_taken_out() {
        let spans = [Span::from_range(0..9), Span::from_range(12..15)];
        let left = |range: std::ops::Range<usize>| {
            let left = without(&spans, Span::from_range(range));
            left.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
        };
        for (stretch, rest) in [
            (3..6, "0..3 6..9 12..15"),
            (0..3, "3..9 12..15"),
            (6..13, "0..6 13..15"),
            (9..12, "0..9 12..15"),
            (12..15, "0..9"),
            (0..15, ""),
        ] {
            assert_eq!(left(stretch.clone()), rest, "without {stretch:?}");
        }
    }

    #[test]
    fn edges_never_cross() {
        let workspace = workspace("市公安局", &["公安"]);
        let document = workspace.documents().next().expect("one document");
        let mark = document.marks().iter().next().expect("one mark");
        assert_eq!(with_edge(mark, Edge::End, Utf8(12)), Some(vec![Span::from_range(3..12)]));
        assert_eq!(with_edge(mark, Edge::Start, Utf8(9)), None);
        assert_eq!(with_edge(mark, Edge::End, Utf8(9)), None);
    }

    #[test]
    fn a_selection_reaches_on_and_back_from_what_stays() {
        let (word, place) = (Span::from_range(3..9), Span::from_range(6..6));
        for (kept, to, anchor, focus) in
            [(word, 12, 3, 12), (word, 6, 3, 9), (word, 0, 9, 0), (place, 12, 6, 12), (place, 0, 6, 0)]
        {
            assert_eq!(reaching(kept, Utf8(to)), (Utf8(anchor), Utf8(focus)));
        }
    }
}
