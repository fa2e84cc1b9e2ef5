//! The page's side of the worker: what can be asked of it.
//!
//! Everything is answered through the listener that goes with the question, also where the worker died over it.

use super::event::{AnnotateEvent, EngineState, Exported, ImportEvent, JobError};
use super::hear::Listener;
use super::life::{self, Inner};
use super::port;
use crate::annotate::ActorId;
use crate::journal;
use crate::protocol::{JobId, Order, Request, WireGroup};
use crate::scheme::Scheme;
use crate::text::{Span, Utf8};
use gloo_timers::callback::Interval;
use js_sys::Uint8Array;
use std::cell::RefCell;
use std::rc::Rc;

/// How often the page looks whether the worker is well, in milliseconds.
const WATCH_MS: u32 = 1_000;

/// The worker as the page sees it. Clones are handles to the same worker.
#[derive(Clone)]
pub struct Engine {
    inner: Rc<RefCell<Inner>>,
    _watch: Rc<Interval>,
}

impl Engine {
    /// A worker at this address, which is started by the first request. `build` is the page's own build id; `on_state` hears
    /// of every change.
    pub fn start(url: &str, build: &str, on_state: impl Fn(EngineState) + 'static) -> Self {
        let inner = Inner::new(url, build, on_state);
        let watched = Rc::downgrade(&inner);
        let watch = Interval::new(WATCH_MS, move || {
            if let Some(inner) = watched.upgrade() {
                life::look(&inner);
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
            life::wake(&self.inner);
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
        let listener = Listener::Import(Box::new(listener), String::new());
        self.ask(listener, |job| {
            port::pack(&Request::Import { job, name: name.to_owned(), encoding, unit }, None, Some(bytes))
        })
    }

    /// Which word stands at a position (UTF-8 bytes) of a paragraph; `None` where the worker cannot say.
    pub fn word_at(&self, paragraph: &str, at: Utf8, listener: impl FnOnce(Option<Span>) + 'static) -> JobId {
        let listener = Listener::Word(Box::new(listener));
        self.ask(listener, |job| port::pack(&Request::WordAt { job, at: at.0 }, Some(paragraph), None))
    }

    /// Gives the worker documents (native JSONL) and their scheme for the exports and checks that follow, until it is to
    /// let go of them. A worker that takes the place of another holds nothing, and answers `None`.
    pub fn hold(&self, lines: &str, scheme: &Scheme) {
        self.inner.borrow_mut().holds = true;
        life::post(&self.inner, port::pack(&Request::Hold { scheme: journal::pack_scheme(scheme) }, Some(lines), None));
    }

    /// Has the worker let go of what it holds.
    pub fn let_go(&self) {
        self.inner.borrow_mut().holds = false;
        if self.state() != EngineState::Resting {
            life::post(&self.inner, port::pack(&Request::Hold { scheme: String::new() }, None, None));
        }
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
        self.ask(Listener::Import(Box::new(listener), String::new()), |job| {
            port::pack(&request(job), None, Some(bytes))
        })
    }

    /// Gives a job up; its listener hears of it when the worker has stopped.
    pub fn cancel(&self, job: JobId) {
        if self.state() != EngineState::Resting {
            life::post(&self.inner, port::pack(&Request::Cancel { job }, None, None));
        }
    }

    fn ask(&self, listener: Listener, message: impl FnOnce(JobId) -> js_sys::Object) -> JobId {
        let job = self.inner.borrow_mut().add(listener);
        self.wake();
        let state = self.state();
        if matches!(state, EngineState::Failed | EngineState::WrongBuild) {
            life::fail_jobs(&self.inner, JobError::Unavailable);
        } else {
            life::post(&self.inner, message(job));
        }
        job
    }
}
