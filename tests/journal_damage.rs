//! Damage at rest: flipped bits in every kind of record, and every shortening of a journal.
//!
//! `ZHUPI_FLIPS=10000 cargo test --release --test journal_damage` is the long form.

mod journal_support;

use journal_support::figure::{figure, setting};
use journal_support::{Dice, PROJECT, document, import, open, random_command, run, settle};
use std::sync::Arc;
use zhupi::annotate::{ActorId, Transaction};
use zhupi::journal::{self, Journal, MemoryStorage, Op, Range, SaveState, Stored, Table, state_hash};
use zhupi::project::Workspace;
use zhupi::text::TextId;

/// A project with snapshots, a journal after them and a text, and the states it went through.
struct Specimen {
    records: Vec<(Table, Stored)>,
    /// The hash after each transaction, from the empty state on.
    states: Vec<TextId>,
}

fn specimen(seed: u64) -> Specimen {
    let storage = MemoryStorage::default();
    let opening = open(&storage, 1).expect("memory does not fail");
    let (mut workspace, mut journal, mut now) = (opening.workspace, opening.journal, 1_000);
    let mut states = vec![state_hash(&workspace)];
    journal.snapshot_every(12, 1 << 20);
    import(&mut workspace, &mut journal, document("通知", 4), now);
    states.push(state_hash(&workspace));
    let mut dice = Dice(seed);
    while states.len() < 60 {
        edit(&mut dice, &mut workspace, &mut journal, &mut states, now);
        settle(&mut journal, &storage, &mut now);
    }
    let of_table = |table: Table| storage.list(table, &Range::all()).into_iter().map(move |stored| (table, stored));
    Specimen { records: Table::ALL.into_iter().flat_map(of_table).collect(), states }
}

fn edit(dice: &mut Dice, workspace: &mut Workspace, journal: &mut Journal, states: &mut Vec<TextId>, now: i64) {
    let applied = random_command(dice, workspace).and_then(|command| workspace.apply(command, now).ok());
    if let Some(applied) = applied {
        let transaction: Arc<Transaction> = applied.transaction;
        journal.submit(transaction, now).expect("it follows");
        states.push(state_hash(workspace));
    }
}

impl Specimen {
    fn storage(&self) -> MemoryStorage {
        let storage = MemoryStorage::default();
        let ops = self.records.iter().map(|(table, (key, bytes))| Op::Add(*table, key.clone(), bytes.clone()));
        storage.apply(&journal::Batch::strict(ops.collect())).expect("memory does not fail");
        storage
    }

    /// Opens a damaged storage: an earlier state or the last one, everything told, and work goes on.
    fn check(&self, storage: &MemoryStorage, table: Table, what: &str) -> usize {
        let mut opening = open(storage, 500).expect("damage is no error");
        let hash = state_hash(&opening.workspace);
        let n_lost = self.states.iter().rev().position(|state| *state == hash).expect(what);
        let report = &opening.report;
        match table {
            Table::Journal => assert!(!report.is_whole() || n_lost == 0, "{what}: silent: {report:?}"),
            Table::Snapshots => assert_eq!(n_lost, 0, "{what}: {report:?}"),
            Table::Meta | Table::Texts | Table::Cache => assert!(report.is_whole() && n_lost == 0, "{what}"),
        }
        let text = opening.workspace.text_ids().next();
        if let Some(text) = text.filter(|_| table == Table::Texts) {
            assert_eq!(run(journal::load_text(storage, PROJECT, text)), Ok(None), "{what}");
        }
        settle(&mut opening.journal, storage, &mut 5_000);
        assert_eq!(opening.journal.state(6_000), SaveState::Saved, "{what}");
        let again = run(journal::load(storage, PROJECT, ActorId(501))).expect("memory does not fail");
        assert_eq!(state_hash(again.workspace()), hash, "{what}");
        n_lost
    }
}

#[test]
fn every_flipped_bit_is_noticed_and_an_earlier_state_comes_back() {
    let (n_flips, seed) = (setting("ZHUPI_FLIPS", 600), setting("ZHUPI_SEED", 1) as u64);
    let specimen = specimen(10 + seed);
    let mut dice = Dice(11 + seed);
    let mut counts = [(0, 0); 5];
    for flip in 0..n_flips {
        let (table, (key, bytes)) = &specimen.records[dice.below(specimen.records.len())];
        let bit = dice.below(bytes.len() * 8);
        let storage = specimen.storage();
        assert!(storage.damage(*table, key, |bytes| bytes[bit / 8] ^= 1 << (bit % 8)));
        let n_lost = specimen.check(&storage, *table, &format!("flip {flip}: {} {} bit {bit}", table.name(), key.item));
        let (n, lost) = &mut counts[*table as usize];
        (*n, *lost) = (*n + 1, *lost + n_lost);
    }
    let note =
        format!("(flips, transactions lost) by table {:?}; seed {seed}", Table::ALL.map(|it| counts[it as usize]));
    figure("bit flipped", n_flips, 0, &note);
    assert!(counts[Table::Journal as usize].0 > 0 && counts[Table::Snapshots as usize].0 > 0);
}

#[test]
fn every_prefix_of_a_journal_is_a_state() {
    let specimen = specimen(21);
    let is_journal = |&&(table, _): &&(Table, Stored)| table == Table::Journal;
    let n_journal = specimen.records.iter().filter(is_journal).count();
    for n_kept in 0..n_journal {
        let storage = specimen.storage();
        for (_, (key, _)) in specimen.records.iter().filter(is_journal).skip(n_kept) {
            let only = Range { from: key.clone(), to: key.clone() };
            storage.apply(&journal::Batch::strict(vec![Op::Delete(Table::Journal, only)])).expect("memory");
        }
        let opening = open(&storage, 600).expect("memory does not fail");
        let hash = state_hash(&opening.workspace);
        assert!(specimen.states.contains(&hash), "{n_kept} records");
    }
}

#[test]
fn a_damaged_snapshot_pair_is_told() {
    let specimen = specimen(31);
    let storage = specimen.storage();
    for (table, (key, _)) in &specimen.records {
        if *table == Table::Snapshots {
            storage.damage(*table, key, |bytes| bytes.truncate(90));
        }
    }
    let opening = open(&storage, 700).expect("memory does not fail");
    assert!(!opening.report.is_whole());
    assert_eq!(opening.report.n_bad_snapshots, 2);
}
