//! Keeping the project (保存): opens what is stored, hands every transaction on, says when it is safe.
//!
//! The page shows what was stored as it comes in: first marks, then the open document's text, then the others.

use crate::annotate::{DocId, Edit};
use crate::browser::storage::{Followed, Library, Opened, Recovery, Store, TakeOver};
use crate::journal::{ProjectId, ReadOnly, Reminder, SaveState, StorageError, UnsavedReason};
use crate::project::{Document, Workspace};
use crate::text::order;
use crate::ui::i18n::Msg;
use crate::ui::side::note::take_note;
use crate::ui::state::App;
use crate::ui::state::view::{Dialog, Redraw, Saved, Taking};
use crate::ui::{backup, files, reading, start};
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

thread_local! {
    /// What the person was about to do when it turned out that changes are kept nowhere but in this page.
    static LEAVING: Cell<Option<Box<dyn FnOnce()>>> = const { Cell::new(None) };
}

/// The stored project, as far as the page needs it later on.
#[derive(Clone)]
pub struct Kept {
    /// All projects.
    pub library: Library,
    /// The open one.
    pub store: Store,
}

/// Opens the project used last, or makes the first one.
pub async fn open(app: App) {
    let library = Library::open().await;
    if library.trouble().is_none() {
        app.losses.set(losses(app, &library.recover().await.unwrap_or_default()));
    }
    let opened = match open_last(app, &library).await {
        Ok(opened) => opened,
        Err(error) => {
            app.saved.set(Saved::MemoryOnly(app.storage_words(&error)));
            app.warn(app.storage_failed(&error));
            files::read_on(app);
            return start::begin(app);
        }
    };
    if let Some(trouble) = library.trouble() {
        app.warn(app.storage_failed(trouble));
    }
    // What was removed more than thirty days ago goes now; a failure only keeps it longer.
    let purging = library.clone();
    spawn_local(async move { drop(purging.purge().await) });
    take(app, library, opened).await;
}

/// What the browser had lost, and what was brought back, in words.
fn losses(app: App, losses: &[Recovery]) -> Vec<String> {
    let words = losses.iter().map(|loss| match loss {
        Recovery::FromCopy { name, covered, known, .. } if covered >= known => app.fill(Msg::BroughtBack, &[name]),
        Recovery::FromCopy { name, covered, known, .. } => {
            app.fill(Msg::BroughtBackInPart, &[name, &covered.to_string(), &known.to_string()])
        }
        Recovery::Gone { name } => app.fill(Msg::ProjectGone, &[name]),
        Recovery::WentBack { name, found, project: None, .. } => {
            app.fill(Msg::ProjectWentBack, &[name, &found.to_string()])
        }
        Recovery::WentBack { name, .. } => app.fill(Msg::NewerBesides, &[name]),
        Recovery::Later { name } => app.fill(Msg::BroughtBackLater, &[name]),
    });
    words.collect()
}

async fn open_last(app: App, library: &Library) -> Result<Opened, StorageError> {
    let projects = library.projects().await?;
    let info = match projects.into_iter().find(|info| info.removed.is_none()) {
        Some(info) => info,
        None => library.create(app.say(Msg::ProjectName)).await?,
    };
    app.project.set(info.name);
    library.open_project(info.id).await
}

/// Goes over to a project that has been opened.
async fn take(app: App, library: Library, opened: Opened) {
    let Opened { workspace, store, report, recovery } = opened;
    app.replace(workspace);
    let kept = store.clone();
    app.set_keep(Rc::new(move |transaction, texts| {
        texts.iter().for_each(|text| kept.put_text(text));
        if kept.submit(transaction.clone()).is_err() {
            app.warn(app.say(Msg::NotKept));
        }
    }));
    store.on_follow(move |what| match what {
        Followed::Done(transactions) => {
            app.follow(transactions);
            if transactions.iter().any(|transaction| transaction.edits.iter().any(takes_in)) {
                spawn_local(load_texts(app));
            }
        }
        Followed::Behind => go_over(app, TakeOver::Look),
    });
    app.kept.set_value(Some(Kept { library, store: store.clone() }));
    // What is said and done about backups is from here on about this project.
    follow_state(app, &store);
    app.losses.update(|all| all.extend(losses(app, recovery.as_slice())));
    if report.is_damaged() {
        app.warn(app.fill(Msg::StorageDamaged, &[&report.recovered.to_string()]));
    }
    if app.read_only.get_untracked().is_none() {
        tell_partial(app);
    }
    files::read_on(app);
    let is_lossy = app.losses.with_untracked(|losses| !losses.is_empty());
    if is_lossy {
        app.dialog.set(Some(Dialog::Keeping));
    }
    load_texts(app).await;
    // What was lost is no reason to welcome anybody.
    if !is_lossy && app.read_only.get_untracked().is_none() && report.is_whole() {
        // A task of its own, apart from drawing the project.
        set_timeout(move || start::begin(app), Duration::ZERO);
    }
}

