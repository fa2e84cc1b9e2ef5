//! Stand-in for `include-flate`: the same macro, with the file embedded as plain text.
//!
//! The original compresses with zstd's C code, which needs clang to reach wasm32. The dictionary compresses just as well
//! when the worker module itself is served compressed.

/// Embeds a file, relative to the calling crate's manifest, as a lazily borrowed `&'static str`.
#[macro_export]
macro_rules! flate {
    ($(#[$m:meta])* $(pub $(($($v:tt)+))?)? static $n:ident: str from $p:literal $(with $a:ident)?) => {
        $(#[$m])* $(pub $(($($v)+))?)? static $n: ::std::sync::LazyLock<&'static str> =
            ::std::sync::LazyLock::new(|| include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/", $p)));
    };
}
