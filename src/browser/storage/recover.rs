//! After a loss (找回): what can be brought back is brought back, beside everything else, and people are told.

use super::copies::Copy;
use super::library::actor;
use super::lock::{self, Asking};
use super::{Library, copies, sentinel};
use crate::annotate::ActorId;
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
    /// It is gone or went back, and the copy that holds more could not be kept this time. The next start tries again.
    Later {
        /// Its name.
        name: String,
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
            let outcome = self.recover_one(&lost).await;
            recovered.push(outcome.unwrap_or(Recovery::Later { name: lost.name }));
        }
        Ok(recovered)
    }

    /// For a project of which only a part could be read: brings the rest back beside it, where a second copy holds more.
    ///
    /// # Errors
    /// Where the storage fails. The project must not be written to then.
    pub(super) async fn recover_damaged(&self, id: ProjectId, found: u64) -> Result<Option<Recovery>, StorageError> {
        let Some(known) = copies::list().await.get(&id).copied().filter(|&known| known > found) else {
            return Ok(None);
        };
        let info = self.projects().await?.into_iter().find(|info| info.id == id);
        let name = info.map(|info| info.name).unwrap_or_default();
        let lost = Lost { id, name, known, found: Some(found), copy: Some(known) };
        self.recover_one(&lost).await.map(Some)
    }

    /// # Errors
    /// Where what a copy holds cannot be kept. Nothing is forgotten then, so that the next start tries again.
    async fn recover_one(&self, lost: &Lost) -> Result<Recovery, StorageError> {
        let Lost { id, known, found, copy, .. } = *lost;
        let name = lost.name.clone();
        let holds_more = |it: &Copy| found.is_none_or(|found| it.covered > found);
        let better = if copy.is_some() { copies::read(id, ActorId(actor()?)).await.filter(holds_more) } else { None };
        let back = match better {
            Some(Copy { workspace, texts, covered }) => {
                Some((self.keep_as_new(&name, &workspace, &texts).await?.id, covered))
            }
            None => None,
        };
        match found {
            Some(found) => sentinel::note_well(|it| it.put_back(id, found)).await,
            None => sentinel::note_well(|it| it.forget(id)).await,
        }
        // The copies stay, for a build that reads more of them; they are only not told of again.
        if copy.is_some() {
            copies::set_aside(id).await;
        }
        Ok(match (found, back) {
            (Some(found), back) => Recovery::WentBack { name, known, found, project: back.map(|(project, _)| project) },
            (None, Some((project, covered))) => Recovery::FromCopy { name, project, known, covered },
            (None, None) => Recovery::Gone { name },
        })
    }
}
