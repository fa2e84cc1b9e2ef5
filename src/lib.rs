//! Zhupi (朱批): a workbench for marking up Chinese policy documents.
//!
//! The whole program runs in the browser; the command line shares everything below the page. This page is the map.
//!
//! # The parts, and which way they point
//!
//! ```text
//! text        immutable text, offsets and their maps, spans, blocks, the normal view
//!   ↑
//! structure   masthead, headings, numbered tasks, sentences, responsibility clauses
//! lexicon     places, departments and their short forms, units, titles      scheme   labels, attributes, relations, keys
//!   ↑
//! annotate    marks, relations, Transaction, History
//!   ↑
//! recognise   one recogniser a file → Finding; Pipeline resolves overlaps   ledger   tasks × departments × targets
//!   ↑
//! project     documents, Workspace, Command → Transaction
//!   ↑
//! formats     bytes ↔ values, one file a format, bounded                    journal  records, replay, Storage trait
//! protocol    page ↔ worker messages
//!   ↑
//! browser     IndexedDB, Web Locks, worker, files, selection ↔ span         cli      the native command line
//!   ↑
//! ui          Leptos components, one folder a view
//! ```
//!
//! Arrows go down only; `tests/tidy.rs` reads the imports and fails on one that points up. Everything below `browser`
//! builds natively without any web crate. Three programs are made of it: the **page** (no dictionary, feature `engine`
//! off), the **worker** (recognisers, dictionaries, readers of foreign files) and the native binary **`zhupi`**.
//!
//! # Rules that hold everywhere
//!
//! 1. **Text never changes.** A [`text::Text`] is immutable and known by its hash; marks stand off from it.
//! 2. **An offset has a unit in its type.** [`text::Utf8`] inside, [`text::Utf16`] at the DOM, [`text::CodePoint`] in
//!    files. Arithmetic between units does not compile.
//! 3. **One way to change anything**: an [`annotate::Transaction`] of edits that carry both sides and so invert alone.
//! 4. **Recognisers propose, people accept.** A finding carries evidence; it enters a project as a mark *in review state
//!    proposed*, drawn dashed, and only a person's action makes it accepted. What was rejected stays known and silent.
//! 5. **The core has no browser in it**: no web types, clock, randomness or input and output below `browser` and `cli`.
//!    It never panics and never fails on strange text.
//! 6. **已保存 means saved**: the word follows the browser's acknowledgement of a strict write, nothing else.
//! 7. **A worker may die at any moment** without losing anything but time.
//! 8. **Nothing leaves the machine.**
//! 9. **Serialised forms live at the edges**: `formats`, `protocol`, `journal`. Core types do not derive them.
//!
//! # Words
//!
//! | word | meaning |
//! |---|---|
//! | span (文段) | a half-open range of a text |
//! | mark (标注) | a span with a label, attributes, a note, an origin and a review state |
//! | finding (待审) | what a recogniser proposes, with evidence |
//! | relation (关系) | a typed link between two marks |
//! | scheme (方案) | labels, attributes, relation types, keys and colours |
//! | transaction (改动) | one invertible change, one undo step |
//! | journal (流水) | the durable list of transactions |
//! | ledger (任务分解表) | tasks with their departments, targets and deadlines |
//! | normal view (规范视图) | what recognisers read, mapped back to the imported text |
//! | block (段) | a line, or part of a very long one: the unit of drawing |

// Odd texts are the rule here: nothing outside of tests may take for granted what it finds.
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod annotate;
#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(all(feature = "engine", not(target_arch = "wasm32")))]
pub mod cli;
pub mod formats;
pub mod journal;
pub mod ledger;
pub mod lexicon;
pub mod project;
pub mod protocol;
pub mod recognise;
pub mod scheme;
pub mod structure;
pub mod text;
pub mod ui;
