//! Every format gives back what it says it carries, and counts what it does not.

use crate::projects::{documents, project};
use proptest::prelude::*;
use std::collections::BTreeMap;
use zhupi::formats::export::{Carries, Export, ExportOptions, Layers, LossKind, Overlap, Which};
use zhupi::formats::{Format, ImportOptions, Part, Problem, ProblemKind, format, formats, import};
use zhupi::project::{Document, NewDocument, Workspace};

/// A mark in words: what it covers, its label, and what else the format carries.
type Plain = (Vec<(u32, u32)>, String, BTreeMap<String, String>, String, bool);

#[derive(Debug, PartialEq, Eq)]
struct Expected {
    name: String,
    text: String,
    labels: Vec<String>,
    marks: Vec<Plain>,
    relations: Vec<(String, Option<usize>, Option<usize>)>,
}

/// Pieces as a format stores them that has one a line and no blanks at their edges.
fn by_line(text: &str, (start, end): (u32, u32)) -> Vec<(u32, u32)> {
    let words = &text[start as usize..end as usize];
    if !words.contains('\n') {
        return vec![(start, end)];
    }
    let at = |part: &str| (part.as_ptr() as usize - text.as_ptr() as usize) as u32;
    let lines = words.split('\n').map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| (at(line), at(line) + line.len() as u32)).collect()
}

fn plain(text: &str, mark: &zhupi::annotate::Mark, carries: Carries) -> Plain {
    let spans = mark.spans.iter().map(|span| (span.start.0, span.end.0));
    let spans = if carries.lines { spans.collect() } else { spans.flat_map(|span| by_line(text, span)).collect() };
    let attrs = mark.attrs.iter().filter(|_| carries.attrs);
    (
        spans,
        mark.label.to_string(),
        attrs.map(|(name, attr)| (name.to_string(), attr.value.clone())).collect(),
        if carries.notes { mark.note.clone() } else { String::new() },
        carries.review && mark.review == zhupi::annotate::Review::Proposed,
    )
}

fn expected(document: &Document, export: &Export<'_>, carries: Carries) -> Expected {
    let pages = Export { documents: vec![document], ..export.clone() }.pages(carries);
    let page = &pages[0];
    let mut sorted: Vec<_> =
        page.marks.iter().map(|mark| (plain(page.text.as_str(), mark, carries), mark.id)).collect();
    sorted.sort();
    let place = |id| sorted.iter().position(|(_, other)| *other == id);
    let mut relations: Vec<_> =
        page.relations.iter().map(|it| (it.kind.to_string(), place(it.from), place(it.to))).collect();
    relations.sort();
    Expected {
        name: if carries.names { page.info.name.clone() } else { String::new() },
        text: page.text.as_str().to_owned(),
        labels: if carries.labels { page.info.labels.iter().map(ToString::to_string).collect() } else { vec![] },
        marks: sorted.into_iter().map(|(mark, _)| mark).collect(),
        relations,
    }
}

fn found(document: &NewDocument, carries: Carries) -> Expected {
    let mut sorted: Vec<_> =
        document.marks.iter().map(|mark| (plain(document.text.as_str(), mark, carries), mark.id)).collect();
    sorted.sort();
    let place = |id| sorted.iter().position(|(_, other)| *other == id);
    let mut relations: Vec<_> =
        document.relations.iter().map(|it| (it.kind.to_string(), place(it.from), place(it.to))).collect();
    relations.sort();
    Expected {
        name: if carries.names { document.name.clone() } else { String::new() },
        text: document.text.as_str().to_owned(),
        labels: document.labels.iter().map(ToString::to_string).collect(),
        marks: sorted.into_iter().map(|(mark, _)| mark).collect(),
        relations,
    }
}

/// What a person would keep of an export and open again: the archive of all parts, or the main one.
fn whole(format: &Format, mut parts: Vec<Part>) -> (String, Vec<u8>) {
    if format.is_archive() {
        let entries = parts.into_iter().map(|part| (part.name, part.bytes)).collect();
        return ("export.zip".to_owned(), zhupi::formats::archive::pack(entries).unwrap());
    }
    let main = parts.swap_remove(0);
    (main.name, main.bytes)
}

