//! Cutting documents into paragraphs or sentences without breaking a mark.
//!
//! A piece is a document named `甲#3`, whose source says where it begins: `甲.docx @120` (code points). Where a mark goes
//! over an end, the pieces it reaches into stay together. A relation between marks of two pieces is lost and told.

use crate::annotate::{ActorId, DocId, Mark, MarkId, Origin, Relation};
use crate::formats::export::Export;
use crate::project::{Command, Document, NewDocument, Workspace};
use crate::scheme::Scheme;
use crate::structure::punct::is_terminal;
use crate::text::{Span, Text, Utf8};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// How finely documents are cut.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Cut {
    /// Not at all.
    #[default]
    Document,
    /// At line ends.
    Paragraph,
    /// After `。！？；…` and at line ends.
    Sentence,
}

impl Cut {
    /// The name: `document`, `paragraph`, `sentence`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Paragraph => "paragraph",
            Self::Sentence => "sentence",
        }
    }

    /// The one of that name.
    pub fn of(name: &str) -> Option<Self> {
        [Self::Document, Self::Paragraph, Self::Sentence].into_iter().find(|cut| cut.name() == name)
    }

    fn ends(self, ch: char) -> bool {
        match self {
            Self::Document => false,
            Self::Paragraph => ch == '\n',
            Self::Sentence => is_terminal(ch),
        }
    }
}

/// The documents of an export with only the marks that go out, cut; and the marks whose relations were cut apart.
pub fn cut(export: &Export<'_>, cut: Cut) -> (Workspace, Vec<(DocId, Option<MarkId>)>) {
    let mut new = Vec::new();
    let mut apart = Vec::new();
    for document in &export.documents {
        new.extend(pieces_of(export, document, cut, &mut apart));
    }
    let mut workspace = Workspace::new(ActorId(0));
    // Either may have nothing to do, which is no failure.
    let _ = workspace.apply(Command::SetScheme(Scheme::clone(export.scheme)), 0);
    let _ = workspace.apply(Command::Import(new), 0);
    (workspace, apart)
}

fn pieces_of(
    export: &Export<'_>,
    document: &Document,
    cut: Cut,
    apart: &mut Vec<(DocId, Option<MarkId>)>,
) -> Vec<NewDocument> {
    let Some(text) = document.text() else { return Vec::new() };
    let info = document.info();
    let marks: Vec<&Arc<Mark>> = document.marks().iter().filter(|mark| export.shows(mark)).collect();
    let going: HashSet<MarkId> = marks.iter().map(|mark| mark.id).collect();
    let mut relations: HashMap<MarkId, Vec<&Arc<Relation>>> = HashMap::new();
    for relation in document.relations().filter(|it| going.contains(&it.from) && going.contains(&it.to)) {
        relations.entry(relation.from).or_default().push(relation);
    }
    let mut all = Vec::new();
    let mut left = marks.into_iter().peekable();
    for (number, span) in (1..).zip(spans(text, cut, document, export)) {
        let mut piece = NewDocument::plain(&*info.name, &*info.source, Text::new(text.slice(span)));
        if cut != Cut::Document {
            piece.name = format!("{}#{number}", info.name);
            piece.source = format!("{} @{}", info.source, text.code_point(span.start).0);
        }
        (piece.status, piece.labels) = (info.status, info.labels.clone());
        while let Some(mark) = left.next_if(|mark| mark.cover().end <= span.end) {
            piece.marks.extend(moved(mark, span));
        }
        let here: HashSet<MarkId> = piece.marks.iter().map(|mark| mark.id).collect();
        for relation in piece.marks.iter().filter_map(|mark| relations.get(&mark.id)).flatten() {
            if here.contains(&relation.to) {
                piece.relations.push(Relation::clone(relation));
            } else {
                apart.push((info.id, Some(relation.from)));
            }
        }
        all.push(piece);
    }
    all
}

/// A mark in positions of a piece.
fn moved(mark: &Mark, piece: Span) -> Option<Mark> {
    let shift = |span: Span| Span::new(span.start - piece.start.0, span.end - piece.start.0);
    let is_inside = mark.cover().start >= piece.start;
    let mut mark = mark.clone();
    mark.spans = mark.spans.into_iter().map(shift).collect();
    if let Origin::Recogniser(made) = &mut mark.origin {
        made.span = if made.span.start >= piece.start && made.span.end <= piece.end {
            shift(made.span)
        } else {
            mark_cover(&mark.spans)
        };
    }
    is_inside.then_some(mark)
}

fn mark_cover(spans: &[Span]) -> Span {
    match (spans.first(), spans.last()) {
        (Some(first), Some(last)) => first.cover(*last),
        _ => Span::default(),
    }
}

/// Where the pieces of a document lie: in order, without blanks at their edges that no mark covers, none blank.
fn spans(text: &Text, cut: Cut, document: &Document, export: &Export<'_>) -> Vec<Span> {
    if cut == Cut::Document {
        return vec![text.span()];
    }
    let mut covers = document.marks().iter().filter(|mark| export.shows(mark)).map(|mark| mark.cover()).peekable();
    let mut found = Vec::new();
    let content = text.as_str();
    let (mut start, mut reach) = (0, 0);
    // Where the marks of the piece begin and end.
    let (mut first, mut last) = (usize::MAX, 0);
    let mut close = |end: usize, start: &mut usize, first: &mut usize, last: &mut usize| {
        let words = content.get(*start..end).unwrap_or("");
        let from = (*start + words.len() - words.trim_start().len()).min(*first);
        let to = (*start + words.trim_end().len()).max(*last);
        if from < to {
            found.push(Span::new(Utf8::from_index(from), Utf8::from_index(to)));
        }
        (*start, *first, *last) = (end, usize::MAX, 0);
    };
    for (at, ch) in content.char_indices() {
        let end = at + ch.len_utf8();
        while let Some(cover) = covers.next_if(|cover| cover.start.index() < end) {
            reach = reach.max(cover.end.index());
            first = first.min(cover.start.index());
            last = last.max(cover.end.index());
        }
        if cut.ends(ch) && reach <= end {
            close(end, &mut start, &mut first, &mut last);
        }
    }
    close(content.len(), &mut start, &mut first, &mut last);
    found
}
