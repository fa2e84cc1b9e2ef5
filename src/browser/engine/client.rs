//! The page's side of the worker: starts it, asks it, and replaces it when it dies.

use super::port;
use crate::annotate::{ActorId, DocStatus, Edit, Transaction};
use crate::journal::TransactionForm;
use crate::project::NewDocument;
use crate::protocol::{JobId, Order, Reply, Request, WireFormat, WireGroup, WireProblem};
use crate::recognise::Findings;
use crate::scheme::Name;
use crate::structure::Outline;
use crate::text::{Span, Text, TextId, Utf8};
use gloo_timers::callback::Interval;
use js_sys::Uint8Array;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

/// How often the page looks whether the worker still answers, in milliseconds.
const WATCH_MS: u32 = 1_000;

/// How long a job may be silent before the worker counts as hung, in watches. Preparing a text of five million
/// characters is the longest silence of a sound worker.
const SILENCE: u32 = 30;

/// How many watches a worker without work is kept: its dictionaries are most of what the page has in memory.
const KEPT_IDLE: u32 = 60;

/// How often the worker may die before any reply until the page gives up starting another.
const TRIES: u32 = 3;

/// How the worker is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EngineState {
    /// It is not there, because nothing was asked of it, or for a while; the next request starts it.
    Resting,
    /// It is starting, or reading its dictionaries; requests wait.
    Loading,
    /// It answers.
    Ready,
    /// It died or hung and another one is being started.
    Restarted,
    /// It is of another build than the page: reload.
    WrongBuild,
    /// It cannot be started; marking by hand still works.
    Failed,
}

/// Why a job came to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobError {
    /// The worker died or hung while it did this.
    Crashed,
    /// It was given up on request.
    Cancelled,
    /// There is no worker.
    Unavailable,
}

/// What happens while a text is annotated. Events arrive in this order; the last one is `Done` or `Failed`.
#[derive(Debug, Clone)]
pub enum AnnotateEvent {
    /// What was found in a stretch; stretches come in order of place and cover the text.
    Found {
        /// The stretch.
        stretch: Span,
        /// Proposals and links.
        found: Findings,
        /// How much of the text has been read, from 0 to 1.
        progress: f64,
    },
    /// Headings and tasks.
    Outline(Outline),
    /// All was read.
    Done,
    /// Nothing more comes.
    Failed(JobError),
}

/// What happens while a file is read. The last event is `Done`, `Restored` or `Failed`.
#[derive(Debug, Clone)]
pub enum ImportEvent {
    /// A document, and how many marks and relations it has, which follow.
    Document(Box<NewDocument>, u64),
    /// Some of the marks and relations of that document, numbered within it.
    Marks(Vec<Edit>),
    /// The file was read as far as it goes.
    Done {
        /// The text encoding that was used, where the file is plain text or HTML.
        encoding: Option<String>,
        /// The unit that offsets were read in, where the person should be asked whether it is that.
        asks_unit: Option<String>,
        /// What could not be read, or was left out.
        problems: Vec<WireProblem>,
    },
    /// A backup was read as far as it goes.
    Restored(Box<Backup>),
    /// Nothing more comes.
    Failed(JobError),
}

/// What a backup holds beside its documents.
#[derive(Debug, Clone)]
pub struct Backup {
    /// The project's name, where it is known.
    pub project: Option<String>,
    /// Whether the state is the one that was backed up; otherwise it was made anew from what could be read.
    pub is_exact: bool,
    /// The project's state; empty where nothing could be read.
    pub state: Vec<u8>,
    /// What is missing or damaged.
    pub problems: Vec<WireProblem>,
}

/// What the worker says of an export.
#[derive(Debug, Clone)]
pub struct Exported {
    /// The formats that can be written.
    pub formats: Vec<WireFormat>,
    /// How many documents and marks go out.
    pub counts: (usize, usize),
    /// What the file does not carry.
    pub losses: Vec<WireGroup>,
    /// The ending of the file, without the dot.
    pub ending: String,
    /// The file; empty where it was not wanted or cannot be written.
    pub content: Vec<u8>,
}

