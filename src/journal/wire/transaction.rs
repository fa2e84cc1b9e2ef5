//! Transactions and their edits as stored.

use super::document::DocForm;
use super::mark::{MarkForm, RelationForm};
use super::scheme::SchemeForm;
use super::{as_text, is_default};
use crate::annotate::{ActorId, DocId, Edit, Meta, Step, Transaction, TransactionId};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A transaction (改动) as a journal record holds it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TransactionForm {
    #[serde(with = "as_text")]
    id: TransactionId,
    at: i64,
    actor: ActorForm,
    event: String,
    #[serde(default, skip_serializing_if = "is_default")]
    step: StepForm,
    edits: Vec<EditForm>,
}

/// An actor in hexadecimal.
#[derive(Debug, Serialize, Deserialize)]
struct ActorForm(String);

#[derive(Debug, Serialize, Deserialize, Default, PartialEq)]
#[serde(rename_all = "lowercase")]
enum StepForm {
    #[default]
    Do,
    Undo(IdForm),
    Redo(IdForm),
    System,
}

#[derive(Debug, Serialize, Deserialize, PartialEq)]
struct IdForm(#[serde(with = "as_text")] TransactionId);

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
pub(super) enum EditForm {
    Mark {
        #[serde(with = "as_text")]
        doc: DocId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<MarkForm>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<MarkForm>,
    },
    Relation {
        #[serde(with = "as_text")]
        doc: DocId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<RelationForm>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<RelationForm>,
    },
    Document {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<DocForm>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<DocForm>,
    },
    Scheme {
        before: SchemeForm,
        after: SchemeForm,
    },
}

impl From<&Transaction> for TransactionForm {
    fn from(transaction: &Transaction) -> Self {
        Self {
            id: transaction.id,
            at: transaction.meta.at,
            actor: ActorForm(transaction.meta.actor.to_string()),
            event: transaction.meta.event.to_string(),
            step: match transaction.meta.step {
                Step::Do => StepForm::Do,
                Step::Undo(id) => StepForm::Undo(IdForm(id)),
                Step::Redo(id) => StepForm::Redo(IdForm(id)),
                Step::System => StepForm::System,
            },
            edits: transaction.edits.iter().map(Into::into).collect(),
        }
    }
}

impl From<TransactionForm> for Transaction {
    fn from(form: TransactionForm) -> Self {
        // An actor that is not a number can only come from a build that never existed; it is then nobody's.
        let actor = ActorId(u64::from_str_radix(&form.actor.0, 16).unwrap_or_default());
        let step = match form.step {
            StepForm::Do => Step::Do,
            StepForm::Undo(IdForm(id)) => Step::Undo(id),
            StepForm::Redo(IdForm(id)) => Step::Redo(id),
            StepForm::System => Step::System,
        };
        let meta = Meta { at: form.at, actor, event: form.event.into(), step };
        Self { id: form.id, meta, edits: form.edits.into_iter().map(Into::into).collect() }
    }
}

impl From<&Edit> for EditForm {
    fn from(edit: &Edit) -> Self {
        match edit {
            Edit::Mark { doc, before, after } => Self::Mark {
                doc: *doc,
                before: before.as_deref().map(Into::into),
                after: after.as_deref().map(Into::into),
            },
            Edit::Relation { doc, before, after } => Self::Relation {
                doc: *doc,
                before: before.as_deref().map(Into::into),
                after: after.as_deref().map(Into::into),
            },
            Edit::Document { before, after } => {
                Self::Document { before: before.as_deref().map(Into::into), after: after.as_deref().map(Into::into) }
            }
            Edit::Scheme { before, after } => Self::Scheme { before: (&**before).into(), after: (&**after).into() },
        }
    }
}

impl From<EditForm> for Edit {
    fn from(form: EditForm) -> Self {
        match form {
            EditForm::Mark { doc, before, after } => Self::Mark { doc, before: shared(before), after: shared(after) },
            EditForm::Relation { doc, before, after } => {
                Self::Relation { doc, before: shared(before), after: shared(after) }
            }
            EditForm::Document { before, after } => Self::Document { before: shared(before), after: shared(after) },
            EditForm::Scheme { before, after } => {
                Self::Scheme { before: Arc::new(before.into()), after: Arc::new(after.into()) }
            }
        }
    }
}

fn shared<F: Into<T>, T>(form: Option<F>) -> Option<Arc<T>> {
    form.map(|form| Arc::new(form.into()))
}
