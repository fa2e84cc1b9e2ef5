//! An open project as the page sees it (项目存储): submit edits, learn when they are saved, read texts.

use super::hints::{Hint, Hints};
use super::lock::Lock;
use super::place::Place;
use super::signal::{Bell, now, within};
use super::{copies, habit, room, sentinel};
use crate::annotate::{Step, Transaction};
use crate::journal::{
    self, Event, Journal, Loaded, ProjectId, ReadOnly, Reminder, SaveState, Storage, StorageError, Task, perform,
};
use crate::project::CommandError;
use crate::structure::Outline;
use crate::text::{Text, TextId};
use gloo_timers::callback::Interval;
use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen_futures::spawn_local;

/// How often the status is looked at again while nothing happens, in milliseconds: it turns red by time alone.
const TICK: u32 = 1_000;

type StateListener = Box<dyn Fn(SaveState)>;
type FollowListener = Box<dyn Fn(Followed<'_>)>;

/// What a tab that only reads learns of the one that writes.
#[derive(Debug, Clone, Copy)]
pub enum Followed<'a> {
    /// Transactions to replay, in order.
    Done(&'a [Arc<Transaction>]),
    /// What the writer wrote cannot be read from here: what lies between is gone from the journal, or a newer build wrote
    /// it. The project has to be opened again.
    Behind,
}

/// An open project. Clones are the same project; it is closed when [`Store::close`] is called or the tab ends.
#[derive(Clone)]
pub struct Store(Rc<Inner>);

struct Inner {
    project: ProjectId,
    place: Place,
    journal: RefCell<Journal>,
    /// What a reader has read, to go on from; nothing where this build cannot read on.
    loaded: RefCell<Option<Loaded>>,
    lock: RefCell<Option<Lock>>,
    hints: RefCell<Option<Hints>>,
    /// There may be something to do.
    work: Bell,
    /// The state may have changed.
    changed: Bell,
    is_closed: Cell<bool>,
    is_worth_keeping: Cell<bool>,
    /// Where something stored was lost before this opening: up to which number second copies stay until the next one.
    spared: u64,
    shown: Cell<SaveState>,
    /// The last record known to be stored, and the last that the sentinel was told of.
    stored: Cell<u64>,
    noted: Cell<u64>,
    on_state: RefCell<Vec<StateListener>>,
    on_follow: RefCell<Vec<FollowListener>>,
    ticker: RefCell<Option<Interval>>,
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Store({}, {:?})", self.0.project, self.0.shown.get())
    }
}

/// Reading: what the page asks of an open project.
impl Store {
    pub(super) fn start(place: Place, journal: Journal, loaded: Loaded, lock: Option<Lock>) -> Self {
        let project = journal.project();
        let shown = Cell::new(journal.state(now()));
        let is_reader = matches!(shown.get(), SaveState::ReadOnly { .. });
        let stored = loaded.report.recovered;
        let spared = if loaded.report.is_damaged() { loaded.highest } else { 0 };
        let can_follow = is_reader && loaded.report.is_ours();
        let store = Self(Rc::new(Inner {
            project,
            place,
            journal: RefCell::new(journal),
            loaded: RefCell::new(can_follow.then_some(loaded)),
            lock: RefCell::new(lock),
            hints: RefCell::new(None),
            work: Bell::default(),
            changed: Bell::default(),
            is_closed: Cell::new(false),
            is_worth_keeping: Cell::new(false),
            spared,
            shown,
            stored: Cell::new(stored),
            noted: Cell::new(stored),
            on_state: RefCell::default(),
            on_follow: RefCell::default(),
            ticker: RefCell::new(None),
        }));
        let listening = Rc::downgrade(&store.0);
        let heard = move |hint| {
            if let Some(inner) = listening.upgrade() {
                Self(inner).hear(hint);
            }
        };
        *store.0.hints.borrow_mut() = Some(Hints::open(project, heard));
        let ticking = Rc::downgrade(&store.0);
        let tick = move || {
            if let Some(inner) = ticking.upgrade() {
                let store = Self(inner);
                store.note();
                // A snapshot, or another try, may be due by time alone.
                store.0.work.ring();
                store.publish();
                // A hint may have been lost; looking costs a reader next to nothing.
                store.hear(Hint::Written);
            }
        };
        *store.0.ticker.borrow_mut() = Some(Interval::new(TICK, tick));
        spawn_local(store.clone().drive());
        store
    }

