//! A list of any length (长列表): only the rows in view are drawn, and the keyboard goes through it as through a list box.

use crate::ui::each::each;
use leptos::html::Div;
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen::JsCast;

/// The height of one row, as the style sheet has it, in CSS pixels.
const ROW: usize = 34;

/// Rows drawn at once: more than any view holds.
const DRAWN: usize = 48;

/// What a list is made of.
#[derive(Clone, Copy)]
pub struct Rows {
    /// How many rows there are.
    pub len: Signal<usize>,
    /// Which one is the current one.
    pub current: Signal<Option<usize>>,
    /// What tells a row from the one that stood in its place before.
    pub key: StoredValue<Rc<dyn Fn(usize) -> usize>, LocalStorage>,
    /// A row's content.
    pub row: StoredValue<Rc<dyn Fn(usize) -> AnyView>, LocalStorage>,
    /// Makes a row the current one.
    pub go: StoredValue<Rc<dyn Fn(usize)>, LocalStorage>,
}

impl Rows {
    /// A list whose rows are told apart by `key`, drawn by `row`, and gone to by `go`.
    pub fn new(
        len: Signal<usize>,
        current: Signal<Option<usize>>,
        key: impl Fn(usize) -> usize + 'static,
        row: impl Fn(usize) -> AnyView + 'static,
        go: impl Fn(usize) + 'static,
    ) -> Self {
        Self {
            len,
            current,
            key: StoredValue::new_local(Rc::new(key)),
            row: StoredValue::new_local(Rc::new(row)),
            go: StoredValue::new_local(Rc::new(go)),
        }
    }

    fn go(self, to: usize) {
        let go = self.go.get_value();
        go(to.min(self.len.get_untracked().saturating_sub(1)));
    }
}

/// The list. `test` is its name in tests, `<test>-row` that of its rows.
#[component]
pub fn RowList(rows: Rows, label: &'static str, test: &'static str) -> impl IntoView {
    let view = NodeRef::<Div>::new();
    let scrolled = RwSignal::new(0_usize);
    let drawn = move || {
        let first = (scrolled.get() / ROW).saturating_sub(8);
        let key = rows.key.get_value();
        (first..rows.len.get().min(first + DRAWN)).map(|at| (at, key(at))).collect::<Vec<_>>()
    };
    let id = move |at: usize| format!("{test}-{at}");
    Effect::new(move |_| {
        if let (Some(at), Some(view)) = (rows.current.get(), view.get()) {
            bring_into_view(&view, at, ROW);
        }
    });
    let pressed = move |event: web_sys::KeyboardEvent| {
        if event.shift_key() || event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let here = rows.current.get_untracked();
        match event.key().as_str() {
            "ArrowDown" => rows.go(here.map_or(0, |at| at + 1)),
            "ArrowUp" => rows.go(here.map_or(0, |at| at.saturating_sub(1))),
            "Home" => rows.go(0),
            "End" => rows.go(usize::MAX),
            _ => return,
        }
        event.prevent_default();
    };
    let drawn_row = move |at: usize| {
        let row = rows.row.get_value();
        let is_current = move || rows.current.get() == Some(at);
        view! {
            <div
                role="option"
                class="list-row"
                id=id(at)
                style:top=format!("{}px", at * ROW)
                aria-selected=move || if is_current() { "true" } else { "false" }
                aria-setsize=move || rows.len.get().to_string()
                aria-posinset=(at + 1).to_string()
                data-test=format!("{test}-row")
                on:click=move |_| rows.go(at)
            >
                {row(at)}
            </div>
        }
    };
    view! {
        <div
            class="rows"
            role="listbox"
            tabindex="0"
            aria-label=label
            aria-activedescendant=move || rows.current.get().map(id)
            node_ref=view
            data-test=test
            on:keydown=pressed
            on:scroll=move |_| {
                if let Some(view) = view.get_untracked() {
                    scrolled.set(usize::try_from(view.scroll_top()).unwrap_or(0));
                }
            }
        >
            <div class="all-rows" role="none" style:height=move || format!("{}px", rows.len.get() * ROW)>
                {each(drawn, |&(at, key)| (at as u64, key as u64), move |(at, _)| drawn_row(at))}
            </div>
        </div>
    }
}

/// Scrolls a list of rows of a height, in CSS pixels, no further than needed to see one of them.
pub fn bring_into_view(view: &web_sys::HtmlDivElement, at: usize, row: usize) {
    let pixels = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
    let (top, row) = (pixels(at.saturating_mul(row)), pixels(row));
    let view: &web_sys::Element = view.unchecked_ref();
    if top < view.scroll_top() {
        view.set_scroll_top(top);
    } else if top + row > view.scroll_top() + view.client_height() {
        view.set_scroll_top(top + row - view.client_height());
    }
}
