//! Tables of word endings (后缀): which known ending a text has, the longest first.

use rustc_hash::FxHashMap;

/// A table of endings, each in a section of its data file.
#[derive(Debug)]
pub struct Suffixes<Section> {
    by_last: FxHashMap<char, Vec<(&'static str, Section)>>,
    /// Whether some ending has this last character, for the basic plane: asked for every character of a text.
    last: Vec<bool>,
}

impl<Section: Copy> Suffixes<Section> {
    /// Reads a file of sections: a line `[name]` opens one, words follow; `#` starts a comment. Words under a name that
    /// `section` does not know are left out; of a word in two sections the first counts.
    pub fn read(file: &'static str, section: impl Fn(&str) -> Option<Section>) -> Self {
        let mut by_last: FxHashMap<char, Vec<(&'static str, Section)>> = FxHashMap::default();
        let mut current = None;
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                current = section(name);
                continue;
            }
            let Some(section) = current else { continue };
            for word in line.split_whitespace() {
                let Some(last) = word.chars().next_back() else { continue };
                let words = by_last.entry(last).or_default();
                if words.iter().all(|(known, _)| *known != word) {
                    words.push((word, section));
                }
            }
        }
        for words in by_last.values_mut() {
            words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
        let mut last = vec![false; 0x1_0000];
        for ch in by_last.keys() {
            if let Some(known) = last.get_mut(u32::from(*ch) as usize) {
                *known = true;
            }
        }
        Self { by_last, last }
    }

    /// The longest ending of a text.
    pub fn longest(&self, text: &str) -> Option<(&'static str, Section)> {
        let words = self.by_last.get(&text.chars().next_back()?)?;
        words.iter().find(|(word, _)| text.ends_with(word)).copied()
    }

    /// Whether some ending has this last character.
    pub fn may_end(&self, last: char) -> bool {
        self.last.get(u32::from(last) as usize).copied().unwrap_or(false)
    }
}
