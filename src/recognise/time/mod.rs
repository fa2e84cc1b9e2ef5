//! Times (时间): dates, months, years, ranges, quarters, halves and plan periods, as ISO 8601.
//!
//! Proposes `TIME` with `value`, `mod` (start, middle or end of the stretch) and `cmp=by` for deadlines. A quarter or
//! half is the interval of its months (`2024-01/2024-03`), an unknown year is `XXXX`. `今年`, `去年`, `每年` are not
//! proposed; the month or year-end after them is, with its year where the document's own date is known.
//!
//! Durations (`30年`) are quantities: [`super::number`]. Dates of the farmer's calendar (农历) are left as text.

mod calendar;
mod deadline;
mod period;
mod plan;
mod point;

use super::numeral::is_numeral_char;
use super::{Candidate, Context, Recogniser};
use crate::annotate::Attrs;
use crate::scheme::label;
use crate::text::ViewSpan;
use calendar::{Part, Stamp};

/// The strength of a time: it wins over the number in it.
const WEIGHT: u8 = 55;

/// The recogniser of times.
pub(super) struct Times;

impl Recogniser for Times {
    fn name(&self) -> &'static str {
        "time"
    }

    fn find(&self, context: Context<'_>, region: ViewSpan, out: &mut Vec<Candidate>) {
        let date = context.structure.masthead().date.as_ref();
        let year = date.and_then(|(_, iso)| iso.get(..4)).and_then(|digits| digits.parse().ok());
        let reader = Reader { text: context.view.as_str(), year };
        let Some(within) = reader.text.get(region.range()) else {
            return;
        };
        let (mut done, mut last) = (0, '\n');
        for (offset, ch) in within.char_indices() {
            let goes_on = ch.is_ascii_digit() && last.is_ascii_digit() || offset < done;
            last = ch;
            if goes_on || !may_begin(ch) {
                continue;
            }
            let at = region.start as usize + offset;
            if let Some(found) = reader.read(at, ch) {
                done = found.end - region.start as usize;
                out.extend(candidate(&reader, &found));
            }
        }
    }
}

/// Whether a time may begin with this character.
fn may_begin(ch: char) -> bool {
    ch.is_ascii_digit()
        || matches!(ch, '“' | '"' | '「' | '‘' | '『' | '第' | '前' | '上' | '下' | '年' | '元')
        || is_numeral_char(ch)
}

/// What reading a time needs.
#[derive(Clone, Copy)]
struct Reader<'a> {
    /// The whole view.
    text: &'a str,
    /// The year of the document's own date.
    year: Option<u32>,
}

/// A time that was read.
#[derive(Debug, Clone)]
struct Found {
    start: usize,
    end: usize,
    /// One stamp, or both ends of an interval.
    from: Stamp,
    to: Option<Stamp>,
    part: Option<Part>,
    rule: &'static str,
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

    /// The time that begins with the character `ch` at `at`.
    fn read(&self, at: usize, ch: char) -> Option<Found> {
        if matches!(ch, '“' | '"' | '「' | '‘' | '『') {
            return plan::quoted(self, at);
        }
        if self.before(at).ends_with(|before: char| is_numeral_char(before) || before.is_ascii_alphabetic()) {
            return None;
        }
        plan::bare(self, at).or_else(|| period::read(self, at)).or_else(|| period::part_of_unknown_year(self, at))
    }
}

fn candidate(reader: &Reader<'_>, found: &Found) -> Option<Candidate> {
    let before = reader.before(found.start);
    if ["农历", "阴历", "旧历"].iter().any(|word| before.ends_with(word)) {
        return None;
    }
    let mut attrs = Attrs::new();
    let value = match &found.to {
        Some(to) => format!("{}/{to}", found.from),
        None => found.from.to_string(),
    };
    attrs.derive("value", value);
    if let Some(part) = found.part {
        attrs.derive("mod", part.as_str());
    }
    let mut trigger = found.start..found.end;
    if let Some(words) = deadline::around(reader, found.start, found.end) {
        attrs.derive("cmp", "by");
        trigger = words;
    }
    Some(Candidate {
        span: ViewSpan::from_range(found.start..found.end),
        label: label::TIME,
        attrs,
        rule: found.rule,
        trigger: ViewSpan::from_range(trigger),
        weight: WEIGHT,
    })
}
