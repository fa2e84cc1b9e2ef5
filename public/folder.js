// The folder that backups are written to by themselves, in browsers that let a page have one. Rust decides when and what;
// this keeps the browser's handle and moves bytes. Files are named zhupi-<project>-<its id>-<milliseconds since 1970>.zhupi;
// the id tells whose they are, as names are given twice and changed.

const DATABASE = "zhupi-folder";

const WRITING = { mode: "readwrite" };

// Lets the person choose, or permit anew what was chosen; gives the folder's name, or nothing where they would not.
export async function choose() {
  try {
    const chosen = await known();
    if ((await state(chosen)) === "prompt" && (await chosen.requestPermission(WRITING)) === "granted") return chosen.name;
    const folder = await showDirectoryPicker({ id: "zhupi-backups", ...WRITING });
    await store((handles) => handles.put(folder, "folder"));
    return folder.name;
  } catch (error) {
    if (error.name !== "AbortError") console.warn("no folder for backups:", error);
    return undefined;
  }
}

// When this project's files were written; `false` where the folder may not be written to without asking, nothing where there
// is none.
export async function list(id) {
  const folder = await known();
  if (!folder) return undefined;
  if ((await state(folder)) !== "granted") return false;
  return (await files(folder, id)).map(({ time }) => time);
}

// Writes a file and reads it back; removes others only then. Tells whether the file is whole.
export async function keep(project, id, time, bytes, superfluous) {
  const folder = await known();
  const stem = project.replace(/[\u0000-\u001f/\\:*?"<>|]/g, "_").slice(0, 40);
  const handle = await folder.getFileHandle(`zhupi-${stem}-${short(id)}-${time}.zhupi`, { create: true });
  const writing = await handle.createWritable();
  await writing.write(bytes);
  await writing.close();
  const written = new Uint8Array(await (await handle.getFile()).arrayBuffer());
  if (written.length !== bytes.length || written.some((byte, at) => byte !== bytes[at])) return false;
  for (const old of await files(folder, id)) {
    if (superfluous.includes(old.time)) await folder.removeEntry(old.name).catch(() => {});
  }
  return true;
}

function known() {
  return store((handles) => handles.get("folder"));
}

async function state(folder) {
  return folder?.queryPermission?.(WRITING);
}

// The files of a project, by the end of their names.
async function files(folder, id) {
  const found = [];
  for await (const name of folder.keys()) {
    const [, whose, time] = /^zhupi-.*-([0-9a-f]{12})-(\d{13})\.zhupi$/.exec(name) ?? [];
    if (whose === short(id)) found.push({ name, time: Number(time) });
  }
  return found;
}

function short(id) {
  return id.slice(0, 12);
}

function store(use) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("handles");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction("handles", "readwrite");
      const request = use(transaction.objectStore("handles"));
      transaction.oncomplete = () => (database.close(), resolve(request.result));
      transaction.onabort = () => (database.close(), reject(transaction.error));
    };
  });
}
