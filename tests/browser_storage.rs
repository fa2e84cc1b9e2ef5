//! In a browser: projects are kept in its database, one tab writes, and a lost connection costs nothing.
#![cfg(target_arch = "wasm32")]

#[path = "storage_suite/mod.rs"]
mod storage_suite;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};
use zhupi::annotate::Transaction;
use zhupi::browser::storage::{Followed, IndexedDb, Library, Opened, Place, Recovery, TakeOver};
use zhupi::journal::{
    Batch, Lost, MemoryStorage, Op, ProjectId, Range, ReadOnly, SaveState, StartState, Storage, StorageErrorKind,
    Table, Task, state_hash,
};
use zhupi::project::{Command, NewDocument, Workspace};
use zhupi::text::{Span, Text, Utf8};

wasm_bindgen_test_configure!(run_in_browser);

const SAMPLE: &str = "到2025年，新建公厕12座。(市城管局负责)\n𠮷祥街道配合。\n";

/// A database of its own for each test.
async fn database(name: &str) -> IndexedDb {
    let factory = web_sys::window().and_then(|window| window.indexed_db().ok().flatten()).expect("a database");
    let name = format!("zhupi-test-{name}");
    drop(factory.delete_database(&name));
    IndexedDb::open_named(&name).await.expect("it opens")
}

async fn library(name: &str) -> Library {
    Library::over(Place::Database(database(name).await))
}

fn apply(opened: &mut Opened, command: Command) -> Arc<Transaction> {
    let now = js_sys::Date::now() as i64;
    let applied = opened.workspace.apply(command, now).expect("it changes something");
    opened.store.submit(applied.transaction.clone()).expect("it follows");
    applied.transaction
}

fn import(opened: &mut Opened) {
    let document = NewDocument::plain("通知", "通知.txt", Text::new(SAMPLE));
    opened.store.put_text(&document.text);
    apply(opened, Command::Import(vec![document]));
}

fn mark(opened: &mut Opened, at: u32) {
    let doc = opened.workspace.documents().next().expect("there is one").info().id;
    let spans = vec![Span::new(Utf8(at), Utf8(at + 3))];
    apply(opened, Command::AddMark { doc, spans, label: "ORG".into() });
}

fn name_of(workspace: &Workspace) -> String {
    workspace.documents().next().map(|document| document.info().name.clone()).unwrap_or_default()
}

#[wasm_bindgen_test]
async fn the_database_keeps_the_laws() {
    let database = database("laws").await;
    storage_suite::check(&database).await;
    database.close();
    let kept = database.read(Table::Texts, &Range::all()).await.expect("it opens again");
    assert_eq!(kept.len(), 2);
    storage_suite::check(&MemoryStorage::default()).await;
}

#[wasm_bindgen_test]
async fn a_reload_brings_everything_back() {
    let library = library("reload").await;
    let info = library.create("试点").await.expect("it is made");
    let mut opened = library.open_project(info.id).await.expect("it opens");
    let seen = Rc::new(RefCell::new(Vec::new()));
    let seeing = seen.clone();
    opened.store.on_state(move |state| seeing.borrow_mut().push(state));
    import(&mut opened);
    mark(&mut opened, 0);
    mark(&mut opened, 7);
    assert!(matches!(opened.store.state(), SaveState::Saving { .. }));
    assert_eq!(opened.store.flush().await, SaveState::Saved);
    assert!(matches!(seen.borrow()[..], [SaveState::Saved, SaveState::Saving { .. }, .., SaveState::Saved]));
    opened.store.close().await;

    let again = library.open_project(info.id).await.expect("it opens");
    assert!(again.report.is_whole());
    assert_eq!(state_hash(&again.workspace), state_hash(&opened.workspace));
    assert!(again.workspace.history().to_undo().is_some());
    let text = again.workspace.documents().next().expect("there is one").info().text;
    let text = again.store.load_text(text).await.expect("it is read");
    assert_eq!(text.as_ref().map(Text::as_str), Some(SAMPLE));
    again.store.close().await;
}

#[wasm_bindgen_test]
async fn projects_are_kept_apart_and_renamed_and_removed() {
    let library = library("projects").await;
    let (one, two) = (library.create("甲").await.expect("made"), library.create("乙").await.expect("made"));
    let mut opened = library.open_project(one.id).await.expect("it opens");
    import(&mut opened);
    opened.store.flush().await;
    opened.store.close().await;
    let other = library.open_project(two.id).await.expect("it opens");
    assert_eq!(other.workspace.documents().count(), 0);
    other.store.close().await;
    library.rename(one.id, "丙").await.expect("renamed");
    library.remove(two.id).await.expect("removed");
    let projects = library.projects().await.expect("listed");
    let names: Vec<_> = projects.iter().map(|info| (info.name.as_str(), info.removed.is_some())).collect();
    assert!(names.contains(&("丙", false)) && names.contains(&("乙", true)), "{names:?}");
    library.bring_back(two.id).await.expect("brought back");
    assert!(library.projects().await.expect("listed").iter().all(|info| info.removed.is_none()));
}

