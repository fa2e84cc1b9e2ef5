//! What travels between page and worker: an object with `head` (the request or reply), and where needed `text` and `bytes`.
//!
//! A text goes as its UTF-8 bytes, which are moved from one side to the other: a string would be made into UTF-16 here and
//! back again there.

use crate::protocol;
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

/// Where the text stands.
const TEXT: &str = "text";
/// Where other bytes stand.
const BYTES: &str = "bytes";

/// A message that arrived.
pub(super) struct Message<T> {
    /// The request or reply.
    pub head: T,
    /// The text sent along; empty for none.
    pub text: String,
    /// The bytes sent along; empty for none.
    pub bytes: Vec<u8>,
}

/// A message as a JavaScript object. It takes the bytes along: when it has been sent, they are gone here.
pub(super) fn pack<T: protocol::Message>(head: &T, text: Option<&str>, bytes: Option<&Uint8Array>) -> Object {
    let object = Object::new();
    set(&object, "head", &head.write().into());
    if let Some(text) = text {
        set(&object, TEXT, &Uint8Array::from(text.as_bytes()));
    }
    if let Some(bytes) = bytes {
        set(&object, BYTES, bytes);
    }
    object
}

/// Reads a message; `None` where it is none of ours.
pub(super) fn unpack<T: protocol::Message>(data: &JsValue) -> Option<Message<T>> {
    let head = Reflect::get(data, &"head".into()).ok()?.as_string()?;
    let carried = |key| part(data, key).map(|it| it.to_vec()).unwrap_or_default();
    let text = String::from_utf8(carried(TEXT)).ok()?;
    Some(Message { head: T::read(&head)?, text, bytes: carried(BYTES) })
}

/// What of a message is to be moved instead of copied when it is sent.
pub(super) fn moved(message: &Object) -> Array {
    let moved = Array::new();
    for part in [part(message, TEXT), part(message, BYTES)].into_iter().flatten() {
        moved.push(&part.buffer());
    }
    moved
}

fn part(message: &JsValue, key: &str) -> Option<Uint8Array> {
    Reflect::get(message, &key.into()).ok()?.dyn_into().ok()
}

fn set(object: &Object, key: &str, value: &JsValue) {
    // Setting a property of a plain object of our own cannot fail.
    let _ = Reflect::set(object, &key.into(), value);
}
