//! WebAnno TSV 3.3: one character a line, for INCEpTION where XMI is refused, and easy to read by eye.
//!
//! A sentence is a line of the text; blanks are no tokens. Columns: the label, the attributes that occur, the relation with
//! its source on the first token of its target. Offsets are **UTF-16 units**. Written only: INCEpTION's XMI holds more.
//!
//! Losses: marks over line ends and of nothing but blanks, discontinuous marks, remarks, document labels, states,
//! evidence, names of documents beyond the file's name; blanks at the edges of marks.
//!
//! Definition: WebAnno 3.6 user guide, appendix "WebAnno TSV 3.3".

use super::anchor::Unit;
use super::export::{Carries, Export, Page};
use super::format::{FileNames, Part, part};
use crate::annotate::Mark;
use crate::text::Utf8;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io;

/// What the format carries.
pub(super) const CARRIES: Carries = Carries { relations: true, attrs: true, lines: false, ..Carries::SPANS };

/// Writes a `.tsv` for each document.
pub(super) fn write(export: &Export<'_>) -> io::Result<Vec<Part>> {
    let mut names = FileNames::default();
    let pages = export.pages(CARRIES);
    Ok(pages.iter().map(|page| part(&format!("{}.tsv", names.unique(&page.info.name)), document(page))).collect())
}

/// A token: a character that is no blank.
struct Token {
    at: Utf8,
    ch: char,
    /// `sentence-token`, both from 1.
    name: (usize, usize),
}

fn document(page: &Page<'_>) -> String {
    let sentences = tokens(page);
    let all: Vec<&Token> = sentences.iter().flat_map(|(_, tokens)| tokens).collect();
    let marks: Vec<Spread<'_>> =
        page.marks.iter().enumerate().map(|(place, mark)| Spread::of(place, mark, &all)).collect();
    let attrs: BTreeSet<&str> =
        page.marks.iter().flat_map(|mark| mark.attrs.iter().map(|(name, _)| name.as_str())).collect();
    let mut out = String::from("#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.PolicySpan|label");
    attrs.iter().for_each(|name| out.extend(["|", &identifier(name)]));
    out.push_str("\n#T_RL=webanno.custom.PolicyRel|label|BT_webanno.custom.PolicySpan\n\n");
    let mut relations = relations_by_target(page, &marks, &all);
    let mut waiting = marks.iter().peekable();
    let mut here: Vec<&Spread<'_>> = Vec::new();
    let mut index = 0;
    for (line, tokens) in &sentences {
        let _ = write!(out, "\n#Text={}\n", escape(line));
        for token in tokens {
            // Marks come in order of their start, so those on this token are those before it and the next ones.
            here.retain(|mark| mark.tokens.end > index);
            while let Some(mark) = waiting.next_if(|mark| mark.tokens.start <= index) {
                here.push(mark);
            }
            let [start, end] = [token.at, token.at + u32::try_from(token.ch.len_utf8()).unwrap_or(0)]
                .map(|at| Unit::Utf16.offset(page.text, at));
            let ch = escape(&token.ch.to_string());
            let _ = write!(out, "{}-{}\t{start}-{end}\t{ch}\t", token.name.0, token.name.1);
            out.push_str(&cell(&here, |mark| Some(mark.label.as_str())));
            for name in &attrs {
                out.push('\t');
                out.push_str(&cell(&here, |mark| mark.attrs.get(name)));
            }
            let (kinds, sources) = relations.remove(&index).unwrap_or_default();
            let or_none = |list: Vec<String>| if list.is_empty() { "_".to_owned() } else { list.join("|") };
            let _ = writeln!(out, "\t{}\t{}\t", or_none(kinds), or_none(sources));
            index += 1;
        }
    }
    out
}

/// The lines that are not blank, with their tokens.
fn tokens<'a>(page: &Page<'a>) -> Vec<(&'a str, Vec<Token>)> {
    let mut sentences: Vec<(&str, Vec<Token>)> = Vec::new();
    let mut start = 0;
    for line in page.text.as_str().split('\n') {
        let number = sentences.len() + 1;
        let ink = line.char_indices().filter(|(_, ch)| !ch.is_whitespace()).enumerate();
        let tokens: Vec<Token> = ink
            .map(|(index, (at, ch))| Token { at: Utf8::from_index(start + at), ch, name: (number, index + 1) })
            .collect();
        if !tokens.is_empty() {
            sentences.push((line.trim(), tokens));
        }
        start += line.len() + 1;
    }
    sentences
}

/// A mark over tokens; its number goes with it where it covers several or shares one.
struct Spread<'a> {
    mark: &'a Mark,
    number: usize,
    tokens: std::ops::Range<usize>,
}

impl<'a> Spread<'a> {
    fn of(place: usize, mark: &'a Mark, all: &[&Token]) -> Self {
        let cover = mark.cover();
        let from = all.partition_point(|token| token.at < cover.start);
        let to = all.partition_point(|token| token.at < cover.end);
        Self { mark, number: place + 1, tokens: from..to }
    }
}

/// The values of all marks on a token. Every mark has its number, which is always allowed and keeps stacks apart.
fn cell<'a>(here: &[&Spread<'a>], value: impl Fn(&'a Mark) -> Option<&'a str>) -> String {
    if here.is_empty() {
        return "_".to_owned();
    }
    let values = here.iter().map(|mark| {
        let value = value(mark.mark).filter(|value| !value.is_empty()).map_or_else(|| "*".to_owned(), escape);
        format!("{value}[{}]", mark.number)
    });
    values.collect::<Vec<_>>().join("|")
}

/// The kinds and sources of relations by the token that their target begins with.
fn relations_by_target(
    page: &Page<'_>,
    marks: &[Spread<'_>],
    all: &[&Token],
) -> BTreeMap<usize, (Vec<String>, Vec<String>)> {
    let places = page.places();
    let mut by_target: BTreeMap<usize, (Vec<String>, Vec<String>)> = BTreeMap::new();
    for relation in &page.relations {
        let spread = |id| places.get(id).and_then(|&place| marks.get(place));
        let (Some(from), Some(to)) = (spread(&relation.from), spread(&relation.to)) else { continue };
        let Some(first) = all.get(from.tokens.start) else { continue };
        let (kinds, sources) = by_target.entry(to.tokens.start).or_default();
        kinds.push(escape(relation.kind.as_str()));
        sources.push(format!("{}-{}[{}_{}]", first.name.0, first.name.1, from.number, to.number));
    }
    by_target
}

fn identifier(name: &str) -> String {
    name.chars().map(|ch| if ch.is_ascii_alphanumeric() { ch } else { '_' }).collect()
}

/// Text with what has a meaning in the format marked by a backslash.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        match ch {
            '\\' | '[' | ']' | '|' | '_' | ';' | '*' => out.extend(['\\', ch]),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '>' if out.ends_with('-') => {
                out.pop();
                out.push_str("\\->");
            }
            _ => out.push(ch),
        }
    }
    out
}
