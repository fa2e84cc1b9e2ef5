//! Generated projects: texts with everything that trips offsets up, marks of every origin and state, relations.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use zhupi::annotate::{ActorId, Attr, Attrs, DocStatus, Mark, MarkId, Origin, Proposal, Relation, RelationId, Review};
use zhupi::project::{Command, Document, NewDocument, Workspace};
use zhupi::scheme::Name;
use zhupi::text::{Span, Text, Utf8};

/// Documents of a project.
pub fn documents() -> impl Strategy<Value = Vec<NewDocument>> {
    vec(document(), 1..4).prop_map(|mut documents| {
        for (number, document) in documents.iter_mut().enumerate() {
            document.name = format!("文件{number}");
        }
        documents
    })
}

/// One document.
pub fn document() -> impl Strategy<Value = NewDocument> {
    let pieces = select(vec![
        "到2027年，",
        "𠮷水镇",
        "市工信局",
        "增长6%以上",
        "\n",
        "　　",
        "（",
        "）。",
        "e\u{301}",
        "👨‍👩‍👧",
        "\t",
        "a b",
        "\u{200b}",
        "“",
        "\"",
        "\\",
        "<b>&amp;",
        "=1+1",
        "[@x#Y*]",
        "-DOCSTART-",
        "|_*->;",
        "＝",
        "。",
    ]);
    (
        vec(pieces, 1..20),
        vec(mark(), 0..12),
        vec((any::<Index>(), any::<Index>(), name(), origin(), review()), 0..5),
        0..3_usize,
    )
        .prop_map(|(pieces, marks, relations, status)| {
            let text = Text::new(pieces.concat());
            let mut document = NewDocument::plain("甲", "甲.docx", text.clone());
            document.status = [DocStatus::New, DocStatus::Doing, DocStatus::Done][status];
            document.labels = (0..status).map(|number| Name::from(format!("类{number}"))).collect();
            for draft in marks {
                document.marks.extend(draft.place(&text, document.marks.len() as u64));
            }
            relate(&mut document, relations);
            document
        })
}

fn relate(document: &mut NewDocument, relations: Vec<(Index, Index, String, Draft, Review)>) {
    if document.marks.is_empty() {
        return;
    }
    for (from, to, kind, origin, review) in relations {
        let (from, to) = (from.get(&document.marks).id, to.get(&document.marks).id);
        if from == to {
            continue;
        }
        let id = RelationId { actor: ActorId(0), number: document.relations.len() as u64 };
        let origin = origin.of(Span::default(), kind.as_str().into());
        document.relations.push(Relation { id, kind: kind.as_str().into(), from, to, origin, review });
    }
}

#[derive(Debug, Clone)]
struct DraftMark {
    cuts: Vec<Index>,
    label: String,
    attrs: Vec<(String, String, bool)>,
    note: String,
    origin: Draft,
    moved: bool,
    review: Review,
}

#[derive(Debug, Clone)]
pub enum Draft {
    Human,
    Import,
    Recogniser,
}

impl Draft {
    fn of(self, span: Span, label: Name) -> Origin {
        match self {
            Self::Human => Origin::Human,
            Self::Import => Origin::Import {
                source: "brat".into(),
                quote: Some("市 局".to_owned()).filter(|_| span.start.0 % 2 == 1),
            },
            Self::Recogniser => {
                Origin::Recogniser(Proposal { rule: "number.percent".into(), words: "6%".to_owned(), span, label })
            }
        }
    }
}

fn name() -> impl Strategy<Value = String> {
    select(vec!["DEPT", "QTY", "TIME", "LOC", "measures", "by"]).prop_map(str::to_owned)
}

fn origin() -> impl Strategy<Value = Draft> {
    select(vec![Draft::Human, Draft::Import, Draft::Recogniser])
}

fn review() -> impl Strategy<Value = Review> {
    select(vec![Review::Proposed, Review::Accepted, Review::Rejected])
}

fn mark() -> impl Strategy<Value = DraftMark> {
    let attr = (
        select(vec!["canonical", "value", "unit", "cmp"]),
        select(vec!["35000", "56.13", "007", "万 元", "ge", "三明市公安局", "a\"b|c"]),
        any::<bool>(),
    );
    let attrs = vec(attr.prop_map(|(name, value, derived)| (name.to_owned(), value.to_owned(), derived)), 0..3);
    let note = select(vec!["", "", "两行\n批注\t有制表符"]).prop_map(str::to_owned);
    (vec(any::<Index>(), 2..5), name(), attrs, note, origin(), any::<bool>(), review()).prop_map(
        |(cuts, label, attrs, note, origin, moved, review)| DraftMark {
            cuts,
            label,
            attrs,
            note,
            origin,
            moved,
            review,
        },
    )
}

impl DraftMark {
    fn place(self, text: &Text, number: u64) -> Option<Mark> {
        let mut ends: Vec<usize> = text.as_str().char_indices().map(|(at, _)| at).collect();
        ends.push(text.as_str().len());
        let mut cuts: Vec<usize> = self.cuts.iter().map(|cut| *cut.get(&ends)).collect();
        cuts.sort_unstable();
        cuts.dedup();
        let spans: Vec<Span> = cuts.chunks_exact(2).map(|pair| Span::from_range(pair[0]..pair[1])).collect();
        let first = *spans.first()?;
        let mut attrs = Attrs::new();
        for (name, value, derived) in self.attrs {
            attrs.insert(name.as_str().into(), Attr { value, derived });
        }
        let label = Name::from(self.label);
        let made = if self.moved { (Span::new(Utf8(0), text.len()), "ORG".into()) } else { (first, label.clone()) };
        let id = MarkId { actor: ActorId(0), number };
        let origin = self.origin.of(made.0, made.1);
        Some(Mark { id, spans, label, attrs, note: self.note, origin, review: self.review })
    }
}

/// A project that holds documents.
pub fn project(documents: Vec<NewDocument>) -> Workspace {
    let mut workspace = Workspace::new(ActorId(7));
    let _ = workspace.apply(Command::Import(documents), 0);
    workspace
}

/// A document without identities, for comparing: what it is, its marks in order, its relations by the places of marks.
pub fn essence(document: &Document) -> impl PartialEq + std::fmt::Debug + use<> {
    let info = document.info();
    let nameless = MarkId { actor: ActorId(0), number: 0 };
    let marks: Vec<Mark> = document.marks().iter().map(|mark| Mark { id: nameless, ..Mark::clone(mark) }).collect();
    let place = |id| document.marks().iter().position(|mark| mark.id == id);
    let relations: Vec<_> = document
        .relations()
        .map(|it| (it.kind.clone(), place(it.from), place(it.to), it.origin.clone(), it.review))
        .collect();
    let text = document.text().map(|text| text.as_str().to_owned());
    (info.name.clone(), info.source.clone(), info.status, info.labels.clone(), text, marks, relations)
}
