//! The journal against a storage that works: what is written comes back, with undo; damage is told and contained.

mod journal_support;
mod storage_suite;

use journal_support::{Dice, PROJECT, document, import, open, random_command, run, settle};
use std::sync::Arc;
use zhupi::annotate::Transaction;
use zhupi::journal::{
    self, Batch, DamageKind, Event, Journal, Key, MemoryStorage, Op, Range, ReadOnly, SaveState, Storage, StorageError,
    StorageErrorKind, Stored, Table, Task, Wish, state_hash,
};
use zhupi::project::{Command, Workspace};

/// An open project that keeps the page's state beside the journal, as the page does.
struct Page {
    workspace: Workspace,
    journal: Journal,
    now: i64,
}

impl Page {
    fn open(storage: &MemoryStorage, actor: u64) -> Self {
        let opening = open(storage, actor).expect("memory does not fail");
        Self { workspace: opening.workspace, journal: opening.journal, now: 1_000 }
    }

    fn edit(&mut self, command: Command) -> Option<Arc<Transaction>> {
        let transaction = self.workspace.apply(command, self.now).ok()?.transaction;
        self.journal.submit(transaction.clone(), self.now).expect("it follows");
        Some(transaction)
    }

    fn random_edits(&mut self, dice: &mut Dice, n: usize) {
        for _ in 0..n {
            if let Some(command) = random_command(dice, &self.workspace) {
                self.edit(command);
            }
        }
    }

    fn settle(&mut self, storage: &MemoryStorage) {
        settle(&mut self.journal, storage, &mut self.now);
    }
}

fn filled(storage: &MemoryStorage, n_edits: usize) -> Page {
    let mut page = Page::open(storage, 7);
    import(&mut page.workspace, &mut page.journal, document("通知", 3), 5);
    page.random_edits(&mut Dice(1), n_edits);
    page.settle(storage);
    page
}

#[test]
fn memory_keeps_the_laws_of_a_storage() {
    run(storage_suite::check(&MemoryStorage::default()));
}

#[test]
fn a_reload_brings_state_and_undo_back() {
    let storage = MemoryStorage::default();
    let page = filled(&storage, 60);
    assert_eq!(page.journal.state(page.now), SaveState::Saved);

    let mut again = Page::open(&storage, 8);
    assert_eq!(state_hash(&again.workspace), state_hash(&page.workspace));
    let before = page.workspace.history().to_undo().map(|last| last.id);
    assert_eq!(again.workspace.history().to_undo().map(|last| last.id), before);
    for info in page.workspace.documents().map(|document| document.info().clone()) {
        let text = run(journal::load_text(&storage, PROJECT, info.text)).expect("memory does not fail");
        assert!(again.workspace.set_text(info.id, text.expect("texts come before what refers to them")));
    }
    while page.workspace.history().to_undo().is_some() && again.edit(Command::Undo).is_some() {}
    again.settle(&storage);
    assert_eq!(state_hash(&Page::open(&storage, 9).workspace), state_hash(&again.workspace));
}

#[test]
fn an_import_that_broke_off_is_known_as_such() {
    for is_whole in [false, true] {
        let storage = MemoryStorage::default();
        let mut page = Page::open(&storage, 7);
        let new = document("通知", 3);
        page.journal.put_text(&new.text, page.now);
        page.edit(Command::Begin(Box::new(new))).expect("it comes in");
        let doc = page.workspace.documents().next().expect("there is one").info().id;
        let places = page.workspace.document(doc).expect("there").places_of("市");
        page.edit(Command::MarkAll { places: places.iter().map(|&place| (doc, place)).collect(), label: "LOC".into() });
        if is_whole {
            page.edit(Command::Finish(doc)).expect("it was not finished");
            assert!(page.edit(Command::Finish(doc)).is_none(), "only once");
        }
        page.settle(&storage);
        // The browser was killed here; a later page reads what is stored.
        let again = Page::open(&storage, 8);
        let document = again.workspace.document(doc).expect("it was stored");
        assert_eq!((document.info().is_partial, document.n_accepted()), (!is_whole, places.len()));
    }
}

