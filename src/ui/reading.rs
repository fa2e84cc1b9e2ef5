//! Having documents read by the recognisers (预标注): one at a time, the open one first.
//!
//! What is found enters as proposals, stretch by stretch, while the page stays usable. A document the worker died on is
//! tried once more and then left to people.

use crate::annotate::DocId;
use crate::browser::engine::{AnnotateEvent, Engine, EngineState, JobError};
use crate::project::{Command, Document};
use crate::protocol::JobId;
use crate::text::order;
use crate::ui::i18n::Msg;
use crate::ui::keeping;
use crate::ui::state::App;
use crate::ui::state::view::{Reading, Redraw};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

/// How often a document is given to the worker at most.
const TRIES: u32 = 2;

/// The documents that wait, and the one being read.
pub struct Reader {
    app: App,
    engine: Engine,
    queue: RefCell<VecDeque<(DocId, u32)>>,
    busy: Rc<RefCell<Option<DocId>>>,
    job: Cell<Option<JobId>>,
}

impl Reader {
    /// Starts the worker. `None` where the page does not name one.
    pub fn start(app: App) -> Option<Rc<Self>> {
        let url = meta("zhupi-worker")?;
        let build = meta("zhupi-build")?;
        let busy = Rc::new(RefCell::new(None::<DocId>));
        let reads = busy.clone();
        let engine = Engine::start(&url, &build, move |state| match state {
            EngineState::Loading => app.reading.set(Reading::Loading),
            EngineState::Ready if reads.borrow().is_some() => app.reading.set(Reading::Busy(0.0, 0)),
            EngineState::Ready | EngineState::Resting => app.reading.set(Reading::Idle),
            EngineState::Restarted => app.tell(app.say(Msg::EngineRestarted)),
            EngineState::Failed => app.reading.set(Reading::Failed),
            EngineState::WrongBuild => app.reading.set(Reading::WrongBuild),
        });
        let reader = Rc::new(Self { app, engine, queue: RefCell::default(), busy, job: Cell::new(None) });
        let told = Rc::downgrade(&reader);
        Effect::new(move |_| {
            let unread = app.unread.get();
            if let (false, Some(reader)) = (unread.is_empty(), told.upgrade()) {
                app.unread.set(Vec::new());
                reader.read(unread);
            }
        });
        let told = Rc::downgrade(&reader);
        Effect::new(move |before: Option<()>| {
            app.stop_reading.track();
            if let (Some(()), Some(reader)) = (before, told.upgrade()) {
                reader.stop();
            }
        });
        Some(reader)
    }

    /// The worker.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Has documents read, when those before them are done.
    pub fn read(self: &Rc<Self>, documents: Vec<DocId>) {
        let mut queue = self.queue.borrow_mut();
        for doc in documents {
            if !queue.iter().any(|(waiting, _)| *waiting == doc) {
                queue.push_back((doc, 1));
            }
        }
        drop(queue);
        self.go_on();
    }

    fn go_on(self: &Rc<Self>) {
        if self.busy.borrow().is_some() {
            return;
        }
        let Some((doc, attempt)) = self.take_next() else {
            if matches!(self.app.reading.get_untracked(), Reading::Busy(..)) {
                self.app.reading.set(Reading::Idle);
            }
            return;
        };
        let text = self.app.read(|workspace| workspace.document(doc).and_then(|it| it.text().cloned()));
        let Some(text) = text else { return self.go_on() };
        self.busy.replace(Some(doc));
        self.show(0.0);
        let reader = Rc::downgrade(self);
        // Taking in and drawing what was found is a task of its own, apart from that in which it arrived.
        let job = self.engine.annotate(text.as_str(), move |event| {
            let reader = reader.clone();
            let hear = move || {
                if let Some(reader) = reader.upgrade() {
                    reader.hear(doc, attempt, event);
                }
            };
            set_timeout(hear, Duration::ZERO);
        });
        self.job.set(Some(job));
    }

