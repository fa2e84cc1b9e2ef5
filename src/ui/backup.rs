//! Backups (备份): the whole project as one file, kept by key, by reminder or in a granted folder; and the way back, always
//! into a new project.
//!
//! The worker packs and unpacks. Where there is none, what people made is saved as lines, without its history.

use crate::browser::engine::{Backup, ImportEvent};
use crate::browser::storage::Store;
use crate::journal::{self, ProjectId, ProjectInfo, Reminder, StorageError, superfluous};
use crate::text::Text;
use crate::ui::files::{self, today};
use crate::ui::i18n::{Lang, Msg};
use crate::ui::keeping::{self, Kept};
use crate::ui::side::note::take_note;
use crate::ui::start;
use crate::ui::state::App;
use crate::ui::state::view::{Dialog, FileReport};
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use leptos::prelude::*;
use std::cell::Cell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::File;

#[wasm_bindgen]
extern "C" {
    /// The folder for backups, see `public/folder.js`; boot.js loads it when it is first asked for.
    #[wasm_bindgen(js_namespace = zhupi, catch)]
    fn folder() -> Result<Promise, JsValue>;
}

/// How long the files of a folder are apart at least, in milliseconds.
const APART: i64 = 10 * 60 * 1_000;

/// After how many changes a file is written to the folder all the same.
const MANY: u64 = 50;

/// Saves everything to a file.
pub fn save(app: App) {
    take_note(app);
    spawn_local(async move {
        let missing = load_missing(app).await;
        // Another project may be open when the file is there.
        let covered = app.kept.get_value().map(|kept| (kept.store.stored(), kept.store));
        let project = app.project.get_untracked();
        compose(app, move |content| {
            let name = file_name(&project, content.is_some());
            let saved = match &content {
                Some(content) => files::save(&name, content),
                None => files::save(&name, &app.read(|workspace| files::lines(workspace.documents()))),
            };
            match saved {
                Some(()) if missing.is_empty() => done(app, covered, &name),
                Some(()) => app.warn(app.fill(Msg::BackupLacks, &[&name, &missing.join("”“")])),
                None => app.warn(app.fill(Msg::FileNotSaved, &[&name])),
            }
        });
    });
}

fn done(app: App, covered: Option<(u64, Store)>, name: &str) {
    if let Some((covered, store)) = covered {
        store.backed_up(covered);
        app.backup.set(Reminder::None);
    }
    app.tell(app.fill(Msg::BackupSaved, &[name]));
}

fn file_name(project: &str, is_whole: bool) -> String {
    let bad = |ch: char| if ch.is_control() || "/\\:*?\"<>|".contains(ch) { '_' } else { ch };
    let project: String = project.chars().take(40).map(bad).collect();
    format!("zhupi-{project}-{}.{}", today(), if is_whole { "zhupi" } else { "jsonl" })
}

/// Loads the texts that are not there: those of documents in the bin, and others where the project has only just been
/// opened. Names the documents whose texts cannot be had; no file holds them.
pub async fn load_missing(app: App) -> Vec<String> {
    let Some(Kept { store, .. }) = app.kept.get_value() else { return Vec::new() };
    let wanted: Vec<_> = app.read(|workspace| {
        let all = workspace.documents().chain(workspace.removed()).filter(|document| document.text().is_none());
        all.map(|document| document.info().clone()).collect()
    });
    let mut missing = Vec::new();
    for info in wanted {
        match store.load_text(info.text).await {
            Ok(Some(text)) => app.amend(|workspace| {
                workspace.set_text(info.id, text);
            }),
            Ok(None) | Err(_) => missing.push(info.name.clone()),
        }
    }
    missing
}

/// Has the worker put a backup together; `None` where it cannot.
fn compose(app: App, answer: impl FnOnce(Option<Vec<u8>>) + 'static) {
    let Some(engine) = app.engine() else { return answer(None) };
    let project = app.kept.get_value().map_or(ProjectId(0), |kept| kept.store.project());
    let (lines, bin, state) = app.read(|workspace| {
        let mut lines = files::lines(workspace.documents());
        let bin = lines.len();
        lines.extend(files::lines(workspace.removed()));
        (lines, bin, journal::pack_state(project, workspace))
    });
    let lines = String::from_utf8(lines).unwrap_or_default();
    let name = app.project.get_untracked();
    engine.backup(&name, (&lines, bin), &state, move |answered| {
        answer(answered.map(|it| it.content).filter(|content| !content.is_empty()));
    });
}

