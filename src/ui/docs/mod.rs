//! The documents of the project (文档列表): found, opened, taken in.

mod bin;
mod drop;
mod list;
mod row;

use crate::annotate::DocStatus;
use crate::ui::i18n::Msg;
use crate::ui::state::App;
use leptos::prelude::*;

/// The panel on the left.
#[component]
pub fn DocumentPanel(app: App) -> impl IntoView {
    view! {
        <nav class="documents" aria-label=app.say(Msg::Documents)>
            <list::DocumentList app=app/>
            <bin::Bin app=app/>
            <drop::DropZone app=app/>
        </nav>
    }
}

/// The name of a state.
pub fn status_name(status: DocStatus) -> Msg {
    match status {
        DocStatus::New => Msg::StatusNew,
        DocStatus::Doing => Msg::StatusDoing,
        DocStatus::Done => Msg::StatusDone,
    }
}
