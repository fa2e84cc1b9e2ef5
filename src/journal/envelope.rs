//! The envelope (信封) around every stored record: what it is, where it belongs, and proof that it is whole.

use crate::text::TextId;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

/// The version of everything that is stored. Never used twice; see `migrate`.
///
/// 2: an imported mark may carry the words that its file quoted. Records of version 1 have none and need no step.
pub const SCHEMA: u16 = 2;

/// The most payload one record carries, in bytes. Larger things are written in parts, because engines keep large values
/// in files beside the database, and those get lost.
pub const LARGEST_PAYLOAD: usize = 60_000;

/// The first bytes of every record. They also name the layout of the header, which is therefore frozen.
const MAGIC: [u8; 4] = *b"ZHPI";

/// Length of the header in bytes.
const HEADER: usize = 72;

/// CRC-32C, as the storage world computes it, sixteen bytes at a step: it goes over all that is stored. Its tables are made
/// at the first call, so that they need not be fetched with the page.
static CRC: LazyLock<crc::Crc<u32, crc::Table<16>>> = LazyLock::new(|| crc::Crc::<u32, _>::new(&crc::CRC_32_ISCSI));

/// The identity of a project (项目): drawn at random once, written as 32 hexadecimal digits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProjectId(pub u128);

impl fmt::Display for ProjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl FromStr for ProjectId {
    type Err = ();
    fn from_str(hex: &str) -> Result<Self, ()> {
        if hex.len() != 32 {
            return Err(());
        }
        u128::from_str_radix(hex, 16).map(Self).map_err(drop)
    }
}

/// The first half of a SHA-256: enough to tell any two records apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Hash(pub [u8; 16]);

impl Hash {
    /// The hash of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        use sha2::{Digest, Sha256};
        let whole: [u8; 32] = Sha256::digest(bytes).into();
        let mut half = [0; 16];
        half.copy_from_slice(whole.split_at(16).0);
        Self(half)
    }
}

/// Hashes what comes piece by piece.
#[derive(Debug, Clone, Default)]
pub struct Hashing(sha2::Sha256);

impl Hashing {
    /// Takes the next bytes in.
    pub fn update(&mut self, bytes: &[u8]) {
        sha2::Digest::update(&mut self.0, bytes);
    }

    /// The hash of all bytes so far.
    pub fn hash(&self) -> Hash {
        let whole: [u8; 32] = sha2::Digest::finalize(self.0.clone()).into();
        let mut half = [0; 16];
        half.copy_from_slice(whole.split_at(16).0);
        Hash(half)
    }
}

impl From<TextId> for Hash {
    /// The identity of a text begins with the hash of its bytes.
    fn from(id: TextId) -> Self {
        let mut half = [0; 16];
        half.copy_from_slice(id.0.split_at(16).0);
        Self(half)
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for Hash {
    type Err = ();
    fn from_str(hex: &str) -> Result<Self, ()> {
        if hex.len() != 32 {
            return Err(());
        }
        u128::from_str_radix(hex, 16).map(|value| Self(value.to_be_bytes())).map_err(drop)
    }
}

/// What a record holds. The numbers are stored and never change their meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A transaction of the journal, or a part of one.
    Transaction = 1,
    /// A part of a snapshot.
    Snapshot = 2,
    /// A part of a text.
    Text = 3,
    /// What is known of a project beside its content.
    Project = 4,
    /// Who may write.
    Lease = 5,
    /// Derived data that can be made again.
    Cache = 6,
}

impl Kind {
    fn of(number: u8) -> Option<Self> {
        [Self::Transaction, Self::Snapshot, Self::Text, Self::Project, Self::Lease, Self::Cache]
            .into_iter()
            .find(|&kind| kind as u8 == number)
    }
}

/// Everything in front of the payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// What the record holds.
    pub kind: Kind,
    /// The version of the payload's form.
    pub schema: u16,
    /// The project it belongs to.
    pub project: ProjectId,
    /// The record's number in the journal; for a snapshot the number of the last record that it covers.
    pub sequence: u64,
    /// The term of the writer: it grows each time somebody takes over.
    pub epoch: u64,
    /// Which part this is, from 0.
    pub part: u32,
    /// How many parts there are.
    pub parts: u32,
    /// For a journal record the hash of the one before it; otherwise the hash of the whole payload of all parts.
    pub previous: Hash,
}

/// Why bytes are not a record that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// Too short, too long, wrong first bytes or wrong checksum: the bytes are not those that were written.
    Damaged,
    /// The record is whole, but a newer build wrote it.
    Newer(u16),
}

