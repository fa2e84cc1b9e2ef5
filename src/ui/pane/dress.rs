//! How the text is worn (字体): the reading settings put on the page.

use super::typeset::Typeset;
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