enum Listener {
    Annotate(Box<dyn FnMut(AnnotateEvent)>),
    Import(Box<dyn FnMut(ImportEvent)>),
    Word(Box<dyn FnOnce(Option<Span>)>),
    Export(Box<dyn FnOnce(Option<Exported>)>),
    Check(Box<dyn FnOnce(Option<Vec<WireGroup>>)>),
}

struct Job {
    listener: Listener,
    silent_for: u32,
}

/// What the browser calls with a reply and with an error.
type Handlers = (Closure<dyn FnMut(MessageEvent)>, Closure<dyn FnMut(ErrorEvent)>);

struct Inner {
    url: String,
    build: String,
    worker: Option<Worker>,
    state: EngineState,
    on_state: Rc<dyn Fn(EngineState)>,
    next_job: u32,
    jobs: BTreeMap<JobId, Job>,
    waiting: Vec<js_sys::Object>,
    deaths: u32,
    /// For how many watches there was no job.
    idle_for: u32,
    /// Whether it was given documents to hold; it does not rest while it has them.
    holds: bool,
    /// Handlers of the present worker; replaced with it.
    handlers: Option<Handlers>,
}

/// The worker as the page sees it. Clones are handles to the same worker.
#[derive(Clone)]
pub struct Engine {
    inner: Rc<RefCell<Inner>>,
    _watch: Rc<Interval>,
}

impl Engine {
    /// A worker at this address, which is started by the first request. `build` is the page's own build id; `on_state` hears of every change.
    pub fn start(url: &str, build: &str, on_state: impl Fn(EngineState) + 'static) -> Self {
        let inner = Rc::new(RefCell::new(Inner {
            url: url.to_owned(),
            build: build.to_owned(),
            worker: None,
            state: EngineState::Resting,
            on_state: Rc::new(on_state),
            next_job: 1,
            jobs: BTreeMap::new(),
            waiting: Vec::new(),
            deaths: 0,
            idle_for: 0,
            holds: false,
            handlers: None,
        }));
        let watched = Rc::downgrade(&inner);
        let watch = Interval::new(WATCH_MS, move || {
            if let Some(inner) = watched.upgrade() {
                watch_silence(&inner);
                watch_idleness(&inner);
            }
        });
        Self { inner, _watch: Rc::new(watch) }
    }

    /// How the worker is now.
    pub fn state(&self) -> EngineState {
        self.inner.borrow().state
    }

    /// Has the worker started, so that it is there when something is asked.
    pub fn wake(&self) {
        if self.state() == EngineState::Resting {
            set_state(&self.inner, EngineState::Loading);
            spawn(&self.inner);
        }
    }

    /// Runs the recognisers over a text.
    pub fn annotate(&self, text: &str, listener: impl FnMut(AnnotateEvent) + 'static) -> JobId {
        let listener = Listener::Annotate(Box::new(listener));
        self.ask(listener, |job| port::pack(&Request::Annotate { job }, Some(text), None))
    }

    /// Reads a file.
    pub fn import(
        &self,
        name: &str,
        bytes: &Uint8Array,
        encoding: Option<String>,
        unit: Option<String>,
        listener: impl FnMut(ImportEvent) + 'static,
    ) -> JobId {
        let listener = Listener::Import(Box::new(listener));
        self.ask(listener, |job| {
            port::pack(&Request::Import { job, name: name.to_owned(), encoding, unit }, None, Some(bytes))
        })
    }

    /// Which word stands at a position (UTF-8 bytes) of a paragraph; `None` where the worker cannot say.
    pub fn word_at(&self, paragraph: &str, at: Utf8, listener: impl FnOnce(Option<Span>) + 'static) -> JobId {
        let listener = Listener::Word(Box::new(listener));
        self.ask(listener, |job| port::pack(&Request::WordAt { job, at: at.0 }, Some(paragraph), None))
    }

    /// Gives the worker documents (native JSONL) for the exports and checks that follow; an empty text lets go of them. A
    /// worker that takes the place of another holds none, and answers `None`.
    pub fn hold(&self, lines: &str) {
        self.inner.borrow_mut().holds = !lines.is_empty();
        if lines.is_empty() && self.state() == EngineState::Resting {
            return;
        }
        post(&self.inner, port::pack(&Request::Hold, Some(lines), None));
    }

