//! The lexicons (词典): places, departments and their short forms, units, titles.
//!
//! Data lives in files beside the code, with its source and licence named at the head of each.

/// Everything that recognisers look words up in, loaded once.
#[derive(Debug, Default)]
pub struct Lexicon {}

impl Lexicon {
    /// Loads the built-in lexicons.
    pub fn builtin() -> Self {
        Self {}
    }
}
