//! What the browser knows of Chinese words: where they end (分词), for the moments when the worker cannot be asked, and
//! how they are read (拼音), which no table of ours need say.

use crate::text::is_ideograph;
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

    /// A string. With one locale, given as a string, the engine keeps its collator from call to call.
    type Sorted;
    #[wasm_bindgen(method, js_name = localeCompare)]
    fn compare(this: &Sorted, other: &str, locale: &str) -> i32;

    type Segment;
    #[wasm_bindgen(method, getter)]
    fn segment(this: &Segment) -> String;
    #[wasm_bindgen(method, getter)]
    fn index(this: &Segment) -> u32;
}

/// The characters that come first under each letter where Chinese is sorted by pinyin, and the letters; none begins with
/// I, U or V.
const FIRST: &str = "阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥仨他屲夕丫帀";
const LETTERS: &[u8] = b"abcdefghjklmnopqrstwxyz";

/// Words with each Chinese character replaced by the letter its commonest reading begins with: `部门` becomes `bm`.
pub fn initials(words: &str) -> String {
    let first: Vec<Sorted> = FIRST.chars().map(|ch| JsValue::from(ch.to_string()).unchecked_into()).collect();
    let initial = |ch: char| {
        let n_before = first.iter().take_while(|first| first.compare(ch.encode_utf8(&mut [0; 4]), "zh") <= 0).count();
        n_before.checked_sub(1).and_then(|at| LETTERS.get(at)).map_or(ch, |&letter| char::from(letter))
    };
    words.chars().map(|ch| if is_ideograph(ch) { initial(ch) } else { ch }).collect()
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
