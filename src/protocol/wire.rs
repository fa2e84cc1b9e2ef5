//! Findings as they travel from the worker to the page. Outlines travel in the form they are stored in.
//!
//! Tuples instead of named fields keep a batch small; names of labels and rules recur and compress no further than that.

use crate::annotate::Attrs;
use crate::recognise::{Evidence, Finding, Findings, Link};
use crate::scheme::Name;
use crate::text::{Span, Utf8};
use serde::{Deserialize, Serialize};

type WireSpan = (u32, u32);

fn wire_span(span: Span) -> WireSpan {
    (span.start.0, span.end.0)
}

fn span((start, end): WireSpan) -> Span {
    Span::new(Utf8(start), Utf8(end))
}

/// One finding: span, label, attributes, rule, trigger words.
type WireFinding = (WireSpan, String, Vec<(String, String)>, String, String);

/// [`Findings`] on the way from the worker to the page.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct WireFindings {
    findings: Vec<WireFinding>,
    links: Vec<(String, usize, usize)>,
}

impl From<Findings> for WireFindings {
    fn from(found: Findings) -> Self {
        let finding = |it: Finding| {
            let attrs = it.attrs.iter().map(|(name, attr)| (name.to_string(), attr.value.clone())).collect();
            (wire_span(it.span), it.label.to_string(), attrs, it.evidence.rule.to_string(), it.evidence.words)
        };
        Self {
            findings: found.findings.into_iter().map(finding).collect(),
            links: found.links.into_iter().map(|it| (it.kind.to_string(), it.from, it.to)).collect(),
        }
    }
}

impl From<WireFindings> for Findings {
    fn from(wire: WireFindings) -> Self {
        let finding = |(place, label, attrs, rule, words): WireFinding| Finding {
            span: span(place),
            label: label.into(),
            attrs: attrs.into_iter().fold(Attrs::new(), |all, (name, value)| all.with(&name, value)),
            evidence: Evidence { rule: rule.into(), words },
        };
        Self {
            findings: wire.findings.into_iter().map(finding).collect(),
            links: wire.links.into_iter().map(|(kind, from, to)| Link { kind: Name::from(kind), from, to }).collect(),
        }
    }
}
