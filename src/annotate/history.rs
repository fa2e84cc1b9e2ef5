//! Undo and redo as data, rebuilt from the transactions of the journal.

use super::{Step, Transaction};
use std::collections::VecDeque;
use std::sync::Arc;

/// How many steps can be undone.
const DEPTH: usize = 1_000;

/// What can be undone and redone (历史).
///
/// Undoing is itself a transaction, so that the journal only ever grows; the history is a pure function of the
/// transactions it has seen and therefore survives a reload. A new action after an undo drops what could be redone from
/// here, never from the journal.
///
/// Limitations: the last thousand steps; recogniser runs and imports are no steps.
#[derive(Debug, Clone, Default)]
pub struct History {
    done: VecDeque<Arc<Transaction>>,
    undone: Vec<Arc<Transaction>>,
}

impl History {
    /// Takes note of a transaction that was applied.
    pub fn record(&mut self, transaction: &Arc<Transaction>) {
        match transaction.meta.step {
            Step::Do => {
                self.undone.clear();
                self.done.push_back(transaction.clone());
                if self.done.len() > DEPTH {
                    self.done.pop_front();
                }
            }
            Step::Undo(id) => {
                if self.done.back().is_some_and(|last| last.id == id) {
                    self.undone.extend(self.done.pop_back());
                }
            }
            Step::Redo(id) => {
                if self.undone.last().is_some_and(|last| last.id == id) {
                    self.done.extend(self.undone.pop());
                }
            }
            Step::System => {}
        }
    }

    /// The transaction that undo takes back.
    pub fn to_undo(&self) -> Option<&Arc<Transaction>> {
        self.done.back()
    }

    /// The transaction that redo does again.
    pub fn to_redo(&self) -> Option<&Arc<Transaction>> {
        self.undone.last()
    }

    /// How many steps are left to undo when the pieces that were taken back last are to be whole: those before that they
    /// went on with. Zero where nothing was taken back, or all of it.
    pub fn undo_goes_on(&self) -> usize {
        if !self.undone.last().is_some_and(|last| last.goes_on()) {
            return 0;
        }
        let pieces = self.done.iter().rev().take_while(|step| step.goes_on()).count();
        (pieces + 1).min(self.done.len())
    }

    /// How many steps are left to redo until all pieces are there that go on with what was done again last.
    pub fn redo_goes_on(&self) -> usize {
        self.undone.iter().rev().take_while(|step| step.goes_on()).count()
    }

    /// The transactions that can still be undone (oldest first) and redone (next one last): what a snapshot has to keep.
    pub fn entries(&self) -> (impl Iterator<Item = &Arc<Transaction>>, &[Arc<Transaction>]) {
        (self.done.iter(), &self.undone)
    }

    /// A history from what [`History::entries`] gave.
    pub fn from_entries(done: Vec<Arc<Transaction>>, undone: Vec<Arc<Transaction>>) -> Self {
        Self { done: done.into(), undone }
    }

    /// Gives up a step that no longer fits what is there.
    pub fn forget_undo(&mut self) {
        self.done.pop_back();
    }

    /// Gives up a step that no longer fits what is there.
    pub fn forget_redo(&mut self) {
        self.undone.pop();
    }
}
