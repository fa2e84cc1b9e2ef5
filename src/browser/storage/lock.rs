//! One writer for each project (编辑锁), by the browser's Web Locks. A lock ends with the tab that holds it.

use super::signal::{Answer, within};
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

#[wasm_bindgen]
extern "C" {
    /// The browser's lock manager; the binding of web-sys is not stable.
    type LockManager;

    #[wasm_bindgen(method, catch)]
    fn request(this: &LockManager, name: &str, options: &Object, callback: &JsValue) -> Result<Promise, JsValue>;
}

/// A lock that is held until it is dropped or the tab ends.
#[derive(Debug)]
pub(super) struct Lock {
    release: Function,
}

impl Drop for Lock {
    fn drop(&mut self) {
        drop(self.release.call0(&JsValue::UNDEFINED));
    }
}

/// How to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asking {
    /// Take it if it is free.
    IfFree,
    /// Wait for it, so many milliseconds.
    Wait(i64),
    /// Take it away from whoever has it.
    Steal,
}

/// What came of asking.
#[derive(Debug)]
pub(super) enum Asked {
    /// It is held.
    Held(Lock),
    /// Somebody else has it.
    Busy,
    /// This browser has no locks; the lease in the database must do.
    NoLocks,
}

/// Asks for a lock. `on_lost` is called when it is taken away later.
pub(super) async fn ask(name: &str, asking: Asking, on_lost: impl FnOnce() + 'static) -> Asked {
    let Some(manager) = manager() else {
        return Asked::NoLocks;
    };
    let options = Object::new();
    let flag = match asking {
        Asking::IfFree => Some("ifAvailable"),
        Asking::Steal => Some("steal"),
        Asking::Wait(_) => None,
    };
    if let Some(flag) = flag {
        drop(Reflect::set(&options, &flag.into(), &true.into()));
    }
    let answer = Answer::<Option<Lock>>::default();
    let granted = answer.clone();
    let callback = Closure::once_into_js(move |lock: JsValue| grant(&lock, &granted));
    let Ok(ended) = manager.request(name, &options, &callback) else {
        return Asked::NoLocks;
    };
    let refused = answer.clone();
    spawn_local(async move {
        // The promise ends when the lock is released; it fails when the lock is taken away, or never was given.
        if JsFuture::from(ended).await.is_err() {
            refused.give(None);
            on_lost();
        }
    });
    let patience = if let Asking::Wait(milliseconds) = asking { milliseconds } else { super::connection::PATIENCE };
    match within(patience, answer.clone().get()).await {
        Some(Some(lock)) => Asked::Held(lock),
        Some(None) => Asked::Busy,
        None => {
            // A lock that is granted after all is given back at once: the answer drops it.
            answer.give(None);
            Asked::Busy
        }
    }
}

/// The browser's call: `null` where the lock is not free. The lock is held until the returned promise ends.
fn grant(lock: &JsValue, answer: &Answer<Option<Lock>>) -> JsValue {
    if lock.is_null() || lock.is_undefined() {
        answer.give(None);
        return JsValue::UNDEFINED;
    }
    let mut release = None;
    let held = Promise::new(&mut |resolve, _| release = Some(resolve));
    answer.give(release.map(|release| Lock { release }));
    held.into()
}

fn manager() -> Option<LockManager> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    (!locks.is_undefined() && !locks.is_null()).then(|| locks.unchecked_into())
}
