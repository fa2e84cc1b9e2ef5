//! UIMA CAS for INCEpTION: XMI (XML 1.0) and CAS JSON 0.4, in an archive with type system and layers.
//!
//! Marks are `webanno.custom.PolicySpan` with the features `label`, `note`, `status` (only for proposals) and one for
//! each attribute; relations are `webanno.custom.PolicyRel` from `Governor` to `Dependent`. A `Token` for every
//! character that is no blank and a `Sentence` for every line are written too, because INCEpTION would take a run of
//! Chinese characters for a single token. Offsets are **UTF-16 units**. `layers.json` has to be loaded in the project's
//! settings before the documents: character anchoring, any overlap.
//!
//! Read: every annotation with a begin, an end and a label (`label`, `value` or `PosValue`), whatever its type; the types
//! of tokens, sentences and the like are passed over. Names of features are ASCII; others are written `x_` and their bytes
//! in hexadecimal.
//!
//! Losses: discontinuous marks, document labels, states, evidence; in XMI characters that XML 1.0 forbids become blanks.
//!
//! Definition: OASIS UIMA 1.0 with the conventions of dkpro-cassis 0.12 for both forms.

mod json;
mod read;
mod types;
mod write;
mod xmi;

pub(super) use json::write_json;
pub(super) use read::{looks_json, looks_json_archive, looks_xmi, looks_xmi_archive, read_json, read_xmi};
pub(super) use xmi::write_xmi;

use super::export::{Carries, Page};
use crate::annotate::{Mark, Review};

/// What both forms carry.
pub(super) const CARRIES: Carries =
    Carries { relations: true, attrs: true, notes: true, review: true, ..Carries::SPANS };

const SPAN: &str = "webanno.custom.PolicySpan";
const RELATION: &str = "webanno.custom.PolicyRel";
const METADATA: &str = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData";
const SENTENCE: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence";
const TOKEN: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token";

/// Features that are no attributes of ours.
const RESERVED: &[&str] = &[
    "label",
    "value",
    "PosValue",
    "note",
    "status",
    "identifier",
    "begin",
    "end",
    "sofa",
    "id",
    "Governor",
    "Dependent",
];

/// The features of a mark beside its label.
fn features(mark: &Mark) -> Vec<(String, &str)> {
    let mut features: Vec<_> =
        mark.attrs.iter().map(|(name, attr)| (feature_name(name.as_str()), attr.value.as_str())).collect();
    if !mark.note.is_empty() {
        features.push(("note".to_owned(), &mark.note));
    }
    if mark.review == Review::Proposed {
        features.push(("status".to_owned(), "proposed"));
    }
    features
}

/// All features that marks of the pages have.
fn all_features(pages: &[Page<'_>]) -> Vec<String> {
    let mut names: Vec<String> =
        pages.iter().flat_map(|page| &page.marks).flat_map(|mark| features(mark)).map(|(name, _)| name).collect();
    names.extend(["note".to_owned(), "status".to_owned()]);
    names.sort();
    names.dedup();
    names
}

/// An attribute's name as an identifier.
fn feature_name(name: &str) -> String {
    let is_plain = name.starts_with(|ch: char| ch.is_ascii_alphabetic())
        && name.chars().all(|ch| ch.is_ascii_alphanumeric() || ch == '_')
        && !name.starts_with("x_")
        && !RESERVED.contains(&name);
    if is_plain {
        name.to_owned()
    } else {
        name.bytes().fold("x_".to_owned(), |out, byte| out + &format!("{byte:02x}"))
    }
}

/// The attribute of a feature.
fn attr_name(feature: &str) -> String {
    let bytes = |hex: &str| {
        let pairs = hex.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
        String::from_utf8(pairs.collect::<Option<Vec<u8>>>()?).ok()
    };
    feature.strip_prefix("x_").and_then(bytes).filter(|name| !name.is_empty()).unwrap_or_else(|| feature.to_owned())
}
