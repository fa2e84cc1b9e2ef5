//! Exact decimal numbers: what a numeral is worth, without the errors of binary fractions.

use std::fmt;

/// The most decimal digits of a mantissa; larger numbers are no quantities of a policy document.
const MAX_DIGITS: u32 = 30;

/// A decimal number: `mantissa / 10^places`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::recognise) struct Decimal {
    mantissa: i128,
    places: u32,
}

impl Decimal {
    /// A whole number.
    pub(in crate::recognise) const fn whole(value: u64) -> Self {
        Self { mantissa: value as i128, places: 0 }
    }

    /// Reads ASCII digits with at most one point; separators (`,`) are passed over. `None` where there are too many digits.
    pub(in crate::recognise) fn parse(digits: &str) -> Option<Self> {
        let (mut mantissa, mut places, mut after_point, mut read) = (0_i128, 0_u32, false, 0_u32);
        for byte in digits.bytes() {
            match byte {
                b'0'..=b'9' => {
                    read += 1;
                    if read > MAX_DIGITS {
                        return None;
                    }
                    mantissa = mantissa * 10 + i128::from(byte - b'0');
                    places += u32::from(after_point);
                }
                b'.' => after_point = true,
                _ => {}
            }
        }
        Some(Self { mantissa, places })
    }

    /// The number times a power of ten; `None` where it becomes too large.
    pub(in crate::recognise) fn scaled(self, power: u32) -> Option<Self> {
        if power <= self.places {
            return Some(Self { mantissa: self.mantissa, places: self.places - power });
        }
        let factor = 10_i128.checked_pow(power - self.places)?;
        Some(Self { mantissa: self.mantissa.checked_mul(factor)?, places: 0 })
    }

    /// The sum; `None` where it becomes too large.
    pub(in crate::recognise) fn plus(self, other: Self) -> Option<Self> {
        let places = self.places.max(other.places);
        let align = |it: Self| it.mantissa.checked_mul(10_i128.checked_pow(places - it.places)?);
        Some(Self { mantissa: align(self)?.checked_add(align(other)?)?, places })
    }

    /// The quotient to four places, as shares are written; `None` for nothing to divide by.
    pub(in crate::recognise) fn over(self, other: Self) -> Option<Self> {
        let numerator = self.mantissa.checked_mul(10_i128.checked_pow(other.places + 5)?)?;
        let denominator = other.mantissa.checked_mul(10_i128.checked_pow(self.places)?)?;
        let five_places = numerator.checked_div(denominator)?;
        Some(Self { mantissa: (five_places + 5) / 10, places: 4 })
    }

    /// The number with the other sign.
    pub(in crate::recognise) fn negated(self) -> Self {
        Self { mantissa: -self.mantissa, ..self }
    }

    /// Whether it is less than the other.
    pub(in crate::recognise) fn less_than(self, other: Self) -> bool {
        let places = self.places.max(other.places);
        let align =
            |it: Self| 10_i128.checked_pow(places - it.places).and_then(|factor| it.mantissa.checked_mul(factor));
        matches!((align(self), align(other)), (Some(a), Some(b)) if a < b)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:0width$}", self.mantissa.unsigned_abs(), width = self.places as usize + 1);
        let (whole, part) = digits.split_at(digits.len() - self.places as usize);
        let part = part.trim_end_matches('0');
        let sign = if self.mantissa < 0 { "-" } else { "" };
        if part.is_empty() { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{part}") }
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    fn number(digits: &str) -> Decimal {
        Decimal::parse(digits).expect("few digits")
    }

    #[test]
    fn scales_without_binary_fractions() {
        assert_eq!(number("130.82").scaled(8).map(|it| it.to_string()).as_deref(), Some("13082000000"));
        assert_eq!(number("33.1084").scaled(8).map(|it| it.to_string()).as_deref(), Some("3310840000"));
        assert_eq!(number("1,234.50").to_string(), "1234.5");
        assert_eq!(number("0.05").scaled(1).map(|it| it.to_string()).as_deref(), Some("0.5"));
        assert_eq!(number("7").negated().to_string(), "-7");
    }

    #[test]
    fn divides_to_four_places() {
        assert_eq!(number("1").over(number("3")).map(|it| it.to_string()).as_deref(), Some("0.3333"));
        assert_eq!(number("2").over(number("3")).map(|it| it.to_string()).as_deref(), Some("0.6667"));
        assert_eq!(number("1").over(number("4")).map(|it| it.to_string()).as_deref(), Some("0.25"));
        assert_eq!(number("1").over(number("0")), None);
    }

    #[test]
    fn gives_up_on_endless_digits() {
        assert_eq!(Decimal::parse(&"9".repeat(40)), None);
        assert_eq!(number(&"9".repeat(30)).scaled(12), None);
    }
}
