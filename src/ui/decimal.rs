//! Numbers with a fixed number of decimals (小数), for style sheets and for people.
//!
//! `format!` can write any float exactly, which takes as much of the page as a whole view; lengths and shares are small.

/// A number rounded to so many decimals, at most three. What is not a number, or too large for a length, becomes the nearest
/// number that can be written.
pub fn decimal(value: f64, places: usize) -> String {
    let scale = [1, 10, 100, 1000].get(places).copied().unwrap_or(1000_i64);
    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "a cast keeps to what fits")]
    let scaled = (value * scale as f64).round() as i64;
    let sign = if scaled < 0 { "-" } else { "" };
    let (whole, rest) = (scaled.unsigned_abs() / scale.unsigned_abs(), scaled.unsigned_abs() % scale.unsigned_abs());
    if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest:0places$}") }
}

/// A number, or the nearest between two bounds; the lower one where that is the higher. `f64::clamp` names bounds that are the
/// wrong way round in its panic, for which it writes floats in full.
pub const fn within(value: f64, least: f64, most: f64) -> f64 {
    let value = if value > most { most } else { value };
    if value < least { least } else { value }
}

#[cfg(test)]
mod tests {
    use super::{decimal, within};

    #[test]
    fn keeps_to_the_bounds() {
        let kept = [(5.0, 0.0, 9.0), (-5.0, 0.0, 9.0), (50.0, 0.0, 9.0), (5.0, 9.0, 0.0)]
            .map(|(value, a, b)| within(value, a, b));
        assert_eq!(kept.map(|value| decimal(value, 0)), ["5", "0", "9", "9"]);
    }

    #[test]
    fn writes_what_the_standard_library_writes() {
        for (value, places, written) in [
            (0.0, 2, "0.00"),
            (12.345_6, 2, "12.35"),
            (-0.04, 1, "0.0"),
            (-0.06, 1, "-0.1"),
            (-12.5, 2, "-12.50"),
            (99.96, 1, "100.0"),
            (1e7, 2, "10000000.00"),
            (37.0, 0, "37"),
            (f64::NAN, 1, "0.0"),
        ] {
            assert_eq!(decimal(value, places), written);
        }
        assert!(decimal(f64::INFINITY, 1).starts_with("922"));
    }
}
