//! Files in and out of the page (文件): chosen, dropped or pasted; saved through a link.

use crate::annotate::{DocId, Edit, Mark, Relation};
use crate::browser::engine::{Engine, ImportEvent, JobError};
use crate::formats::{limits, native, plain};
use crate::project::{Applied, Command, Document, NewDocument};
use crate::text::{Text, order};
use crate::ui::i18n::{Lang, Msg};
use crate::ui::state::App;
use crate::ui::state::view::{Dialog, FileReport};
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use std::cell::Cell;
use std::iter;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, File, FileList, HtmlAnchorElement, HtmlElement, Url};

/// The element that opens the browser's own file picker.
pub const PICKER: &str = "file-picker";

/// The most bytes of any file that can be read: a larger one is refused before the browser takes it into memory.
#[expect(clippy::cast_precision_loss, reason = "a power of two")]
const LARGEST: f64 = limits::DATASET_BYTES as f64;

/// How often the worker may die while it has a file: twice it may have been the recognisers, on a document.
const TRIES: u32 = 3;

/// Asks for files, through the picker of that name.
pub fn ask(picker: &str) {
    let picker = document().get_element_by_id(picker);
    if let Some(picker) = picker.and_then(|picker| picker.dyn_into::<HtmlElement>().ok()) {
        picker.click();
    }
}

/// Takes files in and reports on each. They join those that are still being read, and wait for the project to be open.
pub fn take(app: App, files: &FileList) {
    let files: Vec<File> = (0..files.length()).filter_map(|index| files.item(index)).collect();
    if files.is_empty() || (app.is_open() && !app.may_change()) {
        return;
    }
    if app.engine().is_none() {
        return app.warn(app.say(Msg::EngineFailed));
    }
    if !app.is_importing() {
        app.report.set(Vec::new());
        app.files.set_value(Vec::new());
        app.next_file.set_value(0);
        app.imports.set_value(Vec::new());
    } else if app.files.with_value(Vec::is_empty) {
        // A backup is coming back, and another project with it.
        return app.tell(app.say(Msg::ImportFirst));
    }
    let reports = files.iter().map(|file| FileReport { name: file.name(), busy: true, ..FileReport::default() });
    app.report.update(|all| all.extend(reports));
    app.files.update_value(|all| all.extend(files));
    app.dialog.set(Some(Dialog::Report));
    read_on(app);
}

/// Has the files read that wait, once the project is open.
pub fn read_on(app: App) {
    let Some(engine) = app.engine().filter(|_| app.is_open()) else { return };
    spawn_local(async move {
        // One after the other: asking the browser for hundreds of files at once takes it as long as many frames.
        while let Some((index, file)) = next_file(app) {
            import(app, &engine, index, file, None, None).await;
        }
    });
}

/// The file to be read next, which counts as begun with this.
fn next_file(app: App) -> Option<(usize, File)> {
    let index = app.next_file.try_update_value(|next| std::mem::replace(next, *next + 1))?;
    app.files.with_value(|files| files.get(index).cloned()).map(|file| (index, file))
}

/// Reads a file of the last import once more, with another text encoding or unit of offsets; what it gave before goes to
/// the bin.
pub fn read_again(app: App, index: usize, encoding: Option<String>, unit: Option<String>) {
    let file = app.files.with_value(|files| files.get(index).cloned());
    let (Some(engine), Some(file)) = (app.engine(), file) else { return };
    let before = app.report.with_untracked(|reports| reports.get(index).cloned()).unwrap_or_default();
    if !before.documents.is_empty() {
        app.run(Command::SetRemoved { docs: before.documents, removed: true });
    }
    let wanted = (encoding.clone(), unit.clone());
    let (name, n_deaths) = (before.name, before.n_deaths);
    let report = FileReport { name, busy: true, unit: unit.clone(), wanted, n_deaths, ..FileReport::default() };
    with_report(app, index, |it| *it = report);
    spawn_local(async move { import(app, &engine, index, file, encoding, unit).await });
}

/// Reads the files again that the worker had when it died, one at a time: which of them it died of, or whether of something
/// else that it was at, is seen by that.
fn go_on_again(app: App) {
    let next = app.report.with_untracked(|reports| {
        let is_idle = reports.iter().all(|report| !report.busy || report.again);
        is_idle.then(|| reports.iter().position(|report| report.again)).flatten()
    });
    if let Some(index) = next {
        let wanted = app.report.with_untracked(|reports| reports.get(index).map(|report| report.wanted.clone()));
        let (encoding, unit) = wanted.unwrap_or_default();
        read_again(app, index, encoding, unit);
    }
}

