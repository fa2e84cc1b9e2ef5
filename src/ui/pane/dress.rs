//! How the text is worn (字体与明暗): the reading settings put on the page, and whether it is dark.

use super::typeset::Typeset;
use crate::ui::state::view::Theme;
use leptos::prelude::document;
use wasm_bindgen::JsCast;

/// Sets the text of the page as a person likes it.
pub fn wear(typeset: Typeset) {
    let root = document().document_element().and_then(|root| root.dyn_into::<web_sys::HtmlElement>().ok());
    let Some(root) = root else { return };
    let properties = [
        ("--read-size", format!("{}px", typeset.size)),
        ("--read-width", format!("{}em", typeset.width)),
        ("--read-face", format!("var(--{})", typeset.face.name())),
    ];
    let _ = root.set_attribute("data-spoken", typeset.spoken.name());
    for (name, value) in properties {
        // What the browser does not take stays as the style sheet has it.
        let _ = root.style().set_property(name, &value);
    }
}

/// Whether the page is dark now.
pub fn is_dark(theme: Theme) -> bool {
    let system = || {
        let query = web_sys::window()?.match_media("(prefers-color-scheme: dark)").ok()??;
        Some(query.matches())
    };
    match theme {
        Theme::Dark => true,
        Theme::Light => false,
        Theme::System => system().unwrap_or(false),
    }
}
