//! All projects of this browser (项目库): list, make, rename, remove, open.

use super::indexed_db::IndexedDb;
use super::lock::{self, Asked, Asking};
use super::place::Place;
use super::signal::{Answer, now};
use super::store::Store;
use super::{Recovery, copies, sentinel};
use crate::annotate::ActorId;
use crate::journal::{
    self, LoadReport, MemoryStorage, Opening, ProjectId, ProjectInfo, ReadOnly, SaveState, StartState, StorageError,
    StorageErrorKind, Wish,
};
use crate::project::Workspace;
use crate::text::{Text, order};
use wasm_bindgen_futures::spawn_local;

/// How long a tab that writes is given to finish before it may be overruled, in milliseconds.
const HAND_OVER: i64 = 3_000;

/// The projects of this browser.
#[derive(Debug, Clone)]
pub struct Library {
    place: Place,
    trouble: Option<StorageError>,
}

/// A project that was opened.
#[derive(Debug)]
pub struct Opened {
    /// The state, with what can be undone. Texts are not loaded yet.
    pub workspace: Workspace,
    /// Where edits go. Its state says whether it writes or only reads, and why.
    pub store: Store,
    /// What was found in storage.
    pub report: LoadReport,
    /// What was brought back beside it, where something was lost of which a second copy holds more.
    pub recovery: Option<Recovery>,
}

/// How to get at a project that another tab is editing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakeOver {
    /// Look on, even where nobody writes.
    Look,
    /// Write where no other tab does, else look on.
    IfFree,
    /// Ask the other tab to finish, and wait three seconds for it.
    Ask,
    /// Take it away; what the other tab has not saved stays there, to be exported.
    Force,
}

impl Library {
    /// Opens the browser's database; where that fails, a library in memory, with the reason.
    pub async fn open() -> Self {
        match IndexedDb::open().await {
            Ok(database) => Self { place: Place::Database(database), trouble: None },
            Err(error) => Self { place: Place::Memory(MemoryStorage::default()), trouble: Some(error) },
        }
    }

    /// A library over a given place, for tests.
    pub fn over(place: Place) -> Self {
        Self { place, trouble: None }
    }

    /// Why nothing can be kept, where that is so: the database could not be opened.
    pub fn trouble(&self) -> Option<&StorageError> {
        self.trouble.as_ref()
    }

    /// What this start finds: a first visit, the usual, or data that is gone and what there is to bring back.
    ///
    /// # Errors
    /// Where there is no storage, or it cannot be read.
    pub async fn start_state(&self) -> Result<StartState, StorageError> {
        if let Some(trouble) = &self.trouble {
            return Err(trouble.clone());
        }
        let found = journal::last_records(&self.place).await?;
        Ok(journal::start_state(&sentinel::read().await, &found, &copies::list().await))
    }

    /// Keeps a state with its texts and undo history as a new project: what a copy, a backup or an open page holds.
    ///
    /// # Errors
    /// Where the storage fails; no project is made then.
    pub async fn keep_as_new(
        &self,
        name: &str,
        workspace: &Workspace,
        texts: &[Text],
    ) -> Result<ProjectInfo, StorageError> {
        let info = new_project(name)?;
        journal::keep_as_new(&self.place, &info, workspace, texts).await?;
        self.remember(&info).await;
        Ok(info)
    }

    /// Keeps what a backup gave back as a new project.
    ///
    /// # Errors
    /// As [`Library::keep_as_new`].
    pub async fn keep_backup(&self, name: &str, state: &[u8], texts: &[Text]) -> Result<ProjectInfo, StorageError> {
        let odd = || StorageError::new(StorageErrorKind::Other, "the state in the backup is not whole");
        let workspace = journal::unpack_state(state, ActorId(actor()?)).ok_or_else(odd)?;
        self.keep_as_new(name, &workspace, texts).await
    }

    /// Stops telling of a loss: its copies and all memory of it are destroyed.
    pub async fn forget_lost(&self, id: ProjectId) {
        copies::forget(id).await;
        sentinel::note_well(|it| it.forget(id)).await;
    }

