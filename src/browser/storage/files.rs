//! The browser's private files (私有文件): another store of the same origin, used for second copies.
//!
//! It helps where the database is damaged or dropped, not where all data of the site is cleared. Where a browser has none,
//! or one that pages cannot write to, everything here does nothing.

use crate::text::order;
use js_sys::{AsyncIterator, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    File, FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemGetDirectoryOptions, FileSystemGetFileOptions,
    FileSystemWritableFileStream,
};

/// The folder everything is under. Frozen, like the database's name.
const ROOT: &str = "zhupi";

/// A folder of private files.
#[derive(Debug, Clone)]
pub(super) struct Folder(FileSystemDirectoryHandle);

impl Folder {
    /// The program's own folder; `None` where the browser has no private files.
    pub(super) async fn root() -> Option<Self> {
        let storage = web_sys::window()?.navigator().storage();
        let is_there = has(&storage, "getDirectory");
        let root = if is_there { wait(storage.get_directory()).await.ok()? } else { return None };
        Self(root.unchecked_into()).folder(ROOT).await
    }

    /// A folder within, made if it is missing.
    pub(super) async fn folder(&self, name: &str) -> Option<Self> {
        let options = FileSystemGetDirectoryOptions::new();
        options.set_create(true);
        let handle = wait(self.0.get_directory_handle_with_options(name, &options)).await.ok()?;
        Some(Self(handle.unchecked_into()))
    }

    /// The names of what is within.
    pub(super) async fn names(&self) -> Vec<String> {
        let names: AsyncIterator = self.0.keys().unchecked_into();
        let mut found = Vec::new();
        while let Ok(step) = names.next() {
            let Ok(step) = JsFuture::from(step.unchecked_into::<Promise>()).await else {
                break;
            };
            let value = Reflect::get(&step, &"value".into()).ok();
            let Some(name) = value.and_then(|value| value.as_string()) else {
                break;
            };
            found.push(name);
        }
        order::sort(&mut found);
        found
    }

    /// The bytes of a file; `None` where it cannot be read.
    pub(super) async fn read(&self, name: &str) -> Option<Vec<u8>> {
        let handle: FileSystemFileHandle = wait(self.0.get_file_handle(name)).await.ok()?.unchecked_into();
        let file: File = wait(handle.get_file()).await.ok()?.unchecked_into();
        let buffer = wait(file.array_buffer()).await.ok()?;
        Some(Uint8Array::new(&buffer).to_vec())
    }

    /// Writes a file and reads it back. The browser puts the new content in place at the end, all at once.
    pub(super) async fn write(&self, name: &str, bytes: &[u8]) -> bool {
        self.try_write(name, bytes).await.is_some() && self.read(name).await.as_deref() == Some(bytes)
    }

    async fn try_write(&self, name: &str, bytes: &[u8]) -> Option<()> {
        let options = FileSystemGetFileOptions::new();
        options.set_create(true);
        let handle = wait(self.0.get_file_handle_with_options(name, &options)).await.ok()?;
        if !has(&handle, "createWritable") {
            return None;
        }
        let handle: FileSystemFileHandle = handle.unchecked_into();
        let stream: FileSystemWritableFileStream = wait(handle.create_writable()).await.ok()?.unchecked_into();
        let bytes = Uint8Array::from(bytes);
        let written = stream.write_with_js_u8_array(&bytes).ok()?;
        if wait(written).await.is_err() {
            drop(wait(stream.abort()).await);
            return None;
        }
        wait(stream.close()).await.ok().map(drop)
    }

    /// Removes a file.
    pub(super) async fn remove(&self, name: &str) {
        drop(wait(self.0.remove_entry(name)).await);
    }
}

async fn wait(promise: impl Into<Promise>) -> Result<JsValue, JsValue> {
    JsFuture::from(promise.into()).await
}

/// Whether an object has a method: calling a missing one would end the program.
fn has(object: &JsValue, method: &str) -> bool {
    Reflect::get(object, &method.into()).is_ok_and(|value| value.is_function())
}
