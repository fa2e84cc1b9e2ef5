//! How many marks of each label a document has, kept up with each edit instead of counted again (计数).

use crate::annotate::{DocId, Edit, Mark, MarkSet};
use crate::scheme::Name;
use litemap::LiteMap;

/// How many visible marks each label has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts(LiteMap<Name, usize>);

impl Counts {
    /// Counts a document's marks.
    pub fn of(marks: &MarkSet) -> Self {
        let mut counts = Self::default();
        marks.iter().for_each(|mark| counts.add(mark, true));
        counts
    }

    /// How many marks of a label there are.
    pub fn get(&self, label: &str) -> usize {
        self.0.get(label).copied().unwrap_or_default()
    }

    /// Takes an edit into account, if it is one of a mark of this document.
    pub fn apply(&mut self, edit: &Edit, of: DocId) {
        if let Edit::Mark { doc, before, after } = edit
            && *doc == of
        {
            before.iter().for_each(|mark| self.add(mark, false));
            after.iter().for_each(|mark| self.add(mark, true));
        }
    }

    fn add(&mut self, mark: &Mark, more: bool) {
        if !mark.is_visible() {
            return;
        }
        let by = if more { 1 } else { -1 };
        let count = self.0.entry(mark.label.clone()).or_default();
        *count = count.saturating_add_signed(by);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::ActorId;
    use crate::project::{Command, NewDocument, Workspace};
    use crate::text::{Span, Text};

    #[test]
    fn keeping_up_gives_what_counting_gives() {
        let mut workspace = Workspace::new(ActorId(1));
        let new = NewDocument::plain("a", "", Text::new("市公安局、教育局,市公安局"));
        workspace.apply(Command::Import(vec![new]), 0).expect("imports");
        let doc = workspace.documents().next().expect("one document").info().id;
        let mut counts = Counts::default();
        let places = workspace.document(doc).map(|it| it.places_of("市公安局")).unwrap_or_default();
        let places = places.into_iter().map(|place| (doc, place)).collect();
        let commands = [
            Command::MarkAll { places, label: "DEPT".into() },
            Command::AddMark { doc, spans: vec![Span::from_range(15..24)], label: "ORG".into() },
            Command::Undo,
            Command::Redo,
        ];
        for command in commands {
            let applied = workspace.apply(command, 0).expect("applies");
            applied.transaction.edits.iter().for_each(|edit| counts.apply(edit, doc));
        }
        assert_eq!(counts.get("DEPT"), 2);
        let document = workspace.document(doc).expect("is there");
        assert_eq!(counts, Counts::of(document.marks()));
    }
}
