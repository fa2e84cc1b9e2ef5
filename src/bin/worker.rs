//! The worker: recognisers, dictionaries and readers of foreign files, away from the page. Started by `public/worker.js`.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use zhupi::browser::engine;

fn main() {}

/// Called once, before the first message, with the identity of the build.
#[wasm_bindgen]
pub fn start(build: &str) {
    engine::serve(build);
}

/// Takes one message of the page.
#[wasm_bindgen]
pub fn receive(message: JsValue) {
    engine::receive(&message);
}
