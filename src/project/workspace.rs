//! The workspace: everything of one project in memory, changed only through commands.

use super::{Command, CommandError, Document, apply};
use crate::annotate::{
    ActorId, DocId, DocInfo, Edit, GOES_ON, History, IdSource, Mark, Meta, Relation, Step, Transaction,
};
use crate::scheme::{Name, Scheme};
use crate::structure::Outline;
use crate::text::{Span, Text, TextId, order};
use litemap::LiteMap;
use std::sync::Arc;

/// What changed, so that only that is drawn again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Stretches of documents whose marks or relations changed. Blocks that touch one must be drawn again.
    pub spans: LiteMap<DocId, Vec<Span>>,
    /// Whether the list of documents, or what is known of one, changed.
    pub documents: bool,
    /// Whether the scheme changed.
    pub scheme: bool,
}

/// A command that was carried out.
#[derive(Debug, Clone)]
pub struct Applied {
    /// The change, to be written to the journal.
    pub transaction: Arc<Transaction>,
    /// What has to be drawn again.
    pub changes: Changes,
}

/// One project (项目) in memory: documents, scheme and history.
///
/// The workspace is the host of the state; views read documents, whose mark sets are cheap to keep. Nothing here reads a
/// clock or draws random numbers: the caller passes the time, and identities come from the actor it was made with.
#[derive(Debug, Clone)]
pub struct Workspace {
    pub(super) scheme: Arc<Scheme>,
    pub(super) documents: LiteMap<DocId, Document>,
    pub(super) history: History,
    pub(super) ids: IdSource,
}

impl Workspace {
    /// An empty project with the built-in scheme.
    pub fn new(actor: ActorId) -> Self {
        Self {
            scheme: Arc::new(Scheme::policy()),
            documents: LiteMap::new(),
            history: History::default(),
            ids: IdSource::new(actor, 1),
        }
    }

    /// The scheme.
    pub fn scheme(&self) -> &Arc<Scheme> {
        &self.scheme
    }

    /// The documents that are not in the bin, in the order they were taken in.
    pub fn documents(&self) -> impl DoubleEndedIterator<Item = &Document> {
        self.documents.values().filter(|doc| doc.info.removed_at.is_none())
    }

    /// Whether no document was ever taken in, not even one that is in the bin now.
    pub fn is_untouched(&self) -> bool {
        self.documents.is_empty()
    }

    /// The labels of marks in these documents that the scheme does not know, in order.
    pub fn unknown_labels(&self, docs: &[DocId]) -> Vec<Name> {
        let documents = docs.iter().filter_map(|&doc| self.document(doc));
        let labels = documents.flat_map(|document| document.marks().iter().map(|mark| &mark.label));
        let mut seen = Vec::new();
        for label in labels {
            if seen.binary_search(label).is_err() && self.scheme.label(label.as_str()).is_none() {
                order::add(&mut seen, label.clone());
            }
        }
        seen
    }

    /// The documents in the bin.
    pub fn removed(&self) -> impl Iterator<Item = &Document> {
        self.documents.values().filter(|doc| doc.info.removed_at.is_some())
    }

    /// The document with this identity, also one in the bin.
    pub fn document(&self, id: DocId) -> Option<&Document> {
        self.documents.get(&id)
    }

    /// What can be undone and redone.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Who acts here.
    pub fn actor(&self) -> ActorId {
        self.ids.actor()
    }

