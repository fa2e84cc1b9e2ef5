//! The page's one hold on the workspace (应用状态): commands in, signals out.
//!
//! [`App`] is a handle; components take a copy. It owns the workspace and tells, by signals that only say "changed", what
//! has to be read again. Changing it is `change`'s.

use super::counts::Counts;
use super::ledgers::Ledgers;
use super::prefs;
use super::view::{Dialog, Drawer, FileReport, Notice, Reading, Redraw, Saved, Tab, Taking, Theme, View};
use crate::annotate::{ActorId, DocId, Mark, MarkId, Transaction};
use crate::browser::engine::Engine;
use crate::browser::selection::Selected;
use crate::journal::{ReadOnly, Reminder};
use crate::ledger::Row;
use crate::project::{Document, Workspace};
use crate::protocol::JobId;
use crate::scheme::{Name, Scheme};
use crate::text::{Span, Text, Utf8};
use crate::ui::i18n::Lang;
use crate::ui::keeping::Kept;
use crate::ui::ledger::lines::Asked;
use crate::ui::marking::moves::Way;
use crate::ui::pane::typeset::Typeset;
use crate::ui::side::filter::Filter;
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;

/// Who is told of every transaction and the texts that came with it.
pub type Keep = Rc<dyn Fn(&Arc<Transaction>, Vec<Text>)>;

/// A signal that only says that something has to be read again.
pub type Change = RwSignal<()>;

/// The state of the page. Copies are handles to the same state.
#[derive(Clone, Copy)]
pub struct App {
    pub(super) workspace: StoredValue<Workspace>,
    pub(super) keep: StoredValue<Option<Keep>, LocalStorage>,
    redraws: StoredValue<Vec<Redraw>>,
    pub(super) ledgers: StoredValue<Ledgers>,
    engine: StoredValue<Option<Engine>, LocalStorage>,
    /// The stored project, once it is open.
    pub kept: StoredValue<Option<Kept>, LocalStorage>,
    /// Why the project can only be looked at, where that is so.
    pub read_only: RwSignal<Option<ReadOnly>>,
    /// The project's name.
    pub project: RwSignal<String>,
    /// The files of the last import, to read one again with another encoding.
    pub files: StoredValue<Vec<web_sys::File>, LocalStorage>,
    /// Which of them is to be read next.
    pub next_file: StoredValue<usize>,
    /// Changes whenever the pane has something to draw again; see [`App::take_redraws`].
    pub redraw: Change,
    /// Changes whenever marks or relations of the open document do.
    pub marks: Change,
    /// Changes whenever the list of documents, or what it shows of one, does.
    pub documents: Change,
    /// Changes whenever the scheme does.
    pub scheme_changed: Change,
    /// Visible marks of the open document by label.
    pub counts: RwSignal<Counts>,
    /// The open document.
    pub doc: RwSignal<Option<DocId>>,
    /// The current mark.
    pub mark: RwSignal<Option<MarkId>>,
    /// Where in the text a mark was picked last: what lies over this place is gone through in turn.
    pub point: StoredValue<Option<Utf8>>,
    /// Where the view begins.
    pub top: RwSignal<Utf8>,
    /// What is selected in the text.
    pub selection: RwSignal<Option<Selected>>,
    /// Where the palette of labels stands in the window, while it does.
    pub palette: RwSignal<Option<(f64, f64)>>,
    /// The label that every selection gets at once.
    pub armed: RwSignal<Option<Name>>,
    /// Whether the keyboard moves a caret through the text.
    pub caret: RwSignal<bool>,
    /// The mark that a relation being made starts from.
    pub relating: RwSignal<Option<MarkId>>,
    /// The place whose task the ledger is asked to bring into view.
    pub in_ledger: RwSignal<Option<(DocId, Span)>>,
    /// What narrows the list of marks, but for the words; it stays while the list is not seen.
    pub filter: RwSignal<Filter>,
    /// The words that narrow it.
    pub filter_words: RwSignal<String>,
    /// What is asked of the ledger.
    pub asked: Asked,
    /// The marks that a cell of the ledger comes from, while they are being corrected.
    pub cell: RwSignal<Vec<MarkId>>,
    /// What the pane is asked to bring into view.
    pub goto: RwSignal<Option<Span>>,
    /// What the pane is asked to begin the view with.
    pub top_at: RwSignal<Option<Utf8>>,
    /// Whether the words to find in the text are asked for.
    pub finding: RwSignal<bool>,
    /// Asks the search to go on, or back.
    pub find_step: RwSignal<Option<Way>>,
    /// The place that a search has found.
    pub hit: RwSignal<Option<Span>>,
    /// All places found by the search, in order.
    pub found: RwSignal<Vec<Span>>,
    /// What the recognisers are doing.
    pub reading: RwSignal<Reading>,
    /// What came of the last import, a file each.
    pub report: RwSignal<Vec<FileReport>>,
    /// Documents that came in and have not been read by the recognisers.
    pub unread: RwSignal<Vec<DocId>>,
    /// Those among them that came with marks: they are read for their structure, and get no proposals unasked.
    pub only_structure: StoredValue<Vec<DocId>>,
    /// How much of a long job is done, and of how much.
    pub progress: RwSignal<(usize, usize)>,
    /// The files being read.
    pub imports: StoredValue<Vec<JobId>>,
    /// Set when the recognisers are to stop.
    pub stop_reading: Change,
    /// The language of the interface.
    pub lang: RwSignal<Lang>,
    /// Light or dark.
    pub theme: RwSignal<Theme>,
    /// Whether the page is dark now.
    pub dark: RwSignal<bool>,
    /// How the text is set.
    pub typeset: RwSignal<Typeset>,
    /// The view.
    pub view: RwSignal<View>,
    /// The tab beside the text.
    pub tab: RwSignal<Tab>,
    /// What the list of marks is narrowed to, while it is shown: proposals are gone through within it.
    pub listed: StoredValue<Filter>,
    /// The side panel over the text, on narrow screens.
    pub drawer: RwSignal<Drawer>,
    /// The dialogue.
    pub dialog: RwSignal<Option<Dialog>>,
    /// What the person is told.
    pub notice: RwSignal<Option<Notice>>,
    /// What only a screen reader is told.
    pub announced: RwSignal<String>,
    /// Whether what was done is safe.
    pub saved: RwSignal<Saved>,
    /// How getting at a project that another tab edits is going.
    pub taking: RwSignal<Taking>,
    /// Whether it is time for a backup file.
    pub backup: RwSignal<Reminder>,
    /// What the browser had lost when the page started, and what was brought back.
    pub losses: RwSignal<Vec<String>>,
}

