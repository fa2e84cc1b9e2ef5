//! The worker's side: takes requests one after the other and answers in small steps.
//!
//! Between two steps the worker lets the browser deliver messages, so that a job can be given up while it runs.

use super::export::{self, Ordered};
use super::port;
use crate::annotate::{
    ActorId, DocId, DocStatus, Edit, Mark, MarkId, Meta, Relation, RelationId, Step, Transaction, TransactionId,
};
use crate::formats::anchor::Unit;
use crate::formats::backup::{self, Backup};
use crate::formats::{self, ImportOptions, Problem, Severity, scheme_file};
use crate::journal::{self, OutlineForm, ProjectId, TransactionForm};
use crate::project::{NewDocument, Workspace};
use crate::protocol::{JobId, Order, Reply, Request, WireProblem};
use crate::recognise::Pipeline;
use crate::scheme::Name;
use crate::text::{Text, Utf8};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet, VecDeque};
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel};

/// How many marks are sent at once: what the page takes in within a frame.
const PIECE: usize = 250;

/// How much of a long text is sent at once, in bytes: some milliseconds to take in.
const STRETCH: usize = 1 << 20;

type Message = port::Message<Request>;

struct Server {
    scope: DedicatedWorkerGlobalScope,
    queue: RefCell<VecDeque<Message>>,
    cancelled: RefCell<HashSet<JobId>>,
    busy: RefCell<bool>,
    pipeline: RefCell<Option<Rc<Pipeline>>>,
    /// The documents that are being exported or checked.
    held: RefCell<Option<Workspace>>,
}

thread_local! {
    /// The one server of this worker.
    static SERVER: RefCell<Option<Rc<Server>>> = const { RefCell::new(None) };
}

/// Begins to serve in this worker. `build` is the worker's own build id.
pub fn serve(build: &str) {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let server = Rc::new(Server {
        scope,
        queue: RefCell::default(),
        cancelled: RefCell::default(),
        busy: RefCell::new(false),
        pipeline: RefCell::new(None),
        held: RefCell::default(),
    });
    SERVER.with_borrow_mut(|slot| *slot = Some(server.clone()));
    server.reply(&Reply::Hello { build: build.to_owned() }, None);
    spawn_local(async move {
        let began = js_sys::Date::now();
        server.pipeline();
        server.reply(&Reply::Ready { load_ms: js_sys::Date::now() - began }, None);
    });
}

/// Takes one message of the page. Messages that are none of ours are passed over.
pub fn receive(data: &JsValue) {
    let server = SERVER.with_borrow(Clone::clone);
    if let (Some(server), Some(message)) = (server, port::unpack::<Request>(data)) {
        take(&server, message);
    }
}

fn take(server: &Rc<Server>, message: Message) {
    if let Request::Cancel { job } = message.head {
        server.cancelled.borrow_mut().insert(job);
        return;
    }
    server.queue.borrow_mut().push_back(message);
    if !server.busy.replace(true) {
        let server = server.clone();
        spawn_local(async move {
            loop {
                let next = server.queue.borrow_mut().pop_front();
                let Some(message) = next else { break };
                server.work(message).await;
                pause().await;
            }
            server.busy.replace(false);
        });
    }
}

impl Server {
    fn pipeline(&self) -> Rc<Pipeline> {
        let mut slot = self.pipeline.borrow_mut();
        slot.get_or_insert_with(|| Rc::new(Pipeline::builtin())).clone()
    }

    fn reply(&self, reply: &Reply, text: Option<&str>) {
        self.send(&port::pack(reply, text, None));
    }

    fn reply_with(&self, reply: &Reply, bytes: &[u8]) {
        self.send(&port::pack(reply, None, Some(&js_sys::Uint8Array::from(bytes))));
    }

    fn send(&self, message: &js_sys::Object) {
        // Posting fails only where the page is gone.
        let _ = self.scope.post_message_with_transfer(message, &port::moved(message));
    }

    /// Whether the page gave the job up; tells it so.
    fn given_up(&self, job: JobId) -> bool {
        let given_up = self.cancelled.borrow_mut().remove(&job);
        if given_up {
            self.reply(&Reply::Cancelled { job }, None);
        }
        given_up
    }

