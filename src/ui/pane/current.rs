//! The current mark in the text (当前标注): outlined, and related to its details.

use super::window::Window;
use crate::annotate::MarkId;
use crate::ui::stylesheet;
use wasm_bindgen::JsCast;

/// Outlines the pieces of the current mark, and no others.
pub fn outline(window: &Window, current: Option<MarkId>) {
    let content = window.content();
    let each = |selector: &str, work: &dyn Fn(&web_sys::Element)| {
        let Ok(found) = content.query_selector_all(selector) else { return };
        let elements = (0..found.length()).filter_map(|index| found.item(index)?.dyn_into().ok());
        elements.for_each(|element: web_sys::Element| work(&element));
    };
    each("mark[aria-current]", &|element| {
        let _ = element.remove_attribute("aria-current");
        describe(element, false);
    });
    if let Some(id) = current {
        each(&format!("mark[data-mark=\"{id}\"]"), &|element| {
            let _ = element.set_attribute("aria-current", "true");
            describe(element, true);
        });
    }
}

/// Relates a mark to what is said of its label, and the current one to its details as well.
fn describe(mark: &web_sys::Element, is_current: bool) {
    let Some(label) = mark.class_name().split(' ').nth(1).map(stylesheet::about) else { return };
    let _ = mark.set_attribute("aria-details", &if is_current { format!("side-content {label}") } else { label });
}
