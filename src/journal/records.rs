//! Records (记录): how transactions, snapshots, texts and leases are laid out under keys, and read back.

use super::envelope::{self, Hash, Header, Kind, ProjectId, SCHEMA, Unreadable};
use super::migrate;
use super::storage::{Key, Op, Stored, Table};
use super::wire::{self, SnapshotForm, TransactionForm};
use crate::annotate::Transaction;
use crate::text::{Text, TextId};
use serde::{Deserialize, Serialize};

/// The key of a journal record.
pub fn journal_key(project: ProjectId, sequence: u64) -> Key {
    Key { project, item: format!("{sequence:016x}"), part: 0 }
}

/// The sequence number in the key of a journal record or snapshot.
pub fn sequence_of(key: &Key) -> Option<u64> {
    u64::from_str_radix(key.item.get(..16)?, 16).ok()
}

/// The key of the record that says who may write.
pub fn lease_key(project: ProjectId) -> Key {
    Key { project, item: "lease".to_owned(), part: 0 }
}

/// Where the writer stands: what the next record has to carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The project.
    pub project: ProjectId,
    /// The number of the next record.
    pub next: u64,
    /// The hash of the last record.
    pub hash: Hash,
    /// The writer's term.
    pub epoch: u64,
}

impl Head {
    /// Where a project without records stands.
    pub fn first(project: ProjectId) -> Self {
        Self { project, next: 1, hash: Hash::default(), epoch: 0 }
    }
}

/// The records of one transaction, to be added to the journal; moves the head on.
pub fn transaction_ops(head: &mut Head, transaction: &Transaction) -> Vec<Op> {
    let payload = serde_json::to_vec(&TransactionForm::from(transaction)).unwrap_or_default();
    let parts = envelope::parts(&payload);
    let n_parts = envelope::count(parts.len());
    let mut ops = Vec::with_capacity(parts.len());
    for (part, payload) in (0..).zip(parts) {
        let header = Header {
            kind: Kind::Transaction,
            schema: SCHEMA,
            project: head.project,
            sequence: head.next,
            epoch: head.epoch,
            part,
            parts: n_parts,
            previous: head.hash,
        };
        let bytes = envelope::seal(&header, payload);
        head.hash = Hash::of(&bytes);
        ops.push(Op::Add(Table::Journal, journal_key(head.project, head.next), bytes));
        head.next += 1;
    }
    ops
}

/// Reads the payload of a transaction, in whatever version it was written.
///
/// # Errors
/// [`Unreadable::Damaged`] where the payload is not a transaction.
pub fn transaction_of(schema: u16, payload: Vec<u8>) -> Result<Transaction, Unreadable> {
    let payload = migrate::upgrade(Kind::Transaction, schema, payload)?;
    let form: TransactionForm = wire::read(&payload)?;
    Ok(form.into())
}

/// A thing of several parts that is read back as a whole: all parts under one item.
///
/// # Errors
/// Says whether a part is damaged or missing, or from a newer build.
pub fn joined(kind: Kind, project: ProjectId, records: &[Stored]) -> Result<(Header, Vec<u8>), Unreadable> {
    let mut whole: Option<Header> = None;
    let mut payload = Vec::new();
    for (index, (key, bytes)) in (0_u32..).zip(records) {
        let (header, part) = envelope::open(bytes)?;
        let first = *whole.get_or_insert(header);
        let fits = header == Header { part: index, ..first } && header.kind == kind && header.project == project;
        if !fits || key.part != index {
            return Err(Unreadable::Damaged);
        }
        payload.extend_from_slice(part);
    }
    let header = whole.ok_or(Unreadable::Damaged)?;
    let complete = header.parts == envelope::count(records.len()) && header.previous == Hash::of(&payload);
    if complete { Ok((header, payload)) } else { Err(Unreadable::Damaged) }
}

/// The records of a payload that is cut into parts under one item.
pub(super) fn cut(header: Header, item: &str, payload: &[u8]) -> Vec<(Key, Vec<u8>)> {
    cut_known(Header { previous: Hash::of(payload), ..header }, item, payload)
}

