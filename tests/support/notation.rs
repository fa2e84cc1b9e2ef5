//! Spans drawn in a text: `到[2025年:TIME|value=2025;cmp=by]`.
//!
//! A span is `[words:LABEL]` or `[words:LABEL|name=value;name=value]`; spans may nest. A literal square bracket is
//! doubled (`[[`, `]]`).

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

/// A span with its label and attributes, in bytes of the plain text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Drawn {
    /// What it covers.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
    /// The label.
    pub label: String,
    /// The attributes written.
    pub attrs: BTreeMap<String, String>,
}

impl Drawn {
    /// The span as a byte range of the plain text.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether both cover the same words under the same label.
    pub fn same_place(&self, other: &Self) -> bool {
        (self.start, self.end, &self.label) == (other.start, other.end, &other.label)
    }
}

/// An open bracket while reading: where its words begin, and where its own tail (after nested spans) begins.
struct Open {
    start: usize,
    tail: usize,
}

/// Reads a drawing: the plain text and its spans in order of place.
pub fn read(drawing: &str) -> Result<(String, Vec<Drawn>), String> {
    let mut plain = String::with_capacity(drawing.len());
    let mut spans = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut chars = drawing.chars().peekable();
    while let Some(ch) = chars.next() {
        match ch {
            '[' | ']' if chars.peek() == Some(&ch) => {
                chars.next();
                plain.push(ch);
            }
            '[' => open.push(Open { start: plain.len(), tail: plain.len() }),
            ']' => {
                let bracket = open.pop().ok_or_else(|| format!("`]` without `[` after `{}`", ending(&plain)))?;
                let (words_end, label, attrs) = close(&plain, bracket.tail)?;
                plain.truncate(words_end);
                if let Some(outer) = open.last_mut() {
                    outer.tail = plain.len();
                }
                spans.push(Drawn { start: bracket.start, end: plain.len(), label, attrs });
            }
            _ => plain.push(ch),
        }
    }
    if !open.is_empty() {
        return Err(format!("`[` without `]` before `{}`", ending(&plain)));
    }
    spans.sort_by(|a, b| (a.start, b.end, &a.label).cmp(&(b.start, a.end, &b.label)));
    Ok((plain, spans))
}

/// Splits what stands since the last bracket into the end of the words, the label and the attributes.
fn close(plain: &str, tail: usize) -> Result<(usize, String, BTreeMap<String, String>), String> {
    let own = &plain[tail..];
    for (at, _) in own.match_indices(':') {
        let rest = &own[at + 1..];
        let (label, attrs) = rest.split_once('|').unwrap_or((rest, ""));
        if !label.is_empty() && label.chars().all(|ch| ch.is_ascii_uppercase() || ch == '_') {
            let attrs = attrs.split(';').filter(|pair| !pair.is_empty()).map(|pair| {
                let pair = pair.split_once('=').ok_or_else(|| format!("attribute without `=`: `{pair}`"))?;
                Ok((pair.0.trim().to_owned(), pair.1.trim().to_owned()))
            });
            return Ok((tail + at, label.to_owned(), attrs.collect::<Result<_, String>>()?));
        }
    }
    Err(format!("no `:LABEL` before `]` in `{own}`"))
}

fn ending(plain: &str) -> String {
    plain.chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect()
}

/// Draws spans in a text: what [`read`] reads.
pub fn draw(plain: &str, spans: &[Drawn]) -> String {
    let mut spans: Vec<&Drawn> = spans.iter().collect();
    spans.sort_by(|a, b| (a.start, b.end).cmp(&(b.start, a.end)));
    let mut out = String::new();
    let mut open: Vec<&Drawn> = Vec::new();
    let mut spans = spans.into_iter().peekable();
    for (at, ch) in plain.char_indices().map(|(at, ch)| (at, Some(ch))).chain([(plain.len(), None)]) {
        while open.last().is_some_and(|span| span.end <= at) {
            open.pop().into_iter().for_each(|span| write_tail(&mut out, span));
        }
        while let Some(span) = spans.next_if(|span| span.start <= at) {
            out.push('[');
            open.push(span);
        }
        if let Some(ch) = ch {
            out.push(ch);
            if matches!(ch, '[' | ']') {
                out.push(ch);
            }
        }
    }
    open.into_iter().rev().for_each(|span| write_tail(&mut out, span));
    out
}

fn write_tail(out: &mut String, span: &Drawn) {
    let _ = write!(out, ":{}", span.label);
    for (index, (name, value)) in span.attrs.iter().enumerate() {
        let _ = write!(out, "{}{name}={value}", if index == 0 { '|' } else { ';' });
    }
    out.push(']');
}
