//! What lies over the words without being among them (浮层): edge handles of the current mark and what joins its parts, the
//! keyboard caret, the place found by a search.

use super::arcs::Link;
use super::window::Window;
use crate::browser::selection::rects;
use crate::text::{Span, Utf8};
use crate::ui::decimal::decimal;
use crate::ui::i18n::{Lang, Msg};
use wasm_bindgen::JsCast;
use web_sys::{DomRect, HtmlElement};

/// What is to be shown over the words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Over {
    /// The parts of the current mark, whose edges can be taken hold of.
    pub mark: Vec<Span>,
    /// What a finger has selected, whose ends can be taken hold of instead.
    pub chosen: Option<Span>,
    /// The relations of the current mark and of the one under the pointer.
    pub links: Vec<Link>,
    /// The keyboard caret.
    pub caret: Option<Utf8>,
    /// The place found.
    pub hit: Option<Span>,
    /// The end of a word being dragged to: the stretch it would cover.
    pub drag: Option<Span>,
}

/// The attribute that says which edge a handle moves.
pub const EDGE: &str = "data-edge";

/// What it says of the ends of what a finger has selected.
pub const FROM: &str = "from";
pub const TO: &str = "to";

/// How many of the places found are shown at once.
const MANY_FOUND: usize = 100;

/// Draws what lies over the words anew; `found` are all places found by a search, in order.
pub fn draw(layer: &HtmlElement, window: &Window, over: &Over, found: &[Span], lang: Lang) {
    layer.set_text_content(None);
    let origin = layer.get_bounding_client_rect();
    let boxes = |span: Span, class: &str| {
        for rect in rects(window.content(), window.text(), span).iter().filter(|rect| rect.width() > 0.0) {
            add(layer, &origin, rect, class, (rect.left(), rect.width()));
        }
    };
    let view = window.in_view();
    let first = found.partition_point(|span| span.end <= view.start);
    for &span in found.iter().skip(first).take(MANY_FOUND) {
        if span.start < view.end && Some(span) != over.hit {
            boxes(span, "hit");
        }
    }
    if let Some(span) = over.hit {
        boxes(span, "found");
    }
    if let Some(span) = over.drag {
        boxes(span, "dragged");
    }
    // A mark that lies too deep to be drawn is shown while it is the current one.
    if matches!(window.content().query_selector("mark[aria-current]"), Ok(None)) {
        for &part in &over.mark {
            boxes(part, "here");
        }
    }
    // The parts of one mark belong together: a dotted line joins them.
    for pair in over.mark.windows(2) {
        if let [before, after] = pair {
            boxes(Span::new(before.end, after.start), "gap");
        }
    }
    if let Some(chosen) = over.chosen {
        handles(layer, window, chosen, [(FROM, Msg::EdgeStart), (TO, Msg::EdgeEnd)], lang);
    } else if let Some(mark) = over.mark.iter().copied().reduce(Span::cover) {
        handles(layer, window, mark, [("start", Msg::EdgeStart), ("end", Msg::EdgeEnd)], lang);
    }
    if let Some(at) = over.caret {
        let next = Span::new(at, window.text().next_cluster(at));
        let before = Span::new(window.text().previous_cluster(at), at);
        let ahead = rects(window.content(), window.text(), next).into_iter().next();
        let behind = || rects(window.content(), window.text(), before).into_iter().next_back();
        let here = ahead.filter(|rect| rect.width() > 0.0).map(|rect| (rect.left(), rect));
        if let Some((x, rect)) = here.or_else(|| behind().map(|rect| (rect.right(), rect))) {
            add(layer, &origin, &rect, "caret", (x, 2.0));
        }
    }
}

/// Draws what a stretch can be taken hold of by: at its first character and at its last.
fn handles(layer: &HtmlElement, window: &Window, span: Span, [start, end]: [(&str, Msg); 2], lang: Lang) {
    let (text, origin) = (window.text(), layer.get_bounding_client_rect());
    let head = Span::new(span.start, text.next_cluster(span.start));
    let tail = Span::new(text.previous_cluster(span.end), span.end);
    for (at, is_start, (edge, name)) in [(head, true, start), (tail, false, end)] {
        let Some(rect) = rects(window.content(), text, at).into_iter().find(|rect| rect.width() > 0.0) else {
            continue;
        };
        let x = if is_start { rect.left() } else { rect.right() };
        let Some(handle) = add(layer, &origin, &rect, "handle", (x, 0.0)) else { continue };
        // The same can be done by key, which is what the handle is for those who cannot see it.
        for (name, value) in [(EDGE, edge), ("data-test", edge), ("title", lang.say(name)), ("aria-hidden", "true")] {
            let _ = handle.set_attribute(name, value);
        }
    }
}

fn add(
    layer: &HtmlElement,
    origin: &DomRect,
    rect: &DomRect,
    class: &str,
    (x, width): (f64, f64),
) -> Option<HtmlElement> {
    let element = layer.owner_document()?.create_element("div").ok()?.dyn_into::<HtmlElement>().ok()?;
    element.set_class_name(class);
    let places =
        [("left", x - origin.left()), ("top", rect.top() - origin.top()), ("width", width), ("height", rect.height())];
    for (property, value) in places {
        element.style().set_property(property, &(decimal(value, 1) + "px")).ok()?;
    }
    layer.append_child(&element).ok()?;
    Some(element)
}
