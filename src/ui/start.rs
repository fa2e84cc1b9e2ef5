//! Starting (启动): the state, the worker, and what a new project begins with.

use crate::annotate::ActorId;
use crate::project::Command;
use crate::ui::files::imported;
use crate::ui::keeping;
use crate::ui::reading::Reader;
use crate::ui::samples;
use crate::ui::shell::page::Page;
use crate::ui::state::view::Dialog;
use crate::ui::state::{App, prefs};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// The root of the page.
#[component]
pub fn Root() -> impl IntoView {
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

/// A project without documents gets the samples, so that there is something to try things on.
pub fn begin(app: App) {
    if app.read(|workspace| workspace.documents().next().is_none())
        && let Ok(applied) = app.try_run(Command::Import(samples::documents(app.lang.get_untracked())))
    {
        let docs = imported(&applied);
        app.open(docs.first().copied());
        app.unread.update(|unread| unread.extend(docs));
    }
    if !prefs::tour_seen() {
        app.dialog.set(Some(Dialog::Tour));
    }
}

/// Who acts in this tab: drawn at random, so that two tabs never give out the same identity.
fn random_actor() -> ActorId {
    let half = || {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below two to the thirty-second")]
        let half = (js_sys::Math::random() * f64::from(u32::MAX)) as u64;
        half
    };
    ActorId(half() << 32 | half())
}
