//! Sets of words (词表) that rules ask for: describing words, words that lead to a name.

use rustc_hash::FxHashMap;

/// What the lists say of a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Term {
    /// It only describes: `农村`, `现代化`.
    pub generic: bool,
    /// It stands before names and is never part of one: `推进`, `的`.
    pub lead: bool,
}

/// Words that only describe, and words that never belong to a name.
#[derive(Debug, Default)]
pub struct Terms {
    words: FxHashMap<&'static str, Term>,
    longest: usize,
}

impl Terms {
    /// Reads the built-in files.
    pub fn builtin() -> Self {
        let mut terms = Self::default();
        for word in words(include_str!("data/generic.txt")) {
            terms.entry(word).generic = true;
        }
        for word in words(include_str!("data/leads.txt")) {
            terms.entry(word).lead = true;
        }
        terms
    }

    fn entry(&mut self, word: &'static str) -> &mut Term {
        self.longest = self.longest.max(word.len());
        self.words.entry(word).or_default()
    }

    /// What the lists say of a word; nothing where it is in neither.
    pub fn of(&self, word: &str) -> Term {
        if word.len() > self.longest { Term::default() } else { self.words.get(word).copied().unwrap_or_default() }
    }

    /// Whether the word only describes: `农村`, `现代化`.
    pub fn is_generic(&self, word: &str) -> bool {
        self.of(word).generic
    }

    /// Whether the word stands before names and is never part of one: `推进`, `的`.
    pub fn is_lead(&self, word: &str) -> bool {
        self.of(word).lead
    }
}

fn words(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
}