    /// What a format would lose of the documents held, and, if wanted, the file; `None` where the worker cannot say.
    pub fn export(&self, order: Order, write: bool, listener: impl FnOnce(Option<Exported>) + 'static) -> JobId {
        let listener = Listener::Export(Box::new(listener));
        self.ask(listener, |job| port::pack(&Request::Export { job, order, write }, None, None))
    }

    /// What looks wrong in the documents held; `None` where the worker cannot say.
    pub fn check(&self, listener: impl FnOnce(Option<Vec<WireGroup>>) + 'static) -> JobId {
        self.ask(Listener::Check(Box::new(listener)), |job| port::pack(&Request::Check { job }, None, None))
    }

    /// Puts a backup together: documents as native JSONL, those that were put away from the byte `bin` on, and the state.
    pub fn backup(
        &self,
        project: &str,
        (lines, bin): (&str, usize),
        state: &[u8],
        listener: impl FnOnce(Option<Exported>) + 'static,
    ) -> JobId {
        let listener = Listener::Export(Box::new(listener));
        let request = |job| Request::Backup { job, project: project.to_owned(), bin };
        self.ask(listener, |job| port::pack(&request(job), Some(lines), Some(&Uint8Array::from(state))))
    }

    /// Reads a backup as far as it goes: the texts of its documents, then the rest.
    pub fn restore(
        &self,
        name: &str,
        bytes: &Uint8Array,
        actor: ActorId,
        listener: impl FnMut(ImportEvent) + 'static,
    ) -> JobId {
        let request = |job| Request::Restore { job, name: name.to_owned(), actor: actor.0 };
        self.ask(Listener::Import(Box::new(listener)), |job| port::pack(&request(job), None, Some(bytes)))
    }

    /// Gives a job up; its listener hears of it when the worker has stopped.
    pub fn cancel(&self, job: JobId) {
        if self.state() != EngineState::Resting {
            post(&self.inner, port::pack(&Request::Cancel { job }, None, None));
        }
    }

    fn ask(&self, listener: Listener, message: impl FnOnce(JobId) -> js_sys::Object) -> JobId {
        let job = {
            let mut inner = self.inner.borrow_mut();
            let job = JobId(inner.next_job);
            inner.next_job += 1;
            inner.jobs.insert(job, Job { listener, silent_for: 0 });
            job
        };
        self.inner.borrow_mut().idle_for = 0;
        self.wake();
        let state = self.state();
        if matches!(state, EngineState::Failed | EngineState::WrongBuild) {
            fail_jobs(&self.inner, JobError::Unavailable);
        } else {
            post(&self.inner, message(job));
        }
        job
    }
}

/// Sends a message, or keeps it until the worker has said hello.
fn post(inner: &Rc<RefCell<Inner>>, message: js_sys::Object) {
    let mut inner = inner.borrow_mut();
    let ready = inner.state == EngineState::Ready;
    match (&inner.worker, ready) {
        (Some(worker), true) => {
            // A message that cannot be sent ends in silence, which the watch notices.
            let _ = worker.post_message(&message);
        }
        _ => inner.waiting.push(message),
    }
}

fn spawn(inner: &Rc<RefCell<Inner>>) {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let url = inner.borrow().url.clone();
    let Ok(worker) = Worker::new_with_options(&url, &options) else {
        set_state(inner, EngineState::Failed);
        fail_jobs(inner, JobError::Unavailable);
        return;
    };
    let heard = Rc::downgrade(inner);
    let on_message = Closure::new(move |event: MessageEvent| {
        if let (Some(inner), Some(message)) = (heard.upgrade(), port::unpack::<Reply>(&event.data())) {
            hear(&inner, message);
        }
    });
    let failed = Rc::downgrade(inner);
    let on_error = Closure::new(move |event: ErrorEvent| {
        event.prevent_default();
        if let Some(inner) = failed.upgrade() {
            replace(&inner);
        }
    });
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    let mut inner = inner.borrow_mut();
    inner.worker = Some(worker);
    inner.handlers = Some((on_message, on_error));
}

