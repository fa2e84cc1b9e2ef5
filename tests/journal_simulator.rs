//! The journal against a storage that fails: random edits, random faults, random ends of the program.
//!
//! Invariant: what was acknowledged is part of what is recovered, what is recovered is part of what was submitted, in
//! order, and the state is that of replaying exactly that.
//!
//! `ZHUPI_SEEDS=5000 ZHUPI_OPS=200 cargo test --release --test journal_simulator` is the long form, `ZHUPI_SEED=2` goes on
//! with the seeds after those. A failure prints its
//! seed and the smallest number of steps that shows it.

mod journal_support;
mod storage_suite;

use journal_support::faulty::{Fault, FaultyStorage};
use journal_support::figure::{figure, setting};
use journal_support::{Dice, PROJECT, document, open, random_command, run};
use std::collections::BTreeMap;
use std::sync::Arc;
use zhupi::annotate::{ActorId, Transaction, TransactionId};
use zhupi::journal::{self, Event, Journal, Opening, ReadOnly, SaveState, Task, state_hash};
use zhupi::project::{Command, Workspace};
use zhupi::text::TextId;

/// Nothing is put off for longer, in milliseconds.
const LONGEST_WAIT: i64 = 30_000;

/// What the world outside the storage knows.
#[derive(Default)]
struct World {
    /// The transactions that the present state of the project is made of, as far as was submitted.
    line: Vec<Arc<Transaction>>,
    /// How many of them were acknowledged.
    n_acknowledged: usize,
    n_actors: u64,
    n_snapshots: usize,
}

/// One opening of the program.
struct Session {
    workspace: Workspace,
    journal: Journal,
}

struct Simulation {
    storage: FaultyStorage,
    dice: Dice,
    world: World,
    session: Option<Session>,
    now: i64,
}

impl Simulation {
    fn new(seed: u64) -> Self {
        let mut dice = Dice(seed);
        let rate = [0, 12, 6, 3][dice.below(4)];
        let storage = FaultyStorage::new(dice.next(), rate);
        Self { storage, dice, world: World::default(), session: None, now: 1_000 }
    }

    /// One thing happens.
    fn step(&mut self) -> Result<(), String> {
        match self.dice.below(20) {
            0 => self.end(),
            // Somebody sets the clock, mostly back.
            1 if self.dice.once_in(4) => {
                self.now += 100_000 - self.dice.below(4_000_000) as i64;
                Ok(())
            }
            1 => {
                self.storage.catch_up();
                Ok(())
            }
            2..=9 => {
                for _ in 0..=self.dice.below(3) {
                    self.edit();
                }
                Ok(())
            }
            _ => self.drive(),
        }
    }

    /// The program ends without a word and starts again.
    fn end(&mut self) -> Result<(), String> {
        self.session = None;
        self.start()
    }

    fn start(&mut self) -> Result<(), String> {
        self.world.n_actors += 1;
        let Ok(opening) = open(&self.storage, self.world.n_actors) else {
            return Ok(());
        };
        self.recovered(&opening)?;
        let (workspace, mut journal) = (opening.workspace, opening.journal);
        journal.snapshot_every(3 + self.dice.below(20), 20_000);
        self.session = Some(Session { workspace, journal });
        Ok(())
    }

    /// Checks what an opening gave against what the world knows.
    fn recovered(&mut self, opening: &Opening) -> Result<(), String> {
        let found = identity(&opening.workspace);
        let last = self.world.line.len();
        let identity_after = |n: usize| identity(&replayed(self.world.line.get(..n).unwrap_or_default()));
        let fits = (self.world.n_acknowledged..=last).find(|&n| identity_after(n) == found);
        let n = fits.ok_or_else(|| {
            let earlier = (0..self.world.n_acknowledged).find(|&n| identity_after(n) == found);
            let n_acknowledged = self.world.n_acknowledged;
            format!("{n_acknowledged} of {last} acknowledged; the state is that of {earlier:?}; {:?}", opening.report)
        })?;
        self.texts_are_there(opening)?;
        // What was submitted and not recovered is gone, as the tab that knew it is.
        self.world.line.truncate(n);
        self.world.n_acknowledged = n;
        Ok(())
    }

    /// Every text that a recovered document refers to is whole, because it was written first.
    fn texts_are_there(&self, opening: &Opening) -> Result<(), String> {
        for text in opening.workspace.text_ids() {
            let read = run(journal::load_text(self.storage.memory(), PROJECT, text)).expect("memory does not fail");
            if read.is_none() && acknowledged(&self.world).text_ids().any(|id| id == text) {
                return Err(format!("text {text} is gone"));
            }
        }
        Ok(())
    }

