//! Raw data (原始数据): everything in a storage as one JSON file, and the way back.
//!
//! The rescue screen writes the same form with plain script when the program cannot run, and a project that only a newer
//! build understands can be carried away in it. Reading one is forgiving: what is not a record is passed over, and the
//! records themselves say whether they are whole.

use super::as_map;
use super::envelope::ProjectId;
use super::memory::MemoryStorage;
use super::storage::{Batch, Key, Op, Range, Storage, StorageError, Stored, Table};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::fmt::Write as _;

#[derive(Serialize, Deserialize)]
struct RawForm {
    database: String,
    #[serde(default)]
    version: u32,
    #[serde(with = "as_map")]
    stores: Vec<(String, Vec<Value>)>,
}

/// Where the bytes of a record stand in its row, as they are no JSON.
const BYTES: &str = "$bytes";

/// Everything in a storage as JSON.
///
/// # Errors
/// Where the storage cannot be read.
pub async fn raw_data<S: Storage>(storage: &S) -> Result<String, StorageError> {
    let mut stores = Vec::new();
    for table in Table::ALL {
        let records = storage.read(table, &Range::all()).await?;
        stores.push((table.name().to_owned(), records.iter().map(row).collect()));
    }
    let form = RawForm { database: "zhupi".to_owned(), version: 1, stores };
    Ok(serde_json::to_string(&form).unwrap_or_default())
}

/// A record as `{"key": [project, item, part], "value": {"$bytes": …}}`.
fn row((key, bytes): &Stored) -> Value {
    let key = vec![Value::from(key.project.to_string()), Value::from(key.item.clone()), Value::from(key.part)];
    let value = object([(BYTES, Value::String(base64(bytes)))]);
    object([("key", Value::Array(key)), ("value", value)])
}

fn object<const N: usize>(fields: [(&str, Value); N]) -> Value {
    let mut object = Map::new();
    for (name, value) in fields {
        object.insert(name.to_owned(), value);
    }
    Value::Object(object)
}

/// Reads raw data into a storage in memory, from which projects are opened as from any other; `None` where the text is no
/// such file. The second part is how many rows were passed over.
pub fn read_raw_data(json: &str) -> Option<(MemoryStorage, usize)> {
    let form: RawForm = serde_json::from_str(json).ok()?;
    let mut ops = Vec::new();
    let mut n_passed_over = 0;
    for (name, rows) in form.stores {
        let table = Table::ALL.into_iter().find(|table| table.name() == name);
        for row in rows {
            match table.zip(record(&row)) {
                Some((table, (key, bytes))) => ops.push(Op::Put(table, key, bytes)),
                None => n_passed_over += 1,
            }
        }
    }
    let memory = MemoryStorage::default();
    memory.apply(&Batch::strict(ops)).ok()?;
    Some((memory, n_passed_over))
}

fn record(row: &Value) -> Option<Stored> {
    let [project, item, part] = row.get("key")?.as_array()?.as_slice() else { return None };
    let project: ProjectId = project.as_str()?.parse().ok()?;
    let part = u32::try_from(part.as_u64()?).ok()?;
    let bytes = from_base64(row.get("value")?.get(BYTES)?.as_str()?)?;
    Some((Key { project, item: item.as_str()?.to_owned(), part }, bytes))
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes as the browser's `btoa` writes them.
fn base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0_u32, |bits, &byte| bits << 8 | u32::from(byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let digit = DIGITS.get((bits >> (18 - 6 * place) & 63) as usize).filter(|_| place <= chunk.len());
            let _ = text.write_char(digit.map_or('=', |&digit| char::from(digit)));
        }
    }
    text
}

fn from_base64(text: &str) -> Option<Vec<u8>> {
    let digits = text.trim_end_matches('=').as_bytes();
    let mut bytes = Vec::with_capacity(digits.len() * 3 / 4);
    for chunk in digits.chunks(4) {
        let mut bits = 0_u32;
        for &digit in chunk {
            bits = bits << 6 | u32::try_from(DIGITS.iter().position(|&it| it == digit)?).ok()?;
        }
        bits <<= 6 * (4 - chunk.len());
        let [_, whole @ ..] = bits.to_be_bytes();
        bytes.extend(whole.into_iter().take(chunk.len().checked_sub(1).filter(|&n| n > 0)?));
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_survive_as_text() {
        for (bytes, text) in [(&b""[..], ""), (b"\x00", "AA=="), (b"\x00\x01", "AAE="), (b"\x00\x01\xff", "AAH/")] {
            assert_eq!(base64(bytes), text);
        }
        for length in 0..70_u8 {
            let bytes: Vec<u8> = (0..length).map(|byte| byte.wrapping_mul(37)).collect();
            assert_eq!(from_base64(&base64(&bytes)), Some(bytes));
        }
        for odd in ["A", "A===", "AA=A", "责任", "AAAAA"] {
            assert_eq!(from_base64(odd), None, "{odd}");
        }
    }
}
