//! Laws of the core, on random input: offsets and their maps, mark sets, transactions, undo and redo.

use proptest::prelude::*;
use std::sync::Arc;
use zhupi::annotate::{ActorId, Attrs, DocId, IdSource, Mark, MarkId, MarkSet, Origin, Review};
use zhupi::project::{Command, NewDocument, Workspace};
use zhupi::text::{CodePoint, Span, Text, Utf8, Utf16};

/// Text with what policy documents hold and what breaks offsets: astral characters, combining marks, line ends.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[一-龥]{1,12}",
        2 => "[0-9a-zA-Z.,%()]{1,6}",
        1 => Just("𠮷".to_owned()),
        1 => Just("👩‍👩‍👧".to_owned()),
        1 => Just("e\u{301}".to_owned()),
        1 => Just("\n".to_owned()),
        1 => Just("\u{3000}".to_owned()),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..120).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn offsets_convert_both_ways_at_every_character(content in any_text()) {
        let text = Text::new(content.as_str());
        let (mut utf16, mut code_point) = (0, 0);
        let ends = content.char_indices().map(|(at, ch)| (at, Some(ch))).chain([(content.len(), None)]);
        for (at, ch) in ends {
            let at = Utf8::from_index(at);
            prop_assert_eq!(text.utf16(at), Utf16(utf16));
            prop_assert_eq!(text.code_point(at), CodePoint(code_point));
            prop_assert_eq!(text.exact_utf16(Utf16(utf16)), Some(at));
            prop_assert_eq!(text.exact_code_point(CodePoint(code_point)), Some(at));
            utf16 += ch.map_or(0, |ch| ch.len_utf16() as u32);
            code_point += 1;
        }
        prop_assert_eq!(text.exact_utf16(text.utf16_len() + 1), None);
        prop_assert_eq!(text.exact_code_point(text.code_point_len() + 1), None);
    }

    #[test]
    fn no_offset_is_too_odd(content in any_text(), at in any::<u32>()) {
        let text = Text::new(content.as_str());
        for place in [text.floor(Utf8(at)), text.from_utf16(Utf16(at)), text.from_code_point(CodePoint(at))] {
            prop_assert!(content.is_char_boundary(place.index()));
        }
        prop_assert!(text.next_char(Utf8(at)) <= text.len());
        prop_assert!(text.previous_char(text.next_char(Utf8(at))) <= text.floor(Utf8(at)));
    }

    #[test]
    fn blocks_cover_everything_but_line_ends(content in any_text()) {
        let text = Text::new(content.as_str());
        let joined = text.blocks().iter().fold(String::new(), |mut all, block| {
            if block.line > 0 && !block.continues {
                all.push('\n');
            }
            all + text.slice(block.span)
        });
        prop_assert_eq!(joined, content);
    }

    #[test]
    fn a_block_is_found_from_each_of_its_positions(content in any_text()) {
        let text = Text::new(content.as_str());
        for (number, block) in text.blocks().iter().enumerate() {
            prop_assert_eq!(text.blocks().at(block.span.start), number);
            prop_assert_eq!(text.blocks().touched(block.span), number..number + 1);
        }
    }
}

fn mark(number: u64, start: u32, len: u32) -> Arc<Mark> {
    Arc::new(Mark {
        id: MarkId { actor: ActorId(7), number },
        spans: vec![Span::new(Utf8(start), Utf8(start + len + 1))],
        label: "QTY".into(),
        attrs: Attrs::new(),
        note: String::new(),
        origin: Origin::Human,
        review: Review::Accepted,
    })
}

