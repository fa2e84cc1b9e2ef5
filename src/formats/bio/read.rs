//! Reading tags by character.

use crate::formats::anchor::Given;
use crate::formats::draft::{Draft, DraftMark, Origins};
use crate::formats::format::Input;
use crate::formats::problem::{ProblemKind, Problems};
use crate::project::NewDocument;
use crate::text::is_ideograph;
use std::collections::BTreeSet;

/// Whether a text has a tag at the end of each of its first lines.
pub(in crate::formats) fn looks(content: &str, _ending: &str) -> bool {
    let mut lines = content.lines().filter(|line| !line.trim().is_empty()).take(40).peekable();
    let has_tag = |line: &str| {
        let mut columns = line.split([' ', '\t']).filter(|column| !column.is_empty());
        let first = columns.next();
        first.is_some() && columns.next_back().is_some_and(is_tag)
    };
    lines.peek().is_some() && lines.all(has_tag)
}

fn is_tag(tag: &str) -> bool {
    let mut chars = tag.chars();
    let prefix = chars.next().is_some_and(|ch| "BIOEMSLU".contains(ch));
    tag == "O" || prefix && chars.next().is_some_and(|ch| ch == '-' || ch == '_') && chars.next().is_some()
}

/// Reads all documents.
pub(in crate::formats) fn read(input: &Input<'_>, problems: &mut Problems) -> Result<Vec<NewDocument>, ProblemKind> {
    let from = Origins::without_offsets(input.name, "bio");
    let mut tagged = Tagged::default();
    let mut documents = Vec::new();
    for (index, line) in input.text().lines().enumerate() {
        let mut columns = line.split([' ', '\t']).filter(|column| !column.is_empty());
        let (first, tag) = (columns.next(), columns.next_back());
        match (first, tag) {
            (None, _) => tagged.end_sentence(),
            (Some("-DOCSTART-"), _) => documents.extend(tagged.finish(from, index, problems)),
            (Some(token), Some(tag)) if is_tag(tag) => {
                if token.chars().filter(|ch| is_ideograph(*ch)).count() > 12 {
                    let reason = "its tokens are whole clauses, so its tags say nothing about words".to_owned();
                    return Err(ProblemKind::NotThisFormat { format: "tags by character", reason });
                }
                tagged.token(token, tag);
            }
            _ => problems.at(index + 1, ProblemKind::BadRecord { reason: "the line has no tag".to_owned() }),
        }
    }
    documents.extend(tagged.finish(from, input.text().lines().count(), problems));
    let n_repairs = tagged.n_repairs;
    if n_repairs > 0 {
        problems
            .add(ProblemKind::Repaired { what: "a mark that goes on without beginning".to_owned(), count: n_repairs });
    }
    Ok(documents)
}

/// A document on its way from tags.
#[derive(Default)]
struct Tagged {
    draft: Draft,
    n_chars: u64,
    open: Option<(u64, String)>,
    pending_break: bool,
    prefixes: BTreeSet<char>,
    n_repairs: u64,
}

impl Tagged {
    fn token(&mut self, token: &str, tag: &str) {
        let before = self.draft.text.chars().next_back();
        if std::mem::take(&mut self.pending_break) {
            self.push("\n");
        } else if before.is_some_and(|ch| ch.is_ascii_alphanumeric())
            && token.chars().nth(1).is_some()
            && token.is_ascii()
        {
            // Words of other scripts stood apart.
            self.push(" ");
        }
        let (prefix, label) = match tag.split_once(['-', '_']) {
            Some((prefix, label)) => (prefix.chars().next().unwrap_or('O'), label),
            None => ('O', ""),
        };
        self.prefixes.insert(prefix);
        let goes_on = matches!(prefix, 'I' | 'M' | 'E' | 'L');
        let continues = goes_on && self.open.as_ref().is_some_and(|(_, open)| open == label);
        if !continues {
            self.close();
            if prefix != 'O' {
                // In the first scheme of CoNLL every mark begins so; there it is no repair.
                self.n_repairs += u64::from(goes_on && self.prefixes.contains(&'B'));
                self.open = Some((self.n_chars, label.to_owned()));
            }
        }
        self.push(token);
        if matches!(prefix, 'E' | 'L' | 'S' | 'U') {
            self.close();
        }
    }

    fn push(&mut self, words: &str) {
        self.draft.text.push_str(words);
        self.n_chars += words.chars().count() as u64;
    }

    fn close(&mut self) {
        if let Some((start, label)) = self.open.take() {
            // A separating blank that was put in belongs to no mark.
            let end = self.n_chars - self.draft.text.chars().rev().take_while(|ch| ch.is_whitespace()).count() as u64;
            let given = Given::new(start, end, None);
            self.draft.marks.push(DraftMark { given, label, ..DraftMark::default() });
        }
    }

    fn end_sentence(&mut self) {
        self.close();
        self.pending_break = !self.draft.text.is_empty();
    }

    fn finish(&mut self, from: Origins<'_>, line: usize, problems: &mut Problems) -> Option<NewDocument> {
        self.end_sentence();
        self.pending_break = false;
        self.n_chars = 0;
        let draft = std::mem::take(&mut self.draft);
        if draft.text.is_empty() { None } else { draft.finish(from, line.max(1), problems) }
    }
}