/// Writes a project in a format and reads the main file again, as a person would.
fn there_and_back(format: &Format, export: &Export<'_>) -> (Vec<NewDocument>, Vec<Problem>) {
    let parts = format.write(export).unwrap();
    let options = ImportOptions { format: Some(format.id.to_owned()), ..ImportOptions::default() };
    let (name, bytes) = whole(format, parts);
    let mut report = import(&name, &bytes, &options);
    // Formats that quote nothing leave the unit of their offsets open, which is said; see `importing`.
    report.problems.retain(|problem| !matches!(problem.kind, ProblemKind::UnitAssumed { .. }));
    (report.documents, report.problems)
}

fn check(id: &str, workspace: &Workspace) {
    let format = format(id).unwrap();
    for (which, overlap) in [(Which::Accepted, Overlap::Longest), (Which::Visible, Overlap::Shortest)] {
        let options = ExportOptions { which, overlap, ..ExportOptions::default() };
        let export = Export::of(workspace, options);
        let (documents, problems) = there_and_back(format, &export);
        assert!(problems.is_empty(), "{id}: {problems:?}");
        let wanted: Vec<_> = export.documents.iter().map(|it| expected(it, &export, format.carries)).collect();
        let got: Vec<_> = documents.iter().map(|it| found(it, format.carries)).collect();
        assert_eq!(got, wanted, "{id}");
        assert_eq!(format.write(&export).unwrap(), format.write(&export).unwrap());
        check_losses(format, &export);
    }
}

