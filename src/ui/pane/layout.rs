//! How each block is laid out: as a title, a heading, the beginning of a task, or plain text (版式).
//!
//! Derived from the outline; without one, every block is plain text.

use crate::structure::Outline;
use crate::text::{Block, Text};

/// How a block is laid out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Kind {
    /// Running text.
    #[default]
    Body,
    /// The document's title.
    Title,
    /// A heading and its depth, from 1.
    Heading(u8),
    /// The first block of a task, with the number printed.
    Task(String),
}

/// The layout of a document, for the blocks that are not running text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout(std::collections::HashMap<usize, Kind>);

impl Layout {
    /// Reads the layout of a text from its outline.
    pub fn of(text: &Text, outline: &Outline) -> Self {
        let blocks = text.blocks();
        let mut kinds = std::collections::HashMap::new();
        for task in &outline.tasks {
            kinds.insert(blocks.at(task.span.start), Kind::Task(task.number.clone()));
        }
        for heading in &outline.headings {
            let index = blocks.at(heading.span.start);
            // A heading sentence that goes on with running text on the same line is laid out as text.
            if blocks.get(index).is_some_and(|block| heading.span.len() * 5 >= block.span.len() * 4) {
                let kind = if heading.level == 0 { Kind::Title } else { Kind::Heading(heading.level) };
                kinds.insert(index, kind);
            }
        }
        Self(kinds)
    }

    /// How a block is laid out.
    pub fn kind(&self, block: usize) -> &Kind {
        self.0.get(&block).unwrap_or(&Kind::Body)
    }

    /// The blocks that another layout has otherwise, each once.
    pub fn differences(&self, other: &Self) -> Vec<usize> {
        let gone = self.0.keys().filter(|block| !other.0.contains_key(block));
        let changed = other.0.iter().filter(|&(&block, kind)| self.kind(block) != kind).map(|(block, _)| block);
        gone.chain(changed).copied().collect()
    }
}

/// The height of an empty line, as a share of one with words, as the style sheet has it: files part paragraphs by them.
const BLANK: f64 = 0.4;

/// What the height of a block is guessed by before it is drawn, in CSS pixels.
#[derive(Debug, Clone, Copy)]
pub struct Guess {
    /// How many characters fit in a line of running text.
    pub per_line: f64,
    /// The height of one.
    pub line: f64,
}

impl Guess {
    /// What a block is likely to measure.
    pub fn height(self, block: Block, kind: &Kind) -> f64 {
        let Self { per_line, line } = self;
        if block.span.is_empty() {
            return line * BLANK;
        }
        // Chinese characters have three bytes; other scripts make the guess too large, which measuring mends.
        let characters = f64::from(block.span.len()) / 3.0;
        match kind {
            Kind::Title => (characters * 1.3 / per_line).ceil().max(1.0) * line * 1.1 + 16.0,
            Kind::Heading(_) => (characters * 1.1 / per_line).ceil().max(1.0) * line + 12.0,
            Kind::Body | Kind::Task(_) => (characters / per_line).ceil().max(1.0) * line,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::{Heading, Task};
    use crate::text::Span;

    #[test]
    fn lays_out_headings_and_tasks() {
        let text = Text::new("工作要点\n一、推进\n1.全面放开。(市公安局)\n二、优化。后面还有很多很多的文字\n");
        let span = |words: &str| {
            let at = text.as_str().find(words).unwrap_or_default();
            Span::from_range(at..at + words.len())
        };
        let heading = |words: &str, level| Heading { span: span(words), level, number: String::new() };
        let outline = Outline {
            headings: vec![heading("工作要点", 0), heading("一、推进", 1), heading("二、优化", 1)],
            tasks: vec![Task { span: span("1.全面"), number: "1".to_owned(), title: None, section: None }],
            ..Outline::default()
        };
        let layout = Layout::of(&text, &outline);
        let kinds: Vec<_> = (0..5).map(|block| layout.kind(block).clone()).collect();
        assert_eq!(kinds, [Kind::Title, Kind::Heading(1), Kind::Task("1".to_owned()), Kind::Body, Kind::Body]);

        let fewer =
            Outline { headings: vec![heading("一、推进", 2)], tasks: outline.tasks.clone(), ..Outline::default() };
        let mut differences = layout.differences(&Layout::of(&text, &fewer));
        differences.sort_unstable();
        assert_eq!(differences, [0, 1]);
    }
}
