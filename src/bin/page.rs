//! The page: puts the view in its place. What happens when it cannot go on is in `public/rescue.js`.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// The rescue screen, which is there before the page is.
    #[wasm_bindgen(js_namespace = zhupi)]
    fn crashed(message: &str);
}

fn main() {
    // A panic ends this instance for good: nothing in it may be entered again, so the screen is not ours.
    std::panic::set_hook(Box::new(|panic| crashed(&panic.to_string())));
    let Some(place) = document().get_element_by_id("app") else { return crashed("index.html: #app") };
    place.set_inner_html("");
    mount_to(place.unchecked_into(), || view! { <zhupi::ui::Root/> }).forget();
}
