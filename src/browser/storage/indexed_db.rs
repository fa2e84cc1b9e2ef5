//! The browser's database as a [`Storage`], straight on its own interface.
//!
//! Why not a crate: the `idb` crate offers neither the durability option nor a database's `close` event, and wrappers that
//! are awaited between requests let the transaction end early. Here **a transaction is one synchronous burst of
//! requests**; only its end is awaited, through all its events (`complete`, `error`, `abort`) and a watchdog.

use super::connection::{Connection, PATIENCE, connect, exception, failure};
use super::signal::{Answer, within};
use crate::journal::{
    Batch, Durability, Guard, Key, Op, ProjectId, Range, Storage, StorageError, StorageErrorKind, Stored, Table,
};
use crate::text::order;
use gloo_events::EventListener;
use js_sys::{Array, Object, Reflect, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbKeyRange, IdbObjectStore, IdbRequest, IdbTransaction, IdbTransactionMode};

#[wasm_bindgen]
extern "C" {
    /// A database whose transactions can be asked to reach the disk; the binding of web-sys is not stable.
    type DurableDatabase;

    #[wasm_bindgen(method, catch)]
    fn transaction(
        this: &DurableDatabase,
        names: &Array,
        mode: &str,
        options: &Object,
    ) -> Result<IdbTransaction, JsValue>;
}

/// Records in the browser's database. Clones share the connection.
///
/// A lost connection is opened again once for each call, and never after a newer build has taken the database over.
#[derive(Debug, Clone)]
pub struct IndexedDb(Rc<Inner>);

#[derive(Debug)]
struct Inner {
    name: String,
    connection: RefCell<Option<Rc<Connection>>>,
}

impl IndexedDb {
    /// Opens the program's database.
    ///
    /// # Errors
    /// Where the browser forbids it, or a newer build has upgraded it.
    pub async fn open() -> Result<Self, StorageError> {
        Self::open_named(super::connection::DATABASE).await
    }

    /// Opens a database of another name, for tests.
    ///
    /// # Errors
    /// As [`IndexedDb::open`].
    pub async fn open_named(name: &str) -> Result<Self, StorageError> {
        let opened = Self(Rc::new(Inner { name: name.to_owned(), connection: RefCell::new(None) }));
        opened.connection().await?;
        Ok(opened)
    }

    /// Closes the connection; the next call opens it again.
    pub fn close(&self) {
        self.0.connection.borrow_mut().take();
    }

    async fn connection(&self) -> Result<Rc<Connection>, StorageError> {
        let present = self.0.connection.borrow().clone();
        if let Some(connection) = present {
            if connection.is_superseded() {
                return Err(StorageError::new(StorageErrorKind::Version, "another tab runs a newer version"));
            }
            if !connection.is_closed() {
                return Ok(connection);
            }
        }
        let connection = Rc::new(connect(&self.0.name).await?);
        *self.0.connection.borrow_mut() = Some(connection.clone());
        Ok(connection)
    }

    /// A transaction on some tables, over a fresh connection where the present one turns out to be dead.
    async fn transaction(
        &self,
        tables: &[Table],
        mode: IdbTransactionMode,
        durability: Durability,
    ) -> Result<IdbTransaction, StorageError> {
        let mut is_second = false;
        loop {
            let connection = self.connection().await?;
            match begin(&connection, tables, mode, durability) {
                Err(error) if error.kind == StorageErrorKind::ConnectionLost && !is_second => {
                    self.close();
                    is_second = true;
                }
                outcome => return outcome,
            }
        }
    }

    /// Asks for records or keys of a range, and gives what came of each request.
    async fn ask(&self, table: Table, range: &Range, wants: &[Want]) -> Result<Vec<Array>, StorageError> {
        if range.from > range.to {
            return Ok(wants.iter().map(|_| Array::new()).collect());
        }
        let transaction = self.transaction(&[table], IdbTransactionMode::Readonly, Durability::Relaxed).await?;
        let requests: Result<Vec<IdbRequest>, JsValue> = transaction.object_store(table.name()).and_then(|store| {
            let range = key_range(range)?;
            wants.iter().map(|want| want.request(&store, &range)).collect()
        });
        let requests = requests.map_err(|error| failure(&error))?;
        ended(&transaction, &Answer::default()).await?;
        let result =
            |request: &IdbRequest| request.result().map(|value| Array::from(&value)).map_err(|error| failure(&error));
        requests.iter().map(result).collect()
    }
}

#[derive(Clone, Copy)]
enum Want {
    Keys,
    Records,
}

impl Want {
    fn request(self, store: &IdbObjectStore, range: &JsValue) -> Result<IdbRequest, JsValue> {
        match self {
            Self::Keys => store.get_all_keys_with_key(range),
            Self::Records => store.get_all_with_key(range),
        }
    }
}

impl Storage for IndexedDb {
    async fn write(&self, batch: &Batch) -> Result<(), StorageError> {
        let tables = tables_of(batch);
        let transaction = self.transaction(&tables, IdbTransactionMode::Readwrite, batch.durability).await?;
        // What went wrong inside, where the transaction itself would only say that it was aborted.
        let reason = Answer::default();
        let issued = match &batch.guard {
            None => issue(&transaction, &batch.ops).map(|()| None),
            Some(guard) => issue_guarded(&transaction, guard, batch.ops.clone(), &reason).map(Some),
        };
        if let Err(error) = &issued {
            reason.give(failure(error));
            drop(transaction.abort());
        }
        ended(&transaction, &reason).await
    }

