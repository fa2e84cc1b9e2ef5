//! The table itself (表格): only the lines in view are drawn; one cell is the current one, and keys move it.
//!
//! The table keeps the focus and names its current cell, so that a screen reader reads what the arrows reach although
//! lines come and go.

use super::lines::{Asked, Line};
use super::rows::{column_name, entries};
use crate::annotate::{DocId, MarkId};
use crate::ledger::Row;
use crate::ledger::view::Column;
use crate::ui::each::each;
use crate::ui::i18n::Msg;
use crate::ui::marking::caret;
use crate::ui::state::App;
use crate::ui::state::view::Dialog;
use leptos::html::Div;
use leptos::prelude::*;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use web_sys::KeyboardEvent;

/// The height of a line, as the style sheet has it, in CSS pixels.
const LINE: usize = 66;

/// Lines drawn at once: more than any view holds.
const DRAWN: usize = 36;

/// The identity of the table in the page.
pub const GRID: &str = "ledger-grid";

/// The table, its current cell, and how far it is scrolled.
#[derive(Clone, Copy)]
pub struct Grid {
    app: App,
    asked: Asked,
    scrolled: RwSignal<usize>,
    view: NodeRef<Div>,
}

impl Grid {
    /// The table of what was asked for.
    pub fn new(app: App) -> Self {
        Self { app, asked: app.asked, scrolled: RwSignal::new(0), view: NodeRef::new() }
    }

    fn line(self, at: usize) -> Option<Line> {
        self.asked.lines.with_untracked(|lines| lines.get(at.checked_sub(1)?).cloned())
    }

    /// The identity of the current cell, while it is drawn; a department's line has one cell.
    fn current_id(self) -> Option<String> {
        let (line, column) = self.asked.at.get();
        let first = (self.scrolled.get() / LINE).saturating_sub(6);
        let is_drawn = line == 0 || (first < line && line <= first + DRAWN);
        let shown = self.asked.lines.with(|lines| match line.checked_sub(1).map(|at| lines.get(at)) {
            None => Some(column),
            Some(Some(Line::Task(..))) => Some(column),
            Some(Some(Line::Group(..))) => Some(0),
            Some(None) => None,
        });
        shown.filter(|_| is_drawn).map(|column| id_of(line, column))
    }

    /// Makes a cell the current one and brings it into view.
    pub fn go(self, line: usize, column: usize) {
        self.asked.at.set((line, column));
        let Some(view) = self.view.get_untracked() else { return };
        let (top, height) =
            (usize::try_from(view.scroll_top()).unwrap_or(0), view.client_height().unsigned_abs() as usize);
        // The names of the columns lie over the first of the lines in view.
        let (from, to) = (line.saturating_sub(1) * LINE, (line + 1) * LINE);
        let wanted = if from < top { from } else { (to.max(height) - height).max(top) };
        if wanted != top {
            view.set_scroll_top(i32::try_from(wanted).unwrap_or(i32::MAX));
        }
    }

    /// The task that is current, and the column.
    fn current(self) -> Option<(DocId, Arc<Row>, Column)> {
        let (line, column) = self.asked.at.get_untracked();
        match self.line(line)? {
            Line::Task(doc, row) => Some((doc, row, *Column::ALL.get(column)?)),
            Line::Group(..) => None,
        }
    }

    /// Goes to the words that the current cell comes from.
    pub fn to_words(self) {
        if let Some((doc, row, column)) = self.current() {
            let entry = entries(&row, column).into_iter().next();
            let (span, mark) = entry.map_or((row.span, None), |entry| (entry.span, entry.mark));
            // What was selected before is elsewhere.
            self.app.selection.set(None);
            caret::end(self.app);
            self.app.show(doc, span, mark);
            // The table goes, and the text is not there to take the keyboard before the view has changed.
            crate::ui::marking::focus_content_if_lost();
        }
    }

    /// Opens what the current cell comes from, to be corrected; a cell without marks leads to its words.
    pub fn correct(self) {
        let Some((doc, row, column)) = self.current() else { return };
        let marks: Vec<MarkId> = entries(&row, column).into_iter().filter_map(|entry| entry.mark).collect();
        if marks.is_empty() {
            return self.app.tell(self.app.say(Msg::NothingToCorrect));
        }
        if self.app.doc.get_untracked() != Some(doc) {
            self.app.open(Some(doc));
        }
        self.app.cell.set(marks);
        self.app.dialog.set(Some(Dialog::Cell));
    }

