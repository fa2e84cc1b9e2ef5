//! The overview ruler (概览尺): where marks and proposals stand in the whole document.

use super::view::Pane;
use super::window::Window;
use crate::annotate::Review;
use crate::project::Document;
use crate::scheme::Scheme;
use crate::ui::stylesheet::colour;
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// How long the ruler waits for more changes before it is drawn again.
const RULER_DELAY: Duration = Duration::from_millis(200);

/// One stroke: a row of the ruler, whether nothing in it waits for a person, and the label by its order in the scheme.
type Stroke = (u32, bool, usize);

/// Which rows carry a stroke. A row shows the first proposal in it before anything accepted, because that is where work is
/// left. Marks come in order of place, so each costs one comparison, however long the document is.
fn strokes(document: &Document, window: &Window, scheme: &Scheme, rows: u32) -> Vec<Stroke> {
    let mut strokes: Vec<Stroke> = Vec::new();
    let end_of = |row: u32| window.at_share(f64::from(row + 1) / f64::from(rows));
    let (mut row, mut end) = (0, end_of(0));
    for mark in document.marks().iter().filter(|mark| mark.is_visible()) {
        let start = mark.spans.first().map(|span| span.start).unwrap_or_default();
        while end <= start && row + 1 < rows {
            row += 1;
            end = end_of(row);
        }
        let done = mark.review != Review::Proposed;
        match strokes.last_mut().filter(|last| last.0 == row) {
            Some((_, there, _)) if done || !*there => {}
            Some(last) => *last = (row, done, scheme.order(mark.label.as_str())),
            None => strokes.push((row, done, scheme.order(mark.label.as_str()))),
        }
    }
    strokes
}

impl Pane {
    /// Draws it again when no more changes have come for a while.
    pub(super) fn draw_ruler_soon(self) {
        if self.ruler_due.try_update_value(|due| std::mem::replace(due, true)) == Some(false) {
            set_timeout(
                move || {
                    self.ruler_due.try_set_value(false);
                    self.draw_ruler();
                },
                RULER_DELAY,
            );
        }
    }

    fn draw_ruler(self) {
        let Some(canvas) = self.ruler.try_get_untracked().flatten() else { return };
        let (app, scheme) = (self.app, self.app.scheme());
        let dark = app.dark.get_untracked();
        self.peek(|window| app.read_doc(|document| draw(&canvas, document, window, &scheme, dark)));
    }
}

fn draw(canvas: &HtmlCanvasElement, document: &Document, window: &Window, scheme: &Scheme, dark: bool) -> Option<()> {
    let (width, height) = (canvas.client_width().unsigned_abs(), canvas.client_height().unsigned_abs());
    let scale = web_sys::window()?.device_pixel_ratio();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes of a screen")]
    let pixels = |length: u32| (f64::from(length) * scale) as u32;
    canvas.set_width(pixels(width));
    canvas.set_height(pixels(height));
    let context = canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
    context.scale(scale, scale).ok()?;
    let rows = (height / 3).max(1);
    for (row, accepted, order) in strokes(document, window, scheme, rows) {
        let colours = scheme.labels.get(order).map_or(("", ""), |label| (&label.colour.0, &label.colour.1));
        context.set_fill_style_str(colour(if dark { colours.1 } else { colours.0 }));
        // A proposal is half as wide: the difference does not rest on the colour.
        let left = if accepted { 0.0 } else { f64::from(width) / 2.0 };
        context.fill_rect(left, f64::from(row * 3), f64::from(width) - left, 2.0);
    }
    Some(())
}
