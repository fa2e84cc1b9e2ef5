//! Room and permanence (空间与持久): what the browser grants this site.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{StorageEstimate, StorageManager};

/// How much room there is, in bytes. Browsers round and pad both figures; a write is never refused because of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Room {
    /// What this site uses.
    pub used: f64,
    /// What this site may use.
    pub quota: f64,
}

/// `None` where the page is not served securely: then there is no such object.
fn manager() -> Option<StorageManager> {
    let storage = web_sys::window()?.navigator().storage();
    (!storage.is_undefined()).then_some(storage)
}

/// Asks the browser never to clear this site on its own; to be asked when something worth keeping is first saved, in a
/// person's action. `false` where it refuses or cannot.
pub async fn persist() -> bool {
    let Some(Ok(asked)) = manager().map(|manager| manager.persist()) else {
        return false;
    };
    JsFuture::from(asked).await.is_ok_and(|granted| granted.is_truthy())
}

/// The mark in local storage that the browser was asked.
const ASKED: &str = "zhupi/persistence-asked";

/// Asks as [`persist`] does, once for this browser: some browsers ask the person in turn.
pub(super) async fn persist_once() {
    let Some(storage) = web_sys::window().and_then(|window| window.local_storage().ok().flatten()) else {
        return;
    };
    if storage.get_item(ASKED).is_ok_and(|mark| mark.is_none()) && storage.set_item(ASKED, "1").is_ok() {
        persist().await;
    }
}

/// Whether the browser has promised never to clear this site on its own.
pub async fn is_persisted() -> bool {
    let Some(Ok(asked)) = manager().map(|manager| manager.persisted()) else {
        return false;
    };
    JsFuture::from(asked).await.is_ok_and(|granted| granted.is_truthy())
}

/// How much room there is; `None` where the browser does not say.
pub async fn room() -> Option<Room> {
    let asked = manager()?.estimate().ok()?;
    let estimate: StorageEstimate = JsFuture::from(asked).await.ok()?.unchecked_into();
    Some(Room { used: estimate.get_usage()?, quota: estimate.get_quota()? })
}
