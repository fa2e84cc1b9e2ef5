// The screen for when the program cannot go on. Plain script: it must work when WebAssembly does not.
//
// What the page does with it:
//   zhupi.crashed(message)                  shows the screen; the page's panic hook calls it
//   zhupi.started = true                    from here on only a trap is the end
//   <html data-saved="…">                   the time of the last acknowledged write, kept by the page
"use strict";

// Where the browser has Trusted Types, a string becomes markup or the address of a script only through here. The page makes
// fragments of its views out of markup that neither runs nor loads anything, and starts scripts from the app's own place.
globalThis.trustedTypes?.createPolicy("default", {
  createHTML: (markup) => (/<(script|iframe|object|embed|link|meta|base|style|img)\b|<[^>]*\son\w+\s*=/i.test(markup) ? null : markup),
  createScriptURL: (address) => {
    const place = new URL("./", location).href;
    return new URL(address, place).href.startsWith(place) ? address : null;
  },
});

const zhupi = {
  started: false,
  crashed(message) {
    const screen = document.getElementById("rescue");
    if (!screen || !screen.hidden) return; // the first message is the cause, later ones follow from it
    const saved = document.documentElement.dataset.saved;
    if (saved) document.getElementById("rescue-saved").textContent = `最后一次保存：${saved}。这之前的标注都在本机浏览器里，没有丢失。`;
    const build = document.querySelector("meta[name=zhupi-build]")?.content;
    document.getElementById("rescue-message").textContent = `${message}\n\n版本 ${build}\n${navigator.userAgent}`;
    document.getElementById("app").inert = true;
    screen.hidden = false;
    document.getElementById("rescue-reload").focus();
    console.error(message);
  },
};

// A trap without a panic (stack or memory used up) leaves no message of its own. Until the page has started, whatever
// goes wrong is the end, a script that did not arrive included; such an event stays at its element, hence the capture.
addEventListener("error", (event) => {
  if (event.target instanceof HTMLScriptElement) zhupi.crashed(`没有取到程序文件：${event.target.src}`);
  else if (fatal(event.error)) zhupi.crashed(`程序中断：${event.message}`);
}, true);
addEventListener("unhandledrejection", (event) => {
  if (fatal(event.reason)) zhupi.crashed(`程序中断：${event.reason}`);
});

function fatal(error) {
  return error instanceof WebAssembly.RuntimeError || !zhupi.started;
}

addEventListener("DOMContentLoaded", () => {
  document.getElementById("rescue-reload").addEventListener("click", () => location.reload());
  document.getElementById("rescue-export").addEventListener("click", async () => {
    const name = `zhupi-raw-${new Date().toISOString().replace(/[:.]/g, "-")}.json`;
    try {
      save(name, await rawData("zhupi"));
    } catch (error) {
      document.getElementById("rescue-message").textContent += `\n\n导出失败：${error}`;
    }
  });
});

// Every store of the database with keys and values as they are; bytes become {"$bytes": base64}. In pieces, one a row: the
// whole of a large project is longer than a string may be.
async function rawData(name) {
  const known = await indexedDB.databases();
  if (!known.some((database) => database.name === name)) return [JSON.stringify({ database: name, stores: {} })];
  const database = await done(indexedDB.open(name));
  const pieces = [`{"database":${JSON.stringify(name)},"version":${database.version},"stores":{`];
  for (const [nth, store] of [...database.objectStoreNames].entries()) {
    const source = database.transaction(store).objectStore(store);
    const [keys, values] = await Promise.all([done(source.getAllKeys()), done(source.getAll())]);
    pieces.push(`${nth ? "," : ""}${JSON.stringify(store)}:[`);
    for (const [at, key] of keys.entries()) {
      pieces.push(at ? "," : "", JSON.stringify({ key: plain(key), value: plain(values[at]) }));
    }
    pieces.push("]");
  }
  database.close();
  return [...pieces, "}}"];
}

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function plain(value) {
  if (value instanceof ArrayBuffer) return plain(new Uint8Array(value));
  if (value instanceof Uint8Array) {
    let text = "";
    for (let at = 0; at < value.length; at += 8192) text += String.fromCharCode(...value.subarray(at, at + 8192));
    return { $bytes: btoa(text) };
  }
  if (Array.isArray(value)) return value.map(plain);
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  }
  return value;
}

function save(name, pieces) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(pieces, { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
