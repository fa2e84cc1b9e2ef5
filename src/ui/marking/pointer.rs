//! Mouse, pen and finger in the text (指点): choosing words, picking marks, dragging edges.
//!
//! A mouse selects as the browser lets it. A finger that rests on the text takes the unit under it and, as it goes on, what
//! lies between; the ends of what it took can be dragged. Browsers have a long press of their own, which takes other
//! words and brings a menu over the palette; while a finger is down, the style sheet keeps them from it.

use super::choose::{choose, pick, selected, show_palette, unit_at, words_chosen};
use super::moves::{Edge, clause_at, reaching, trimmed, with_edge};
use super::{act, word};
use crate::annotate::Mark;
use crate::browser::selection::{self, Selected};
use crate::text::{Span, Utf8};
use crate::ui::pane::overlay::{EDGE, FROM, TO};
use crate::ui::state::App;
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, MouseEvent, PointerEvent};

/// How long a selection that the browser made for a finger has to rest until the palette comes.
const REST: Duration = Duration::from_millis(400);

/// How long a finger has to rest on the text to take what lies under it: sooner than browsers select by themselves.
const PRESS: Duration = Duration::from_millis(400);

/// How far the pointer has to go until it drags, in CSS pixels; a finger is never quite still.
const MOUSE_SLOP: i32 = 4;
const FINGER_SLOP: i32 = 10;

/// How near to the upper or lower edge of the pane dragging scrolls it on, and how far in a frame, in CSS pixels.
const NEAR: i32 = 40;
const SCROLL: i32 = 8;

/// The position at a point of the window: of the character there, or else of the nearest edge between two.
type AtPoint = Rc<dyn Fn(f64, f64, Hit) -> Option<Utf8>>;

/// Shows what is dragged over.
type Show = Rc<dyn Fn(Option<Span>)>;

/// What is asked of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hit {
    /// The character under it.
    Character,
    /// The edge nearest to it.
    Edge,
}

/// What the pointer is doing in the text.
#[derive(Clone, Copy)]
pub struct Pointer {
    app: App,
    at_point: StoredValue<AtPoint, LocalStorage>,
    show: StoredValue<Show, LocalStorage>,
    doing: StoredValue<Doing>,
    /// Where the pointer was pressed and where it is, in the window.
    from: StoredValue<(i32, i32)>,
    at: StoredValue<(i32, i32)>,
    /// Counts the presses, to tell whether the finger that is down is the one that was waited for.
    presses: StoredValue<u32>,
    /// Whether the finger that goes up has taken words: the click that browsers make of it means nothing then.
    took: StoredValue<bool>,
    scrolls: StoredValue<bool>,
    /// Counts changes of the selection, to tell whether it has rested.
    changes: StoredValue<u32>,
    /// A click that waits for the browser to settle its selection.
    click: StoredValue<Option<Click>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doing {
    /// It is up.
    Nothing,
    /// It is down: a click, the browser's selecting or scrolling, or a finger that is going to rest.
    Pressed,
    /// It moves an edge of the current mark.
    Edge(Edge),
    /// It selects: this much, and what lies between it and the pointer.
    Taking(Span),
}

/// A click on the text.
#[derive(Clone, Copy)]
struct Click {
    /// 1, or 2 and 3 for the last one of a double and a triple click.
    times: i32,
    at: Option<Utf8>,
    /// Whether what it chooses becomes a part of the current mark.
    adds: bool,
}

impl Pointer {
    /// A pointer that asks `at_point` which position stands at a point of the window, and has `show` draw what is dragged over.
    pub fn new(
        app: App,
        at_point: impl Fn(f64, f64, Hit) -> Option<Utf8> + 'static,
        show: impl Fn(Option<Span>) + 'static,
    ) -> Self {
        Self {
            app,
            at_point: StoredValue::new_local(Rc::new(at_point)),
            show: StoredValue::new_local(Rc::new(show)),
            doing: StoredValue::new(Doing::Nothing),
            from: StoredValue::new((0, 0)),
            at: StoredValue::new((0, 0)),
            presses: StoredValue::new(0),
            took: StoredValue::new(false),
            scrolls: StoredValue::new(false),
            changes: StoredValue::new(0),
            click: StoredValue::new(None),
        }
    }

    /// The position where the pointer is.
    fn position(self, hit: Hit) -> Option<Utf8> {
        let at_point = self.at_point.get_value();
        let (x, y) = self.at.get_value();
        at_point(f64::from(x), f64::from(y), hit)
    }

    fn show(self, span: Option<Span>) {
        self.show.get_value()(span);
    }

