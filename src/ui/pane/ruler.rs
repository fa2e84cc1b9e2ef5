//! The overview ruler (概览尺): where marks and proposals stand in the whole document.

use super::window::Window;
use crate::annotate::Review;
use crate::project::Document;
use crate::scheme::Scheme;
use crate::ui::stylesheet::colour;
use std::collections::BTreeMap;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// One stroke: a row of the ruler, and what is drawn there.
type Strokes = BTreeMap<u32, (bool, usize)>;

/// Which rows carry a stroke, of which label (its order in the scheme), and whether for a proposal. A row shows a
/// proposal before anything accepted, because that is where work is left.
fn strokes(document: &Document, window: &Window, scheme: &Scheme, rows: u32) -> Strokes {
    let mut strokes = Strokes::new();
    for mark in document.marks().iter().filter(|mark| mark.is_visible()) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a few hundred rows")]
        let row = (window.share(mark.cover().start) * f64::from(rows)) as u32;
        let pending = mark.review == Review::Proposed;
        let stroke = (!pending, scheme.order(mark.label.as_str()));
        let place = strokes.entry(row.min(rows.saturating_sub(1))).or_insert(stroke);
        *place = (*place).min(stroke);
    }
    strokes
}

/// Draws the ruler.
pub fn draw(
    canvas: &HtmlCanvasElement,
    document: &Document,
    window: &Window,
    scheme: &Scheme,
    dark: bool,
) -> Option<()> {
    let (width, height) = (canvas.client_width().unsigned_abs(), canvas.client_height().unsigned_abs());
    let scale = web_sys::window()?.device_pixel_ratio();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes of a screen")]
    let pixels = |length: u32| (f64::from(length) * scale) as u32;
    canvas.set_width(pixels(width));
    canvas.set_height(pixels(height));
    let context = canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
    context.scale(scale, scale).ok()?;
    let rows = (height / 3).max(1);
    for (row, (accepted, order)) in strokes(document, window, scheme, rows) {
        let colours = scheme.labels.get(order).map_or(("", ""), |label| (&label.colour.0, &label.colour.1));
        context.set_fill_style_str(colour(if dark { colours.1 } else { colours.0 }));
        // A proposal is half as wide: the difference does not rest on the colour.
        let left = if accepted { 0.0 } else { f64::from(width) / 2.0 };
        context.fill_rect(left, f64::from(row * 3), f64::from(width) - left, 2.0);
    }
    Some(())
}
