//! `zhupi annotate`: the automatic layer of each document as native JSON Lines.

use super::args::Task;
use super::source;
use crate::formats::native;
use std::io::{self, Write};

/// Does the task; gives the number of files that could not be read.
pub(super) fn run(task: &Task) -> io::Result<usize> {
    let Some(pipeline) = super::pipeline(task) else { return Ok(1) };
    let mut out = source::open_output(task)?;
    let n_failed = source::each_document(task, |new| {
        let (workspace, _) = super::recognised(&pipeline, new);
        super::only_document(&workspace).map_or(Ok(()), |document| native::write_document(document, &mut out))
    })?;
    out.flush()?;
    Ok(n_failed)
}