#[wasm_bindgen_test]
async fn a_second_opening_only_reads_follows_and_takes_over() {
    let library = library("tabs").await;
    let info = library.create("共用").await.expect("made");
    let mut writer = library.open_project(info.id).await.expect("it opens");
    import(&mut writer);
    assert_eq!(writer.store.flush().await, SaveState::Saved);

    let mut reader = library.open_project(info.id).await.expect("it opens");
    let looking = SaveState::ReadOnly { why: ReadOnly::OtherTab, unsaved: false };
    assert_eq!(reader.store.state(), looking);
    let followed = Rc::new(RefCell::new(Vec::new()));
    let following = followed.clone();
    reader.store.on_follow(move |new| match new {
        Followed::Done(new) => following.borrow_mut().extend_from_slice(new),
        Followed::Behind => panic!("one edit is not that far ahead"),
    });
    mark(&mut writer, 0);
    writer.store.flush().await;
    for _ in 0..40 {
        if !followed.borrow().is_empty() {
            break;
        }
        gloo_timers::future::TimeoutFuture::new(50).await;
    }
    for transaction in followed.borrow().iter() {
        reader.workspace.replay(transaction).expect("it follows");
    }
    assert_eq!(state_hash(&reader.workspace), state_hash(&writer.workspace));

    mark(&mut writer, 7);
    let mut taken = library.take_over(&reader.store, TakeOver::Ask).await.expect("it opens");
    assert_eq!(taken.store.state(), SaveState::Saved);
    assert_eq!(state_hash(&taken.workspace), state_hash(&writer.workspace));
    let released = SaveState::ReadOnly { why: ReadOnly::TakenOver, unsaved: false };
    assert_eq!(writer.store.state(), released);
    let doc = taken.workspace.documents().next().expect("there is one").info().id;
    apply(&mut taken, Command::Rename { doc, name: "接手".into() });
    assert_eq!(taken.store.flush().await, SaveState::Saved);

    let forced = library.take_over(&writer.store, TakeOver::Force).await.expect("it opens");
    assert_eq!(forced.store.state(), SaveState::Saved);
    assert_eq!(name_of(&forced.workspace), "接手");
    gloo_timers::future::TimeoutFuture::new(50).await;
    assert!(matches!(taken.store.state(), SaveState::ReadOnly { why: ReadOnly::TakenOver, .. }));
    forced.store.close().await;
}

/// Does what the journal wants done until it rests; the first refusal it met.
async fn work(journal: &mut zhupi::journal::Journal, storage: &IndexedDb) -> Option<StorageErrorKind> {
    let mut refused = None;
    loop {
        let task = journal.next(0);
        match task {
            Task::Wait(0) => continue,
            Task::Idle | Task::Wait(_) => return refused,
            Task::Write(_) | Task::Read(..) => {}
        }
        let answer = zhupi::journal::perform(storage, &task).await;
        refused = refused.or(answer.as_ref().err().map(|error| error.kind));
        journal.done(answer, 0);
    }
}

#[wasm_bindgen_test]
async fn two_connections_meet_at_the_lease() {
    let first = database("lease").await;
    let second = IndexedDb::open_named("zhupi-test-lease").await.expect("it opens");
    let project = zhupi::journal::ProjectId(5);
    let actor = zhupi::annotate::ActorId;
    let wish = zhupi::journal::Wish::Write;
    let mut one = zhupi::journal::open(&first, project, actor(1), wish).await.expect("it opens");
    assert_eq!(work(&mut one.journal, &first).await, None);
    let _two = zhupi::journal::open(&second, project, actor(2), wish).await.expect("it opens");
    let document = NewDocument::plain("通知", "", Text::new(SAMPLE));
    let applied = one.workspace.apply(Command::Import(vec![document]), 0).expect("it works");
    one.journal.submit(applied.transaction, 0).expect("it follows");
    assert_eq!(work(&mut one.journal, &first).await, Some(StorageErrorKind::Guard));
    assert_eq!(one.journal.state(0), SaveState::ReadOnly { why: ReadOnly::TakenOver, unsaved: true });
}

