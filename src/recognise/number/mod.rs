//! Quantities (数量): numbers with their units, as values.
//!
//! Proposes `QTY` with `value`, `unit`, `kind` and `cmp`: money, counts, shares, areas, lengths, durations, rates,
//! ranges (`3-5年`), fractions (`三分之一`, `1/3`) and bare index values (`指数由1.31降为1.27`). Dates, ordinals, list and
//! route numbers, codes and slogans in quotes are not proposed; dates are [`super::time`].
//!
//! Limitations: one line at a time; vague counts (`数百家`, `三五年`) have no value and are left alone.

mod bare;
mod compare;
mod exclude;
mod fraction;
mod measure;
mod quantity;

use super::numeral::{digits_end, is_numeral_char};
use super::{Candidate, Context, Recogniser};
use crate::annotate::Attrs;
use crate::lexicon::{Kind, Units};
use crate::scheme::label;
use crate::text::ViewSpan;
use compare::Cmp;
use quantity::Quantity;

/// The strength of a quantity; names and titles that hold numbers are stronger.
const WEIGHT: u8 = 50;

/// The recogniser of quantities.
pub(super) struct Numbers;

impl Recogniser for Numbers {
    fn name(&self) -> &'static str {
        "number"
    }

    fn find(&self, context: Context<'_>, region: ViewSpan, out: &mut Vec<Candidate>) {
        let reader = Reader { text: context.view.as_str(), units: &context.lexicon.units };
        let Some(within) = reader.text.get(region.range()) else {
            return;
        };
        let mut done = 0;
        for (offset, ch) in within.char_indices() {
            if offset < done || !(ch.is_ascii_digit() || is_numeral_char(ch)) {
                continue;
            }
            let at = region.start as usize + offset;
            let found = reader.read(at);
            let end = found.as_ref().map_or_else(|| reader.after_failure(at, ch), |quantity| quantity.end);
            done = end.max(at + ch.len_utf8()) - region.start as usize;
            out.extend(found.map(candidate));
        }
    }
}

/// What reading a quantity needs.
#[derive(Clone, Copy)]
struct Reader<'a> {
    /// The whole view.
    text: &'a str,
    units: &'a Units,
}

impl Reader<'_> {
    /// The text from a position on.
    fn after(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or("")
    }

    /// The text before a position.
    fn before(&self, at: usize) -> &str {
        self.text.get(..at).unwrap_or("")
    }

    /// The quantity that begins at this numeral character, if there is one.
    fn read(&self, at: usize) -> Option<Quantity> {
        if exclude::by_what_stands_before(self, at) {
            return None;
        }
        let found = fraction::read(self, at).or_else(|| quantity::read(self, at)).or_else(|| bare::read(self, at))?;
        (!exclude::is_in_slogan(self, at, found.end)).then_some(found)
    }

    /// Where to go on after a numeral that is no quantity: behind the token that it is part of.
    fn after_failure(&self, at: usize, ch: char) -> usize {
        let rest = self.after(at);
        let same = |next: char| if ch.is_ascii_digit() { next.is_ascii_alphanumeric() } else { is_numeral_char(next) };
        let mut end = at + rest.chars().take_while(|next| same(*next)).map(char::len_utf8).sum::<usize>();
        if ch.is_ascii_digit() && end == digits_end_of_first_group(rest) + at && !exclude::is_list_number(self, at) {
            end = digits_end(self.text, at);
        }
        end
    }
}

/// The length of the digits that a text begins with.
fn digits_end_of_first_group(rest: &str) -> usize {
    rest.bytes().take_while(u8::is_ascii_digit).count()
}

fn candidate(found: Quantity) -> Candidate {
    let mut attrs = Attrs::new();
    attrs.derive("value", found.value.to_string());
    if let Some(upper) = found.upper {
        attrs.derive("value2", upper.to_string());
    }
    attrs.derive("unit", found.unit);
    attrs.derive("kind", found.kind.as_str());
    attrs.derive("cmp", found.cmp.as_str());
    let span = ViewSpan::from_range(found.start..found.end);
    let trigger = ViewSpan::from_range(found.trigger);
    Candidate {
        span,
        label: label::QTY,
        attrs,
        rule: rule_of(found.kind, found.cmp, found.rule),
        trigger,
        weight: WEIGHT,
    }
}

/// The rule's name: the shape where it is a special one, else what is measured.
fn rule_of(kind: Kind, cmp: Cmp, shape: Option<&'static str>) -> &'static str {
    if let Some(shape) = shape {
        return shape;
    }
    if cmp == Cmp::Range {
        return "number.range";
    }
    match kind {
        Kind::Money => "number.money",
        Kind::Count => "number.count",
        Kind::Percent => "number.percent",
        Kind::PercentagePoint => "number.percentage_point",
        Kind::Area => "number.area",
        Kind::Length => "number.length",
        Kind::Duration => "number.duration",
        Kind::Mass => "number.mass",
        Kind::Energy => "number.energy",
        Kind::Rate => "number.rate",
        Kind::Ratio => "number.ratio",
        Kind::Other => "number.measure",
    }
}
