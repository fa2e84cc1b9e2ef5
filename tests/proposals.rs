//! Recognisers propose, people accept: what happens to proposals when the recognisers run again.

use zhupi::annotate::{ActorId, Attrs, DocId, Mark, Review};
use zhupi::project::{Applied, Command, CommandError, NewDocument, Workspace};
use zhupi::recognise::{Evidence, Finding, Findings, Link};
use zhupi::text::{Span, Text};

const TEXT: &str = "到2025年，建成学校86所，新增床位1200张。";

struct Bench {
    workspace: Workspace,
    doc: DocId,
}

impl Bench {
    fn new() -> Self {
        let mut workspace = Workspace::new(ActorId(1));
        let new = NewDocument::plain("doc", "doc.txt", Text::new(TEXT));
        workspace.apply(Command::Import(vec![new]), 0).expect("an import");
        let doc = workspace.documents().next().expect("one document").info().id;
        Self { workspace, doc }
    }

    fn run(&mut self, command: Command) -> Result<Applied, CommandError> {
        self.workspace.apply(command, 0)
    }

    fn propose(&mut self, words: &[(&str, &str)]) -> Result<Applied, CommandError> {
        let findings = words.iter().map(|&(words, label)| finding(words, label)).collect();
        let found = Findings { findings, links: Vec::new() };
        self.run(Command::Propose { doc: self.doc, stretch: whole(), found })
    }

    fn mark(&self, words: &str) -> Mark {
        let marks = self.workspace.document(self.doc).expect("the document").marks();
        let found = marks.iter().find(|mark| mark.spans == [span(words)]);
        Mark::clone(found.unwrap_or_else(|| panic!("no mark on {words}")))
    }

    /// Every mark as `words/label/state`.
    fn marks(&self) -> Vec<String> {
        let document = self.workspace.document(self.doc).expect("the document");
        let line = |mark: &std::sync::Arc<Mark>| format!("{}/{}/{:?}", document.words(mark), mark.label, mark.review);
        document.marks().iter().map(line).collect()
    }
}

fn whole() -> Span {
    Span::from_range(0..TEXT.len())
}

fn span(words: &str) -> Span {
    let at = TEXT.find(words).expect("words of the text");
    Span::from_range(at..at + words.len())
}

fn finding(words: &str, label: &str) -> Finding {
    let evidence = Evidence { rule: "test.rule".into(), words: words.to_owned() };
    Finding { span: span(words), label: label.into(), attrs: Attrs::new().with("value", "1"), evidence }
}

#[test]
fn what_is_found_again_keeps_its_identity() {
    let mut bench = Bench::new();
    bench.propose(&[("2025年", "TIME"), ("86所", "QTY")]).expect("proposals");
    let before = bench.mark("86所").id;
    bench.propose(&[("86所", "QTY"), ("1200张", "QTY")]).expect("a change");
    assert_eq!(bench.marks(), ["86所/QTY/Proposed", "1200张/QTY/Proposed"]);
    assert_eq!(bench.mark("86所").id, before);
    let again = bench.propose(&[("86所", "QTY"), ("1200张", "QTY")]);
    assert_eq!(again.expect_err("nothing new"), CommandError::Nothing);
}

#[test]
fn what_was_rejected_does_not_come_back() {
    let mut bench = Bench::new();
    bench.propose(&[("86所", "QTY")]).expect("a proposal");
    let (doc, id) = (bench.doc, bench.mark("86所").id);
    bench.run(Command::Review { doc, marks: vec![id], to: Review::Rejected }).expect("a rejection");
    assert!(bench.propose(&[("86所", "QTY")]).is_err());
    assert_eq!(bench.marks(), ["86所/QTY/Rejected"]);
    // The same words under another label are another proposal.
    bench.propose(&[("86所", "ORG")]).expect("another proposal");
    assert_eq!(bench.marks().len(), 2);
}

#[test]
fn deleting_what_was_proposed_rejects_it() {
    let mut bench = Bench::new();
    bench.propose(&[("86所", "QTY")]).expect("a proposal");
    let (doc, id) = (bench.doc, bench.mark("86所").id);
    bench.run(Command::Review { doc, marks: vec![id], to: Review::Accepted }).expect("accepted");
    bench.run(Command::Delete { doc, marks: vec![id] }).expect("deleted");
    assert_eq!(bench.marks(), ["86所/QTY/Rejected"]);
    bench.run(Command::Undo).expect("undone");
    assert_eq!(bench.marks(), ["86所/QTY/Accepted"]);
}

