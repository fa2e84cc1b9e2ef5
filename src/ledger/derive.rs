//! How rows come from marks and the outline.

use super::{Deadline, Responsible, Row, Target};
use crate::annotate::{Mark, MarkId, MarkSet, Relation};
use crate::scheme::label;
use crate::structure::{Outline, Task};
use crate::text::{Span, Text, Utf8, order};
use litemap::LiteMap;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Characters of a task shown for a title it does not have.
const TITLE_LENGTH: usize = 40;

/// Words before a time that make it a deadline though nothing says 前.
const DEADLINE_FIELDS: [&str; 6] = ["时限", "完成时间", "时间节点", "完成期限", "时间要求", "截止时间"];

/// Derives the ledger of a document from the marks that `shows` lets through. Marks in no task are in no row.
pub fn ledger(
    text: &Text,
    outline: &Outline,
    marks: &MarkSet,
    relations: &[Arc<Relation>],
    shows: impl Fn(&Mark) -> bool,
) -> Vec<Row> {
    let shown: Vec<&Arc<Mark>> = marks.iter().filter(|mark| shows(mark)).collect();
    let links = Links::of(relations, &shown);
    let frame = Headings::of(text, outline, &shown);
    outline.tasks.iter().map(|task| row_of(text, outline, &frame, &links, &shown, task)).collect()
}

/// The row of one task, from marks in order of start among which are all that start in the task, and all that the links
/// lead to.
pub(super) fn row_of(
    text: &Text,
    outline: &Outline,
    headings: &Headings,
    links: &Links<'_>,
    shown: &[&Arc<Mark>],
    task: &Task,
) -> Row {
    let inside = starting_in(shown, task.span);
    let mut row = row(text, outline, task);
    fill(text, links, inside, &mut row);
    for mark in links.assigned(inside) {
        add_department(text, mark, &mut row.departments);
    }
    if row.departments.is_empty() {
        row.departments = headings.inherited(task);
    }
    row
}

/// What tasks take over from the headings above them.
#[derive(Debug, Clone, Default)]
pub(super) struct Headings {
    parents: Vec<Option<usize>>,
    departments: LiteMap<usize, Vec<Responsible>>,
}

impl Headings {
    pub(super) fn of(text: &Text, outline: &Outline, shown: &[&Arc<Mark>]) -> Self {
        Self { parents: parents(outline), departments: departments_of_headings(text, outline, shown) }
    }

    /// The departments of the nearest heading above a task that names some.
    fn inherited(&self, task: &Task) -> Vec<Responsible> {
        let above = std::iter::successors(task.section, |&index| self.parents.get(index).copied().flatten());
        above.filter_map(|index| self.departments.get(&index)).next().cloned().unwrap_or_default()
    }
}

/// The marks that start in a span; the marks are in order of start.
fn starting_in<'a, 'm>(marks: &'a [&'m Arc<Mark>], span: Span) -> &'a [&'m Arc<Mark>] {
    let start = |mark: &&Arc<Mark>| mark.cover().start;
    let from = marks.partition_point(|mark| start(mark) < span.start);
    let to = marks.partition_point(|mark| start(mark) < span.end);
    marks.get(from..to).unwrap_or_default()
}

fn row(text: &Text, outline: &Outline, task: &Task) -> Row {
    let heading = task.section.and_then(|index| outline.headings.get(index));
    let title = match task.title {
        Some(span) => text.slice(span).to_owned(),
        None => beginning(text.slice(task.span), &task.number),
    };
    Row {
        number: task.number.clone(),
        section: heading.map(|heading| text.slice(heading.span).to_owned()).unwrap_or_default(),
        title,
        span: task.span,
        departments: Vec::new(),
        targets: Vec::new(),
        deadlines: Vec::new(),
    }
}

/// The first words of a task, without its number, cut at a sign where one is near.
fn beginning(words: &str, number: &str) -> String {
    let words = words.strip_prefix(number).unwrap_or(words);
    let words = words.trim_start_matches(|ch: char| ch.is_whitespace() || matches!(ch, '.' | '．' | '、' | ')' | '）'));
    let line = words.split('\n').next().unwrap_or("");
    let stop = line.char_indices().nth(TITLE_LENGTH).map_or(line.len(), |(at, _)| at);
    let cut = line.get(..stop).unwrap_or(line);
    let sentence = cut.find(['。', ';', '；']).and_then(|at| cut.get(..at));
    match sentence {
        Some(sentence) if !sentence.is_empty() => sentence.to_owned(),
        _ if stop < line.len() => format!("{cut}…"),
        _ => cut.to_owned(),
    }
}

/// Puts the marks of a task into the columns of its row.
fn fill(text: &Text, links: &Links<'_>, inside: &[&Arc<Mark>], row: &mut Row) {
    for mark in inside {
        match mark.label.as_str() {
            label::DEPT => add_department(text, mark, &mut row.departments),
            label::QTY => row.targets.push(target(text, links, mark)),
            label::TIME => row.deadlines.extend(deadline(text, links, mark)),
            _ => {}
        }
    }
    order::sort_by(&mut row.deadlines, |a, b| date_key(&a.value).cmp(&date_key(&b.value)).then(a.span.cmp(&b.span)));
}

/// Dates in order; those of an unknown year come last.
fn date_key(value: &str) -> (bool, &str) {
    (value.starts_with('X') || value.is_empty(), value)
}

/// Adds a department unless the task has it; the strongest role stays.
fn add_department(text: &Text, mark: &Arc<Mark>, departments: &mut Vec<Responsible>) {
    let found = department(text, mark);
    let rank = |role: &str| match role {
        "lead" => 0,
        "support" => 2,
        _ => 1,
    };
    match departments.iter_mut().find(|known| known.canonical == found.canonical) {
        Some(known) if rank(&found.role) < rank(&known.role) => *known = found,
        Some(_) => {}
        None => departments.push(found),
    }
}

