//! What the worker says (回信), handed to whoever asked.

use super::event::{AnnotateEvent, Backup, Exported, ImportEvent, JobError};
use super::life::{self, Shared};
use super::port;
use crate::annotate::{DocStatus, Transaction};
use crate::journal::{self, OutlineForm, TransactionForm};
use crate::project::NewDocument;
use crate::protocol::{JobId, Reply, WireGroup};
use crate::scheme::Name;
use crate::text::{Span, Text, TextId, Utf8};

/// Who hears what comes of a job.
pub(super) enum Listener {
    Annotate(Box<dyn FnMut(AnnotateEvent)>),
    /// Also what has come of the text that is on its way.
    Import(Box<dyn FnMut(ImportEvent)>, String),
    Word(Box<dyn FnOnce(Option<Span>)>),
    Export(Box<dyn FnOnce(Option<Exported>)>),
    Check(Box<dyn FnOnce(Option<Vec<WireGroup>>)>),
}

impl Listener {
    /// Tells it that nothing more comes.
    pub(super) fn fail(self, error: JobError) {
        match self {
            Self::Annotate(mut listener) => listener(AnnotateEvent::Failed(error)),
            Self::Import(mut listener, _) => listener(ImportEvent::Failed(error)),
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
        Reply::Outline { job } => {
            let outline = serde_json::from_str::<OutlineForm>(&message.text).map(Into::into).unwrap_or_default();
            tell_annotate(inner, job, AnnotateEvent::Outline(outline), false);
        }
        Reply::Done { job } => tell_annotate(inner, job, AnnotateEvent::Done, true),
        Reply::Stretch { job } => {
            if let Some(Listener::Import(_, words)) = inner.borrow_mut().jobs.get_mut(&job) {
                words.push_str(&message.text);
            }
        }
        Reply::Document { job, name, source, text_id, status, labels, n_ids } => {
            let Some(words) = whole_text(inner, job, message.text) else { return };
            let text = match TextId::parse(&text_id) {
                Some(id) => Text::with_id(words, id),
                None => Text::new(words),
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
        Reply::Imported { job, encoding, asks_unit, scheme, problems } => {
            let scheme = scheme.and_then(|json| journal::unpack_scheme(&json));
            tell_import(inner, job, ImportEvent::Done { encoding, asks_unit, scheme, problems }, true);
        }
        Reply::Restored { job, project, is_exact, problems } => {
            let backup = Backup { project, is_exact, state: message.bytes, problems };
            tell_import(inner, job, ImportEvent::Restored(Box::new(backup)), true);
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

/// What had come of a text, and its end. `None` where nobody waits for it.
fn whole_text(inner: &Shared, job: JobId, end: String) -> Option<String> {
    let mut inner = inner.borrow_mut();
    let Some(Listener::Import(_, words)) = inner.jobs.get_mut(&job) else { return None };
    Some(std::mem::take(words) + &end)
}

fn take(inner: &Shared, job: JobId) -> Option<Listener> {
    inner.borrow_mut().jobs.remove(&job)
}

/// Tells whoever annotates.
fn tell_annotate(inner: &Shared, job: JobId, event: AnnotateEvent, last: bool) {
    tell(inner, job, last, |listener| {
        if let Listener::Annotate(listener) = listener {
            listener(event);
        }
    });
}

/// Tells whoever reads a file.
fn tell_import(inner: &Shared, job: JobId, event: ImportEvent, last: bool) {
    tell(inner, job, last, |listener| {
        if let Listener::Import(listener, _) = listener {
            listener(event);
        }
    });
}

/// Takes the listener out while it runs, so that it may ask the engine for more, and puts it back unless it was the last
/// event.
fn tell(inner: &Shared, job: JobId, last: bool, event: impl FnOnce(&mut Listener)) {
    let Some(mut listener) = take(inner, job) else { return };
    event(&mut listener);
    if !last {
        inner.borrow_mut().jobs.insert(job, listener);
    }
}
