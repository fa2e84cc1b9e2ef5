//! Hugging Face token classification: JSON Lines of characters and tags, with a dataset card.
//!
//! `{"id":"甲#0","doc":"甲","offset":0,"tokens":["到","2"],"ner_tags":["O","B-TIME"]}`: a sentence a line, tags as strings
//! (BIO). `doc`, `offset` and `offsets` (code points) lead back to the document. Sentences and blanks are treated as in
//! the formats by character. Split sets by document, never by sentence.
//!
//! Read: lines that name the same `doc` one after another become one document; others one each. Tags that are numbers
//! need the label list and are refused.
//!
//! Losses: as the formats by character, but for names of documents.
//!
//! Definition: `datasets` library, task `token-classification`.

use super::anchor::Given;
use super::bio::{self, Prefixes, sentences};
use super::draft::{Draft, DraftMark, Origins};
use super::export::{Carries, Export};
use super::format::{Input, Part, part};
use super::json;
use super::problem::{ProblemKind, Problems};
use crate::project::NewDocument;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io;

/// What the format carries.
pub(super) const CARRIES: Carries = Carries { names: true, ..bio::CARRIES };

/// Whether a first record has tokens and tags.
pub(super) fn looks(first: &Value) -> bool {
    first.get("tokens").is_some_and(Value::is_array) && first.get("ner_tags").is_some_and(Value::is_array)
}

/// Reads sentences and joins those of one document.
pub(super) fn read(input: &Input<'_>, problems: &mut Problems) -> Result<Vec<NewDocument>, ProblemKind> {
    let from = Origins::without_offsets(input.name, "huggingface");
    let mut documents = Vec::new();
    let mut open: Option<(usize, Draft)> = None;
    let mut n_chars = 0;
    json::records(input.text(), input.lines_before, "Hugging Face JSON", problems, |number, record, problems| {
        let doc = json::id(&record, "doc");
        let name = if doc.is_empty() { json::id(&record, "id") } else { doc.clone() };
        let goes_on = !doc.is_empty() && open.as_ref().is_some_and(|(_, draft)| draft.name == doc);
        if !goes_on && let Some((line, draft)) = open.take() {
            documents.extend(draft.finish(from, line, problems));
            n_chars = 0;
        }
        let (_, draft) = open.get_or_insert_with(|| (number, Draft { name, ..Draft::default() }));
        if sentence(&record, draft, &mut n_chars).is_none() {
            let reason = "tokens and tags do not pair, or tags are numbers without their list".to_owned();
            problems.at(number, ProblemKind::BadRecord { reason });
        }
    })?;
    if let Some((line, draft)) = open {
        documents.extend(draft.finish(from, line, problems));
    }
    Ok(documents)
}

/// Appends a sentence to a document that has so many characters.
fn sentence(record: &Value, draft: &mut Draft, n_chars: &mut u64) -> Option<()> {
    let (tokens, tags) = (json::list(record, "tokens"), json::list(record, "ner_tags"));
    let pairs: Vec<(&str, &str)> =
        tokens.iter().zip(tags).map(|(token, tag)| Some((token.as_str()?, tag.as_str()?))).collect::<Option<_>>()?;
    if tokens.len() != tags.len() {
        return None;
    }
    if !draft.text.is_empty() {
        draft.text.push('\n');
        *n_chars += 1;
    }
    let mut at = *n_chars;
    let mut open: Option<(u64, &str)> = None;
    let close = |open: &mut Option<(u64, &str)>, end, marks: &mut Vec<DraftMark>| {
        if let Some((start, label)) = open.take() {
            let given = Given::new(start, end, None);
            marks.push(DraftMark { given, label: label.to_owned(), ..DraftMark::default() });
        }
    };
    for (token, tag) in pairs {
        let (prefix, label) = tag.split_once('-').unwrap_or(("O", ""));
        if prefix == "B" || prefix == "S" || open.is_some_and(|(_, open)| open != label) {
            close(&mut open, at, &mut draft.marks);
        }
        if prefix != "O" && open.is_none() {
            open = Some((at, label));
        }
        draft.text.push_str(token);
        at += token.chars().count() as u64;
    }
    close(&mut open, at, &mut draft.marks);
    *n_chars = at;
    Some(())
}

/// Writes sentences, the list of tags, and the card.
pub(super) fn write(export: &Export<'_>) -> io::Result<Vec<Part>> {
    let pages = export.pages(CARRIES);
    let mut records = Vec::new();
    for page in &pages {
        for (number, sentence) in sentences(page, Prefixes::BIO).into_iter().enumerate() {
            let tokens: Vec<_> = sentence.characters.iter().map(|(ch, _, _)| ch.to_string()).collect();
            let tags: Vec<_> = sentence.characters.iter().map(|(_, tag, _)| tag.as_str()).collect();
            let offsets: Vec<_> = sentence.characters.iter().map(|&(_, _, at)| at).collect();
            let name = &page.info.name;
            records.push(json!({
                "id": format!("{name}#{number}"), "doc": name, "offset": offsets.first(), "offsets": offsets,
                "tokens": tokens, "ner_tags": tags,
            }));
        }
    }
    let n_sentences = records.len();
    let labels = export.labels(&pages);
    let tags: Vec<String> = std::iter::once("O".to_owned())
        .chain(labels.iter().flat_map(|label| ["B", "I"].map(|prefix| format!("{prefix}-{label}"))))
        .collect();
    Ok(vec![
        part("data.jsonl", json::lines(records)?),
        part("label_list.json", serde_json::to_vec(&tags)?),
        part("README.md", card(export, &labels, pages.len(), n_sentences)),
    ])
}

fn card(export: &Export<'_>, labels: &[String], n_documents: usize, n_sentences: usize) -> String {
    let mut out = String::from("---\nlanguage:\n- zh\ntask_categories:\n- token-classification\n---\n\n# 数据集\n\n");
    let _ = write!(out, "{n_documents} 份文档，{n_sentences} 句。逐字标注（BIO），空白字符不作为词元。\n\n");
    out.push_str("| 标签 | 含义 | 数量 |\n|---|---|---|\n");
    let pages = export.pages(CARRIES);
    for label in labels {
        let meaning = export.scheme.label(label).map_or("", |known| known.wording.zh.as_str());
        let count = pages.iter().flat_map(super::export::Page::labels).filter(|other| other == label).count();
        let _ = writeln!(out, "| {label} | {meaning} | {count} |");
    }
    out.push_str("\n划分训练集与测试集时请按文档（`doc`）划分，不要按句划分。\n");
    out
}
