//! Marking: choosing words, giving labels, moving edges, going through proposals (打标).

#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) mod act;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) mod caret;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) mod choose;
pub mod moves;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) mod palette;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) mod pointer;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub(crate) mod review_bar;

#[cfg(all(target_arch = "wasm32", feature = "page"))]
mod word;

/// Gives the keyboard to the open dialogue, where it would begin by itself; `false` where there is none.
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub fn focus_dialog() -> bool {
    use wasm_bindgen::JsCast;
    let found = |places: &str| leptos::prelude::document().query_selector(places).ok().flatten();
    let first = found("dialog[open] [autofocus]").or_else(|| found("dialog[open] button"));
    let first = first.and_then(|first| first.dyn_into::<web_sys::HtmlElement>().ok());
    // Giving the focus fails only where the element cannot take it.
    first.is_some_and(|first| first.focus().is_ok())
}

/// Gives the keyboard to what the view is about: the text, or the table of tasks; to a dialogue where one is open.
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub fn focus_content() {
    if focus_dialog() {
        return;
    }
    // The text stays in the page while the table is shown.
    let table = super::ledger::grid::GRID;
    let is_table = leptos::prelude::document().get_element_by_id(table).is_some();
    focus(if is_table { table } else { "text" });
}

/// Gives it to that as well, where what had the keyboard was taken away or hidden.
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub fn focus_content_if_lost() {
    leptos::prelude::request_animation_frame(|| {
        let active = leptos::prelude::document().active_element();
        // What is not shown any more loses the keyboard only when the browser has painted.
        if active.is_none_or(|active| active.tag_name() == "BODY" || active.client_height() == 0) {
            focus_content();
        }
    });
}

/// Gives the keyboard to the element with this id.
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub fn focus(id: &str) {
    use wasm_bindgen::JsCast;
    let element = leptos::prelude::document().get_element_by_id(id);
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Giving the focus fails only where the element cannot take it.
        let _ = element.focus();
    }
}
