//! Effects, alike for the compiler where they hand the same kind of value from run to run.

/// What runs again whenever something changes that it read.
#[derive(Debug, Clone, Copy)]
pub struct Effect;

impl Effect {
    /// Runs the function in a moment, with nothing, and after every change, with what it returned before.
    #[expect(clippy::new_ret_no_self, reason = "as in Leptos; nobody here stops an effect before its owner is gone")]
    pub fn new<T: 'static>(run: impl FnMut(Option<T>) -> T + 'static) {
        start(Box::new(run));
    }
}

#[inline(never)]
fn start<T: 'static>(run: Box<dyn FnMut(Option<T>) -> T>) {
    whole::prelude::Effect::new(run);
}
