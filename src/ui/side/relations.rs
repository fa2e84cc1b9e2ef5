//! The relations of a mark (关系): from it and to it, each leading to the other mark.

use crate::annotate::{Mark, MarkId, Relation};
use crate::project::{Command, Document};
use crate::ui::i18n::Msg;
use crate::ui::state::App;
use leptos::prelude::*;
use std::sync::Arc;

/// The relations, where there are any.
#[component]
pub fn Relations(app: App, mark: Arc<Mark>) -> impl IntoView {
    let id = mark.id;
    move || {
        app.marks.track();
        let rows = app.read_doc(|document| touching(document, id)).unwrap_or_default();
        (!rows.is_empty()).then(|| {
            let items = rows.into_iter().map(|(relation, other, words)| {
                let outwards = relation.from == id;
                view! { <Row app=app relation=relation other=other words=words outwards=outwards/> }
            });
            view! {
                <h3 class="small-head">{app.say(Msg::Relations)}</h3>
                <ul class="relations" data-test="relations">{items.collect_view()}</ul>
            }
        })
    }
}

/// The relations of a mark, with the mark at the other end and its words.
fn touching(document: &Document, id: MarkId) -> Vec<(Arc<Relation>, Arc<Mark>, String)> {
    let with_other = |relation: &Arc<Relation>| {
        let other = document.mark(if relation.from == id { relation.to } else { relation.from })?;
        Some((relation.clone(), other.clone(), document.words(other)))
    };
    document.relations_of(id).filter_map(with_other).collect()
}

#[component]
fn Row(app: App, relation: Arc<Relation>, other: Arc<Mark>, words: String, outwards: bool) -> impl IntoView {
    let kind = relation_name(app, relation.kind.as_str());
    let id = relation.id;
    view! {
        <li>
            <span class="faint">{if outwards { format!("{kind} →") } else { format!("← {kind}") }}</span>
            <button type="button" class="link" on:click=move |_| app.show_mark(&other)>{words}</button>
            <button
                type="button"
                class="icon"
                aria-label=app.say(Msg::DeleteRelation)
                on:click=move |_| {
                    if let Some(doc) = app.doc.get_untracked() {
                        app.run(Command::DeleteRelation { doc, relation: id });
                    }
                }
            >
                "✕"
            </button>
        </li>
    }
}

/// The name of a relation type in the interface's language.
pub fn relation_name(app: App, kind: &str) -> String {
    let lang = app.lang.get_untracked();
    let known = app.scheme().relation(kind).map(|known| lang.of(&known.wording).to_owned());
    known.unwrap_or_else(|| kind.to_owned())
}
