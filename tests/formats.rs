//! Interchange formats, seen from outside: what goes in comes out, and bad input is named and survived.
#![cfg(not(target_arch = "wasm32"))]

#[path = "formats/bad_input.rs"]
mod bad_input;
#[path = "formats/columns.rs"]
mod columns;
#[path = "formats/dataset.rs"]
mod dataset;
#[path = "formats/docx.rs"]
mod docx;
#[path = "formats/hostile.rs"]
mod hostile;
#[path = "formats/importing.rs"]
mod importing;
#[path = "formats/native.rs"]
mod native;
#[path = "formats/package.rs"]
mod package;
#[path = "formats/pdf.rs"]
mod pdf;
#[path = "support/pdf.rs"]
mod pdf_file;
#[path = "formats/projects.rs"]
mod projects;
#[path = "formats/round_trip.rs"]
mod round_trip;
#[path = "formats/same_bytes.rs"]
mod same_bytes;
#[path = "formats/samples.rs"]
mod samples;
#[path = "formats/table.rs"]
mod table;
#[path = "formats/webanno.rs"]
mod webanno;