    /// Everything that is stored, as raw data: for when nothing else can be done with it.
    ///
    /// # Errors
    /// Where the storage cannot be read.
    pub async fn raw_data(&self) -> Result<String, StorageError> {
        journal::raw_data(&self.place).await
    }

    /// Takes the projects of a file of raw data in, each as a new project. Returns those that had anything in them, and
    /// whether that is all there was: nothing was passed over, damaged or missing.
    ///
    /// # Errors
    /// Where the storage fails, or the text is no such file.
    pub async fn bring_back_raw(&self, json: &str) -> Result<(Vec<ProjectInfo>, bool), StorageError> {
        let odd = || StorageError::new(StorageErrorKind::Other, "this is no file of raw data");
        let (memory, n_passed_over) = journal::read_raw_data(json).ok_or_else(odd)?;
        let mut is_all = n_passed_over == 0;
        let mut back = Vec::new();
        for info in journal::projects(&memory).await? {
            let loaded = journal::load(&memory, info.id, ActorId(actor()?)).await?;
            let workspace = loaded.workspace();
            let mut texts = Vec::new();
            for id in workspace.text_ids() {
                let text = journal::load_text(&memory, info.id, id).await?;
                is_all &= text.is_some();
                texts.extend(text);
            }
            is_all &= loaded.report.is_whole();
            if !workspace.is_untouched() || workspace.history().to_undo().is_some() {
                back.push(self.keep_as_new(&info.name, workspace, &texts).await?);
            }
        }
        Ok((back, is_all))
    }

    async fn remember(&self, info: &ProjectInfo) {
        if self.place.is_lasting() {
            sentinel::note_well(|it| it.remember(info.id, &info.name, 0)).await;
        }
    }

    /// The place everything is kept in.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The projects, the one opened last first; removed ones too, until their thirty days are over.
    ///
    /// # Errors
    /// Where the storage fails.
    pub async fn projects(&self) -> Result<Vec<ProjectInfo>, StorageError> {
        let mut projects = journal::projects(&self.place).await?;
        order::sort_by_key(&mut projects, |info| (std::cmp::Reverse(info.opened), info.id));
        Ok(projects)
    }

    /// Makes an empty project.
    ///
    /// # Errors
    /// Where the storage fails, or the browser has no random numbers.
    pub async fn create(&self, name: &str) -> Result<ProjectInfo, StorageError> {
        let info = new_project(name)?;
        journal::put_project(&self.place, &info).await?;
        self.remember(&info).await;
        Ok(info)
    }

    /// Changes the name people read.
    ///
    /// # Errors
    /// Where the storage fails.
    pub async fn rename(&self, id: ProjectId, name: &str) -> Result<(), StorageError> {
        self.change(id, &|info| name.clone_into(&mut info.name)).await?;
        if self.place.is_lasting() {
            sentinel::note(|it| it.remember(id, name, 0));
        }
        Ok(())
    }

    /// Puts a project among the removed ones; it is destroyed after thirty days.
    ///
    /// # Errors
    /// Where the storage fails.
    pub async fn remove(&self, id: ProjectId) -> Result<(), StorageError> {
        self.change(id, &|info| info.removed = Some(now())).await
    }

    /// Brings a removed project back.
    ///
    /// # Errors
    /// Where the storage fails.
    pub async fn bring_back(&self, id: ProjectId) -> Result<(), StorageError> {
        self.change(id, &|info| info.removed = None).await
    }

    /// Destroys what was removed more than thirty days ago.
    ///
    /// # Errors
    /// Where the storage fails.
    pub async fn purge(&self) -> Result<Vec<ProjectId>, StorageError> {
        let gone = journal::purge(&self.place, now()).await?;
        for &id in &gone {
            self.forget_lost(id).await;
        }
        Ok(gone)
    }

    async fn change(&self, id: ProjectId, change: &dyn Fn(&mut ProjectInfo)) -> Result<(), StorageError> {
        journal::change_project(&self.place, id, true, change).await
    }

