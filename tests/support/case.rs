//! Files of cases: `tests/specs/<recogniser>.toml`.
//!
//! ```toml
//! labels = ["QTY"]          # only these labels are compared; predicted spans of other labels are ignored
//! attrs = "listed"          # optional: of a span's attributes only those written are compared
//!
//! [[case]]
//! text = "建成[3.5万套:QTY|value=35000;unit=套;kind=count]"
//! issuer = "青禾市人民政府"     # optional: the first line of the document
//! date = "2024-03-05"         # optional: a signature after the text
//! why = "…"                   # optional
//! links = ["1.31 changes_to 1.27"]  # optional: all relations, by the words they join
//! view = "…"                  # optional: what recognisers read of the text
//! known_failure = "…"         # optional: the case must fail at present
//! ```
//!
//! Headings and tasks are written as spans labelled `HEADING` (`level`, `number`) and `TASK` (`number`).
//!
//! A span written without attributes is compared by place and label alone. With attributes, all attributes are compared
//! (a missing `cmp` is `eq`, an empty value is none), or, under `attrs = "listed"`, only the written ones.

use super::notation::{self, Drawn};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A file of cases.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseFile {
    /// The labels compared.
    pub labels: Vec<String>,
    /// Which attributes are compared.
    #[serde(default)]
    pub attrs: AttrRule,
    /// The cases in order.
    #[serde(default, rename = "case")]
    pub cases: Vec<Case>,
}

/// Which attributes of a span are compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AttrRule {
    /// All, where the case writes at least one.
    #[default]
    All,
    /// Those the case writes.
    Listed,
}

/// One case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The text with its spans drawn.
    pub text: String,
    /// The issuing body, put on a line before the text.
    pub issuer: Option<String>,
    /// The document's date, put under the text as a signature.
    pub date: Option<String>,
    /// What the case is about.
    pub why: Option<String>,
    /// The relations expected, each `words type words`; not compared where absent.
    pub links: Option<Vec<String>>,
    /// The normal view of the text.
    pub view: Option<String>,
    /// Why the case fails at present.
    pub known_failure: Option<String>,
}

/// A case made ready: a whole document, and where the case's own text lies in it.
pub struct Prepared {
    /// The document.
    pub document: String,
    /// Bytes before the case's text.
    pub offset: usize,
    /// The case's text without markup.
    pub plain: String,
    /// The spans expected, in bytes of `plain`.
    pub expected: Vec<Drawn>,
}

impl Case {
    /// The document of the case, with masthead and signature where it asks for them.
    pub fn prepare(&self) -> Result<Prepared, String> {
        let (plain, expected) = notation::read(&self.text)?;
        let mut document = String::new();
        if let Some(issuer) = &self.issuer {
            document.push_str(issuer);
            document.push('\n');
        }
        let offset = document.len();
        document.push_str(&plain);
        if let Some(date) = &self.date {
            let mut parts = date.split('-').map(|part| part.trim_start_matches('0'));
            let (Some(year), Some(month), Some(day)) = (parts.next(), parts.next(), parts.next()) else {
                return Err(format!("not a date: {date}"));
            };
            let issuer = self.issuer.as_deref().unwrap_or("");
            document.push_str(&format!("\n\n{issuer}\n{year}年{month}月{day}日\n"));
        }
        Ok(Prepared { document, offset, plain, expected })
    }
}

/// The case files of a folder, by name, that the environment variable `SPECS` lets through.
pub fn files(folder: &Path) -> Vec<(String, PathBuf)> {
    let only = std::env::var("SPECS").unwrap_or_default();
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ext| ext == "toml"))
        .filter_map(|path| Some((path.file_stem()?.to_str()?.to_owned(), path)))
        .filter(|(name, _)| only.is_empty() || only.split(',').any(|it| it == name))
        .collect();
    found.sort();
    found
}

/// Whether found attributes are the expected ones.
pub fn attrs_agree(rule: AttrRule, expected: &BTreeMap<String, String>, found: &BTreeMap<String, String>) -> bool {
    if expected.is_empty() {
        return true;
    }
    let names = expected.keys().chain(found.keys().filter(|_| rule == AttrRule::All));
    names.into_iter().all(|name| same_value(value_of(expected, name), value_of(found, name)))
}

/// The value of an attribute, with what a missing one stands for.
fn value_of<'a>(attrs: &'a BTreeMap<String, String>, name: &str) -> &'a str {
    let missing = if name == "cmp" { "eq" } else { "" };
    attrs.get(name).map_or(missing, String::as_str)
}

/// Whether two values are the same word, or numbers equal to within a millionth.
pub fn same_value(a: &str, b: &str) -> bool {
    match (a.parse::<f64>(), b.parse::<f64>()) {
        (Ok(a), Ok(b)) => (a - b).abs() <= 1e-6 * b.abs().max(1.0),
        _ => a == b,
    }
}