#[test]
fn nothing_is_saved_before_the_storage_said_so() {
    let storage = MemoryStorage::default();
    let mut page = filled(&storage, 3);
    let doc = page.workspace.documents().next().expect("there is one").info().id;
    page.edit(Command::Rename { doc, name: "改名".into() }).expect("it changes");
    assert_eq!(page.journal.state(page.now + 10), SaveState::Saving { oldest: page.now });
    assert!(matches!(page.journal.state(page.now + 5_000), SaveState::Unsaved { .. }));
    page.journal.take_events();
    page.settle(&storage);
    assert_eq!(page.journal.state(page.now), SaveState::Saved);
    assert!(matches!(page.journal.take_events()[..], [Event::Acknowledged(_)]));
}

#[test]
fn a_large_transaction_is_cut_into_small_records_and_counts_only_whole() {
    let storage = MemoryStorage::default();
    let mut page = filled(&storage, 0);
    import(&mut page.workspace, &mut page.journal, document("长文", 800), 5);
    let places = page.workspace.documents().flat_map(|document| {
        let doc = document.info().id;
        document.places_of("市").into_iter().map(move |place| (doc, place))
    });
    let places = places.collect();
    let before = state_hash(&page.workspace);
    page.edit(Command::MarkAll { places, label: "LOC".into() }).expect("the words are there");
    page.settle(&storage);
    let records = storage.list(Table::Journal, &Range::project(PROJECT));
    assert!(records.len() > 3, "{} records", records.len());
    assert!(records.iter().all(|(_, bytes)| bytes.len() < 64_000));

    let whole = state_hash(&page.workspace);
    assert_eq!(state_hash(&Page::open(&storage, 9).workspace), whole);
    let torn = MemoryStorage::default();
    let all_but_last = records.iter().take(records.len() - 1);
    let ops = all_but_last.map(|(key, bytes)| journal::Op::Add(Table::Journal, key.clone(), bytes.clone()));
    torn.apply(&journal::Batch::strict(ops.collect())).expect("memory does not fail");
    let opening = open(&torn, 9).expect("memory does not fail");
    assert_eq!(opening.report.damage.map(|damage| damage.what), Some(DamageKind::Torn));
    assert_eq!(state_hash(&opening.workspace), before);
}

#[test]
fn two_writers_do_not_mix() {
    let storage = MemoryStorage::default();
    let mut first = filled(&storage, 10);
    let mut second = Page::open(&storage, 99);
    let doc = second.workspace.documents().next().expect("there is one").info().id;
    first.edit(Command::Rename { doc, name: "甲".into() });
    first.settle(&storage);
    assert_eq!(first.journal.state(0), SaveState::ReadOnly { why: ReadOnly::TakenOver, unsaved: true });
    assert_eq!(first.journal.unsaved().len(), 1);
    second.edit(Command::Rename { doc, name: "乙".into() });
    second.settle(&storage);
    let third = Page::open(&storage, 100);
    assert_eq!(third.workspace.document(doc).map(|document| document.info().name.clone()), Some("乙".into()));
}

#[test]
fn a_storage_that_is_cleared_under_an_open_project_is_told_from_another_tab() {
    let storage = MemoryStorage::default();
    let mut page = filled(&storage, 10);
    let everything = Table::ALL.map(|table| journal::Op::Delete(table, Range::all()));
    storage.apply(&journal::Batch::strict(everything.to_vec())).expect("memory does not fail");
    let doc = page.workspace.documents().next().expect("there is one").info().id;
    page.edit(Command::Rename { doc, name: "还在".into() });
    page.settle(&storage);
    assert_eq!(page.journal.state(0), SaveState::ReadOnly { why: ReadOnly::Vanished, unsaved: true });
    assert!(Table::ALL.iter().all(|&table| storage.list(table, &Range::all()).is_empty()));
}

#[test]
fn what_is_first_done_in_a_project_is_copied_within_a_second() {
    let storage = MemoryStorage::default();
    let opening = open(&storage, 1).expect("it opens");
    let (mut journal, mut workspace) = (opening.journal, opening.workspace);
    let mut now = 0;
    settle(&mut journal, &storage, &mut now);
    import(&mut workspace, &mut journal, document("甲", 1), now);
    let copied_after = (0..120).find(|tenth| {
        let mut at = now + tenth * 100;
        settle(&mut journal, &storage, &mut at);
        // The empty snapshot that a project begins with covers nothing.
        journal.take_events().iter().any(|event| matches!(event, Event::Snapshot(1.., _)))
    });
    assert_eq!(copied_after, Some(3));
}