/// Gives up the files that have not been read; what came in stays.
pub fn stop(app: App) {
    let mut left: Vec<usize> = iter::from_fn(|| next_file(app)).map(|(index, _)| index).collect();
    app.report.with_untracked(|reports| left.extend((0..).zip(reports).filter(|(_, it)| it.again).map(|(at, _)| at)));
    for index in left {
        give_up(app, index, app.say(Msg::Stopped).to_owned());
    }
    if let Some(engine) = app.engine() {
        let jobs = app.imports.try_update_value(std::mem::take).unwrap_or_default();
        jobs.into_iter().for_each(|job| engine.cancel(job));
    }
}

/// Gives one file to the worker; what comes of it is kept under its place in the report.
async fn import(app: App, engine: &Engine, index: usize, file: File, encoding: Option<String>, unit: Option<String>) {
    if let Some(why) = app.why_not() {
        return give_up(app, index, app.say(why).to_owned());
    }
    if file.size() > LARGEST {
        return give_up(app, index, app.fill(Msg::FileTooLarge, &[&(limits::DATASET_BYTES >> 20).to_string()]));
    }
    let Ok(buffer) = JsFuture::from(file.array_buffer()).await else {
        return give_up(app, index, app.fill(Msg::FileUnreadable, &[&file.name()]));
    };
    let bytes = Uint8Array::new(&buffer);
    // The document whose marks are on their way, and the first of the numbers set aside for them.
    let open = Rc::new(Cell::new(None));
    // Taking a long text in is a task of its own, apart from that in which it arrived.
    let heard = move |event| {
        let open = open.clone();
        set_timeout(move || hear(app, index, &open, event), Duration::ZERO);
    };
    let job = engine.import(&file.name(), &bytes, encoding, unit, heard);
    app.imports.update_value(|jobs| jobs.push(job));
}

fn hear(app: App, index: usize, open: &Cell<Option<(DocId, u64)>>, event: ImportEvent) {
    match event {
        ImportEvent::Document(document, n_ids) => {
            finish(app, open);
            let command = if n_ids > 0 { Command::Begin(document) } else { Command::Import(vec![*document]) };
            if let Some(applied) = try_run(app, index, command) {
                let taken = imported(&applied);
                let first = app.set_aside(n_ids);
                if n_ids > 0 {
                    open.set(taken.first().map(|&doc| (doc, first)));
                    app.only_structure.update_value(|docs| {
                        for &doc in &taken {
                            order::add(docs, doc);
                        }
                    });
                }
                with_report(app, index, |report| report.documents.extend(&taken));
                cut_into_blocks(app, taken.clone());
                set_timeout(move || app.unread.update(|unread| unread.extend(taken)), Duration::ZERO);
            }
        }
        ImportEvent::Marks(edits) => {
            if let Some((doc, first)) = open.get() {
                let (marks, relations) = added(edits);
                // A piece without anything that fits changes nothing, which is no error here.
                let _ = try_run(app, index, Command::Bring { doc, first, marks, relations });
            }
        }
        ImportEvent::Done { encoding, asks_unit, scheme, problems } => {
            finish(app, open);
            let lang = app.lang.get_untracked();
            let problems = problems.into_iter().map(|it| {
                let refused = it.severity == "refused";
                (if lang == Lang::Zh { it.zh } else { it.en }, refused)
            });
            with_report(app, index, |report| {
                report.encoding = encoding;
                report.unit = asks_unit.or(report.unit.take());
                report.scheme = scheme.map(Arc::new);
                report.problems.extend(problems);
                report.busy = false;
            });
            open_first(app);
            go_on_again(app);
        }
        // Only asked for by `backup`.
        ImportEvent::Restored(_) => {}
        ImportEvent::Failed(JobError::Crashed) => {
            with_report(app, index, |report| {
                report.n_deaths += 1;
                report.again = report.n_deaths < TRIES;
            });
            if !app.report.with_untracked(|reports| reports.get(index).is_some_and(|report| report.again)) {
                give_up(app, index, app.say(Msg::FileGaveUp).to_owned());
            }
            go_on_again(app);
        }
        ImportEvent::Failed(JobError::Cancelled) => give_up(app, index, app.say(Msg::Stopped).to_owned()),
        ImportEvent::Failed(JobError::Unavailable) => give_up(app, index, app.say(Msg::EngineFailed).to_owned()),
    }
}

/// Does a part of an import; where the project can no longer be changed here, the report says so.
fn try_run(app: App, index: usize, command: Command) -> Option<Applied> {
    let done = app.try_run(command).ok();
    if let Some(why) = app.why_not() {
        let words = app.say(why).to_owned();
        with_report(app, index, |report| {
            if report.problems.last().is_none_or(|(last, _)| *last != words) {
                report.problems.push((words, true));
            }
        });
    }
    done
}

