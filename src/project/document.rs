//! A document of a project with everything that belongs to it.

use crate::annotate::{DocInfo, Mark, MarkId, MarkSet, Origin, Relation, RelationId, Review};
use crate::structure::Outline;
use crate::text::{Span, Text, order};
use litemap::LiteMap;
use std::collections::HashMap;
use std::sync::Arc;

/// A document (文档): what is known of it, its text, its marks and relations.
///
/// The text of a document may be absent while it has not been loaded; marks are known all the same.
#[derive(Debug, Clone)]
pub struct Document {
    pub(super) info: Arc<DocInfo>,
    pub(super) text: Option<Text>,
    pub(super) outline: Option<Arc<Outline>>,
    pub(super) marks: MarkSet,
    pub(super) by_id: HashMap<MarkId, Arc<Mark>>,
    /// Marks that no longer cover the place where they were proposed: few, and found nowhere else by place.
    pub(super) displaced: LiteMap<MarkId, Arc<Mark>>,
    pub(super) relations: LiteMap<RelationId, Arc<Relation>>,
    /// Which relations each mark is an end of, in order.
    ends: Vec<(MarkId, RelationId)>,
    pub(super) n_pending: usize,
    pub(super) n_accepted: usize,
}

impl Document {
    pub(super) fn new(info: Arc<DocInfo>) -> Self {
        Self {
            info,
            text: None,
            outline: None,
            marks: MarkSet::default(),
            by_id: HashMap::new(),
            displaced: LiteMap::new(),
            relations: LiteMap::new(),
            ends: Vec::new(),
            n_pending: 0,
            n_accepted: 0,
        }
    }

    /// What is known of the document.
    pub fn info(&self) -> &Arc<DocInfo> {
        &self.info
    }

    /// The text, if it has been loaded.
    pub fn text(&self) -> Option<&Text> {
        self.text.as_ref()
    }

    /// Headings and tasks, if the document has been read by the recognisers.
    pub fn outline(&self) -> Option<&Arc<Outline>> {
        self.outline.as_ref()
    }

    /// All marks, rejected ones included. Cloning the set is cheap.
    pub fn marks(&self) -> &MarkSet {
        &self.marks
    }

    /// The mark with this identity.
    pub fn mark(&self, id: MarkId) -> Option<&Arc<Mark>> {
        self.by_id.get(&id)
    }

    /// All relations.
    pub fn relations(&self) -> impl ExactSizeIterator<Item = &Arc<Relation>> {
        self.relations.values()
    }

    /// The relations that start from a mark or lead to it. Costs nothing for the others.
    pub fn relations_of(&self, mark: MarkId) -> impl Iterator<Item = &Arc<Relation>> {
        let first = self.ends.partition_point(|(end, _)| *end < mark);
        let ends = self.ends.iter().skip(first).take_while(move |(end, _)| *end == mark);
        ends.filter_map(|(_, id)| self.relations.get(id))
    }

    /// The relation with this identity.
    pub fn relation(&self, id: RelationId) -> Option<&Arc<Relation>> {
        self.relations.get(&id)
    }

    /// Whether it was taken in with marks of its own.
    pub fn came_with_marks(&self) -> bool {
        self.marks.iter().any(|mark| matches!(mark.origin, Origin::Import { .. }))
    }

    /// How many proposals wait for a person.
    pub fn n_pending(&self) -> usize {
        self.n_pending
    }

    /// How many marks are accepted.
    pub fn n_accepted(&self) -> usize {
        self.n_accepted
    }

    /// The visible marks that touch a span, in order.
    pub fn visible(&self, span: Span) -> impl Iterator<Item = &Arc<Mark>> {
        self.marks.touching(span).filter(|mark| mark.is_visible())
    }

    /// The words a mark covers; the parts of a discontinuous mark joined by a space.
    pub fn words(&self, mark: &Mark) -> String {
        let Some(text) = &self.text else {
            return String::new();
        };
        let parts: Vec<_> = mark.spans.iter().map(|&span| text.slice(span)).collect();
        parts.join(" ")
    }

    /// Everywhere that words stand in the text, in order and none over another; nowhere while the text is not loaded.
    pub fn places_of(&self, words: &str) -> Vec<Span> {
        let text = self.text.as_ref().filter(|_| !words.is_empty());
        let found = text.into_iter().flat_map(|text| text.as_str().match_indices(words));
        found.map(|(at, _)| Span::from_range(at..at + words.len())).collect()
    }

    pub(super) fn put(&mut self, before: Option<&Mark>, after: Option<&Arc<Mark>>) {
        if let Some(mark) = before {
            self.marks.remove(mark);
            self.by_id.remove(&mark.id);
            self.displaced.remove(&mark.id);
            self.count(mark, -1);
        }
        if let Some(mark) = after {
            self.marks.insert(mark.clone());
            self.by_id.insert(mark.id, mark.clone());
            if mark.proposal().is_some_and(|made| !mark.cover().contains_offset(made.span.start)) {
                self.displaced.insert(mark.id, mark.clone());
            }
            self.count(mark, 1);
        }
    }

    pub(super) fn put_relation(&mut self, before: Option<&Relation>, after: Option<&Arc<Relation>>) {
        if let Some(relation) = before {
            self.relations.remove(&relation.id);
            for end in [relation.from, relation.to] {
                order::remove(&mut self.ends, &(end, relation.id));
            }
        }
        if let Some(relation) = after {
            self.relations.insert(relation.id, relation.clone());
            for end in [relation.from, relation.to] {
                order::add(&mut self.ends, (end, relation.id));
            }
        }
    }

    fn count(&mut self, mark: &Mark, by: isize) {
        let counter = match mark.review {
            Review::Proposed => &mut self.n_pending,
            Review::Accepted => &mut self.n_accepted,
            Review::Rejected => return,
        };
        *counter = counter.saturating_add_signed(by);
    }
}
