//! Small and capital letters (大小写), by the browser, whose tables need not be fetched with the page.

#[cfg(target_arch = "wasm32")]
use js_sys::JsString;

/// Words in small letters.
#[cfg(target_arch = "wasm32")]
pub fn small(words: &str) -> String {
    JsString::from(words).to_lower_case().into()
}

/// Words in capital letters.
#[cfg(target_arch = "wasm32")]
pub fn capital(words: &str) -> String {
    JsString::from(words).to_upper_case().into()
}

/// Words in small letters.
#[cfg(not(target_arch = "wasm32"))]
pub fn small(words: &str) -> String {
    words.to_lowercase()
}

/// Words in capital letters.
#[cfg(not(target_arch = "wasm32"))]
pub fn capital(words: &str) -> String {
    words.to_uppercase()
}
