//! Backups: what is packed comes back to the letter; what is damaged comes back as far as it goes, and is named.
//!
//! `ZHUPI_BACKUPS=1000 cargo test --release --test backup` is the long form, `ZHUPI_SEED` another sequence.
#![cfg(all(feature = "engine", not(target_arch = "wasm32")))]

mod journal_support;

use journal_support::figure::{figure, setting};
use journal_support::{Dice, PROJECT, SAMPLE, document, import, open, random_command, run, settle};
use std::collections::BTreeSet;
use zhupi::annotate::ActorId;
use zhupi::formats::backup::{self, Backup, Restored};
use zhupi::formats::{native, scheme_file};
use zhupi::journal::{self, MemoryStorage, ProjectId, ProjectInfo, state_hash};
use zhupi::project::{Command, NewDocument, Workspace};
use zhupi::text::Text;

/// A project that went through random work: documents of many sizes, some put away, and steps to undo.
fn project(dice: &mut Dice, n_documents: usize, n_steps: usize) -> Workspace {
    let mut workspace = Workspace::new(ActorId(dice.next() | 1));
    let documents = (0..n_documents).map(|number| {
        let text = format!("{number}号文\n{}", SAMPLE.repeat(1 + dice.below(30)));
        NewDocument::plain(format!("通知{number}"), "通知.txt", Text::new(text))
    });
    let documents = documents.collect();
    workspace.apply(Command::Import(documents), 1_000).expect("an import always works");
    for step in 0..n_steps {
        if let Some(command) = random_command(dice, &workspace) {
            drop(workspace.apply(command, 2_000 + step as i64));
        }
    }
    workspace
}

fn lines<'a>(documents: impl Iterator<Item = &'a zhupi::project::Document>) -> String {
    let mut out = Vec::new();
    native::write(documents, &mut out).expect("memory does not fail");
    String::from_utf8(out).expect("JSON is text")
}

fn packed(workspace: &Workspace) -> Vec<u8> {
    let backup = Backup {
        project: "汇编",
        documents: &lines(workspace.documents()),
        bin: &lines(workspace.removed()),
        scheme: &scheme_file::write(workspace.scheme()).expect("memory does not fail"),
        state: &journal::pack_state(PROJECT, workspace),
    };
    backup.write().expect("it is small enough")
}

fn restored(found: Restored) -> journal::Restored {
    let documents = found.documents.into_iter().chain(found.bin).collect();
    journal::restore(&found.state.unwrap_or_default(), documents, found.scheme, ActorId(77))
}

#[test]
fn backed_up_wiped_and_restored_a_project_is_the_same() {
    let n_rounds = setting("ZHUPI_BACKUPS", 60);
    let seed = setting("ZHUPI_SEED", 1) as u64;
    let (mut n_documents, mut n_bytes) = (0, 0);
    for round in 0..n_rounds {
        let mut dice = Dice(seed << 32 | round as u64);
        let (documents, steps) = (1 + dice.below(12), dice.below(60));
        let before = project(&mut dice, documents, steps);
        let file = packed(&before);
        assert_eq!(file, packed(&before), "the same project gives the same bytes");
        let found = backup::read("汇编.zhupi", &file);
        assert_eq!((found.problems.as_slice(), found.project.as_deref()), (&[][..], Some("汇编")), "round {round}");
        let after = restored(found);
        assert!(after.is_exact);
        // Wiped: the restored project is kept in a storage that never saw the first one, and opened from there.
        let storage = MemoryStorage::default();
        let info = ProjectInfo { id: ProjectId(9), name: "恢复".into(), created: 0, opened: 0, removed: None };
        run(journal::keep_as_new(&storage, &info, &after.workspace, &after.texts)).expect("memory does not fail");
        let opened = run(journal::load(&storage, info.id, ActorId(78))).expect("memory does not fail");
        assert_eq!(state_hash(opened.workspace()), state_hash(&before), "round {round}");
        let history = |it: &Workspace| it.history().entries().0.map(|step| step.id).collect::<Vec<_>>();
        assert_eq!(history(opened.workspace()), history(&before), "round {round}: undo");
        for text in before.text_ids() {
            let read = run(journal::load_text(&storage, info.id, text)).expect("memory does not fail");
            assert_eq!(read.map(|text| text.id()), Some(text), "round {round}: a text");
        }
        n_documents += documents;
        n_bytes += file.len();
    }
    let note = format!("identical hashes, {n_documents} documents, {n_bytes} bytes; seed {seed}");
    figure("backup restored", n_rounds, 0, &note);
}