/// Names the documents whose import was broken off: they have only part of the marks that they came with.
fn tell_partial(app: App) {
    let partial = |document: &Document| document.info().is_partial.then(|| document.info().name.clone());
    let names: Vec<String> = app.read(|workspace| workspace.documents().filter_map(partial).collect());
    if !names.is_empty() {
        app.warn(app.fill(Msg::ImportBrokenOff, &[&names.join("”“")]));
    }
}

/// Whether an edit takes a document in.
fn takes_in(edit: &Edit) -> bool {
    matches!(edit, Edit::Document { before: None, .. })
}

/// Loads the texts that are not there, and outlines; the open document's first.
async fn load_texts(app: App) {
    let Some(Kept { store, .. }) = app.kept.get_value() else { return };
    let open = app.doc.get_untracked();
    let mut docs: Vec<DocId> = app.read(|workspace| {
        let missing = workspace.documents().filter(|document| document.text().is_none());
        missing.map(|document| document.info().id).collect()
    });
    order::sort_by_key(&mut docs, |&doc| Some(doc) != open);
    for doc in docs {
        let Some(id) = app.read(|workspace| workspace.document(doc).map(|document| document.info().text)) else {
            continue;
        };
        match store.load_text(id).await {
            Ok(Some(text)) => app.amend(|workspace| {
                workspace.set_text(doc, text);
            }),
            Ok(None) | Err(_) => {
                let name = app.read(|it| it.document(doc).map(|document| document.info().name.clone()));
                app.warn(app.fill(Msg::TextMissing, &[&name.unwrap_or_default()]));
                continue;
            }
        }
        match store.load_outline(id).await {
            Some(outline) => app.amend(|workspace| workspace.set_outline(doc, Arc::new(outline))),
            None if app.read_only.get_untracked().is_some() => {}
            None => reading::read_again(app, doc),
        }
        if app.doc.get_untracked() == Some(doc) {
            app.draw_again(Redraw::Document);
            app.marks.notify();
        }
    }
}

/// Keeps the outline of a document, so that it need not be read again.
pub fn keep_outline(app: App, doc: DocId) {
    let outline = app.read(|it| it.document(doc).and_then(|it| Some((it.info().text, it.outline()?.clone()))));
    if let (Some((text, outline)), Some(kept)) = (outline, app.kept.get_value()) {
        kept.store.put_outline(text, &outline);
    }
}

/// Edits here what another tab is editing. That tab is asked to finish; where it does not answer in three seconds, the
/// next call takes the project away from it.
pub fn take_over(app: App) {
    match app.taking.get_untracked() {
        Taking::No => leave(app, move || go_over(app, TakeOver::Ask)),
        Taking::Asked => {}
        Taking::Refused => leave(app, move || go_over(app, TakeOver::Force)),
    }
}

/// Does something that puts what is stored in the place of what is in this page. Not while files come in; and where
/// changes are in this page only, not before the person was offered a file and gives them up.
pub fn leave(app: App, go_on: impl FnOnce() + 'static) {
    let Some(kept) = app.kept.get_value() else { return };
    take_note(app);
    if app.is_importing() {
        app.dialog.set(Some(Dialog::Report));
        return app.tell(app.say(Msg::ImportFirst));
    }
    let go_on: Box<dyn FnOnce()> = Box::new(go_on);
    spawn_local(async move {
        if kept.store.flush().await.is_safe() {
            return go_on();
        }
        LEAVING.set(Some(go_on));
        app.dialog.set(Some(Dialog::Leaving));
    });
}

/// Opens the project of this tab anew.
fn go_over(app: App, how: TakeOver) {
    let Some(kept) = app.kept.get_value() else { return };
    if how == TakeOver::Ask {
        app.taking.set(Taking::Asked);
    }
    spawn_local(async move {
        let opened = kept.library.take_over(&kept.store, how).await;
        let is_refused = matches!(&opened, Ok(it) if matches!(it.store.state(), SaveState::ReadOnly { .. }));
        app.taking.set(if is_refused && how == TakeOver::Ask { Taking::Refused } else { Taking::No });
        match opened {
            Ok(opened) => take(app, kept.library, opened).await,
            Err(error) => app.warn(app.storage_failed(&error)),
        }
    });
}

/// Does what had to wait for the person to give changes up.
pub fn give_up(app: App) {
    app.dialog.set(None);
    if let Some(go_on) = LEAVING.take() {
        go_on();
    }
}

