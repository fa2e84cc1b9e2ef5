//! Findings as they travel from the worker to the page. Outlines travel in the form they are stored in.

use super::form::fields;
use crate::annotate::Attrs;
use crate::recognise::{Evidence, Finding, Findings, Link};
use crate::scheme::Name;
use crate::text::{Span, Utf8};

type WireSpan = (u32, u32);

fn wire_span(span: Span) -> WireSpan {
    (span.start.0, span.end.0)
}

fn span((start, end): WireSpan) -> Span {
    Span::new(Utf8(start), Utf8(end))
}

#[derive(Debug, Clone)]
struct WireFinding {
    span: WireSpan,
    label: String,
    attrs: Vec<(String, String)>,
    rule: String,
    /// The trigger words.
    words: String,
}

#[derive(Debug, Clone)]
struct WireLink {
    kind: String,
    from: usize,
    to: usize,
}

/// [`Findings`] on the way from the worker to the page.
#[derive(Debug, Clone, Default)]
pub struct WireFindings {
    findings: Vec<WireFinding>,
    links: Vec<WireLink>,
}

fields!(WireFinding { span, label, attrs, rule, words });
fields!(WireLink { kind, from, to });
fields!(WireFindings { findings, links });

impl From<Findings> for WireFindings {
    fn from(found: Findings) -> Self {
        let finding = |it: Finding| {
            let attrs = it.attrs.iter().map(|(name, attr)| (name.to_string(), attr.value.clone())).collect();
            WireFinding {
                span: wire_span(it.span),
                label: it.label.to_string(),
                attrs,
                rule: it.evidence.rule.to_string(),
                words: it.evidence.words,
            }
        };
        let link = |it: Link| WireLink { kind: it.kind.to_string(), from: it.from, to: it.to };
        Self {
            findings: found.findings.into_iter().map(finding).collect(),
            links: found.links.into_iter().map(link).collect(),
        }
    }
}

impl From<WireFindings> for Findings {
    fn from(wire: WireFindings) -> Self {
        let finding = |it: WireFinding| Finding {
            span: span(it.span),
            label: it.label.into(),
            attrs: it.attrs.into_iter().fold(Attrs::new(), |all, (name, value)| all.with(&name, value)),
            evidence: Evidence { rule: it.rule.into(), words: it.words },
        };
        let link = |it: WireLink| Link { kind: Name::from(it.kind), from: it.from, to: it.to };
        Self {
            findings: wire.findings.into_iter().map(finding).collect(),
            links: wire.links.into_iter().map(link).collect(),
        }
    }
}