    /// The project.
    pub fn project(&self) -> ProjectId {
        self.0.project
    }

    /// Whether what is written outlives the tab; `false` where the browser offers no storage.
    pub fn is_lasting(&self) -> bool {
        self.0.place.is_lasting()
    }

    /// Whether everything is saved.
    pub fn state(&self) -> SaveState {
        self.0.journal.borrow().state(now())
    }

    /// Calls back with each change of the state, and once now.
    pub fn on_state(&self, listener: impl Fn(SaveState) + 'static) {
        listener(self.state());
        self.0.on_state.borrow_mut().push(Box::new(listener));
    }

    /// Calls back with what another tab wrote, while this one only reads.
    pub fn on_follow(&self, listener: impl Fn(Followed<'_>) + 'static) {
        self.0.on_follow.borrow_mut().push(Box::new(listener));
    }

    /// The text of a document; where it is missing or damaged its second copy, which is stored anew. `Ok(None)` where that
    /// is, too.
    ///
    /// # Errors
    /// Where the storage cannot be read.
    pub async fn load_text(&self, id: TextId) -> Result<Option<Text>, StorageError> {
        if let Some(text) = journal::load_text(&self.0.place, self.0.project, id).await? {
            return Ok(Some(text));
        }
        let copy = copies::text(self.0.project, id).await;
        if let Some(text) = copy.as_ref().filter(|_| !matches!(self.state(), SaveState::ReadOnly { .. })) {
            self.put_text(text);
        }
        Ok(copy)
    }

    /// The outline kept for a text; `None` where there is none, or it cannot be read: it can be made again.
    pub async fn load_outline(&self, text: TextId) -> Option<Outline> {
        journal::load_outline(&self.0.place, self.0.project, text).await.ok().flatten()
    }

    /// Whether it is time for a backup file. Nothing is said before a person has done something here.
    pub fn reminder(&self) -> Reminder {
        if self.is_lasting() && self.0.is_worth_keeping.get() {
            habit::reminder(self.0.project, self.0.stored.get())
        } else {
            Reminder::None
        }
    }

    /// How many records no backup file covers.
    pub fn uncovered(&self) -> u64 {
        habit::uncovered(self.0.project, self.0.stored.get())
    }

    /// The number of the last record known to be stored.
    pub fn stored(&self) -> u64 {
        self.0.stored.get()
    }

    /// Takes note of a backup file that covers everything up to a record.
    pub fn backed_up(&self, last: u64) {
        habit::backed_up(self.0.project, last);
    }

    /// The transactions that are not known to be saved, oldest first.
    pub fn unsaved(&self) -> Vec<Arc<Transaction>> {
        self.0.journal.borrow().unsaved()
    }
}

/// Writing.
impl Store {
    /// Takes a transaction in; it is written at once, and the state says when it is saved. Transactions come in the order
    /// they were applied in, and every text before the transaction that takes its document in.
    ///
    /// # Errors
    /// [`CommandError::Conflict`] where it does not follow on what was submitted before. The project is read-only then.
    pub fn submit(&self, transaction: Arc<Transaction>) -> Result<(), CommandError> {
        // The first thing that a person made here is worth keeping; what the program did by itself is not yet.
        if transaction.meta.step == Step::Do && self.is_lasting() && !self.0.is_worth_keeping.replace(true) {
            spawn_local(room::persist_once());
        }
        let taken = self.0.journal.borrow_mut().submit(transaction, now());
        self.0.work.ring();
        self.publish();
        taken
    }

    /// Takes a text in, to be stored before whatever is submitted after it.
    pub fn put_text(&self, text: &Text) {
        self.0.journal.borrow_mut().put_text(text, now());
        self.0.work.ring();
        self.publish();
    }

    /// Keeps the outline of a text. It is derived: a failure costs nothing but reading it again.
    pub fn put_outline(&self, text: TextId, outline: &Outline) {
        if matches!(self.state(), SaveState::ReadOnly { .. }) {
            return;
        }
        let batch = journal::outline_batch(self.0.project, text, outline);
        let place = self.0.place.clone();
        spawn_local(async move { drop(place.write(&batch).await) });
    }

