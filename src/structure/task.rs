//! Which numbered items are tasks (任务): the innermost ones that carry a responsibility clause, and their equals.

use super::clause::{Clause, ClauseForm};
use super::item::Item;
use super::number::NumberKind;
use super::table::TaskRow;
use crate::text::ViewSpan;
use std::collections::HashMap;

/// A task in positions of the normal view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskSpan {
    /// The whole of it.
    pub span: ViewSpan,
    /// Its number as printed; empty where it has none.
    pub number: ViewSpan,
    /// Its heading sentence.
    pub title: Option<ViewSpan>,
    /// The item it stands under, an index into the items.
    pub section: Option<usize>,
}

/// Titles of sections that set out no work of their own.
const NOT_WORK: &[&str] = &[
    "总体要求",
    "指导思想",
    "基本原则",
    "总体思路",
    "主要目标",
    "发展目标",
    "工作目标",
    "总体目标",
    "发展基础",
    "面临形势",
    "发展环境",
    "编制依据",
];

/// The tasks among the items, with the rows of tables; and for each item whether it is a task or part of one.
pub fn tasks(text: &str, items: &[Item], clauses: &[Clause], rows: &[TaskRow]) -> (Vec<TaskSpan>, Vec<bool>) {
    let tree = Tree::of(text, items, clauses);
    let mut covered = vec![false; items.len()];
    let mut found = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let below_task = item.parent.is_some_and(|parent| covered.get(parent).copied().unwrap_or(false));
        if below_task || tree.is_task(text, items, index) {
            if let Some(slot) = covered.get_mut(index) {
                *slot = true;
            }
            if !below_task {
                found.push(tree.task(items, index));
            }
        }
    }
    found.extend(loose(text, items, clauses, rows));
    let in_table = |task: &TaskSpan| rows.iter().any(|row| row.span.overlaps(task.span) && row.span != task.span);
    if !rows.is_empty() {
        found.retain(|task| !in_table(task));
        found.extend(rows.iter().map(|row| TaskSpan {
            span: row.span,
            number: row.number,
            title: row.title,
            section: items.iter().rposition(|item| item.span.start <= row.span.start),
        }));
    }
    found.sort_by_key(|task| (task.span.start, std::cmp::Reverse(task.span.end)));
    let mut end = 0;
    found.retain(|task| {
        let apart = task.span.start >= end && task.span.start < task.span.end;
        end = if apart { task.span.end } else { end };
        apart
    });
    (found, covered)
}

/// What is known of each item, by its index.
struct Tree {
    /// How many items stand directly under it.
    n_children: Vec<usize>,
    /// Where everything below it ends.
    end: Vec<u32>,
    /// The end of the last clause that is its own, 0 for none.
    own: Vec<u32>,
    /// Whether something below it has a clause.
    below: Vec<bool>,
    /// The kind of number that most items with clauses have.
    main: Option<NumberKind>,
}

impl Tree {
    fn of(text: &str, items: &[Item], clauses: &[Clause]) -> Self {
        let n = items.len();
        let mut tree =
            Self { n_children: vec![0; n], end: vec![0; n], own: vec![0; n], below: vec![false; n], main: None };
        for (index, item) in items.iter().enumerate().rev() {
            let end = tree.end.get(index).copied().unwrap_or(0).max(item.span.end);
            set(&mut tree.end, index, end);
            if let Some(parent) = item.parent {
                let above = tree.end.get(parent).copied().unwrap_or(0).max(end);
                set(&mut tree.end, parent, above);
                let count = tree.n_children.get(parent).copied().unwrap_or(0) + 1;
                set(&mut tree.n_children, parent, count);
            }
        }
        for clause in clauses.iter().filter(|clause| clause.form != ClauseForm::By) {
            if let Some(index) = innermost(items, clause.span) {
                set(&mut tree.own, index, with_fields(text, items, index, clause.span.end));
            }
        }
        tree.main = tree.main_kind(items);
        tree.lift(text, items, clauses);
        tree.main = tree.main_kind(items);
        for (index, item) in items.iter().enumerate().rev() {
            let has = tree.has_clause(index) || tree.below.get(index).copied().unwrap_or(false);
            if let Some(parent) = item.parent.filter(|_| has) {
                set(&mut tree.below, parent, true);
            }
        }
        tree
    }

    fn has_clause(&self, index: usize) -> bool {
        self.own.get(index).is_some_and(|&end| end > 0)
    }

    fn main_kind(&self, items: &[Item]) -> Option<NumberKind> {
        let mut counts: HashMap<NumberKind, usize> = HashMap::new();
        for (_, item) in items.iter().enumerate().filter(|&(index, _)| self.has_clause(index)) {
            *counts.entry(item.kind).or_default() += 1;
        }
        counts.into_iter().max_by_key(|&(kind, n)| (n, kind)).map(|(kind, _)| kind)
    }

