//! Relations as lines about the words (弧线): those of the current mark and of the one under the pointer, no others.

use super::window::Window;
use crate::annotate::MarkId;
use crate::browser::selection::rects;
use crate::project::Document;
use crate::text::{Span, Utf8};
use crate::ui::decimal::{decimal, within};
use crate::ui::state::App;
use leptos::prelude::Get;
use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, HtmlElement};

const SVG: &str = "http://www.w3.org/2000/svg";

/// How many arcs are drawn at most; the list beside the text has all.
const MOST: usize = 24;

/// How far an arc goes towards an end that is out of view, in CSS pixels.
const FAR: f64 = 1_500.0;

/// How far above a line of the text an arc goes along it, and how far beside it from one line to another, in CSS pixels.
const RISE: f64 = 8.0;

/// One arc.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it starts.
    pub from: Span,
    /// Where it leads.
    pub to: Span,
    /// The type of the relation; empty while it is being made.
    pub kind: String,
}

/// The relations of some marks.
fn links(document: &Document, marks: &[MarkId]) -> Vec<Link> {
    let mut seen = Vec::new();
    let mut links = Vec::new();
    for relation in marks.iter().flat_map(|&mark| document.relations_of(mark)) {
        let ends = document.mark(relation.from).zip(document.mark(relation.to));
        let Some((from, to)) = ends.filter(|(from, to)| from.is_visible() && to.is_visible()) else { continue };
        if links.len() < MOST && !seen.contains(&relation.id) {
            seen.push(relation.id);
            links.push(Link { from: from.cover(), to: to.cover(), kind: relation.kind.to_string() });
        }
    }
    links
}

/// The arcs that are to be seen now: of the current mark, of the one under the pointer, and of a relation being made.
pub fn seen(app: App, hovered: Option<MarkId>) -> Vec<Link> {
    let (current, from) = (app.mark.get(), app.relating.get());
    let marks: Vec<MarkId> = current.into_iter().chain(hovered.filter(|&id| Some(id) != current)).collect();
    app.read_doc(|document| {
        let cover = |id: MarkId| document.mark(id).map(|mark| mark.cover());
        let making = from.and_then(cover).zip(current.filter(|&to| Some(to) != from).and_then(cover));
        let making = making.map(|(from, to)| Link { from, to, kind: String::new() });
        links(document, &marks).into_iter().chain(making).collect()
    })
    .unwrap_or_default()
}

/// Draws arcs into the layer over the words. `name` gives a type its name.
pub fn draw(layer: &HtmlElement, window: &Window, links: &[Link], name: &dyn Fn(&str) -> String) -> Option<()> {
    if links.is_empty() {
        return None;
    }
    let origin = layer.get_bounding_client_rect();
    let page = layer.owner_document()?;
    let make = |tag: &str, attributes: &[(&str, &str)]| {
        let element = page.create_element_ns(Some(SVG), tag).ok()?;
        attributes.iter().try_for_each(|(key, value)| element.set_attribute(key, value)).ok()?;
        Some(element)
    };
    let svg = make("svg", &[("class", "arcs"), ("aria-hidden", "true"), ("data-test", "arcs")])?;
    let words = window.content().query_selector(".words").ok().flatten();
    let margin = words.map_or(0.0, |words| words.get_bounding_client_rect().left() - origin.left() - RISE);
    for link in links {
        let (x1, y1) = place(window, &origin, link.from.start);
        let (x2, y2) = place(window, &origin, link.to.start);
        let y2 = within(y2, y1 - FAR, y1 + FAR);
        // Between the lines of the text, and beside them from one to another: never through its words.
        let (over1, over2) = (y1 - RISE, y2 - RISE);
        let beside = if (y2 - y1).abs() < RISE { x1 } else { margin };
        let class = if link.kind.is_empty() { "making" } else { "" };
        let [sx1, sy1, sx2, sy2] = [x1, y1, x2, y2].map(in_tenths);
        let [over_first, over_second, beside_both] = [over1, over2, beside].map(in_tenths);
        let curve = format!("M{sx1} {sy1}V{over_first}H{beside_both}V{over_second}H{sx2}V{sy2}");
        add(&svg, make("path", &[("d", &curve), ("class", class)]))?;
        let head = format!("M{sx2} {sy2}l-4 -7h8z");
        add(&svg, make("path", &[("d", &head), ("class", "head")]))?;
        let (x, y) = ((beside + x2) / 2.0, over2 + 4.0);
        let words = make("text", &[("x", &in_tenths(x)), ("y", &in_tenths(y))])?;
        words.set_text_content(Some(&name(&link.kind)));
        add(&svg, Some(words))?;
    }
    layer.append_child(&svg).ok()?;
    Some(())
}

fn in_tenths(length: f64) -> String {
    decimal(length, 1)
}

fn add(svg: &Element, part: Option<Element>) -> Option<()> {
    let part = part?;
    svg.append_child(&part).ok()?;
    Some(())
}

/// Where an arc touches the words: above the first character, or where that would be if it were drawn.
fn place(window: &Window, origin: &DomRect, at: Utf8) -> (f64, f64) {
    let first = Span::new(at, window.text().next_char(at));
    if let Some(rect) = rects(window.content(), window.text(), first).into_iter().find(|rect| rect.width() > 0.0) {
        return (rect.left() + rect.width() / 2.0 - origin.left(), rect.top() - origin.top());
    }
    let content = window.content().unchecked_ref::<Element>().get_bounding_client_rect();
    (content.width() / 2.0, content.top() - origin.top() + window.height_at(at))
}