    /// A button or finger goes down.
    pub fn down(self, event: &PointerEvent) {
        let press = self.presses.try_update_value(|count| {
            *count = count.wrapping_add(1);
            *count
        });
        if !event.is_primary() {
            // A second finger makes the text larger.
            return;
        }
        self.doing.set_value(Doing::Pressed);
        self.took.set_value(false);
        self.from.set_value(point(event));
        self.at.set_value(point(event));
        self.app.palette.set(None);
        let by_finger = event.pointer_type() == "touch";
        wear("finger", by_finger);
        wear("pressed", true);
        if event.button() == 0 && event.pointer_type() == "mouse" && !event.shift_key() {
            // Pressed on words that are selected, browsers begin to drag them away. Here it begins another selection.
            selection::clear();
        }
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let edge = target.and_then(|target| target.get_attribute(EDGE));
        let chosen = self.app.selection.get_untracked().map(Selected::span).unwrap_or_default();
        let doing = match edge.as_deref() {
            Some(FROM) => Doing::Taking(Span::new(chosen.end, chosen.end)),
            Some(TO) => Doing::Taking(Span::new(chosen.start, chosen.start)),
            Some("start") => Doing::Edge(Edge::Start),
            Some(_) => Doing::Edge(Edge::End),
            None if by_finger => return set_timeout(move || self.rested(press), PRESS),
            None => return,
        };
        self.doing.set_value(doing);
        event.prevent_default();
        if let Some(pane) = event.current_target().and_then(|it| it.dyn_into::<Element>().ok()) {
            // Without the capture, dragging ends at the pane's edge, which is no harm.
            let _ = pane.set_pointer_capture(event.pointer_id());
        }
    }

    /// A finger has rested on the text: it takes what lies under it.
    fn rested(self, press: Option<u32>) {
        let app = self.app;
        let still = move || self.doing.try_get_value() == Some(Doing::Pressed) && self.presses.try_get_value() == press;
        let Some(at) = still().then(|| self.position(Hit::Character)).flatten() else { return };
        unit_at(app, at, move |unit| {
            let unit = app.text().map(|text| trimmed(&text, unit)).unwrap_or_default();
            if still() && !unit.is_empty() {
                self.doing.set_value(Doing::Taking(unit));
                self.take(unit, unit.end);
            }
        });
    }

    /// Selects from what stays to a position.
    fn take(self, kept: Span, to: Utf8) {
        let (anchor, focus) = reaching(kept, to);
        let selected = Selected { anchor, focus };
        self.app.selection.set(Some(selected));
        self.show(Some(selected.span()));
    }

    /// The pointer moves.
    pub fn moved(self, event: &PointerEvent) {
        if !event.is_primary() || self.doing.get_value() == Doing::Nothing {
            return;
        }
        self.at.set_value(point(event));
        if event.buttons() == 0 {
            // It was let go outside the text.
            self.let_go(event);
        } else {
            self.follow();
        }
    }

    /// Does what the pointer is doing up to where it is.
    fn follow(self) {
        match self.doing.get_value() {
            Doing::Pressed if self.is_beyond(FINGER_SLOP) => {
                // Not the finger any more that was going to rest.
                self.presses.update_value(|count| *count = count.wrapping_add(1));
            }
            Doing::Edge(edge) => {
                if let Some((_, spans)) = self.dragged(edge) {
                    self.show(spans.iter().copied().reduce(Span::cover));
                }
                self.scroll_on();
            }
            Doing::Taking(kept) if self.is_beyond(MOUSE_SLOP) => {
                // Both ends of a selection at one place would leave nothing to take hold of.
                if let Some(to) = self.position(Hit::Edge).filter(|&to| !kept.cover(Span::new(to, to)).is_empty()) {
                    self.take(kept, to);
                }
                self.scroll_on();
            }
            _ => {}
        }
    }

    /// Scrolls while something is dragged to the upper or lower edge of the pane, also where the pointer rests there.
    fn scroll_on(self) {
        let Some(pane) = document().get_element_by_id("text") else { return };
        let (box_, (_, y)) = (pane.get_bounding_client_rect(), self.at.get_value());
        let by = match f64::from(y) {
            y if y < box_.top() + f64::from(NEAR) => -SCROLL,
            y if y > box_.bottom() - f64::from(NEAR) => SCROLL,
            _ => return,
        };
        if self.is_beyond(MOUSE_SLOP) && !self.scrolls.get_value() {
            self.scrolls.set_value(true);
            request_animation_frame(move || {
                self.scrolls.try_set_value(false);
                if matches!(self.doing.try_get_value(), Some(Doing::Edge(_) | Doing::Taking(_))) {
                    pane.set_scroll_top(pane.scroll_top() + by);
                    self.follow();
                }
            });
        }
    }

