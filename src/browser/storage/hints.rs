//! Hints between the tabs of one project (标签页通信). They may be lost or come twice; nothing depends on them but speed.

use crate::journal::ProjectId;
use gloo_events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

/// What tabs tell each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hint {
    /// The writer has stored something.
    Written,
    /// A tab would like to write; whoever writes now is asked to finish and let go.
    PleaseRelease,
}

impl Hint {
    const fn word(self) -> &'static str {
        match self {
            Self::Written => "written",
            Self::PleaseRelease => "please-release",
        }
    }

    fn of(word: &str) -> Option<Self> {
        [Self::Written, Self::PleaseRelease].into_iter().find(|hint| hint.word() == word)
    }
}

/// The channel of one project. Where the browser has none, nothing is told and nothing is heard.
#[derive(Debug)]
pub(super) struct Hints {
    channel: Option<BroadcastChannel>,
    _listener: Option<EventListener>,
}

impl Hints {
    /// Opens the channel; `heard` is called with what other tabs say.
    pub(super) fn open(project: ProjectId, heard: impl Fn(Hint) + 'static) -> Self {
        let channel = BroadcastChannel::new(&format!("zhupi/project/{project}")).ok();
        let listener = channel.as_ref().map(|channel| {
            EventListener::new(channel, "message", move |event| {
                let data = event.unchecked_ref::<MessageEvent>().data();
                if let Some(hint) = data.as_string().as_deref().and_then(Hint::of) {
                    heard(hint);
                }
            })
        });
        Self { channel, _listener: listener }
    }

    /// Tells the other tabs.
    pub(super) fn tell(&self, hint: Hint) {
        if let Some(channel) = &self.channel {
            // A channel that fails loses a hint, which is allowed.
            drop(channel.post_message(&JsValue::from_str(hint.word())));
        }
    }
}

impl Drop for Hints {
    fn drop(&mut self) {
        if let Some(channel) = &self.channel {
            channel.close();
        }
    }
}
