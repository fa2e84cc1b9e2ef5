//! What is done in pieces is one undo step.
#![cfg(not(target_arch = "wasm32"))]

use zhupi::annotate::{ActorId, MarkId, Review};
use zhupi::project::{Command, NewDocument, Workspace};
use zhupi::recognise::{Evidence, Finding, Findings};
use zhupi::scheme::Name;
use zhupi::text::{Span, Text};

/// A workspace with so many proposals.
fn proposals(count: usize) -> (Workspace, Vec<MarkId>) {
    let mut workspace = Workspace::new(ActorId(3));
    let text = Text::new("局".repeat(count));
    let stretch = text.span();
    workspace.apply(Command::Import(vec![NewDocument::plain("文", "", text)]), 0).expect("a document");
    let doc = workspace.documents().next().expect("it was taken in").info().id;
    let finding = |at: usize| Finding {
        span: Span::from_range(at * 3..at * 3 + 3),
        label: Name::from("ORG"),
        attrs: zhupi::annotate::Attrs::new(),
        evidence: Evidence { rule: Name::from("test"), words: String::new() },
    };
    let found = Findings { findings: (0..count).map(finding).collect(), links: Vec::new() };
    workspace.apply(Command::Propose { doc, stretch, found }, 0).expect("proposals");
    let marks = workspace.document(doc).expect("it is there").marks().iter().map(|mark| mark.id).collect();
    (workspace, marks)
}

fn n_accepted(workspace: &Workspace) -> usize {
    workspace.documents().next().map_or(0, |document| document.n_accepted())
}

#[test]
fn undo_takes_all_pieces_back_and_redo_brings_them_all() {
    let (mut workspace, marks) = proposals(10);
    let doc = workspace.documents().next().expect("one document").info().id;
    let review = |marks: &[MarkId]| Command::Review { doc, marks: marks.to_vec(), to: Review::Accepted };
    let run = |workspace: &mut Workspace, command| workspace.apply(command, 0).map(drop).expect("it can be done");

    run(&mut workspace, review(&marks[..1]));
    run(&mut workspace, review(&marks[1..4]));
    run(&mut workspace, Command::GoOn(Box::new(review(&marks[4..7]))));
    run(&mut workspace, Command::GoOn(Box::new(review(&marks[7..]))));
    assert_eq!(n_accepted(&workspace), 10);
    for _ in 0..2 {
        run(&mut workspace, Command::Undo);
        let rest = workspace.history().undo_goes_on();
        assert_eq!(rest, 2, "two pieces are left of three");
        (0..rest).for_each(|_| run(&mut workspace, Command::Undo));
        assert_eq!((n_accepted(&workspace), workspace.history().undo_goes_on()), (1, 0), "the step before stays");

        run(&mut workspace, Command::Redo);
        let rest = workspace.history().redo_goes_on();
        assert_eq!(rest, 2);
        (0..rest).for_each(|_| run(&mut workspace, Command::Redo));
        assert_eq!((n_accepted(&workspace), workspace.history().redo_goes_on()), (10, 0));
    }
}
