//! What JSON formats share: records as lines or as one list, and careful access to their fields.

use super::anchor::Unit;
use super::limits;
use super::problem::{ProblemKind, Problems};
use crate::text::Text;
use serde_json::Value;

/// How many lines are tried to find one that can be read.
const TRIES: usize = 50;

/// The first value of a text: the first line of JSON Lines that can be read, the first element of a list, or the only
/// object.
pub fn first(content: &str) -> Option<Value> {
    let content = content.trim_start();
    let inside = content.strip_prefix('[').unwrap_or(content);
    let mut values = serde_json::Deserializer::from_str(inside).into_iter::<Value>();
    let Ok(value) = values.next()? else {
        let mut others = content.lines().skip(1).take(TRIES).filter(|line| line.starts_with('{'));
        return others.find_map(|line| serde_json::from_str(line).ok());
    };
    match value {
        // A list that begins with a text is a record itself: the simple spaCy form.
        Value::String(_) => serde_json::Deserializer::from_str(content).into_iter::<Value>().next()?.ok(),
        value => Some(value),
    }
}

/// All records of a text, with their number from 1: the elements of a list, the lines of JSON Lines, or the only object.
/// Lines that cannot be read are reported and passed over. So many lines of the file came `before`.
///
/// # Errors
/// [`ProblemKind::TooLarge`] and [`ProblemKind::Damaged`] for a list that is not one record a line.
pub fn records(
    content: &str,
    before: usize,
    part: &str,
    problems: &mut Problems,
    mut take: impl FnMut(usize, Value, &mut Problems),
) -> Result<(), ProblemKind> {
    if let Some(whole) = whole(content, part)? {
        let list = match whole {
            Value::Array(list) if !list.first().is_some_and(Value::is_string) => list,
            record => vec![record],
        };
        list.into_iter().enumerate().for_each(|(index, value)| take(before + index + 1, value, problems));
        return Ok(());
    }
    for (line, number) in content.split('\n').zip(before + 1..) {
        let line = line.trim_matches(['\u{feff}', ' ', '\t', '\r']);
        if line.is_empty() {
            continue;
        }
        match serde_json::from_str(line) {
            Ok(value) => take(number, value, problems),
            Err(error) => problems.at(number, ProblemKind::bad_line(&error)),
        }
    }
    Ok(())
}

/// The text as one value where it is one: a list over many lines, or an object that does not end on its first line.
fn whole(content: &str, part: &str) -> Result<Option<Value>, ProblemKind> {
    let trimmed = content.trim();
    let first_line = trimmed.lines().next().unwrap_or("");
    let is_lines = !trimmed.starts_with('[') && serde_json::from_str::<serde::de::IgnoredAny>(first_line).is_ok();
    // The simple spaCy form has lines that are lists themselves.
    let is_lists = trimmed.starts_with('[') && first_line != trimmed && first_line.trim_end().ends_with(']');
    if is_lines || is_lists && serde_json::from_str::<serde::de::IgnoredAny>(first_line).is_ok() {
        return Ok(None);
    }
    if content.len() as u64 > limits::ZIP_ENTRY_BYTES {
        return Err(ProblemKind::TooLarge { bytes: content.len() as u64, limit: limits::ZIP_ENTRY_BYTES });
    }
    match serde_json::from_str(trimmed) {
        Ok(value) => Ok(Some(value)),
        // A first line that is broken does not make the file something else than lines.
        Err(_) if trimmed.starts_with('{') && trimmed.lines().nth(1).is_some_and(|line| line.starts_with('{')) => {
            Ok(None)
        }
        Err(error) => Err(ProblemKind::Damaged { part: part.to_owned(), reason: error.to_string() }),
    }
}

/// A string field, empty where there is none.
pub fn string<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or("")
}

/// A list field, empty where there is none.
pub fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// A number field that is a position.
pub fn position(value: &Value, key: &str) -> Option<u64> {
    value.get(key)?.as_u64()
}

/// An identity, which files write as string or number; empty where there is none.
pub fn id(value: &Value, key: &str) -> String {
    value.get(key).and_then(super::value::text_value).unwrap_or_default()
}

/// The unit that a record says its offsets have, as ours do.
pub fn stated_unit(value: &Value) -> Option<Unit> {
    Unit::of(string(value, "offset_unit"))
}

/// Puts into a record what its offsets count, and the checksum of the text they count in.
pub fn stamp(record: &mut Value, unit: Unit, text: &Text) {
    record["offset_unit"] = unit.name().into();
    record["sha256"] = text.id().to_string().into();
}

/// Records as JSON Lines.
///
/// # Errors
/// None in practice: a value can always be written to memory.
pub fn lines(records: impl IntoIterator<Item = Value>) -> std::io::Result<Vec<u8>> {
    let mut out = Vec::new();
    for record in records {
        serde_json::to_writer(&mut out, &record)?;
        out.push(b'\n');
    }
    Ok(out)
}
