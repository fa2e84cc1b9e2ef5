//! The built app in a real browser, from the outside, as people meet it.
//!
//! A [`Scenario`] is a machine of its own: a fresh profile, a host that serves `dist/` and can be switched off, a folder
//! for downloads. [`Scenario::open`] starts a headless Chromium on it; what comes back, an [`App`], is what a person has:
//! things to see, click, drag over and type. Parts of the page are known by their `data-test` attribute and nothing else.
//!
//! `cargo xtask test` builds the app and runs all scenarios; by hand: `cargo xtask build`, then
//! `cargo test --profile tool -p zhupi-e2e`. Pictures of what failed are in `target/screenshots`.

mod app;
mod axe;
pub mod bench;
mod builds;
mod driver;
#[path = "../../support/figure.rs"]
mod figure;
mod network;
mod pointing;
mod scenario;
pub mod work;

pub use app::{App, Tab};
pub use axe::violations;
pub use builds::{another_build, broken_build};
pub use driver::{freeze, wake};
pub use scenario::{Scenario, dist, project};
pub use static_host::{Host, Site};
pub use thirtyfour::Key;
