// The self-check: tries what must not be possible, and says who refused it. A refusal by the policy is told from a network
// that is not there by the browser's own report of the violation.

// The other pages let no string become a script. Here every one may, so that what is refused is refused by the rules below.
globalThis.trustedTypes?.createPolicy("default", { createHTML: String, createScript: String, createScriptURL: String });

if (matchMedia("(prefers-color-scheme: dark)").matches) document.documentElement.className = "dark";

const ELSEWHERE = "https://zhupi-check.invalid/";
const PATIENCE_MS = 3000;

// What, how, and by which address or rule its report is known: reports can come late, so each needs its own. Of a page in
// a frame the browser tells only the host.
const ATTEMPTS = [
  ["取数据 fetch", () => fetch(`${ELSEWHERE}fetch`).catch(() => {}), "/fetch"],
  ["送数据 sendBeacon", () => navigator.sendBeacon(`${ELSEWHERE}beacon`, "x"), "/beacon"],
  ["长连接 WebSocket", () => new WebSocket(ELSEWHERE.replace("https", "wss")), "wss"],
  ["事件流 EventSource", () => new EventSource(`${ELSEWHERE}events`), "/events"],
  ["图片", () => (new Image().src = `${ELSEWHERE}image.png`), "/image.png"],
  ["样式表", () => add("link", { rel: "stylesheet", href: `${ELSEWHERE}a.css` }), "/a.css"],
  ["外来脚本", () => add("script", { src: `${ELSEWHERE}a.js` }), "/a.js"],
  ["页内脚本", () => add("script", { text: "window.ran = 1" }), "inline"],
  ["eval", () => (0, eval)("window.ran = 1"), "eval"],
  ["外来页面 iframe", () => add("iframe", { src: `${ELSEWHERE}frame` }), "frame-src"],
  ["外来线程 Worker", () => new Worker(URL.createObjectURL(new Blob(["fetch(1)"]))), "blob"],
  ["提交表单", () => add("form", { action: `${ELSEWHERE}form`, method: "post", target: "_blank" }).submit(), "/form"],
];

document.getElementById("elsewhere").textContent = ELSEWHERE;
const outcomes = [];
for (const [name, attempt, blocked] of ATTEMPTS) outcomes.push(row("attempts", name, await refusal(attempt, blocked)));
outcomes.push(row("attempts", "识别线程里取数据", await inWorker()));
await offline();
await storage();
const open = outcomes.filter((refused) => !refused).length;
const verdict = document.getElementById("verdict");
verdict.textContent = open ? `有 ${open} 种连接没有被策略拒绝，请勿在此处理敏感文件。` : `${outcomes.length} 种尝试全部被拒绝，文档不会离开本机。`;
verdict.dataset.state = open ? "bad" : "ok";

// Which rule of the policy refused an attempt; nothing where none did.
function refusal(attempt, blocked) {
  return new Promise((resolve) => {
    const heard = ({ blockedURI, effectiveDirective: rule }) => (blockedURI.includes(blocked) || rule === blocked) && end(rule);
    const timer = setTimeout(() => end(undefined), PATIENCE_MS);
    const end = (rule) => {
      clearTimeout(timer);
      removeEventListener("securitypolicyviolation", heard);
      resolve(rule);
    };
    addEventListener("securitypolicyviolation", heard);
    try {
      attempt();
    } catch {
      // Some refusals are thrown as well; the report of the violation is what counts.
    }
  });
}

// The worker is held to the policy of its own response.
function inWorker() {
  return new Promise((resolve) => {
    const worker = new Worker(new URL("./{{check-worker.js}}", import.meta.url), { type: "module" });
    const end = (rule) => (worker.terminate(), resolve(rule));
    setTimeout(end, PATIENCE_MS);
    worker.onmessage = (event) => end(event.data || undefined);
    worker.postMessage(`${ELSEWHERE}worker`);
  });
}

async function offline() {
  const registration = await navigator.serviceWorker?.getRegistration();
  const kept = (await caches.keys()).filter((name) => name.startsWith("zhupi-build-"));
  const build = document.querySelector("meta[name=zhupi-build]").content;
  row("offline", "程序已存在本机", kept.includes(`zhupi-build-${build}`) && "全部文件，逐个核对过");
  row("offline", "断网时由本机提供", registration?.active && navigator.serviceWorker.controller && "是");
  row("offline", "版本", build);
}

async function storage() {
  const { usage, quota } = (await navigator.storage?.estimate?.()) ?? {};
  const mega = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
  row("storage", "浏览器承诺不自行清除", (await navigator.storage?.persisted?.()) && "是");
  row("storage", "已用与上限", quota && `${mega(usage)} / ${mega(quota)}`);
  row("storage", "数据库", "indexedDB" in window && "有");
  row("storage", "第二份副本的位置", "getDirectory" in (navigator.storage ?? {}) && "有");
  row("storage", "编辑锁", "locks" in navigator && "有");
}

// A line of a table: what, and what came of it; nothing is bad.
function row(table, what, outcome) {
  const line = document.querySelector(`#${table} tbody`).insertRow();
  line.insertCell().textContent = what;
  const cell = line.insertCell();
  cell.textContent = table === "attempts" ? (outcome ? `已拒绝（${outcome}）` : "没有被拒绝") : outcome || "否";
  cell.dataset.state = outcome ? "ok" : "bad";
  return Boolean(outcome);
}

function add(tag, properties) {
  const element = Object.assign(document.createElement(tag), { hidden: true }, properties);
  document.body.append(element);
  if (tag !== "form") setTimeout(() => element.remove(), PATIENCE_MS);
  return element;
}
