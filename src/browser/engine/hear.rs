//! What the worker says (回信), handed to whoever asked.

use super::event::{AnnotateEvent, Backup, Exported, ImportEvent, JobError};
use super::life::{self, Shared};
use super::port;
use crate::annotate::{DocStatus, Transaction};
use crate::journal::TransactionForm;
use crate::project::NewDocument;
use crate::protocol::{JobId, Reply, WireGroup};
use crate::scheme::Name;
use crate::text::{Span, Text, TextId, Utf8};

/// Who hears what comes of a job.
pub(super) enum Listener {
    Annotate(Box<dyn FnMut(AnnotateEvent)>),
    Import(Box<dyn FnMut(ImportEvent)>),
    Word(Box<dyn FnOnce(Option<Span>)>),
    Export(Box<dyn FnOnce(Option<Exported>)>),
    Check(Box<dyn FnOnce(Option<Vec<WireGroup>>)>),
}

impl Listener {
    /// Tells it that nothing more comes.
    pub(super) fn fail(self, error: JobError) {
        match self {
            Self::Annotate(mut listener) => listener(AnnotateEvent::Failed(error)),
            Self::Import(mut listener) => listener(ImportEvent::Failed(error)),
            Self::Word(listener) => listener(None),
            Self::Export(listener) => listener(None),
            Self::Check(listener) => listener(None),
        }
    }
}

/// Takes a reply in.
pub(super) fn hear(inner: &Shared, message: port::Message<Reply>) {
    inner.borrow_mut().watch.alive();
    match message.head {
        // To be heard of is all that it is for.
        Reply::Starting => {}
        Reply::Hello { build } => life::greet(inner, &build),
        Reply::Ready { .. } => inner.borrow_mut().watch.ready(),
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
        Reply::Cancelled { job } => {
            if let Some(listener) = take(inner, job) {
                listener.fail(JobError::Cancelled);
            }
        }
    }
}

/// Takes a reply that is part of reading a file.
fn hear_import(inner: &Shared, message: port::Message<Reply>) {
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

fn take(inner: &Shared, job: JobId) -> Option<Listener> {
    inner.borrow_mut().jobs.remove(&job)
}

/// Takes the listener out while it runs, so that it may ask the engine for more, and puts it back unless it was the last
/// event.
fn tell_annotate(inner: &Shared, job: JobId, event: AnnotateEvent, last: bool) {
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

fn tell_import(inner: &Shared, job: JobId, event: ImportEvent, last: bool) {
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

fn put_back(inner: &Shared, job: JobId, listener: Listener) {
    inner.borrow_mut().jobs.insert(job, listener);
}
