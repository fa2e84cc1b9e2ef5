//! Tables whose rows are documents, and workbooks.

use crate::projects::{documents, project};
use proptest::prelude::*;
use zhupi::formats::archive::pack;
use zhupi::formats::export::{Export, ExportOptions, Which};
use zhupi::formats::{ImportOptions, ImportReport, format, import};

fn read(name: &str, bytes: &[u8]) -> ImportReport {
    import(name, bytes, &ImportOptions::default())
}

/// Name, text and labels of each document.
fn told(report: &ImportReport) -> Vec<(String, String, String)> {
    let labels =
        |it: &zhupi::project::NewDocument| it.labels.iter().map(ToString::to_string).collect::<Vec<_>>().join("+");
    report.documents.iter().map(|it| (it.name.clone(), it.text.as_str().to_owned(), labels(it))).collect()
}

fn row(name: &str, text: &str, labels: &str) -> (String, String, String) {
    (name.to_owned(), text.to_owned(), labels.to_owned())
}

#[test]
fn rows_become_documents() {
    for (name, content, expected) in [
        ("a.csv", "标题,正文\r\n甲,\"一，\r\n二\"\r\n乙,三\r\n", vec![row("甲", "一，\n二", ""), row("乙", "三", "")]),
        ("a.csv", "text,label\n一,方案#通知\n\n二,\n", vec![row("a-1", "一", "方案+通知"), row("a-2", "二", "")]),
        ("a.tsv", "id\tnote\tcontent\n7\tx\t很长的文字\n", vec![row("7", "很长的文字", "")]),
        ("a.csv", "a,b\nx,这一列最长\n", vec![row("a-1", "这一列最长", "")]),
        ("a.csv", "text,id\n'=1+1,'-5\n", vec![row("-5", "=1+1", "")]),
        ("a.csv", "\u{feff}text;id\n一;甲\n", vec![row("甲", "一", "")]),
    ] {
        let report = read(name, content.as_bytes());
        assert_eq!(report.format, "columns", "{content}");
        assert_eq!(told(&report), expected, "{:?}", report.problems);
    }
    let report = read("a.csv", "text,id\n,甲\n二,乙\n".as_bytes());
    assert_eq!(told(&report), [row("乙", "二", "")]);
    assert_eq!(report.problems[0].line, Some(2));
    assert_eq!(read("a.csv", b"text,id\n").documents.len(), 0);
}

fn workbook(sheet: &str, shared: &str) -> Vec<u8> {
    let parts = [
        ("xl/workbook.xml", "<workbook/>".to_owned()),
        ("xl/worksheets/sheet1.xml", format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>")),
        ("xl/sharedStrings.xml", format!("<sst>{shared}</sst>")),
    ];
    pack(parts.map(|(name, content)| (name.to_owned(), content.into_bytes())).into()).unwrap()
}

#[test]
fn workbooks_are_read_cell_by_cell() {
    let shared =
        "<si><t>text</t></si><si><r><t>一</t></r><r><t xml:space='preserve'> 二</t></r><rPh><t>yi</t></rPh></si>";
    let sheet = concat!(
        "<row r='1'><c r='B1' t='s'><v>0</v></c><c r='C1' t='inlineStr'><is><t>id</t></is></c></row>",
        "<row r='2'><c r='B2' t='s'><v>1</v></c><c r='C2'><f>1+1</f><v>2</v></c></row>",
        "<row r='3'><c t='s'><v>9</v></c><c t='str'><v>三</v></c></row>"
    );
    let report = read("a.xlsx", &workbook(sheet, shared));
    assert_eq!(told(&report), [row("2", "一 二", ""), row("a-2", "三", "")], "{:?}", report.problems);
    for (sheet, shared, code) in [
        // A cell far to the right must not be paid for with a row of empty ones.
        ("<row><c r='XFD1'><v>text</v></c></row>".repeat(200), String::new(), "format.other"),
        ("<row>".to_owned() + &"<c/>".repeat(1_000_100) + "</row>", String::new(), "file.bomb"),
        ("<row><c t='s'><v>0</v></c></row>".repeat(5_000), format!("<si><t>{}</t></si>", big()), "file.bomb"),
    ] {
        let started = std::time::Instant::now();
        let report = read("a.xlsx", &workbook(&sheet, &shared));
        assert!(report.is_refused());
        assert_eq!(report.problems[0].kind.code(), code);
        assert!(started.elapsed() < std::time::Duration::from_secs(20));
    }
}

/// Two hundred kilobytes that do not shrink to nothing.
fn big() -> String {
    (0..30_000).map(|number| format!("{number}，")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn a_workbook_holds_the_rows_of_the_table(documents in documents()) {
        let workspace = project(documents);
        let options = ExportOptions { which: Which::Visible, ..ExportOptions::default() };
        let export = Export::of(&workspace, options);
        let parts = format("xlsx").unwrap().write(&export).unwrap();
        prop_assert_eq!(&parts, &format("xlsx").unwrap().write(&export).unwrap());
        let n_marks: usize =
            workspace.documents().map(|it| it.marks().iter().filter(|mark| mark.is_visible()).count()).sum();
        let report = read("marks.xlsx", &parts[0].bytes);
        // Its first sheet is a table with a column of texts like any other; marks of mere blanks are no documents.
        prop_assert!(report.documents.len() + report.problems.len() >= n_marks);
        prop_assert!(report.documents.iter().all(|it| workspace.documents().any(|doc| doc.info().name == it.name)));
    }
}
