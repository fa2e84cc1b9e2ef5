//! In a browser: what is selected on the page is the span it should be, and the other way round.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Document, Element, HtmlElement, Node};
use zhupi::browser::selection::{self, BLOCK, Selected};
use zhupi::browser::words::{initials, word_at};
use zhupi::text::{Span, Text, Utf8};

wasm_bindgen_test_configure!(run_in_browser);

/// Characters of one to four bytes, an empty line, a line that ends the text.
const SAMPLE: &str = "市公安局、𠮷川县\n\n👨\u{200d}👩共3.5万人\n完";

fn document() -> Document {
    web_sys::window().and_then(|window| window.document()).expect("there is a document")
}

/// A pane as the reading pane draws it: a number beside each block, words cut into nested marks of two characters. `skip`
/// is a block that is not drawn.
fn pane(text: &Text, skip: Option<usize>) -> Element {
    let pane = document().create_element("div").expect("an element");
    for (index, block) in text.blocks().iter().enumerate().filter(|(index, _)| Some(*index) != skip) {
        let number = document().create_element("span").expect("an element");
        let words = document().create_element("p").expect("an element");
        words.set_attribute(BLOCK, &index.to_string()).expect("an attribute");
        let chars: Vec<char> = text.slice(block.span).chars().collect();
        for (place, pair) in chars.chunks(2).enumerate() {
            let piece = document().create_text_node(&pair.iter().collect::<String>());
            let mark = document().create_element("mark").expect("an element");
            let inner = document().create_element("mark").expect("an element");
            match place % 3 {
                0 => words.append_child(&piece).expect("appended"),
                1 => mark.append_child(&piece).and_then(|_| words.append_child(&mark)).expect("appended"),
                _ => {
                    inner.append_child(&piece).expect("appended");
                    mark.append_child(&inner).and_then(|_| words.append_child(&mark)).expect("appended")
                }
            };
        }
        pane.append_child(&number).and_then(|_| pane.append_child(&words)).expect("appended");
    }
    document().body().expect("a body").append_child(&pane).expect("appended");
    pane
}

#[wasm_bindgen_test]
fn every_selection_comes_back() {
    let text = Text::new(SAMPLE);
    let pane = pane(&text, None);
    let places: Vec<Utf8> = SAMPLE.char_indices().map(|(at, _)| Utf8::from_index(at)).chain([text.len()]).collect();
    for &anchor in &places {
        for &focus in &places {
            let wanted = Selected { anchor, focus };
            selection::select(&pane, &text, wanted).expect("both ends are drawn");
            assert_eq!(selection::selected(&pane, &text), Some(wanted), "{wanted:?}");
        }
    }
    pane.remove();
}

#[wasm_bindgen_test]
fn what_the_browser_copies_are_the_words() {
    let text = Text::new(SAMPLE);
    let pane = pane(&text, None);
    let span = Span::from_range(3..22);
    selection::select(&pane, &text, Selected { anchor: span.start, focus: span.end }).expect("both ends are drawn");
    let shown = web_sys::window().and_then(|window| window.get_selection().ok().flatten()).expect("a selection");
    assert_eq!(String::from(js_sys::Object::to_string(shown.unchecked_ref::<js_sys::Object>())), text.slice(span));
    pane.remove();
}

#[wasm_bindgen_test]
fn places_between_blocks_are_the_nearest_end() {
    let text = Text::new(SAMPLE);
    let pane = pane(&text, None);
    let at = |node: &Node, offset| selection::position(&pane, &text, node, offset);
    assert_eq!(at(&pane, 0), Some(Utf8(0)), "before everything");
    let number = pane.query_selector_all("span").expect("found").item(2).expect("the number of the third block");
    let first = text.blocks().get(1).expect("a second block").span;
    assert_eq!(at(&number, 0), Some(first.end), "the gutter belongs to the end of the block before");
    assert_eq!(at(&pane, pane.child_nodes().length()), Some(text.len()), "after everything");
    pane.remove();
}

#[wasm_bindgen_test]
fn what_is_not_drawn_is_not_selected() {
    let text = Text::new(SAMPLE);
    let pane = pane(&text, Some(2));
    let inside = text.blocks().get(2).expect("a third block").span;
    assert_eq!(selection::select(&pane, &text, Selected { anchor: inside.start, focus: inside.end }), None);
    // A selection over it is all the same exact, because only its ends need to be drawn.
    let over = Selected { anchor: Utf8(3), focus: text.len() };
    selection::select(&pane, &text, over).expect("both ends are drawn");
    assert_eq!(selection::selected(&pane, &text), Some(over));
    pane.remove();
}

#[wasm_bindgen_test]
fn points_and_rectangles_agree() {
    let text = Text::new(SAMPLE);
    let pane = pane(&text, None);
    pane.unchecked_ref::<HtmlElement>().style().set_property("font", "20px/2 monospace").expect("a style");
    pane.scroll_into_view();
    let span = Span::from_range(3..6);
    let rects = selection::rects(&pane, &text, span);
    let rect = rects.first().expect("the character is drawn");
    let at = selection::at_point(&pane, &text, rect.left() + 1.0, rect.top() + rect.height() / 2.0);
    assert_eq!(at, Some(span.start));
    pane.remove();
}

#[wasm_bindgen_test]
fn the_browser_knows_words() {
    let (start, word) = word_at("扩大公共服务供给", 4).expect("this engine has word boundaries");
    assert_eq!((start, word.as_str()), (4, "服务"));
}

#[wasm_bindgen_test]
fn the_browser_knows_how_words_are_read() {
    for (words, expected) in
        [("部门", "bm"), ("标为 数量", "bw sl"), ("联系方式 A8", "lxfs A8"), ("安置、欧洲", "az、oz"), ("", "")]
    {
        assert_eq!(initials(words), expected, "{words}");
    }
}