#[test]
fn snapshots_replace_old_journal_only_when_two_are_whole() {
    let storage = MemoryStorage::default();
    let mut page = filled(&storage, 0);
    let mut dice = Dice(5);
    let mut n_snapshots = 0;
    while n_snapshots < 4 {
        page.random_edits(&mut dice, 40);
        page.settle(&storage);
        let events = page.journal.take_events();
        n_snapshots += events.iter().filter(|event| matches!(event, Event::Snapshot(..))).count();
    }
    let keys = run(journal::Storage::keys(&storage, Table::Snapshots, &Range::project(PROJECT))).expect("memory");
    let mut items: Vec<_> = keys.into_iter().map(|key| key.item).collect();
    items.dedup();
    assert_eq!(items.len(), 2);
    assert_eq!(state_hash(&Page::open(&storage, 3).workspace), state_hash(&page.workspace));

    // The newer one damaged: the older one and the journal since give the same state.
    let newest = storage.list(Table::Snapshots, &Range::item(PROJECT, &items[1]))[0].0.clone();
    assert!(storage.damage(Table::Snapshots, &newest, |bytes| bytes[100] ^= 4));
    let opening = open(&storage, 4).expect("memory does not fail");
    assert_eq!(opening.report.n_bad_snapshots, 1);
    assert_eq!(opening.report.damage, None);
    assert_eq!(state_hash(&opening.workspace), state_hash(&page.workspace));
}

#[test]
fn a_damaged_record_ends_replay_and_work_goes_on_from_there() {
    let storage = MemoryStorage::default();
    let page = filled(&storage, 30);
    let records = storage.list(Table::Journal, &Range::project(PROJECT));
    let (key, _) = &records[records.len() / 2];
    storage.damage(Table::Journal, key, |bytes| bytes[80] ^= 1);
    let opening = open(&storage, 50).expect("memory does not fail");
    let damage = opening.report.damage.expect("it is noticed");
    assert_eq!((damage.what, damage.n_lost), (DamageKind::Checksum, records.len() - records.len() / 2));
    assert!(opening.workspace.documents().next().is_some());
    assert_ne!(state_hash(&opening.workspace), state_hash(&page.workspace));

    let mut mended = Page { workspace: opening.workspace, journal: opening.journal, now: 9 };
    let doc = mended.workspace.documents().next().expect("there is one").info().id;
    mended.edit(Command::Rename { doc, name: "修复后".into() });
    mended.settle(&storage);
    assert_eq!(mended.journal.state(mended.now), SaveState::Saved);
    let again = open(&storage, 51).expect("memory does not fail");
    assert!(again.report.is_whole());
    assert_eq!(state_hash(&again.workspace), state_hash(&mended.workspace));
}

#[test]
fn what_is_written_after_a_loss_has_numbers_that_nothing_lost_had() {
    let storage = MemoryStorage::default();
    drop(filled(&storage, 30));
    for table in [Table::Journal, Table::Snapshots] {
        for (key, _) in storage.list(table, &Range::project(PROJECT)) {
            storage.damage(table, &key, |bytes| bytes[80] ^= 1);
        }
    }
    let highest = run(journal::last_records(&storage)).expect("memory does not fail")[&PROJECT];
    let mut opening = open(&storage, 50).expect("memory does not fail");
    assert!(opening.report.is_damaged());
    assert_eq!(opening.report.recovered, 0);
    settle(&mut opening.journal, &storage, &mut 0);
    let numbers = opening.journal.take_events().into_iter().filter_map(|event| match event {
        Event::Snapshot(sequence, _) => Some(sequence),
        Event::Acknowledged(_) => None,
    });
    assert_eq!(numbers.collect::<Vec<_>>(), [highest + 1]);
    assert!(open(&storage, 51).expect("memory does not fail").report.is_whole());
}

#[test]
fn data_of_a_newer_build_is_shown_and_never_written_to() {
    let storage = MemoryStorage::default();
    let page = filled(&storage, 5);
    let records = storage.list(Table::Journal, &Range::project(PROJECT));
    let (key, bytes) = records.last().expect("there is one");
    let (header, payload) = journal::open_envelope(bytes).expect("it is whole");
    let newer = journal::seal(&journal::Header { schema: journal::SCHEMA + 1, ..header }, payload);
    storage.damage(Table::Journal, key, |bytes| *bytes = newer);
    let before: Vec<_> = Table::ALL.map(|table| storage.list(table, &Range::all())).into();
    let mut opening = open(&storage, 60).expect("memory does not fail");
    assert_eq!(opening.report.newer, Some(journal::SCHEMA + 1));
    assert_eq!(opening.journal.state(0), SaveState::ReadOnly { why: ReadOnly::NewerBuild, unsaved: false });
    settle(&mut opening.journal, &storage, &mut 0);
    assert_eq!(Table::ALL.map(|table| storage.list(table, &Range::all())).to_vec(), before);
    let looking = Wish::Look(ReadOnly::OtherTab);
    let reader = run(journal::open(&storage, PROJECT, zhupi::annotate::ActorId(61), looking)).expect("memory");
    assert_eq!(reader.journal.state(0), opening.journal.state(0), "the reason stays");
    drop(page);
}

