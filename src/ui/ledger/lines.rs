//! Which lines the table has (表格行次): the tasks wanted, in the order wanted, under departments where those are asked for.

use super::rows::settled;
use crate::annotate::DocId;
use crate::ledger::Row;
use crate::ledger::view::{Column, Wanted, by_department, compare, fits};
use crate::text::order;
use crate::ui::i18n::Msg;
use crate::ui::shell::status::grouped;
use crate::ui::state::App;
use leptos::prelude::*;
use litemap::LiteMap;
use std::sync::Arc;

/// One line of the table.
#[derive(Debug, Clone)]
pub enum Line {
    /// A department, and what it has to do.
    Group(String, String),
    /// A task of a document.
    Task(DocId, Arc<Row>),
}

/// What is asked of the ledger, and what comes of it. It stays while the text is looked at.
#[derive(Clone, Copy)]
pub struct Asked {
    /// All documents instead of the open one.
    pub all: RwSignal<bool>,
    /// Words that stand in any cell.
    pub words: RwSignal<String>,
    /// The other filters.
    pub wanted: RwSignal<Wanted>,
    /// The column that rows are in order of, and whether backwards.
    pub order: RwSignal<(Column, bool)>,
    /// Whether tasks stand under their departments.
    pub grouped: RwSignal<bool>,
    /// Line and column of the current cell; line 0 holds the names of the columns.
    pub at: RwSignal<(usize, usize)>,
    /// The lines.
    pub lines: RwSignal<Vec<Line>>,
    /// How many tasks are shown, and how many there are.
    pub n_tasks: RwSignal<(usize, usize)>,
    /// Departments and sections to choose from, the frequent ones first.
    pub choices: RwSignal<(Vec<String>, Vec<String>)>,
}

impl Default for Asked {
    /// Asks for everything of the open document.
    fn default() -> Self {
        Self {
            all: RwSignal::new(false),
            words: RwSignal::new(String::new()),
            wanted: RwSignal::new(Wanted::default()),
            order: RwSignal::new((Column::Number, false)),
            grouped: RwSignal::new(false),
            at: RwSignal::new((1, 2)),
            lines: RwSignal::new(Vec::new()),
            n_tasks: RwSignal::new((0, 0)),
            choices: RwSignal::default(),
        }
    }
}

impl Asked {
    /// Follows the marks, for as long as the table is there.
    pub fn follow(self, app: App) {
        let changed = settled(app);
        Effect::new(move |_| {
            changed.track();
            self.answer(app);
        });
    }

    /// Which rows are wanted.
    fn filter(self) -> Wanted {
        Wanted { words: self.words.get(), ..self.wanted.get() }
    }

    /// Gives the filters up where they hide a row.
    pub fn let_through(self, row: &Row) {
        if !fits(row, &untrack(|| self.filter())) {
            self.clear();
        }
    }

    /// Gives the filters up.
    pub fn clear(self) {
        self.words.set(String::new());
        self.wanted.set(Wanted::default());
    }

    /// The documents whose ledger is shown.
    pub fn docs(self, app: App) -> Vec<DocId> {
        let open = app.doc.get();
        if self.all.get() {
            app.read(|workspace| workspace.documents().map(|document| document.info().id).collect())
        } else {
            open.into_iter().collect()
        }
    }

    fn answer(self, app: App) {
        let wanted = self.filter();
        let (column, backwards) = self.order.get();
        let docs = self.docs(app).into_iter();
        let all: Vec<(DocId, Arc<Row>)> =
            docs.flat_map(|doc| app.ledger(doc).into_iter().map(move |row| (doc, row))).collect();
        self.choices.set((frequent(&all, departments), frequent(&all, section)));
        let n_all = all.len();
        let mut found: Vec<_> = all.into_iter().filter(|(_, row)| fits(row, &wanted)).collect();
        self.n_tasks.set((found.len(), n_all));
        if backwards {
            found.reverse();
        }
        order::sort_by(&mut found, |(_, a), (_, b)| compare(a, b, column, backwards));
        let lines =
            if self.grouped.get() { under_departments(app, &found) } else { found.into_iter().map(task).collect() };
        self.lines.set(lines);
    }
}

fn task((doc, row): (DocId, Arc<Row>)) -> Line {
    Line::Task(doc, row)
}

fn under_departments(app: App, found: &[(DocId, Arc<Row>)]) -> Vec<Line> {
    let mut lines = Vec::new();
    for group in by_department(found.iter().map(|(_, row)| &**row)) {
        let [lead, responsible, support] = group.roles.map(grouped);
        let name = if group.department.is_empty() { app.say(Msg::NobodysTasks).to_owned() } else { group.department };
        let number = grouped(group.rows.len());
        lines.push(Line::Group(name, app.fill(Msg::GroupCounts, &[&number, &lead, &responsible, &support])));
        lines.extend(group.rows.iter().filter_map(|&at| found.get(at)).cloned().map(task));
    }
    lines
}

fn departments(row: &Row) -> Vec<&str> {
    row.departments.iter().map(|it| it.canonical.as_str()).collect()
}

fn section(row: &Row) -> Vec<&str> {
    vec![row.section.as_str()]
}

/// What rows say, the frequent first; at most as many as a list can be read of.
fn frequent(rows: &[(DocId, Arc<Row>)], says: fn(&Row) -> Vec<&str>) -> Vec<String> {
    const LONGEST: usize = 200;
    let mut counts: LiteMap<&str, usize> = LiteMap::new();
    for name in rows.iter().flat_map(|(_, row)| says(row)).filter(|name| !name.is_empty()) {
        *counts.entry(name).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    order::sort_by_key(&mut counts, |(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().take(LONGEST).map(|(name, _)| name.to_owned()).collect()
}
