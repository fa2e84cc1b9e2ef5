// Starts the page, then sees to it that the app is there without a network. Everything else is Rust.
//
// What the page may know, as attributes of <html> and, at the moment of change, as events on window:
//   data-offline="ready"        zhupi-offline-ready      everything is stored for use without a network
//   data-offline="unavailable"                           this browser or address does not allow that
//   data-update="ready"         zhupi-update-ready       a new build is stored and waits for consent
//   data-update="elsewhere"     zhupi-update-elsewhere   another window consented; this one is of the build before
// What the page may ask: dispatch zhupi-update-apply on window, when all is saved; the page is loaded again.
import init from "./{{page-glue.js}}";

const BUILD = "{{build}}";
const CHECK_EVERY_MS = 60 * 60 * 1000;

// The folder for backups, once somebody wants one.
zhupi.folder = () => import("./{{folder.js}}");

try {
  await init({ module_or_path: new URL("./{{page.wasm}}", import.meta.url) });
  zhupi.started = true;
} catch (error) {
  zhupi.crashed(`页面没有启动：${error}`);
}
if (zhupi.started) {
  takeLaunched();
  await stayAvailable();
}

// Files that the system opens with the installed app go the way of files that a person chooses in the page.
function takeLaunched() {
  globalThis.launchQueue?.setConsumer(async ({ files = [] }) => {
    const picker = document.getElementById("file-picker");
    if (!picker || files.length === 0) return;
    const chosen = new DataTransfer();
    for (const handle of files) chosen.items.add(await handle.getFile());
    picker.files = chosen.files;
    picker.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

async function stayAvailable() {
  const workers = navigator.serviceWorker;
  if (!workers) return tell("offline", "unavailable");
  // A first visit has no controller; getting one then is no change of build.
  let controlled = Boolean(workers.controller);
  let asked = false;
  workers.addEventListener("controllerchange", () => {
    if (asked) location.reload();
    else if (controlled && !{{fresh}}) tell("update", "elsewhere");
    controlled = true;
  });
  addEventListener("zhupi-update-apply", async () => {
    asked = true;
    const { waiting } = await workers.ready;
    if (waiting) waiting.postMessage({ type: "skip-waiting" });
    else location.reload();
  });
  try {
    const registration = await workers.register("sw.js", { updateViaCache: "none" });
    watch(registration);
    setInterval(() => registration.update().catch(() => {}), CHECK_EVERY_MS);
    const active = registration.active ?? (await activated(registration.installing ?? registration.waiting));
    active.postMessage({ type: "started", build: BUILD });
    tell("offline", "ready");
  } catch (error) {
    console.warn("not available offline:", error);
    tell("offline", "unavailable");
  }
}

// Resolves when a first service worker has everything, fails when it could not get it.
function activated(worker) {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (worker.state === "activated") resolve(worker);
      if (worker.state === "redundant") reject(new Error("not every file arrived as it was built"));
    };
    look();
    worker.addEventListener("statechange", look);
  });
}

function watch(registration) {
  const ready = () => navigator.serviceWorker.controller && registration.waiting && tell("update", "ready");
  ready();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", ready);
  });
}

function tell(what, state) {
  document.documentElement.dataset[what] = state;
  dispatchEvent(new CustomEvent(`zhupi-${what}-${state}`));
}
