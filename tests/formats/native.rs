//! Native JSON Lines restores a project, and reads what is less than perfect.

use crate::projects::{documents, essence, project};
use proptest::prelude::*;
use zhupi::annotate::Review;
use zhupi::formats::anchor::Unit;
use zhupi::formats::{ImportOptions, ImportReport, ProblemKind, import, native};
use zhupi::project::Workspace;

fn written(workspace: &Workspace) -> Vec<u8> {
    let mut out = Vec::new();
    native::write(workspace.documents(), &mut out).unwrap();
    out
}

fn read(content: &str) -> ImportReport {
    import("甲.jsonl", content.as_bytes(), &ImportOptions::default())
}

proptest! {
    #[test]
    fn a_project_comes_back_whole(documents in documents()) {
        let before = project(documents);
        let report = import("p.jsonl", &written(&before), &ImportOptions::default());
        prop_assert_eq!(report.problems, vec![]);
        let after = project(report.documents);
        prop_assert_eq!(before.documents().count(), after.documents().count());
        for (before, after) in before.documents().zip(after.documents()) {
            prop_assert_eq!(essence(before), essence(after));
        }
    }

    #[test]
    fn the_same_project_gives_the_same_bytes(documents in documents()) {
        let workspace = project(documents);
        prop_assert_eq!(written(&workspace), written(&workspace));
    }
}

#[test]
fn the_shortest_form_is_enough() {
    let report = read(r#"{"id":"通知","text":"到2027年","spans":[{"start":1,"end":6,"label":"TIME"}]}"#);
    assert_eq!(report.problems, vec![]);
    let [document] = report.documents.as_slice() else { panic!("one document") };
    assert_eq!(document.name, "通知");
    assert_eq!(document.text.slice(document.marks[0].spans[0]), "2027年");
}

#[test]
fn bad_marks_and_lines_are_named_and_the_rest_is_read() {
    let report = read(concat!(
        "{\"id\":1,\"text\":\"市工信局\",\"spans\":[",
        "{\"start\":0,\"end\":4,\"label\":\"DEPT\"},{\"start\":0,\"end\":9,\"label\":\"DEPT\"},{\"start\":2,\"end\":2,\"label\":\"X\"},",
        "{\"start\":0,\"end\":1,\"label\":\"LOC\",\"text\":\"县\"},{\"end\":1,\"label\":\"LOC\"},{\"start\":-1,\"end\":1,\"label\":\"LOC\"}]}\n",
        "\n{\"id\":2,\"text\":\n{\"id\":3,\"text\":\"好\"}\n",
    ));
    let codes: Vec<_> = report.problems.iter().map(|it| (it.line.unwrap(), it.kind.code())).collect();
    let expected = [
        (1, "span.form"),
        (1, "span.form"),
        (1, "span.outside"),
        (1, "span.empty"),
        (1, "span.quote"),
        (3, "record.bad"),
    ];
    assert_eq!(codes, expected);
    let names: Vec<_> = report.documents.iter().map(|it| (it.name.as_str(), it.marks.len())).collect();
    assert_eq!(names, [("1", 2), ("3", 0)]);
}

#[test]
fn offsets_in_utf16_are_known_by_their_quotes() {
    let report = read(concat!(
        r#"{"id":"a","text":"𠮷水镇由市局负责","spans":[{"start":0,"end":4,"label":"LOC","text":"𠮷水镇"},"#,
        r#"{"start":5,"end":7,"label":"DEPT","text":"市局"}]}"#
    ));
    assert!(matches!(report.problems.as_slice(), [it] if matches!(it.kind, ProblemKind::OtherUnit { .. })));
    let document = &report.documents[0];
    let words: Vec<_> = document.marks.iter().map(|mark| document.text.slice(mark.spans[0])).collect();
    assert_eq!(words, ["𠮷水镇", "市局"]);
}

#[test]
fn a_unit_is_asked_for_only_where_neither_the_line_nor_a_person_says_it() {
    let line =
        |unit: &str| format!(r#"{{"text":"𠮷水镇由市局负责",{unit}"spans":[{{"start":5,"end":7,"label":"DEPT"}}]}}"#);
    let chosen = |unit| ImportOptions { unit, ..ImportOptions::default() };
    for (stated, unit, words, asks) in [
        ("", None, "局负", Some(Unit::CodePoint)),
        ("", Some(Unit::Utf16), "市局", None),
        (r#""offset_unit":"codepoint","#, None, "局负", None),
        (r#""offset_unit":"utf16","#, None, "市局", None),
        (r#""offset_unit":"utf16","#, Some(Unit::CodePoint), "局负", None),
    ] {
        let report = import("a.jsonl", line(stated).as_bytes(), &chosen(unit));
        let document = &report.documents[0];
        assert_eq!(document.text.slice(document.marks[0].spans[0]), words, "{stated} {unit:?}");
        assert_eq!(report.asks_unit, asks, "{stated} {unit:?}");
    }
}

#[test]
fn a_mark_that_fits_in_neither_unit_is_for_a_person_to_decide() {
    let report = read(concat!(
        r#"{"id":"a","text":"𠮷水镇由市局负责","spans":[{"start":0,"end":4,"label":"LOC","text":"𠮷水镇"},"#,
        r#"{"start":5,"end":7,"label":"DEPT","text":"市局"},{"start":7,"end":9,"label":"DEPT","text":"县局"},"#,
        r#"{"start":8,"end":9,"label":"DEPT","text":"县","status":"rejected"}]}"#
    ));
    let codes: Vec<_> = report.problems.iter().map(|it| it.kind.code()).collect();
    assert_eq!(codes, ["offset.unit", "span.quote", "span.quote"]);
    let workspace = project(report.documents);
    let document = workspace.documents().next().unwrap();
    let marks: Vec<_> = document.marks().iter().map(|mark| (document.words(mark), mark.review)).collect();
    let expected = [
        ("𠮷水镇", Review::Accepted),
        ("市局", Review::Accepted),
        ("负责", Review::Proposed),
        ("责", Review::Rejected),
    ];
    assert_eq!(marks, expected.map(|(words, review)| (words.to_owned(), review)));
    let again = import("b.jsonl", &written(&workspace), &ImportOptions::default());
    assert_eq!(again.problems, vec![]);
    assert_eq!(essence(document), essence(project(again.documents).documents().next().unwrap()));
}

#[test]
fn line_ends_inside_a_line_are_put_right_with_their_offsets() {
    let report =
        read(r#"{"id":"a","text":"一\r\n市局\r\n完","spans":[{"start":3,"end":5,"label":"ORG","text":"市局"}]}"#);
    assert_eq!(report.problems, vec![]);
    let document = &report.documents[0];
    assert_eq!(document.text.as_str(), "一\n市局\n完");
    assert_eq!(document.text.slice(document.marks[0].spans[0]), "市局");
}