impl App {
    /// A page with an empty project.
    pub fn new(actor: ActorId) -> Self {
        Self {
            workspace: StoredValue::new(Workspace::new(actor)),
            keep: StoredValue::new_local(None),
            redraws: StoredValue::new(Vec::new()),
            ledgers: StoredValue::new(Ledgers::default()),
            engine: StoredValue::new_local(None),
            kept: StoredValue::new_local(None),
            read_only: RwSignal::new(None),
            project: RwSignal::new(String::new()),
            files: StoredValue::new_local(Vec::new()),
            next_file: StoredValue::new(0),
            redraw: RwSignal::new(()),
            marks: RwSignal::new(()),
            documents: RwSignal::new(()),
            scheme_changed: RwSignal::new(()),
            counts: RwSignal::new(Counts::default()),
            doc: RwSignal::new(None),
            mark: RwSignal::new(None),
            point: StoredValue::new(None),
            top: RwSignal::new(Utf8(0)),
            selection: RwSignal::new(None),
            palette: RwSignal::new(None),
            armed: RwSignal::new(None),
            caret: RwSignal::new(false),
            relating: RwSignal::new(None),
            in_ledger: RwSignal::new(None),
            filter: RwSignal::default(),
            filter_words: RwSignal::default(),
            asked: Asked::default(),
            cell: RwSignal::new(Vec::new()),
            goto: RwSignal::new(None),
            top_at: RwSignal::new(None),
            finding: RwSignal::new(false),
            find_step: RwSignal::new(None),
            hit: RwSignal::new(None),
            found: RwSignal::new(Vec::new()),
            reading: RwSignal::new(Reading::default()),
            report: RwSignal::new(Vec::new()),
            unread: RwSignal::new(Vec::new()),
            only_structure: StoredValue::new(Vec::new()),
            progress: RwSignal::new((0, 0)),
            imports: StoredValue::new(Vec::new()),
            stop_reading: RwSignal::new(()),
            lang: RwSignal::new(prefs::lang()),
            theme: RwSignal::new(prefs::theme()),
            dark: RwSignal::new(false),
            typeset: RwSignal::new(prefs::typeset()),
            view: RwSignal::new(View::default()),
            tab: RwSignal::new(Tab::default()),
            listed: StoredValue::new(Filter::default()),
            drawer: RwSignal::new(Drawer::default()),
            dialog: RwSignal::new(None),
            notice: RwSignal::new(None),
            announced: RwSignal::new(String::new()),
            saved: RwSignal::new(Saved::default()),
            taking: RwSignal::new(Taking::default()),
            backup: RwSignal::new(Reminder::None),
            losses: RwSignal::new(Vec::new()),
        }
    }

