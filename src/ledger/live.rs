//! A ledger that follows the marks (活表): an edit costs what the tasks it touches cost, not what the document does.

use super::derive::{Headings, Links, row_of};
use super::{Row, ledger};
use crate::annotate::{Mark, MarkId, MarkSet, Relation};
use crate::structure::Outline;
use crate::text::{Span, Text, order};
use std::collections::HashMap;
use std::sync::Arc;

/// What a ledger is derived from. All visible marks count, proposals too: it shows what there is before it is reviewed.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The text.
    pub text: &'a Text,
    /// Headings and tasks.
    pub outline: &'a Arc<Outline>,
    /// The marks.
    pub marks: &'a MarkSet,
    /// The relations.
    pub relations: &'a [Arc<Relation>],
    /// Finds a mark by its identity.
    pub by_id: &'a dyn Fn(MarkId) -> Option<Arc<Mark>>,
}

/// The ledger of one document, kept up to date.
#[derive(Debug, Clone, Default)]
pub struct Live {
    outline: Option<Arc<Outline>>,
    headings: Headings,
    rows: Vec<Arc<Row>>,
}

impl Live {
    /// The rows, in order of the text.
    pub fn rows(&self) -> &[Arc<Row>] {
        &self.rows
    }

    /// Brings the rows up to date after the marks or relations of these stretches changed. Where the document was read
    /// anew, or a stretch lies outside of every task, all rows are derived again: departments under a heading are everybody's.
    pub fn update(&mut self, source: &Source<'_>, spans: &[Span]) {
        let is_same = self.outline.as_ref().is_some_and(|known| Arc::ptr_eq(known, source.outline));
        let stale = if is_same { self.stale(source, spans) } else { None };
        match stale {
            Some(stale) => stale.into_iter().for_each(|index| self.derive(source, index)),
            None => self.derive_all(source),
        }
    }

    fn derive_all(&mut self, source: &Source<'_>) {
        let shown: Vec<&Arc<Mark>> = source.marks.iter().filter(|mark| mark.is_visible()).collect();
        self.headings = Headings::of(source.text, source.outline, &shown);
        self.outline = Some(source.outline.clone());
        let rows = ledger(source.text, source.outline, source.marks, source.relations, Mark::is_visible);
        self.rows = rows.into_iter().map(Arc::new).collect();
    }

    /// The tasks that have to be derived again; `None` where all have to.
    fn stale(&self, source: &Source<'_>, spans: &[Span]) -> Option<Vec<usize>> {
        let mut stale = Vec::new();
        for &span in spans {
            order::add(&mut stale, self.task_at(source, span)?);
            // What a mark says is told by the tasks that its relations lead to, too.
            for mark in source.marks.touching(span) {
                for relation in source.relations.iter().filter(|it| it.from == mark.id || it.to == mark.id) {
                    let other = if relation.from == mark.id { relation.to } else { relation.from };
                    if let Some(other) = (source.by_id)(other) {
                        order::add(&mut stale, self.task_at(source, other.cover())?);
                    }
                }
            }
        }
        Some(stale)
    }

    /// The task that a stretch starts in.
    fn task_at(&self, source: &Source<'_>, span: Span) -> Option<usize> {
        let tasks = &source.outline.tasks;
        let last = tasks.partition_point(|task| task.span.start <= span.start).checked_sub(1)?;
        tasks.get(last).filter(|task| task.span.contains_offset(span.start)).map(|_| last)
    }

