//! Proper names (专名): places, organisations and people, which share the reading of a line.
//!
//! A line is read once: gazetteer names, then words joined to units; each kind of name then looks at those.

use super::line::Line;
use super::{Candidate, Context, Recogniser};
use super::{organisation, person, place, program};
use crate::lexicon::Suffixes;
use crate::text::ViewSpan;

/// Bytes of a line that are read at once; longer ones are cut where a word ends.
const WINDOW: usize = 16 * 1024;

/// Recognises proper names.
#[derive(Debug)]
pub struct Names {
    places: Suffixes<place::built::Ending>,
    routes: place::route::Routes,
    organisations: Suffixes<organisation::Ending>,
    people: person::People,
}

impl Names {
    /// Reads the tables of endings.
    pub fn new() -> Self {
        Self {
            places: place::built::endings(),
            routes: place::route::Routes::new(),
            organisations: organisation::endings(),
            people: person::People::new(),
        }
    }
}

impl Default for Names {
    fn default() -> Self {
        Self::new()
    }
}

impl Recogniser for Names {
    fn name(&self) -> &'static str {
        "name"
    }

    fn find(&self, context: Context<'_>, region: ViewSpan, out: &mut Vec<Candidate>) {
        let mut at = region.range().start;
        for line in context.view.slice(region).split_inclusive('\n') {
            let end = at + line.len();
            while at < end {
                let cut = window_end(context, at, end);
                self.read(context, (at, cut), out);
                at = cut;
            }
        }
    }
}

/// The end of the window that begins at `at`: the end of the line, or of the word at its limit.
fn window_end(context: Context<'_>, at: usize, end: usize) -> usize {
    if end - at <= WINDOW {
        return end;
    }
    context.words.at(at + WINDOW).map_or(end, |word| (word.end as usize).min(end))
}

impl Names {
    fn read(&self, context: Context<'_>, (start, end): (usize, usize), out: &mut Vec<Candidate>) {
        let text = context.view.as_str();
        let lexicon = context.lexicon;
        let named = place::gazetteer::names(text, (start, end), context.words, &lexicon.gazetteer, context.home);
        let first = context.words.index_at(start);
        let words = context.words.all().get(first..context.words.index_at(end.saturating_sub(1)) + 1).unwrap_or(&[]);
        let line = Line::new(text, (start, end), words, &named, &lexicon.terms);
        let from = out.len();
        place::gazetteer::propose(&named, out);
        let places = place::built::find(&line, &self.places, out);
        place::joined::find(&line, context.words, context.home, out);
        organisation::find(&line, &self.organisations, &places, out);
        self.people.find(&line, context.words, &lexicon.terms, out);
        program::find(&line, out);
        self.routes.find(start, line.slice(start, end), out);
        place::with_sections(&line, from, out);
        place::listed::find(&line, from, out);
    }
}
