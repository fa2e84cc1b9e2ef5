//! A document whose marks come in pieces is the one whose marks come at once.
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use zhupi::annotate::{ActorId, Attrs, Mark, MarkId, Origin, Relation, RelationId, Review};
use zhupi::project::{Command, CommandError, NewDocument, Workspace};
use zhupi::scheme::Name;
use zhupi::text::{Span, Text};

const TEXT: &str = "青禾市人社局牵头办理十二件实事";

fn mark(number: u64, start: usize, length: usize) -> Mark {
    let at = |index: usize| TEXT.char_indices().nth(index).map_or(TEXT.len(), |(at, _)| at);
    Mark {
        id: MarkId { actor: ActorId(0), number },
        spans: vec![Span::from_range(at(start)..at(start + length))],
        label: Name::from("ORG"),
        attrs: Attrs::new(),
        note: String::new(),
        origin: Origin::Human,
        review: Review::Accepted,
    }
}

fn relation(number: u64, from: u64, to: u64) -> Relation {
    let end = |number| MarkId { actor: ActorId(0), number };
    Relation {
        id: RelationId { actor: ActorId(0), number },
        kind: Name::from("measures"),
        from: end(from),
        to: end(to),
        origin: Origin::Human,
        review: Review::Accepted,
    }
}

/// Marks and relations without identities.
type Content = (Vec<(Span, Review)>, Vec<(Span, Span)>);

/// Everything that is in the only document.
fn content(workspace: &Workspace) -> Content {
    let document = workspace.documents().next().expect("one document");
    let cover = |id| document.mark(id).map(|mark| mark.cover()).expect("relations have ends");
    let mut relations: Vec<_> = document.relations().map(|it| (cover(it.from), cover(it.to))).collect();
    relations.sort_unstable();
    (document.marks().iter().map(|mark| (mark.cover(), mark.review)).collect(), relations)
}

proptest! {
    #[test]
    fn pieces_make_the_whole(
        places in prop::collection::vec((0_usize..14, 0_usize..4), 0..20),
        ends in prop::collection::vec((0_usize..20, 0_usize..20), 0..6),
        size in 1_usize..6,
    ) {
        let marks: Vec<Mark> = (0..).zip(&places).map(|(number, &(start, length))| mark(number, start, length)).collect();
        let known = |&&(from, to): &&(usize, usize)| from < marks.len() && to < marks.len() && from != to;
        let numbers = marks.len() as u64..;
        let relations: Vec<Relation> =
            numbers.zip(ends.iter().filter(known)).map(|(number, &(from, to))| relation(number, from as u64, to as u64)).collect();
        let plain = NewDocument::plain("文", "", Text::new(TEXT));

        let mut whole = Workspace::new(ActorId(7));
        let document = NewDocument { marks: marks.clone(), relations: relations.clone(), ..plain.clone() };
        whole.apply(Command::Import(vec![document]), 0).expect("there is something to import");

        let mut pieces = Workspace::new(ActorId(7));
        pieces.apply(Command::Import(vec![plain]), 0).expect("there is something to import");
        let doc = pieces.documents().next().expect("it was taken in").info().id;
        let first = pieces.set_aside((marks.len() + relations.len()) as u64);
        for piece in marks.chunks(size) {
            let bring = Command::Bring { doc, first, marks: piece.to_vec(), relations: Vec::new() };
            let brought = pieces.apply(bring.clone(), 0);
            prop_assert!(brought.is_ok() || piece.iter().all(|mark| mark.cover().is_empty()));
            prop_assert_eq!(pieces.apply(bring, 0).err(), Some(CommandError::Nothing), "nothing comes twice");
        }
        let last = Command::Bring { doc, first, marks: Vec::new(), relations };
        let _ = pieces.apply(last, 0);
        prop_assert_eq!(content(&pieces), content(&whole));
        prop_assert_eq!(pieces.history().to_undo(), None);
    }
}
