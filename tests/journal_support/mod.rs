//! What the tests of the journal share: a way to run futures, a project of odd content, and random commands.
#![allow(dead_code, reason = "each test program uses a part of it")]

pub mod faulty;
#[path = "../support/figure.rs"]
pub mod figure;

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use zhupi::annotate::{ActorId, Transaction};
use zhupi::journal::{self, Journal, Opening, ProjectId, Storage, StorageError, Task, Wish};
use zhupi::project::{Command, NewDocument, Workspace};
use zhupi::text::{Span, Text, Utf8};

pub const PROJECT: ProjectId = ProjectId(0x5a48_5550_4900_0000_0000_0000_0000_0001);

pub const SAMPLE: &str =
    "一、总体要求\n到2025年，全市森林覆盖率达到56.5%以上，新建公厕12座。(市林业局、城管局负责)\n𠮷祥街道办事处配合。\n";

/// Runs a future that never has to wait for anybody.
pub fn run<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..1_000 {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
    panic!("the future waits for somebody");
}

pub fn open<S: Storage>(storage: &S, actor: u64) -> Result<Opening, StorageError> {
    run(journal::open(storage, PROJECT, ActorId(actor), Wish::Write))
}

/// Lets a journal do everything it has to do; `now` moves on over pauses. Gives up after a number of steps.
pub fn settle<S: Storage>(journal: &mut Journal, storage: &S, now: &mut i64) {
    for _ in 0..200 {
        match journal.next(*now) {
            Task::Idle => return,
            Task::Wait(pause) => *now += pause,
            task => {
                let answer = run(journal::perform(storage, &task));
                journal.done(answer, *now);
            }
        }
    }
}

/// A document of the sample text, or of a number of repetitions of it.
pub fn document(name: &str, n_times: usize) -> NewDocument {
    NewDocument::plain(name, format!("{name}.txt"), Text::new(SAMPLE.repeat(n_times)))
}

/// Takes a document in, text first.
pub fn import(workspace: &mut Workspace, journal: &mut Journal, document: NewDocument, now: i64) -> Arc<Transaction> {
    journal.put_text(&document.text, now);
    let applied = workspace.apply(Command::Import(vec![document]), now).expect("an import always works");
    journal.submit(applied.transaction.clone(), now).expect("it follows");
    applied.transaction
}

/// A small deterministic source of numbers (splitmix64).
#[derive(Debug, Clone)]
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    /// True once in `n` times.
    pub fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

/// A random command that fits, mostly.
pub fn random_command(dice: &mut Dice, workspace: &Workspace) -> Option<Command> {
    let documents: Vec<_> = workspace.documents().collect();
    if documents.is_empty() {
        let docs = workspace.removed().map(|document| document.info().id).collect();
        return Some(Command::SetRemoved { docs, removed: false });
    }
    let document = documents[dice.below(documents.len())];
    let doc = document.info().id;
    let marks: Vec<_> = document.marks().iter().collect();
    let mark = (!marks.is_empty()).then(|| marks[dice.below(marks.len())].id);
    let labels = ["DEPT", "QTY", "TIME", "自定义"];
    let label = labels[dice.below(labels.len())].into();
    Some(match (dice.below(12), mark) {
        (0, Some(mark)) => Command::Delete { doc, marks: vec![mark] },
        (1, Some(mark)) => Command::Relabel { doc, marks: vec![mark], label },
        (2, Some(mark)) => Command::SetNote { doc, mark, note: format!("注{}", dice.below(100)) },
        (3, Some(mark)) => Command::SetAttr { doc, mark, name: "value".into(), value: dice.below(50).to_string() },
        (4, _) => Command::Undo,
        (5, _) => Command::Redo,
        (6, _) => Command::Rename { doc, name: format!("文件{}", dice.below(1_000)) },
        (7, _) => Command::SetRemoved { docs: vec![doc], removed: dice.once_in(4) },
        (8, Some(mark)) => {
            let other = marks[dice.below(marks.len())].id;
            Command::AddRelation { doc, kind: "measures".into(), from: mark, to: other }
        }
        _ => {
            let text = document.text()?;
            let start = text.floor(Utf8(dice.below(text.len().index()) as u32));
            let mut end = start;
            for _ in 0..=dice.below(6) {
                end = text.next_char(end);
            }
            Command::AddMark { doc, spans: vec![Span::new(start, end)], label }
        }
    })
}