/// What is written and what is counted as lost make up the whole.
fn check_losses(format: &Format, export: &Export<'_>) {
    let losses: BTreeMap<_, _> = format.losses(export).into_iter().map(|loss| (loss.kind, loss.count)).collect();
    let lost = |kind| losses.get(&kind).copied().unwrap_or(0);
    let all = export.pages(Carries::ALL);
    let written = export.pages(format.carries);
    let goes = |review| match review {
        zhupi::annotate::Review::Accepted => true,
        zhupi::annotate::Review::Proposed => export.options.which == Which::Visible || format.carries.rejected,
        zhupi::annotate::Review::Rejected => format.carries.rejected,
    };
    let n_all: usize = all.iter().map(|it| it.marks.iter().filter(|mark| goes(mark.review)).count()).sum();
    let n_written: usize = written.iter().map(|page| page.marks.len()).sum();
    assert_eq!(n_written + lost(LossKind::Overlaps) + lost(LossKind::Pieces) + lost(LossKind::BlankMarks), n_all);
    let n_all: usize = all.iter().map(|it| it.relations.iter().filter(|it| goes(it.review)).count()).sum();
    let n_written: usize = written.iter().map(|page| page.relations.len()).sum();
    assert_eq!(n_written + lost(LossKind::Relations), n_all);
    for page in &written {
        for (index, mark) in page.marks.iter().enumerate() {
            for other in &page.marks[index + 1..] {
                let (a, b) = (mark.cover(), other.cover());
                assert!(format.carries.layers != Layers::Flat || !a.overlaps(b));
                assert!(format.carries.layers != Layers::Nested || !a.crosses(b));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn every_format_carries_what_it_says(documents in documents()) {
        let workspace = project(documents);
        for format in formats().iter().filter(|it| it.can_read() && it.can_write() && it.carries.blanks) {
            check(format.id, &workspace);
        }
    }
}

#[test]
fn every_format_is_recognised_by_what_it_writes() {
    let document =
        NewDocument::plain("甲", "甲", zhupi::text::Text::new("到2027年，𠮷水镇增长6%（市工信局负责）。\n完。"));
    let mut workspace = project(vec![document]);
    let doc = workspace.documents().next().unwrap().info().id;
    let span = zhupi::text::Span::from_range(3..10);
    let add = zhupi::project::Command::AddMark { doc, spans: vec![span], label: "TIME".into() };
    workspace.apply(add, 0).unwrap();
    let options = ExportOptions::default();
    let export = Export::of(&workspace, options);
    for format in formats().iter().filter(|it| it.can_read() && it.can_write()) {
        let parts = format.write(&export).unwrap();
        let (name, bytes) = whole(format, parts);
        let report = import(&name, &bytes, &ImportOptions::default());
        if format.id == "spacy" {
            // Its neutral form is also the shortest of our own.
            assert_eq!(report.format, "native");
            continue;
        }
        let family = |id: &str| match id {
            "bioes" | "bmes" | "conll2003" | "bioes-words" | "bmes-words" => "bio".to_owned(),
            other => other.split('-').next().unwrap_or("").to_owned(),
        };
        assert_eq!(family(report.format), family(format.id), "{:?}", report.problems);
        assert_eq!(report.documents.len(), 1, "{}", format.id);
        assert_eq!(report.documents[0].marks.len(), 1, "{}", format.id);
    }
}

/// What goes out says what its offsets count wherever it can, so that nobody is asked when it comes back.
#[test]
fn only_formats_without_a_place_for_it_leave_their_unit_open() {
    let text = zhupi::text::Text::new("到𠮷水镇（市局负责）。");
    let mut workspace = project(vec![NewDocument::plain("甲", "甲", text)]);
    let doc = workspace.documents().next().unwrap().info().id;
    for range in [3..13, 16..22] {
        let spans = vec![zhupi::text::Span::from_range(range)];
        workspace.apply(zhupi::project::Command::AddMark { doc, spans, label: "LOC".into() }, 0).unwrap();
    }
    let export = Export::of(&workspace, ExportOptions::default());
    let asks = formats().iter().filter(|it| it.can_read() && it.can_write()).filter(|format| {
        let (name, bytes) = whole(format, format.write(&export).unwrap());
        let report = import(&name, &bytes, &ImportOptions::default());
        assert_eq!(report.documents.len(), 1, "{}", format.id);
        report.asks_unit.is_some()
    });
    assert_eq!(asks.map(|format| format.id).collect::<Vec<_>>(), ["uima-xmi", "uima-json"]);
}

/// Characters of a text that are no blanks, and a function that counts them up to a byte.
fn ink(text: &str) -> (String, impl Fn(u32) -> usize + '_) {
    let count = |at: u32| text[..at as usize].chars().filter(|ch| !ch.is_whitespace()).count();
    (text.chars().filter(|ch| !ch.is_whitespace()).collect(), count)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn tags_by_character_keep_every_mark_and_all_that_is_no_blank(documents in documents()) {
        let workspace = project(documents);
        let options = ExportOptions { which: Which::Visible, ..ExportOptions::default() };
        let export = Export::of(&workspace, options);
        for format in formats().iter().filter(|it| it.can_read() && it.can_write() && !it.carries.blanks) {
            let (documents, problems) = there_and_back(format, &export);
            let pages = export.pages(format.carries);
            let pages: Vec<_> = pages.iter().filter(|page| !page.text.as_str().trim().is_empty()).collect();
            // A file of blank documents may be empty, which is said.
            prop_assert!(problems.is_empty() || pages.is_empty(), "{}: {:?}", format.id, problems);
            prop_assert_eq!(pages.len(), documents.len());
            for (page, document) in pages.into_iter().zip(&documents) {
                let (before, place) = ink(page.text.as_str());
                let (after, new_place) = ink(document.text.as_str());
                prop_assert_eq!(&before, &after);
                let marks = page.marks.iter().map(|it| (place(it.cover().start.0), place(it.cover().end.0), it.label.clone()));
                let found = document.marks.iter();
                let found = found.map(|it| (new_place(it.cover().start.0), new_place(it.cover().end.0), it.label.clone()));
                prop_assert_eq!(found.collect::<Vec<_>>(), marks.collect::<Vec<_>>(), "{}", format.id);
            }
            check_losses(format, &export);
        }
    }
}

#[test]
fn words_are_jiebas_but_for_the_edges_of_marks() {
    let document = NewDocument::plain("甲", "甲", zhupi::text::Text::new("人民政府负责，市公安局配合。"));
    let mut workspace = project(vec![document]);
    let doc = workspace.documents().next().unwrap().info().id;
    for range in [0..6, 21..33] {
        let spans = vec![zhupi::text::Span::from_range(range)];
        let add = zhupi::project::Command::AddMark { doc, spans, label: "DEPT".into() };
        workspace.apply(add, 0).unwrap();
    }
    let export = Export::of(&workspace, ExportOptions::default());
    let parts = format("bioes-words").unwrap().write(&export).unwrap();
    let lines = String::from_utf8(parts[0].bytes.clone()).unwrap();
    assert!(lines.contains("人民 S-DEPT\n政府 O\n负责 O\n"), "{lines}");
    assert!(lines.contains("B-DEPT\n") || lines.contains("市公安局 S-DEPT\n"), "{lines}");
    assert!(lines.contains("\n配合 O\n"), "{lines}");
}