#[test]
fn a_clock_that_is_set_back_makes_nothing_wait_for_it() {
    const HOUR: i64 = 3_600_000;
    let storage = MemoryStorage::default();
    let mut page = filled(&storage, 3);
    let doc = page.workspace.documents().next().expect("there is one").info().id;
    let full = || Err(StorageError::new(StorageErrorKind::Quota, ""));
    page.edit(Command::Rename { doc, name: "甲".into() });
    assert!(matches!(page.journal.next(page.now), Task::Write(_)));
    page.journal.done(full(), page.now);
    page.now -= HOUR;
    let Task::Wait(pause) = page.journal.next(page.now) else { panic!("it waits a little") };
    assert!(pause <= 15_000, "{pause}");
    assert_eq!(page.journal.state(page.now), SaveState::NoSpace { since: page.now });
    page.settle(&storage);
    assert_eq!(page.journal.state(page.now), SaveState::Saved);

    // A snapshot that is due by time alone, and one that failed.
    page.edit(Command::Rename { doc, name: "乙".into() });
    page.settle(&storage);
    page.journal.take_events();
    page.now -= HOUR;
    assert_eq!(page.journal.next(page.now), Task::Idle);
    page.now += 60_000;
    while page.journal.next(page.now) == Task::Wait(0) {}
    page.journal.done(full(), page.now);
    page.now -= HOUR;
    let Task::Wait(pause) = page.journal.next(page.now) else { panic!("it is put off") };
    assert!(pause <= 30_000, "{pause}");
    page.settle(&storage);
    assert!(matches!(page.journal.take_events()[..], [Event::Snapshot(..)]));
}

#[test]
fn a_reader_follows_the_writer() {
    let storage = MemoryStorage::default();
    let mut page = filled(&storage, 5);
    let mut reader = run(journal::load(&storage, PROJECT, zhupi::annotate::ActorId(70))).expect("memory");
    page.random_edits(&mut Dice(9), 20);
    page.settle(&storage);
    let new = run(reader.follow(&storage)).expect("memory does not fail");
    assert!(!new.is_empty());
    assert_eq!(state_hash(reader.workspace()), state_hash(&page.workspace));
    assert_eq!(run(reader.follow(&storage)).expect("memory does not fail"), vec![]);
}

#[test]
fn projects_are_listed_and_a_removed_one_waits_thirty_days() {
    let storage = MemoryStorage::default();
    drop(filled(&storage, 5));
    let unnamed = run(journal::projects(&storage)).expect("memory");
    assert_eq!(unnamed.into_iter().map(|info| info.name).collect::<Vec<_>>(), [PROJECT.to_string()]);
    let mut info = journal::ProjectInfo { id: PROJECT, name: "试点".into(), created: 1, opened: 2, removed: None };
    run(journal::put_project(&storage, &info)).expect("memory");
    assert_eq!(run(journal::projects(&storage)), Ok(vec![info.clone()]));
    info.removed = Some(10);
    run(journal::put_project(&storage, &info)).expect("memory");
    assert_eq!(run(journal::purge(&storage, 10 + journal::KEEP_REMOVED)), Ok(vec![]));
    assert!(!storage.list(Table::Journal, &Range::all()).is_empty());
    // The clock stood long before the last opening when it was removed.
    info.opened = 50;
    run(journal::put_project(&storage, &info)).expect("memory");
    assert_eq!(run(journal::purge(&storage, 50 + journal::KEEP_REMOVED)), Ok(vec![]));
    assert_eq!(run(journal::purge(&storage, 51 + journal::KEEP_REMOVED)), Ok(vec![PROJECT]));
    assert!(Table::ALL.iter().all(|&table| storage.list(table, &Range::all()).is_empty()));
}

/// A storage with room for texts and none for snapshots.
struct Full(MemoryStorage);

impl Storage for Full {
    async fn write(&self, batch: &Batch) -> Result<(), StorageError> {
        if batch.ops.iter().any(|op| matches!(**op, Op::Add(Table::Snapshots, ..))) {
            return Err(StorageError::new(StorageErrorKind::Quota, ""));
        }
        self.0.write(batch).await
    }