    fn sort(self, column: Column) {
        self.asked.order.update(|(now, backwards)| {
            *backwards = *now == column && !*backwards;
            *now = column;
        });
        let order = if self.asked.order.get_untracked().1 { Msg::OrderedDown } else { Msg::OrderedUp };
        self.app.announce(self.app.fill(order, &[self.app.say(column_name(column))]));
    }

    /// Takes a key; `true` where it was the table's.
    fn pressed(self, event: &KeyboardEvent) -> bool {
        let (line, column) = self.asked.at.get_untracked();
        let last = self.asked.lines.with_untracked(Vec::len);
        let page = self.view.get_untracked().map_or(10, |view| view.client_height().unsigned_abs() as usize / LINE);
        let far = event.ctrl_key() || event.meta_key();
        if event.alt_key() {
            return false;
        }
        match event.key().as_str() {
            "ArrowDown" => self.go((line + 1).min(last), column),
            "ArrowUp" => self.go(line.saturating_sub(1), column),
            "ArrowRight" => self.go(line, (column + 1).min(Column::ALL.len() - 1)),
            "ArrowLeft" => self.go(line, column.saturating_sub(1)),
            "PageDown" => self.go((line + page.max(1)).min(last), column),
            "PageUp" => self.go(line.saturating_sub(page.max(1)).max(1), column),
            "Home" => self.go(if far { 1 } else { line }, 0),
            "End" => self.go(if far { last } else { line }, Column::ALL.len() - 1),
            "Enter" if line == 0 => Column::ALL.get(column).into_iter().for_each(|&column| self.sort(column)),
            "Enter" => self.to_words(),
            "F2" | " " => self.correct(),
            _ => return false,
        }
        true
    }

    /// Brings the current cell into view again, and then the task that the text asks for.
    fn follow(self) {
        let app = self.app;
        request_animation_frame(move || {
            let (line, column) = self.asked.at.get_untracked();
            self.go(line, column);
        });
        Effect::new(move |_| {
            let Some((doc, span)) = app.in_ledger.get() else { return };
            let found = self.asked.lines.with(|lines| {
                let holds = |line: &Line| matches!(line, Line::Task(of, row) if *of == doc && row.span.contains_offset(span.start));
                let at = lines.iter().position(holds)?;
                let Some(Line::Task(_, row)) = lines.get(at) else { return None };
                let column = Column::ALL.iter().position(|&column| {
                    entries(row, column).iter().any(|entry| entry.mark.is_some() && entry.span == span)
                });
                Some((at + 1, column.unwrap_or(2)))
            });
            if let Some((line, column)) = found {
                app.in_ledger.set(None);
                request_animation_frame(move || {
                    crate::ui::marking::focus(GRID);
                    self.go(line, column);
                });
            }
        });
    }
}

