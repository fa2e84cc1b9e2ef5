//! Getting documents in (导入): recognises what a file is and hands it to its reader.

use super::anchor::Unit;
use super::archive::{self, Archive};
use super::bundle;
use super::decode::{self, Decoded};
use super::format::{self, Input};
use super::plain;
use super::problem::{Foreign, Problem, ProblemKind, Problems, Severity};
use super::{docx, html, limits, package, pdf, stem};
use crate::project::NewDocument;
use crate::scheme::Scheme;

/// What the caller knows better than the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportOptions {
    /// The encoding, by any name the web knows: `gb18030`, `big5`, `utf-16le`. Recognised where there is none.
    pub encoding: Option<String>,
    /// Whether foot- and endnotes of a `.docx` are put at its end. Otherwise they are left out and counted.
    pub footnotes: bool,
    /// The format, by its short name (see [`super::formats`]). Recognised where there is none.
    pub format: Option<String>,
    /// The unit of the file's offsets. That of the format where there is none.
    pub unit: Option<Unit>,
}

/// What came of a file.
#[derive(Debug, Clone, Default)]
pub struct ImportReport {
    /// The documents, in the order of the file.
    pub documents: Vec<NewDocument>,
    /// What was refused, left out, or has to be known.
    pub problems: Vec<Problem>,
    /// What the file was read as: `plain`, `markdown`, `docx`, `pdf`, `html`, `archive`, or a format's short name; empty where it
    /// was refused.
    pub format: &'static str,
    /// The scheme, where the file is a project package.
    pub scheme: Option<Scheme>,
    /// The encoding it was read with, where it is a text.
    pub encoding: Option<&'static str>,
    /// The unit its offsets were read in, where nothing in the file says that it is that one: the person should be asked.
    pub asks_unit: Option<Unit>,
}

impl ImportReport {
    /// Whether the file was not read at all.
    pub fn is_refused(&self) -> bool {
        self.documents.is_empty() && self.problems.iter().any(|problem| problem.severity() == Severity::Refused)
    }
}

/// Reads one file of the given name, whatever it is. Never fails: what cannot be read is reported.
pub fn import(name: &str, bytes: &[u8], options: &ImportOptions) -> ImportReport {
    import_piece(&Piece { name, bytes, options, lines_before: 0, within: false })
}

/// Reads a file of an archive.
pub(super) fn import_within(name: &str, bytes: &[u8], options: &ImportOptions) -> ImportReport {
    import_piece(&Piece { name, bytes, options, lines_before: 0, within: true })
}

/// Reads whole lines of a file before which so many others came.
pub fn import_lines(name: &str, bytes: &[u8], options: &ImportOptions, lines_before: usize) -> ImportReport {
    import_piece(&Piece { name, bytes, options, lines_before, within: false })
}

/// A file, or a part of one, that is to be read.
struct Piece<'a> {
    name: &'a str,
    bytes: &'a [u8],
    options: &'a ImportOptions,
    lines_before: usize,
    /// Whether it is in an archive itself, so that archives of any files in it stay shut.
    within: bool,
}