    fn derive(&mut self, source: &Source<'_>, index: usize) {
        let (Some(task), Some(slot)) = (source.outline.tasks.get(index), self.rows.get_mut(index)) else { return };
        let inside: Vec<Arc<Mark>> =
            source.marks.touching(task.span).filter(|mark| mark.is_visible()).cloned().collect();
        let mut known: HashMap<MarkId, Arc<Mark>> = inside.iter().map(|mark| (mark.id, mark.clone())).collect();
        let near: Vec<Arc<Relation>> = source
            .relations
            .iter()
            .filter(|it| known.contains_key(&it.from) || known.contains_key(&it.to))
            .cloned()
            .collect();
        let far = near.iter().flat_map(|it| [it.from, it.to]).filter_map(|id| (source.by_id)(id));
        let far: Vec<Arc<Mark>> = far.filter(|mark| mark.is_visible() && !known.contains_key(&mark.id)).collect();
        known.extend(far.into_iter().map(|mark| (mark.id, mark)));
        let all: Vec<&Arc<Mark>> = known.values().collect();
        let links = Links::of(&near, &all);
        let inside: Vec<&Arc<Mark>> = inside.iter().collect();
        *slot = Arc::new(row_of(source.text, source.outline, &self.headings, &links, &inside, task));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{ActorId, Attrs, Origin, RelationId, Review};
    use crate::scheme::Name;
    use crate::structure::{Heading, Task};
    use proptest::prelude::*;

    const TEXT: &str = "一、总则(市甲局)\n1.建成三座桥,市乙局牵头,2026年底前完成。\n2.修复五处湖,市丙局配合。\n二、保障\n3.设立六个站。\n";

    fn outline() -> Outline {
        let span = |words: &str| {
            let at = TEXT.find(words).unwrap_or_default();
            Span::from_range(at..at + words.len())
        };
        let line = |start: &str| {
            let at = TEXT.find(start).unwrap_or_default();
            let end = TEXT[at..].find('\n').map_or(TEXT.len(), |end| at + end);
            Span::from_range(at..end)
        };
        let heading = |words: &str| Heading { span: span(words), level: 1, number: String::new() };
        let task = |number: &str, section| Task {
            span: line(number),
            number: number.to_owned(),
            title: None,
            section: Some(section),
        };
        Outline {
            headings: vec![heading("一、总则"), heading("二、保障")],
            tasks: vec![task("1.", 0), task("2.", 0), task("3.", 1)],
            ..Outline::default()
        }
    }

    fn mark(number: u64, words: &str, label: &str) -> Arc<Mark> {
        let at = TEXT.find(words).unwrap_or_default();
        Arc::new(Mark {
            id: MarkId { actor: ActorId(1), number },
            spans: vec![Span::from_range(at..at + words.len())],
            label: Name::from(label),
            attrs: Attrs::new(),
            note: String::new(),
            origin: Origin::Human,
            review: Review::Accepted,
        })
    }

    fn candidates() -> Vec<Arc<Mark>> {
        let all = [
            ("市甲局", "DEPT"),
            ("市乙局", "DEPT"),
            ("市丙局", "DEPT"),
            ("三座", "QTY"),
            ("五处", "QTY"),
            ("六个", "QTY"),
            ("2026年底", "TIME"),
            ("桥", "INDICATOR"),
            ("湖", "INDICATOR"),
            ("设立", "TASK"),
        ];
        (1..).zip(all).map(|(number, (words, label))| mark(number, words, label)).collect()
    }

    proptest! {
        /// Whatever is put in, taken out, changed or joined: rows kept up to date are those of a fresh derivation.
        #[test]
        fn rows_kept_up_to_date_are_those_derived_afresh(
            steps in prop::collection::vec((0_usize..10, 0_usize..4, 0_usize..10), 1..40),
        ) {
            let (text, outline) = (Text::new(TEXT), Arc::new(outline()));
            let candidates = candidates();
            let mut present: HashMap<MarkId, Arc<Mark>> = HashMap::new();
            let mut relations: Vec<Arc<Relation>> = Vec::new();
            let mut live = Live::default();
            for (number, (which, what, other)) in (1..).zip(steps) {
                let mark = &candidates[which];
                let mut spans = vec![mark.cover()];
                match what {
                    0 => drop(present.insert(mark.id, mark.clone())),
                    1 => {
                        present.remove(&mark.id);
                        relations.retain(|it| {
                            let stays = it.from != mark.id && it.to != mark.id;
                            if !stays {
                                let ends = [it.from, it.to].into_iter().filter_map(|id| present.get(&id));
                                spans.extend(ends.map(|end| end.cover()));
                            }
                            stays
                        });
                    }
                    2 => {
                        if let Some(there) = present.get_mut(&mark.id) {
                            Arc::make_mut(there).attrs.set("canonical", format!("某市{number}局"));
                        }
                    }
                    _ => {
                        let to = candidates[other].id;
                        if to != mark.id && present.contains_key(&mark.id) && present.contains_key(&to) {
                            let kind = ["measures", "by", "responsible_for"][number as usize % 3];
                            let id = RelationId { actor: ActorId(1), number };
                            let (kind, from) = (Name::from(kind), mark.id);
                            relations.push(Arc::new(Relation { id, kind, from, to, origin: Origin::Human, review: Review::Accepted }));
                            spans.push(candidates[other].cover());
                        }
                    }
                }
                let marks: MarkSet = present.values().cloned().collect();
                let by_id = |id: MarkId| present.get(&id).cloned();
                live.update(&Source { text: &text, outline: &outline, marks: &marks, relations: &relations, by_id: &by_id }, &spans);
                let fresh = ledger(&text, &outline, &marks, &relations, Mark::is_visible);
                let kept: Vec<Row> = live.rows().iter().map(|row| Row::clone(row)).collect();
                prop_assert_eq!(kept, fresh);
            }
        }
    }
}