#[wasm_bindgen_test]
async fn a_closed_connection_is_opened_again() {
    let database = database("closed").await;
    let library = Library::over(Place::Database(database.clone()));
    let info = library.create("断线").await.expect("made");
    let mut opened = library.open_project(info.id).await.expect("it opens");
    import(&mut opened);
    for at in [0, 7, 10] {
        database.close();
        mark(&mut opened, at);
        assert_eq!(opened.store.flush().await, SaveState::Saved);
    }
    opened.store.close().await;
    let again = library.open_project(info.id).await.expect("it opens");
    assert_eq!(state_hash(&again.workspace), state_hash(&opened.workspace));
    again.store.close().await;
}

#[wasm_bindgen_test]
async fn a_newer_build_takes_the_database_and_this_one_only_reads() {
    let library = library("newer").await;
    let info = library.create("升级").await.expect("made");
    let mut opened = library.open_project(info.id).await.expect("it opens");
    import(&mut opened);
    opened.store.flush().await;
    let factory = web_sys::window().and_then(|window| window.indexed_db().ok().flatten()).expect("a database");
    let request = factory.open_with_u32("zhupi-test-newer", 2).expect("it opens");
    gloo_timers::future::TimeoutFuture::new(200).await;
    let upgraded: web_sys::IdbDatabase = request.result().expect("nobody blocks it").unchecked_into();
    mark(&mut opened, 0);
    let state = opened.store.flush().await;
    assert_eq!(state, SaveState::ReadOnly { why: ReadOnly::NewerBuild, unsaved: true });
    assert_eq!(opened.store.unsaved().len(), 1);
    upgraded.close();
    drop(JsValue::from(upgraded));
}

#[wasm_bindgen_test]
async fn what_a_newer_build_stored_is_shown_and_left_alone() {
    let library = library("schema").await;
    let info = library.create("更新").await.expect("made");
    let mut opened = library.open_project(info.id).await.expect("it opens");
    import(&mut opened);
    opened.store.flush().await;
    opened.store.close().await;
    let mut ops = Vec::new();
    for table in [Table::Meta, Table::Journal] {
        for (key, bytes) in library.place().read(table, &Range::project(info.id)).await.expect("it is read") {
            let (header, payload) = zhupi::journal::open_envelope(&bytes).expect("it is whole");
            let header = zhupi::journal::Header { schema: zhupi::journal::SCHEMA + 1, ..header };
            ops.push(Op::Put(table, key, zhupi::journal::seal(&header, payload)));
        }
    }
    library.place().write(&Batch::strict(ops)).await.expect("it is written");
    let before = library.place().read(Table::Meta, &Range::project(info.id)).await;

    let newer = SaveState::ReadOnly { why: ReadOnly::NewerBuild, unsaved: false };
    let opened = library.open_project(info.id).await.expect("it opens");
    assert_eq!(opened.store.state(), newer);
    let looking = library.take_over(&opened.store, TakeOver::Look).await.expect("it opens");
    looking.store.on_follow(|_| panic!("there is nothing to follow"));
    // A reader looks every second.
    gloo_timers::future::TimeoutFuture::new(2_500).await;
    assert_eq!(looking.store.state(), newer);
    assert_eq!(library.place().read(Table::Meta, &Range::project(info.id)).await, before);
    looking.store.close().await;
}

fn lost(state: &StartState, id: ProjectId) -> Option<Lost> {
    let (StartState::AllVanished(lost) | StartState::SomeVanished(lost)) = state else {
        return None;
    };
    lost.iter().find(|lost| lost.id == id).cloned()
}

