//! Tags by character and by word: BIO (IOB2), BIOES, BMES, and the four columns of CoNLL-2003.
//!
//! One **code point** a line with its tag, a blank line between sentences, `-DOCSTART-` before each document. Sentences
//! end after `。！？；` and at line ends, but never inside a mark. Blanks cannot stand in the first column and are left
//! out; `offsets.tsv` says for every line which character of which document it is, so that predictions find their way
//! back. The forms named `-words` have a word of jieba a line; where a mark begins or ends inside a word, the word is cut,
//! so that every mark stays what it is.
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
mod words;

pub(super) use read::{looks, read};
pub(super) use tags::{Prefixes, sentences};

use super::export::{Carries, Export, Layers, Page};
use super::format::{OFFSETS, Part, part};
use std::fmt::Write as _;
use std::io;
use words::{Edges, Token};

/// What the family carries.
pub(super) const CARRIES: Carries =
    Carries { layers: Layers::Flat, lines: true, names: false, blanks: false, ..Carries::SPANS };

/// Writes BIO.
pub(super) fn write_bio(export: &Export<'_>) -> io::Result<Vec<Part>> {
    write(export, "bio.txt", Prefixes::BIO, " ", false)
}

/// Writes BIOES.
pub(super) fn write_bioes(export: &Export<'_>) -> io::Result<Vec<Part>> {
    write(export, "bioes.txt", Prefixes::BIOES, " ", false)
}

/// Writes BMES.
pub(super) fn write_bmes(export: &Export<'_>) -> io::Result<Vec<Part>> {
    write(export, "bmes.txt", Prefixes::BMES, " ", false)
}

/// Writes the four columns of CoNLL-2003.
pub(super) fn write_conll2003(export: &Export<'_>) -> io::Result<Vec<Part>> {
    write(export, "conll2003.txt", Prefixes::BIO, " -X- _ ", false)
}

/// Writes BIO by word.
pub(super) fn write_bio_words(export: &Export<'_>) -> io::Result<Vec<Part>> {
    write(export, "bio-words.txt", Prefixes::BIO, " ", true)
}

/// Writes BIOES by word.
pub(super) fn write_bioes_words(export: &Export<'_>) -> io::Result<Vec<Part>> {
    write(export, "bioes-words.txt", Prefixes::BIOES, " ", true)
}

/// Writes BMES by word.
pub(super) fn write_bmes_words(export: &Export<'_>) -> io::Result<Vec<Part>> {
    write(export, "bmes-words.txt", Prefixes::BMES, " ", true)
}

fn write(export: &Export<'_>, name: &str, prefixes: Prefixes, between: &str, by_word: bool) -> io::Result<Vec<Part>> {
    let mut out = String::new();
    let mut offsets = String::from("line\tdocument\tcode_point\n");
    let mut n_lines = 0;
    for page in export.pages(CARRIES) {
        let _ = write!(out, "-DOCSTART-{between}O\n\n");
        n_lines += 2;
        for tokens in tokens(&page, prefixes, by_word) {
            for (words, tag, at) in &tokens {
                let _ = writeln!(out, "{words}{between}{tag}");
                n_lines += 1;
                let _ = writeln!(offsets, "{n_lines}\t{}\t{at}", one_line(&page));
            }
            out.push('\n');
            n_lines += 1;
        }
    }
    Ok(vec![part(name, out), part(OFFSETS, offsets)])
}

/// What stands on a line each, sentence by sentence.
fn tokens(page: &Page<'_>, prefixes: Prefixes, by_word: bool) -> Vec<Vec<Token>> {
    if by_word {
        let edges = Edges::of(page.text);
        return sentences(page, Prefixes::BIOES).iter().map(|sentence| edges.tokens(sentence, prefixes)).collect();
    }
    let token = |(ch, tag, at): (char, String, u32)| (ch.to_string(), tag, at);
    let sentences = sentences(page, prefixes).into_iter();
    sentences.map(|sentence| sentence.characters.into_iter().map(token).collect()).collect()
}

fn one_line(page: &Page<'_>) -> String {
    page.info.name.replace(['\t', '\n', '\r'], " ")
}