    /// Turns a command into a transaction and carries it out. `now` is in milliseconds since 1970.
    ///
    /// # Errors
    /// Says why nothing was done; the workspace is then as it was.
    pub fn apply(&mut self, command: Command, now: i64) -> Result<Applied, CommandError> {
        let (event, step, edits) = match command {
            Command::Undo => {
                let last = self.history.to_undo().cloned().ok_or(CommandError::Nothing)?;
                if !self.fits(&last.inverse_edits()) {
                    self.history.forget_undo();
                    return Err(CommandError::Conflict);
                }
                ("undo", Step::Undo(last.id), last.inverse_edits())
            }
            Command::Redo => {
                let next = self.history.to_redo().cloned().ok_or(CommandError::Nothing)?;
                if !self.fits(&next.edits) {
                    self.history.forget_redo();
                    return Err(CommandError::Conflict);
                }
                ("redo", Step::Redo(next.id), next.edits.clone())
            }
            Command::Import(new) => {
                let made = apply::import(new, &mut self.ids);
                return self.take_in(made, now);
            }
            Command::Begin(new) => {
                let made = apply::begin(*new, &mut self.ids);
                return self.take_in(made, now);
            }
            Command::Finish(doc) => ("import", Step::System, apply::finish(self, doc)?),
            Command::Bring { doc, first, marks, relations } => {
                let document = self.documents.get(&doc).ok_or(CommandError::NoDocument(doc))?;
                let text = document.text().ok_or(CommandError::NoText(doc))?;
                let edits = apply::bring(document, text, (self.ids.actor(), first), marks, relations);
                ("import", Step::System, edits)
            }
            Command::Propose { doc, stretch, found } => {
                let document = self.documents.get(&doc).ok_or(CommandError::NoDocument(doc))?;
                ("propose", Step::System, super::propose::edits(document, stretch, found, &mut self.ids))
            }
            Command::GoOn(command) => {
                let (event, step, edits) = apply::edits(*command, self, now)?;
                return self.commit(&format!("{event}{GOES_ON}"), step, edits, now);
            }
            other => apply::edits(other, self, now)?,
        };
        self.commit(event, step, edits, now)
    }

    /// Sets numbers aside for marks and relations that [`Command::Bring`] will add; gives the first.
    pub fn set_aside(&mut self, number: u64) -> u64 {
        self.ids.set_aside(number)
    }

    /// Applies a transaction that was made earlier or elsewhere: a journal entry.
    ///
    /// # Errors
    /// [`CommandError::Conflict`] where it expects something else than what is there; nothing is changed then.
    pub fn replay(&mut self, transaction: &Arc<Transaction>) -> Result<Changes, CommandError> {
        if !self.fits(&transaction.edits) {
            return Err(CommandError::Conflict);
        }
        self.see(transaction);
        let mut changes = Changes::default();
        for edit in &transaction.edits {
            self.put(edit, &mut changes);
        }
        self.history.record(transaction);
        Ok(changes)
    }

    /// Hands the text of a document over; `false` where it is not the text the document was made with.
    pub fn set_text(&mut self, id: DocId, text: Text) -> bool {
        let Some(document) = self.documents.get_mut(&id) else {
            return false;
        };
        let fits = document.info.text == text.id();
        if fits {
            document.text = Some(text);
        }
        fits
    }

    /// Hands over what the recognisers read of a document's structure. It is derived and can be read again at any time.
    pub fn set_outline(&mut self, id: DocId, outline: Arc<Outline>) {
        if let Some(document) = self.documents.get_mut(&id) {
            document.outline = Some(outline);
        }
    }

    /// Everything needed to build this state again in a new workspace, as one list of edits that starts from nothing.
    pub fn state_edits(&self) -> Vec<Edit> {
        let mut edits = Vec::new();
        let builtin = Arc::new(Scheme::policy());
        if *self.scheme != *builtin {
            edits.push(Edit::Scheme { before: builtin, after: self.scheme.clone() });
        }
        for (&doc, document) in &self.documents {
            edits.push(Edit::Document { before: None, after: Some(document.info.clone()) });
            edits.extend(document.marks.iter().map(|mark| Edit::Mark { doc, before: None, after: Some(mark.clone()) }));
            edits.extend(document.relations.values().map(|relation| Edit::Relation {
                doc,
                before: None,
                after: Some(relation.clone()),
            }));
        }
        edits
    }

    /// Takes over what can be undone and redone from a snapshot.
    pub fn set_history(&mut self, history: History) {
        let (done, undone) = history.entries();
        for transaction in done.chain(undone) {
            see_all(&mut self.ids, transaction);
        }
        self.history = history;
    }

    fn take_in(&mut self, made: (Vec<Edit>, Vec<(DocId, Text)>), now: i64) -> Result<Applied, CommandError> {
        let (edits, texts) = made;
        let applied = self.commit("import", Step::System, edits, now)?;
        for (id, text) in texts {
            self.set_text(id, text);
        }
        Ok(applied)
    }

    fn commit(&mut self, event: &str, step: Step, edits: Vec<Edit>, now: i64) -> Result<Applied, CommandError> {
        if edits.is_empty() {
            return Err(CommandError::Nothing);
        }
        let meta = Meta { at: now, actor: self.ids.actor(), event: Name::from(event), step };
        let transaction = Arc::new(Transaction { id: self.ids.transaction(), meta, edits });
        let changes = self.replay(&transaction)?;
        Ok(Applied { transaction, changes })
    }