#[wasm_bindgen_test]
async fn a_database_that_vanished_is_told_of_and_brought_back() {
    let library = library("vanished").await;
    let info = library.create("丢失").await.expect("made");
    let mut opened = library.open_project(info.id).await.expect("it opens");
    import(&mut opened);
    let doc = opened.workspace.documents().next().expect("there is one").info().id;
    for n in 0..520 {
        apply(&mut opened, Command::Rename { doc, name: format!("第{n}版") });
    }
    assert_eq!(opened.store.flush().await, SaveState::Saved);
    // The snapshot and its second copy are made after the edits are saved; nothing waits for them.
    gloo_timers::future::TimeoutFuture::new(2_500).await;
    let start = library.start_state().await.expect("it is read");
    assert_eq!(lost(&start, info.id), None);

    let everything = Table::ALL.map(|table| Op::Delete(table, Range::all()));
    library.place().write(&Batch::strict(everything.to_vec())).await.expect("it is cleared");
    apply(&mut opened, Command::Rename { doc, name: "清空之后".into() });
    let vanished = SaveState::ReadOnly { why: ReadOnly::Vanished, unsaved: true };
    assert_eq!(opened.store.flush().await, vanished);
    let start = library.start_state().await.expect("it is read");
    let found = lost(&start, info.id).expect("it is told of");
    assert_eq!((found.name.as_str(), found.found, found.copy), ("丢失", None, Some(found.known)));

    let recovered = library.recover().await.expect("there is a copy");
    let of_this = |it: &&Recovery| matches!(it, Recovery::FromCopy { name, .. } if name == "丢失");
    let Some(Recovery::FromCopy { project, known, covered, .. }) = recovered.iter().find(of_this) else {
        panic!("{recovered:?}");
    };
    assert_eq!(known, covered);
    let again = library.open_project(*project).await.expect("it opens");
    assert_eq!(name_of(&again.workspace), "第519版");
    let text = again.workspace.documents().next().expect("there is one").info().text;
    let text = again.store.load_text(text).await.expect("it is read");
    assert_eq!(text.as_ref().map(Text::as_str), Some(SAMPLE));
    again.store.close().await;
    assert_eq!(recover(&library).await, vec![], "it is told once");

    let raw = library.raw_data().await.expect("it is read");
    let (from_raw, is_all) = library.bring_back_raw(&raw).await.expect("it is raw data");
    assert!(is_all);
    let odd = raw.replacen("\"snapshots\":[", "\"snapshots\":[7,", 1);
    assert_eq!(library.bring_back_raw(&odd).await.map(|(_, is_all)| is_all), Ok(false));
    // The private files are those of all tests of this page.
    let lost: Vec<_> = from_raw.iter().filter(|info| info.name == "丢失").collect();
    assert_eq!(lost.len(), 1, "{from_raw:?}");
    let again = library.open_project(lost[0].id).await.expect("it opens");
    assert_eq!(name_of(&again.workspace), "第519版");
    again.store.close().await;
}

/// Runs a script that gives a string, at once or later.
async fn script(words: &str) -> String {
    let value = js_sys::Function::new_no_args(words).call0(&JsValue::UNDEFINED).expect("the script runs");
    let value = wasm_bindgen_futures::JsFuture::from(js_sys::Promise::resolve(&value)).await;
    value.expect("the script runs").as_string().unwrap_or_default()
}

/// Another start, once the one before has let go: two at the same moment leave it to one.
async fn recover(library: &Library) -> Vec<Recovery> {
    script("return navigator.locks.request('zhupi/recover', () => '')").await;
    library.recover().await.expect("it is read")
}

/// The names of the second copies of a project.
async fn copies(id: ProjectId) -> String {
    script(&format!(
        "return (async () => {{ const root = await navigator.storage.getDirectory(); \
         const folder = await (await root.getDirectoryHandle('zhupi')).getDirectoryHandle('{id}', {{ create: true }}); \
         const names = []; for await (const name of folder.keys()) names.push(name); return names.sort().join(' '); }})()"
    ))
    .await
}

/// Waits until there is a second copy that an earlier look did not show, and gives the names of all.
async fn copied(id: ProjectId, before: &str) -> String {
    for _ in 0..200 {
        let names = copies(id).await;
        // The browser writes beside a file and puts the new one in its place at the end.
        let is_writing = names.contains(".crswap");
        if !is_writing && names.split(' ').any(|name| name.starts_with("snapshot.") && !before.contains(name)) {
            return names;
        }
        gloo_timers::future::TimeoutFuture::new(50).await;
    }
    panic!("no further copy beside {before}");
}

/// A project of one document, saved, with second copies that cover all of it, and closed.
async fn copied_project(library: &Library, name: &str) -> (ProjectId, String) {
    let info = library.create(name).await.expect("made");
    let mut opened = library.open_project(info.id).await.expect("it opens");
    let empty = copied(info.id, "").await;
    import(&mut opened);
    let names = copied(info.id, &empty).await;
    opened.store.close().await;
    (info.id, names)
}

