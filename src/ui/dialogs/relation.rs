//! Choosing the type of a relation (关系类型) between two marks: those that fit their labels are offered, the others are put
//! away.

use super::frame::Frame;
use crate::project::Command;
use crate::scheme::RelationDef;
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
    let fits = |kind: &RelationDef| kind.joins(&from.label, &to.label);
    let button = |kind: &RelationDef, autofocus: bool| {
        let (id, name) = (kind.id.clone(), lang.of(&kind.wording).to_owned());
        let (from, to) = (from.id, to.id);
        view! {
            <button
                type="button"
                class="framed"
                autofocus=autofocus
                data-test=format!("relation-{id}")
                on:click=move |_| {
                    if let Some(doc) = app.doc.get_untracked() {
                        app.run(Command::AddRelation { doc, kind: id.clone(), from, to });
                    }
                    app.relating.set(None);
                    app.dialog.set(None);
                    focus("text");
                }
            >
                {name}
            </button>
        }
    };
    let (fit, unfit): (Vec<_>, Vec<_>) = scheme.relations.iter().partition(|kind| fits(kind));
    let fit: Vec<_> = fit.into_iter().enumerate().map(|(place, kind)| button(kind, place == 0)).collect();
    let unfit: Vec<_> = unfit.into_iter().map(|kind| button(kind, false)).collect();
    let none_unfit = unfit.is_empty();
    view! {
        <Frame app=app title=Msg::Relate test="relation">
            <p class="ends"><strong>{from_words}</strong> " → " <strong>{to_words}</strong></p>
            {fit.is_empty().then(|| view! { <p class="faint">{app.say(Msg::NoRelationFits)}</p> })}
            <p class="row wrap">{fit}</p>
            // Such a relation can be meant, but is not made by pressing Enter once too often.
            <details class="unfit" hidden=none_unfit>
                <summary data-test="unfit">{app.say(Msg::UnfitRelations)}</summary>
                <p class="row wrap">{unfit}</p>
            </details>
        </Frame>
    }
    .into_any()
}
