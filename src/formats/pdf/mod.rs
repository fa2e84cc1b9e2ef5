//! PDF to text, for files that hold their text: made by Word, WPS, LaTeX or a browser, not by a scanner.
//!
//! Pages in the order of the file, text in the order in which a page draws it, which with all common programs is the order
//! people read it in. Lines are put together to paragraphs (see `lines`): a PDF knows none. Characters come from a font's
//! `ToUnicode` map, or from the encoding of its codes where that is a known one (`GBK-EUC-H`, `UniGB-UCS2-H` …, see `font`).
//! A password that only forbids printing or copying does not keep a file from being read; one that is needed to open does.
//!
//! Losses: pictures, looks, forms and remarks, all unmentioned; page numbers, counted; characters whose font does not say
//! what they are, which become `U+FFFD` and are counted. A file with more of these than others is refused, as scans are.
//! Columns of vertical text, and tables whose cells have several lines, come in the order they are drawn.
//!
//! Definition: ISO 32000-1.

mod font;
mod guard;
mod lines;
mod page;

use super::limits;
use super::problem::{Dropped, Foreign, ProblemKind, Problems};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use page::Reading;

/// Whether a file is a PDF.
pub fn looks(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-")
}

/// The text of a PDF, a line a paragraph.
///
/// # Errors
/// [`ProblemKind::Damaged`], [`ProblemKind::Bomb`], and [`ProblemKind::Foreign`] for files behind a password and files
/// without text.
pub fn read(bytes: &[u8], problems: &mut Problems) -> Result<String, ProblemKind> {
    guard::check(bytes)?;
    let pdf = Pdf::new(bytes.to_vec()).map_err(refusal)?;
    let pages = pdf.pages();
    if pages.len() > limits::PDF_PAGES {
        return Err(ProblemKind::Bomb { limit: "pages" });
    }
    let mut reading = Reading::default();
    for page in pages.iter() {
        reading.page(page)?;
    }
    let (n_read, n_unknown) = (reading.n_read, reading.n_unknown);
    if n_read <= 2 * n_unknown {
        return Err(ProblemKind::Foreign(Foreign::PdfWithoutText));
    }
    let (text, n_numbers) = lines::paragraphs(reading.pages);
    problems.add(ProblemKind::FromPdf { pages: pages.len() as u64 });
    if !has_end(bytes) {
        problems.add(ProblemKind::PdfCut);
    }
    if n_unknown > 0 {
        problems.add(ProblemKind::UnknownGlyphs { count: n_unknown });
    }
    if n_numbers > 0 {
        problems.add(ProblemKind::Dropped { what: Dropped::PageNumber, count: n_numbers });
    }
    Ok(text)
}

/// Whether a file says that it is at its end; some programs add a few bytes after that.
fn has_end(bytes: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(2_048)..).unwrap_or(bytes);
    tail.windows(5).any(|window| window == b"%%EOF")
}

fn refusal(error: LoadPdfError) -> ProblemKind {
    let damaged = |reason: &str| ProblemKind::Damaged { part: "PDF".to_owned(), reason: reason.to_owned() };
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm) => {
            ProblemKind::Foreign(Foreign::PdfLocked)
        }
        LoadPdfError::Decryption(_) => damaged("its encryption is invalid"),
        LoadPdfError::Invalid => damaged("it has no readable pages"),
    }
}
