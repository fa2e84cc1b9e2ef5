// Starts the page, then sees to it that the app is there without a network. Everything else is Rust.
//
// What the page may know, as attributes of <html> and, at the moment of change, as events on window:
//   data-offline="ready"        zhupi-offline-ready      everything is stored for use without a network
//   data-offline="unavailable"                           this browser or address does not allow that
//   data-update="ready"         zhupi-update-ready       a new build is stored and waits for consent
//   data-update="changed"       zhupi-update-changed     consent was given here and the new build answers: load the page again
//   data-update="slow"          zhupi-update-slow        consent was given here, but the new build could not take over yet
//   data-update="elsewhere"     zhupi-update-elsewhere   the new build took over unasked by this window, which is of the one before
// What the page may ask: dispatch zhupi-update-apply on window, when all is saved; "changed" or "slow" follows.
import init from "./{{page-glue.js}}";

const BUILD = "{{build}}";
const CHECK_EVERY_MS = 60 * 60 * 1000;
const ASK_AGAIN_MS = 2000;
const CHANGE_WITHIN_MS = 20_000;

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
    if (asked) tell("update", "changed");
    else if (controlled && !{{fresh}}) tell("update", "elsewhere");
    controlled = true;
  });
  addEventListener("zhupi-update-apply", async () => {
    asked = true;
    const took = await takesOver(await workers.ready);
    asked = false;
    if (document.documentElement.dataset.update !== "changed") tell("update", took ? "changed" : "slow");
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

// Whether the build that waits takes over. The browser first lets the one before finish what it does, and can miss the
// moment when that is idle; it looks again each time it is asked.
async function takesOver(registration) {
  const end = performance.now() + CHANGE_WITHIN_MS;
  while (registration.waiting && performance.now() < end) {
    registration.waiting.postMessage({ type: "skip-waiting" });
    await changedWithin(registration.waiting, ASK_AGAIN_MS);
  }
  return !registration.waiting;
}

// Resolves when a service worker goes into its next state, or after a time.
function changedWithin(worker, time) {
  return new Promise((resolve) => {
    worker.addEventListener("statechange", resolve, { once: true });
    setTimeout(resolve, time);
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