    /// The document to be read next: the open one, if it waits.
    fn take_next(&self) -> Option<(DocId, u32)> {
        let open = self.app.doc.get_untracked();
        let mut queue = self.queue.borrow_mut();
        let place = queue.iter().position(|(doc, _)| Some(*doc) == open).unwrap_or(0);
        queue.remove(place)
    }

    /// Gives up what is being read and what waits; what was found stays.
    fn stop(&self) {
        self.queue.borrow_mut().clear();
        if let Some(job) = self.job.take() {
            self.engine.cancel(job);
        }
    }

    fn show(&self, done: f64) {
        self.app.reading.set(Reading::Busy(done, self.queue.borrow().len()));
    }

    fn hear(self: &Rc<Self>, doc: DocId, attempt: u32, event: AnnotateEvent) {
        match event {
            AnnotateEvent::Found { progress, .. } if self.is_for_structure(doc) => {
                self.show(progress);
                self.job.take().into_iter().for_each(|job| self.engine.cancel(job));
            }
            AnnotateEvent::Found { stretch, found, progress } => {
                // Finding just what is there already changes nothing, which is no error here.
                let _ = self.app.try_run(Command::Propose { doc, stretch, found });
                self.show(progress);
            }
            AnnotateEvent::Outline(outline) => {
                self.app.amend(|workspace| workspace.set_outline(doc, Arc::new(outline)));
                if self.is_for_structure(doc) {
                    // This is all that is wanted of it: with it kept, the document is not read again after a reload.
                    let app = self.app;
                    set_timeout(move || keeping::keep_outline(app, doc), Duration::ZERO);
                }
                if self.app.doc.get_untracked() == Some(doc) {
                    // The outline of a long text takes a while to arrive; drawing it is a task of its own.
                    let app = self.app;
                    let draw = move || {
                        app.draw_again(Redraw::Outline);
                        app.marks.notify();
                    };
                    set_timeout(draw, Duration::ZERO);
                }
            }
            AnnotateEvent::Done => {
                // Kept last: a document without one is read again when the page was closed in between.
                keeping::keep_outline(self.app, doc);
                self.done();
            }
            AnnotateEvent::Failed(JobError::Crashed) if attempt < TRIES => {
                self.queue.borrow_mut().push_front((doc, attempt + 1));
                self.done();
            }
            AnnotateEvent::Failed(JobError::Crashed) => {
                let name = self.app.read(|it| it.document(doc).map(|it| it.info().name.clone())).unwrap_or_default();
                self.app.warn(self.app.fill(Msg::EngineGaveUp, &[&name]));
                self.done();
            }
            AnnotateEvent::Failed(JobError::Cancelled) => self.done(),
            AnnotateEvent::Failed(JobError::Unavailable) => {
                self.queue.borrow_mut().clear();
                self.busy.replace(None);
            }
        }
    }

    /// Whether a document is read for its structure alone.
    fn is_for_structure(&self, doc: DocId) -> bool {
        self.app.only_structure.with_value(|docs| docs.binary_search(&doc).is_ok())
    }

    fn done(self: &Rc<Self>) {
        self.busy.replace(None);
        self.go_on();
    }
}

/// Has a document read whose structure is not known: to its end, or, where it came with marks, for its structure alone.
pub fn read_again(app: App, doc: DocId) {
    if app.read(|workspace| workspace.document(doc).is_some_and(Document::came_with_marks)) {
        app.only_structure.update_value(|docs| {
            order::add(docs, doc);
        });
    }
    app.unread.update(|unread| unread.push(doc));
}

/// Has every document read, those too that came with marks.
pub fn premark_all(app: App) {
    app.only_structure.update_value(Vec::clear);
    let all: Vec<DocId> = app.read(|workspace| workspace.documents().map(|document| document.info().id).collect());
    app.unread.update(|unread| unread.extend(all));
}

/// What the page's head says under a name.
fn meta(name: &str) -> Option<String> {
    let found = document().query_selector(&format!("meta[name=\"{name}\"]")).ok()??;
    found.get_attribute("content")
}