impl<'a> Piece<'a> {
    fn input(&self, text: &'a str) -> Input<'a> {
        let Self { name, bytes, options, lines_before, .. } = *self;
        Input { name, bytes, text, unit: options.unit, lines_before }
    }
}

fn import_piece(piece: &Piece<'_>) -> ImportReport {
    let mut problems = Problems::new(piece.name);
    let mut report = ImportReport::default();
    if let Err(kind) = read(piece, &mut report, &mut problems) {
        report.format = "";
        problems.add(kind);
    }
    report.problems = problems.finish();
    if piece.options.unit.is_some() {
        report.problems.retain(|problem| !matches!(problem.kind, ProblemKind::UnitAssumed { .. }));
    }
    let assumed = report.problems.iter().find_map(|problem| match problem.kind {
        ProblemKind::UnitAssumed { unit } => Some(unit),
        _ => None,
    });
    report.asks_unit = report.asks_unit.or(assumed);
    report
}

fn read(piece: &Piece<'_>, report: &mut ImportReport, problems: &mut Problems) -> Result<(), ProblemKind> {
    let Piece { name, bytes, options, .. } = *piece;
    check_size(bytes, limits::DATASET_BYTES)?;
    if bytes.is_empty() {
        return Err(ProblemKind::Empty);
    }
    if let Some(kind) = foreign(bytes) {
        return Err(ProblemKind::Foreign(kind));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return read_archive(piece, report, problems);
    }
    if pdf::looks(bytes) {
        check_size(bytes, limits::TEXT_BYTES)?;
        report.format = "pdf";
        let text = plain::text_of(pdf::read(bytes, problems)?)?;
        report.documents.push(NewDocument::plain(stem(name), name, text));
        return Ok(());
    }
    let encoding = options.encoding.as_deref().or_else(|| html::charset(bytes));
    let decoded = decode::decode(bytes, encoding)?;
    report.encoding = Some(decoded.encoding);
    decoded.notes().into_iter().for_each(|note| problems.add(note));
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    if matches!(ending.as_str(), "docx" | "doc" | "wps" | "rtf" | "pdf" | "xlsx" | "xls" | "zip" | "zhupi") {
        problems.add(ProblemKind::OtherKind { ending: ending.clone() });
    }
    let asked = options.format.as_deref().map(|id| format::format(id).ok_or_else(|| unknown(id))).transpose()?;
    let found = asked.or_else(|| format::recognise(&decoded.text, &ending));
    if let Some(found) = found {
        report.format = found.id;
        report.documents = found.read(&piece.input(&decoded.text), problems)?;
        return Ok(());
    }
    if matches!(ending.as_str(), "json" | "jsonl") {
        let reason = "no record of it is of a form that is known".to_owned();
        return Err(ProblemKind::NotThisFormat { format: "JSON that is read", reason });
    }
    check_size(bytes, limits::TEXT_BYTES)?;
    let document = text_document(name, &ending, decoded, report, problems)?;
    report.documents.push(document);
    Ok(())
}

fn read_archive(piece: &Piece<'_>, report: &mut ImportReport, problems: &mut Problems) -> Result<(), ProblemKind> {
    let Piece { name, bytes, options, .. } = *piece;
    let mut archive = match Archive::open(bytes) {
        Ok(archive) => archive,
        Err(ProblemKind::Damaged { part, reason }) => {
            let rescued = rescued(bytes).ok_or_else(|| ProblemKind::Damaged { part, reason: reason.clone() })?;
            problems
                .add(ProblemKind::BadRecord { reason: format!("files of the archive that are not whole ({reason})") });
            return read_archive(&Piece { bytes: &rescued, ..*piece }, report, problems);
        }
        Err(kind) => return Err(kind),
    };
    let asked = options.format.as_deref().map(|id| format::format(id).ok_or_else(|| unknown(id))).transpose()?;
    if let Some(found) = asked.or_else(|| format::recognise_archive(archive.names())) {
        report.format = found.id;
        report.documents = found.read(&piece.input(""), problems)?;
        if found.id == "package" {
            match package::scheme(bytes) {
                Ok(scheme) => report.scheme = Some(scheme),
                Err(kind) => problems.add(kind),
            }
        }
        return Ok(());
    }
    if !docx::looks(archive.names()) && !piece.within {
        report.format = "archive";
        return bundle::read(&mut archive, name, options, report, problems);
    }
    check_size(bytes, limits::TEXT_BYTES)?;
    report.format = "docx";
    let text = plain::text_of(docx::read(archive, options.footnotes, problems)?)?;
    report.documents.push(NewDocument::plain(stem(name), name, text));
    Ok(())
}

/// The whole files of a broken archive as a sound one, where each file says something by itself: the parts of a document,
/// a workbook or a project do not.
fn rescued(bytes: &[u8]) -> Option<Vec<u8>> {
    let entries: Vec<_> = archive::salvage(bytes, limits::ZIP_TOTAL_BYTES).into_iter().collect();
    let is_part = |name: &str| {
        matches!(name, "[Content_Types].xml" | "manifest.json")
            || ["_rels/", "word/", "xl/"].iter().any(|it| name.starts_with(it))
    };
    if entries.is_empty() || entries.iter().any(|(name, _)| is_part(name)) { None } else { archive::pack(entries).ok() }
}

fn text_document(
    name: &str,
    ending: &str,
    decoded: Decoded,
    report: &mut ImportReport,
    problems: &mut Problems,
) -> Result<NewDocument, ProblemKind> {
    let content = if html::looks_html(&decoded.text, ending) {
        report.format = "html";
        html::read(&decoded.text, problems)?
    } else {
        report.format = if matches!(ending, "md" | "markdown") { "markdown" } else { "plain" };
        decoded.text
    };
    let source = format!("{name} ({})", decoded.encoding);
    Ok(NewDocument::plain(stem(name), source, plain::text_of(content)?))
}

fn unknown(format: &str) -> ProblemKind {
    let known: Vec<_> = format::formats().iter().filter(|it| it.can_read()).map(|it| it.id).collect();
    ProblemKind::NotThisFormat { format: "a known format", reason: format!("{format}; there are {}", known.join(", ")) }
}

fn check_size(bytes: &[u8], limit: u64) -> Result<(), ProblemKind> {
    let size = bytes.len() as u64;
    if size > limit { Err(ProblemKind::TooLarge { bytes: size, limit }) } else { Ok(()) }
}

/// Kinds of file that are known by their first bytes and not read.
fn foreign(bytes: &[u8]) -> Option<Foreign> {
    const OFFICE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    let magic: &[(&[u8], Foreign)] = &[
        (b"{\\rtf", Foreign::Rtf),
        (b"\x89PNG", Foreign::Binary),
        (b"\xff\xd8\xff", Foreign::Binary),
        (b"GIF8", Foreign::Binary),
        (b"\x1f\x8b", Foreign::Binary),
        (b"7z\xbc\xaf", Foreign::Binary),
        (b"Rar!", Foreign::Binary),
        (b"\x7fELF", Foreign::Binary),
        (b"MZ\x90", Foreign::Binary),
        (b"SQLite format 3", Foreign::Binary),
    ];
    if bytes.starts_with(OFFICE) {
        // The container lists its streams by name in UTF-16.
        let has = |name: &str| {
            let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            bytes.windows(name.len()).any(|window| window == name)
        };
        return Some(match () {
            () if has("EncryptedPackage") => Foreign::Encrypted,
            () if has("WordDocument") => Foreign::OldWord,
            () => Foreign::OldOffice,
        });
    }
    magic.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|&(_, kind)| kind)
}
