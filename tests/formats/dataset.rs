//! Datasets: what is chosen, cut and divided, and what the card says of it.

use crate::projects::{documents, project};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use zhupi::annotate::DocStatus;
use zhupi::formats::dataset::{Cut, Recipe, Sets, cut, write};
use zhupi::formats::export::{Export, ExportOptions, Which};
use zhupi::formats::{format, formats};
use zhupi::project::{Command, NewDocument, Workspace};
use zhupi::text::{Span, Text};

/// Every mark of a project: document, label, words.
fn marks(workspace: &Workspace, export: &Export<'_>) -> Vec<(String, String, String)> {
    let mut all = Vec::new();
    for document in workspace.documents() {
        let name = document.info().name.rsplit_once('#').map_or(&*document.info().name, |(name, _)| name).to_owned();
        for mark in document.marks().iter().filter(|mark| export.shows(mark)) {
            all.push((name.clone(), mark.label.to_string(), document.words(mark)));
        }
    }
    all.sort();
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn cutting_breaks_no_mark_and_loses_no_words(documents in documents()) {
        let workspace = project(documents);
        let export = Export::of(&workspace, ExportOptions { which: Which::Visible, ..ExportOptions::default() });
        let n_relations = |workspace: &Workspace| -> usize {
            let shown = |id, document: &zhupi::project::Document| document.mark(id).is_some_and(|mark| export.shows(mark));
            let of = |document: &zhupi::project::Document| {
                document.relations().filter(|it| shown(it.from, document) && shown(it.to, document)).count()
            };
            workspace.documents().map(of).sum()
        };
        for how in [Cut::Paragraph, Cut::Sentence] {
            let (pieces, apart) = cut(&export, how);
            prop_assert_eq!(marks(&pieces, &export), marks(&workspace, &export));
            prop_assert_eq!(n_relations(&pieces) + apart.len(), n_relations(&workspace));
            let ink = |workspace: &Workspace| -> BTreeMap<String, String> {
                let mut all = BTreeMap::new();
                for document in workspace.documents() {
                    let name = document.info().name.split('#').next().unwrap_or_default().to_owned();
                    let words: &mut String = all.entry(name).or_default();
                    words.extend(document.text().unwrap().as_str().chars().filter(|ch| !ch.is_whitespace()));
                }
                all.retain(|_, words: &mut String| !words.is_empty());
                all
            };
            prop_assert_eq!(ink(&pieces), ink(&workspace));
        }
    }
}

fn sample() -> Workspace {
    let text = |words: &str| Text::new(words);
    let mut documents = vec![
        NewDocument::plain("甲", "甲.txt", text("市局负责。县局配合；\n\n到2027年完成。")),
        NewDocument::plain("乙", "乙.txt", text("同一份文字。")),
        NewDocument::plain("丙", "丙.txt", text("同一份文字。")),
    ];
    documents[2].status = DocStatus::Done;
    let mut workspace = project(documents);
    let doc = workspace.documents().next().unwrap().info().id;
    for (words, label) in [("市局", "DEPT"), ("县局", "DEPT"), ("2027年", "TIME"), ("负责。县局", "ORG")] {
        let at = workspace.document(doc).unwrap().text().unwrap().as_str().find(words).unwrap();
        let spans = vec![Span::from_range(at..at + words.len())];
        workspace.apply(Command::AddMark { doc, spans, label: label.into() }, 0).unwrap();
    }
    workspace
}

fn texts(workspace: &Workspace) -> Vec<(String, String)> {
    workspace.documents().map(|it| (it.info().name.clone(), it.text().unwrap().as_str().to_owned())).collect()
}

#[test]
fn a_mark_over_the_end_of_a_sentence_holds_its_sentences_together() {
    let workspace = sample();
    let export = Export::of(&workspace, ExportOptions::default());
    let (pieces, _) = cut(&export, Cut::Sentence);
    let found = texts(&pieces);
    assert_eq!(found[0], ("甲#1".to_owned(), "市局负责。县局配合；".to_owned()));
    assert_eq!(found[1], ("甲#2".to_owned(), "到2027年完成。".to_owned()));
    assert_eq!(pieces.documents().nth(1).unwrap().info().source, "甲.txt @12");
    let options = ExportOptions { labels: vec!["DEPT".into(), "TIME".into()], ..ExportOptions::default() };
    let (pieces, _) = cut(&Export::of(&workspace, options), Cut::Sentence);
    assert_eq!(texts(&pieces)[0].1, "市局负责。");
}

