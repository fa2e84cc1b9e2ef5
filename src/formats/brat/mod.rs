//! brat standoff: for each document a `.txt` and an `.ann`, with `annotation.conf` and `visual.conf` beside them.
//!
//! | line | form | here |
//! |---|---|---|
//! | `T` | `T1⇥DEPT 0 1;7 10⇥市 工信局` | mark, its pieces joined by a blank |
//! | `R` | `R1⇥LEAD Arg1:T4 Arg2:T3` | relation |
//! | `A` | `A1⇥cmp T3 ge` | attribute of one word |
//! | `#` | `#1⇥AnnotatorNotes T3⇥words` | remark; `Attribute` for values with blanks, `EscapedNotes` for remarks of many lines |
//!
//! Offsets are **code points**. Names of types are ASCII; other characters are written `_uXXXX_`, and `visual.conf` shows
//! the real name. Read from a zip archive of pairs; events (`E`) and equivalences (`*`) are reported and passed over.
//!
//! Losses: marks over line ends become several pieces without the blanks at their edges, as brat stores them; document
//! labels, states, evidence.
//!
//! Definition: brat standoff format page and `annotation.py` of brat 1.3.

use crate::annotate::Mark;
use crate::formats::anchor::Unit;
use crate::formats::export::{Carries, Export, Page, ink_by_line};
use crate::formats::format::{Part, part};
use crate::text::Text;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io;

mod read;
pub(super) use read::{looks, read};

/// What brat carries.
pub(super) const CARRIES: Carries =
    Carries { pieces: true, relations: true, attrs: true, notes: true, lines: false, ..Carries::SPANS };

/// Writes the pairs and the two configurations.
pub(super) fn write(export: &Export<'_>) -> io::Result<Vec<Part>> {
    let pages = export.pages(CARRIES);
    let mut parts = vec![
        part("annotation.conf", annotation_conf(export, &pages)),
        part("visual.conf", visual_conf(export, &pages)),
    ];
    let mut names = crate::formats::format::FileNames::default();
    for page in &pages {
        let name = names.unique(&page.info.name);
        parts.push(part(&format!("{name}.txt"), page.text.as_str()));
        parts.push(part(&format!("{name}.ann"), standoff(page)));
    }
    Ok(parts)
}

fn standoff(page: &Page<'_>) -> String {
    let mut out = String::new();
    let (mut attrs, mut notes) = (String::new(), String::new());
    let (mut n_attrs, mut n_notes) = (0, 0);
    for (place, mark) in page.marks.iter().enumerate() {
        let id = place + 1;
        out.push_str(&text_bound(id, page.text, mark));
        for (name, attr) in mark.attrs.iter() {
            let (name, value) = (encode(name.as_str()), &attr.value);
            if value.contains(char::is_whitespace) || value.is_empty() {
                n_notes += 1;
                let _ = writeln!(notes, "#{n_notes}\tAttribute T{id}\t{name}={}", escape(value));
            } else {
                n_attrs += 1;
                let _ = writeln!(attrs, "A{n_attrs}\t{name} T{id} {value}");
            }
        }
        if !mark.note.is_empty() {
            n_notes += 1;
            let escaped = escape(&mark.note);
            let kind =
                if escaped == mark.note && mark.note.trim() == mark.note { "AnnotatorNotes" } else { "EscapedNotes" };
            let _ = writeln!(notes, "#{n_notes}\t{kind} T{id}\t{escaped}");
        }
    }
    let places = page.places();
    for (index, relation) in page.relations.iter().enumerate() {
        if let (Some(from), Some(to)) = (places.get(&relation.from), places.get(&relation.to)) {
            let kind = encode(relation.kind.as_str());
            let _ = writeln!(out, "R{}\t{kind} Arg1:T{} Arg2:T{}", index + 1, from + 1, to + 1);
        }
    }
    out + &attrs + &notes
}

fn text_bound(id: usize, text: &Text, mark: &Mark) -> String {
    let pieces = ink_by_line(text, mark);
    let at: Vec<_> = pieces
        .iter()
        .map(|&span| Unit::CodePoint.range(text, span))
        .map(|[start, end]| format!("{start} {end}"))
        .collect();
    let words: Vec<_> = pieces.iter().map(|&span| text.slice(span)).collect();
    format!("T{id}\t{} {}\t{}\n", encode(mark.label.as_str()), at.join(";"), words.join(" "))
}

/// A name of ASCII letters, digits, `_` and `-`; anything else as `_u` and its number in hexadecimal and `_`.
fn encode(name: &str) -> String {
    let mut out = String::new();
    for ch in name.chars() {
        if ch.is_ascii_alphanumeric() || matches!(ch, '_' | '-') {
            out.push(ch);
        } else {
            let _ = write!(out, "_u{:X}_", u32::from(ch));
        }
    }
    out
}

/// Words on one line.
fn escape(words: &str) -> String {
    words.replace('\\', "\\\\").replace('\n', "\\n").replace('\t', "\\t").replace('\r', "\\r")
}

fn annotation_conf(export: &Export<'_>, pages: &[Page<'_>]) -> String {
    let mut out = String::from("[entities]\n");
    for label in export.labels(pages) {
        let _ = writeln!(out, "{}", encode(&label));
    }
    out.push_str("\n[relations]\n");
    for kind in export.relation_kinds(pages) {
        let _ = writeln!(out, "{} Arg1:<ENTITY>, Arg2:<ENTITY>", encode(&kind));
    }
    out.push_str("\n[events]\n\n[attributes]\n");
    let mut values: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for mark in pages.iter().flat_map(|page| &page.marks) {
        for (name, attr) in mark.attrs.iter().filter(|(_, attr)| !attr.value.contains(char::is_whitespace)) {
            values.entry(encode(name.as_str())).or_default().insert(&attr.value);
        }
    }
    for (name, values) in values {
        let values: Vec<_> = values.into_iter().collect();
        let _ = writeln!(out, "{name} Arg:<ENTITY>, Value:{}", values.join("|"));
    }
    out
}

fn visual_conf(export: &Export<'_>, pages: &[Page<'_>]) -> String {
    let mut out = String::from("[labels]\n");
    for label in export.labels(pages) {
        let known = export.scheme.label(&label);
        let shown = known.map_or(label.as_str(), |known| known.wording.zh.as_str());
        let _ = writeln!(out, "{} | {shown}", encode(&label));
    }
    for kind in export.relation_kinds(pages) {
        let known = export.scheme.relation(&kind);
        let shown = known.map_or(kind.as_str(), |known| known.wording.zh.as_str());
        let _ = writeln!(out, "{} | {shown}", encode(&kind));
    }
    out.push_str("\n[drawing]\n");
    for label in export.labels(pages) {
        if let Some(known) = export.scheme.label(&label) {
            let _ = writeln!(out, "{} bgColor:{}", encode(&label), known.colour.1);
        }
    }
    out
}
