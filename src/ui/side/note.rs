//! The remark of the current mark (备注). It is taken when whoever types it rests, leaves the field, or the page may be about to
//! end.

use crate::annotate::{DocId, MarkId};
use crate::project::Command;
use crate::ui::i18n::Msg;
use crate::ui::state::App;
use leptos::prelude::*;
use std::time::Duration;

/// How long a rest is.
const REST: Duration = Duration::from_secs(1);

/// The field.
#[component]
pub fn NoteField(app: App, mark: MarkId) -> impl IntoView {
    let doc = app.doc.get_untracked()?;
    let note = Memo::new(move |_| {
        app.marks.track();
        note_of(app, doc, mark)
    });
    Some(view! {
        <label class="field-name" for="note">{app.say(Msg::Note)}</label>
        <textarea
            id="note"
            rows="2"
            placeholder=app.say(Msg::AddNote)
            data-test="details-note"
            prop:value=move || note.get()
            on:input:target=move |event| {
                let words = event.target().value();
                app.note.set_value(Some((doc, mark, words.clone())));
                let rests = move || app.note.with_value(|note| note.as_ref().is_some_and(|(.., now)| *now == words));
                set_timeout(move || if rests() { take_note(app) }, REST);
            }
            on:change:target=move |event| {
                app.note.set_value(Some((doc, mark, event.target().value())));
                take_note(app);
            }
        ></textarea>
    })
}

/// Takes the remark that is being typed, if there is one.
pub fn take_note(app: App) {
    if let Some((doc, mark, note)) = app.note.try_update_value(Option::take).flatten()
        && note != note_of(app, doc, mark)
    {
        app.run(Command::SetNote { doc, mark, note });
    }
}

fn note_of(app: App, doc: DocId, mark: MarkId) -> String {
    app.read(|workspace| Some(workspace.document(doc)?.mark(mark)?.note.clone())).unwrap_or_default()
}
