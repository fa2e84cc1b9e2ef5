//! Indicators (指标): the metric that a quantity measures, and both ends of a change.
//!
//! Reads back from every quantity: past comparators, verbs of change and times (`由2020年的45%提高到`), to a noun phrase
//! that ends as metrics do (率, 值, 面积, …). Proposes `INDICATOR`, the relation `measures` from the quantity to it, and
//! `changes_to` from one end of a change to the other.
//!
//! Limitations: one clause; lists that share a verb (`A、B分别达到…`) give no indicator.

mod phrase;
mod words;

use super::link::{End, Linker, Proposed, Tie};
use super::{Candidate, Context};
use crate::annotate::Attrs;
use crate::scheme::label;
use crate::text::ViewSpan;

/// The linker of quantities and their indicators.
pub(super) struct Indicators;

impl Linker for Indicators {
    fn link(&self, context: Context<'_>, kept: &[Candidate], out: &mut Proposed) {
        let text = context.view.as_str();
        let mut known = Known::default();
        for (index, quantity) in kept.iter().enumerate().filter(|(_, found)| found.label == label::QTY) {
            let start = quantity.span.start as usize;
            let lead = phrase::lead(text, kept, index);
            if let Some(before) = changed_from(text, kept, index) {
                out.ties.push(Tie { kind: "changes_to", from: End::Kept(before), to: End::Kept(index) });
                known.measures(out, before, index);
                continue;
            }
            if let Some(span) = phrase::indicator(context, kept, index, lead) {
                let trigger = ViewSpan { start: span.end, end: quantity.span.end };
                let (label, rule) = (label::INDICATOR, "indicator.before");
                let mark = Candidate { span, label, attrs: Attrs::new(), rule, trigger, weight: 30 };
                known.last = Some((out.marks.len(), span));
                out.marks.push(mark);
                known.measures(out, index, index);
            } else if lead < start
                && phrase::goes_on(text, lead, start)
                && known.is_in_sentence(text, start)
                && (is_change(quantity) || reaches(text, kept, index, lead))
            {
                known.measures(out, index, index);
            }
        }
    }
}

/// The indicator last seen, and which one each quantity measures.
#[derive(Debug, Default)]
struct Known {
    last: Option<(usize, ViewSpan)>,
    of: Vec<(usize, usize)>,
}

impl Known {
    /// Ties the quantity `to` to the indicator of the quantity `from`; to the last one where both are the same.
    fn measures(&mut self, out: &mut Proposed, from: usize, to: usize) {
        let mark = if from == to {
            self.last.map(|(mark, _)| mark)
        } else {
            self.of.iter().rev().take(4).find(|(quantity, _)| *quantity == from).map(|(_, mark)| *mark)
        };
        if let Some(mark) = mark {
            out.ties.push(Tie { kind: "measures", from: End::Kept(to), to: End::New(mark) });
            self.of.push((to, mark));
        }
    }

    /// Whether the last indicator stands in the sentence that goes on at this position.
    fn is_in_sentence(&self, text: &str, at: usize) -> bool {
        let since = self.last.and_then(|(_, span)| text.get(span.end as usize..at));
        since.is_some_and(|since| since.len() < 300 && !since.contains(['。', ';', '\n', '!']))
    }
}

/// Whether a quantity says by how much something changes.
fn is_change(quantity: &Candidate) -> bool {
    matches!(quantity.attrs.get("kind"), Some("percent" | "percentage_point"))
}

/// Whether a quantity is where a change just told has led: `产量增长3%,达到128万吨`.
fn reaches(text: &str, kept: &[Candidate], index: usize, lead: usize) -> bool {
    let start = kept.get(index).map_or(lead, |quantity| quantity.span.start as usize);
    let words = text.get(lead..start).unwrap_or("");
    let verb = ["达到", "达", "突破", "超过"].iter().any(|verb| words.starts_with(verb));
    let before = index.checked_sub(1).and_then(|index| kept.get(index));
    verb && before.is_some_and(|it| it.label == label::QTY && is_change(it) && start - it.span.end as usize <= 20)
}

/// The quantity that this one is the new value of: `由1.31降为1.27`.
fn changed_from(text: &str, kept: &[Candidate], index: usize) -> Option<usize> {
    let quantity = kept.get(index)?;
    let (before, earlier) = kept.iter().enumerate().take(index).rev().take(3).find(|(_, it)| it.label == label::QTY)?;
    let gap = text.get(earlier.span.end as usize..quantity.span.start as usize)?;
    let times = kept.get(before + 1..index)?;
    if gap.len() > 60 || !times.iter().all(|it| it.label == label::TIME) {
        return None;
    }
    let mut words = String::with_capacity(gap.len());
    let mut at = earlier.span.end as usize;
    for time in times {
        words.push_str(text.get(at..time.span.start as usize)?);
        at = time.span.end as usize;
    }
    words.push_str(text.get(at..quantity.span.start as usize)?);
    words::is_change_between(&words).then_some(before)
}
