//! A look at a PDF before the parser gets it: the parser unpacks the streams that hold a file's own tables whatever their
//! size, so a file of a few megabytes could ask for all the memory there is.
//!
//! Only plain deflated streams are looked at, which is what programs write. What a hostile file hides behind encryption or
//! several filters costs the worker, which may die at any moment.

use crate::formats::limits;
use crate::formats::problem::ProblemKind;
use flate2::{Decompress, FlushDecompress, Status};

/// Checks what the deflated streams of a file would unpack to.
///
/// # Errors
/// [`ProblemKind::Bomb`].
pub(super) fn check(file: &[u8]) -> Result<(), ProblemKind> {
    const WORD: &[u8] = b"stream";
    let mut total = 0;
    let mut rest = file;
    while let Some(at) = rest.windows(WORD.len()).position(|window| window == WORD) {
        let is_end = rest.get(..at).is_some_and(|before| before.ends_with(b"end"));
        rest = rest.get(at + WORD.len()..).unwrap_or_default();
        if is_end {
            continue;
        }
        let data = rest.strip_prefix(b"\r").unwrap_or(rest);
        let (n_out, n_in) = unpacked(data.strip_prefix(b"\n").unwrap_or(data));
        total += n_out;
        if n_out > limits::ZIP_ENTRY_BYTES || total > limits::ZIP_TOTAL_BYTES {
            return Err(ProblemKind::Bomb { limit: "size" });
        }
        // What was unpacked is not searched for further streams, so no byte is unpacked twice.
        rest = rest.get(n_in..).unwrap_or_default();
    }
    Ok(())
}

/// How many bytes deflated data unpacks to, counted to just beyond the limit, and how many it has itself; none where it is
/// not deflated.
fn unpacked(data: &[u8]) -> (u64, usize) {
    let has_header = matches!(data, [first, second, ..]
        if first & 15 == 8 && (u16::from(*first) << 8 | u16::from(*second)).is_multiple_of(31));
    let mut inflate = Decompress::new(has_header);
    let mut buffer = [0; 16 * 1024];
    while inflate.total_out() <= limits::ZIP_ENTRY_BYTES {
        let (n_in, n_out) = (inflate.total_in(), inflate.total_out());
        let rest = data.get(n_in as usize..).unwrap_or_default();
        let status = inflate.decompress(rest, &mut buffer, FlushDecompress::None);
        let goes_on = inflate.total_in() > n_in || inflate.total_out() > n_out;
        if !matches!(status, Ok(Status::Ok)) || !goes_on {
            break;
        }
    }
    (inflate.total_out(), inflate.total_in() as usize)
}