/// Goes to another project; the present one is saved and closed first. See [`leave`] for what cannot be saved.
///
/// # Errors
/// Where the storage fails; this tab then only looks on at the project that was open.
pub async fn go_to(app: App, project: ProjectId) -> Result<(), StorageError> {
    let Some(kept) = app.kept.get_value() else { return Ok(()) };
    let info = kept.library.projects().await?.into_iter().find(|info| info.id == project);
    kept.store.close().await;
    let opened = kept.library.open_project(project).await?;
    app.project.set(info.map(|info| info.name).unwrap_or_default());
    app.taking.set(Taking::No);
    take(app, kept.library, opened).await;
    Ok(())
}

/// Shows the state of saving.
fn follow_state(app: App, store: &Store) {
    let is_lasting = store.is_lasting();
    store.on_state(move |state| {
        let read_only = match state {
            SaveState::ReadOnly { why, .. } => Some(why),
            _ => None,
        };
        app.read_only.set(read_only);
        if state == (SaveState::ReadOnly { why: ReadOnly::TakenOver, unsaved: false }) {
            // Nothing here is only here: read along from now on, as any other tab does.
            set_timeout(move || go_over(app, TakeOver::Look), Duration::ZERO);
        }
        app.saved.set(shown(app, state, is_lasting));
        if state == SaveState::Saved && is_lasting {
            tell_rescue();
            remind(app);
        }
    });
}

/// Says that it is time for a backup file: by a mark, after a week by a question, which is asked once in a session. Where
/// a folder was granted, writes the file by itself.
fn remind(app: App) {
    let Some(kept) = app.kept.get_value() else { return };
    let before = app.backup.get_untracked();
    let now = kept.store.reminder();
    if now != before {
        app.backup.set(now);
    }
    if now == Reminder::Dialog && before != Reminder::Dialog && app.dialog.get_untracked().is_none() {
        app.dialog.set(Some(Dialog::Keeping));
    }
    backup::rotate(app);
}

fn shown(app: App, state: SaveState, is_lasting: bool) -> Saved {
    match state {
        SaveState::Saved if !is_lasting => Saved::MemoryOnly(app.say(Msg::NoStorage).to_owned()),
        SaveState::Saved => Saved::Saved,
        SaveState::Saving { .. } => Saved::Saving,
        SaveState::Unsaved { reason: UnsavedReason::Slow, .. } => Saved::Failed(app.say(Msg::StorageSlow).to_owned()),
        SaveState::Unsaved { reason: UnsavedReason::Failed(_), .. } => {
            Saved::Failed(app.say(Msg::StorageTrouble).to_owned())
        }
        SaveState::NoSpace { .. } => Saved::NoSpace,
        SaveState::ReadOnly { why, unsaved } => Saved::ReadOnly(app.say(why_read_only(why)).to_owned(), unsaved),
    }
}

fn why_read_only(why: ReadOnly) -> Msg {
    match why {
        ReadOnly::OtherTab => Msg::OtherTab,
        ReadOnly::TakenOver => Msg::TakenOver,
        ReadOnly::Vanished => Msg::Vanished,
        ReadOnly::NoRoom => Msg::NoRoomToOpen,
        ReadOnly::NewerBuild => Msg::NewerBuild,
        ReadOnly::NotUnderstood | ReadOnly::TwoWriters | ReadOnly::Inconsistent => Msg::StoredOddly,
    }
}

/// The screen for crashes tells when the last write was acknowledged; it reads the time here.
fn tell_rescue() {
    let now = js_sys::Date::new_0().to_locale_time_string("zh-CN");
    if let Some(root) = document().document_element() {
        // Without it the screen only says less.
        let _ = root.set_attribute("data-saved", &String::from(now));
    }
}

/// Asks before the page is left while something is not safe. A page that is put away may not come back.
pub fn guard(app: App) {
    let leaving = window_event_listener(leptos::ev::beforeunload, move |event| {
        // A field that is being typed in says what it holds when it is left.
        let field = document().active_element().and_then(|field| field.dyn_into::<HtmlElement>().ok());
        drop(field.map(|field| field.blur()));
        if !is_safe(app) {
            event.prevent_default();
        }
    });
    let hiding = window_event_listener_untyped("visibilitychange", move |_| take_note(app));
    on_cleanup(move || {
        leaving.remove();
        hiding.remove();
    });
}

/// Whether nothing is lost with this page: no file is on its way, and everything is stored where it outlasts the page, or
/// there is nothing.
fn is_safe(app: App) -> bool {
    match app.kept.get_value() {
        _ if app.is_importing() => false,
        Some(Kept { store, .. }) if store.is_lasting() => store.state().is_safe(),
        _ => app.read(Workspace::is_untouched),
    }
}
