//! Mouse, pen and finger in the text (指点): choosing words, picking marks, dragging edges.

use super::moves::{Edge, clause_at, stack_at, trimmed, with_edge};
use super::{act, word};
use crate::annotate::Mark;
use crate::browser::selection::{self, Selected};
use crate::text::{Span, Utf8};
use crate::ui::pane::overlay::EDGE;
use crate::ui::state::App;
use crate::ui::state::view::{Dialog, Tab};
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent, PointerEvent};

/// How long a selection made with the finger has to rest until the palette comes.
const REST: Duration = Duration::from_millis(400);

/// The position at a point of the window: of the character there, or else of the nearest edge between two.
type AtPoint = Rc<dyn Fn(f64, f64, Hit) -> Option<Utf8>>;

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
    edge: StoredValue<Option<Edge>>,
    is_down: StoredValue<bool>,
    /// Where the pointer was pressed, in the window.
    from: StoredValue<(i32, i32)>,
    /// Counts changes of the selection, to tell whether it has rested.
    changes: StoredValue<u32>,
    /// A click that waits for the browser to settle its selection.
    click: StoredValue<Option<Click>>,
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
    /// A pointer that asks `at_point` which position stands at a point of the window.
    pub fn new(app: App, at_point: impl Fn(f64, f64, Hit) -> Option<Utf8> + 'static) -> Self {
        Self {
            app,
            at_point: StoredValue::new_local(Rc::new(at_point)),
            edge: StoredValue::new(None),
            is_down: StoredValue::new(false),
            from: StoredValue::new((0, 0)),
            changes: StoredValue::new(0),
            click: StoredValue::new(None),
        }
    }

    fn position(self, event: &MouseEvent, hit: Hit) -> Option<Utf8> {
        let at_point = self.at_point.get_value();
        at_point(f64::from(event.client_x()), f64::from(event.client_y()), hit)
    }

    /// A button or finger goes down.
    pub fn down(self, event: &PointerEvent) {
        self.is_down.set_value(true);
        self.from.set_value((event.client_x(), event.client_y()));
        self.app.palette.set(None);
        hide_handles(true);
        if event.button() == 0 && event.pointer_type() == "mouse" && !event.shift_key() {
            // Pressed on words that are selected, browsers begin to drag them away. Here it begins another selection.
            selection::clear();
        }
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let edge = match target.as_ref().and_then(|target| target.get_attribute(EDGE)).as_deref() {
            Some("start") => Edge::Start,
            Some(_) => Edge::End,
            None => return,
        };
        self.edge.set_value(Some(edge));
        event.prevent_default();
        if let Some(pane) = event.current_target().and_then(|it| it.dyn_into::<Element>().ok()) {
            // Without the capture, dragging ends at the pane's edge, which is no harm.
            let _ = pane.set_pointer_capture(event.pointer_id());
        }
    }

    /// The pointer moves; `show` draws what a dragged edge would cover.
    pub fn moved(self, event: &PointerEvent, show: impl Fn(Option<Span>)) {
        if self.is_down.get_value() && event.buttons() == 0 {
            // It was let go outside the text.
            self.let_go(event, show);
        } else if let Some((_, spans)) = self.dragged(event) {
            show(spans.iter().copied().reduce(Span::cover));
        }
    }

    /// The button or finger goes up.
    pub fn let_go(self, event: &PointerEvent, show: impl Fn(Option<Span>)) {
        self.is_down.set_value(false);
        if self.edge.get_value().is_none() {
            hide_handles(false);
            return self.selection_changed();
        }
        if let Some((mark, spans)) = self.dragged(event) {
            act::set_spans(self.app, &mark, spans);
        } else if let (false, Some(at)) = (self.is_dragging(event), self.position(event, Hit::Character)) {
            // A handle that was only pressed is no obstacle: what lies under it is meant.
            pick(self.app, at);
        }
        self.edge.set_value(None);
        hide_handles(false);
        show(None);
    }

    /// Whether the pointer has left the place where it was pressed.
    fn is_dragging(self, event: &MouseEvent) -> bool {
        let (x, y) = self.from.get_value();
        (event.client_x() - x).abs() + (event.client_y() - y).abs() > 4
    }

    fn dragged(self, event: &PointerEvent) -> Option<(Arc<Mark>, Vec<Span>)> {
        let edge = self.edge.get_value().filter(|_| self.is_dragging(event))?;
        let mark = self.app.current()?;
        let spans = with_edge(&mark, edge, self.position(event, Hit::Edge)?)?;
        Some((mark, spans))
    }

    /// A click, a double or triple one, or the end of dragging over words. After a click the browser settles its selection
    /// when this event has passed; after dragging it stands, and the mark is there in the same frame.
    pub fn clicked(self, event: &MouseEvent) {
        if event.button() != 0 {
            return;
        }
        let adds = event.ctrl_key() || event.alt_key() || event.meta_key();
        if self.is_dragging(event) && self.dragged_over(adds) {
            return;
        }
        if event.detail() <= 1 {
            self.settle();
        }
        let click = Click { times: event.detail(), at: self.position(event, Hit::Character), adds };
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

    /// Takes what was dragged over; `false` where that is nothing.
    fn dragged_over(self, adds: bool) -> bool {
        let pane = document().get_element_by_id("text");
        let found = pane.zip(self.app.text()).and_then(|(pane, text)| {
            selection::selected(&pane, &text).filter(|found| !trimmed(&text, found.span()).is_empty())
        });
        if let Some(found) = found {
            self.app.selection.set(Some(found));
            words_chosen(self.app, adds);
        }
        found.is_some()
    }

    fn settled(self, Click { times, at, adds }: Click) {
        let app = self.app;
        let Some(text) = app.text() else { return };
        match (times, at) {
            (2, Some(at)) => {
                let recognised = app.read_doc(|document| stack_at(document, at)).unwrap_or_default();
                match recognised.first() {
                    Some(mark) => choose(app, mark.cover(), adds),
                    None => word::at(app, &text, at, move |word| choose(app, word, adds)),
                }
            }
            (3, Some(at)) => choose(app, clause_at(&text, at), adds),
            (_, Some(at)) if !self.dragged_over(adds) => pick(app, at),
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
                let rests = self.changes.try_get_value() == count && self.is_down.try_get_value() == Some(false);
                let chosen = app.selection.get_untracked().is_some_and(|it| !it.span().is_empty());
                if rests && chosen && !app.caret.get_untracked() && app.palette.get_untracked().is_none() {
                    show_palette(app);
                }
            },
            REST,
        );
    }
}