    /// Whether what each edit expects is there. Edits of one transaction may build on each other, so those on the same
    /// thing are checked against what the earlier one leaves.
    fn fits(&self, edits: &[Edit]) -> bool {
        let mut marks = std::collections::HashMap::new();
        let mut relations = std::collections::HashMap::new();
        let mut docs = std::collections::HashMap::new();
        let mut scheme = self.scheme.clone();
        edits.iter().all(|edit| match edit {
            Edit::Mark { doc, before, after } => {
                let Some(id) = before.as_ref().or(after.as_ref()).map(|mark| mark.id) else {
                    return false;
                };
                let known = docs.contains_key(doc) || self.documents.contains_key(doc);
                let there = marks
                    .insert((*doc, id), after.clone())
                    .unwrap_or_else(|| self.documents.get(doc).and_then(|doc| doc.mark(id).cloned()));
                known && there == *before
            }
            Edit::Relation { doc, before, after } => {
                let Some(id) = before.as_ref().or(after.as_ref()).map(|relation| relation.id) else {
                    return false;
                };
                let there = relations
                    .insert((*doc, id), after.clone())
                    .unwrap_or_else(|| self.documents.get(doc).and_then(|doc| doc.relation(id).cloned()));
                there == *before
            }
            Edit::Document { before, after } => {
                let Some(id) = before.as_ref().or(after.as_ref()).map(|info| info.id) else {
                    return false;
                };
                let there: Option<Arc<DocInfo>> = docs
                    .insert(id, after.clone())
                    .unwrap_or_else(|| self.documents.get(&id).map(|doc| doc.info.clone()));
                there == *before
            }
            Edit::Scheme { before, after } => std::mem::replace(&mut scheme, after.clone()) == *before,
        })
    }

    fn put(&mut self, edit: &Edit, changes: &mut Changes) {
        match edit {
            Edit::Mark { doc, before, after } => {
                let Some(document) = self.documents.get_mut(doc) else {
                    return;
                };
                document.put(before.as_deref(), after.as_ref());
                let spans = changes.spans.entry(*doc).or_default();
                spans.extend(before.iter().chain(after).map(|mark| mark.cover()));
            }
            Edit::Relation { doc, before, after } => {
                let Some(document) = self.documents.get_mut(doc) else {
                    return;
                };
                document.put_relation(before.as_deref(), after.as_ref());
                let ends = before.iter().chain(after).flat_map(|relation: &Arc<Relation>| [relation.from, relation.to]);
                let covers: Vec<_> = ends.filter_map(|id| document.mark(id)).map(|mark| mark.cover()).collect();
                changes.spans.entry(*doc).or_default().extend(covers);
            }
            Edit::Document { before, after } => {
                changes.documents = true;
                match (before, after) {
                    (_, Some(info)) => {
                        let document = self.documents.entry(info.id);
                        document.or_insert_with(|| Document::new(info.clone())).info = info.clone();
                    }
                    (Some(info), None) => {
                        self.documents.remove(&info.id);
                    }
                    (None, None) => {}
                }
            }
            Edit::Scheme { after, .. } => {
                changes.scheme = true;
                self.scheme = after.clone();
            }
        }
    }

    fn see(&mut self, transaction: &Transaction) {
        see_all(&mut self.ids, transaction);
    }
}

/// Keeps identities that a transaction holds from being given out again.
fn see_all(ids: &mut IdSource, transaction: &Transaction) {
    ids.seen(transaction.id.actor, transaction.id.number);
    for edit in &transaction.edits {
        match edit {
            Edit::Mark { before, after, .. } => {
                let both = before.iter().chain(after);
                both.for_each(|mark: &Arc<Mark>| ids.seen(mark.id.actor, mark.id.number));
            }
            Edit::Relation { before, after, .. } => {
                let both = before.iter().chain(after);
                both.for_each(|relation| ids.seen(relation.id.actor, relation.id.number));
            }
            Edit::Document { before, after } => {
                let both = before.iter().chain(after);
                both.for_each(|info| ids.seen(info.id.actor, info.id.number));
            }
            Edit::Scheme { .. } => {}
        }
    }
}

/// The texts that a project needs, to tell which stored ones can go.
impl Workspace {
    /// The identities of all texts that documents refer to, those in the bin included.
    pub fn text_ids(&self) -> impl Iterator<Item = TextId> {
        self.documents.values().map(|document| document.info.text)
    }
}