fn department(text: &Text, mark: &Mark) -> Responsible {
    let words = text.slice(mark.cover());
    let canonical = mark.attrs.get("canonical").filter(|name| !name.is_empty()).unwrap_or(words);
    let group = ["各", "有关", "相关"].iter().any(|head| canonical.starts_with(head));
    Responsible {
        canonical: canonical.to_owned(),
        role: mark.attrs.get("role").filter(|role| !role.is_empty()).unwrap_or("responsible").to_owned(),
        group,
        span: mark.cover(),
        mark: mark.id,
    }
}

fn target(text: &Text, links: &Links<'_>, mark: &Mark) -> Target {
    let attr = |name: &str| mark.attrs.get(name).unwrap_or("").to_owned();
    let cmp = attr("cmp");
    let words = text.slice(mark.cover()).to_owned();
    Target {
        indicator: links.measured.get(&mark.id).map(|span| text.slice(*span).to_owned()).unwrap_or_default(),
        cmp: if cmp.is_empty() { "eq".to_owned() } else { cmp },
        value: attr("value"),
        value2: attr("value2"),
        unit: attr("unit"),
        words,
        span: mark.cover(),
        mark: mark.id,
    }
}

/// A time that something is due by: it says so itself, a relation does, or it stands in a field for deadlines.
fn deadline(text: &Text, links: &Links<'_>, mark: &Mark) -> Option<Deadline> {
    let span = mark.cover();
    let by = mark.attrs.get("cmp") == Some("by") || links.due.contains(&mark.id) || in_field(text, span);
    let words = text.slice(span);
    let value = mark.attrs.get("value").filter(|value| !value.is_empty()).unwrap_or(words);
    by.then(|| Deadline { value: value.to_owned(), words: words.to_owned(), span, mark: mark.id })
}

fn in_field(text: &Text, span: Span) -> bool {
    let mut start = span.start;
    for _ in 0..8 {
        start = text.previous_char(start);
    }
    let before = text.slice(Span::new(start, span.start)).trim_end();
    let field = before.strip_suffix([':', '：']).unwrap_or("").trim_end();
    DEADLINE_FIELDS.iter().any(|word| field.ends_with(word))
}

/// The relations that matter to the ledger, by mark.
pub(super) struct Links<'a> {
    /// What a quantity measures.
    measured: HashMap<MarkId, Span>,
    /// Times that something is due by.
    due: HashSet<MarkId>,
    /// Departments that a person has joined to a task, by the task's mark.
    assigned: HashMap<MarkId, Vec<MarkId>>,
    by_id: HashMap<MarkId, &'a Arc<Mark>>,
}

impl<'a> Links<'a> {
    pub(super) fn of(relations: &[Arc<Relation>], shown: &[&'a Arc<Mark>]) -> Self {
        let by_id: HashMap<_, _> = shown.iter().map(|mark| (mark.id, *mark)).collect();
        let mut links = Self { measured: HashMap::new(), due: HashSet::new(), assigned: HashMap::new(), by_id };
        for relation in relations.iter().filter(|it| it.review != crate::annotate::Review::Rejected) {
            let (Some(_), Some(to)) = (links.by_id.get(&relation.from), links.by_id.get(&relation.to)) else {
                continue;
            };
            match relation.kind.as_str() {
                "measures" => _ = links.measured.insert(relation.from, to.cover()),
                "by" => _ = links.due.insert(relation.to),
                "responsible_for" => links.assigned.entry(relation.to).or_default().push(relation.from),
                _ => {}
            }
        }
        links
    }

    /// The departments, wherever they stand, that are joined to a task mark which starts in a task.
    fn assigned(&self, inside: &[&Arc<Mark>]) -> Vec<&'a Arc<Mark>> {
        if self.assigned.is_empty() {
            return Vec::new();
        }
        let tasks = inside.iter().filter(|mark| mark.label.as_str() == label::TASK);
        let ids = tasks.filter_map(|mark| self.assigned.get(&mark.id)).flatten();
        ids.filter_map(|id| self.by_id.get(id).copied()).filter(|mark| mark.label.as_str() == label::DEPT).collect()
    }
}

/// The departments named under each heading before anything else begins, by the heading's index.
fn departments_of_headings(text: &Text, outline: &Outline, shown: &[&Arc<Mark>]) -> LiteMap<usize, Vec<Responsible>> {
    let mut found: LiteMap<usize, Vec<Responsible>> = LiteMap::new();
    let starts: Vec<Utf8> = outline.headings.iter().map(|heading| heading.span.start).collect();
    for mark in shown.iter().filter(|mark| mark.label.as_str() == label::DEPT) {
        let at = mark.cover().start;
        let n_tasks = outline.tasks.partition_point(|task| task.span.start <= at);
        let last_task = n_tasks.checked_sub(1).and_then(|index| outline.tasks.get(index));
        let Some(heading) = starts.partition_point(|start| *start <= at).checked_sub(1) else { continue };
        let under = starts.get(heading).is_some_and(|start| last_task.is_none_or(|task| task.span.start < *start));
        if under {
            add_department(text, mark, found.entry(heading).or_default());
        }
    }
    found
}

/// The heading that each heading stands under.
fn parents(outline: &Outline) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let mut found = Vec::with_capacity(outline.headings.len());
    for (index, heading) in outline.headings.iter().enumerate() {
        while let Some(above) = open.last().and_then(|&above| outline.headings.get(above)) {
            if above.level < heading.level && above.level > 0 {
                break;
            }
            open.pop();
        }
        found.push(open.last().copied());
        open.push(index);
    }
    found
}
