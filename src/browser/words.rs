//! The browser's own word boundaries (分词), for the moments when the worker cannot be asked.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type Segmenter;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locale: &str, options: &JsValue) -> Result<Segmenter, JsValue>;
    #[wasm_bindgen(method)]
    fn segment(this: &Segmenter, text: &str) -> Segments;

    type Segments;
    #[wasm_bindgen(method)]
    fn containing(this: &Segments, index: u32) -> Option<Segment>;

    type Segment;
    #[wasm_bindgen(method, getter)]
    fn segment(this: &Segment) -> String;
    #[wasm_bindgen(method, getter)]
    fn index(this: &Segment) -> u32;
}

/// The word at a position of a line, both in UTF-16 units: where it begins and what it is. `None` where the engine has no
/// word boundaries or the position lies past the end.
pub fn word_at(line: &str, at: u32) -> Option<(u32, String)> {
    let intl = js_sys::Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    if !js_sys::Reflect::has(&intl, &"Segmenter".into()).unwrap_or(false) {
        return None;
    }
    let options = js_sys::Object::new();
    js_sys::Reflect::set(&options, &"granularity".into(), &"word".into()).ok()?;
    let segment = Segmenter::new("zh", &options).ok()?.segment(line).containing(at)?;
    Some((segment.index(), segment.segment()))
}
