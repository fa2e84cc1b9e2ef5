//! Reading native JSON Lines, one line at a time.

use super::{span, status_of};
use crate::annotate::{ActorId, DocStatus, MarkId};
use crate::formats::anchor::{Anchor, Claim, Unit};
use crate::formats::limits;
use crate::formats::plain;
use crate::formats::problem::{ProblemKind, Problems, SpanFault, shorten};
use crate::formats::stem;
use crate::project::NewDocument;
use crate::scheme::Name;
use crate::text::TextId;
use serde::Deserialize;
use serde_json::Value;
use std::collections::HashMap;
use std::io::{BufRead, Read};

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: Value,
    text: String,
    #[serde(default)]
    offset_unit: Option<String>,
    #[serde(default)]
    sha256: Option<String>,
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    labels: Vec<String>,
    #[serde(default)]
    source: Option<String>,
    #[serde(default)]
    spans: Vec<Value>,
    #[serde(default)]
    relations: Vec<Value>,
}

/// Reads all documents of a file. Bad lines, marks and relations are reported and passed over.
pub fn read(name: &str, content: &str, problems: &mut Problems) -> Vec<NewDocument> {
    let mut reader = Reader::new(name, content.as_bytes());
    std::iter::from_fn(|| reader.next_document(problems)).collect()
}

/// Reads documents from a stream, one line at a time, in memory that a single line bounds.
pub struct Reader<R> {
    name: String,
    input: R,
    line: usize,
    unit: Option<Unit>,
}

/// Where lines come from: a file, and the unit of its offsets where somebody knows better than the lines.
#[derive(Clone, Copy)]
struct Source<'a> {
    file: &'a str,
    unit: Option<Unit>,
}

impl<R: BufRead> Reader<R> {
    /// Documents from a stream of the given name.
    pub fn new(name: &str, input: R) -> Self {
        Self { name: name.to_owned(), input, line: 0, unit: None }
    }

    /// The same where so many lines of the file came before.
    pub fn after(self, lines: usize) -> Self {
        Self { line: lines, ..self }
    }

    /// The same with the unit of all offsets, whatever the lines say.
    pub fn in_unit(self, unit: Option<Unit>) -> Self {
        Self { unit, ..self }
    }

    /// The next document that can be read; `None` at the end.
    pub fn next_document(&mut self, problems: &mut Problems) -> Option<NewDocument> {
        loop {
            let mut bytes = Vec::new();
            self.line += 1;
            let limit = limits::ZIP_ENTRY_BYTES;
            if let Err(error) = (&mut self.input).take(limit).read_until(b'\n', &mut bytes) {
                problems.at(self.line, ProblemKind::BadRecord { reason: error.to_string() });
                return None;
            }
            if bytes.is_empty() {
                return None;
            }
            if bytes.len() as u64 == limit && !bytes.ends_with(b"\n") {
                problems.at(self.line, ProblemKind::TooLarge { bytes: limit, limit });
                return None;
            }
            let line = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes).trim_ascii();
            if line.is_empty() {
                continue;
            }
            match serde_json::from_slice(line) {
                Ok(line) => {
                    if let Some(document) =
                        document(Source { file: &self.name, unit: self.unit }, line, self.line, problems)
                    {
                        return Some(document);
                    }
                }
                Err(error) => problems.at(self.line, ProblemKind::bad_line(&error)),
            }
        }
    }
}

fn document(from: Source<'_>, line: Line, number: usize, problems: &mut Problems) -> Option<NewDocument> {
    if plain::too_long(&line.text) {
        problems.at(number, ProblemKind::TooLong { limit: limits::TEXT_CODE_POINTS });
        return None;
    }
    if line.sha256.as_deref().and_then(TextId::parse).is_some_and(|id| id != TextId::of(&line.text)) {
        let reason = "the text is not the one its sha256 names".to_owned();
        problems.at(number, ProblemKind::Repaired { what: reason, count: 1 });
    }
    let stated = from.unit.or_else(|| line.offset_unit.as_deref().and_then(Unit::of));
    let claim = Claim { unit: stated.unwrap_or(Unit::CodePoint), is_stated: stated.is_some() };
    let anchor = Anchor::new(line.text);
    let id = span::id_text(&line.id).unwrap_or_else(|| format!("{}-{number}", stem(from.file)));
    let source = line.source.unwrap_or_else(|| from.file.to_owned());
    let mut document = NewDocument::plain(id, source, anchor.text().clone());
    document.status = line.status.as_deref().and_then(status_of).unwrap_or(DocStatus::New);
    document.labels = line.labels.into_iter().map(Name::from).collect();
    let ids = marks(&mut document, &anchor, &line.spans, claim, number, problems);
    for (index, value) in line.relations.iter().enumerate() {
        match span::relation(index as u64, value, &ids, &document.text) {
            Some(relation) => document.relations.push(relation),
            None => problems.at(number, ProblemKind::BadRelation { given: shorten(&value.to_string()) }),
        }
    }
    Some(document)
}

/// Takes the marks of a line over; gives the ids of the file.
fn marks(
    document: &mut NewDocument,
    anchor: &Anchor,
    values: &[Value],
    claim: Claim,
    number: usize,
    problems: &mut Problems,
) -> HashMap<String, MarkId> {
    let mut ids = HashMap::new();
    let mut sound = Vec::new();
    for value in values.iter().take(limits::DOCUMENT_MARKS) {
        match span::given(value) {
            Some(given) => sound.push((value, given)),
            None => {
                let given = shorten(&value.to_string());
                problems.at(number, ProblemKind::BadSpan { fault: SpanFault::Form, given });
            }
        }
    }
    let given: Vec<_> = sound.iter().map(|(_, given)| given.clone()).collect();
    let found = anchor.places(&given, claim, number, problems);
    for (index, ((value, given), found)) in sound.into_iter().zip(found).enumerate() {
        let id = MarkId { actor: ActorId::default(), number: index as u64 };
        match found {
            Ok(place) => {
                if place.is_misquoted {
                    problems.at(number, ProblemKind::Misquoted { given: given.show() });
                }
                document.marks.extend(span::mark(id, value, place, &document.text, claim.unit));
                if let Some(known) = value.get("id").and_then(span::id_text) {
                    ids.entry(known).or_insert(id);
                }
            }
            Err(fault) => problems.at(number, ProblemKind::BadSpan { fault, given: given.show() }),
        }
    }
    ids
}
