//! The reading pane as a component: hands events to the window, and the state's wishes too.

use super::arcs;
use super::layout::Layout;
use super::overlay::{self, Over};
use super::places::Align;
use super::window::{Source, Window};
use super::{current, dress};
use crate::annotate::{DocId, MarkId};
use crate::browser::selection;
use crate::text::{Span, Text, Utf8};
use crate::ui::decimal::decimal;
use crate::ui::i18n::Msg;
use crate::ui::labels::about::AboutLabels;
use crate::ui::marking::pointer::{self, Hit};
use crate::ui::side::relations::relation_name;
use crate::ui::state::view::Redraw;
use crate::ui::state::{App, prefs};
use gloo_events::{EventListener, EventListenerOptions};
use leptos::html::{Canvas, Div};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::prelude::*;

/// How long the place in a document waits for more scrolling before it is remembered.
const PLACE_DELAY: Duration = Duration::from_millis(400);

/// The pane's parts in the page.
#[derive(Clone, Copy)]
pub struct Pane {
    pub(super) app: App,
    window: StoredValue<Option<Window>, LocalStorage>,
    pub(super) scroller: NodeRef<Div>,
    content: NodeRef<Div>,
    layer: NodeRef<Div>,
    pub(super) ruler: NodeRef<Canvas>,
    view: NodeRef<Div>,
    over: RwSignal<Over>,
    hovered: RwSignal<Option<MarkId>>,
    frame_due: StoredValue<bool>,
    pub(super) ruler_due: StoredValue<bool>,
    place_due: StoredValue<bool>,
    /// The document that the window shows, which is not the open one while that is changing.
    shown: StoredValue<Option<DocId>>,
}

impl Pane {
    fn new(app: App) -> Self {
        Self {
            app,
            window: StoredValue::new_local(None),
            scroller: NodeRef::new(),
            content: NodeRef::new(),
            layer: NodeRef::new(),
            ruler: NodeRef::new(),
            view: NodeRef::new(),
            over: RwSignal::new(Over::default()),
            hovered: RwSignal::new(None),
            frame_due: StoredValue::new(false),
            ruler_due: StoredValue::new(false),
            place_due: StoredValue::new(false),
            shown: StoredValue::new(None),
        }
    }