/// Brings a backup, or a file of raw data, back as new projects, and goes to the first.
pub fn restore(app: App, file: File) {
    let Some(kept) = app.kept.get_value() else { return app.warn(app.say(Msg::NoStorage)) };
    keeping::leave(app, move || bring_back(app, kept, file));
}

fn bring_back(app: App, kept: Kept, file: File) {
    app.files.set_value(Vec::new());
    let name = file.name();
    app.report.set(vec![FileReport { name: name.clone(), busy: true, ..FileReport::default() }]);
    app.dialog.set(Some(Dialog::Report));
    spawn_local(async move {
        let Ok(buffer) = JsFuture::from(file.array_buffer()).await else {
            return failed(app, app.fill(Msg::FileUnreadable, &[&name]));
        };
        let bytes = Uint8Array::new(&buffer);
        if name.ends_with(".json") {
            let raw = String::from_utf8(bytes.to_vec()).unwrap_or_default();
            let back = kept.library.bring_back_raw(&raw).await;
            let is_all = back.as_ref().is_ok_and(|(_, is_all)| *is_all);
            let problems = if is_all { vec![] } else { vec![(app.say(Msg::RawInParts).to_owned(), false)] };
            return come_back(app, back.map(|(projects, _)| projects.into_iter().next()), problems).await;
        }
        let Some(engine) = app.engine() else { return failed(app, app.say(Msg::EngineFailed).to_owned()) };
        let mut texts: Vec<Text> = Vec::new();
        engine.restore(&name, &bytes, start::random_actor(), move |event| match event {
            ImportEvent::Document(document, _) => texts.push(document.text),
            ImportEvent::Restored(backup) => {
                spawn_local(keep(app, kept.clone(), *backup, std::mem::take(&mut texts)));
            }
            ImportEvent::Failed(_) => failed(app, app.say(Msg::EngineFailed).to_owned()),
            // Neither is part of a backup.
            ImportEvent::Marks(_) | ImportEvent::Done { .. } => {}
        });
    });
}

async fn keep(app: App, kept: Kept, backup: Backup, texts: Vec<Text>) {
    let lang = app.lang.get_untracked();
    let mut problems: Vec<_> =
        backup.problems.into_iter().map(|it| (if lang == Lang::Zh { it.zh } else { it.en }, false)).collect();
    if backup.state.is_empty() {
        problems.push((app.say(Msg::NothingRestored).to_owned(), true));
        return come_back(app, Ok(None), problems).await;
    }
    if !backup.is_exact {
        problems.push((app.say(Msg::RestoredParts).to_owned(), false));
    }
    let name = backup.project.unwrap_or_else(|| app.say(Msg::ProjectName).to_owned());
    let name = app.fill(Msg::RestoredName, &[&name, &today()]);
    let project = kept.library.keep_backup(&name, &backup.state, &texts).await;
    come_back(app, project.map(Some), problems).await;
}

/// Goes to what came back, and says what did not.
async fn come_back(app: App, back: Result<Option<ProjectInfo>, StorageError>, problems: Vec<(String, bool)>) {
    let went = match back {
        Ok(None) => Ok(None),
        Ok(Some(info)) => keeping::go_to(app, info.id).await.map(|()| Some(info.name)),
        Err(error) => Err(error),
    };
    match went {
        Ok(name) => {
            let documents = app.read(|it| it.documents().map(|document| document.info().id).collect());
            let is_whole = problems.is_empty();
            if name.is_none() && is_whole {
                return failed(app, app.say(Msg::NothingRestored).to_owned());
            }
            app.report.update(|reports| {
                for report in reports {
                    report.busy = false;
                    report.problems.clone_from(&problems);
                    report.documents = if name.is_some() { Vec::clone(&documents) } else { Vec::new() };
                }
            });
            if let Some(name) = name {
                app.tell(app.fill(Msg::RestoredAs, &[&name]));
                if is_whole {
                    app.dialog.set(None);
                }
            }
        }
        Err(error) => failed(app, app.storage_failed(&error)),
    }
}

fn failed(app: App, words: String) {
    app.report.update(|reports| {
        for report in reports {
            report.busy = false;
            report.problems.push((words.clone(), true));
        }
    });
}

