//! Reading brat standoff from a zip archive of pairs.

use crate::formats::anchor::{Given, Unit};
use crate::formats::archive::{Archive, text_entry};
use crate::formats::draft::{Draft, DraftMark, DraftRelation};
use crate::formats::format::Input;
use crate::formats::problem::{ProblemKind, Problems, SpanFault, shorten};
use crate::project::NewDocument;
use std::collections::{BTreeSet, HashMap};

/// Whether an archive holds brat files.
pub(in crate::formats) fn looks(names: &[String]) -> bool {
    names.iter().any(|name| name.ends_with(".ann"))
}

/// Reads every pair of an archive.
pub(in crate::formats) fn read(input: &Input<'_>, problems: &mut Problems) -> Result<Vec<NewDocument>, ProblemKind> {
    let mut archive = Archive::open(input.bytes)?;
    let from = input.origins("brat", Unit::CodePoint);
    let stem_of = |name: &String| name.strip_suffix(".ann").or_else(|| name.strip_suffix(".txt")).map(str::to_owned);
    let stems: BTreeSet<String> = archive.names().iter().filter_map(stem_of).collect();
    let mut documents = Vec::new();
    for stem in stems {
        let mut inner = Problems::new(&format!("{}/{stem}.ann", input.name));
        let outcome =
            pair(&mut archive, &stem, &mut inner).map(|draft| documents.extend(draft.finish(from, 1, &mut inner)));
        problems.within(inner, outcome)?;
    }
    Ok(documents)
}

/// A text with its standoff file. A text without one has no marks yet.
fn pair(archive: &mut Archive<'_>, stem: &str, problems: &mut Problems) -> Result<Draft, ProblemKind> {
    let Some(text) = text_entry(archive, &format!("{stem}.txt"), problems)? else {
        return Err(ProblemKind::BadRecord { reason: format!("{stem}.ann has no {stem}.txt beside it") });
    };
    let standoff = text_entry(archive, &format!("{stem}.ann"), problems)?.unwrap_or_default();
    let name = stem.rsplit('/').next().unwrap_or(stem).to_owned();
    Ok(Draft { name, text, ..draft(&standoff, problems) })
}

fn draft(standoff: &str, problems: &mut Problems) -> Draft {
    let mut draft = Draft::default();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (index, line) in standoff.lines().enumerate() {
        let Some((id, rest)) = line.split_once('\t').filter(|_| line.starts_with('T')) else { continue };
        match text_bound(id, rest) {
            Some(mark) => {
                places.entry(id.to_owned()).or_insert(draft.marks.len());
                draft.marks.push(DraftMark { line: index + 1, ..mark });
            }
            None => problems.at(index + 1, ProblemKind::BadSpan { fault: SpanFault::Form, given: shorten(line) }),
        }
    }
    for (index, line) in standoff.lines().enumerate() {
        let known = match line.chars().next() {
            None | Some('T') => Some(()),
            Some('R') => relation(line).map(|it| draft.relations.push(DraftRelation { line: index + 1, ..it })),
            Some('A' | 'M' | 'N' | '#') => about_mark(line, &places, &mut draft.marks),
            Some(_) => None,
        };
        if known.is_none() {
            let reason = format!("{} (only marks, relations and what is said of marks are read)", shorten(line));
            problems.at(index + 1, ProblemKind::BadRecord { reason });
        }
    }
    draft
}

/// `DEPT 0 1;7 10⇥市 工信局`.
fn text_bound(id: &str, rest: &str) -> Option<DraftMark> {
    let (head, words) = rest.split_once('\t').unwrap_or((rest, ""));
    let (label, places) = head.split_once(' ')?;
    let piece = |piece: &str| {
        let (start, end) = piece.trim().split_once(' ')?;
        Some((start.parse().ok()?, end.trim().parse().ok()?))
    };
    let pieces = places.split(';').map(piece).collect::<Option<Vec<_>>>()?;
    let quote = (!words.is_empty()).then(|| words.to_owned());
    Some(DraftMark {
        id: id.to_owned(),
        given: Given { pieces, quote },
        label: decode_name(label),
        ..DraftMark::default()
    })
}

/// `R1⇥LEAD Arg1:T4 Arg2:T3`.
fn relation(line: &str) -> Option<DraftRelation> {
    let rest = line.split('\t').nth(1)?;
    let mut words = rest.split_whitespace();
    let kind = decode_name(words.next()?);
    let mut end = || words.next()?.split_once(':').map(|(_, id)| id.to_owned());
    Some(DraftRelation { kind, from: end()?, to: end()?, line: 0 })
}

/// Attributes, normalisations and remarks. Those on anything but a mark have no place here, which gives `None`.
fn about_mark(line: &str, places: &HashMap<String, usize>, marks: &mut [DraftMark]) -> Option<()> {
    let mut fields = line.splitn(3, '\t');
    let (_, Some(head), tail) = (fields.next(), fields.next(), fields.next().unwrap_or("")) else { return None };
    let mut words = head.splitn(3, ' ');
    let (kind, target) = (words.next()?, words.next()?);
    let mark = places.get(target).and_then(|&place| marks.get_mut(place))?;
    let value = words.next().unwrap_or("");
    match (line.chars().next(), kind) {
        (Some('#'), "Attribute") => {
            if let Some((name, value)) = tail.split_once('=') {
                mark.attrs.push((decode_name(name), unescape(value)));
            }
        }
        (Some('#'), "EscapedNotes") => mark.note = unescape(tail),
        (Some('#'), _) => {
            if !mark.note.is_empty() {
                mark.note.push('\n');
            }
            mark.note.push_str(tail);
        }
        (Some('N'), _) => mark.attrs.push((decode_name(kind), value.to_owned())),
        _ => {
            let value = if value.is_empty() { "true" } else { value };
            mark.attrs.push((decode_name(kind), value.to_owned()));
        }
    }
    Some(())
}

fn decode_name(name: &str) -> String {
    let mut out = String::new();
    let mut rest = name;
    while let Some(at) = rest.find("_u") {
        let (before, tail) = (rest.get(..at).unwrap_or(""), rest.get(at + 2..).unwrap_or(""));
        let code = tail.split_once('_').and_then(|(code, after)| {
            let ch = char::from_u32(u32::from_str_radix(code, 16).ok()?)?;
            Some((ch, after))
                .filter(|_| code.bytes().all(|byte| byte.is_ascii_hexdigit() && !byte.is_ascii_lowercase()))
        });
        out.push_str(before);
        match code {
            Some((ch, after)) => {
                out.push(ch);
                rest = after;
            }
            None => {
                out.push_str("_u");
                rest = tail;
            }
        }
    }
    out.push_str(rest);
    out
}

fn unescape(words: &str) -> String {
    let mut out = String::new();
    let mut chars = words.chars();
    while let Some(ch) = chars.next() {
        if ch != '\\' {
            out.push(ch);
            continue;
        }
        match chars.next() {
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('r') => out.push('\r'),
            Some(other) => out.push(other),
            None => out.push('\\'),
        }
    }
    out
}
