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
    // Fifteen digits are what a double holds for certain, and what readers in other languages keep.
    let is_decimal =
        value.len() <= 15 && value.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    if !is_decimal || value.is_empty() {
        return None;
    }
    let number = match value.parse::<i64>() {
        Ok(whole) => Number::from(whole),
        // Not by the standard library, whose tables for it are ten kilobytes that cannot be compressed.
        Err(_) => serde_json::from_str(value).ok()?,
    };
    (text_value(&Value::Number(number.clone())).as_deref() == Some(value)).then_some(number)
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
}
