//! Tags by character: BIO (IOB2), BIOES, BMES, and the four columns of CoNLL-2003.
//!
//! One **code point** a line with its tag, a blank line between sentences, `-DOCSTART-` before each document. Sentences
//! end after `。！？；` and at line ends, but never inside a mark. Blanks cannot stand in the first column and are left
//! out; `offsets.tsv` says for every line which character of which document it is, so that predictions find their way
//! back.
//!
//! | form | columns | prefixes |
//! |---|---|---|
//! | `bio` | `字 B-DEPT` | `B I O` |
//! | `bioes` | `字 S-DEPT` | `B I E S O` |
//! | `bmes` | `字 M-DEPT` | `B M E S O` |
//! | `conll2003` | `字 -X- _ B-DEPT` | `B I O` |
//!
//! Read: any of these and BILOU, IOB1, two columns or more, blank or tab between; the prefixes say which it is. An `I-`
//! without a beginning starts a mark; such repairs are counted. Files whose tokens are whole clauses, as Label Studio
//! writes for Chinese, are refused: their tags say nothing about words.
//!
//! Losses: overlap (the policy chosen decides what stays), discontinuous marks, relations, attributes, remarks, blanks,
//! names of documents and everything else.
//!
//! Definition: Tjong Kim Sang and De Meulder 2003 (CoNLL-2003); Ratinov and Roth 2009 for BILOU.

mod read;
mod tags;

pub(super) use read::{looks, read};
pub(super) use tags::{Prefixes, sentences};

use super::export::{Carries, Export, Layers, Page};
use super::format::{Part, part};
use std::fmt::Write as _;
use std::io;

/// What the family carries.
pub(super) const CARRIES: Carries =
    Carries { layers: Layers::Flat, lines: true, names: false, blanks: false, ..Carries::SPANS };

/// Writes BIO.
pub(super) fn write_bio(export: &Export<'_>) -> io::Result<Vec<Part>> {
    write(export, "bio.txt", Prefixes::BIO, " ")
}

/// Writes BIOES.
pub(super) fn write_bioes(export: &Export<'_>) -> io::Result<Vec<Part>> {
    write(export, "bioes.txt", Prefixes::BIOES, " ")
}

/// Writes BMES.
pub(super) fn write_bmes(export: &Export<'_>) -> io::Result<Vec<Part>> {
    write(export, "bmes.txt", Prefixes::BMES, " ")
}

/// Writes the four columns of CoNLL-2003.
pub(super) fn write_conll2003(export: &Export<'_>) -> io::Result<Vec<Part>> {
    write(export, "conll2003.txt", Prefixes::BIO, " -X- _ ")
}

fn write(export: &Export<'_>, name: &str, prefixes: Prefixes, between: &str) -> io::Result<Vec<Part>> {
    let mut out = String::new();
    let mut offsets = String::from("line\tdocument\tcode_point\n");
    let mut n_lines = 0;
    for page in export.pages(CARRIES) {
        let _ = write!(out, "-DOCSTART-{between}O\n\n");
        n_lines += 2;
        for sentence in sentences(&page, prefixes) {
            for (ch, tag, at) in &sentence.characters {
                let _ = writeln!(out, "{ch}{between}{tag}");
                n_lines += 1;
                let _ = writeln!(offsets, "{n_lines}\t{}\t{at}", one_line(&page));
            }
            out.push('\n');
            n_lines += 1;
        }
    }
    Ok(vec![part(name, out), part("offsets.tsv", offsets)])
}

fn one_line(page: &Page<'_>) -> String {
    page.info.name.replace(['\t', '\n', '\r'], " ")
}
