//! Events: one type for all that hand over the same object.

pub use whole::tachys::html::event::*;

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use whole::wasm_bindgen::convert::FromWasmAbi;

/// An event known by its name, which hands over an `E`.
pub struct Named<E> {
    name: &'static str,
    hands_over: PhantomData<fn() -> E>,
}

impl<E> Clone for Named<E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E> Copy for Named<E> {}

impl<E> fmt::Debug for Named<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl<E: FromWasmAbi> EventDescriptor for Named<E> {
    type EventType = E;

    /// Means nothing here: it is for listeners that stand at the window for all elements, which is a feature left off.
    const BUBBLES: bool = false;

    fn name(&self) -> Cow<'static, str> {
        self.name.into()
    }

    fn event_delegation_key(&self) -> Cow<'static, str> {
        self.name.into()
    }
}

macro_rules! events {
    ($($kind:ident: $($name:ident)*;)*) => {$($(
        #[doc = concat!("The event `", stringify!($name), "`.")]
        #[expect(non_upper_case_globals, reason = "views name events as the browser does")]
        pub const $name: Named<$kind> = Named { name: stringify!($name), hands_over: PhantomData };
    )*)*};
}

events! {
    ClipboardEvent: copy;
    CompositionEvent: compositionend;
    DragEvent: dragleave dragover drop;
    Event: cancel change close contextmenu input scroll toggle touchend touchmove;
    KeyboardEvent: keydown;
    MouseEvent: click dblclick mouseover mouseup;
    PointerEvent: pointercancel pointerdown pointermove pointerup;
    SubmitEvent: submit;
}