#[wasm_bindgen_test]
async fn what_is_damaged_comes_back_from_its_copy_and_no_copy_is_touched() {
    let library = library("damaged").await;
    let (id, before) = copied_project(&library, "受损").await;
    let mut ops = Vec::new();
    for table in [Table::Journal, Table::Snapshots] {
        for (key, mut bytes) in library.place().read(table, &Range::project(id)).await.expect("it is read") {
            bytes[80] ^= 1;
            ops.push(Op::Put(table, key, bytes));
        }
    }
    library.place().write(&Batch::strict(ops)).await.expect("it is written");

    let opened = library.open_project(id).await.expect("it opens");
    assert!(opened.report.is_damaged() && opened.workspace.is_untouched());
    let Some(Recovery::WentBack { name, found: 0, project: Some(beside), .. }) = &opened.recovery else {
        panic!("{:?}", opened.recovery);
    };
    assert_eq!(name, "受损");
    let after = copied(id, &before).await;
    assert!(before.split(' ').all(|name| after.contains(name)), "{before}; then {after}");
    opened.store.close().await;
    let back = library.open_project(*beside).await.expect("it opens");
    assert_eq!(name_of(&back.workspace), "通知");
    back.store.close().await;

    let again = library.open_project(id).await.expect("it opens");
    assert!(again.report.is_whole() && again.recovery.is_none(), "it is told once");
    again.store.close().await;
}

#[wasm_bindgen_test]
async fn a_text_that_is_damaged_or_gone_is_mended_from_its_copy() {
    let library = library("text").await;
    let (id, _) = copied_project(&library, "正文").await;
    let texts = Range::project(id);
    let whole = library.place().read(Table::Texts, &texts).await.expect("it is read");
    let (key, mut bytes) = whole[0].clone();
    bytes[80] ^= 1;
    for harm in [Op::Put(Table::Texts, key, bytes), Op::Delete(Table::Texts, texts.clone())] {
        library.place().write(&Batch::strict(vec![harm])).await.expect("it is written");
        let opened = library.open_project(id).await.expect("it opens");
        let text = opened.workspace.documents().next().expect("there is one").info().text;
        let read = opened.store.load_text(text).await.expect("it is read");
        assert_eq!(read.as_ref().map(Text::as_str), Some(SAMPLE));
        opened.store.close().await;
        assert_eq!(library.place().read(Table::Texts, &texts).await.as_ref(), Ok(&whole), "it is stored again");
    }
}

#[wasm_bindgen_test]
async fn a_copy_that_finds_no_room_is_tried_again_at_the_next_start() {
    let library = library("room").await;
    let (id, _) = copied_project(&library, "拥挤").await;
    let everything = Table::ALL.map(|table| Op::Delete(table, Range::all()));
    library.place().write(&Batch::strict(everything.to_vec())).await.expect("it is cleared");
    let ours = |all: Vec<Recovery>| all.into_iter().find(|it| format!("{it:?}").contains("拥挤"));
    script(
        "const plain = IDBDatabase.prototype.transaction; window.hasRoom = () => { IDBDatabase.prototype.transaction = plain }; \
         IDBDatabase.prototype.transaction = function (names, mode, options) { \
         if (mode === 'readwrite') throw new DOMException('', 'QuotaExceededError'); \
         return plain.call(this, names, mode, options); }",
    )
    .await;
    for start in 0..2 {
        assert_eq!(ours(recover(&library).await), Some(Recovery::Later { name: "拥挤".into() }), "start {start}");
    }
    script("hasRoom()").await;
    let told = ours(recover(&library).await);
    assert!(matches!(told, Some(Recovery::FromCopy { .. })), "{told:?}");
    assert!(copies(id).await.contains("told"));
}

#[wasm_bindgen_test]
async fn the_browser_says_how_much_room_there_is() {
    let room = zhupi::browser::storage::room().await.expect("this browser says");
    assert!(room.quota > 1_000_000.0, "{room:?}");
}

/// How long a single edit takes to be acknowledged. The figure is printed; the bound is generous, for slow machines.
#[wasm_bindgen_test]
async fn an_edit_is_acknowledged_soon() {
    let library = library("speed").await;
    let info = library.create("计时").await.expect("made");
    let mut opened = library.open_project(info.id).await.expect("it opens");
    import(&mut opened);
    opened.store.flush().await;
    let doc = opened.workspace.documents().next().expect("there is one").info().id;
    let mut times = Vec::new();
    for n in 0..200 {
        let start = js_sys::Date::now();
        apply(&mut opened, Command::Rename { doc, name: format!("第{n}次") });
        opened.store.flush().await;
        times.push(js_sys::Date::now() - start);
    }
    times.sort_by(f64::total_cmp);
    console_log!("acknowledged: p50 {} ms, p95 {} ms, p99 {} ms", times[100], times[190], times[198]);
    assert!(times[190] <= 500.0, "p95 {} ms", times[190]);
    assert_eq!(name_of(&opened.workspace), "第199次");
    opened.store.close().await;
}
