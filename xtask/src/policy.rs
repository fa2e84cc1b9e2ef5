//! What the browser is told to forbid: one list for the page's `<meta>`, the host's headers and the service worker.

/// Nothing runs, loads or leaves but from the app's own place. The page and the worker live under the same policy.
///
/// Trusted Types are required where the browser has them: a string becomes markup or the address of a script only through
/// the page's one policy, `default` (`public/rescue.js`). It has to be the default one, which the browser asks by itself:
/// Leptos hands the fragments of its views that never change to `innerHTML` as plain strings, and offers no place to wrap
/// them. The policy lets through what neither runs nor loads anything; everything else is refused.
const RULES: [&str; 12] = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types default",
];

/// The policy in the form that a `<meta>` element understands.
pub fn in_page() -> String {
    RULES.join("; ")
}

/// The policy as a header, which can also forbid framing.
pub fn in_header() -> String {
    format!("{}; frame-ancestors 'none'", in_page())
}

/// The headers that go with every answer.
pub fn headers() -> Vec<(&'static str, String)> {
    vec![
        ("Content-Security-Policy", in_header()),
        ("Cross-Origin-Opener-Policy", "same-origin".into()),
        ("Cross-Origin-Resource-Policy", "same-origin".into()),
        ("Referrer-Policy", "no-referrer".into()),
        ("X-Content-Type-Options", "nosniff".into()),
    ]
}

/// The same headers as a JavaScript object, for the service worker. No value holds a quote that `{:?}` would not escape.
pub fn headers_object() -> String {
    let entries: Vec<String> = headers().iter().map(|(name, value)| format!("  {name:?}: {value:?},\n")).collect();
    format!("{{\n{}}}", entries.concat())
}

/// A `_headers` file, as common static hosts and our own read it.
pub fn headers_file() -> String {
    let mut text = String::from("/*\n");
    for (name, value) in headers() {
        text += &format!("  {name}: {value}\n");
    }
    for path in ["/", "/index.html", "/sw.js", "/manifest.webmanifest", "/icons/*"] {
        text += &format!("{path}\n  Cache-Control: no-cache\n");
    }
    text + "/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n"
}
