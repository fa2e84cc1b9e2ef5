//! After a loss (找回): what can be brought back is brought back, beside everything else, and people are told.

use super::lock::{self, Asking};
use super::{Library, copies, sentinel};
use crate::journal::{Lost, ProjectId, StartState, StorageError};

/// What became of a project that was lost, or went back to an earlier state. Numbers are those of records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recovery {
    /// It is back, as a new project of the same name.
    FromCopy {
        /// Its name.
        name: String,
        /// The new project.
        project: ProjectId,
        /// What was known to be stored.
        known: u64,
        /// What the copy covers.
        covered: u64,
    },
    /// It is gone, and there is no copy that can be read.
    Gone {
        /// Its name.
        name: String,
    },
    /// It is there, in an earlier state; a copy that covers more is beside it as a new project.
    WentBack {
        /// Its name.
        name: String,
        /// What was known to be stored.
        known: u64,
        /// What is there.
        found: u64,
        /// The new project, where a copy covers more.
        project: Option<ProjectId>,
    },
}

impl Library {
    /// Looks for losses at the start, brings back what second copies hold, always into new projects, and says what
    /// happened. Each loss is told once.
    ///
    /// # Errors
    /// Where there is no storage, or it fails.
    pub async fn recover(&self) -> Result<Vec<Recovery>, StorageError> {
        // Another tab that starts at the same moment leaves it to this one.
        let asked = lock::ask("zhupi/recover", Asking::IfFree, || ()).await;
        if matches!(asked, lock::Asked::Busy) {
            return Ok(Vec::new());
        }
        let (StartState::AllVanished(lost) | StartState::SomeVanished(lost)) = self.start_state().await? else {
            return Ok(Vec::new());
        };
        let mut recovered = Vec::new();
        for lost in lost {
            recovered.push(self.recover_one(lost).await?);
        }
        Ok(recovered)
    }

    async fn recover_one(&self, lost: Lost) -> Result<Recovery, StorageError> {
        let Lost { id, name, known, found, copy } = lost;
        let is_worth_it = copy.is_some_and(|covered| found.is_none_or(|found| covered > found));
        let back = if is_worth_it { self.bring_back_copy(id, &name).await.ok() } else { None };
        let project = back.map(|info| info.id);
        match found {
            Some(found) => sentinel::note_well(|it| it.put_back(id, found)).await,
            None => sentinel::note_well(|it| it.forget(id)).await,
        }
        // The copies stay, for a build that reads more of them; they are only not told of again.
        if copy.is_some() {
            copies::set_aside(id).await;
        }
        Ok(match (found, project, copy) {
            (Some(found), project, _) => Recovery::WentBack { name, known, found, project },
            (None, Some(project), Some(covered)) => Recovery::FromCopy { name, project, known, covered },
            (None, ..) => Recovery::Gone { name },
        })
    }
}