/// Writes a record.
pub fn seal(header: &Header, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap_or(u32::MAX);
    let mut bytes = Vec::with_capacity(HEADER + payload.len());
    bytes.extend(MAGIC);
    bytes.push(header.kind as u8);
    bytes.extend(header.schema.to_le_bytes());
    bytes.push(0);
    bytes.extend(header.project.0.to_le_bytes());
    bytes.extend(header.sequence.to_le_bytes());
    bytes.extend(header.epoch.to_le_bytes());
    bytes.extend(header.part.to_le_bytes());
    bytes.extend(header.parts.to_le_bytes());
    bytes.extend(header.previous.0);
    bytes.extend(length.to_le_bytes());
    let checksum = checksum(&bytes, payload);
    bytes.extend(checksum.to_le_bytes());
    bytes.extend(payload);
    bytes
}

/// How many bytes the record at the front of some bytes has, as its header says.
pub fn length(bytes: &[u8]) -> Option<usize> {
    let field = bytes.get(HEADER - 8..HEADER - 4)?;
    let payload = u32::from_le_bytes(field.try_into().ok()?);
    usize::try_from(payload).ok()?.checked_add(HEADER)
}

/// Reads a record and proves it whole.
///
/// # Errors
/// Says whether the bytes are damaged or from a newer build.
pub fn open(bytes: &[u8]) -> Result<(Header, &[u8]), Unreadable> {
    let (head, payload) = bytes.split_at_checked(HEADER).ok_or(Unreadable::Damaged)?;
    let mut reader = Reader(head);
    let whole = read_header(&mut reader).ok_or(Unreadable::Damaged)?;
    let (magic, kind, header_without_kind, length, stored) = whole;
    let covered = head.get(..HEADER - 4).unwrap_or_default();
    if magic != MAGIC || length as usize != payload.len() || stored != checksum(covered, payload) {
        return Err(Unreadable::Damaged);
    }
    let schema = header_without_kind.schema;
    if schema > SCHEMA {
        return Err(Unreadable::Newer(schema));
    }
    let kind = Kind::of(kind).ok_or(Unreadable::Damaged)?;
    Ok((Header { kind, ..header_without_kind }, payload))
}

type RawHeader = ([u8; 4], u8, Header, u32, u32);

fn read_header(reader: &mut Reader<'_>) -> Option<RawHeader> {
    let magic = reader.take()?;
    let [kind] = reader.take()?;
    let schema = u16::from_le_bytes(reader.take()?);
    let [_reserved] = reader.take()?;
    let header = Header {
        kind: Kind::Cache,
        schema,
        project: ProjectId(u128::from_le_bytes(reader.take()?)),
        sequence: u64::from_le_bytes(reader.take()?),
        epoch: u64::from_le_bytes(reader.take()?),
        part: u32::from_le_bytes(reader.take()?),
        parts: u32::from_le_bytes(reader.take()?),
        previous: Hash(reader.take()?),
    };
    Some((magic, kind, header, u32::from_le_bytes(reader.take()?), u32::from_le_bytes(reader.take()?)))
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*taken)
    }
}

fn checksum(head: &[u8], payload: &[u8]) -> u32 {
    let mut digest = CRC.digest();
    digest.update(head);
    digest.update(payload);
    digest.finalize()
}

/// Cuts a payload into what fits one record; an empty payload is one empty part.
pub fn parts(payload: &[u8]) -> Vec<&[u8]> {
    if payload.is_empty() { vec![payload] } else { payload.chunks(LARGEST_PAYLOAD).collect() }
}

/// How many parts there are, as headers count them.
pub fn count(n_parts: usize) -> u32 {
    u32::try_from(n_parts).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header() -> Header {
        Header {
            kind: Kind::Transaction,
            schema: SCHEMA,
            project: ProjectId(0x1234_5678_9abc_def0_1122_3344_5566_7788),
            sequence: 17,
            epoch: 3,
            part: 1,
            parts: 2,
            previous: Hash::of(b"before"),
        }
    }

    #[test]
    fn what_is_sealed_opens_again() {
        let bytes = seal(&header(), "责任单位".as_bytes());
        assert_eq!(open(&bytes), Ok((header(), "责任单位".as_bytes())));
    }

    #[test]
    fn every_flipped_bit_and_every_shortening_is_noticed() {
        let bytes = seal(&header(), b"payload");
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(open(&flipped), Err(Unreadable::Damaged), "bit {bit}");
        }
        for length in 0..bytes.len() {
            assert_eq!(open(&bytes[..length]), Err(Unreadable::Damaged), "length {length}");
        }
    }

    #[test]
    fn a_newer_record_is_told_from_a_damaged_one() {
        let newer = Header { schema: SCHEMA + 1, ..header() };
        assert_eq!(open(&seal(&newer, b"?")), Err(Unreadable::Newer(SCHEMA + 1)));
    }

    /// The layout is frozen: this is a record of the first version, byte for byte.
    #[test]
    fn the_layout_never_changes() {
        let bytes = seal(&Header { schema: 1, ..header() }, b"{}");
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let frozen = "5a485049010100008877665544332211f0debc9a7856341211000000000000000300000000000000";
        assert_eq!(hex.get(..80), Some(frozen));
        assert_eq!(bytes.len(), HEADER + 2);
    }
}
