//! The seal of a label (印): its one character on its colour.

use crate::scheme::{Name, Scheme};
use crate::ui::stylesheet::class_of;
use leptos::prelude::*;
use std::sync::Arc;

/// A seal; for eyes only, the label's name stands beside it.
#[component]
pub fn Seal(scheme: Arc<Scheme>, label: Name) -> impl IntoView {
    let class = format!("seal {}", class_of(&scheme, label.as_str()));
    let sign = scheme.label(label.as_str()).map_or_else(|| "?".to_owned(), |label| label.seal.clone());
    view! { <b class=class aria-hidden="true">{sign}</b> }
}
