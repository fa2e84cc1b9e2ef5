//! Files made to do harm: archives that lie, trees without bottom, lines without end. All are refused, and soon.

use std::time::{Duration, Instant};
use zhupi::formats::archive::{Archive, pack};
use zhupi::formats::{ImportOptions, ImportReport, ProblemKind, import};

fn read(name: &str, bytes: &[u8]) -> ImportReport {
    let started = Instant::now();
    let report = import(name, bytes, &ImportOptions::default());
    assert!(started.elapsed() < Duration::from_secs(20), "{name}: {:?}", started.elapsed());
    report
}

/// The archive with every occurrence of some bytes replaced by as many others.
fn patched(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let places: Vec<usize> =
        bytes.windows(from.len()).enumerate().filter(|(_, it)| *it == from).map(|(at, _)| at).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + to.len()].copy_from_slice(to);
    }
    bytes
}

fn two() -> Vec<u8> {
    let words: Vec<u8> = (0..200_u8).collect();
    pack(vec![("one.txt".to_owned(), words.clone()), ("two.txt".to_owned(), words.into_iter().rev().collect())])
        .unwrap()
}

/// The central directory's record of an entry begins with these bytes.
const RECORD: &[u8] = b"PK\x01\x02";

fn records(bytes: &[u8]) -> Vec<usize> {
    bytes.windows(4).enumerate().filter(|(_, it)| *it == RECORD).map(|(at, _)| at).collect()
}

#[test]
fn archives_that_lie_are_refused() {
    assert!(Archive::open(&two()).is_ok());
    let many: Vec<_> = (0..2_001).map(|number| (format!("{number}"), vec![])).collect();
    assert_eq!(Archive::open(&pack(many).unwrap()).err(), Some(ProblemKind::Bomb { limit: "entries" }));
    let twice = patched(two(), b"two.txt", b"one.txt");
    assert!(Archive::open(&twice).is_err(), "two entries of one name");
    for name in [b"../.txt", b"/wo.txt", b"t\\o.txt", b"C:o.txt"] {
        assert!(Archive::open(&patched(two(), b"two.txt", name)).is_err());
    }
    // The second record leads to the first entry, as in archives that unpack to petabytes.
    let mut overlapping = two();
    let at = records(&overlapping);
    let first: Vec<u8> = overlapping[at[0] + 42..at[0] + 46].to_vec();
    overlapping[at[1] + 42..at[1] + 46].copy_from_slice(&first);
    let opened = Archive::open(&overlapping);
    assert!(opened.is_err() || opened.is_ok_and(|mut archive| archive.entry("two.txt").is_err()));
}

#[test]
fn declared_sizes_are_not_believed() {
    let zeros = pack(vec![("word/document.xml".to_owned(), vec![b' '; 30 << 20])]).unwrap();
    for size in [0_u32, 7, 1 << 20, u32::MAX - 1] {
        let mut bytes = zeros.clone();
        for at in records(&bytes) {
            bytes[at + 24..at + 28].copy_from_slice(&size.to_le_bytes());
        }
        let report = read("a.docx", &bytes);
        assert!(report.is_refused());
        assert!(["file.bomb", "file.damaged"].contains(&report.problems[0].kind.code()), "{report:?}");
    }
}

#[test]
fn nothing_is_too_deep_or_too_long() {
    let deep = |open: &str, close: &str, n: usize| format!("{}{}", open.repeat(n), close.repeat(n));
    for (name, content) in [
        ("a.jsonl", format!("{{\"text\":\"x\",\"spans\":{}}}", deep("[", "]", 100_000))),
        ("a.json", deep("[", "]", 1_000_000)),
        ("a.json", "{\"a\":".repeat(100_000)),
        ("a.html", deep("<div>", "</div>", 200_000)),
        ("a.html", (0..50_000).map(|n| format!("<b a{n}=1><p>")).collect()),
        ("a.html", format!("<p {}>x", (0..100_000).map(|n| format!("a{n}=1 ")).collect::<String>())),
        ("a.html", "<script>".repeat(200_000)),
        ("a.html", "<!--".repeat(200_000)),
        ("a.html", "<p hidden>".repeat(200_000)),
        ("a.xmi", format!("<xmi:XMI>{}", "<a>".repeat(100_000))),
        ("a.csv", format!("text,id\n\"{}", "x\n".repeat(500_000))),
        ("a.csv", ",".repeat(1_500_000)),
        ("a.bio", "x B-".to_owned() + &"X".repeat(1_000_000)),
        ("a.jsonl", format!("{{\"text\":\"x\",\"spans\":[{}0]}}", "{},".repeat(300_000))),
    ] {
        let report = read(name, content.as_bytes());
        assert!(report.problems.len() <= 210, "{name}: {} problems", report.problems.len());
        assert!(report.documents.iter().all(|it| it.marks.is_empty()) || name == "a.bio", "{name}");
    }
}