    async fn work(&self, message: Message) {
        match message.head {
            Request::Annotate { job } => self.annotate(job, message.text).await,
            Request::Import { job, name, encoding, unit } => {
                let unit = unit.as_deref().and_then(Unit::of);
                self.import(job, &name, &message.bytes, &ImportOptions { encoding, unit, ..ImportOptions::default() })
                    .await;
            }
            Request::WordAt { job, at } => match self.pipeline().unit_at(&message.text, Utf8(at)) {
                Some(word) => self.reply(&Reply::Word { job, start: word.start.0, end: word.end.0 }, None),
                None => self.reply(&Reply::Cancelled { job }, None),
            },
            Request::Hold { scheme } => self.hold(&message.text, &scheme),
            Request::Export { job, order, write } => self.export(job, order, write),
            Request::Check { job } => self.check(job),
            Request::Backup { job, project, bin } => {
                let (documents, bin) = message.text.split_at_checked(bin).unwrap_or((&message.text, ""));
                let state = &message.bytes;
                let workspace = journal::unpack_state(state, ActorId(0));
                let scheme = workspace.and_then(|it| scheme_file::write(it.scheme()).ok()).unwrap_or_default();
                let backup = Backup { project: &project, documents, bin, scheme: &scheme, state };
                let file = backup.write().unwrap_or_default();
                let reply = Reply::Exported {
                    job,
                    formats: vec![],
                    counts: (0, 0),
                    losses: vec![],
                    ending: "zhupi".to_owned(),
                };
                self.reply_with(&reply, &file);
            }
            Request::Restore { job, name, actor } => self.restore(job, &name, &message.bytes, ActorId(actor)).await,
            Request::Cancel { .. } => {}
        }
    }

    async fn annotate(&self, job: JobId, text: String) {
        if self.given_up(job) {
            return;
        }
        let pipeline = self.pipeline();
        let text = Text::new(text);
        let mut analysis = pipeline.begin(&text);
        let outline = OutlineForm::from(&analysis.outline());
        self.reply(&Reply::Outline { job }, Some(&serde_json::to_string(&outline).unwrap_or_default()));
        let mut start = Utf8(0);
        while let Some(found) = pipeline.step(&mut analysis) {
            let end = analysis.read_to();
            let progress = analysis.progress();
            self.reply(&Reply::Found { job, start: start.0, end: end.0, findings: found.into(), progress }, None);
            start = end;
            pause().await;
            if self.given_up(job) {
                return;
            }
        }
        self.reply(&Reply::Done { job }, None);
    }

    async fn import(&self, job: JobId, name: &str, bytes: &[u8], options: &ImportOptions) {
        if self.given_up(job) {
            return;
        }
        let report = formats::import(name, bytes, options);
        for document in report.documents {
            if !self.hand_over(job, document).await {
                return;
            }
        }
        let problems = report.problems.into_iter().map(|it| wire_problem(name, it)).collect();
        let (encoding, asks_unit) =
            (report.encoding.map(str::to_owned), report.asks_unit.map(|unit| unit.name().to_owned()));
        let scheme = report.scheme.as_ref().map(journal::pack_scheme);
        self.reply(&Reply::Imported { job, encoding, asks_unit, scheme, problems }, None);
    }

    async fn restore(&self, job: JobId, name: &str, bytes: &[u8], actor: ActorId) {
        let backup::Restored { project, mut documents, bin, scheme, state, problems } = backup::read(name, bytes);
        documents.extend(bin);
        for document in &documents {
            let NewDocument { name, source, text, .. } = document.clone();
            if !self.hand_over(job, NewDocument::plain(name, source, text)).await {
                return;
            }
        }
        let has_any = !documents.is_empty() || state.is_some();
        let state = state.unwrap_or_default();
        let made = journal::restore(&state, documents, scheme, actor);
        let state = if made.is_exact { state } else { journal::pack_state(ProjectId(0), &made.workspace) };
        let problems = problems.into_iter().map(|it| wire_problem(name, it)).collect();
        let reply = Reply::Restored { job, project, is_exact: made.is_exact, problems };
        self.reply_with(&reply, if has_any { &state } else { &[] });
    }