    /// Waits until everything is saved, or until it is certain that it cannot be for now. Returns which.
    pub async fn flush(&self) -> SaveState {
        loop {
            let n_rings = self.0.changed.n_rings();
            match self.state() {
                SaveState::Saving { .. } => drop(within(i64::from(TICK), self.0.changed.rung_since(n_rings)).await),
                state => return state,
            }
        }
    }

    /// Flushes, stops writing and lets the lock go. The store then only reads.
    pub async fn close(&self) {
        self.flush().await;
        self.note();
        self.stop(ReadOnly::OtherTab);
        self.0.is_closed.set(true);
        self.0.ticker.borrow_mut().take();
        self.0.hints.borrow_mut().take();
        self.0.work.ring();
    }

    /// Stops writing, for good.
    pub(super) fn stop(&self, why: ReadOnly) {
        self.0.journal.borrow_mut().stop(why);
        self.0.lock.borrow_mut().take();
        self.publish();
    }

    /// Asks the tab that writes to finish and let go.
    pub(super) fn ask_for_release(&self) {
        if let Some(hints) = &*self.0.hints.borrow() {
            hints.tell(Hint::PleaseRelease);
        }
    }

    fn hear(&self, hint: Hint) {
        let is_reader = self.0.loaded.borrow().is_some();
        match hint {
            Hint::Written if is_reader => spawn_local(self.clone().follow()),
            Hint::PleaseRelease if self.0.lock.borrow().is_some() => {
                let store = self.clone();
                spawn_local(async move {
                    store.flush().await;
                    store.stop(ReadOnly::TakenOver);
                });
            }
            Hint::Written | Hint::PleaseRelease => {}
        }
    }

    async fn follow(self) {
        // Taken out while reading, so that two hints do not read the same records twice.
        let Some(mut loaded) = self.0.loaded.borrow_mut().take() else {
            return;
        };
        let before = loaded.report.damage;
        let new = loaded.follow(&self.0.place).await.unwrap_or_default();
        // What was wrong all along would still be after another opening.
        let is_behind = loaded.report.damage.is_some() && loaded.report.damage != before;
        if !is_behind {
            *self.0.loaded.borrow_mut() = Some(loaded);
        }
        let tell = |what| self.0.on_follow.borrow().iter().for_each(|listener| listener(what));
        if !new.is_empty() {
            tell(Followed::Done(&new));
        }
        if is_behind {
            tell(Followed::Behind);
        }
    }

    /// Does what the journal says, for as long as the store is open.
    async fn drive(self) {
        while !self.0.is_closed.get() {
            let n_rings = self.0.work.n_rings();
            let task = self.0.journal.borrow_mut().next(now());
            match task {
                Task::Idle => self.0.work.rung_since(n_rings).await,
                Task::Wait(pause) => drop(within(pause, self.0.work.rung_since(n_rings)).await),
                task => {
                    let answer = perform(&self.0.place, &task).await;
                    self.0.journal.borrow_mut().done(answer, now());
                    self.tell_of_events();
                    self.publish();
                }
            }
        }
    }

    fn tell_of_events(&self) {
        let events = self.0.journal.borrow_mut().take_events();
        for event in events {
            match event {
                Event::Acknowledged(last) => {
                    self.0.stored.set(last);
                    if let Some(hints) = &*self.0.hints.borrow() {
                        hints.tell(Hint::Written);
                    }
                }
                Event::Snapshot(sequence, records) if self.is_lasting() => {
                    let texts = self.0.journal.borrow().workspace().text_ids().collect();
                    let (place, project, spared) = (self.0.place.clone(), self.0.project, self.0.spared);
                    spawn_local(async move {
                        copies::keep(place, project, (sequence, records), texts, spared).await;
                        sentinel::note_well(|it| it.advance(project, sequence)).await;
                    });
                }
                Event::Snapshot(..) => {}
            }
        }
    }

    /// Tells the sentinel how far the project has come.
    fn note(&self) {
        let (project, stored) = (self.0.project, self.0.stored.get());
        if self.is_lasting() && self.0.noted.replace(stored) != stored {
            sentinel::note(|it| it.advance(project, stored));
        }
    }

    fn publish(&self) {
        let state = self.state();
        self.0.changed.ring();
        if self.0.shown.replace(state) != state {
            self.0.on_state.borrow().iter().for_each(|listener| listener(state));
        }
    }
}
