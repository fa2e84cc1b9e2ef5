//! In a browser: what the page counts is what the browser counts.
//!
//! Every `tests/browser*.rs` is run in headless Chromium by `cargo xtask test`; by hand:
//! `cargo test --target wasm32-unknown-unknown --no-default-features --features page --test 'browser*'`.
#![cfg(target_arch = "wasm32")]

use js_sys::JsString;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use zhupi::text::{Text, Utf8, Utf16};

wasm_bindgen_test_configure!(run_in_browser);

/// One to four bytes, one and two UTF-16 units, a combining mark, a joined emoji.
const SAMPLE: &str = "第5条\u{301}：𠮷野家é👨\u{200d}👩，完。";

#[wasm_bindgen_test]
fn offsets_are_those_of_the_browser() {
    let text = Text::new(SAMPLE);
    let whole = JsString::from(SAMPLE);
    for (at, _) in SAMPLE.char_indices() {
        let here = Utf8::from_index(at);
        let there = text.utf16(here);
        let before = String::from(whole.substring(0, there.0));
        assert_eq!(SAMPLE.get(..at), Some(before.as_str()), "byte {at} is UTF-16 unit {}", there.0);
        assert_eq!(text.exact_utf16(there), Some(here));
    }
    assert_eq!(text.utf16_len().0, whole.length());
    assert_eq!(text.code_point_len().0, js_sys::Array::from(&whole).length());
}

#[wasm_bindgen_test]
fn half_a_character_of_the_browser_is_no_offset() {
    let text = Text::new("a𠮷b");
    assert_eq!(text.exact_utf16(Utf16(1)), Some(Utf8(1)));
    assert_eq!(text.exact_utf16(Utf16(2)), None);
    assert_eq!(text.exact_utf16(Utf16(3)), Some(Utf8(5)));
}
