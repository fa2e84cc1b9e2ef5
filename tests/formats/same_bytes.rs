//! The same project gives the same bytes, in every format, packed or not, before and after it was closed and read again.

use crate::projects::{documents, project};
use proptest::prelude::*;
use zhupi::formats::archive::pack;
use zhupi::formats::export::{Export, ExportOptions, Which};
use zhupi::formats::{Format, Part, formats, native};
use zhupi::project::Workspace;

fn written(format: &Format, workspace: &Workspace) -> (Vec<Part>, Vec<u8>) {
    let options = ExportOptions { which: Which::Visible, ..ExportOptions::default() };
    let export = Export::of(workspace, options);
    let parts = format.write(&export).unwrap();
    let packed = pack(parts.iter().map(|part| (part.name.clone(), part.bytes.clone())).collect()).unwrap();
    (parts, packed)
}

/// The project as it is after its native form was read again.
fn reopened(workspace: &Workspace) -> Workspace {
    let mut lines = Vec::new();
    native::write(workspace.documents(), &mut lines).unwrap();
    let mut problems = zhupi::formats::problem::Problems::new("");
    let again = native::read("", std::str::from_utf8(&lines).unwrap(), &mut problems);
    assert!(problems.finish().is_empty());
    project(again)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn the_same_project_gives_the_same_bytes(documents in documents()) {
        let first = project(documents.clone());
        let second = project(documents);
        let once = reopened(&first);
        let twice = reopened(&once);
        for format in formats().iter().filter(|format| format.can_write()) {
            prop_assert_eq!(written(format, &first), written(format, &second), "{}", format.id);
            prop_assert_eq!(written(format, &once), written(format, &twice), "{}", format.id);
        }
    }
}
