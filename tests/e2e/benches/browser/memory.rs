//! How much memory the page takes: by the operating system, and by the browser's own account.

use std::fs;

use serde_json::json;
use zhupi_e2e::App;

/// Megabytes (of a million bytes).
#[derive(Default)]
pub struct Memory {
    /// All of the renderer's process that is in memory: page, worker with its dictionaries, the browser's own code.
    pub resident: f64,
    /// JavaScript's heap after a collection.
    pub heap: f64,
    /// The page's WebAssembly memory.
    pub wasm: f64,
}

/// Reads it after a collection of garbage.
pub fn of(app: &App) -> Memory {
    app.devtools("HeapProfiler.collectGarbage", json!({}));
    app.devtools("Performance.enable", json!({}));
    let metrics = app.devtools("Performance.getMetrics", json!({}));
    let metrics = metrics["metrics"].as_array().cloned().unwrap_or_default();
    let used = metrics.iter().find(|metric| metric["name"] == "JSHeapUsedSize");
    let used = used.and_then(|metric| metric["value"].as_f64()).unwrap_or_default();
    Memory { resident: resident(app.process()), heap: used / 1e6, wasm: wasm(app) / 1e6 }
}

/// Adds up the page's WebAssembly memories, which only the debugger finds.
fn wasm(app: &App) -> f64 {
    let prototype = app.devtools("Runtime.evaluate", json!({ "expression": "WebAssembly.Memory.prototype" }));
    let all = app.devtools("Runtime.queryObjects", json!({ "prototypeObjectId": prototype["result"]["objectId"] }));
    let sum = app.devtools(
        "Runtime.callFunctionOn",
        json!({
            "objectId": all["objects"]["objectId"],
            "functionDeclaration": "function () { return this.reduce((sum, it) => sum + it.buffer.byteLength, 0); }",
            "returnByValue": true,
        }),
    );
    sum["result"]["value"].as_f64().unwrap_or_default()
}

/// The largest renderer among the browser's descendants. Zero where the system does not tell.
fn resident(browser: u64) -> f64 {
    let mut largest = 0.0_f64;
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Ok(process) = entry.file_name().to_string_lossy().parse::<u64>() else { continue };
        let command = fs::read(entry.path().join("cmdline")).unwrap_or_default();
        if String::from_utf8_lossy(&command).contains("--type=renderer") && descends(process, browser) {
            let status = fs::read_to_string(entry.path().join("status")).unwrap_or_default();
            let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB"));
            largest = largest.max(kilobytes.and_then(|it| it.trim().parse().ok()).unwrap_or(0.0) * 1024.0 / 1e6);
        }
    }
    largest
}

fn descends(process: u64, ancestor: u64) -> bool {
    let parent = |process: u64| {
        let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
        status.lines().find_map(|line| line.strip_prefix("PPid:")?.trim().parse::<u64>().ok())
    };
    std::iter::successors(parent(process), |&process| parent(process)).take(8).any(|it| it == ancestor)
}
