//! What travels between page and worker: an object with `head` (JSON), and where needed `text` and `bytes`.

use js_sys::{Object, Reflect, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

/// A message that arrived.
pub(super) struct Message<T> {
    /// The request or reply.
    pub head: T,
    /// The text sent along; empty for none.
    pub text: String,
    /// The bytes sent along; empty for none.
    pub bytes: Vec<u8>,
}

/// A message as a JavaScript object, with what is to be moved instead of copied.
pub(super) fn pack<T: Serialize>(head: &T, text: Option<&str>, bytes: Option<&Uint8Array>) -> Object {
    let object = Object::new();
    let json = serde_json::to_string(head).unwrap_or_default();
    set(&object, "head", &json.into());
    if let Some(text) = text {
        set(&object, "text", &text.into());
    }
    if let Some(bytes) = bytes {
        set(&object, "bytes", bytes);
    }
    object
}

/// Reads a message; `None` where it is none of ours.
pub(super) fn unpack<T: DeserializeOwned>(data: &JsValue) -> Option<Message<T>> {
    let head = Reflect::get(data, &"head".into()).ok()?.as_string()?;
    let text = Reflect::get(data, &"text".into()).ok().and_then(|it| it.as_string()).unwrap_or_default();
    let bytes = Reflect::get(data, &"bytes".into()).ok();
    let bytes = bytes.and_then(|it| it.dyn_into::<Uint8Array>().ok()).map(|it| it.to_vec()).unwrap_or_default();
    Some(Message { head: serde_json::from_str(&head).ok()?, text, bytes })
}

fn set(object: &Object, key: &str, value: &JsValue) {
    // Setting a property of a plain object of our own cannot fail.
    let _ = Reflect::set(object, &key.into(), value);
}
