//! Interchange formats, seen from outside: what goes in comes out, and bad input is named and survived.

#[path = "formats/docx.rs"]
mod docx;
#[path = "formats/importing.rs"]
mod importing;
#[path = "formats/native.rs"]
mod native;
#[path = "formats/projects.rs"]
mod projects;
#[path = "formats/round_trip.rs"]
mod round_trip;
#[path = "formats/table.rs"]
mod table;
