//! The remark of the current mark (备注). It is taken when whoever types it rests or leaves the field, or the page may be
//! about to end.

use crate::annotate::{DocId, MarkId};
use crate::project::Command;
use crate::ui::i18n::Msg;
use crate::ui::state::App;
use leptos::prelude::*;
use std::cell::RefCell;
use std::time::Duration;

/// How long a rest is.
const REST: Duration = Duration::from_secs(1);

thread_local! {
    /// What is being typed: the mark's document, the mark, the words so far.
    static TYPED: RefCell<Option<(DocId, MarkId, String)>> = const { RefCell::new(None) };
}

/// The field.
#[component]
pub fn NoteField(app: App, mark: MarkId) -> impl IntoView {
    let doc = app.doc.get_untracked()?;
    let words = move || {
        app.marks.track();
        // What is being typed stays, whatever else happens to the marks meanwhile.
        let typed = TYPED.with_borrow(|typed| typed.clone().filter(|(_, of, _)| *of == mark));
        typed.map_or_else(|| note_of(app, doc, mark), |(.., words)| words)
    };
    Some(view! {
        <label class="field-name" for="note">{app.say(Msg::Note)}</label>
        <textarea
            id="note"
            rows="2"
            placeholder=app.say(Msg::AddNote)
            data-test="details-note"
            prop:value=words
            on:input:target=move |event| {
                let words = event.target().value();
                TYPED.set(Some((doc, mark, words.clone())));
                let rests = move || TYPED.with_borrow(|typed| typed.as_ref().is_some_and(|(.., now)| *now == words));
                set_timeout(move || if rests() { take_note(app) }, REST);
            }
            on:change:target=move |event| {
                TYPED.set(Some((doc, mark, event.target().value())));
                take_note(app);
            }
        ></textarea>
    })
}

/// Takes the remark that is being typed, if there is one.
pub fn take_note(app: App) {
    if let Some((doc, mark, note)) = TYPED.take()
        && note != note_of(app, doc, mark)
    {
        app.run(Command::SetNote { doc, mark, note });
    }
}

fn note_of(app: App, doc: DocId, mark: MarkId) -> String {
    app.read(|workspace| Some(workspace.document(doc)?.mark(mark)?.note.clone())).unwrap_or_default()
}
