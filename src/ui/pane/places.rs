//! Where things stand in the window, and bringing them into view (位置与滚动): between positions of the text, shares of its
//! height and where the browser has scrolled to.

use super::window::{Source, Window};
use crate::text::{Span, Utf8};
use crate::ui::decimal::within;

/// How far from the upper edge of the view a stretch that is shown stands at least, in CSS pixels.
const ABOVE: f64 = 40.0;

/// The same from the lower edge, over which the bar for reviewing lies.
const BELOW: f64 = 90.0;

/// Where a stretch is brought to when it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Only as far as needed to see it.
    Nearest,
    /// To the upper third of the view.
    Upper,
}

impl Window {
    /// Where the view begins: the start of the block at its top.
    pub fn top(&self) -> Utf8 {
        self.text.blocks().get(self.top_block().0).map_or(Utf8(0), |block| block.span.start)
    }

    /// Where the view begins, to a fraction of a line. It may lie inside a character.
    pub fn place(&self) -> Utf8 {
        let (index, beyond) = self.top_block();
        self.inside(index, beyond)
    }

    /// Begins the view with the block at a position.
    pub fn go_block(&mut self, at: Utf8, source: &Source<'_>) {
        let start = self.text.blocks().get(self.text.blocks().at(at)).map_or(at, |block| block.span.start);
        self.go(start, source);
    }

    /// Begins the view with a position, or where it stands in its block by its share of the words.
    pub fn go(&mut self, at: Utf8, source: &Source<'_>) {
        self.scroll_to(self.height_at(at));
        self.render(source);
        // Now that the block is measured.
        self.scroll_to(self.height_at(at));
        self.render(source);
    }

    /// How far down a position stands, in CSS pixels from the start of the text, drawn or not.
    pub fn height_at(&self, at: Utf8) -> f64 {
        self.share(at) * self.heights.total()
    }

    /// Brings a stretch into view.
    pub fn show(&mut self, span: Span, align: Align, source: &Source<'_>) {
        if align == Align::Nearest && self.stands(span).is_some_and(|(_, seen)| seen) {
            return;
        }
        let view = f64::from(self.scroller.client_height());
        let blocks = self.text.blocks().touched(span);
        let (from, to) = (self.heights.top(blocks.start), self.heights.top(blocks.end));
        let top = f64::from(self.scroller.scroll_top());
        let fits = top + ABOVE <= from && to <= top + view - BELOW;
        if align == Align::Upper || !fits {
            self.scroll_to((from - view / 3.0).max(0.0));
        }
        self.render(source);
        // Long blocks: go on to the words themselves, now that they are drawn.
        if let Some((above, false)) = self.stands(span) {
            self.scroll_to((f64::from(self.scroller.scroll_top()) + above - view / 3.0).max(0.0));
            self.render(source);
        }
    }

    /// How far below the upper edge of the view a stretch that is drawn begins, and whether it is well in view.
    fn stands(&self, span: Span) -> Option<(f64, bool)> {
        let rects = crate::browser::selection::rects(&self.content, &self.text, span);
        let view = self.scroller.get_bounding_client_rect();
        let (above, below) = (rects.first()?.top() - view.top(), view.bottom() - rects.last()?.bottom());
        Some((above, above >= ABOVE && below >= BELOW))
    }

    /// How far down a position stands, from 0 to 1.
    pub fn share(&self, at: Utf8) -> f64 {
        let blocks = self.text.blocks();
        let index = blocks.at(at);
        let inside = blocks
            .get(index)
            .filter(|block| !block.span.is_empty())
            .map_or(0.0, |block| f64::from(at - block.span.start) / f64::from(block.span.len()));
        (self.heights.top(index) + inside * self.heights.get(index)) / self.heights.total().max(1.0)
    }

    /// The position at a share of the height.
    pub fn at_share(&self, share: f64) -> Utf8 {
        let height = share * self.heights.total();
        let index = self.heights.at(height);
        self.text.floor(self.inside(index, height - self.heights.top(index)))
    }

    /// The byte of a block that is so far down in it by its share of the words.
    fn inside(&self, index: usize, down: f64) -> Utf8 {
        let Some(block) = self.text.blocks().get(index) else { return Utf8(0) };
        let share = within(down / self.heights.get(index).max(1.0), 0.0, 1.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a block")]
        let bytes = (share * f64::from(block.span.len())).round() as u32;
        block.span.start + bytes
    }

    /// What is to be seen, as shares of the height.
    pub fn view(&self) -> (f64, f64) {
        let total = self.heights.total().max(1.0);
        let top = f64::from(self.scroller.scroll_top());
        (top / total, (top + f64::from(self.scroller.client_height())) / total)
    }

    /// The block at the top of the view, and how far it reaches above it.
    pub(super) fn top_block(&self) -> (usize, f64) {
        if self.is_hidden() { self.top } else { self.block_at(f64::from(self.scroller.scroll_top())) }
    }

    fn block_at(&self, top: f64) -> (usize, f64) {
        // The browser scrolls by whole pixels, which may leave the last one of the block above in view.
        let index = self.heights.at(top + 1.0);
        (index, top - self.heights.top(index))
    }

    pub(super) fn restore(&mut self, (index, beyond): (usize, f64)) {
        self.top = (index, beyond);
        let top = self.heights.top(index) + beyond;
        if (top - f64::from(self.scroller.scroll_top())).abs() >= 1.0 {
            self.scroll_to(top);
        }
    }

    fn scroll_to(&mut self, top: f64) {
        self.top = self.block_at(top);
        #[expect(clippy::cast_possible_truncation, reason = "browsers limit heights to some ten million pixels")]
        self.scroller.set_scroll_top(top.round() as i32);
    }
}
