//! Speed of the normal view, the structure and each recogniser, in millions of characters a second.
//!
//! `cargo bench --bench recognise -- FOLDER` reads the `.txt` files of a folder, joined and repeated to 0.1, 1 and 5
//! million characters, and then texts made to be slow: a million digits, one line of a million characters, brackets.

use std::time::{Duration, Instant};
use zhupi::lexicon::department::Register;
use zhupi::lexicon::{Gazetteer, Segmenter};
use zhupi::recognise::Pipeline;
use zhupi::text::{NormalView, Text};

fn main() {
    let folder = std::env::args().skip(1).find(|arg| !arg.starts_with('-'));
    let Some(folder) = folder else {
        println!("usage: cargo bench --bench recognise -- FOLDER (of .txt files)");
        return;
    };
    let sample = joined(&folder);
    if sample.is_empty() {
        println!("no .txt files in {folder}");
        return;
    }
    loading();
    let pipeline = Pipeline::builtin();
    for size in [100_000, 1_000_000, 5_000_000] {
        report(&format!("{size} characters"), &pipeline, &sample.chars().cycle().take(size).collect::<String>());
    }
    let one_line: String = sample.chars().filter(|ch| *ch != '\n').cycle().take(1_000_000).collect();
    report("one line", &pipeline, &one_line);
    for (name, piece) in
        [("digits", "7"), ("ranges", "1-"), ("Chinese digits", "一十"), ("brackets", "(《“"), ("spaces", "3 ")]
    {
        report(name, &pipeline, &piece.chars().cycle().take(1_000_000).collect::<String>());
    }
}

/// How long the dictionaries take to load, each and together.
fn loading() {
    let part = |name: &str, spent: Duration| println!("loading {name:14} {:9.1} ms", spent.as_secs_f64() * 1e3);
    part("gazetteer", timed(|| drop(Gazetteer::builtin())));
    part("words", timed(|| drop(Segmenter::load())));
    part("departments", timed(|| drop(Register::builtin())));
    part("all", timed(|| drop(Pipeline::builtin())));
}

/// The text files of a folder, one after the other.
fn joined(folder: &str) -> String {
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let texts = paths.iter().filter(|path| path.extension().is_some_and(|ext| ext == "txt"));
    texts.filter_map(|path| std::fs::read_to_string(path).ok()).collect()
}

fn report(name: &str, pipeline: &Pipeline, content: &str) {
    let chars = content.chars().count();
    let text = Text::new(content);
    println!("{name}: {chars} characters");
    line("normal view", chars, timed(|| drop(NormalView::of(content))));
    line("structure", chars, timed(|| drop(pipeline.begin(&text))));
    let analysis = pipeline.begin(&text);
    line("words", chars, timed(|| drop(pipeline.words(&analysis))));
    let words = pipeline.words(&analysis);
    for name in pipeline.names() {
        line(name, chars, timed(|| drop(pipeline.proposals(&analysis, &words, name))));
    }
    line("all", chars, timed(|| drop(pipeline.run(&text))));
}

fn timed(work: impl Fn()) -> Duration {
    let before = Instant::now();
    work();
    before.elapsed()
}

#[expect(clippy::cast_precision_loss, reason = "a speed to two digits")]
fn line(name: &str, chars: usize, spent: Duration) {
    let speed = chars as f64 / spent.as_secs_f64().max(1e-9) / 1e6;
    println!("  {name:14} {:9.1} ms  {speed:8.1} M characters/s", spent.as_secs_f64() * 1e3);
}