    /// Works with the window, then brings in line what depends on what is drawn.
    fn with<T>(self, work: impl FnOnce(&mut Window, &Source<'_>) -> T) -> Option<T> {
        let done = self.work(work);
        self.after_drawing();
        done
    }

    /// Works with the window and leaves the rest as it is.
    fn work<T>(self, work: impl FnOnce(&mut Window, &Source<'_>) -> T) -> Option<T> {
        let app = self.app;
        let scheme = app.scheme();
        let marks = |span: Span| app.read_doc(|it| it.visible(span).cloned().collect::<Vec<_>>()).unwrap_or_default();
        let source = Source { scheme: &scheme, lang: app.lang.get_untracked(), marks: &marks };
        self.window.try_update_value(|window| window.as_mut().map(|window| work(window, &source))).flatten()
    }

    /// Reads the window.
    pub(super) fn peek<T>(self, read: impl FnOnce(&Window) -> T) -> Option<T> {
        self.window.try_with_value(|window| window.as_ref().map(read)).flatten()
    }

    /// The current mark's outline, the overlay and the part of the ruler that is in view depend on what is drawn. One key may
    /// change that several times; they are brought in line once, before the browser paints.
    fn after_drawing(self) {
        if self.frame_due.try_update_value(|due| std::mem::replace(due, true)) == Some(false) {
            request_animation_frame(move || {
                self.frame_due.try_set_value(false);
                self.bring_in_line();
            });
        }
    }

    fn bring_in_line(self) {
        let Some(current) = self.app.mark.try_get_untracked() else { return };
        let is_more = self.work(|window, source| window.settle(source));
        self.peek(|window| current::outline(window, current));
        self.draw_overlay();
        if let (Some(view), Some((from, to))) = (self.view.try_get_untracked().flatten(), self.peek(Window::view)) {
            let style = view.unchecked_ref::<web_sys::HtmlElement>().style();
            // Where all is in view there is nothing to show.
            let _ = style.set_property("visibility", if to - from < 1.0 { "visible" } else { "hidden" });
            let _ = style.set_property("top", &(decimal(from * 100.0, 2) + "%"));
            let _ = style.set_property("height", &(decimal((to.min(1.0) - from).max(0.0) * 100.0, 2) + "%"));
        }
        if is_more == Some(true) {
            self.after_drawing();
        }
    }

    fn draw_overlay(self) {
        let Some(over) = self.over.try_get_untracked() else { return };
        let lang = self.app.lang.get_untracked();
        if let Some(layer) = self.layer.try_get_untracked().flatten() {
            let name = |kind: &str| if kind.is_empty() { String::new() } else { relation_name(self.app, kind) };
            self.peek(|window| {
                self.app.found.with_untracked(|found| {
                    overlay::draw(layer.unchecked_ref(), window, &over, found, lang);
                });
                arcs::draw(layer.unchecked_ref(), window, &over.links, &name);
            });
        }
    }

    /// Draws again what the state says has changed.
    fn catch_up(self) {
        for redraw in self.app.take_redraws() {
            match redraw {
                Redraw::Document => self.open(),
                Redraw::Outline => {
                    let (_, layout) = self.document();
                    self.with(|window, source| window.lay_out(layout, source));
                    self.restore_selection();
                }
                Redraw::All => {
                    self.with(|window, source| window.redraw_all(source));
                }
                Redraw::Spans(spans) => {
                    self.with(|window, source| window.redraw(&spans, source));
                    self.restore_selection();
                }
            }
        }
        self.draw_ruler_soon();
    }

    /// What the open document says, and its layout.
    fn document(self) -> (Text, Layout) {
        let opened = self.app.read_doc(|document| {
            let text = document.text().cloned()?;
            let layout = document.outline().map(|outline| Layout::of(&text, outline)).unwrap_or_default();
            Some((text, layout))
        });
        opened.flatten().unwrap_or_else(|| (Text::new(""), Layout::default()))
    }

    fn open(self) {
        let (text, layout) = self.document();
        self.keep_place();
        let doc = self.app.doc.get_untracked();
        self.shown.set_value(doc);
        let place = doc.and_then(prefs::place).unwrap_or_default();
        self.with(|window, source| {
            let is_other = *window.text() != text;
            if is_other {
                window.scroller().set_scroll_top(0);
            }
            window.set_typeset(self.app.typeset.get_untracked());
            window.open(text, layout, source);
            if is_other && place > Utf8(0) {
                window.go(place, source);
            }
            if let Some(doc) = doc.filter(|_| is_other && !window.text().is_empty()) {
                prefs::set_place(doc, place);
            }
        });
        self.note_place();
        set_timeout(
            move || {
                self.with(|window, _| window.spread());
            },
            Duration::ZERO,
        );
    }

    /// The view has moved: draws what came into it, and takes note of where it begins.
    fn scrolled(self) {
        self.with(|window, source| window.render(source));
        self.note_place();
        if self.place_due.try_update_value(|due| std::mem::replace(due, true)) == Some(false) {
            set_timeout(
                move || {
                    self.place_due.try_set_value(false);
                    self.keep_place();
                },
                PLACE_DELAY,
            );
        }
    }

    /// Remembers where the document that is shown is left.
    fn keep_place(self) {
        let top = self.peek(|window| (!window.text().is_empty()).then(|| window.place())).flatten();
        if let (Some(doc), Some(top)) = (self.shown.try_get_value().flatten(), top) {
            prefs::set_place(doc, top);
        }
    }

    fn note_place(self) {
        if let Some(top) = self.peek(Window::top).filter(|&top| top != self.app.top.get_untracked()) {
            self.app.top.set(top);
        }
    }

    /// The pointer has come over something: a mark shows its relations.
    fn hover(self, event: &web_sys::MouseEvent) {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let mark = target.and_then(|target| target.closest("mark").ok().flatten());
        let id = mark.and_then(|mark| mark.get_attribute("data-mark")?.parse().ok());
        if self.hovered.get_untracked() != id {
            self.hovered.set(id);
        }
    }

    /// The effects that carry the state's wishes out.
    fn follow(self) {
        let app = self.app;
        Effect::new(move |_| {
            app.redraw.track();
            if self.start() {
                app.draw_again(Redraw::Document);
            }
            self.catch_up();
        });
        Effect::new(move |_| {
            if let Some(span) = app.goto.get() {
                self.with(|window, source| window.show(span, Align::Nearest, source));
            }
        });
        Effect::new(move |_| {
            if let Some(at) = app.top_at.get() {
                self.with(|window, source| window.go_block(at, source));
                self.note_place();
            }
        });
        Effect::new(move |_| {
            app.mark.track();
            app.marks.track();
            let parts = app.current().map(|mark| mark.spans.clone()).unwrap_or_default();
            self.over.update(|over| over.mark = parts);
            self.after_drawing();
        });
        Effect::new(move |_| {
            app.marks.track();
            let links = arcs::seen(app, self.hovered.get());
            if self.over.with_untracked(|over| over.links != links) {
                self.over.update(|over| over.links = links);
                self.draw_overlay();
            }
        });
        Effect::new(move |_| {
            let typeset = app.typeset.get();
            dress::wear(typeset);
            if self.peek(|window| !window.text().is_empty()) == Some(true) {
                app.draw_again(Redraw::Document);
            }
        });
        Effect::new(move |_| {
            let selected = app.selection.get();
            let caret = app.caret.get();
            let chosen = selected.filter(|it| !caret && pointer::is_by_finger() && !it.span().is_empty());
            self.over.update(|over| {
                over.caret = selected.filter(|_| caret).map(|it| it.focus);
                over.chosen = chosen.map(selection::Selected::span);
            });
            let pins = selected.map(|it| vec![it.anchor, it.focus]).unwrap_or_default();
            self.with(|window, source| window.pin(&pins, source));
            self.restore_selection();
        });
        Effect::new(move |_| {
            app.found.track();
            let hit = app.hit.get();
            self.over.update(|over| over.hit = hit);
            self.draw_overlay();
        });
        Effect::new(move |_| {
            app.dark.track();
            self.draw_ruler_soon();
        });
    }

    /// Takes hold of the elements once they are there; `true` the first time.
    fn start(self) -> bool {
        if self.peek(|_| ()).is_some() {
            return false;
        }
        let (Some(scroller), Some(content)) = (self.scroller.get(), self.content.get()) else { return false };
        let window = Window::new(document(), scroller.clone().unchecked_into(), content.unchecked_into());
        self.window.set_value(Some(window));
        let resized = Closure::<dyn FnMut()>::new(move || {
            self.with(|window, source| window.resized(source));
            self.draw_ruler_soon();
        });
        if let Ok(observer) = web_sys::ResizeObserver::new(resized.as_ref().unchecked_ref()) {
            observer.observe(&scroller);
            // The observer ends with the element; the closure must live as long.
            resized.forget();
        }
        true
    }
}

/// The reading pane.
#[component]
pub fn ReadingPane(app: App) -> impl IntoView {
    let pane = Pane::new(app);
    pane.follow();
    let at_point = move |x, y, hit| {
        let at = if hit == Hit::Character { selection::char_at_point } else { selection::at_point };
        pane.peek(|window| at(window.content(), window.text(), x, y)).flatten()
    };
    let show = move |span: Option<Span>| {
        pane.over.update(|over| over.drag = span);
        pane.draw_overlay();
    };
    let reading = pointer::Pointer::new(app, at_point, show);
    let listener = StoredValue::new_local(Some(EventListener::new(&document(), "selectionchange", move |_| {
        pane.selection_changed();
        reading.selection_changed();
    })));
    on_cleanup(move || listener.set_value(None));
    let first = EventListenerOptions::run_in_capture_phase();
    let key = EventListener::new_with_options(&document(), "keydown", first, move |_| reading.hurry());
    let key = StoredValue::new_local(Some(key));
    on_cleanup(move || key.set_value(None));
    let jump = move |event: web_sys::MouseEvent| {
        let Some(ruler) = pane.ruler.get_untracked() else { return };
        let rect = ruler.get_bounding_client_rect();
        let share = (f64::from(event.client_y()) - rect.top()) / rect.height().max(1.0);
        if let Some(at) = pane.peek(|window| window.at_share(share)) {
            pane.with(|window, source| window.show(Span::new(at, at), Align::Upper, source));
        }
    };
    let name = move || {
        app.documents.track();
        app.doc.track();
        app.read_doc(|document| document.info().name.clone()).unwrap_or_else(|| app.say(Msg::NoDocuments).to_owned())
    };
    view! {
        <div class="pane">
            <div
                class="reader"
                id="text"
                node_ref=pane.scroller
                tabindex="0"
                role="region"
                aria-label=app.say(Msg::TextOfDocument)
                data-test="pane"
                on:scroll=move |_| pane.scrolled()
                on:mouseover=move |event| pane.hover(&event)
                on:copy=move |event| pane.copy(&event)
                on:pointerdown=move |event| reading.down(&event)
                on:pointermove=move |event| reading.moved(&event)
                on:pointerup=move |event| reading.let_go(&event)
                on:pointercancel=move |event| reading.let_go(&event)
                on:touchmove=move |event| reading.keep(&event)
                on:touchend=move |event| reading.keep(&event)
                on:contextmenu=move |event| reading.keep(&event)
                on:mouseup=move |event| reading.clicked(&event)
            >
                <article class="sheet" lang="zh-Hans">
                    // Headings of the text come and go with the view; these two stay, so that none is out of order.
                    <h2 class="heard">{move || name()}</h2>
                    <h3 class="heard">{app.say(Msg::TextOfDocument)}</h3>
                    <div class="blocks" node_ref=pane.content data-test="text"></div>
                    <div class="overlay" node_ref=pane.layer></div>
                </article>
            </div>
            <AboutLabels app=app/>
            <div class="ruler" aria-hidden="true" on:click=jump>
                <div class="in-view" node_ref=pane.view></div>
                <canvas node_ref=pane.ruler></canvas>
            </div>
        </div>
    }
}