    fn edit(&mut self) {
        let now = self.now;
        let Some(session) = &mut self.session else {
            return;
        };
        let command = match random_command(&mut self.dice, &session.workspace) {
            Some(command) if !self.dice.once_in(30) => command,
            _ => Command::Import(vec![document("文件", 1 + self.dice.below(3))]),
        };
        if let Command::Import(documents) = &command {
            documents.iter().for_each(|document| session.journal.put_text(&document.text, now));
        }
        if let Ok(applied) = session.workspace.apply(command, now) {
            session.journal.submit(applied.transaction.clone(), now).expect("it follows");
            self.world.line.push(applied.transaction);
        }
    }

    /// The journal does one thing; or its answer never comes, because the program ends.
    fn drive(&mut self) -> Result<(), String> {
        let Some(session) = &mut self.session else {
            return self.start();
        };
        match session.journal.next(self.now) {
            Task::Idle => {}
            Task::Wait(pause) if pause > LONGEST_WAIT => return Err(format!("{pause} ms are waited for")),
            Task::Wait(pause) => self.now += pause,
            task => {
                let answer = run(journal::perform(&self.storage, &task));
                if self.dice.once_in(40) {
                    return self.end();
                }
                session.journal.done(answer, self.now);
            }
        }
        for event in session.journal.take_events() {
            match event {
                Event::Acknowledged(_) => {
                    self.world.n_acknowledged = self.world.line.len() - session.journal.unsaved().len();
                }
                Event::Snapshot(..) => self.world.n_snapshots += 1,
            }
        }
        match session.journal.state(self.now) {
            SaveState::Saved if self.world.n_acknowledged < self.world.line.len() => Err("saved, and is not".into()),
            SaveState::ReadOnly { why: ReadOnly::TakenOver, .. } => self.end(),
            SaveState::ReadOnly { why, .. } => Err(format!("nobody else writes, and yet {why:?}")),
            _ => Ok(()),
        }
    }

    /// At the end the storage works again: everything gets saved, and comes back.
    fn finish(&mut self) -> Result<(), String> {
        self.storage.set_rate(0);
        for _ in 0..2_000 {
            let is_saved = self.session.as_ref().is_some_and(|it| it.journal.state(self.now) == SaveState::Saved);
            if is_saved && self.world.n_acknowledged == self.world.line.len() {
                return self.end();
            }
            self.drive()?;
        }
        Err("the storage works, and still not everything is saved".into())
    }
}

fn replayed(line: &[Arc<Transaction>]) -> Workspace {
    let mut workspace = Workspace::new(ActorId(0));
    for transaction in line {
        workspace.replay(transaction).expect("what was submitted fits together");
    }
    workspace
}

fn acknowledged(world: &World) -> Workspace {
    replayed(world.line.get(..world.n_acknowledged).unwrap_or_default())
}

/// The state, and what can be undone and redone.
fn identity(workspace: &Workspace) -> (TextId, Vec<TransactionId>, Vec<TransactionId>) {
    let (done, undone) = workspace.history().entries();
    (state_hash(workspace), done.map(|it| it.id).collect(), undone.iter().map(|it| it.id).collect())
}

/// How often each fault struck, and how many snapshots were made.
type Struck = (BTreeMap<Fault, usize>, usize);

fn simulate(seed: u64, n_steps: usize) -> Result<Struck, String> {
    let mut simulation = Simulation::new(seed);
    simulation.start()?;
    for step in 0..n_steps {
        simulation.step().map_err(|problem| format!("step {step}: {problem}"))?;
    }
    simulation.finish().map_err(|problem| format!("end: {problem}"))?;
    Ok((simulation.storage.hits(), simulation.world.n_snapshots))
}

#[test]
fn nothing_acknowledged_is_ever_lost() {
    let (n_seeds, n_steps) = (setting("ZHUPI_SEEDS", 300), setting("ZHUPI_OPS", 200));
    let mut hits: BTreeMap<Fault, usize> = BTreeMap::new();
    let mut n_snapshots = 0;
    let first = (setting("ZHUPI_SEED", 1) - 1) * n_seeds;
    for seed in first as u64..(first + n_seeds) as u64 {
        match simulate(seed, n_steps) {
            Ok((more, n)) => {
                n_snapshots += n;
                more.into_iter().for_each(|(fault, n)| *hits.entry(fault).or_default() += n);
            }
            Err(problem) => {
                let smallest = (0..n_steps).find_map(|n| simulate(seed, n).err().map(|problem| (n, problem)));
                panic!("seed {seed}, {n_steps} steps: {problem}\nsmallest: {smallest:?}");
            }
        }
    }
    let n_faults: usize = hits.iter().filter(|(fault, _)| **fault != Fault::None).map(|(_, n)| n).sum();
    let note =
        format!("seeds {first} to {}, {n_faults} faults, {n_snapshots} snapshots", (first + n_seeds).saturating_sub(1));
    figure("storage simulator", n_seeds * n_steps, 0, &note);
    println!("project {PROJECT}; faults {hits:?}");
    assert!(n_seeds < 100 || hits.len() == 9, "every kind of fault strikes: {hits:?}");
}

#[test]
fn a_faulty_storage_without_faults_keeps_the_laws() {
    run(storage_suite::check(&FaultyStorage::new(1, 0)));
}
