//! Between the browser's selection and spans of a text (选区): the one place where UTF-16 is counted.
//!
//! The reading pane draws each block as an element that carries `data-block` with the block's number and holds exactly
//! the block's characters. Places that lie between such elements (in the gutter, in the padding) count as the nearest end
//! of a block.

use crate::text::{Span, Text, Utf8, Utf16};
use wasm_bindgen::prelude::*;
use web_sys::{DomRect, Element, Node, Range, Selection};

/// The attribute that names the block an element draws.
pub const BLOCK: &str = "data-block";

#[wasm_bindgen]
extern "C" {
    /// The older name of `caretPositionFromPoint`, which some engines still have instead.
    #[wasm_bindgen(extends = web_sys::Document, js_name = Document)]
    type OldDocument;
    #[wasm_bindgen(method, catch, js_name = caretRangeFromPoint)]
    fn caret_range_from_point(this: &OldDocument, x: f32, y: f32) -> Result<Option<Range>, JsValue>;
}

/// What is selected in the pane, with the end that moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selected {
    /// Where the selection began.
    pub anchor: Utf8,
    /// Where it is extended to.
    pub focus: Utf8,
}

impl Selected {
    /// What is covered.
    pub fn span(self) -> Span {
        Span::new(self.anchor, self.focus)
    }
}

/// The browser's selection.
fn selection() -> Option<Selection> {
    web_sys::window()?.get_selection().ok()?
}

/// What is selected, if the selection begins in this pane.
pub fn selected(pane: &Element, text: &Text) -> Option<Selected> {
    let selection = selection()?;
    let (anchor, focus) = (selection.anchor_node()?, selection.focus_node()?);
    if !pane.contains(Some(&anchor)) {
        return None;
    }
    Some(Selected {
        anchor: position(pane, text, &anchor, selection.anchor_offset())?,
        focus: position(pane, text, &focus, selection.focus_offset())?,
    })
}

/// Where the browser sees the point of a node in the text.
pub fn position(pane: &Element, text: &Text, node: &Node, offset: u32) -> Option<Utf8> {
    let range = Range::new().ok()?;
    let mut nearest = None;
    for (index, element) in drawn(pane) {
        let block = text.blocks().get(index)?.span;
        range.select_node_contents(&element).ok()?;
        match range.compare_point(node, offset).ok() {
            Some(0) => {
                range.set_end(node, offset).ok()?;
                return Some(within(text, block, utf16_len(&range)));
            }
            // The point stands before this block: it belongs to the end of the block before, or to this one's start.
            Some(before) if before < 0 => return Some(nearest.unwrap_or(block.start)),
            Some(_) => nearest = Some(block.end),
            None => {}
        }
    }
    nearest
}

/// The position under a point of the window.
pub fn at_point(pane: &Element, text: &Text, x: f64, y: f64) -> Option<Utf8> {
    let document = web_sys::window()?.document()?;
    #[expect(clippy::cast_possible_truncation, reason = "coordinates of a window are small")]
    let (x, y) = (x as f32, y as f32);
    if js_sys::Reflect::has(&document, &"caretPositionFromPoint".into()).unwrap_or(false) {
        let caret = document.caret_position_from_point(x, y)?;
        let node = caret.offset_node()?;
        return pane.contains(Some(&node)).then(|| position(pane, text, &node, caret.offset()))?;
    }
    let range = document.unchecked_ref::<OldDocument>().caret_range_from_point(x, y).ok()??;
    let node = range.start_container().ok()?;
    pane.contains(Some(&node)).then(|| position(pane, text, &node, range.start_offset().unwrap_or(0)))?
}

/// The start of the character under a point of the window: [`at_point`] gives the nearest edge, which in a character's
/// second half is its end.
pub fn char_at_point(pane: &Element, text: &Text, x: f64, y: f64) -> Option<Utf8> {
    let at = at_point(pane, text, x, y)?;
    let before = Span::new(text.previous_char(at), at);
    let covers = |rect: &DomRect| rect.left() <= x && x < rect.right() && rect.top() <= y && y < rect.bottom();
    Some(if rects(pane, text, before).iter().any(covers) { before.start } else { at })
}

