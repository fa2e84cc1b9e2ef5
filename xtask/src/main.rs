//! The project's commands: `cargo xtask serve`, `cargo xtask test`, `cargo xtask build`.
fn main() {}