/// Ends the worker.
fn stop(inner: &Rc<RefCell<Inner>>) {
    let (worker, handlers) = {
        let mut inner = inner.borrow_mut();
        (inner.worker.take(), inner.handlers.take())
    };
    if let Some(worker) = worker {
        worker.set_onmessage(None);
        worker.set_onerror(None);
        worker.terminate();
    }
    // This may run inside one of the handlers, which must not be dropped while it does.
    gloo_timers::callback::Timeout::new(0, move || drop(handlers)).forget();
}

/// Puts another worker in the place of one that died or hung. Its jobs fail; new ones wait for the new worker.
fn replace(inner: &Rc<RefCell<Inner>>) {
    stop(inner);
    let deaths = {
        let mut inner = inner.borrow_mut();
        inner.deaths += 1;
        inner.deaths
    };
    if deaths > TRIES {
        set_state(inner, EngineState::Failed);
        fail_jobs(inner, JobError::Unavailable);
        return;
    }
    inner.borrow_mut().waiting.clear();
    set_state(inner, EngineState::Restarted);
    fail_jobs(inner, JobError::Crashed);
    spawn(inner);
}

fn set_state(inner: &Rc<RefCell<Inner>>, state: EngineState) {
    let on_state = {
        let mut inner = inner.borrow_mut();
        inner.state = state;
        inner.on_state.clone()
    };
    on_state(state);
}

fn fail_jobs(inner: &Rc<RefCell<Inner>>, error: JobError) {
    let jobs = std::mem::take(&mut inner.borrow_mut().jobs);
    for job in jobs.into_values() {
        match job.listener {
            Listener::Annotate(mut listener) => listener(AnnotateEvent::Failed(error)),
            Listener::Import(mut listener) => listener(ImportEvent::Failed(error)),
            Listener::Word(listener) => listener(None),
            Listener::Export(listener) => listener(None),
            Listener::Check(listener) => listener(None),
        }
    }
}

/// Ends a worker that has had nothing to do for long.
fn watch_idleness(inner: &Rc<RefCell<Inner>>) {
    let is_over = {
        let mut inner = inner.borrow_mut();
        inner.idle_for = if inner.jobs.is_empty() && !inner.holds { inner.idle_for + 1 } else { 0 };
        inner.state == EngineState::Ready && inner.idle_for > KEPT_IDLE
    };
    if is_over {
        stop(inner);
        set_state(inner, EngineState::Resting);
    }
}

/// Only the oldest job can be at work; the others wait behind it and are silent by right.
fn watch_silence(inner: &Rc<RefCell<Inner>>) {
    let hung = {
        let mut inner = inner.borrow_mut();
        let ready = inner.state == EngineState::Ready;
        match inner.jobs.first_entry() {
            Some(mut entry) if ready => {
                let job = entry.get_mut();
                job.silent_for += 1;
                job.silent_for > SILENCE
            }
            _ => false,
        }
    };
    if hung {
        replace(inner);
    }
}

fn hear(inner: &Rc<RefCell<Inner>>, message: port::Message<Reply>) {
    match message.head {
        Reply::Hello { build } => greet(inner, &build),
        Reply::Ready { .. } => inner.borrow_mut().deaths = 0,
        Reply::Found { job, start, end, findings, progress } => {
            let stretch = Span::new(Utf8(start), Utf8(end));
            tell_annotate(inner, job, AnnotateEvent::Found { stretch, found: findings.into(), progress }, false);
        }
        Reply::Outline { job, outline } => {
            tell_annotate(inner, job, AnnotateEvent::Outline(outline.into()), false);
        }
        Reply::Done { job } => tell_annotate(inner, job, AnnotateEvent::Done, true),
        Reply::Document { .. } | Reply::Marks { .. } | Reply::Imported { .. } | Reply::Restored { .. } => {
            // A long text takes a while to arrive and another to be made use of, which are tasks of their own. All that
            // comes of a file takes this way, so that the order stays.
            let inner = inner.clone();
            gloo_timers::callback::Timeout::new(0, move || hear_import(&inner, message)).forget();
        }
        Reply::Word { job, start, end } => {
            if let Some(Listener::Word(listener)) = take(inner, job) {
                listener(Some(Span::new(Utf8(start), Utf8(end))));
            }
        }
        Reply::Exported { job, formats, counts, losses, ending } => {
            if let Some(Listener::Export(listener)) = take(inner, job) {
                listener(Some(Exported { formats, counts, losses, ending, content: message.bytes }));
            }
        }
        Reply::Checked { job, faults } => {
            if let Some(Listener::Check(listener)) = take(inner, job) {
                listener(Some(faults));
            }
        }
        Reply::Cancelled { job } => match take(inner, job) {
            Some(Listener::Annotate(mut listener)) => listener(AnnotateEvent::Failed(JobError::Cancelled)),
            Some(Listener::Import(mut listener)) => listener(ImportEvent::Failed(JobError::Cancelled)),
            Some(Listener::Word(listener)) => listener(None),
            Some(Listener::Export(listener)) => listener(None),
            Some(Listener::Check(listener)) => listener(None),
            None => {}
        },
    }
}

