//! Choosing the type of a relation (关系类型) between two marks; those that fit their labels come first.

use super::frame::Frame;
use crate::project::Command;
use crate::scheme::RelationDef;
use crate::text::order;
use crate::ui::i18n::Msg;
use crate::ui::marking::focus;
use crate::ui::state::App;
use leptos::prelude::*;

/// The dialogue.
#[component]
pub fn ChooseRelation(app: App) -> impl IntoView {
    let lang = app.lang.get_untracked();
    let ends = app.relating.get_untracked().zip(app.mark.get_untracked());
    let marks = ends.and_then(|(from, to)| {
        app.read_doc(|document| {
            let (from, to) = (document.mark(from)?.clone(), document.mark(to)?.clone());
            let words = (document.words(&from), document.words(&to));
            Some((from, to, words))
        })
        .flatten()
    });
    let Some((from, to, (from_words, to_words))) = marks else {
        app.relating.set(None);
        return view! { <Frame app=app title=Msg::Relate test="relation"><p>{app.say(Msg::ChooseMarkFirst)}</p></Frame> }
            .into_any();
    };
    let scheme = app.scheme();
    let mut kinds: Vec<&RelationDef> = scheme.relations.iter().collect();
    order::sort_by_key(&mut kinds, |kind| !kind.joins(&from.label, &to.label));
    let buttons = kinds.into_iter().enumerate().map(|(place, kind)| {
        let (id, name) = (kind.id.clone(), lang.of(&kind.wording).to_owned());
        let class = if kind.joins(&from.label, &to.label) { "framed" } else { "framed unfit" };
        let (from, to) = (from.id, to.id);
        view! {
            <button
                type="button"
                class=class
                autofocus=place == 0
                data-test=format!("relation-{id}")
                on:click=move |_| {
                    if let Some(doc) = app.doc.get_untracked() {
                        app.run(Command::AddRelation { doc, kind: id.clone(), from, to });
                    }
                    app.relating.set(None);
                    app.notice.set(None);
                    app.dialog.set(None);
                    focus("text");
                }
            >
                {name}
            </button>
        }
    });
    let buttons = buttons.collect_view();
    view! {
        <Frame app=app title=Msg::Relate test="relation">
            <p class="ends"><strong>{from_words}</strong> " → " <strong>{to_words}</strong></p>
            <p class="row wrap">{buttons}</p>
        </Frame>
    }
    .into_any()
}
