//! The part of the text that is in the page (视窗): which blocks are drawn, and where they stand.
//!
//! Blocks follow each other in the normal flow; what is not drawn is a spacer of the height it would have. Heights are
//! estimates until a block is drawn and measured; the block at the top of the view then stays where it is, whatever
//! changes above it. Blocks that hold an end of the selection stay drawn, so that the browser's selection survives any
//! scrolling.

use super::draw::{self, Ink};
use super::heights::{Heights, runs};
use super::layout::{Guess, Layout};
use super::typeset::Typeset;
use crate::annotate::Mark;
use crate::scheme::Scheme;
use crate::text::{Span, Text, Utf8};
use crate::ui::decimal::{decimal, within};
use crate::ui::i18n::Lang;
use litemap::LiteMap;
use std::ops::Range;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{Document as Page, HtmlElement, Node};

/// How far beyond the view blocks are drawn, in CSS pixels.
const BEYOND: f64 = 700.0;

/// The same for a text so densely marked that drawing this far would fill the page with elements.
const BEYOND_DENSE: f64 = 80.0;

/// How many elements the blocks may be made of before less is drawn beyond the view.
const MANY: u32 = 1_000;

/// How much farther beyond the view is drawn, and how many blocks out of view are drawn again, in one frame: all at once
/// may keep a busy machine from answering for longer than a person notices.
const FARTHER: f64 = 160.0;
const FEW: usize = 8;

/// How often drawing is repeated at most when measured heights leave part of the view empty.
const ROUNDS: usize = 4;

/// What the blocks are drawn from.
pub struct Source<'a> {
    /// The scheme.
    pub scheme: &'a Scheme,
    /// The language of what is generated.
    pub lang: Lang,
    /// The visible marks over a stretch, in order.
    pub marks: &'a dyn Fn(Span) -> Vec<Arc<Mark>>,
}

/// The drawn part of one text.
pub struct Window {
    page: Page,
    pub(super) scroller: HtmlElement,
    pub(super) content: HtmlElement,
    pub(super) text: Text,
    layout: Layout,
    pub(super) heights: Heights,
    drawn: LiteMap<usize, HtmlElement>,
    spacers: Vec<HtmlElement>,
    pins: Vec<usize>,
    /// The blocks that were drawn again and not measured since.
    stale: Vec<usize>,
    /// The blocks out of view that have changed and not been drawn again yet.
    late: Vec<usize>,
    /// The blocks in view.
    seen: Range<usize>,
    /// Whether more is to be drawn beyond the view.
    spreads: bool,
    width: i32,
    typeset: Typeset,
    beyond: f64,
    /// The block at the top of the view, and how far it reaches above it: what to come back to after being hidden.
    pub(super) top: (usize, f64),
}

impl Window {
    /// An empty window in a scrolling element; `content` is its only child and holds the blocks.
    pub fn new(page: Page, scroller: HtmlElement, content: HtmlElement) -> Self {
        Self {
            page,
            scroller,
            content,
            text: Text::new(""),
            layout: Layout::default(),
            heights: Heights::default(),
            drawn: LiteMap::new(),
            spacers: Vec::new(),
            pins: Vec::new(),
            stale: Vec::new(),
            late: Vec::new(),
            seen: 0..0,
            spreads: false,
            width: 0,
            typeset: Typeset::default(),
            beyond: BEYOND,
            top: (0, 0.0),
        }
    }

    /// The text shown.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// The element that holds the blocks.
    pub fn content(&self) -> &HtmlElement {
        &self.content
    }

    /// The stretch in view, to whole blocks.
    pub fn in_view(&self) -> Span {
        let blocks = self.text.blocks();
        let (first, last) = (blocks.get(self.seen.start), blocks.get(self.seen.end.saturating_sub(1)));
        first.zip(last).map(|(first, last)| first.span.cover(last.span)).unwrap_or_default()
    }

    /// The scrolling element.
    pub fn scroller(&self) -> &HtmlElement {
        &self.scroller
    }

    /// Shows a text, from its beginning unless it is the one shown already. Little more than the view is drawn at first, so
    /// that it is there soon; [`Window::spread`] draws the rest.
    pub fn open(&mut self, text: Text, layout: Layout, source: &Source<'_>) {
        let stays = self.text == text;
        let top = if stays { self.top_block() } else { (0, 0.0) };
        self.forget_drawn();
        self.beyond = BEYOND_DENSE;
        (self.text, self.layout) = (text, layout);
        if !stays {
            self.pins.clear();
        }
        self.estimate_all();
        self.restore(top);
        self.render(source);
    }

    /// Lays the same text out otherwise. Only the blocks that this changes are drawn again.
    pub fn lay_out(&mut self, layout: Layout, source: &Source<'_>) {
        let changed = self.layout.differences(&layout);
        let (top, runs) = (self.top_block(), runs(self.near(), &self.pins));
        self.layout = layout;
        let guess = self.guess();
        for &index in &changed {
            let height = self.text.blocks().get(index).map(|block| guess.height(block, self.layout.kind(index)));
            self.heights.set(index, height.unwrap_or_default());
        }
        self.redraw_blocks(&changed, source);
        self.set_spacers(&runs);
        self.restore(top);
    }

