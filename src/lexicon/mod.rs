//! The lexicons (词典): places, departments and their short forms, units, titles.
//!
//! Data lives in files beside the code, with its source and licence named at the head of each. The page is built without
//! the feature `engine` and so without the data.

#[cfg(feature = "engine")]
mod gazetteer;
#[cfg(feature = "engine")]
mod suffix;
#[cfg(feature = "engine")]
mod terms;
mod unit;
mod words;

#[cfg(feature = "engine")]
pub use division::short_form;
#[cfg(feature = "engine")]
pub use gazetteer::{Division, DivisionId, Gazetteer, Hit, Level, PlaceKind};
pub use unit::{Kind, Unit, Units, Use};
pub use words::{Word, WordKind, Words};
#[cfg(feature = "engine")]
pub use {
    suffix::Suffixes,
    terms::{Term, Terms},
    words::Segmenter,
};

pub mod department;
pub mod division;
pub mod organ;

/// Everything that recognisers look words up in, loaded once.
#[derive(Debug)]
pub struct Lexicon {
    /// Divisions and other places.
    #[cfg(feature = "engine")]
    pub gazetteer: Gazetteer,
    /// Cuts text into words.
    #[cfg(feature = "engine")]
    pub segmenter: Segmenter,
    /// Units and classifiers.
    pub units: Units,
    /// Describing words, and words that lead to names.
    #[cfg(feature = "engine")]
    pub terms: Terms,
    /// Kinds of organs, their short forms and official names.
    pub departments: department::Register,
}

impl Lexicon {
    /// Loads the built-in lexicons.
    pub fn builtin() -> Self {
        Self {
            #[cfg(feature = "engine")]
            gazetteer: Gazetteer::builtin(),
            #[cfg(feature = "engine")]
            segmenter: Segmenter::load(),
            units: Units::builtin(),
            #[cfg(feature = "engine")]
            terms: Terms::builtin(),
            departments: department::Register::builtin(),
        }
    }

    /// The words of a region of the view.
    #[cfg(feature = "engine")]
    pub fn words(&self, view: &str, region: crate::text::ViewSpan) -> Words {
        self.segmenter.words(view, region)
    }

    /// No words in a build without dictionaries.
    #[cfg(not(feature = "engine"))]
    pub fn words(&self, _view: &str, _region: crate::text::ViewSpan) -> Words {
        Words::default()
    }
}
