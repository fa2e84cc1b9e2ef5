//! A whole project's state as stored, with what can be undone.

use super::scheme::SchemeForm;
use super::transaction::{EditForm, TransactionForm};
use crate::annotate::{ActorId, Edit, History, Meta, Step, Transaction, TransactionId};
use crate::project::{CommandError, Workspace};
use crate::scheme::Name;
use crate::text::TextId;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A snapshot (快照): the scheme, everything else as edits that start from nothing, and the steps that can be undone and
/// redone. The scheme is always spelled out, so that a later build with another built-in scheme reads the same project.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SnapshotForm {
    /// The hash that the record after this snapshot names as its predecessor, in hexadecimal.
    pub head: String,
    scheme: SchemeForm,
    edits: Vec<EditForm>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    done: Vec<TransactionForm>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    undone: Vec<TransactionForm>,
}

impl SnapshotForm {
    /// The state of a workspace.
    pub fn of(workspace: &Workspace, head: String) -> Self {
        let (done, undone) = workspace.history().entries();
        Self {
            head,
            scheme: (&**workspace.scheme()).into(),
            edits: state(workspace).iter().map(Into::into).collect(),
            done: done.map(|transaction| (&**transaction).into()).collect(),
            undone: undone.iter().map(|transaction| (&**transaction).into()).collect(),
        }
    }

    /// Builds the state again, for a new actor.
    ///
    /// # Errors
    /// [`CommandError::Conflict`] where the parts do not fit together.
    pub fn restore(self, actor: ActorId) -> Result<Workspace, CommandError> {
        let mut workspace = Workspace::new(actor);
        let mut edits = Vec::with_capacity(self.edits.len() + 1);
        let scheme = Arc::new(self.scheme.into());
        edits.push(Edit::Scheme { before: workspace.scheme().clone(), after: scheme });
        edits.extend(self.edits.into_iter().map(Edit::from));
        workspace.replay(&Arc::new(restoring(edits)))?;
        let shared = |form: TransactionForm| Arc::new(Transaction::from(form));
        let done = self.done.into_iter().map(shared).collect();
        workspace.set_history(History::from_entries(done, self.undone.into_iter().map(shared).collect()));
        Ok(workspace)
    }
}

/// A snapshot being written, a piece at a time: the bytes are those of a [`SnapshotForm`] written at once.
#[derive(Debug)]
pub struct SnapshotWriter {
    state: std::vec::IntoIter<Edit>,
    steps: [std::vec::IntoIter<Arc<Transaction>>; 2],
    /// Which list is being written: the edits, what can be undone, what can be redone; then all is.
    list: usize,
    is_first: bool,
    bytes: Vec<u8>,
}

impl SnapshotWriter {
    /// Takes the state of a workspace down, which is cheap; nothing is written yet.
    pub fn new(workspace: &Workspace, head: &str) -> Self {
        let (done, undone) = workspace.history().entries();
        let scheme = serde_json::to_string(&SchemeForm::from(&**workspace.scheme())).unwrap_or_default();
        Self {
            state: state(workspace).into_iter(),
            steps: [done.cloned().collect::<Vec<_>>().into_iter(), Vec::from(undone).into_iter()],
            list: 0,
            is_first: true,
            bytes: format!("{{\"head\":\"{head}\",\"scheme\":{scheme},\"edits\":[").into_bytes(),
        }
    }

    /// Writes so many bytes more, or one item where that is longer; `false` once all is written.
    pub fn go_on(&mut self, n_bytes: usize) -> bool {
        const NAMES: [&str; 2] = ["done", "undone"];
        let enough = self.bytes.len() + n_bytes;
        while self.bytes.len() < enough {
            let item = match self.list {
                0 => self.state.next().map(|edit| serde_json::to_vec(&EditForm::from(&edit))),
                1 | 2 => self
                    .steps
                    .get_mut(self.list - 1)
                    .and_then(Iterator::next)
                    .map(|step| serde_json::to_vec(&TransactionForm::from(&*step))),
                _ => return false,
            };
            if let Some(item) = item {
                if !std::mem::take(&mut self.is_first) {
                    self.bytes.push(b',');
                }
                self.bytes.extend(item.unwrap_or_default());
                continue;
            }
            // A list that is empty is left out, save the first; what is left open is closed when the next one begins.
            self.list += 1;
            while self.list <= 2 && self.steps.get(self.list - 1).is_some_and(|steps| steps.len() == 0) {
                self.list += 1;
            }
            self.bytes.push(b']');
            self.is_first = true;
            match self.list.checked_sub(1).and_then(|at| NAMES.get(at)) {
                Some(name) => self.bytes.extend(format!(",\"{name}\":[").bytes()),
                None => self.bytes.push(b'}'),
            }
        }
        true
    }

    /// What has been written.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// The identity of a project's state (状态哈希): equal exactly where scheme, documents, marks and relations are equal.
/// Texts count by their identity; undo does not count.
pub fn state_hash(workspace: &Workspace) -> TextId {
    let scheme = SchemeForm::from(&**workspace.scheme());
    let edits: Vec<EditForm> = state(workspace).iter().map(Into::into).collect();
    let json = serde_json::to_string(&(scheme, edits)).unwrap_or_default();
    TextId::of(&json)
}

fn state(workspace: &Workspace) -> Vec<Edit> {
    let mut edits = workspace.state_edits();
    edits.retain(|edit| !matches!(edit, Edit::Scheme { .. }));
    edits
}

/// A transaction of nobody, which brings a stored state back.
fn restoring(edits: Vec<Edit>) -> Transaction {
    let nobody = ActorId::default();
    let meta = Meta { at: 0, actor: nobody, event: Name::from("snapshot"), step: Step::System };
    Transaction { id: TransactionId { actor: nobody, number: 0 }, meta, edits }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Command, NewDocument};
    use crate::text::{Span, Text};

    #[test]
    fn in_pieces_or_at_once_the_bytes_are_the_same() {
        let mut workspace = Workspace::new(ActorId(5));
        for n_steps in 0..4 {
            if n_steps > 0 {
                let text = Text::new(format!("第{n_steps}篇,市教育局牵头"));
                workspace.apply(Command::Import(vec![NewDocument::plain("文", "", text)]), 0).unwrap();
                let doc = workspace.documents().next_back().unwrap().info().id;
                let spans = vec![Span::from_range(0..3)];
                workspace.apply(Command::AddMark { doc, spans, label: Name::from("ORG") }, 0).unwrap();
            }
            if n_steps == 3 {
                workspace.apply(Command::Undo, 0).unwrap();
            }
            let whole = serde_json::to_vec(&SnapshotForm::of(&workspace, "00ff".to_owned())).unwrap();
            for size in [1, 100, 1 << 20] {
                let mut writer = SnapshotWriter::new(&workspace, "00ff");
                while writer.go_on(size) {}
                assert_eq!(String::from_utf8_lossy(writer.bytes()), String::from_utf8_lossy(&whole));
            }
        }
    }
}
