// Starts the worker: loads its WebAssembly and passes messages to it, those that came while it was loading first.
import init, { start, receive } from "./{{worker-glue.js}}";

const early = [];
self.onmessage = (event) => early.push(event.data);

// An error that nobody catches reaches the page as the worker's `error` event; a promise that nobody awaits does not.
self.onunhandledrejection = (event) => setTimeout(() => { throw event.reason; });

// A slow connection is no reason to take the worker for dead; a program that hangs keeps this from being said.
const starting = setInterval(() => postMessage({ head: "8,Starting" }), 5_000);

init({ module_or_path: new URL("./{{worker.wasm}}", import.meta.url) }).then(() => {
  clearInterval(starting);
  start("{{build}}");
  self.onmessage = (event) => receive(event.data);
  early.forEach((message) => receive(message));
});
