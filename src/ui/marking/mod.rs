//! Marking: choosing words, giving labels, moving edges, going through proposals (打标).

pub mod moves;