    /// Reads the workspace.
    pub fn read<T>(self, read: impl FnOnce(&Workspace) -> T) -> T {
        self.workspace.with_value(read)
    }

    /// Reads the open document, if there is one.
    pub fn read_doc<T>(self, read: impl FnOnce(&Document) -> T) -> Option<T> {
        let doc = self.doc.get_untracked()?;
        self.workspace.with_value(|workspace| workspace.document(doc).map(read))
    }

    /// The text of the open document.
    pub fn text(self) -> Option<Text> {
        self.read_doc(|document| document.text().cloned()).flatten()
    }

    /// The current mark.
    pub fn current(self) -> Option<Arc<Mark>> {
        let id = self.mark.get_untracked()?;
        self.read_doc(|document| document.mark(id).cloned()).flatten()
    }

    /// The scheme.
    pub fn scheme(self) -> Arc<Scheme> {
        self.read(|workspace| workspace.scheme().clone())
    }

    /// Names the worker.
    pub fn set_engine(self, engine: Engine) {
        self.engine.set_value(Some(engine));
    }

    /// The worker, where there is one.
    pub fn engine(self) -> Option<Engine> {
        self.engine.get_value()
    }

    /// The tasks of a document; none while its text or structure is not known.
    pub fn ledger(self, doc: DocId) -> Vec<Arc<Row>> {
        let rows = |workspace: &Workspace| {
            let document = workspace.document(doc)?;
            self.ledgers.try_update_value(|ledgers| ledgers.rows(document))
        };
        self.workspace.with_value(rows).unwrap_or_default()
    }

    /// Opens a document.
    pub fn open(self, doc: Option<DocId>) {
        self.doc.set(doc);
        if let Some(doc) = doc {
            prefs::note_recent(doc);
        }
        self.mark.set(None);
        self.selection.set(None);
        self.palette.set(None);
        self.relating.set(None);
        let counts = self.read_doc(|document| Counts::of(document.marks())).unwrap_or_default();
        self.counts.set(counts);
        self.drawer.set(Drawer::Shut);
        self.draw_again(Redraw::Document);
        self.marks.notify();
    }

    /// Makes a mark the current one and brings it into view.
    pub fn show_mark(self, mark: &Mark) {
        self.mark.set(Some(mark.id));
        self.goto.set(Some(mark.cover()));
    }

    /// Opens a document at a place.
    pub fn show(self, doc: DocId, span: Span, mark: Option<MarkId>) {
        self.view.set(View::Annotate);
        if self.doc.get_untracked() != Some(doc) {
            self.open(Some(doc));
        }
        self.mark.set(mark);
        self.goto.set(Some(span));
    }

    /// Asks the pane to draw something again.
    pub fn draw_again(self, what: Redraw) {
        self.redraws.update_value(|redraws| redraws.push(what));
        self.redraw.notify();
    }

    /// What there is to draw again, which counts as done with this.
    pub fn take_redraws(self) -> Vec<Redraw> {
        self.redraws.try_update_value(std::mem::take).unwrap_or_default()
    }
}