proptest! {
    /// A set of marks says the same as a plain sorted list, after any insertions and removals.
    #[test]
    fn a_mark_set_is_a_sorted_list(steps in prop::collection::vec((0_u32..5_000, 0_u32..300, any::<bool>()), 0..1_500)) {
        let mut set = MarkSet::default();
        let mut list: Vec<Arc<Mark>> = Vec::new();
        for (number, (start, len, add)) in steps.into_iter().enumerate() {
            if add || list.is_empty() {
                let mark = mark(number as u64, start, len);
                set.insert(mark.clone());
                list.push(mark);
            } else {
                let gone = list.swap_remove(start as usize % list.len());
                prop_assert!(set.remove(&gone));
                prop_assert!(!set.remove(&gone));
            }
        }
        list.sort_by_key(|mark| (mark.cover().start, std::cmp::Reverse(mark.cover().end), mark.id));
        prop_assert_eq!(set.len(), list.len());
        prop_assert!(set.iter().eq(list.iter()));
        for at in [0, 1, 700, 2_500, 4_999, 6_000].map(Utf8) {
            let window = Span::new(at, at + 200);
            let touching = list.iter().filter(|mark| mark.cover().overlaps(window));
            prop_assert!(set.touching(window).eq(touching));
            prop_assert!(set.from_offset(at).eq(list.iter().filter(|mark| mark.cover().start >= at)));
            prop_assert!(set.before_offset(at).eq(list.iter().rev().filter(|mark| mark.cover().start < at)));
        }
    }
}

/// One random action of a person on the first document.
#[derive(Debug, Clone)]
enum Act {
    Add(u32, u32, usize),
    Relabel(usize, usize),
    Move(usize, u32, u32),
    Delete(usize),
    Review(usize, usize),
    Attr(usize, usize),
    Relate(usize, usize),
    All(u32, u32),
    Undo,
    Redo,
}

fn any_act() -> impl Strategy<Value = Act> {
    let (at, len, pick) = (0_u32..400, 1_u32..12, 0_usize..40);
    prop_oneof![
        4 => (at.clone(), len.clone(), pick.clone()).prop_map(|(a, b, c)| Act::Add(a, b, c)),
        1 => (pick.clone(), pick.clone()).prop_map(|(a, b)| Act::Relabel(a, b)),
        1 => (pick.clone(), at.clone(), len.clone()).prop_map(|(a, b, c)| Act::Move(a, b, c)),
        1 => pick.clone().prop_map(Act::Delete),
        1 => (pick.clone(), 0_usize..3).prop_map(|(a, b)| Act::Review(a, b)),
        1 => (pick.clone(), pick.clone()).prop_map(|(a, b)| Act::Attr(a, b)),
        1 => (pick.clone(), pick.clone()).prop_map(|(a, b)| Act::Relate(a, b)),
        1 => (at, 1_u32..3).prop_map(|(a, b)| Act::All(a, b)),
        2 => Just(Act::Undo),
        1 => Just(Act::Redo),
    ]
}

const LABELS: [&str; 3] = ["DEPT", "QTY", "LOC"];

fn command(act: &Act, workspace: &Workspace, doc: DocId) -> Option<Command> {
    let document = workspace.document(doc)?;
    let text = document.text()?;
    let marks: Vec<MarkId> = document.marks().iter().map(|mark| mark.id).collect();
    let pick = |index: usize| marks.get(index % marks.len().max(1)).copied();
    let span =
        |at: u32, len: u32| Span::new(text.from_code_point(CodePoint(at)), text.from_code_point(CodePoint(at + len)));
    let label = |index: usize| LABELS[index % LABELS.len()].into();
    Some(match *act {
        Act::Add(at, len, with) => Command::AddMark { doc, spans: vec![span(at, len)], label: label(with) },
        Act::Relabel(which, with) => Command::Relabel { doc, marks: vec![pick(which)?], label: label(with) },
        Act::Move(which, at, len) => Command::SetSpans { doc, mark: pick(which)?, spans: vec![span(at, len)] },
        Act::Delete(which) => Command::Delete { doc, marks: vec![pick(which)?] },
        Act::Review(which, to) => {
            let to = [Review::Proposed, Review::Accepted, Review::Rejected][to];
            Command::Review { doc, marks: vec![pick(which)?], to }
        }
        Act::Attr(which, value) => {
            Command::SetAttr { doc, mark: pick(which)?, name: "unit".into(), value: value.to_string() }
        }
        Act::Relate(from, to) => Command::AddRelation { doc, kind: "by".into(), from: pick(from)?, to: pick(to)? },
        Act::All(at, len) => {
            let words = text.slice(span(at, len)).to_owned();
            let places = document.places_of(&words).into_iter().map(|place| (doc, place)).collect();
            Command::MarkAll { places, label: label(0) }
        }
        Act::Undo => Command::Undo,
        Act::Redo => Command::Redo,
    })
}

