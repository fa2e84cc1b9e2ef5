//! Project packages hold everything, and what is damaged is named.

use crate::projects::{documents, essence, project};
use proptest::prelude::*;
use zhupi::formats::archive::{Archive, pack};
use zhupi::formats::export::{Export, ExportOptions};
use zhupi::formats::{ImportOptions, ImportReport, Part, format, import};
use zhupi::project::{Command, Workspace};

fn parts(workspace: &Workspace) -> Vec<Part> {
    let options = ExportOptions::default();
    let export = Export::of(workspace, options);
    format("package").unwrap().write(&export).unwrap()
}

fn packed(parts: Vec<Part>) -> Vec<u8> {
    pack(parts.into_iter().map(|part| (part.name, part.bytes)).collect()).unwrap()
}

fn read(bytes: &[u8]) -> ImportReport {
    import("项目.zhupi", bytes, &ImportOptions::default())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_package_restores_its_project(documents in documents()) {
        let mut before = project(documents);
        let mut scheme = before.scheme().as_ref().clone();
        scheme.labels.truncate(3);
        before.apply(Command::SetScheme(scheme), 0).unwrap();
        let bytes = packed(parts(&before));
        prop_assert_eq!(&bytes, &packed(parts(&before)));
        let report = read(&bytes);
        prop_assert_eq!(report.problems, vec![]);
        prop_assert_eq!(report.scheme.as_ref(), Some(before.scheme().as_ref()));
        let after = project(report.documents);
        for (before, after) in before.documents().zip(after.documents()) {
            prop_assert_eq!(essence(before), essence(after));
        }
    }
}

#[test]
fn damage_is_named_and_the_rest_is_read() {
    let words: String = (0..700_000).map(|number| format!("{number}，")).collect();
    let line = |id: usize| format!("{{\"id\":\"d{id}\",\"text\":\"{words}\"}}\n");
    let all: String = (0..4).map(line).collect();
    let workspace = project(import("x.jsonl", all.as_bytes(), &ImportOptions::default()).documents);
    let whole = parts(&workspace);
    let names: Vec<_> = whole.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(names[..3], ["scheme.json", "documents/0001.jsonl", "documents/0002.jsonl"]);
    let mut damaged = whole.clone();
    damaged[1].bytes[100] ^= 1;
    let report = read(&packed(damaged));
    let left: Vec<_> = report.documents.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(left, ["d1", "d2", "d3"]);
    let codes: Vec<_> = report.problems.iter().map(|it| it.kind.code()).collect();
    assert_eq!(codes, ["file.damaged", "record.bad"]);
    let mut without = whole.clone();
    without.remove(2);
    assert_eq!(read(&packed(without)).documents.len(), 3);
    let mut newer = whole.clone();
    let manifest = newer.pop().unwrap();
    let text = String::from_utf8(manifest.bytes).unwrap().replace("\"version\": 1", "\"version\": 2");
    newer.push(Part { name: manifest.name, bytes: text.into_bytes() });
    let report = read(&packed(newer));
    assert!(report.is_refused());
    assert_eq!(report.problems[0].kind.code(), "format.other");
    let bytes = packed(whole);
    for cut in [5, bytes.len() / 2, bytes.len() - 1] {
        assert!(read(&bytes[..cut]).is_refused());
    }
    assert!(Archive::open(&bytes).unwrap().names().iter().any(|name| name == "manifest.json"));
}