/// The same where the header has the payload's hash already.
fn cut_known(header: Header, item: &str, payload: &[u8]) -> Vec<(Key, Vec<u8>)> {
    let parts = envelope::parts(payload);
    let header = Header { parts: envelope::count(parts.len()), ..header };
    let record = |(part, payload): (u32, &&[u8])| {
        let key = Key { project: header.project, item: item.to_owned(), part };
        (key, envelope::seal(&Header { part, ..header }, payload))
    };
    (0..).zip(&parts).map(record).collect()
}

pub(super) fn plain_header(kind: Kind, project: ProjectId) -> Header {
    Header { kind, schema: SCHEMA, project, sequence: 0, epoch: 0, part: 0, parts: 1, previous: Hash::default() }
}

/// The item of a snapshot: the last record it covers, the term, and which try it was. Newer ones sort later.
pub fn snapshot_item(sequence: u64, epoch: u64, attempt: u32) -> String {
    format!("{sequence:016x}.{epoch:08x}.{attempt:04x}")
}

/// The records of a snapshot.
pub fn snapshot_records(project: ProjectId, sequence: u64, epoch: u64, item: &str, form: &SnapshotForm) -> Vec<Stored> {
    let payload = serde_json::to_vec(form).unwrap_or_default();
    cut(Header { sequence, epoch, ..plain_header(Kind::Snapshot, project) }, item, &payload)
}

/// The records of a snapshot whose payload is written, and its hash known.
pub fn snapshot_parts(
    project: ProjectId,
    sequence: u64,
    epoch: u64,
    item: &str,
    (hash, payload): (Hash, &[u8]),
) -> Vec<Stored> {
    cut_known(Header { sequence, epoch, previous: hash, ..plain_header(Kind::Snapshot, project) }, item, payload)
}

/// Reads the payload of a snapshot, in whatever version it was written.
///
/// # Errors
/// [`Unreadable::Damaged`] where the payload is not a snapshot.
pub fn snapshot_of(schema: u16, payload: Vec<u8>) -> Result<SnapshotForm, Unreadable> {
    let payload = migrate::upgrade(Kind::Snapshot, schema, payload)?;
    wire::read(&payload)
}

/// The changes that keep a text: its parts under its identity, over what is there, which heals a damaged copy.
pub fn text_ops(project: ProjectId, text: &Text) -> Vec<Op> {
    let header = Header { previous: text.id().into(), ..plain_header(Kind::Text, project) };
    let records = cut_known(header, &text.id().to_string(), text.as_str().as_bytes());
    records.into_iter().map(|(key, bytes)| Op::Put(Table::Texts, key, bytes)).collect()
}

/// Reads a text back, and proves that it is the one that was asked for.
///
/// # Errors
/// Says whether it is damaged or missing, or from a newer build.
pub fn text_of(project: ProjectId, id: TextId, records: &[Stored]) -> Result<Text, Unreadable> {
    let (header, payload) = joined(Kind::Text, project, records)?;
    // The payload has the hash that its header names, and that is the beginning of the identity.
    if header.previous != id.into() {
        return Err(Unreadable::Damaged);
    }
    let content = String::from_utf8(payload).map_err(|_| Unreadable::Damaged)?;
    Ok(Text::with_id(content, id))
}

/// The change that puts a small JSON value under a key.
pub fn value_op<T: Serialize>(kind: Kind, table: Table, key: Key, value: &T) -> Op {
    let payload = serde_json::to_vec(value).unwrap_or_default();
    let header = Header { previous: Hash::of(&payload), ..plain_header(kind, key.project) };
    let bytes = envelope::seal(&header, &payload);
    Op::Put(table, key, bytes)
}

/// Reads a small JSON value back.
///
/// # Errors
/// Says whether it is damaged or from a newer build.
pub fn value_of<T: for<'de> Deserialize<'de>>(kind: Kind, project: ProjectId, bytes: &[u8]) -> Result<T, Unreadable> {
    let (header, payload) = envelope::open(bytes)?;
    if header.kind != kind || header.project != project {
        return Err(Unreadable::Damaged);
    }
    let payload = migrate::upgrade(kind, header.schema, payload.to_vec())?;
    wire::read(&payload)
}
