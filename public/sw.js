// Keeps the whole app for use without a network. It never touches what people made: that is in IndexedDB, not here.
//
// One cache for each build, filled completely or not at all. A new build waits until the page says "skip-waiting" or
// all windows are closed. The build before stays until the new one started twice; three failed starts lead back to it.
"use strict";

const BUILD = "{{build}}";
const FRESH = {{fresh}}; // under `cargo xtask serve`: what the host has goes before what is kept
const HEADERS = {{headers}};
const FILES = {{files}};

const PREFIX = "zhupi-build-";
const CACHE = PREFIX + BUILD;
const NOTES = "zhupi-notes";
const SOUND_STARTS = 2;
const FAILED_STARTS = 3;
const PATIENCE = 1000; // ms

self.addEventListener("install", (event) => {
  event.waitUntil(keep().then(() => FRESH && self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(takeOver().then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => {
  if (event.data?.type === "skip-waiting") self.skipWaiting();
  if (event.data?.type === "started" && event.data.build === BUILD) event.waitUntil(started());
});

self.addEventListener("fetch", (event) => {
  const path = pathOf(event.request);
  if (path === undefined) return;
  if (event.request.mode === "navigate" && (path === "" || path === "index.html")) event.respondWith(page(event.request));
  else event.respondWith(file(path, event.request));
});

// The path below the app for a request that is ours to answer: same origin, GET, one of the app's files.
function pathOf(request) {
  const scope = self.registration.scope;
  const url = request.url.split(/[?#]/, 1)[0];
  if (request.method !== "GET" || !url.startsWith(scope)) return undefined;
  const path = url.slice(scope.length);
  return path === "" || path === "index.html" || path in FILES || path.startsWith("assets/") ? path : undefined;
}

// Fetches and checks every file of this build, then stores them all.
async function keep() {
  const files = await Promise.all(Object.entries(FILES).map(async ([path, [hash, kind]]) => {
    const response = await fetch(path, { cache: "no-cache", credentials: "same-origin" });
    const bytes = await response.arrayBuffer();
    if (!response.ok || (await sha256(bytes)) !== hash) throw new Error(`${path} is not of build ${BUILD}`);
    // The policy goes with every file: a worker is held to that of its own response, not to the page's.
    return [path, new Response(bytes, { headers: { ...HEADERS, "Content-Type": kind } })];
  }));
  try {
    const cache = await caches.open(CACHE);
    await Promise.all(files.map(([path, response]) => cache.put(path, response)));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// From here on this build answers. The one to fall back to is the last that is known to start.
async function takeOver() {
  const notes = await read();
  if (notes.build !== BUILD) {
    const before = notes.sound >= SOUND_STARTS ? notes.build : notes.before;
    await write({ build: BUILD, before, sound: 0, tries: 0 });
  }
  if (FRESH) await forgetOthers();
}

async function page(request) {
  if (FRESH) {
    try {
      return await fetch(request);
    } catch {
      // The host is gone: what is kept will do.
    }
  }
  // The browser may look for room for long, for this note or one before it; nobody waits for their page because of that.
  const notes = await soon(read());
  if (notes && notes.sound < SOUND_STARTS) {
    await soon(write({ ...notes, tries: notes.tries + 1 }));
    const before = notes.tries >= FAILED_STARTS && notes.before && (await from(PREFIX + notes.before, "./"));
    if (before) return before;
  }
  return (await from(CACHE, "./")) ?? fetch(request);
}

// Names below assets/ carry a hash of the content, so a window of the build before still finds its own.
async function file(path, request) {
  return (await from(CACHE, path)) ?? (await caches.match(request)) ?? fetch(request);
}

async function from(cache, path) {
  return (await caches.has(cache)) ? (await caches.open(cache)).match(path) : undefined;
}

async function started() {
  const notes = await read();
  if (notes.sound >= SOUND_STARTS) return;
  await write({ ...notes, sound: notes.sound + 1, tries: 0 });
  const windows = await self.clients.matchAll({ type: "window" });
  // Another window may be of the build before and still load from it.
  if (notes.sound + 1 >= SOUND_STARTS && windows.length <= 1) await forgetOthers();
}

async function forgetOthers() {
  const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  // One of them may be of a build that is just being stored, waits for consent, or took over a moment ago.
  const { installing, waiting } = self.registration;
  if (installing || waiting || self.serviceWorker?.state === "redundant") return;
  await Promise.all(others.map((name) => caches.delete(name)));
}

// What comes of a promise, if it comes soon.
function soon(promise) {
  return Promise.race([promise, new Promise((go) => setTimeout(go, PATIENCE))]);
}

async function read() {
  const kept = await (await caches.open(NOTES)).match("notes");
  return kept ? kept.json() : { build: undefined, before: undefined, sound: 0, tries: 0 };
}

// Without room for a note the app must start all the same.
async function write(notes) {
  try {
    await (await caches.open(NOTES)).put("notes", new Response(JSON.stringify(notes)));
  } catch (error) {
    console.warn("no note was taken:", error);
  }
}
