//! Counting right and wrong spans.

use std::fmt;

/// How many spans were expected, found, and right.
#[derive(Debug, Clone, Copy, Default)]
pub struct Score {
    /// Spans expected.
    pub expected: usize,
    /// Spans found.
    pub found: usize,
    /// Found where expected, under the same label.
    pub right: usize,
    /// Of those, the ones whose attributes are right as well.
    pub attrs_right: usize,
}

impl Score {
    /// Share of what was found that is right.
    pub fn precision(&self) -> f64 {
        share(self.right, self.found)
    }

    /// Share of what was expected that was found.
    pub fn recall(&self) -> f64 {
        share(self.right, self.expected)
    }

    /// The harmonic mean of both.
    pub fn f1(&self) -> f64 {
        share(2 * self.right, self.found + self.expected)
    }

    /// Share of the right spans whose attributes are right.
    pub fn attrs(&self) -> f64 {
        share(self.attrs_right, self.right)
    }
}

/// A share; nothing out of nothing is all of it.
#[expect(clippy::cast_precision_loss, reason = "counts of cases")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { expected, found, .. } = self;
        let (p, r, f1, attrs) = (self.precision(), self.recall(), self.f1(), self.attrs());
        write!(f, "expected {expected:5} found {found:5}  P {p:.3}  R {r:.3}  F1 {f1:.3}  attributes {attrs:.3}")
    }
}