/// While the pointer is down, handles must not lie between it and the words.
fn hide_handles(hide: bool) {
    if let Ok(Some(layer)) = document().query_selector(".overlay") {
        // Handles that stay only make the words under them harder to reach.
        let _ = layer.class_list().toggle_with_force("dragging", hide);
    }
}

/// Chooses a stretch, blanks at its edges left out.
fn choose(app: App, span: Span, adds: bool) {
    let Some(span) = app.text().map(|text| trimmed(&text, span)).filter(|span| !span.is_empty()) else { return };
    app.selection.set(Some(Selected { anchor: span.start, focus: span.end }));
    words_chosen(app, adds);
}

/// Words have been chosen: they become a part of the current mark, where that is meant, or a mark, where a label is armed;
/// otherwise the palette asks.
pub fn words_chosen(app: App, adds: bool) {
    match app.armed.get_untracked() {
        _ if adds && app.mark.get_untracked().is_some() => act::add_piece(app),
        Some(label) => act::give_label(app, &label),
        None => show_palette(app),
    }
}

fn show_palette(app: App) {
    // The effect that puts the browser's selection in place has to run first.
    request_animation_frame(move || {
        let rect = selection::last_rect();
        app.palette.set(rect.map(|rect| (rect.right(), rect.bottom())));
    });
}

/// Picks the mark at a position; where several lie over it, each click goes on to the next one.
fn pick(app: App, at: Utf8) {
    app.selection.set(None);
    app.hit.set(None);
    app.point.set_value(Some(at));
    let stack = app.read_doc(|document| stack_at(document, at)).unwrap_or_default();
    let current = app.mark.get_untracked();
    let place = stack.iter().position(|mark| Some(mark.id) == current).map_or(0, |place| place + 1);
    let picked = stack.get(place).or_else(|| stack.first());
    if let (Some(from), Some(to)) = (app.relating.get_untracked(), picked)
        && from != to.id
    {
        app.mark.set(Some(to.id));
        app.dialog.set(Some(Dialog::Relation));
        return;
    }
    app.mark.set(picked.map(|mark| mark.id));
    if picked.is_some() {
        app.tab.set(Tab::Details);
    }
}
