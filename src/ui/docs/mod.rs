//! The documents of the project (文档列表): found, opened, taken in.

mod drop;
mod list;
mod row;

use crate::ui::i18n::Msg;
use crate::ui::state::App;
use leptos::prelude::*;

/// The panel on the left.
#[component]
pub fn DocumentPanel(app: App) -> impl IntoView {
    view! {
        <nav class="documents" aria-label=app.say(Msg::Documents)>
            <list::DocumentList app=app/>
            <drop::DropZone app=app/>
        </nav>
    }
}