    /// A clause behind the last of several points that have none is the clause of what stands above them.
    fn lift(&mut self, text: &str, items: &[Item], clauses: &[Clause]) {
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); items.len()];
        for (index, item) in items.iter().enumerate() {
            if let Some(list) = item.parent.and_then(|parent| children.get_mut(parent)) {
                list.push(index);
            }
        }
        for (parent, list) in children.iter().enumerate().rev() {
            let (Some(&last), true) = (list.last(), list.len() > 1) else { continue };
            let alone = self.has_clause(last) && list.iter().filter(|&&child| self.has_clause(child)).count() == 1;
            let Some(item) = items.get(last).filter(|_| alone && !self.has_clause(parent)) else { continue };
            let own_line = clauses.iter().any(|clause| {
                let before = text.get(..clause.span.start as usize).unwrap_or("");
                item.span.contains(clause.span) && before.trim_end_matches([' ', '\u{3000}']).ends_with('\n')
            });
            if own_line || Some(item.kind) != self.main {
                let end = self.own.get(last).copied().unwrap_or(0);
                set(&mut self.own, parent, end);
                set(&mut self.own, last, 0);
            }
        }
    }

    fn is_task(&self, text: &str, items: &[Item], index: usize) -> bool {
        let Some(item) = items.get(index) else { return false };
        let leaf = self.n_children.get(index) == Some(&0);
        let below = self.below.get(index).copied().unwrap_or(false);
        if self.has_clause(index) {
            return !below && (leaf || Some(item.kind) == self.main || !self.main_below(items, index));
        }
        let title = item.title.and_then(|span| text.get(span.range())).unwrap_or("");
        if below || NOT_WORK.iter().any(|word| title.contains(word)) {
            return false;
        }
        match self.main {
            Some(kind) => item.kind == kind || leaf && self.inherits(items, index),
            None => leaf && item.kind > NumberKind::Section && item.kind != NumberKind::Article,
        }
    }

    /// Whether an item of the main kind stands under this one.
    fn main_below(&self, items: &[Item], index: usize) -> bool {
        let rest = items.get(index + 1..).unwrap_or_default();
        rest.iter()
            .take_while(|it| it.span.start < self.end.get(index).copied().unwrap_or(0))
            .any(|it| Some(it.kind) == self.main)
    }

    /// Whether something above an item has a clause that covers it.
    fn inherits(&self, items: &[Item], index: usize) -> bool {
        let mut at = items.get(index).and_then(|item| item.parent);
        while let Some(parent) = at {
            if self.has_clause(parent) {
                return true;
            }
            at = items.get(parent).and_then(|item| item.parent);
        }
        false
    }

    fn task(&self, items: &[Item], index: usize) -> TaskSpan {
        let Some(item) = items.get(index) else {
            return TaskSpan { span: ViewSpan::default(), number: ViewSpan::default(), title: None, section: None };
        };
        let own = self.own.get(index).copied().filter(|&end| end > item.span.start);
        let end = own.or_else(|| self.end.get(index).copied()).unwrap_or(item.span.end);
        TaskSpan {
            span: ViewSpan { start: item.span.start, end },
            number: item.number,
            title: item.title,
            section: item.parent,
        }
    }
}

/// Where a clause ends with the fields that follow it on lines of their own: `完成时限:2024年底`, `责任人:…`.
fn with_fields(text: &str, items: &[Item], index: usize, end: u32) -> u32 {
    let limit = items.get(index).map_or(end, |item| item.span.end);
    let mut at = end as usize;
    while let Some(rest) = text.get(at..limit as usize).and_then(|rest| rest.strip_prefix('\n')) {
        let line = rest.split('\n').next().unwrap_or("");
        let name = line.split(super::punct::is_colon).next().filter(|name| name.len() < line.len());
        if name.and_then(super::duty::field) != Some(super::duty::Field::Other) {
            break;
        }
        at += 1 + line.trim_end().len();
    }
    u32::try_from(at).unwrap_or(end)
}

fn set<T>(list: &mut [T], index: usize, value: T) {
    if let Some(slot) = list.get_mut(index) {
        *slot = value;
    }
}

/// The item whose own words hold a span.
fn innermost(items: &[Item], span: ViewSpan) -> Option<usize> {
    let index = items.partition_point(|item| item.span.start <= span.start).checked_sub(1)?;
    items.get(index).filter(|item| span.start < item.span.end).map(|_| index)
}

/// Paragraphs with clauses that stand under no number at all.
fn loose(text: &str, items: &[Item], clauses: &[Clause], rows: &[TaskRow]) -> Vec<TaskSpan> {
    let certain =
        |clause: &&Clause| matches!(clause.form, ClauseForm::Bracket | ClauseForm::BareBracket | ClauseForm::Field(_));
    let mut found: Vec<TaskSpan> = Vec::new();
    for clause in clauses.iter().filter(certain) {
        let in_row = rows.get(rows.partition_point(|row| row.span.end <= clause.span.start));
        if innermost(items, clause.span).is_some() || in_row.is_some_and(|row| row.span.overlaps(clause.span)) {
            continue;
        }
        let floor = found.last().map_or(0, |task| task.span.end) as usize;
        let before = text.get(floor..clause.span.start as usize).unwrap_or("");
        let line = before.trim_end().rfind('\n').map_or(floor, |at| floor + at + 1);
        let span = ViewSpan::from_range(super::punct::trimmed(text, line..clause.span.end as usize));
        let section = items.iter().rposition(|item| item.span.start < span.start);
        found.push(TaskSpan { span, number: ViewSpan { start: span.start, end: span.start }, title: None, section });
    }
    found
}