/// The table as it is seen.
#[component]
pub fn Table(grid: Grid) -> impl IntoView {
    let Grid { app, asked, scrolled, view } = grid;
    let at = asked.at;
    grid.follow();
    let drawn = move || {
        let first = (scrolled.get() / LINE).saturating_sub(6);
        asked.lines.with(|lines| {
            lines
                .iter()
                .enumerate()
                .skip(first)
                .take(DRAWN)
                .map(|(at, line)| (at + 1, line.clone()))
                .collect::<Vec<_>>()
        })
    };
    // A row is drawn again where anything that it shows has become another.
    let key = move |(at, line): &(usize, Line)| {
        let mut hasher = FxHasher::default();
        match line {
            Line::Group(name, counts) => (name, counts).hash(&mut hasher),
            Line::Task(_, row) => (Arc::as_ptr(row), asked.all.get_untracked()).hash(&mut hasher),
        }
        (*at as u64, hasher.finish())
    };
    let names = Column::ALL.iter().enumerate().map(|(place, &column)| {
        let (sorted, current) = (move || asked.order.get(), move || at.get() == (0, place));
        let direction = move || {
            let (now, backwards) = sorted();
            (now == column).then_some(if backwards { "descending" } else { "ascending" })
        };
        view! {
            <div role="columnheader" id=id_of(0, place) aria-sort=direction class:at=current>
                <button type="button" class="link" tabindex="-1" data-test=format!("sort-{column:?}") on:click=move |_| grid.sort(column)>
                    {app.say(column_name(column))}
                    {move || match direction() { Some("ascending") => " ↑", Some(_) => " ↓", None => "" }}
                </button>
            </div>
        }
    });
    view! {
        <div
            id=GRID
            class="ledger-scroll"
            node_ref=view
            tabindex="0"
            data-pane="tasks"
            role="grid"
            aria-label=app.say(Msg::ViewLedger)
            aria-rowcount=move || (asked.lines.with(Vec::len) + 1).to_string()
            aria-colcount=Column::ALL.len().to_string()
            aria-activedescendant=move || grid.current_id()
            data-test="ledger-table"
            on:scroll=move |_| {
                if let Some(view) = view.get_untracked() {
                    scrolled.set(usize::try_from(view.scroll_top()).unwrap_or(0));
                }
            }
            on:keydown=move |event| {
                if grid.pressed(&event) {
                    event.prevent_default();
                }
            }
        >
            <div class="ledger-names" role="rowgroup"><div class="ledger-line" role="row" aria-rowindex="1">{names.collect_view()}</div></div>
            <div class="ledger-lines" role="rowgroup" style:height=move || format!("{}px", asked.lines.with(Vec::len) * LINE)>
                {each(drawn, key, move |(place, line)| drawn_line(grid, place, line))}
            </div>
        </div>
    }
}

fn id_of(line: usize, column: usize) -> String {
    format!("cell-{line}-{column}")
}

fn drawn_line(grid: Grid, place: usize, line: Line) -> AnyView {
    let top = format!("{}px", (place - 1) * LINE);
    let index = (place + 1).to_string();
    match line {
        Line::Group(name, counts) => view! {
            <div class="ledger-line group" role="row" aria-rowindex=index style:top=top data-test="ledger-group">
                <div role="gridcell" id=id_of(place, 0) aria-colspan=Column::ALL.len().to_string()>
                    <strong>{name}</strong> " " <span class="faint">{counts}</span>
                </div>
            </div>
        }
        .into_any(),
        Line::Task(doc, row) => {
            let name = grid.asked.all.get_untracked().then(|| {
                grid.app.read(|workspace| workspace.document(doc).map(|it| it.info().name.clone())).unwrap_or_default()
            });
            let cells = Column::ALL
                .iter()
                .enumerate()
                .map(|(at, &column)| cell(grid, (place, at), doc, &row, column, name.clone()));
            let class = if row.departments.is_empty() { "ledger-line nobody" } else { "ledger-line" };
            view! {
                <div class=class role="row" aria-rowindex=index style:top=top data-test="ledger-row">{cells.collect_view()}</div>
            }
            .into_any()
        }
    }
}

fn cell(grid: Grid, place: (usize, usize), doc: DocId, row: &Row, column: Column, document: Option<String>) -> AnyView {
    let app = grid.app;
    let class = match column {
        Column::Number | Column::Section => "faint",
        Column::Task => "task-words",
        Column::Lead | Column::Responsible | Column::Support => "who",
        Column::Targets => "",
        Column::Deadline => "when",
    };
    let found = entries(row, column);
    let title = found.iter().map(|entry| entry.words.as_str()).collect::<Vec<_>>().join("; ");
    let links = found.into_iter().map(|entry| {
        let (span, mark) = (entry.span, entry.mark);
        // For the pointer alone: by key it is the cell that leads to its words. Inline, so that what does not fit is cut
        // with a sign.
        view! { <a class="link" on:click=move |_| app.show(doc, span, mark)>{entry.words}</a> }
    });
    let role = if column == Column::Task { "rowheader" } else { "gridcell" };
    let document =
        document.filter(|_| column == Column::Section).map(|name| view! { <span class="of-document">{name}</span> });
    view! {
        <div
            role=role
            id=id_of(place.0, place.1)
            class=class
            class:at=move || grid.asked.at.get() == place
            title=title
            on:click=move |_| grid.asked.at.set(place)
            on:dblclick=move |_| grid.correct()
        >
            {links.collect_view()}
            {document}
        </div>
    }
    .into_any()
}
