//! Steps from older stored forms to the present one (升级).
//!
//! Every record carries its own version and is brought up to date when it is read; nothing is rewritten in place, so an
//! interrupted upgrade cannot exist. A step is a pure function on the JSON value of one kind of record, which keeps fields
//! it does not know. Versions are never used twice.

use super::envelope::{Kind, SCHEMA, Unreadable};
use super::wire;
use serde_json::Value;

/// One step: what kind of record, which version it starts from, and how to reach the next one.
type Step = (Kind, u16, fn(Value) -> Value);

/// All steps, oldest first.
const STEPS: &[Step] = &[];

/// Brings the payload of a record up to the present version.
///
/// # Errors
/// [`Unreadable::Newer`] where the record is newer than this build, [`Unreadable::Damaged`] where it is not JSON.
pub fn upgrade(kind: Kind, schema: u16, payload: Vec<u8>) -> Result<Vec<u8>, Unreadable> {
    upgrade_through(STEPS, SCHEMA, kind, schema, payload)
}

fn upgrade_through(steps: &[Step], to: u16, kind: Kind, schema: u16, payload: Vec<u8>) -> Result<Vec<u8>, Unreadable> {
    if schema > to {
        return Err(Unreadable::Newer(schema));
    }
    let mut steps = steps.iter().filter(|(of, from, _)| *of == kind && *from >= schema).peekable();
    if steps.peek().is_none() {
        return Ok(payload);
    }
    let value: Value = wire::read(&payload)?;
    let value = steps.fold(value, |value, (_, _, step)| step(value));
    serde_json::to_vec(&value).map_err(|_| Unreadable::Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RENAMES: &[Step] =
        &[(Kind::Project, 1, |value| rename(value, "a", "b")), (Kind::Project, 2, |value| rename(value, "b", "c"))];

    fn rename(mut value: Value, from: &str, to: &str) -> Value {
        if let Some(object) = value.as_object_mut()
            && let Some(moved) = object.remove(from)
        {
            object.insert(to.to_owned(), moved);
        }
        value
    }

    #[track_caller]
    fn check(schema: u16, payload: &str, expected: Result<&str, Unreadable>) {
        let upgraded = upgrade_through(RENAMES, 3, Kind::Project, schema, payload.into());
        assert_eq!(upgraded, expected.map(|json| json.as_bytes().to_vec()));
    }

    #[test]
    fn steps_start_from_the_version_of_the_record_and_keep_what_they_do_not_know() {
        check(1, r#"{"a":1,"other":[2]}"#, Ok(r#"{"c":1,"other":[2]}"#));
        check(2, r#"{"b":1,"a":7}"#, Ok(r#"{"a":7,"c":1}"#));
        check(3, "left as it is", Ok("left as it is"));
        check(4, "{}", Err(Unreadable::Newer(4)));
        check(1, "no json", Err(Unreadable::Damaged));
    }
}
