//! Sets of words (词表) that rules ask for: describing words, words that lead to a name.

use std::collections::HashSet;

/// Words that only describe, and words that never belong to a name.
#[derive(Debug)]
pub struct Terms {
    generic: HashSet<&'static str>,
    leads: HashSet<&'static str>,
}

impl Terms {
    /// Reads the built-in files.
    pub fn builtin() -> Self {
        Self { generic: words(include_str!("data/generic.txt")), leads: words(include_str!("data/leads.txt")) }
    }

    /// Whether the word only describes: `农村`, `现代化`.
    pub fn is_generic(&self, word: &str) -> bool {
        self.generic.contains(word)
    }

    /// Whether the word stands before names and is never part of one: `推进`, `的`.
    pub fn is_lead(&self, word: &str) -> bool {
        self.leads.contains(word)
    }
}

fn words(file: &'static str) -> HashSet<&'static str> {
    file.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
}