    async fn read(&self, table: Table, range: &Range) -> Result<Vec<Stored>, StorageError> {
        self.0.read(table, range).await
    }

    async fn keys(&self, table: Table, range: &Range) -> Result<Vec<Key>, StorageError> {
        self.0.keys(table, range).await
    }
}

/// A storage in which another tab changes what is known of the project just before the first write.
struct Contended(MemoryStorage, std::cell::Cell<Option<journal::ProjectInfo>>);

impl Storage for Contended {
    async fn write(&self, batch: &Batch) -> Result<(), StorageError> {
        if let Some(info) = self.1.take() {
            journal::put_project(&self.0, &info).await?;
        }
        self.0.write(batch).await
    }

    async fn read(&self, table: Table, range: &Range) -> Result<Vec<Stored>, StorageError> {
        self.0.read(table, range).await
    }

    async fn keys(&self, table: Table, range: &Range) -> Result<Vec<Key>, StorageError> {
        self.0.keys(table, range).await
    }
}

#[test]
fn a_change_of_two_tabs_at_once_loses_neither() {
    let memory = MemoryStorage::default();
    let info = journal::ProjectInfo { id: PROJECT, name: "试点".into(), created: 1, opened: 2, removed: None };
    run(journal::put_project(&memory, &info)).expect("memory does not fail");
    let renamed = journal::ProjectInfo { name: "改名".into(), ..info };
    let storage = Contended(memory, std::cell::Cell::new(Some(renamed.clone())));
    run(journal::change_project(&storage, PROJECT, false, &|info| info.opened = 9)).expect("memory does not fail");
    let expected = journal::ProjectInfo { opened: 9, ..renamed };
    assert_eq!(run(journal::projects(&storage)), Ok(vec![expected]));
}

#[test]
fn a_description_that_cannot_be_read_is_only_written_over_where_it_is_damaged_and_for_a_reason() {
    let info = journal::ProjectInfo { id: PROJECT, name: "试点".into(), created: 1, opened: 2, removed: Some(3) };
    let written = MemoryStorage::default();
    run(journal::put_project(&written, &info)).expect("memory does not fail");
    let (key, bytes) = written.list(Table::Meta, &Range::all()).remove(0);
    let (header, payload) = journal::open_envelope(&bytes).expect("it is whole");
    let newer = journal::seal(&journal::Header { schema: journal::SCHEMA + 1, ..header }, payload);
    let mut damaged = bytes.clone();
    damaged[80] ^= 1;
    let cases = [
        (Some(bytes), false, Ok(())),
        (Some(newer.clone()), false, Err(StorageErrorKind::Version)),
        (Some(newer), true, Err(StorageErrorKind::Version)),
        (Some(damaged.clone()), false, Err(StorageErrorKind::Other)),
        (Some(damaged), true, Ok(())),
        (None, true, Err(StorageErrorKind::Other)),
    ];
    for (case, (stored, is_worth_it, expected)) in cases.into_iter().enumerate() {
        let storage = MemoryStorage::default();
        let put = stored.iter().map(|bytes| Op::Put(Table::Meta, key.clone(), bytes.clone()));
        storage.apply(&Batch::strict(put.collect())).expect("memory does not fail");
        let before = storage.list(Table::Meta, &Range::all());
        let outcome = run(journal::change_project(&storage, PROJECT, is_worth_it, &|info| info.name = "新".into()));
        assert_eq!(outcome.map_err(|error| error.kind), expected, "case {case}");
        let is_as_before = storage.list(Table::Meta, &Range::all()) == before;
        assert_eq!(is_as_before, expected.is_err(), "case {case}");
    }
}

