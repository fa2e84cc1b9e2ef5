//! Leptos, with fewer types.
//!
//! In Leptos every HTML element, attribute and event has a type of its own, and for each of these types, and each pair of
//! them, the compiler makes its own copy of the code that builds, changes and removes it: a good part of the page's size,
//! though all the copies do the same under another name. Here the name is a value. What `view!` writes is resolved through
//! the paths below, so views are written as ever.
//!
//! Left as they are: fields, whose events are read through their typed target (`on:input:target`).

pub use whole::*;

/// A view, always of the same type: in Leptos it is that of its outermost element, of a list or of a component.
#[macro_export]
macro_rules! view {
    ($($view:tt)*) => {
        $crate::prelude::IntoAny::into_any($crate::typed::view! { $($view)* })
    };
}

#[doc(hidden)]
pub mod typed {
    pub use whole::view;
}

/// A view that is made again whenever something changes that it read; for what is not written as `{move || …}` in a view.
pub fn live<V: prelude::IntoAny>(mut make: impl FnMut() -> V + Send + 'static) -> prelude::AnyView {
    use prelude::IntoAny;
    whole::__as_shared_reactive_fn(move || make().into_any()).into_any()
}

mod attribute;
mod effect;
pub mod element;
pub mod event;

/// What a module with views imports.
pub mod prelude {
    pub use crate::attribute::{AriaAttributes, GlobalAttributes, NodeRefAttribute};
    pub use crate::effect::Effect;
    pub use crate::view;
    pub use whole::prelude::*;
}

pub use element as html;
pub use event as ev;

/// The paths that `view!` writes.
pub mod tachys {
    pub use whole::tachys::*;

    /// Elements and what is on them.
    pub mod html {
        pub use crate::{element, event};
        pub use whole::tachys::html::*;
    }
}
