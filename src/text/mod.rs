//! Immutable text, offsets and their maps, spans, lines, and the normal view.
//!
//! Everything above speaks of places in a text through the types here. A position is a number *with a unit*:
//! [`Utf8`] inside the program, [`Utf16`] at the DOM, [`CodePoint`] in files; none converts into another except through
//! [`Text`], which knows the characters. What is imported never changes; recognisers read a [`NormalView`] of it.

mod block;
mod cluster;
mod document;
mod ideograph;
mod normal;
mod offset;
pub mod order;
mod span;

pub use block::{Block, BlockTable};
pub use document::{Text, TextId};
pub use ideograph::is_ideograph;
pub use normal::{NormalView, ViewSpan};
pub use offset::{CodePoint, Utf8, Utf16};
pub use span::Span;
