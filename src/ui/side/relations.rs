//! The relations of a mark (关系): from it and to it, each leading to the other mark.

use crate::annotate::{Mark, MarkId, Relation};
use crate::project::{Command, Document};
use crate::ui::i18n::Msg;
use crate::ui::state::App;
use leptos::prelude::*;
use std::sync::Arc;

/// How many relations of a document are listed at most while no mark is current.
const LONGEST: usize = 200;

/// A relation as it is listed.
struct Listed {
    relation: Arc<Relation>,
    /// The words of the mark it starts from, where that is not the current one.
    from: String,
    /// The mark at the other end, and its words.
    other: Arc<Mark>,
    words: String,
}

/// The relations of a mark, or of the whole document, where there are any.
#[component]
pub fn Relations(app: App, mark: Option<MarkId>) -> impl IntoView {
    leptos::live(move || {
        app.marks.track();
        app.doc.track();
        let rows = app.read_doc(|document| listed(document, mark)).unwrap_or_default();
        (!rows.is_empty()).then(|| {
            let items = rows.into_iter().map(|listed| {
                let inwards = mark == Some(listed.relation.to);
                row(app, listed, inwards)
            });
            view! {
                <h3 class="small-head">{app.say(Msg::Relations)}</h3>
                <ul class="relations" data-test="relations">{items.collect_view()}</ul>
            }
        })
    })
}

fn listed(document: &Document, mark: Option<MarkId>) -> Vec<Listed> {
    let words = |mark: MarkId| Some(document.words(document.mark(mark)?));
    let listed = |relation: &Arc<Relation>| {
        let other = if mark == Some(relation.to) { relation.from } else { relation.to };
        let from = if mark.is_none() { words(relation.from)? } else { String::new() };
        let (relation, other, words) = (relation.clone(), document.mark(other)?.clone(), words(other)?);
        Some(Listed { relation, from, other, words })
    };
    match mark {
        Some(mark) => document.relations_of(mark).filter_map(listed).collect(),
        None => document.relations().take(LONGEST).filter_map(listed).collect(),
    }
}

fn row(app: App, listed: Listed, inwards: bool) -> AnyView {
    let Listed { relation, from, other, words } = listed;
    let kind = relation_name(app, relation.kind.as_str());
    let id = relation.id;
    view! {
        <li>
            <span class="faint">{if inwards { format!("← {kind}") } else { format!("{from} {kind} →") }}</span>
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
    .into_any()
}

/// The name of a relation type in the interface's language.
pub fn relation_name(app: App, kind: &str) -> String {
    let lang = app.lang.get_untracked();
    let known = app.scheme().relation(kind).map(|known| lang.of(&known.wording).to_owned());
    known.unwrap_or_else(|| kind.to_owned())
}
