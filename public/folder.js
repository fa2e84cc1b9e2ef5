// The folder that backups are written to by themselves, in browsers that let a page have one. Rust decides when and what;
// this keeps the browser's handle and moves bytes. Files are named zhupi-<project>-<milliseconds since 1970>.zhupi.

const DATABASE = "zhupi-folder";

// Lets the person choose; gives the folder's name, or nothing where they would not.
export async function choose() {
  try {
    const folder = await showDirectoryPicker({ id: "zhupi-backups", mode: "readwrite" });
    await store((handles) => handles.put(folder, "folder"));
    return folder.name;
  } catch (error) {
    if (error.name !== "AbortError") console.warn("no folder for backups:", error);
    return undefined;
  }
}

// When this project's files were written, or nothing where no folder may be written to without asking.
export async function list(project) {
  const folder = await granted();
  if (!folder) return undefined;
  const times = [];
  for await (const name of folder.keys()) {
    const time = timeOf(name, project);
    if (time !== undefined) times.push(time);
  }
  return times;
}

// Writes a file and reads it back; removes others only then. Tells whether the file is whole.
export async function keep(project, time, bytes, superfluous) {
  const folder = await granted();
  if (!folder) return false;
  const handle = await folder.getFileHandle(nameOf(project, time), { create: true });
  const writing = await handle.createWritable();
  await writing.write(bytes);
  await writing.close();
  const written = new Uint8Array(await (await handle.getFile()).arrayBuffer());
  if (written.length !== bytes.length || written.some((byte, at) => byte !== bytes[at])) return false;
  for (const old of superfluous) await folder.removeEntry(nameOf(project, old)).catch(() => {});
  return true;
}

async function granted() {
  const folder = await store((handles) => handles.get("folder"));
  return (await folder?.queryPermission?.({ mode: "readwrite" })) === "granted" ? folder : undefined;
}

function stem(project) {
  return `zhupi-${project.replace(/[\u0000-\u001f/\\:*?"<>|]/g, "_").slice(0, 40)}-`;
}

function nameOf(project, time) {
  return `${stem(project)}${time}.zhupi`;
}

function timeOf(name, project) {
  const digits = name.startsWith(stem(project)) && /^(\d{13})\.zhupi$/.exec(name.slice(stem(project).length));
  return digits ? Number(digits[1]) : undefined;
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
