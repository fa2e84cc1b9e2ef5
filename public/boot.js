// Starts the page: loads its WebAssembly and hands over. Everything after that is Rust.
import init from "./{{page-glue.js}}";

init({ module_or_path: new URL("./{{page.wasm}}", import.meta.url) }).catch((error) => zhupi.crashed(`页面没有启动：${error}`));