#[test]
fn a_damaged_backup_is_salvaged_and_what_is_missing_is_named() {
    let n_rounds = setting("ZHUPI_BACKUPS", 60).min(1_000);
    let mut dice = Dice(5);
    // Large enough for several entries of documents.
    let mut whole = Workspace::new(ActorId(3));
    let documents = (0..40).map(|number| {
        let text: String = (0..900).map(|line| format!("{number}之{line}：{SAMPLE}")).collect();
        NewDocument::plain(format!("第{number}篇"), "x", Text::new(text.chars().take(30_000).collect::<String>()))
    });
    whole.apply(Command::Import(documents.collect()), 0).expect("an import always works");
    let names: BTreeSet<String> = whole.documents().map(|it| it.info().name.clone()).collect();
    let file = packed(&whole);
    let (mut n_whole, mut n_exact) = (0, 0);
    for round in 0..n_rounds {
        let mut damaged = file.clone();
        if round % 2 == 0 {
            damaged.truncate(file.len() * (round % 100) / 100);
        } else {
            for _ in 0..=dice.below(3) {
                let at = dice.below(damaged.len());
                damaged[at] ^= 1 << dice.below(8);
            }
        }
        let found = backup::read("坏.zhupi", &damaged);
        let back: BTreeSet<String> = found.documents.iter().map(|it| it.name.clone()).collect();
        assert!(back.is_subset(&names), "round {round}");
        // Where the list of parts is whole, what did not come back is named, each document by name.
        let told = |name: &String| found.problems.iter().any(|it| it.to_string().contains(&format!("{name} was in")));
        if found.project.is_some() {
            let missing: Vec<_> = names.difference(&back).filter(|name| !told(name)).collect();
            assert!(missing.is_empty(), "round {round}: nobody told of {missing:?}: {:?}", found.problems);
        } else {
            assert!(!found.problems.is_empty(), "round {round}: silent");
        }
        for document in &found.documents {
            let before = whole.documents().find(|it| it.info().name == document.name).expect("one of ours");
            assert_eq!(before.info().text, document.text.id(), "round {round}: an altered text");
        }
        n_whole += usize::from(back.len() == names.len());
        let after = restored(found);
        n_exact += usize::from(after.is_exact);
        if after.is_exact {
            assert_eq!(state_hash(&after.workspace), state_hash(&whole), "round {round}");
        }
    }
    let note = format!("all documents of {n_whole}, the exact state of {n_exact} came back");
    figure("damaged backup salvaged", n_rounds, 0, &note);
    assert!(n_whole > 0 && n_exact > 0, "damage beside the documents costs no document");
}

/// More than any other archive may unpack to, and packed better than any other may be.
#[test]
fn a_large_backup_comes_back_whole() {
    let workspace = project(&mut Dice(1), 3, 9);
    let documents = lines(workspace.documents());
    let scheme = scheme_file::write(workspace.scheme()).expect("memory does not fail");
    let state = vec![7; 260 << 20];
    let backup = Backup { project: "大", documents: &documents, bin: "", scheme: &scheme, state: &state };
    let found = backup::read("大.zhupi", &backup.write().expect("it is within the limits"));
    assert_eq!(found.problems, []);
    assert_eq!(found.documents.len(), workspace.documents().count());
    assert!(found.scheme.is_some() && found.state.is_some_and(|found| found == state));
}

/// Nothing is unpacked beyond what the list of parts says, or beyond the limit where it says more.
#[test]
fn a_backup_that_unpacks_to_more_than_it_says_is_damaged() {
    let checksum = "0".repeat(64);
    for (says, unpacks_to) in [(10, 40 << 20), (usize::MAX, 257 << 20)] {
        let manifest = format!(
            r#"{{"format":"zhupi-package","version":1,"documents":0,"entries":{{"state/0001":{{"bytes":{says},"sha256":"{checksum}"}}}}}}"#
        );
        let entries =
            vec![("manifest.json".to_owned(), manifest.into_bytes()), ("state/0001".to_owned(), vec![0; unpacks_to])];
        let found = backup::read("炸.zhupi", &zhupi::formats::archive::pack(entries).expect("it is small when packed"));
        assert!(found.state.is_none() && found.problems.len() == 1, "{:?}", found.problems);
    }
}

#[test]
fn what_a_person_sees_in_the_journal_goes_into_the_backup() {
    let storage = MemoryStorage::default();
    let opening = open(&storage, 1).expect("memory does not fail");
    let (mut workspace, mut journal, mut now) = (opening.workspace, opening.journal, 1_000);
    import(&mut workspace, &mut journal, document("通知", 2), now);
    settle(&mut journal, &storage, &mut now);
    let found = backup::read("x.zhupi", &packed(&workspace));
    assert_eq!(state_hash(&restored(found).workspace), state_hash(journal.workspace()));
}