/// A file is not read, or not to its end.
fn give_up(app: App, index: usize, why: String) {
    with_report(app, index, |report| {
        report.problems.push((why, true));
        (report.busy, report.again) = (false, false);
    });
}

/// Cuts the texts of documents into blocks, in a task of its own; otherwise it would be a part of opening them.
fn cut_into_blocks(app: App, docs: Vec<DocId>) {
    let cut = move || {
        for doc in docs {
            let text: Option<Text> = app.read(|workspace| workspace.document(doc)?.text().cloned());
            // They are kept with the text.
            let _ = text.map(|text| text.blocks().len());
        }
    };
    set_timeout(cut, Duration::ZERO);
}

/// The document whose marks were on their way has them all.
fn finish(app: App, open: &Cell<Option<(DocId, u64)>>) {
    if let Some((doc, _)) = open.take() {
        // A document that has gone meanwhile has nothing to finish.
        let _ = app.try_run(Command::Finish(doc));
    }
}

/// When all files have been read, the first document that came in is opened.
fn open_first(app: App) {
    let reports = app.report.get_untracked();
    if reports.iter().all(|report| !report.busy)
        && let Some(&doc) = reports.iter().flat_map(|report| &report.documents).next()
    {
        // Drawing it is a task of its own.
        set_timeout(move || app.open(Some(doc)), Duration::ZERO);
    }
}

fn with_report(app: App, index: usize, change: impl FnOnce(&mut FileReport)) {
    app.report.update(|reports| {
        if let Some(report) = reports.get_mut(index) {
            change(report);
        }
    });
}

/// The marks and relations that edits add.
fn added(edits: Vec<Edit>) -> (Vec<Mark>, Vec<Relation>) {
    let (mut marks, mut relations) = (Vec::new(), Vec::new());
    for edit in edits {
        match edit {
            Edit::Mark { after: Some(mark), .. } => marks.push(Arc::unwrap_or_clone(mark)),
            Edit::Relation { after: Some(relation), .. } => relations.push(Arc::unwrap_or_clone(relation)),
            _ => {}
        }
    }
    (marks, relations)
}

/// The documents that an import added.
pub fn imported(applied: &Applied) -> Vec<DocId> {
    let added = applied.transaction.edits.iter().filter_map(|edit| match edit {
        Edit::Document { before: None, after: Some(info) } => Some(info.id),
        _ => None,
    });
    added.collect()
}

/// Takes a pasted text in and opens it.
pub fn take_text(app: App, name: &str, words: &str) -> bool {
    let Some(text) =
        plain::text_of(plain::unify_line_ends(words.to_owned())).ok().filter(|text| !text.as_str().trim().is_empty())
    else {
        app.tell(app.say(Msg::NothingPasted));
        return false;
    };
    let first = text.as_str().lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let name = if name.trim().is_empty() { first.chars().take(30).collect() } else { name.trim().to_owned() };
    let document = NewDocument::plain(name, app.say(Msg::SourcePasted), text);
    let Some(applied) = app.run_for(Command::Import(vec![document])) else { return false };
    let taken = imported(&applied);
    app.open(taken.first().copied());
    app.unread.update(|unread| unread.extend(taken));
    true
}

/// Documents as native JSON Lines.
pub fn lines<'a>(documents: impl Iterator<Item = &'a Document>) -> Vec<u8> {
    let mut out = Vec::new();
    // Writing to memory does not fail.
    let _ = native::write(documents, &mut out);
    out
}

/// Hands a file to the person, and says whether that went well.
pub fn save_and_tell(app: App, name: &str, content: &[u8]) {
    match save(name, content) {
        Some(()) => app.tell(app.fill(Msg::FileSaved, &[name])),
        None => app.warn(app.fill(Msg::FileNotSaved, &[name])),
    }
}

/// The media type of a file, by the ending of its name.
fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "csv" => "text/csv",
        "zip" | "zhupi" => "application/zip",
        "json" => "application/json",
        "jsonl" => "application/x-ndjson",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "text/plain",
    }
}

/// Hands a file to the person. `None` where the browser refuses.
pub fn save(name: &str, content: &[u8]) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type(name));
    let parts = Array::of1(&Uint8Array::from(content));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let link = document().create_element("a").ok()?.dyn_into::<HtmlAnchorElement>().ok()?;
    link.set_href(&url);
    link.set_download(name);
    document().body()?.append_child(&link).ok()?;
    link.click();
    link.remove();
    // The download has to begin before its address goes.
    set_timeout(
        move || {
            let _ = Url::revoke_object_url(&url);
        },
        std::time::Duration::from_secs(60),
    );
    Some(())
}

/// The day as `2026-11-23`, for file names.
pub fn today() -> String {
    let now = js_sys::Date::new_0();
    format!("{}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}
