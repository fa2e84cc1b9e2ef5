//! Word documents (`.docx`) to text, in the order people read them.
//!
//! What becomes text: paragraphs, a line each, with their numbers as Word shows them (`一、` `(一)` `1.`, see
//! `numbering`); tables row by row, cells with a tab between them; text boxes after the paragraph that holds them;
//! inserted text of change tracking; the results of fields.
//!
//! Losses, counted in the report: tracked deletions, hidden text, field codes, comments, foot- and endnotes unless asked
//! for, pictures and formulas. Headers, footers and all looks are left out without mention, as they belong to the page.
//!
//! Definition: ECMA-376, part 1, `WordprocessingML`.

mod body;
mod numbering;

use super::archive::Archive;
use super::decode;
use super::problem::{Foreign, ProblemKind, Problems};
use numbering::Numbering;

/// Whether an archive is a Word document.
pub fn looks(names: &[String]) -> bool {
    names.iter().any(|name| name == "word/document.xml")
}

/// The text of a Word document.
///
/// # Errors
/// [`ProblemKind::Damaged`], [`ProblemKind::Bomb`], and [`ProblemKind::Foreign`] for other zip archives.
pub fn read(mut archive: Archive<'_>, footnotes: bool, problems: &mut Problems) -> Result<String, ProblemKind> {
    let Some(document) = part(&mut archive, "word/document.xml")? else {
        return Err(ProblemKind::Foreign(Foreign::Zip));
    };
    let numbering = part(&mut archive, "word/numbering.xml")?.unwrap_or_default();
    let styles = part(&mut archive, "word/styles.xml")?.unwrap_or_default();
    // Numbers are an embellishment: a document whose numbering cannot be read is still read.
    let numbering = Numbering::read(&numbering, &styles).unwrap_or_default();
    let mut text = body::Body::new(numbering);
    text.read("word/document.xml", &document)?;
    for name in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let (true, Some(notes)) = (footnotes, part(&mut archive, name)?) {
            text.read_notes(name, &notes)?;
        }
    }
    Ok(text.finish(footnotes, problems))
}

/// An entry of the archive as text; UTF-16 is read too.
fn part(archive: &mut Archive<'_>, name: &str) -> Result<Option<String>, ProblemKind> {
    let Some(bytes) = archive.entry(name)? else {
        return Ok(None);
    };
    let damaged = |_| ProblemKind::Damaged { part: name.to_owned(), reason: "it is not text".to_owned() };
    Ok(Some(decode::decode(&bytes, None).map_err(damaged)?.text))
}