    /// Sends a document, and what it is marked with piece by piece, so that the page takes each in without a stop; `false`
    /// where the page gave the job up.
    async fn hand_over(&self, job: JobId, document: NewDocument) -> bool {
        let NewDocument { name, source, text, status, labels, marks, relations } = document;
        let edits = numbered(marks, relations);
        let mut words = text.as_str();
        while words.len() > STRETCH {
            let (stretch, rest) = words.split_at(words.floor_char_boundary(STRETCH));
            self.reply(&Reply::Stretch { job }, Some(stretch));
            words = rest;
            pause().await;
        }
        let reply = Reply::Document {
            job,
            name,
            source,
            text_id: text.id().to_string(),
            status: DocStatus::ALL.iter().position(|&it| it == status).unwrap_or_default(),
            labels: labels.iter().map(Name::to_string).collect(),
            n_ids: edits.len() as u64,
        };
        self.reply(&reply, Some(words));
        pause().await;
        let actor = ActorId(0);
        for piece in edits.chunks(PIECE) {
            if self.given_up(job) {
                return false;
            }
            let meta = Meta { at: 0, actor, event: Name::from("import"), step: Step::System };
            let id = TransactionId { actor, number: 0 };
            let form = TransactionForm::from(&Transaction { id, meta, edits: piece.to_vec() });
            self.reply(&Reply::Marks { job }, Some(&serde_json::to_string(&form).unwrap_or_default()));
            pause().await;
        }
        !self.given_up(job)
    }
}

/// The edits that add marks and relations to a document of no project, all numbered from 0.
fn numbered(marks: Vec<Mark>, relations: Vec<Relation>) -> Vec<Edit> {
    let actor = ActorId(0);
    let doc = DocId { actor, number: 0 };
    let mut given = HashMap::new();
    let mut edits = Vec::with_capacity(marks.len() + relations.len());
    for (mut mark, number) in marks.into_iter().zip(0..) {
        let id = MarkId { actor, number };
        given.insert(std::mem::replace(&mut mark.id, id), id);
        edits.push(Edit::Mark { doc, before: None, after: Some(Arc::new(mark)) });
    }
    let number = edits.len() as u64..;
    for (mut relation, number) in relations.into_iter().zip(number) {
        if let (Some(&from), Some(&to)) = (given.get(&relation.from), given.get(&relation.to)) {
            (relation.from, relation.to, relation.id) = (from, to, RelationId { actor, number });
            edits.push(Edit::Relation { doc, before: None, after: Some(Arc::new(relation)) });
        }
    }
    edits
}

impl Server {
    fn hold(&self, lines: &str, scheme: &str) {
        self.held.replace((!scheme.is_empty()).then(|| export::workspace_of(lines, scheme)));
    }

    fn export(&self, job: JobId, order: Order, write: bool) {
        let held = self.held.borrow();
        let Some(ordered) = held.as_ref().and_then(|workspace| Ordered::of(order, workspace)) else {
            return self.reply(&Reply::Cancelled { job }, None);
        };
        let (ending, bytes) = write.then(|| ordered.file()).flatten().unwrap_or_default();
        let (counts, losses) = (ordered.counts(), ordered.losses());
        self.reply_with(&Reply::Exported { job, formats: export::writable(), counts, losses, ending }, &bytes);
    }

    fn check(&self, job: JobId) {
        let held = self.held.borrow();
        match held.as_ref() {
            Some(workspace) => self.reply(&Reply::Checked { job, faults: export::faults(workspace) }, None),
            None => self.reply(&Reply::Cancelled { job }, None),
        }
    }
}

/// A problem with what stands beside the name of the file that was read, and so need not begin with it.
fn wire_problem(name: &str, mut problem: Problem) -> WireProblem {
    if problem.file == name {
        problem.file.clear();
    }
    let severity = match problem.severity() {
        Severity::Refused => "refused",
        Severity::Skipped => "skipped",
        Severity::Doubtful => "doubtful",
        Severity::Note => "note",
    };
    WireProblem { zh: problem.zh(), en: problem.to_string(), severity: severity.to_owned() }
}

/// Lets the browser deliver messages. A message channel is used because timers are held back to four milliseconds.
async fn pause() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let Ok(channel) = MessageChannel::new() else {
            let _ = resolve.call0(&JsValue::NULL);
            return;
        };
        channel.port1().set_onmessage(Some(&resolve));
        // The message itself means nothing; a failure to send it would leave the worker waiting, so it goes on instead.
        if channel.port2().post_message(&JsValue::NULL).is_err() {
            let _ = resolve.call0(&JsValue::NULL);
        }
    });
    let _ = JsFuture::from(promise).await;
}
