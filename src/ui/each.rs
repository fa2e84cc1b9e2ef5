//! Rows that stay the same element as long as they have the same key (逐行).
//!
//! Leptos' `For` is some ten kilobytes of code for every type of rows. Here rows of every kind reach it as the same type.

use leptos::prelude::*;
use std::sync::Arc;

/// What tells a row from the others of its list.
pub type Key = (u64, u64);

/// A row on its way to being drawn; one with a key that is drawn already is not drawn again.
struct Row {
    key: Key,
    draw: Box<dyn FnOnce() -> AnyView + Send>,
}

/// A list of rows: what is in it, what tells them apart, and how one is drawn.
pub fn each<T: Send + 'static>(
    rows: impl Fn() -> Vec<T> + Send + Sync + 'static,
    key: impl Fn(&T) -> Key + Send + Sync + 'static,
    draw: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let draw = Arc::new(draw);
    list(Box::new(move || {
        let row = |row: T| {
            let draw = draw.clone();
            Row { key: key(&row), draw: Box::new(move || draw(row)) }
        };
        rows().into_iter().map(row).collect()
    }))
}

fn list(rows: Box<dyn Fn() -> Vec<Row> + Send + Sync>) -> AnyView {
    view! { <For each=rows key=|row| row.key children=|row| (row.draw)()/> }
}
