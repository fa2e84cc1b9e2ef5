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