#[test]
fn what_a_person_changed_is_not_proposed_beside_the_change() {
    let mut bench = Bench::new();
    bench.propose(&[("2025年", "TIME"), ("86所", "QTY"), ("1200张", "QTY")]).expect("proposals");
    let doc = bench.doc;
    let (moved, renamed, noted) = (bench.mark("2025年").id, bench.mark("86所").id, bench.mark("1200张").id);
    bench.run(Command::SetSpans { doc, mark: moved, spans: vec![span("到2025年")] }).expect("moved");
    bench.run(Command::Relabel { doc, marks: vec![renamed], label: "ORG".into() }).expect("renamed");
    bench.run(Command::SetNote { doc, mark: noted, note: "?".into() }).expect("noted");
    let before = bench.marks();
    assert!(bench.propose(&[("2025年", "TIME"), ("86所", "QTY"), ("1200张", "QTY")]).is_err());
    // Nor do they go when they are not found again.
    assert!(bench.propose(&[]).is_err());
    assert_eq!(bench.marks(), before);
}

#[test]
fn a_mark_moved_out_of_the_stretch_is_still_known() {
    let mut bench = Bench::new();
    bench.propose(&[("86所", "QTY")]).expect("a proposal");
    let (doc, mark) = (bench.doc, bench.mark("86所").id);
    bench.run(Command::SetSpans { doc, mark, spans: vec![span("1200张")] }).expect("moved");
    let found = Findings { findings: vec![finding("86所", "QTY")], links: Vec::new() };
    let again = bench.run(Command::Propose { doc, stretch: span("建成学校86所"), found });
    assert_eq!(again.expect_err("known"), CommandError::Nothing);
    assert_eq!(bench.marks(), ["1200张/QTY/Proposed"]);
}

#[test]
fn marking_by_hand_what_is_proposed_accepts_it() {
    let mut bench = Bench::new();
    bench.propose(&[("86所", "QTY")]).expect("a proposal");
    let doc = bench.doc;
    bench.run(Command::AddMark { doc, spans: vec![span("86所")], label: "QTY".into() }).expect("accepted");
    assert_eq!(bench.marks(), ["86所/QTY/Accepted"]);
    let again = bench.run(Command::AddMark { doc, spans: vec![span("86所")], label: "QTY".into() });
    assert_eq!(again.expect_err("twice"), CommandError::Exists);
}

#[test]
fn a_run_of_the_recognisers_is_no_undo_step() {
    let mut bench = Bench::new();
    let doc = bench.doc;
    bench.run(Command::AddMark { doc, spans: vec![span("床位")], label: "ORG".into() }).expect("a mark");
    bench.propose(&[("86所", "QTY")]).expect("a proposal");
    bench.run(Command::Undo).expect("undone");
    assert_eq!(bench.marks(), ["86所/QTY/Proposed"]);
    assert_eq!(bench.run(Command::Undo).expect_err("nothing left"), CommandError::Nothing);
    bench.run(Command::Redo).expect("redone");
    assert_eq!(bench.marks(), ["86所/QTY/Proposed", "床位/ORG/Accepted"]);
}

#[test]
fn links_join_new_and_known_proposals_once() {
    let mut bench = Bench::new();
    let found = || Findings {
        findings: vec![finding("学校", "INDICATOR"), finding("86所", "QTY")],
        links: vec![Link { kind: "measures".into(), from: 1, to: 0 }],
    };
    let propose = |bench: &mut Bench| bench.run(Command::Propose { doc: bench.doc, stretch: whole(), found: found() });
    propose(&mut bench).expect("proposals");
    assert!(propose(&mut bench).is_err());
    let n_relations = |bench: &Bench| bench.workspace.document(bench.doc).expect("the document").relations().len();
    assert_eq!(n_relations(&bench), 1);
    let (doc, id) = (bench.doc, bench.mark("86所").id);
    bench.run(Command::Delete { doc, marks: vec![id] }).expect("deleted");
    assert_eq!(n_relations(&bench), 0);
    assert!(propose(&mut bench).is_err(), "a rejected end is not joined again");
    bench.run(Command::Undo).expect("undone");
    assert_eq!(n_relations(&bench), 1);
}

#[test]
fn spans_off_the_text_are_refused() {
    let mut bench = Bench::new();
    let doc = bench.doc;
    for bad in [0..0, 1..3, 0..TEXT.len() + 1, 5_000..6_000] {
        let spans = vec![Span::from_range(bad.clone())];
        let refused = bench.run(Command::AddMark { doc, spans, label: "QTY".into() });
        assert!(matches!(refused, Err(CommandError::BadSpan(_))), "{bad:?}");
    }
    let spans = vec![span("学校"), span("建成"), span("86所")];
    bench.run(Command::AddMark { doc, spans, label: "ORG".into() }).expect("joined");
    assert_eq!(bench.marks(), ["建成学校86所/ORG/Accepted"]);
}