    /// The button or finger goes up, or the browser takes it over to scroll.
    pub fn let_go(self, event: &PointerEvent) {
        if !event.is_primary() {
            return;
        }
        let doing = self.doing.get_value();
        self.at.set_value(point(event));
        self.doing.set_value(Doing::Nothing);
        wear("pressed", false);
        match doing {
            Doing::Edge(edge) => {
                if let Some((mark, spans)) = self.dragged(edge) {
                    act::set_spans(self.app, &mark, spans);
                } else if let (false, Some(at)) = (self.is_beyond(MOUSE_SLOP), self.position(Hit::Character)) {
                    // A handle that was only pressed is no obstacle: what lies under it is meant.
                    pick(self.app, at);
                }
            }
            Doing::Taking(_) => {
                self.took.set_value(true);
                if event.type_() == "pointercancel" {
                    // Nobody let it go: it stays selected, and no armed label marks it.
                    show_palette(self.app);
                } else {
                    words_chosen(self.app, false);
                }
            }
            Doing::Nothing | Doing::Pressed => return self.selection_changed(),
        }
        self.show(None);
    }

    /// An event of the browser's own: it is kept from scrolling while a finger drags, from the menu of its long press, and
    /// from making a click of one that has taken words.
    pub fn keep(self, event: &Event) {
        let doing = self.doing.get_value();
        let is_kept = match event.type_().as_str() {
            "touchmove" => matches!(doing, Doing::Edge(_) | Doing::Taking(_)),
            "touchend" => self.took.try_update_value(std::mem::take) == Some(true),
            _ => doing != Doing::Nothing && is_by_finger(),
        };
        if is_kept {
            event.prevent_default();
        }
    }

    /// Whether the pointer has gone so far from the place where it was pressed.
    fn is_beyond(self, slop: i32) -> bool {
        let ((from_x, from_y), (x, y)) = (self.from.get_value(), self.at.get_value());
        (x - from_x).abs() + (y - from_y).abs() > slop
    }

    fn dragged(self, edge: Edge) -> Option<(Arc<Mark>, Vec<Span>)> {
        let mark = self.app.current().filter(|_| self.is_beyond(MOUSE_SLOP))?;
        let spans = with_edge(&mark, edge, self.position(Hit::Edge)?)?;
        Some((mark, spans))
    }

    /// A click, a double or triple one, or the end of dragging over words. After a click the browser settles its selection
    /// when this event has passed; after dragging it stands, and the mark is there in the same frame.
    pub fn clicked(self, event: &MouseEvent) {
        if event.button() != 0 {
            return;
        }
        self.at.set_value(point(event));
        let adds = event.ctrl_key() || event.alt_key() || event.meta_key();
        if self.is_beyond(MOUSE_SLOP) && selected(self.app, adds) {
            return;
        }
        if event.detail() <= 1 {
            self.settle();
        }
        let click = Click { times: event.detail(), at: self.position(Hit::Character), adds };
        self.click.set_value(Some(click));
        set_timeout(move || self.settle(), Duration::ZERO);
    }

    /// Does what the last click asks for, unless that is done. Of clicks that follow each other as quickly as a double click
    /// does, only the last may be done.
    fn settle(self) {
        if let Some(Some(click)) = self.click.try_update_value(Option::take) {
            self.settled(click);
        }
    }

    /// A key is about to act: what was clicked on before it is chosen first, without waiting for the worker.
    pub fn hurry(self) {
        self.settle();
        word::settle();
    }

    fn settled(self, Click { times, at, adds }: Click) {
        let app = self.app;
        match (times, at, app.text()) {
            (2, Some(at), _) => unit_at(app, at, move |unit| choose(app, unit, adds)),
            (3, Some(at), Some(text)) => choose(app, clause_at(&text, at), adds),
            (_, Some(at), Some(_)) if !selected(app, adds) => pick(app, at),
            _ => {}
        }
    }

    /// The selection changed: one made without a mouse gets the palette when it has rested.
    pub fn selection_changed(self) {
        let count = self.changes.try_update_value(|count| {
            *count = count.wrapping_add(1);
            *count
        });
        let app = self.app;
        set_timeout(
            move || {
                let rests = self.changes.try_get_value() == count && self.doing.try_get_value() == Some(Doing::Nothing);
                let chosen = app.selection.get_untracked().is_some_and(|it| !it.span().is_empty());
                if rests && chosen && !app.caret.get_untracked() && app.palette.get_untracked().is_none() {
                    show_palette(app);
                }
            },
            REST,
        );
    }
}

fn point(event: &MouseEvent) -> (i32, i32) {
    (event.client_x(), event.client_y())
}

/// Whether the pointer that was used last in the text is a finger.
pub fn is_by_finger() -> bool {
    matches!(document().query_selector("#text.finger"), Ok(Some(_)))
}

/// Tells the style sheet what the pointer is: a finger, pressed.
fn wear(class: &str, on: bool) {
    if let Some(pane) = document().get_element_by_id("text") {
        // Without it the text is only harder to touch.
        let _ = pane.class_list().toggle_with_force(class, on);
    }
}
