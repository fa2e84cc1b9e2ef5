//! Waiting inside one thread: a bell that anybody may ring, an answer that comes once, and the clock.

use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::rc::Rc;
use std::task::{Poll, Waker};

/// A bell: everybody who waits goes on when it rings.
#[derive(Debug, Default)]
pub(super) struct Bell {
    n_rings: Cell<u64>,
    waiting: RefCell<Vec<Waker>>,
}

impl Bell {
    pub(super) fn ring(&self) {
        self.n_rings.set(self.n_rings.get() + 1);
        let waiting = std::mem::take(&mut *self.waiting.borrow_mut());
        waiting.into_iter().for_each(Waker::wake);
    }

    /// How often it has rung: to be asked before looking at what the bell tells of.
    pub(super) fn n_rings(&self) -> u64 {
        self.n_rings.get()
    }

    /// Waits until the bell has rung more often than so many times.
    pub(super) async fn rung_since(&self, n_rings: u64) {
        poll_fn(|context| {
            if self.n_rings.get() > n_rings {
                return Poll::Ready(());
            }
            self.waiting.borrow_mut().push(context.waker().clone());
            Poll::Pending
        })
        .await;
    }
}

/// An answer that comes once; later ones are dropped.
#[derive(Debug)]
pub(super) struct Answer<T>(Rc<Slot<T>>);

#[derive(Debug)]
struct Slot<T> {
    value: RefCell<Option<T>>,
    is_given: Cell<bool>,
    bell: Bell,
}

impl<T> Clone for Answer<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> Default for Answer<T> {
    fn default() -> Self {
        Self(Rc::new(Slot { value: RefCell::new(None), is_given: Cell::new(false), bell: Bell::default() }))
    }
}

impl<T> Answer<T> {
    /// Gives the answer, if none was given.
    pub(super) fn give(&self, value: T) {
        if !self.0.is_given.replace(true) {
            *self.0.value.borrow_mut() = Some(value);
            self.0.bell.ring();
        }
    }

    /// The answer, if it was given and nobody took it.
    pub(super) fn take(&self) -> Option<T> {
        self.0.value.borrow_mut().take()
    }

    /// Waits for the answer.
    pub(super) async fn get(self) -> T {
        loop {
            let n_rings = self.0.bell.n_rings();
            if let Some(value) = self.take() {
                return value;
            }
            self.0.bell.rung_since(n_rings).await;
        }
    }
}

/// Waits for a future, at most so many milliseconds; `None` where the time ran out.
pub(super) async fn within<F: Future>(milliseconds: i64, future: F) -> Option<F::Output> {
    let milliseconds = u32::try_from(milliseconds.max(0)).unwrap_or(u32::MAX);
    let mut timeout = pin!(gloo_timers::future::TimeoutFuture::new(milliseconds));
    let mut future = pin!(future);
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => timeout.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// Milliseconds since 1970, as the machine's clock says.
#[expect(clippy::cast_possible_truncation, reason = "whole milliseconds")]
pub(super) fn now() -> i64 {
    js_sys::Date::now() as i64
}
