//! What the test programs share: spans drawn in a text, files of cases, and counting right and wrong.
//!
//! Each test program uses a part of it.
#![allow(dead_code)]

pub mod case;
pub mod notation;
pub mod score;
