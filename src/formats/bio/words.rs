//! From tags by character to tags by jieba's words.
//!
//! Where a mark begins or ends inside a word, the word is cut there, so that no mark is lost or changed; nor does a word go
//! over a blank, which cannot stand in a column.

use super::tags::{Prefixes, Sentence};
use crate::lexicon::Segmenter;
use crate::text::{Text, ViewSpan};
use std::collections::HashSet;
use std::sync::OnceLock;

/// A word with its tag and the place of its first character in code points.
pub(super) type Token = (String, String, u32);

/// Where words begin in a text, in code points.
pub(super) struct Edges(HashSet<u32>);

impl Edges {
    pub(super) fn of(text: &Text) -> Self {
        static JIEBA: OnceLock<Segmenter> = OnceLock::new();
        let content = text.as_str();
        let words = JIEBA.get_or_init(Segmenter::load).words(content, ViewSpan::from_range(0..content.len()));
        let starts = words.all().iter().map(|word| text.code_point(crate::text::Utf8(word.start)).0);
        Self(starts.collect())
    }

    /// The words of a sentence that was tagged by character with [`Prefixes::BIOES`].
    pub(super) fn tokens(&self, sentence: &Sentence, prefixes: Prefixes) -> Vec<Token> {
        let mut tokens: Vec<(String, &str, bool, bool, u32)> = Vec::new();
        let mut before: Option<u32> = None;
        for (ch, tag, at) in &sentence.characters {
            let (prefix, label) = tag.split_once('-').unwrap_or((tag, ""));
            let (begins, ends) = (matches!(prefix, "B" | "S"), matches!(prefix, "E" | "S"));
            let follows = before.is_some_and(|before| before + 1 == *at) && !self.0.contains(at) && !begins;
            before = Some(*at);
            match tokens.last_mut() {
                Some((words, open, _, ended, _)) if follows && !*ended && *open == label => {
                    words.push(*ch);
                    *ended = ends;
                }
                _ => tokens.push((ch.to_string(), label, begins, ends, *at)),
            }
        }
        let tag = |label: &str, begins, ends| match label {
            "" => "O".to_owned(),
            label => format!("{}-{label}", prefixes.at(begins, ends)),
        };
        tokens.into_iter().map(|(words, label, begins, ends, at)| (words, tag(label, begins, ends), at)).collect()
    }
}
