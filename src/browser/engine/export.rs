//! The worker's side of exports and checks: what the page asked for, of the documents that the worker holds.

use crate::annotate::{ActorId, DocId, MarkId};
use crate::formats::dataset::{self, Cut, Recipe, Sets};
use crate::formats::export::{Export, ExportOptions, Which};
use crate::formats::problem::Problems;
use crate::formats::{self, Format, Part, archive, native};
use crate::journal;
use crate::project::{Command, Workspace, check};
use crate::protocol::{Order, WireFormat, WireGroup, WirePlace};
use std::collections::{BTreeMap, HashMap};

/// How many characters of a mark's words are shown in a list.
const WORDS: usize = 40;
/// How many places of one kind of fault are sent.
const PLACES: usize = 500;

/// A project of the documents in native JSONL, with a scheme in the form that the journal has for it.
pub(super) fn workspace_of(lines: &str, scheme: &str) -> Workspace {
    let mut workspace = Workspace::new(ActorId(0));
    let documents = native::read("", lines, &mut Problems::new(""));
    // Either may have nothing to do, which is no failure: an empty project is exported as nothing.
    let _ = journal::unpack_scheme(scheme).map(|scheme| workspace.apply(Command::SetScheme(scheme), 0));
    let _ = workspace.apply(Command::Import(documents), 0);
    workspace
}

/// The formats that can be written.
pub(super) fn writable() -> Vec<WireFormat> {
    let name = |it: &Format| WireFormat { id: it.id.to_owned(), zh: it.zh.to_owned(), en: it.en.to_owned() };
    formats::formats().iter().filter(|it| it.can_write()).map(name).collect()
}

/// An order in terms of the project.
pub(super) struct Ordered<'a> {
    format: &'static Format,
    recipe: Recipe,
    export: Export<'a>,
    places: Places<'a>,
}

impl<'a> Ordered<'a> {
    /// `None` where there is no such format.
    pub(super) fn of(order: Order, workspace: &'a Workspace) -> Option<Self> {
        let format = formats::format(&order.format)?;
        let sets = if order.sets.is_empty() { Sets::default() } else { Sets::parse(&order.sets, &order.seed)? };
        let recipe = Recipe {
            states: order.states.iter().filter_map(|name| native::status_of(name)).collect(),
            unique: order.unique,
            cut: Cut::of(&order.cut).unwrap_or_default(),
            card: order.card,
            sets,
        };
        let which = if order.with_pending { Which::Visible } else { Which::Accepted };
        let labels = order.labels.into_iter().map(Into::into).collect();
        let all = Export::of(workspace, ExportOptions { which, labels, ..ExportOptions::default() });
        let export = Export { documents: recipe.choose(workspace.documents()), ..all };
        Some(Self { format, recipe, export, places: Places::of(workspace) })
    }

    /// How many documents and marks go out.
    pub(super) fn counts(&self) -> (usize, usize) {
        let marks = self.export.documents.iter().flat_map(|document| document.marks().iter());
        (self.export.documents.len(), marks.filter(|mark| self.export.shows(mark)).count())
    }

    /// What will not be in the file.
    pub(super) fn losses(&self) -> Vec<WireGroup> {
        let losses = dataset::losses(&self.export, self.format, &self.recipe).into_iter().map(|loss| WireGroup {
            zh: loss.kind.zh().to_owned(),
            en: loss.kind.en().to_owned(),
            count: loss.count,
            places: loss.places.iter().filter_map(|&(doc, mark)| self.places.wire(doc, mark, "")).collect(),
        });
        losses.collect()
    }

    /// The file, with its ending; `None` where it cannot be written.
    pub(super) fn file(&self) -> Option<(String, Vec<u8>)> {
        let mut parts = dataset::write(&self.export, self.format, &self.recipe).ok()?;
        let is_one = parts.len() == 1 && (!self.format.is_archive() || self.format.ending == "xlsx");
        if is_one && let Some(part) = parts.pop() {
            return Some((self.format.ending.to_owned(), part.bytes));
        }
        let is_own = self.format.is_archive() && self.format.ending != "xlsx" && self.recipe.sets.is_empty();
        let ending = if is_own { self.format.ending } else { "zip" };
        let named = |part: Part| (part.name, part.bytes);
        Some((ending.to_owned(), archive::pack(parts.into_iter().map(named).collect()).ok()?))
    }
}

/// Everything suspicious, kind by kind.
pub(super) fn faults(workspace: &Workspace) -> Vec<WireGroup> {
    let places = Places::of(workspace);
    let mut groups: BTreeMap<check::FaultKind, WireGroup> = BTreeMap::new();
    for fault in check::check(workspace.documents(), workspace.scheme()) {
        let kind = fault.kind;
        let new = || WireGroup { zh: kind.zh().to_owned(), en: kind.en().to_owned(), ..WireGroup::default() };
        let group = groups.entry(kind).or_insert_with(new);
        group.count += 1;
        if group.places.len() < PLACES {
            group.places.extend(places.wire(fault.doc, Some(fault.mark), &fault.more));
        }
    }
    groups.into_values().collect()
}

/// Where documents and marks stand in the list that the page sent.
struct Places<'a> {
    workspace: &'a Workspace,
    documents: HashMap<DocId, u32>,
    marks: HashMap<MarkId, u32>,
}

impl<'a> Places<'a> {
    fn of(workspace: &'a Workspace) -> Self {
        let documents = workspace.documents().zip(0..).map(|(document, place)| (document.info().id, place));
        let marks = workspace.documents().flat_map(|document| document.marks().iter().zip(0..));
        Self { workspace, documents: documents.collect(), marks: marks.map(|(mark, place)| (mark.id, place)).collect() }
    }

    fn wire(&self, doc: DocId, mark: Option<MarkId>, more: &str) -> Option<WirePlace> {
        let document = self.workspace.document(doc)?;
        let words = mark.and_then(|mark| document.mark(mark)).map(|mark| document.words(mark)).unwrap_or_default();
        Some(WirePlace {
            doc: *self.documents.get(&doc)?,
            mark: mark.and_then(|mark| self.marks.get(&mark).copied()),
            words: words.chars().take(WORDS).map(|ch| if ch.is_control() { ' ' } else { ch }).collect(),
            more: more.to_owned(),
        })
    }
}
