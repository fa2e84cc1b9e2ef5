//! Several files as one archive (打包): ZIP without compression, which is all that handing files over needs.
//!
//! The page does without the crate that reads archives; the worker and the command line have it.

/// Files with their names as an archive. Names are UTF-8; the time of every file is the first that ZIP knows, so that the
/// same files always give the same bytes. Archives of four gigabytes and more cannot be written: `None`.
pub fn pack(files: &[(&str, &[u8])]) -> Option<Vec<u8>> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in files {
        let at = u32::try_from(out.len()).ok()?;
        let entry = entry(name, content)?;
        out.extend([b"PK\x03\x04", &entry[..]].concat());
        out.extend([name.as_bytes(), content].concat());
        directory.extend([b"PK\x01\x02\x14\x00", &entry[..]].concat());
        // No remark, first disk, no attributes.
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let start = u32::try_from(out.len()).ok()?;
    let len = u32::try_from(directory.len()).ok()?;
    let number = u16::try_from(files.len()).ok()?.to_le_bytes();
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([number, number].concat());
    out.extend([len.to_le_bytes(), start.to_le_bytes()].concat());
    out.extend([0, 0]);
    Some(out)
}

/// What an archive says of a file, both before it and in its directory: from the version needed to the lengths.
fn entry(name: &str, content: &[u8]) -> Option<Vec<u8>> {
    let len = u32::try_from(content.len()).ok()?.to_le_bytes();
    let name_len = u16::try_from(name.len()).ok()?.to_le_bytes();
    let mut entry = Vec::with_capacity(26);
    // Version 2.0, names in UTF-8, stored as it is.
    entry.extend([20, 0, 0, 8, 0, 0]);
    // Midnight of the first of January 1980.
    entry.extend([0, 0, 0x21, 0]);
    entry.extend(crc32(content).to_le_bytes());
    entry.extend([len, len].concat());
    entry.extend(name_len);
    entry.extend([0, 0]);
    Some(entry)
}

/// The checksum that archives carry: CRC-32 as in IEEE 802.3.
fn crc32(content: &[u8]) -> u32 {
    let step = |sum: u32, byte: &u8| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xEDB8_8320 & 0_u32.wrapping_sub(sum & 1)))
    };
    !content.iter().fold(u32::MAX, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_known_one() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
    }

    #[cfg(feature = "engine")]
    #[test]
    fn readers_of_archives_read_it() {
        use std::io::Read;
        let files: [(&str, &[u8]); 3] =
            [("通知.txt", "市公安局".as_bytes()), ("a/b.ann", b"T1\tDEPT 0 4"), ("empty", b"")];
        let packed = pack(&files).expect("small enough");
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(packed)).expect("an archive");
        for (name, content) in files {
            let mut read = Vec::new();
            archive.by_name(name).expect("is there").read_to_end(&mut read).expect("whole");
            assert_eq!(read, content, "{name}");
        }
    }
}
