//! Starting (启动): the state, the worker, and what a new project begins with.

use crate::annotate::ActorId;
use crate::project::{Command, Workspace};
use crate::ui::files::imported;
use crate::ui::keeping;
use crate::ui::reading::Reader;
use crate::ui::samples;
use crate::ui::shell::page::Page;
use crate::ui::state::view::Dialog;
use crate::ui::state::{App, prefs};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Response;

/// The root of the page.
#[component]
pub fn Root() -> impl IntoView {
    prefs::keys().enforce();
    let app = App::new(random_actor());
    // The reader lives as long as the page, which never lets go of this.
    let reader = StoredValue::new_local(Reader::start(app));
    reader.with_value(|reader| {
        if let Some(reader) = reader {
            app.set_engine(reader.engine().clone());
        }
    });
    keeping::guard(app);
    spawn_local(keeping::open(app));
    view! { <Page app=app/> }
}

/// The first project of a browser gets the samples, so that there is something to try things on, and whoever starts for
/// the first time the tour; whoever makes another project has texts to put in it. A project that was worked in, or emptied,
/// is left as it is: also where the browser forgot that the tour was seen, which a power cut can make it do.
pub fn begin(app: App) {
    if !app.read(Workspace::is_untouched) {
        return;
    }
    spawn_local(take_samples(app));
    if !prefs::tour_seen() && app.dialog.get_untracked().is_none() {
        app.dialog.set(Some(Dialog::Tour));
    }
}

/// A sample that cannot be fetched is left out: the page says how to bring in documents of one's own.
async fn take_samples(app: App) {
    if let Some(kept) = app.kept.get_value()
        && kept.library.projects().await.is_ok_and(|all| all.len() > 1)
    {
        return;
    }
    let mut samples = Vec::new();
    for (path, name) in samples::FILES {
        if let Some(content) = fetched(path).await {
            samples.push(samples::document(&content, name, app.lang.get_untracked()));
        }
    }
    if app.read(Workspace::is_untouched)
        && let Ok(applied) = app.try_run(Command::Import(samples))
    {
        let docs = imported(&applied);
        app.open(docs.first().copied());
        app.unread.update(|unread| unread.extend(docs));
    }
}

/// The words of one of the app's own files.
async fn fetched(path: &str) -> Option<String> {
    let answer = JsFuture::from(window().fetch_with_str(path)).await.ok()?;
    let answer: Response = answer.dyn_into().ok()?;
    let text = if answer.ok() { JsFuture::from(answer.text().ok()?).await.ok()? } else { return None };
    text.as_string()
}

/// Who acts in this tab: drawn at random, so that two tabs never give out the same identity.
pub fn random_actor() -> ActorId {
    let half = || {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below two to the thirty-second")]
        let half = (js_sys::Math::random() * f64::from(u32::MAX)) as u64;
        half
    };
    ActorId(half() << 32 | half())
}
