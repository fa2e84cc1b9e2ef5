//! The worker: recognisers, dictionaries and readers of foreign files, away from the page. Started by `public/worker.js`.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {}

/// Called once, before the first message, with the identity of the build.
#[wasm_bindgen]
pub fn start(_build: &str) {}

/// Takes one message of the page.
#[wasm_bindgen]
pub fn receive(_message: JsValue) {}