#[test]
fn a_copy_comes_back_as_a_new_project() {
    let storage = MemoryStorage::default();
    let mut page = filled(&storage, 0);
    let mut copy = None;
    page.journal.snapshot_every(1, 1);
    page.random_edits(&mut Dice(3), 50);
    page.settle(&storage);
    for event in page.journal.take_events() {
        if let Event::Snapshot(sequence, records) = event {
            copy = Some((sequence, journal::pack(&records)));
        }
    }
    let (sequence, packed) = copy.expect("a snapshot was made");
    let actor = zhupi::annotate::ActorId(400);
    let (workspace, covered) = journal::unpack_snapshot(PROJECT, &packed, actor).expect("it is whole");
    assert_eq!((covered, state_hash(&workspace)), (sequence, state_hash(&page.workspace)));
    let texts: Vec<_> = page.workspace.documents().filter_map(|document| document.text().cloned()).collect();
    for text in &texts {
        let records = storage.list(Table::Texts, &Range::item(PROJECT, &text.id().to_string()));
        let packed = |n_there: usize, n_known: usize| -> Option<Vec<u8>> {
            let parts = records.iter().take(n_there).enumerate();
            let parts = parts.map(|(part, (_, it))| journal::text_part(PROJECT, text.id(), part, n_known, it));
            Some(parts.collect::<Option<Vec<_>>>()?.concat())
        };
        let whole = packed(records.len(), records.len()).expect("it is whole");
        assert_eq!(journal::unpack_text(PROJECT, text.id(), &whole).as_ref(), Ok(text));
        assert_eq!(packed(records.len(), records.len() + 1), None);
        for byte in [0, 20, records[0].1.len() - 1] {
            let mut damaged = records[0].1.clone();
            damaged[byte] ^= 1;
            assert_eq!(journal::text_part(PROJECT, text.id(), 0, records.len(), &damaged), None, "byte {byte}");
        }
    }

    let elsewhere = MemoryStorage::default();
    let id = journal::ProjectId(77);
    let info = journal::ProjectInfo { id, name: "恢复".into(), created: 1, opened: 1, removed: None };
    run(journal::keep_as_new(&elsewhere, &info, &workspace, &texts)).expect("memory does not fail");
    let opening = run(journal::open(&elsewhere, id, actor, journal::Wish::Write)).expect("memory does not fail");
    assert!(opening.report.is_whole());
    assert_eq!(state_hash(&opening.workspace), state_hash(&page.workspace));
    for text in page.workspace.text_ids() {
        assert!(run(journal::load_text(&elsewhere, id, text)).expect("memory does not fail").is_some());
    }
    let last = run(journal::last_records(&storage)).expect("memory does not fail");
    assert!(last[&PROJECT] >= sequence);

    let full = Full(MemoryStorage::default());
    let failed = run(journal::keep_as_new(&full, &info, &workspace, &texts)).map_err(|error| error.kind);
    assert_eq!(failed, Err(StorageErrorKind::Quota));
    assert!(Table::ALL.iter().all(|&table| full.0.list(table, &Range::all()).is_empty()), "nothing takes up room");

    for bit in (0..packed.len() * 8).step_by(97) {
        let mut flipped = packed.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        assert!(journal::unpack_snapshot(PROJECT, &flipped, actor).is_err(), "bit {bit}");
    }
}

#[test]
fn raw_data_is_read_back_and_what_is_no_record_is_passed_over() {
    let storage = MemoryStorage::default();
    let page = filled(&storage, 40);
    let raw = run(journal::raw_data(&storage)).expect("memory does not fail");
    let odd = raw.replacen("\"journal\":[", "\"journal\":[{\"key\":[7,\"甲\"],\"value\":1},", 1);
    for (raw, n_odd) in [(raw, 0), (odd, 1)] {
        let (memory, n_passed_over) = journal::read_raw_data(&raw).expect("it is raw data");
        assert_eq!(n_passed_over, n_odd);
        let opening = open(&memory, 800).expect("memory does not fail");
        assert_eq!(state_hash(&opening.workspace), state_hash(&page.workspace));
        for text in page.workspace.text_ids() {
            assert!(run(journal::load_text(&memory, PROJECT, text)).expect("memory does not fail").is_some());
        }
    }
    assert!(journal::read_raw_data("{}").is_none());
}

#[test]
fn an_outline_is_kept_in_small_records_and_replaced() {
    use zhupi::structure::{Heading, Outline};
    let storage = MemoryStorage::default();
    let text = zhupi::text::TextId::of("甲");
    let heading = |n: u32| Heading { span: zhupi::text::Span::default(), level: 1, number: format!("第{n}章") };
    for n_headings in [5_000, 3] {
        let outline = Outline { headings: (0..n_headings).map(heading).collect(), ..Outline::default() };
        storage.apply(&journal::outline_batch(PROJECT, text, &outline)).expect("memory does not fail");
        assert_eq!(run(journal::load_outline(&storage, PROJECT, text)), Ok(Some(outline)));
        let records = storage.list(Table::Cache, &Range::all());
        assert!(records.iter().all(|(_, bytes)| bytes.len() < 64_000));
    }
}
