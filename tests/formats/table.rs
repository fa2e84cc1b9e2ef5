//! Tables of marks and of tasks.

use crate::projects::{documents, project};
use proptest::prelude::*;
use zhupi::formats::export::{Export, ExportOptions};
use zhupi::formats::format;
use zhupi::formats::table::{LEDGER_COLUMNS, LedgerOf, Style, restore, write_ledger, write_marks};
use zhupi::ledger::{Deadline, Responsible, Row, Target};
use zhupi::project::Command;
use zhupi::text::{Span, Text};

fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

proptest! {
    #[test]
    fn both_styles_hold_the_same_cells(documents in documents()) {
        let workspace = project(documents);
        let documents: Vec<_> = workspace.documents().collect();
        let written = |style| {
            let mut out = Vec::new();
            write_marks(&documents, |mark| mark.is_visible(), style, &mut out).unwrap();
            rows(&out)
        };
        let plain = written(Style::Program);
        let safe = written(Style::Spreadsheet);
        let restored: Vec<Vec<String>> =
            safe.iter().map(|row| row.iter().map(|cell| restore(cell).to_owned()).collect()).collect();
        prop_assert_eq!(&restored, &plain);
        prop_assert!(safe.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\n', '＝'])));
        let n_visible: usize = documents.iter().map(|it| it.marks().iter().filter(|mark| mark.is_visible()).count()).sum();
        prop_assert_eq!(plain.len(), n_visible + 1);
    }
}

#[test]
fn the_ledger_is_a_row_a_task() {
    let text = Text::new("（一）𠮷任务。到2025年达到65%以上");
    let mark = zhupi::annotate::MarkId { actor: zhupi::annotate::ActorId(1), number: 1 };
    let span = Span::from_range(0..text.as_str().len());
    let body = |canonical: &str, role: &str| Responsible {
        canonical: canonical.to_owned(),
        role: role.to_owned(),
        group: false,
        span,
        mark,
    };
    let row = Row {
        number: "(一)".to_owned(),
        section: "目标".to_owned(),
        title: "=SUM(A1)".to_owned(),
        span,
        departments: vec![body("市公安局", "lead"), body("市教育局", "support"), body("市财政局", "support")],
        targets: vec![Target {
            indicator: "城镇化率".to_owned(),
            cmp: "ge".to_owned(),
            value: "65".to_owned(),
            value2: String::new(),
            unit: "%".to_owned(),
            words: "65%".to_owned(),
            span,
            mark,
        }],
        deadlines: vec![Deadline { value: "2025".to_owned(), words: "2025年".to_owned(), span, mark }],
    };
    let ledgers = [LedgerOf { document: "方案", text: &text, rows: &[row] }];
    let mut out = Vec::new();
    write_ledger(&ledgers, Style::Spreadsheet, &mut out).unwrap();
    assert!(out.starts_with("\u{feff}\"文档\",".as_bytes()));
    let found = rows(&out);
    assert_eq!(found[0], LEDGER_COLUMNS);
    let expected = [
        "方案",
        "(一)",
        "目标",
        "'=SUM(A1)",
        text.as_str(),
        "市公安局",
        "",
        "市教育局；市财政局",
        "城镇化率 ≥65%",
        "2025",
        "0",
        "20",
    ];
    assert_eq!(found[1], expected);
}

#[test]
fn the_ledger_of_a_project_goes_out_as_a_table_and_as_a_workbook() {
    let text = Text::new("通知\n（一）加快建设。到2027年建成12个。（市公安局牵头）\n");
    let mut workspace = project(vec![zhupi::project::NewDocument::plain("通知", "通知.txt", text.clone())]);
    let doc = workspace.documents().next().unwrap().info().id;
    let at = text.as_str().find("市公安局").unwrap();
    let spans = vec![Span::from_range(at..at + "市公安局".len())];
    workspace.apply(Command::AddMark { doc, spans, label: "DEPT".into() }, 0).unwrap();
    let export = Export::of(&workspace, ExportOptions::default());
    let found = rows(&format("ledger-csv").unwrap().write(&export).unwrap()[0].bytes);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!((found[1][0].as_str(), found[1][6].as_str()), ("通知", "市公安局"));
    let book = format("ledger-xlsx").unwrap().write(&export).unwrap();
    let mut archive = zhupi::formats::archive::Archive::open(&book[0].bytes).unwrap();
    let strings = archive.entry("xl/sharedStrings.xml").unwrap().unwrap();
    assert!(String::from_utf8(strings).unwrap().contains("市公安局"));
}
