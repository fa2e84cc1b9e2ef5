//! The laws that every storage keeps, as one function over any of them.

use zhupi::journal::{
    Batch, Durability, Guard, Key, Op, ProjectId, Range, Storage, StorageError, StorageErrorKind, Table,
};

const ONE: ProjectId = ProjectId(1);
const LAST: ProjectId = ProjectId(u128::MAX);

fn key(project: ProjectId, item: &str, part: u32) -> Key {
    Key { project, item: item.to_owned(), part }
}

fn add(table: Table, item: &str, bytes: &[u8]) -> Op {
    Op::Add(table, key(ONE, item, 0), bytes.to_vec())
}

async fn items<S: Storage>(storage: &S, table: Table) -> Vec<String> {
    let keys = storage.keys(table, &Range::project(ONE)).await.expect("reading works");
    keys.into_iter().map(|key| key.item).collect()
}

#[track_caller]
fn assert_fails(outcome: Result<(), StorageError>, kind: StorageErrorKind) {
    assert_eq!(outcome.map_err(|error| error.kind), Err(kind));
}

/// Checks all laws. The storage is empty at the start, and holds two records of `Table::Texts` at the end.
pub async fn check<S: Storage>(storage: &S) {
    what_is_written_is_read(storage).await;
    a_batch_is_all_or_nothing(storage).await;
    guards_hold(storage).await;
    ranges_are_exact(storage).await;
}

async fn what_is_written_is_read<S: Storage>(storage: &S) {
    let all_bytes: Vec<u8> = (0..=255).collect();
    let large = vec![7; 70_000];
    let ops = vec![add(Table::Journal, "a", &all_bytes), add(Table::Journal, "b", b""), add(Table::Cache, "a", &large)];
    storage.write(&Batch::strict(ops)).await.expect("it is written");
    let read = storage.read(Table::Journal, &Range::project(ONE)).await.expect("it is read");
    assert_eq!(read, vec![(key(ONE, "a", 0), all_bytes), (key(ONE, "b", 0), vec![])]);
    let read = storage.read(Table::Cache, &Range::all()).await.expect("it is read");
    assert_eq!(read, vec![(key(ONE, "a", 0), large)]);
    let relaxed = Batch { durability: Durability::Relaxed, ..Batch::strict(vec![]) };
    storage.write(&relaxed).await.expect("nothing to write is no error");
}

async fn a_batch_is_all_or_nothing<S: Storage>(storage: &S) {
    let ops = vec![add(Table::Journal, "c", b"new"), add(Table::Journal, "a", b"again"), add(Table::Meta, "m", b"")];
    assert_fails(storage.write(&Batch::strict(ops)).await, StorageErrorKind::Exists);
    assert_eq!(items(storage, Table::Journal).await, ["a", "b"]);
    assert_eq!(items(storage, Table::Meta).await, [""; 0]);
    // Within one batch the order counts.
    let replaced = vec![
        Op::Delete(Table::Journal, Range::item(ONE, "a")),
        add(Table::Journal, "a", b"second"),
        Op::Put(Table::Journal, key(ONE, "b", 0), b"over".to_vec()),
    ];
    storage.write(&Batch::strict(replaced)).await.expect("it is written");
    let read = storage.read(Table::Journal, &Range::project(ONE)).await.expect("it is read");
    assert_eq!(read, vec![(key(ONE, "a", 0), b"second".to_vec()), (key(ONE, "b", 0), b"over".to_vec())]);
}

async fn guards_hold<S: Storage>(storage: &S) {
    let guard = |expected: Option<&[u8]>| Guard {
        table: Table::Meta,
        key: key(ONE, "lease", 0),
        expected: expected.map(<[u8]>::to_vec),
    };
    let lease = |bytes: &[u8]| Op::Put(Table::Meta, key(ONE, "lease", 0), bytes.to_vec());
    let write = |op: Op, guard: Guard| {
        let batch = Batch::strict(vec![op]).guarded(guard);
        async move { storage.write(&batch).await }
    };
    assert_fails(write(add(Table::Journal, "g", b""), guard(Some(b"1"))).await, StorageErrorKind::Guard);
    write(lease(b"1"), guard(None)).await.expect("nobody has it");
    assert_fails(write(lease(b"1"), guard(None)).await, StorageErrorKind::Guard);
    write(add(Table::Journal, "g", b""), guard(Some(b"1"))).await.expect("it is as expected");
    assert_fails(write(add(Table::Journal, "g", b""), guard(Some(b"1"))).await, StorageErrorKind::Exists);
    write(lease(b"2"), guard(Some(b"1"))).await.expect("it is as expected");
    assert_fails(write(add(Table::Journal, "h", b""), guard(Some(b"1"))).await, StorageErrorKind::Guard);
    assert_eq!(items(storage, Table::Journal).await, ["a", "b", "g"]);
}

async fn ranges_are_exact<S: Storage>(storage: &S) {
    let put = |project, item: &str, part| Op::Put(Table::Texts, key(project, item, part), vec![]);
    let ops = vec![
        put(ONE, "09", 0),
        put(ONE, "0a", 2),
        put(ONE, "0a", 10),
        put(ONE, "10", 0),
        put(ONE, "~", u32::MAX),
        put(ProjectId(2), "0a", 0),
        put(LAST, "0a", 0),
    ];
    storage.write(&Batch::strict(ops)).await.expect("it is written");
    let found = |range: Range| async move {
        let keys = storage.keys(Table::Texts, &range).await.expect("it is read");
        keys.into_iter().map(|key| (key.item, key.part)).collect::<Vec<_>>()
    };
    let pair = |item: &str, part| (item.to_owned(), part);
    assert_eq!(found(Range::item(ONE, "0a")).await, [pair("0a", 2), pair("0a", 10)]);
    assert_eq!(found(Range::items(ONE, "0a", "10")).await, [pair("0a", 2), pair("0a", 10), pair("10", 0)]);
    assert_eq!(found(Range::project(LAST)).await, [pair("0a", 0)]);
    assert_eq!(found(Range::all()).await.len(), 7);
    assert_eq!(found(Range { from: key(ONE, "b", 0), to: key(ONE, "a", 0) }).await, []);
    storage.write(&Batch::strict(vec![Op::Delete(Table::Texts, Range::project(ONE))])).await.expect("it is written");
    assert_eq!(found(Range::all()).await, [pair("0a", 0), pair("0a", 0)]);
}
