//! The pipeline: runs all recognisers over a text, a stretch at a time, and resolves overlaps.

use super::link::{self, Linker, Proposed};
use super::{Candidate, Context, Evidence, Finding, Findings, Link, Recogniser};
use crate::lexicon::department::{Register, RegisterError};
use crate::lexicon::{Lexicon, Words};
use crate::structure::{Outline, Structure};
use crate::text::{NormalView, Span, Text, Utf8, ViewSpan};

/// Bytes of the normal view that one step reads, rounded up to whole lines.
const STEP: usize = 64 * 1024;

/// All recognisers with their dictionaries.
pub struct Pipeline {
    lexicon: Lexicon,
    recognisers: Vec<Box<dyn Recogniser>>,
    linkers: Vec<Box<dyn Linker>>,
}

impl Pipeline {
    /// Loads the built-in dictionaries and recognisers.
    pub fn builtin() -> Self {
        Self { lexicon: Lexicon::builtin(), recognisers: super::builtin(), linkers: super::builtin_linkers() }
    }

    /// As [`Pipeline::builtin`], with kinds of departments that a user adds (`lexicon/data/departments.txt` says how).
    ///
    /// # Errors
    /// The first line that cannot be read.
    pub fn with_departments(own: &str) -> Result<Self, RegisterError> {
        let mut pipeline = Self::builtin();
        pipeline.lexicon.departments = Register::with(own)?;
        Ok(pipeline)
    }

    /// Prepares a text: cleans it and reads its structure.
    pub fn begin(&self, text: &Text) -> Analysis {
        let view = NormalView::of(text.as_str());
        let structure = Structure::of(&view);
        #[cfg(feature = "engine")]
        let home = super::Home::of(&view, &self.lexicon.gazetteer);
        Analysis {
            text: text.clone(),
            view,
            structure,
            #[cfg(feature = "engine")]
            home,
            at: 0,
        }
    }

    /// All findings of a text at once.
    pub fn run(&self, text: &Text) -> (Outline, Findings) {
        let mut analysis = self.begin(text);
        let mut all = Findings::default();
        while let Some(batch) = self.step(&mut analysis) {
            let shift = all.findings.len();
            all.findings.extend(batch.findings);
            all.links.extend(batch.links.into_iter().map(|mut link| {
                link.from += shift;
                link.to += shift;
                link
            }));
        }
        (analysis.outline(), all)
    }

    fn context<'a>(&'a self, analysis: &'a Analysis, words: &'a Words) -> Context<'a> {
        Context {
            view: &analysis.view,
            structure: &analysis.structure,
            lexicon: &self.lexicon,
            words,
            #[cfg(feature = "engine")]
            home: &analysis.home,
        }
    }

    /// The names of the recognisers.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.recognisers.iter().map(|recogniser| recogniser.name())
    }

    /// The words of a whole text, as [`Pipeline::proposals`] wants them.
    pub fn words(&self, analysis: &Analysis) -> Words {
        let content = analysis.view.as_str();
        self.lexicon.words(content, ViewSpan::from_range(0..content.len()))
    }

    /// What one recogniser proposes for a whole text, before overlaps are resolved: for measuring and for finding out
    /// why something was not found.
    pub fn proposals(&self, analysis: &Analysis, words: &Words, name: &str) -> Vec<Candidate> {
        let context = self.context(analysis, words);
        let whole = ViewSpan::from_range(0..analysis.view.as_str().len());
        let mut found = Vec::new();
        self.recognisers.iter().filter(|it| it.name() == name).for_each(|it| it.find(context, whole, &mut found));
        found
    }

    /// What a double click at a position of a paragraph takes: the unit that a recogniser sees there (a number with its
    /// unit, a name), else the word of the dictionary, else nothing.
    pub fn unit_at(&self, paragraph: &str, at: Utf8) -> Option<Span> {
        let text = Text::new(paragraph);
        let at = text.floor(at);
        let (_, found) = self.run(&text);
        if let Some(finding) = found.findings.iter().find(|finding| finding.span.contains_offset(at)) {
            return Some(finding.span);
        }
        let view = NormalView::of(paragraph);
        let region = ViewSpan::from_range(0..view.as_str().len());
        let words = self.lexicon.words(view.as_str(), region);
        let spans = words.all().iter().map(|word| view.span(ViewSpan { start: word.start, end: word.end }));
        spans.into_iter().find(|span| span.contains_offset(at))
    }

    /// Reads the next stretch of whole lines; `None` when the text is done.
    pub fn step(&self, analysis: &mut Analysis) -> Option<Findings> {
        let region = analysis.next_region()?;
        let words = self.lexicon.words(analysis.view.as_str(), region);
        let context = self.context(analysis, &words);
        let mut candidates = Vec::new();
        for recogniser in &self.recognisers {
            recogniser.find(context, region, &mut candidates);
        }
        let kept = resolve(candidates);
        let mut proposed = Proposed::default();
        for linker in &self.linkers {
            linker.link(context, &kept, &mut proposed);
        }
        let (found, links) = link::merge(kept, proposed);
        let findings = found.into_iter().map(|found| analysis.finding(found)).collect();
        let links = links.into_iter().map(|(kind, from, to)| Link { kind: kind.into(), from, to }).collect();
        Some(Findings { findings, links })
    }
}

