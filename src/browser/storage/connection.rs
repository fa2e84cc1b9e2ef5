//! The connection to the browser's database (数据库连接): opened with every event wired, and known to be dead when it is.

use super::signal::{Answer, within};
use crate::journal::{StorageError, StorageErrorKind, Table};
use gloo_events::EventListener;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, IdbDatabase, IdbFactory, IdbOpenDbRequest};

/// The name of the database. It is frozen: another name would be an empty program for everybody.
pub const DATABASE: &str = "zhupi";

/// The version of the database's tables. Records carry their own; this one grows only when a table is added.
pub const VERSION: u32 = 1;

/// How long anything may take before it counts as failed, in milliseconds.
pub(super) const PATIENCE: i64 = 10_000;

/// An open connection. It closes itself when a newer build wants to upgrade, and when it is dropped.
#[derive(Debug)]
pub(super) struct Connection {
    pub(super) database: IdbDatabase,
    is_closed: Rc<Cell<bool>>,
    is_superseded: Rc<Cell<bool>>,
    _listeners: [EventListener; 2],
}

impl Connection {
    /// Whether the browser or a newer build closed it.
    pub(super) fn is_closed(&self) -> bool {
        self.is_closed.get()
    }

    /// Whether it was closed for a newer build; it must then not be opened again.
    pub(super) fn is_superseded(&self) -> bool {
        self.is_superseded.get()
    }

    fn of(database: IdbDatabase) -> Self {
        let is_closed = Rc::new(Cell::new(false));
        let is_superseded = Rc::new(Cell::new(false));
        let closed = is_closed.clone();
        let close = EventListener::new(&database, "close", move |_| closed.set(true));
        let (closed, superseded, closing) = (is_closed.clone(), is_superseded.clone(), database.clone());
        let upgrade = EventListener::new(&database, "versionchange", move |event| {
            let event: &web_sys::IdbVersionChangeEvent = event.unchecked_ref();
            // A version means an upgrade; none means that the database is being deleted.
            superseded.set(event.new_version().is_some());
            closed.set(true);
            closing.close();
        });
        Self { database, is_closed, is_superseded, _listeners: [close, upgrade] }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.database.close();
    }
}

/// Opens the database and makes its tables where they are missing.
pub(super) async fn connect(name: &str) -> Result<Connection, StorageError> {
    let request = factory()?.open_with_u32(name, VERSION).map_err(|error| failure(&error))?;
    let answer = Answer::<Result<(), StorageError>>::default();
    let (done, failed, blocked) = (answer.clone(), answer.clone(), request.clone());
    let upgrading = request.clone();
    let listeners = [
        EventListener::once(&request, "upgradeneeded", move |_| make_tables(&upgrading)),
        EventListener::once(&request, "success", move |_| done.give(Ok(()))),
        EventListener::once(&request, "error", move |_| failed.give(Err(request_failure(&blocked)))),
    ];
    let Some(opened) = within(PATIENCE, answer.get()).await else {
        close_when_open(&request);
        let detail = "opening the database; another tab may be holding an older version open";
        return Err(StorageError::new(StorageErrorKind::Timeout, detail));
    };
    drop(listeners);
    opened?;
    let database = request.result().map_err(|error| failure(&error))?;
    Ok(Connection::of(database.unchecked_into()))
}

fn make_tables(request: &IdbOpenDbRequest) {
    let Ok(database) = request.result() else {
        return;
    };
    let database: IdbDatabase = database.unchecked_into();
    let there = database.object_store_names();
    for table in Table::ALL.into_iter().filter(|table| !there.contains(table.name())) {
        // A failure here aborts the upgrade, and the request's error event tells of it.
        drop(database.create_object_store(table.name()));
    }
}

/// A request that nobody waits for any more must not leave a connection behind.
fn close_when_open(request: &IdbOpenDbRequest) {
    let late = request.clone();
    let close = EventListener::once(request, "success", move |_| {
        if let Ok(database) = late.result() {
            database.unchecked_into::<IdbDatabase>().close();
        }
    });
    close.forget();
}

fn factory() -> Result<IdbFactory, StorageError> {
    let missing = || StorageError::new(StorageErrorKind::Unavailable, "no indexedDB");
    let window = web_sys::window().ok_or_else(missing)?;
    window.indexed_db().map_err(|error| failure(&error))?.ok_or_else(missing)
}

fn request_failure(request: &IdbOpenDbRequest) -> StorageError {
    match request.error() {
        Ok(Some(error)) => exception(&error),
        Ok(None) => StorageError::new(StorageErrorKind::Other, "no reason given"),
        Err(error) => failure(&error),
    }
}

/// What a thrown value says.
pub(super) fn failure(value: &JsValue) -> StorageError {
    match value.dyn_ref::<DomException>() {
        Some(error) => exception(error),
        None => StorageError::new(StorageErrorKind::Other, format!("{value:?}")),
    }
}

/// What an exception of the browser means. Quota errors became a class of their own; their name stayed.
pub(super) fn exception(error: &DomException) -> StorageError {
    let kind = match error.name().as_str() {
        "QuotaExceededError" => StorageErrorKind::Quota,
        "ConstraintError" => StorageErrorKind::Exists,
        "AbortError" => StorageErrorKind::Aborted,
        "InvalidStateError" => StorageErrorKind::ConnectionLost,
        "VersionError" | "NotFoundError" => StorageErrorKind::Version,
        "TimeoutError" => StorageErrorKind::Timeout,
        "SecurityError" | "NotAllowedError" => StorageErrorKind::Unavailable,
        _ => StorageErrorKind::Other,
    };
    StorageError::new(kind, format!("{}: {}", error.name(), error.message()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[wasm_bindgen_test::wasm_bindgen_test]
    fn names_are_frozen() {
        assert_eq!((DATABASE, VERSION), ("zhupi", 1));
        assert_eq!(Table::ALL.map(Table::name), ["meta", "journal", "snapshots", "texts", "cache"]);
    }
}
