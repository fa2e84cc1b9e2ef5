//! Datasets (数据集): which documents go into one, cut how finely, divided into which sets, and the card that tells it.
//!
//! The order is: documents are chosen, texts that are there twice are left out, every document falls into a set by its
//! name and the seed, and only then are documents cut, so that pieces of one document never stand in two sets. The same
//! project and the same choices give the same bytes.

mod card;
mod cut;
mod split;

pub use cut::{Cut, cut};
pub use split::{Sets, set_of};

use super::export::{Export, Loss, LossKind};
use super::format::{Format, Part};
use crate::annotate::DocStatus;
use crate::project::{Document, Workspace};
use std::collections::HashMap;
use std::io;

/// What goes into a dataset.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recipe {
    /// Documents in these states; all where there is none.
    pub states: Vec<DocStatus>,
    /// Whether a text that is there more than once goes in once.
    pub unique: bool,
    /// How finely documents are cut.
    pub cut: Cut,
    /// The sets; none for one dataset of everything.
    pub sets: Sets,
    /// Whether a card goes with it.
    pub card: bool,
}

impl Recipe {
    /// The documents that go in. Of equal texts that stays which is worked on furthest, then the one with more accepted
    /// marks, then the first.
    pub fn choose<'a>(&self, documents: impl IntoIterator<Item = &'a Document>) -> Vec<&'a Document> {
        let fits = |it: &&Document| self.states.is_empty() || self.states.contains(&it.info().status);
        let mut chosen: Vec<&Document> = documents.into_iter().filter(fits).collect();
        if self.unique {
            let mut best: HashMap<_, (usize, _)> = HashMap::new();
            for (place, document) in chosen.iter().enumerate() {
                let worth = (document.info().status, document.n_accepted());
                let known = best.entry(document.info().text).or_insert((place, worth));
                if worth > known.1 {
                    *known = (place, worth);
                }
            }
            let mut places: Vec<usize> = best.into_values().map(|(place, _)| place).collect();
            places.sort_unstable();
            chosen = places.into_iter().filter_map(|place| chosen.get(place).copied()).collect();
        }
        chosen
    }

    /// Whether documents go out otherwise than as they are.
    fn is_changing(&self, export: &Export<'_>) -> bool {
        self.cut != Cut::Document || !export.options.labels.is_empty()
    }
}

/// What will not be in the files: what the format cannot carry, and what is lost in cutting.
pub fn losses(export: &Export<'_>, format: &Format, recipe: &Recipe) -> Vec<Loss> {
    let mut losses = format.losses(export);
    if recipe.cut != Cut::Document && format.carries.relations {
        let places = cut(export, recipe.cut).1;
        if !places.is_empty() {
            losses.push(Loss { kind: LossKind::Apart, count: places.len(), places });
        }
    }
    losses
}

/// Writes a dataset of the documents of an export, which were chosen before.
///
/// Without sets the parts are those of the format. With sets there is a file for each (`train.jsonl`), or a folder where
/// the format is an archive of many; what goes beside the main part of the format is written once, for all sets, unless it
/// leads from its lines to the documents.
///
/// # Errors
/// As [`Format::write`].
pub fn write(export: &Export<'_>, format: &Format, recipe: &Recipe) -> io::Result<Vec<Part>> {
    let whole = prepared(export, recipe);
    let whole = whole.as_ref().map_or_else(|| export.clone(), |workspace| with_documents(export, workspace));
    if recipe.sets.is_empty() {
        let mut parts = format.write(&whole)?;
        if recipe.card {
            add_card(&mut parts, export, format, recipe, &[(String::new(), whole)]);
        }
        return Ok(parts);
    }
    let workspaces: Vec<(String, Workspace)> = recipe
        .sets
        .names()
        .enumerate()
        .map(|(place, name)| {
            let of_set = |it: &&&Document| recipe.sets.set_of(&it.info().name) == place;
            let documents = export.documents.iter().filter(of_set).copied().collect();
            let one = Export { documents, ..export.clone() };
            (name.to_owned(), prepared(&one, recipe).unwrap_or_else(|| cut(&one, Cut::Document).0))
        })
        .collect();
    let sets: Vec<(String, Export<'_>)> =
        workspaces.iter().map(|(name, workspace)| (name.clone(), with_documents(export, workspace))).collect();
    let mut parts = Vec::new();
    for (name, set) in &sets {
        let of_set = format.write(set)?;
        if of_set.len() > 1 && format.is_archive() {
            parts.extend(of_set.into_iter().map(|part| Part { name: format!("{name}/{}", part.name), ..part }));
        } else {
            parts.extend(of_set.into_iter().enumerate().filter_map(|(place, part)| match place {
                0 => Some(Part { name: format!("{name}.{}", format.ending), ..part }),
                _ => part.is_of_set().then(|| Part { name: format!("{name}.{}", part.name), ..part }),
            }));
        }
    }
    if !format.is_archive() {
        parts.extend(format.write(&whole)?.into_iter().skip(1).filter(|part| !part.is_of_set()));
    }
    if recipe.card {
        add_card(&mut parts, export, format, recipe, &sets);
    }
    Ok(parts)
}

/// The card goes last, in the place of one that the format writes itself.
fn add_card(
    parts: &mut Vec<Part>,
    export: &Export<'_>,
    format: &Format,
    recipe: &Recipe,
    sets: &[(String, Export<'_>)],
) {
    parts.retain(|part| part.name != card::NAME);
    let losses = losses(export, format, recipe);
    let card = card::write(format, recipe, sets, parts, &losses);
    parts.push(super::format::part(card::NAME, card));
}

/// The documents as they go out, where that is not as they are.
fn prepared(export: &Export<'_>, recipe: &Recipe) -> Option<Workspace> {
    recipe.is_changing(export).then(|| cut(export, recipe.cut).0)
}

fn with_documents<'a>(export: &Export<'a>, workspace: &'a Workspace) -> Export<'a> {
    Export { documents: workspace.documents().collect(), ..export.clone() }
}
