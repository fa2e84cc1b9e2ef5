//! The worker's life: started when something is asked, replaced when it dies or hangs, let go when it is spare.
//!
//! Whether it is well is judged in [`crate::protocol::Watch`]; here is what is done about it.

use super::event::{EngineState, JobError};
use super::hear::{self, Listener};
use super::port;
use crate::protocol::{JobId, Phase, Reply, Verdict, Watch};
use litemap::LiteMap;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

/// What the browser calls with a reply and with an error.
type Handlers = (Closure<dyn FnMut(MessageEvent)>, Closure<dyn FnMut(ErrorEvent)>);

/// The worker and what is asked of it, as all handles share it.
pub(super) type Shared = Rc<RefCell<Inner>>;

pub(super) struct Inner {
    url: String,
    build: String,
    worker: Option<Worker>,
    pub(super) state: EngineState,
    on_state: Rc<dyn Fn(EngineState)>,
    next_job: u32,
    pub(super) jobs: LiteMap<JobId, Listener>,
    /// Messages for a worker that has not said hello.
    waiting: Vec<js_sys::Object>,
    pub(super) watch: Watch,
    /// Whether the present worker has said hello.
    is_greeted: bool,
    /// Whether it was given documents to hold; it does not rest while it has them.
    pub(super) holds: bool,
    /// Handlers of the present worker; replaced with it.
    handlers: Option<Handlers>,
}

impl Inner {
    /// No worker yet.
    pub(super) fn new(url: &str, build: &str, on_state: impl Fn(EngineState) + 'static) -> Shared {
        Rc::new(RefCell::new(Self {
            url: url.to_owned(),
            build: build.to_owned(),
            worker: None,
            state: EngineState::Resting,
            on_state: Rc::new(on_state),
            next_job: 1,
            jobs: LiteMap::new(),
            waiting: Vec::new(),
            watch: Watch::default(),
            is_greeted: false,
            holds: false,
            handlers: None,
        }))
    }

    /// A new job with who hears of it.
    pub(super) fn add(&mut self, listener: Listener) -> JobId {
        let job = JobId(self.next_job);
        self.next_job += 1;
        self.jobs.insert(job, listener);
        job
    }

    fn phase(&self) -> Phase {
        match (&self.worker, self.is_greeted) {
            (None, _) => Phase::Absent,
            (Some(_), false) => Phase::Starting,
            (Some(_), true) if !self.jobs.is_empty() => Phase::Working,
            (Some(_), true) if self.holds => Phase::Holding,
            (Some(_), true) => Phase::Idle,
        }
    }
}

/// Starts a worker where there was none.
pub(super) fn wake(inner: &Shared) {
    set_state(inner, EngineState::Loading);
    spawn(inner);
}

/// Sends a message, or keeps it until the worker has said hello.
pub(super) fn post(inner: &Shared, message: js_sys::Object) {
    let mut inner = inner.borrow_mut();
    match &inner.worker {
        Some(worker) if inner.is_greeted => {
            // A message that cannot be sent ends in silence, which the watch notices.
            let _ = worker.post_message_with_transfer(&message, &port::moved(&message));
        }
        _ => inner.waiting.push(message),
    }
}

/// The worker says hello: it is given what waits for it, unless it is of another build.
pub(super) fn greet(inner: &Shared, build: &str) {
    if inner.borrow().build != build {
        stop(inner);
        set_state(inner, EngineState::WrongBuild);
        fail_jobs(inner, JobError::Unavailable);
        return;
    }
    inner.borrow_mut().is_greeted = true;
    set_state(inner, EngineState::Ready);
    let waiting = std::mem::take(&mut inner.borrow_mut().waiting);
    waiting.into_iter().for_each(|message| post(inner, message));
}

/// Looks whether the worker is well, and does what has to be done.
pub(super) fn look(inner: &Shared) {
    let phase = inner.borrow().phase();
    let verdict = inner.borrow_mut().watch.look(phase);
    match verdict {
        Verdict::Fine => {}
        Verdict::Hung => replace(inner),
        Verdict::Spare => {
            stop(inner);
            set_state(inner, EngineState::Resting);
        }
    }
}

/// Gives every job back as failed.
pub(super) fn fail_jobs(inner: &Shared, error: JobError) {
    let jobs = std::mem::take(&mut inner.borrow_mut().jobs);
    jobs.into_iter().for_each(|(_, listener)| listener.fail(error));
}

fn spawn(inner: &Shared) {
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
            hear::hear(&inner, message);
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
fn stop(inner: &Shared) {
    let (worker, handlers) = {
        let mut inner = inner.borrow_mut();
        inner.is_greeted = false;
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

/// Puts another worker in the place of one that died or hung. What was asked of it fails; what it never was given, because
/// it did not come to say hello, waits for the next one, and no document is blamed.
fn replace(inner: &Shared) {
    let was_asked = inner.borrow().is_greeted;
    stop(inner);
    let another = inner.borrow_mut().watch.died();
    if !another {
        set_state(inner, EngineState::Failed);
        fail_jobs(inner, JobError::Unavailable);
        return;
    }
    set_state(inner, EngineState::Restarted);
    if was_asked {
        fail_jobs(inner, JobError::Crashed);
    }
    spawn(inner);
}

fn set_state(inner: &Shared, state: EngineState) {
    let on_state = {
        let mut inner = inner.borrow_mut();
        inner.state = state;
        inner.on_state.clone()
    };
    on_state(state);
}