    /// Opens a project: to write if no other tab does, else to look on.
    ///
    /// # Errors
    /// Where the storage fails. Damage is no error: it stands in the report.
    pub async fn open_project(&self, id: ProjectId) -> Result<Opened, StorageError> {
        self.open_with(id, TakeOver::IfFree).await
    }

    /// Opens a project that this tab looks on at, this time to write. The old store is closed. What cannot be had is
    /// looked on at again: the state of the new store says so.
    ///
    /// # Errors
    /// Where the storage fails.
    pub async fn take_over(&self, old: &Store, how: TakeOver) -> Result<Opened, StorageError> {
        if how == TakeOver::Ask {
            old.ask_for_release();
        }
        old.close().await;
        self.open_with(old.project(), how).await
    }

    async fn open_with(&self, id: ProjectId, how: TakeOver) -> Result<Opened, StorageError> {
        let asking = match how {
            TakeOver::Look => None,
            TakeOver::IfFree => Some(Asking::IfFree),
            TakeOver::Ask => Some(Asking::Wait(HAND_OVER)),
            TakeOver::Force => Some(Asking::Steal),
        };
        let lost = Answer::default();
        let losing = lost.clone();
        let asked = match asking {
            Some(asking) => lock::ask(&format!("zhupi/project/{id}"), asking, move || losing.give(())).await,
            None => Asked::Busy,
        };
        let (lock, wish) = match asked {
            Asked::Held(lock) => (Some(lock), Wish::Write),
            Asked::NoLocks => (None, Wish::Write),
            Asked::Busy => (None, Wish::Look(ReadOnly::OtherTab)),
        };
        let actor = ActorId(actor()?);
        let (opening, recovery) = match self.open_journal(id, actor, wish).await {
            Err(error) if error.kind == StorageErrorKind::Quota => {
                (journal::open(&self.place, id, actor, Wish::Look(ReadOnly::NoRoom)).await?, None)
            }
            opened => opened?,
        };
        let has_lock = lock.is_some();
        let store = Store::start(self.place.clone(), opening.journal, opening.loaded, lock);
        if has_lock {
            let watched = store.clone();
            spawn_local(async move {
                lost.get().await;
                watched.stop(ReadOnly::TakenOver);
            });
        }
        if !matches!(store.state(), SaveState::ReadOnly { .. }) {
            // Only for the order of the list; a failure is not worth a word.
            drop(journal::change_project(&self.place, id, false, &|info| info.opened = now()).await);
        }
        Ok(Opened { workspace: opening.workspace, store, report: opening.report, recovery })
    }

    /// Opens a journal. Where something stored was lost, a second copy that holds more is first brought back beside it: a
    /// journal that is driven writes what was recovered over what was not.
    async fn open_journal(
        &self,
        id: ProjectId,
        actor: ActorId,
        wish: Wish,
    ) -> Result<(Opening, Option<Recovery>), StorageError> {
        let opening = journal::open(&self.place, id, actor, wish).await?;
        let recovery = match wish {
            Wish::Write if opening.report.is_damaged() => self.recover_damaged(id, opening.report.recovered).await?,
            _ => None,
        };
        Ok((opening, recovery))
    }
}

fn new_project(name: &str) -> Result<ProjectInfo, StorageError> {
    let (id, at) = (ProjectId(random()?), now());
    Ok(ProjectInfo { id, name: name.to_owned(), created: at, opened: at, removed: None })
}

/// Random bytes as a number.
fn random() -> Result<u128, StorageError> {
    let missing = |_| StorageError::new(StorageErrorKind::Unavailable, "no random numbers");
    let mut bytes = [0_u8; 16];
    let crypto = web_sys::window().ok_or(()).and_then(|window| window.crypto().map_err(drop)).map_err(missing)?;
    crypto.get_random_values_with_u8_array(&mut bytes).map_err(|_| missing(()))?;
    Ok(u128::from_le_bytes(bytes))
}

#[expect(clippy::cast_possible_truncation, reason = "half of the random bits are enough, and never 0")]
pub(super) fn actor() -> Result<u64, StorageError> {
    random().map(|number| (number as u64).max(1))
}