/// Everything a user can see of a document, in a form that can be compared.
fn state(workspace: &Workspace, doc: DocId) -> String {
    let document = workspace.document(doc).expect("the document is there");
    let marks: Vec<_> = document.marks().iter().collect();
    let relations: Vec<_> = document.relations().collect();
    format!("{marks:?} {relations:?} {} {}", document.n_accepted(), document.n_pending())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Undoing everything leads back to the beginning, redoing everything to the end; replaying the transactions on
    /// another machine gives the same state; a refused command changes nothing.
    #[test]
    fn any_work_can_be_undone_redone_and_replayed(
        content in "[一-龥0-9a-z𠮷]{60,300}",
        acts in prop::collection::vec(any_act(), 1..60),
    ) {
        let mut workspace = Workspace::new(ActorId(1));
        let new = NewDocument::plain("doc", "doc.txt", Text::new(content.as_str()));
        let imported = workspace.apply(Command::Import(vec![new]), 0).expect("an import");
        let doc = workspace.documents().next().expect("one document").info().id;
        let mut log = vec![imported.transaction];
        let beginning = state(&workspace, doc);
        for act in &acts {
            let before = state(&workspace, doc);
            let Some(command) = command(act, &workspace, doc) else { continue };
            match workspace.apply(command, 1) {
                Ok(applied) => log.push(applied.transaction),
                Err(_) => prop_assert_eq!(&before, &state(&workspace, doc)),
            }
        }
        let end = state(&workspace, doc);
        let mut replayed = Workspace::new(ActorId(2));
        for transaction in &log {
            replayed.replay(transaction).expect("a journal replays");
        }
        prop_assert_eq!(&end, &state(&replayed, doc));
        while let Ok(applied) = workspace.apply(Command::Undo, 2) {
            log.push(applied.transaction);
        }
        prop_assert_eq!(&beginning, &state(&workspace, doc));
        let mut n_redone = 0;
        while let Ok(applied) = workspace.apply(Command::Redo, 3) {
            log.push(applied.transaction);
            n_redone += 1;
        }
        // What had been undone before the end can be redone beyond it, so only count and replay are compared.
        prop_assert!(n_redone >= workspace.history().entries().0.count().min(1));
        let mut again = Workspace::new(ActorId(3));
        for transaction in &log {
            again.replay(transaction).expect("undo and redo replay");
        }
        prop_assert_eq!(state(&workspace, doc), state(&again, doc));
    }
}

#[test]
fn identities_are_never_given_twice_after_a_replay() {
    let mut first = Workspace::new(ActorId(9));
    let new = NewDocument::plain("doc", "", Text::new("三百个"));
    let log = first.apply(Command::Import(vec![new]), 0).expect("an import").transaction;
    let mut second = Workspace::new(ActorId(9));
    second.replay(&log).expect("a replay");
    let doc = second.documents().next().expect("one document").info().id;
    second.set_text(doc, Text::new("三百个"));
    let spans = vec![Span::new(Utf8(0), Utf8(9))];
    let applied = second.apply(Command::AddMark { doc, spans, label: "QTY".into() }, 0).expect("a mark");
    assert!(applied.transaction.id.number > log.id.number);
    let mut ids = IdSource::new(ActorId(9), 1);
    assert_ne!(ids.mark().number, ids.mark().number);
}