    async fn read(&self, table: Table, range: &Range) -> Result<Vec<Stored>, StorageError> {
        let answers = self.ask(table, range, &[Want::Keys, Want::Records]).await?;
        let [keys, records] = answers.as_slice() else {
            return Ok(Vec::new());
        };
        let both = keys.iter().zip(records.iter());
        Ok(both.filter_map(|(key, record)| Some((key_of(&key)?, Uint8Array::new(&record).to_vec()))).collect())
    }

    async fn keys(&self, table: Table, range: &Range) -> Result<Vec<Key>, StorageError> {
        let answers = self.ask(table, range, &[Want::Keys]).await?;
        Ok(answers.iter().flat_map(Array::iter).filter_map(|key| key_of(&key)).collect())
    }
}

fn tables_of(batch: &Batch) -> Vec<Table> {
    let of = |op: &Arc<Op>| match &**op {
        Op::Add(table, ..) | Op::Put(table, ..) | Op::Delete(table, _) => *table,
    };
    let mut tables: Vec<Table> = batch.ops.iter().map(of).chain(batch.guard.iter().map(|guard| guard.table)).collect();
    order::sort(&mut tables);
    tables.dedup();
    if tables.is_empty() { vec![Table::Meta] } else { tables }
}

fn begin(
    connection: &Connection,
    tables: &[Table],
    mode: IdbTransactionMode,
    durability: Durability,
) -> Result<IdbTransaction, StorageError> {
    let names: Array = tables.iter().map(|table| JsValue::from_str(table.name())).collect();
    let mode = match mode {
        IdbTransactionMode::Readonly => "readonly",
        _ => "readwrite",
    };
    let durability = match durability {
        Durability::Strict => "strict",
        Durability::Relaxed => "relaxed",
    };
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &durability.into()).map_err(|error| failure(&error))?;
    let database: &DurableDatabase = connection.database.unchecked_ref();
    let begun = database.transaction(&names, mode, &options);
    begun.map_err(|error| failure(&error))
}

/// Issues all changes in one go.
fn issue(transaction: &IdbTransaction, ops: &[Arc<Op>]) -> Result<(), JsValue> {
    for op in ops {
        match &**op {
            Op::Add(table, key, bytes) => {
                let store = transaction.object_store(table.name())?;
                store.add_with_key(&Uint8Array::from(bytes.as_slice()), &key_value(key))?;
            }
            Op::Put(table, key, bytes) => {
                let store = transaction.object_store(table.name())?;
                store.put_with_key(&Uint8Array::from(bytes.as_slice()), &key_value(key))?;
            }
            Op::Delete(table, range) if range.from <= range.to => {
                transaction.object_store(table.name())?.delete(&key_range(range)?)?;
            }
            Op::Delete(..) => {}
        }
    }
    Ok(())
}

/// Asks for the guarded record; the changes are issued inside the answer's own event, while the transaction is active.
fn issue_guarded(
    transaction: &IdbTransaction,
    guard: &Guard,
    ops: Vec<Arc<Op>>,
    reason: &Answer<StorageError>,
) -> Result<EventListener, JsValue> {
    let request = transaction.object_store(guard.table.name())?.get(&key_value(&guard.key))?;
    let (transaction, reason, expected) = (transaction.clone(), reason.clone(), guard.expected.clone());
    let answered = request.clone();
    Ok(EventListener::once(&request, "success", move |_| {
        let there = answered.result().ok().filter(|value| !value.is_undefined());
        let there = there.map(|value| Uint8Array::new(&value).to_vec());
        let issued = if there == expected {
            issue(&transaction, &ops).map_err(|error| failure(&error))
        } else {
            Err(StorageError::new(StorageErrorKind::Guard, ""))
        };
        if let Err(error) = issued {
            reason.give(error);
            drop(transaction.abort());
        }
    }))
}

/// Waits for the end of a transaction, whichever way it ends.
async fn ended(transaction: &IdbTransaction, reason: &Answer<StorageError>) -> Result<(), StorageError> {
    let end = Answer::<bool>::default();
    let (complete, abort) = (end.clone(), end.clone());
    let _listeners = [
        EventListener::once(transaction, "complete", move |_| complete.give(true)),
        // A failed request ends in an abort as well; a failed commit ends in nothing but an abort.
        EventListener::once(transaction, "abort", move |_| abort.give(false)),
    ];
    match within(PATIENCE, end.get()).await {
        Some(true) => Ok(()),
        Some(false) => Err(why_aborted(transaction, reason)),
        None => Err(StorageError::new(StorageErrorKind::Timeout, "")),
    }
}

fn why_aborted(transaction: &IdbTransaction, reason: &Answer<StorageError>) -> StorageError {
    let stated = transaction.error().map(|error| exception(&error));
    let unknown = || StorageError::new(StorageErrorKind::Aborted, "no reason given");
    reason.take().or(stated).unwrap_or_else(unknown)
}

fn key_value(key: &Key) -> JsValue {
    let parts = [
        JsValue::from_str(&key.project.to_string()),
        JsValue::from_str(&key.item),
        JsValue::from_f64(f64::from(key.part)),
    ];
    parts.into_iter().collect::<Array>().into()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "written from a u32")]
fn key_of(value: &JsValue) -> Option<Key> {
    let parts: &Array = value.dyn_ref()?;
    let project: ProjectId = parts.get(0).as_string()?.parse().ok()?;
    Some(Key { project, item: parts.get(1).as_string()?, part: parts.get(2).as_f64()? as u32 })
}

fn key_range(range: &Range) -> Result<JsValue, JsValue> {
    IdbKeyRange::bound(&key_value(&range.from), &key_value(&range.to)).map(Into::into)
}
