//! The sentinel (哨兵) in two places outside the database: local storage, and a private file.

use super::files::Folder;
use crate::journal::Sentinel;
use web_sys::Storage;

/// The key in local storage, and the name of the file. Frozen.
const NAME: &str = "zhupi/sentinel";
const FILE: &str = "sentinel.json";

fn local() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

fn read_local() -> Sentinel {
    let json = local().and_then(|storage| storage.get_item(NAME).ok().flatten());
    json.map(|json| Sentinel::parse(&json)).unwrap_or_default()
}

/// Changes what is remembered in local storage. At once, and cheap enough to be done every second.
pub(super) fn note(change: impl FnOnce(&mut Sentinel)) {
    let mut sentinel = read_local();
    change(&mut sentinel);
    if let Some(storage) = local() {
        // A full local storage costs the sentinel, and nothing else.
        drop(storage.set_item(NAME, &sentinel.to_json()));
    }
}

/// Changes what is remembered in both places.
pub(super) async fn note_well(change: impl Fn(&mut Sentinel)) {
    note(&change);
    let Some(root) = Folder::root().await else {
        return;
    };
    let mut sentinel = read_file(&root).await;
    change(&mut sentinel);
    root.write(FILE, sentinel.to_json().as_bytes()).await;
}

/// What either place remembers.
pub(super) async fn read() -> Sentinel {
    let local = read_local();
    match Folder::root().await {
        Some(root) => local.merged(read_file(&root).await),
        None => local,
    }
}

async fn read_file(root: &Folder) -> Sentinel {
    let bytes = root.read(FILE).await.unwrap_or_default();
    Sentinel::parse(&String::from_utf8_lossy(&bytes))
}