/// Takes a reply that is part of reading a file.
fn hear_import(inner: &Rc<RefCell<Inner>>, message: port::Message<Reply>) {
    match message.head {
        Reply::Document { job, name, source, text_id, status, labels, n_ids } => {
            let text = match TextId::parse(&text_id) {
                Some(id) => Text::with_id(message.text, id),
                None => Text::new(message.text),
            };
            let mut document = NewDocument::plain(name, source, text);
            document.status = DocStatus::ALL.get(status).copied().unwrap_or_default();
            document.labels = labels.into_iter().map(Name::from).collect();
            tell_import(inner, job, ImportEvent::Document(Box::new(document), n_ids), false);
        }
        Reply::Marks { job } => {
            let form = serde_json::from_str::<TransactionForm>(&message.text);
            let edits = form.map(|form| Transaction::from(form).edits).unwrap_or_default();
            tell_import(inner, job, ImportEvent::Marks(edits), false);
        }
        Reply::Imported { job, encoding, asks_unit, problems } => {
            tell_import(inner, job, ImportEvent::Done { encoding, asks_unit, problems }, true);
        }
        Reply::Restored { job, project, is_exact, problems } => {
            let backup = Backup { project, is_exact, state: message.bytes, problems };
            tell_import(inner, job, ImportEvent::Restored(Box::new(backup)), true);
        }
        // The others are not.
        _ => {}
    }
}

fn greet(inner: &Rc<RefCell<Inner>>, build: &str) {
    if inner.borrow().build != build {
        set_state(inner, EngineState::WrongBuild);
        fail_jobs(inner, JobError::Unavailable);
        return;
    }
    set_state(inner, EngineState::Ready);
    let waiting = std::mem::take(&mut inner.borrow_mut().waiting);
    waiting.into_iter().for_each(|message| post(inner, message));
}

fn take(inner: &Rc<RefCell<Inner>>, job: JobId) -> Option<Listener> {
    inner.borrow_mut().jobs.remove(&job).map(|job| job.listener)
}

/// Takes the listener out while it runs, so that it may ask the engine for more, and puts it back unless it was the last
/// event.
fn tell_annotate(inner: &Rc<RefCell<Inner>>, job: JobId, event: AnnotateEvent, last: bool) {
    match take(inner, job) {
        Some(Listener::Annotate(mut listener)) => {
            listener(event);
            if !last {
                put_back(inner, job, Listener::Annotate(listener));
            }
        }
        Some(other) => put_back(inner, job, other),
        None => {}
    }
}

fn tell_import(inner: &Rc<RefCell<Inner>>, job: JobId, event: ImportEvent, last: bool) {
    match take(inner, job) {
        Some(Listener::Import(mut listener)) => {
            listener(event);
            if !last {
                put_back(inner, job, Listener::Import(listener));
            }
        }
        Some(other) => put_back(inner, job, other),
        None => {}
    }
}

fn put_back(inner: &Rc<RefCell<Inner>>, job: JobId, listener: Listener) {
    inner.borrow_mut().jobs.insert(job, Job { listener, silent_for: 0 });
}