/// Everything in the browser's database as raw data, for when nothing else can be done with it.
pub fn save_raw(app: App) {
    let Some(kept) = app.kept.get_value() else { return };
    spawn_local(async move {
        let name = format!("zhupi-raw-{}.json", today());
        match kept.library.raw_data().await {
            Ok(raw) => files::save_and_tell(app, &name, raw.as_bytes()),
            Err(error) => app.warn(app.storage_failed(&error)),
        }
    });
}

/// Whether this browser lets a page write into a folder of the machine.
pub fn has_folders() -> bool {
    Reflect::has(&window(), &"showDirectoryPicker".into()).unwrap_or_default()
}

/// Lets the person choose the folder that backups are written to from now on.
pub fn choose_folder(app: App) {
    spawn_local(async move {
        if let Some(name) = ask("choose", &Array::new()).await.and_then(|name| name.as_string()) {
            app.tell(app.fill(Msg::FolderChosen, &[&name]));
            rotate(app);
        }
    });
}

/// Whether the folder that was chosen needs the person's permission again.
pub async fn is_folder_shut(app: App) -> bool {
    list(app).await.is_some_and(|files| files.is_falsy())
}

/// When the files of the open project were written to the folder, see `public/folder.js`.
async fn list(app: App) -> Option<JsValue> {
    ask("list", &Array::of1(&project_id(app).into())).await
}

/// What tells a project's files from those of another of the same name.
fn project_id(app: App) -> String {
    app.kept.get_value().map(|kept| kept.store.project().to_string()).unwrap_or_default()
}

thread_local! {
    /// Whether a backup is on its way into the folder.
    static IS_ROTATING: Cell<bool> = const { Cell::new(false) };
}

/// A backup on its way into the folder, until this is dropped; there is one at a time.
struct Rotating;

impl Drop for Rotating {
    fn drop(&mut self) {
        IS_ROTATING.set(false);
    }
}

/// Writes a backup into the granted folder where it is time for one, and removes what [`superfluous`] names.
pub fn rotate(app: App) {
    if !has_folders() {
        return;
    }
    let Some(kept) = app.kept.get_value() else { return };
    if IS_ROTATING.replace(true) {
        return;
    }
    let rotating = Rotating;
    spawn_local(async move {
        let Some(files) = list(app).await.filter(JsValue::is_truthy) else { return };
        let times: Vec<i64> = Array::from(&files).iter().filter_map(|time| time.as_f64()).map(whole).collect();
        let now = whole(js_sys::Date::now());
        let covered = kept.store.stored();
        let n_uncovered = kept.store.uncovered();
        // Files from the future were written before the clock was set back.
        let last = times.iter().filter(|&&time| time <= now).max();
        let is_old = last.is_none_or(|&last| now - last >= APART);
        if n_uncovered == 0 || !(is_old || n_uncovered >= MANY) {
            return;
        }
        let is_whole = load_missing(app).await.is_empty();
        // Another project may be open by now, and its file says nothing of this one.
        let id = project_id(app);
        // What lacks a text covers nothing, and would be written anew with every change.
        if id != kept.store.project().to_string() || !(is_old || is_whole) {
            return;
        }
        let name = app.project.get_untracked();
        compose(app, move |content| {
            let Some(content) = content else { return };
            spawn_local(async move {
                let gone: Array = superfluous(&times, now).into_iter().map(number).collect();
                let wanted =
                    Array::of5(&name.into(), &id.into(), &number(now), &Uint8Array::from(content.as_slice()), &gone);
                if ask("keep", &wanted).await.is_some_and(|kept| kept.is_truthy()) && is_whole {
                    kept.store.backed_up(covered);
                    app.backup.set(Reminder::None);
                }
                drop(rotating);
            });
        });
    });
}

/// Milliseconds since 1970.
#[expect(clippy::cast_possible_truncation, reason = "whole milliseconds")]
fn whole(time: f64) -> i64 {
    time as i64
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 fit")]
fn number(time: i64) -> JsValue {
    JsValue::from_f64(time as f64)
}

/// Asks `public/folder.js`; `None` where it fails or there is no folder.
async fn ask(what: &str, with: &Array) -> Option<JsValue> {
    let module = JsFuture::from(folder().ok()?).await.ok()?;
    let function: Function = Reflect::get(&module, &what.into()).ok()?.dyn_into().ok()?;
    let answer = function.apply(&JsValue::from(Object::new()), with).ok()?;
    let answer = JsFuture::from(Promise::resolve(&answer)).await.ok()?;
    (!answer.is_undefined() && !answer.is_null()).then_some(answer)
}
