//! An archive of files (压缩包): each is read as if it had been dropped alone.
//!
//! Folders and the traces that systems leave in archives are passed over; an archive within the archive is not opened,
//! unless it is a Word document, a workbook or a dataset itself. Problems name the file within the archive.

use super::archive::Archive;
use super::import::{self, ImportOptions, ImportReport};
use super::problem::{Foreign, Problem, ProblemKind, Problems};

/// Reads every file of an archive; the report is of all of them.
///
/// # Errors
/// [`ProblemKind::Foreign`] where there is no file in it, [`ProblemKind::Bomb`] where it unpacks to too much.
pub(super) fn read(
    archive: &mut Archive<'_>,
    name: &str,
    options: &ImportOptions,
    report: &mut ImportReport,
    problems: &mut Problems,
) -> Result<(), ProblemKind> {
    let mut names: Vec<String> = archive.names().iter().filter(|name| is_file(name)).cloned().collect();
    names.sort();
    if names.is_empty() {
        return Err(ProblemKind::Foreign(Foreign::Zip));
    }
    for entry in names {
        let path = format!("{name}/{entry}");
        let bytes = match archive.entry(&entry) {
            Ok(bytes) => bytes.unwrap_or_default(),
            // Whatever else the archive holds would unpack to too much as well.
            Err(kind @ ProblemKind::Bomb { .. }) => return Err(kind),
            Err(kind) => {
                problems.take(Problem::of_file(&path, kind));
                continue;
            }
        };
        let found = import::import_within(&path, &bytes, options);
        found.problems.into_iter().for_each(|problem| problems.take(problem));
        report.documents.extend(found.documents);
        report.encoding = report.encoding.or(found.encoding);
        report.asks_unit = report.asks_unit.or(found.asks_unit);
    }
    Ok(())
}

/// Whether an entry is a file that a person put there.
fn is_file(name: &str) -> bool {
    let base = name.rsplit('/').next().unwrap_or(name);
    let is_trace = base.starts_with('.') || base.starts_with("~$") || matches!(base, "Thumbs.db" | "desktop.ini");
    !base.is_empty() && !is_trace && !name.starts_with("__MACOSX/")
}
