//! Attribute values as JSON: plain decimals become numbers where they come back as the same text.

use serde_json::{Number, Value};

/// The value as a JSON number if it is a plain decimal that survives the way there and back, else as a string.
pub fn json_value(value: &str) -> Value {
    match number(value) {
        Some(number) => Value::Number(number),
        None => Value::String(value.to_owned()),
    }
}

/// The text of a JSON value: numbers as plain decimals, `true` and `false` as words, `null` as nothing.
pub fn text_value(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Number(number) if number.is_f64() => number.as_f64().map(|number| number.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn number(value: &str) -> Option<Number> {
    if !is_plain(value) {
        return None;
    }
    match value.parse::<i64>() {
        Ok(whole) => Some(Number::from(whole)),
        // Not by the standard library, whose tables for it are ten kilobytes that cannot be compressed.
        Err(_) => serde_json::from_str(value).ok(),
    }
}

/// Whether a number is written as its text is when it is read again. Seen from its form: writing floats in full is another
/// seven kilobytes.
fn is_plain(value: &str) -> bool {
    let (whole, fraction) = value.split_once('.').unwrap_or((value, "1"));
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    let are_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    // Fifteen digits are what a double holds for certain, and what readers in other languages keep.
    value.len() <= 15
        && value != "-0"
        && are_digits(digits)
        && (digits == "0" || !digits.starts_with('0'))
        && are_digits(fraction)
        && !fraction.ends_with('0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_decimals_are_numbers_and_come_back() {
        for (value, is_number) in [
            ("35000", true),
            ("56.13", true),
            ("-0.5", true),
            ("0.00001", true),
            ("0", true),
            ("-0", false),
            ("007", false),
            ("1.50", false),
            ("1e5", false),
            ("", false),
            ("-", false),
            ("2021-07-21", false),
            ("12345678901234567890", false),
            ("NaN", false),
        ] {
            let json = json_value(value);
            assert_eq!(json.is_number(), is_number, "{value}");
            let line = serde_json::to_string(&json).unwrap();
            assert_eq!(text_value(&serde_json::from_str(&line).unwrap()).as_deref(), Some(value));
        }
    }

    proptest::proptest! {
        #[test]
        fn a_number_is_what_is_written_as_it_was_read(value in "-?[0-9.]{1,15}|-?[1-9][0-9]{0,6}\\.[0-9]{0,6}[1-9]") {
            let comes_back = value.parse::<f64>().is_ok_and(|number| number.to_string() == value);
            proptest::prop_assert_eq!(json_value(&value).is_number(), comes_back && value.len() <= 15 && value != "-0");
            let line = serde_json::to_string(&json_value(&value)).unwrap();
            proptest::prop_assert_eq!(text_value(&serde_json::from_str(&line).unwrap()), Some(value));
        }
    }
}