    /// Draws as far beyond the view as is kept drawn, a little with each [`Window::settle`] from now on.
    pub fn spread(&mut self) {
        self.spreads = true;
    }

    /// Draws again the blocks that stretches touch: those in view at once, others with [`Window::settle`]. How high they are now is seen by that, too, once for all that
    /// is drawn again before the browser paints: asking for it has the browser lay the page out.
    pub fn redraw(&mut self, spans: &[Span], source: &Source<'_>) {
        let touched = self.drawn.keys().copied().filter(|&index| self.is_touched(index, spans));
        let (now, late): (Vec<_>, Vec<_>) = touched.partition(|index| self.seen.contains(index));
        self.late.retain(|index| !late.contains(index));
        self.late.extend(late);
        self.redraw_blocks(&now, source);
    }

    fn redraw_blocks(&mut self, blocks: &[usize], source: &Source<'_>) {
        for &index in blocks {
            let Some(old) = self.drawn.remove(&index) else { continue };
            let Some(new) = self.draw(index, source) else { continue };
            if old.replace_with_with_node_1(&new).is_ok() {
                self.drawn.insert(index, new);
                self.stale.push(index);
            }
        }
    }

    /// Measures what was drawn again, and draws what has come into view or drops what has left it by that. Goes on with what
    /// is out of view; `true` while there is more of that.
    pub fn settle(&mut self, source: &Source<'_>) -> bool {
        // What was drawn in view is enough for one frame.
        if self.stale.is_empty() {
            let late = self.late.split_off(self.late.len().saturating_sub(FEW));
            self.redraw_blocks(&late, source);
            if self.spreads && late.is_empty() {
                let farther = (self.beyond + FARTHER).min(BEYOND);
                self.beyond = farther;
                self.render(source);
                // A text that fills the page with elements is drawn less far again, and that is that.
                self.spreads = farther < BEYOND && farther <= self.beyond;
            }
        }
        if !self.stale.is_empty() {
            self.render(source);
        }
        self.spreads || !self.late.is_empty()
    }

    /// Draws everything that is drawn again.
    pub fn redraw_all(&mut self, source: &Source<'_>) {
        self.redraw(&[self.text.span()], source);
    }

    /// Takes note of another size of the view, which is none while it is hidden: then all waits. With another width, all
    /// heights are guessed afresh. What is drawn is measured, as it may have been drawn unseen.
    pub fn resized(&mut self, source: &Source<'_>) {
        if self.is_hidden() {
            return;
        }
        if self.width != self.scroller.client_width() {
            self.estimate_all();
        }
        for (&index, element) in &self.drawn {
            self.heights.set(index, height(element));
        }
        let top = self.top;
        self.restore(top);
        self.render(source);
        // Now that there is room to scroll in.
        self.restore(top);
        self.render(source);
    }

    /// Keeps the blocks at these positions drawn.
    pub fn pin(&mut self, positions: &[Utf8], source: &Source<'_>) {
        let pins: Vec<_> = positions.iter().map(|&at| self.text.blocks().at(at)).collect();
        if self.pins != pins {
            self.pins = pins;
            self.render(source);
        }
    }

    /// Sets the text otherwise from now on; [`Window::open`] draws it so.
    pub fn set_typeset(&mut self, typeset: Typeset) {
        self.typeset = typeset;
    }

    /// Draws what has come into view, drops what has left it.
    pub fn render(&mut self, source: &Source<'_>) {
        if self.is_hidden() {
            return;
        }
        for _ in 0..ROUNDS {
            let top = self.top_block();
            let wanted = runs(self.near(), &self.pins);
            let mut new = self.draw_runs(&wanted, source);
            new.append(&mut self.stale);
            let mut changed = false;
            let measured: Vec<_> =
                new.iter().filter_map(|index| Some((*index, height(self.drawn.get(index)?)))).collect();
            for (index, height) in measured {
                changed |= self.heights.set(index, height);
            }
            if !changed {
                break;
            }
            self.set_spacers(&wanted);
            self.restore(top);
        }
        if self.beyond > BEYOND_DENSE && self.content.get_elements_by_tag_name("*").length() > MANY {
            self.beyond = BEYOND_DENSE;
            self.draw_runs(&runs(self.near(), &self.pins), source);
        }
        self.top = self.top_block();
        let lowest = self.heights.top(self.top.0) + self.top.1 + f64::from(self.scroller.client_height());
        self.seen = self.top.0..self.heights.at(lowest) + 1;
    }

    /// Whether another view is shown in this one's place. Nothing has a size then, and nothing scrolls.
    pub(super) fn is_hidden(&self) -> bool {
        self.scroller.client_height() == 0
    }