#[test]
fn documents_are_chosen_by_state_and_once_a_text() {
    let workspace = sample();
    let names = |recipe: Recipe| -> Vec<String> {
        recipe.choose(workspace.documents()).iter().map(|it| it.info().name.clone()).collect()
    };
    assert_eq!(names(Recipe::default()), ["甲", "乙", "丙"]);
    assert_eq!(names(Recipe { unique: true, ..Recipe::default() }), ["甲", "丙"]);
    assert_eq!(names(Recipe { states: vec![DocStatus::Done], ..Recipe::default() }), ["丙"]);
}

#[test]
fn pieces_of_a_document_never_stand_in_two_sets_and_the_card_says_what_is_where() {
    let many: Vec<NewDocument> = (0..40)
        .map(|n| NewDocument::plain(format!("文{n}"), "", Text::new(format!("第{n}句。第二句。\n第三句。"))))
        .collect();
    let workspace = project(many);
    let export = Export::of(&workspace, ExportOptions::default());
    let sets = Sets::parse("train=70,dev=15,test=15", "种子").unwrap();
    let recipe = Recipe { cut: Cut::Sentence, sets, card: true, ..Recipe::default() };
    let parts = write(&export, format("spacy").unwrap(), &recipe).unwrap();
    let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(names, ["train.jsonl", "dev.jsonl", "test.jsonl", "to_docbin.py", "README.md"]);
    let documents_of = |place: usize| -> BTreeSet<String> {
        let lines = String::from_utf8(parts[place].bytes.clone()).unwrap();
        let name = |line: &str| {
            let record: serde_json::Value = serde_json::from_str(line).unwrap();
            record["id"].as_str().unwrap().split('#').next().unwrap().to_owned()
        };
        lines.lines().map(name).collect()
    };
    let [train, dev, test] = [0, 1, 2].map(documents_of);
    assert_eq!(train.len() + dev.len() + test.len(), 40);
    assert!(train.is_disjoint(&dev) && train.is_disjoint(&test) && dev.is_disjoint(&test));
    let card = String::from_utf8(parts[4].bytes.clone()).unwrap();
    assert!(card.starts_with("---\nlanguage:\n- zh\n") && card.contains("path: dev.jsonl"), "{card}");
    for part in &parts[..4] {
        let hash = <sha2::Sha256 as sha2::Digest>::digest(&part.bytes);
        let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(card.contains(&format!("| {} | {} | {hash} |", part.name, part.bytes.len())), "{card}");
    }
    assert_eq!(parts, write(&export, format("spacy").unwrap(), &recipe).unwrap());
}

#[test]
fn every_format_writes_sets() {
    let workspace = sample();
    let export = Export::of(&workspace, ExportOptions::default());
    let sets = Sets::parse("a=1,b=1", "").unwrap();
    let recipe = Recipe { sets, card: true, ..Recipe::default() };
    for format in formats().iter().filter(|format| format.can_write()) {
        let parts = write(&export, format, &recipe).unwrap();
        for set in ["a", "b"] {
            let is_there = |name: &str| name.strip_prefix(set).is_some_and(|rest| rest.starts_with(['.', '/']));
            assert!(parts.iter().any(|part| is_there(&part.name)), "{}: {set}", format.id);
        }
        // What leads from lines back to documents has as many lines as its own set has characters with a tag.
        for part in parts.iter().filter(|part| part.name.ends_with("offsets.tsv")) {
            let main = part.name.replace("offsets.tsv", "txt");
            let main = parts.iter().find(|other| other.name == main).unwrap();
            let lines = String::from_utf8_lossy(&main.bytes);
            let n_tagged = lines.lines().filter(|line| !line.is_empty() && !line.starts_with("-DOCSTART-")).count();
            assert_eq!(String::from_utf8_lossy(&part.bytes).lines().count(), n_tagged + 1, "{}", part.name);
        }
        let names: BTreeSet<&str> = parts.iter().map(|part| part.name.as_str()).collect();
        assert_eq!(names.len(), parts.len(), "{}: a name twice", format.id);
    }
    for bad in ["train", "a=0", "../x=1", "=1", ""] {
        assert_eq!(Sets::parse(bad, ""), None, "{bad}");
    }
}

#[test]
fn losses_lead_to_the_marks_concerned() {
    let workspace = sample();
    let export = Export::of(&workspace, ExportOptions::default());
    let losses = format("bio").unwrap().losses(&export);
    let overlaps = losses.iter().find(|loss| loss.kind == zhupi::formats::export::LossKind::Overlaps).unwrap();
    let (doc, mark) = overlaps.places[0];
    let document = workspace.document(doc).unwrap();
    assert_eq!((overlaps.count, document.words(document.mark(mark.unwrap()).unwrap())), (1, "县局".to_owned()));
}
