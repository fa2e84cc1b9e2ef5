//! A field whose words are looked for while they are typed (查找框).
//!
//! While an input method composes, what stands in the field is not yet meant; the words are taken over when it is done.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, InputEvent};

/// The field.
#[component]
pub fn WordsField(
    /// Its identity in the page, where something gives it the focus.
    #[prop(optional)]
    id: Option<&'static str>,
    /// Its class.
    #[prop(optional)]
    class: &'static str,
    /// Its name.
    label: &'static str,
    /// What it shows while it is empty; its name where this is empty, too.
    #[prop(optional, into)]
    placeholder: String,
    /// Its name in tests.
    test: &'static str,
    /// Where the words go.
    words: RwSignal<String>,
    /// Whether it has the focus from the moment its dialogue opens, so that no key is lost to whoever types on at once.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let field = |event: &web_sys::Event| event.target().and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    let take = move |event: &web_sys::Event| {
        if let Some(field) = field(event) {
            words.set(field.value());
        }
    };
    // Whoever comes back types something else, or takes what was there.
    let select = move |event: &web_sys::Event| {
        if let Some(field) = field(event) {
            field.select();
        }
    };
    let placeholder = if placeholder.is_empty() { label.to_owned() } else { placeholder };
    view! {
        <input
            id=id
            class=class
            autofocus=autofocus
            type="search"
            autocomplete="off"
            aria-label=label
            placeholder=placeholder
            data-test=test
            // The property comes a moment later than the focus.
            value=words.get_untracked()
            prop:value=move || words.get()
            on:focus=move |event| select(&event)
            on:input=move |event| {
                if !event.dyn_ref::<InputEvent>().is_some_and(InputEvent::is_composing) {
                    take(&event);
                }
            }
            on:compositionend=move |event| take(&event)
        />
    }
}
