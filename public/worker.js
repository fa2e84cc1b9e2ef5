// Starts the worker: loads its WebAssembly and passes messages to it, those that came while it was loading first.
import init, { start, receive } from "./{{worker-glue.js}}";

const early = [];
self.onmessage = (event) => early.push(event.data);

init({ module_or_path: new URL("./{{worker.wasm}}", import.meta.url) }).then(() => {
  start("{{build}}");
  self.onmessage = (event) => receive(event.data);
  early.forEach((message) => receive(message));
}, (error) => {
  // An error that nobody catches reaches the page as the worker's `error` event.
  setTimeout(() => { throw error; });
});