/// Selects a stretch, as far as its ends are drawn; the anchor comes first, the moving end second.
pub fn select(pane: &Element, text: &Text, selected: Selected) -> Option<()> {
    let (anchor, anchor_offset) = place(pane, text, selected.anchor)?;
    let (focus, focus_offset) = place(pane, text, selected.focus)?;
    selection()?.set_base_and_extent(&anchor, anchor_offset, &focus, focus_offset).ok()
}

/// Moves the end of the browser's selection by a line as it is seen, with what was selected or without. `None` where the
/// engine cannot.
pub fn move_by_line(pane: &Element, text: &Text, forward: bool, extend: bool) -> Option<Selected> {
    let selection = selection()?;
    let modify = js_sys::Reflect::get(&selection, &"modify".into()).ok()?.dyn_into::<js_sys::Function>().ok()?;
    let (alter, way) = (if extend { "extend" } else { "move" }, if forward { "forward" } else { "backward" });
    modify.call3(&selection, &alter.into(), &way.into(), &"line".into()).ok()?;
    selected(pane, text)
}

/// Gives the browser's selection up.
pub fn clear() {
    if let Some(selection) = selection() {
        // Clearing fails only where there is nothing to clear.
        let _ = selection.remove_all_ranges();
    }
}

/// The last rectangle of what the browser has selected, in the window.
pub fn last_rect() -> Option<DomRect> {
    let list = selection()?.get_range_at(0).ok()?.get_client_rects()?;
    let filled = (0..list.length()).rev().filter_map(|index| list.item(index));
    filled.into_iter().find(|rect| rect.width() > 0.0)
}

/// The rectangles that a stretch covers in the window, as far as it is drawn.
pub fn rects(pane: &Element, text: &Text, span: Span) -> Vec<DomRect> {
    let range = || {
        let range = Range::new().ok()?;
        let (start, start_offset) = place(pane, text, span.start)?;
        let (end, end_offset) = place(pane, text, span.end)?;
        range.set_start(&start, start_offset).ok()?;
        range.set_end(&end, end_offset).ok()?;
        Some(range)
    };
    let Some(list) = range().and_then(|range| range.get_client_rects()) else {
        return Vec::new();
    };
    (0..list.length()).filter_map(|index| list.item(index)).collect()
}

/// The node and offset in it where a position is drawn; `None` where its block is not drawn.
fn place(pane: &Element, text: &Text, at: Utf8) -> Option<(Node, u32)> {
    let index = text.blocks().at(at);
    let block = text.blocks().get(index)?.span;
    let element = pane.query_selector(&format!("[{BLOCK}=\"{index}\"]")).ok()??;
    let mut rest = text.utf16(at.min(block.end)).0 - text.utf16(block.start).0;
    let mut last = None;
    let mut todo = vec![Node::from(element.clone())];
    while let Some(node) = todo.pop() {
        if node.node_type() == Node::TEXT_NODE {
            let len = node.unchecked_ref::<web_sys::Text>().length();
            if rest <= len {
                return Some((node, rest));
            }
            rest -= len;
            last = Some((node, len));
        } else {
            let children = node.child_nodes();
            todo.extend((0..children.length()).rev().filter_map(|child| children.item(child)));
        }
    }
    Some(last.unwrap_or_else(|| (element.into(), 0)))
}

/// The blocks that are drawn, in order.
fn drawn(pane: &Element) -> Vec<(usize, Element)> {
    let Ok(list) = pane.query_selector_all(&format!("[{BLOCK}]")) else {
        return Vec::new();
    };
    let elements = (0..list.length()).filter_map(|index| list.item(index)?.dyn_into::<Element>().ok());
    elements.filter_map(|element| Some((element.get_attribute(BLOCK)?.parse().ok()?, element))).collect()
}

fn within(text: &Text, block: Span, utf16: u32) -> Utf8 {
    text.from_utf16(Utf16(text.utf16(block.start).0.saturating_add(utf16))).min(block.end)
}

fn utf16_len(range: &Range) -> u32 {
    js_sys::Object::to_string(range.unchecked_ref::<js_sys::Object>()).length()
}