    /// The blocks near the view.
    fn near(&self) -> Range<usize> {
        let top = f64::from(self.scroller.scroll_top());
        let view = f64::from(self.scroller.client_height());
        let last = self.heights.at(top + view + self.beyond);
        self.heights.at((top - self.beyond).max(0.0))..(last + 1).min(self.heights.len())
    }

    /// Makes the page hold exactly these runs of blocks, in order; gives the blocks that were drawn anew.
    fn draw_runs(&mut self, wanted: &[Range<usize>], source: &Source<'_>) -> Vec<usize> {
        let gone: Vec<usize> =
            self.drawn.keys().copied().filter(|index| !wanted.iter().any(|run| run.contains(index))).collect();
        for index in gone {
            if let Some(element) = self.drawn.remove(&index) {
                element.remove();
            }
        }
        let mut new = Vec::new();
        for index in wanted.iter().cloned().flatten() {
            if !self.drawn.contains_key(&index)
                && let Some(element) = self.draw(index, source)
            {
                self.drawn.insert(index, element);
                new.push(index);
            }
        }
        while self.spacers.len() <= wanted.len()
            && let Some(spacer) = self.make_spacer()
        {
            self.spacers.push(spacer);
        }
        let mut cursor = self.content.first_child();
        for (place, run) in wanted.iter().enumerate() {
            put(&self.content, self.spacers.get(place), &mut cursor);
            for index in run.clone() {
                put(&self.content, self.drawn.get(&index), &mut cursor);
            }
        }
        put(&self.content, self.spacers.get(wanted.len()), &mut cursor);
        while let Some(node) = cursor {
            cursor = node.next_sibling();
            // What follows the last spacer are spacers of earlier runs.
            let _ = self.content.remove_child(&node);
        }
        self.set_spacers(wanted);
        new
    }

    fn set_spacers(&self, wanted: &[Range<usize>]) {
        let mut from = 0.0;
        let ends = wanted.iter().map(|run| (self.heights.top(run.start), self.heights.top(run.end)));
        for (spacer, (start, end)) in self.spacers.iter().zip(ends.chain([(self.heights.total(), 0.0)])) {
            // A height the browser does not take leaves the spacer as it was.
            let _ = spacer.style().set_property("height", &(decimal((start - from).max(0.0), 2) + "px"));
            from = end;
        }
    }

    fn draw(&self, index: usize, source: &Source<'_>) -> Option<HtmlElement> {
        let block = self.text.blocks().get(index)?;
        let ink = Ink { page: &self.page, scheme: source.scheme, lang: source.lang };
        let marks = (source.marks)(block.span);
        draw::block(&ink, &self.text, index, block, self.layout.kind(index), &marks)
    }

    fn make_spacer(&self) -> Option<HtmlElement> {
        let spacer = self.page.create_element("div").ok()?.dyn_into::<HtmlElement>().ok()?;
        spacer.set_class_name("spacer");
        spacer.set_attribute("aria-hidden", "true").ok()?;
        Some(spacer)
    }

    fn is_touched(&self, index: usize, spans: &[Span]) -> bool {
        let Some(block) = self.text.blocks().get(index) else { return false };
        spans.iter().any(|span| span.start <= block.span.end && block.span.start <= span.end)
    }

    fn forget_drawn(&mut self) {
        for (_, element) in std::mem::take(&mut self.drawn) {
            element.remove();
        }
        self.late.clear();
    }

    fn estimate_all(&mut self) {
        if !self.is_hidden() {
            self.width = self.scroller.client_width();
        }
        let guess = self.guess();
        let blocks = self.text.blocks().iter().enumerate();
        self.heights =
            Heights::new(blocks.map(|(index, block)| guess.height(block, self.layout.kind(index))).collect());
    }

    /// What heights are guessed by.
    fn guess(&self) -> Guess {
        let narrow = self.width < 560;
        let size = f64::from(self.typeset.size) - if narrow { 1.0 } else { 0.0 };
        let line = size * if narrow { 2.0 } else { 2.15 };
        let column = f64::from(self.width) - if narrow { 40.0 } else { 118.0 };
        let per_line = within(column / size, 8.0, f64::from(self.typeset.width));
        Guess { per_line, line }
    }
}

/// Puts a node where the cursor stands, unless it is there already, and moves the cursor behind it.
fn put(parent: &HtmlElement, node: Option<&HtmlElement>, cursor: &mut Option<Node>) {
    let Some(node) = node else { return };
    if cursor.as_ref().is_some_and(|at| at.is_same_node(Some(node))) {
        *cursor = node.next_sibling();
    } else {
        // Inserting fails only where the cursor has left the parent, which holds nothing but what is put here.
        let _ = parent.insert_before(node, cursor.as_ref());
    }
}

fn height(element: &HtmlElement) -> f64 {
    element.get_bounding_client_rect().height()
}