/// A text on its way through the pipeline.
pub struct Analysis {
    text: Text,
    view: NormalView,
    structure: Structure,
    #[cfg(feature = "engine")]
    home: super::Home,
    at: usize,
}

impl Analysis {
    /// How much of the text has been read, from 0 to 1.
    pub fn progress(&self) -> f64 {
        let len = self.view.as_str().len();
        if len == 0 { 1.0 } else { self.at.min(len) as f64 / len as f64 }
    }

    /// Up to where the imported text has been read.
    pub fn read_to(&self) -> Utf8 {
        if self.at >= self.view.as_str().len() {
            return self.text.len();
        }
        self.view.span(ViewSpan::from_range(self.at..self.at)).start
    }

    /// Headings and tasks.
    pub fn outline(&self) -> Outline {
        self.structure.outline(&self.view)
    }

    fn next_region(&mut self) -> Option<ViewSpan> {
        let content = self.view.as_str();
        let rest = content.get(self.at..)?;
        if rest.is_empty() {
            return None;
        }
        let mut cut = STEP.min(rest.len());
        while !rest.is_char_boundary(cut) {
            cut += 1;
        }
        let tail = rest.get(cut..).unwrap_or("");
        let end = self.at + cut + tail.find('\n').map_or(tail.len(), |at| at + 1);
        let region = ViewSpan::from_range(self.at..end);
        self.at = end;
        Some(region)
    }

    fn finding(&self, candidate: Candidate) -> Finding {
        Finding {
            span: self.view.span_with_gloss(self.text.as_str(), candidate.span),
            label: candidate.label.into(),
            attrs: candidate.attrs,
            evidence: Evidence {
                rule: candidate.rule.into(),
                words: self.text.slice(self.view.span(candidate.trigger)).to_owned(),
            },
        }
    }
}

/// Keeps a flat layer: of two candidates that overlap the stronger stays, then the longer, then the earlier.
fn resolve(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    use std::cmp::Reverse;
    candidates.sort_by_key(|found| {
        let len = found.span.end - found.span.start;
        (Reverse(found.weight), Reverse(len), found.span.start, found.rule)
    });
    let mut kept: std::collections::BTreeMap<u32, Candidate> = std::collections::BTreeMap::new();
    for found in candidates {
        let before = kept.range(..found.span.end).next_back();
        if before.is_none_or(|(_, other)| !other.span.overlaps(found.span)) && found.span.start < found.span.end {
            kept.insert(found.span.start, found);
        }
    }
    kept.into_values().filter(|found| found.label != super::GUARD).collect()
}
