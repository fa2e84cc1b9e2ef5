//! Marks in question (所涉标注): lists of them, kind by kind, each leading to the text. For losses and for the checker.

use crate::annotate::{DocId, MarkId, MarkSet};
use crate::protocol::{WireGroup, WirePlace};
use crate::scheme::Name;
use crate::text::Span;
use crate::ui::files;
use crate::ui::i18n::{Lang, Msg};
use crate::ui::marking::act::label_name;
use crate::ui::shell::status::grouped;
use crate::ui::state::App;
use leptos::prelude::*;

/// The documents that the worker holds, with their marks as it was given them: it names both by their places.
pub type Held = StoredValue<Vec<(DocId, MarkSet)>>;

/// Gives the worker the documents once; they go when the dialogue does. Says so where there is no worker.
pub fn hold(app: App) -> Held {
    let (lines, held) = app.read(|workspace| {
        let held = workspace.documents().filter(|document| document.text().is_some());
        let held = held.map(|document| (document.info().id, document.marks().clone())).collect();
        (files::lines(workspace.documents()), StoredValue::new(held))
    });
    match app.engine() {
        Some(engine) => engine.hold(&String::from_utf8(lines).unwrap_or_default(), &app.scheme()),
        None => app.warn(app.say(Msg::EngineFailed)),
    }
    on_cleanup(move || {
        if let Some(engine) = app.engine() {
            engine.let_go();
        }
    });
    held
}

/// Kinds with their numbers; each opens to the places.
pub fn groups(app: App, held: Held, groups: Vec<WireGroup>, test: &'static str) -> impl IntoView {
    let lang = app.lang.get_untracked();
    let group = move |group: WireGroup| {
        let kind = if lang == Lang::Zh { group.zh } else { group.en };
        let title = format!("{kind} × {}", grouped(group.count));
        let hidden = group.count.saturating_sub(group.places.len());
        let more =
            (hidden > 0).then(|| view! { <li class="faint">{app.fill(Msg::MoreNotListed, &[&grouped(hidden)])}</li> });
        let places = StoredValue::new(group.places);
        let open = RwSignal::new(false);
        // Rows are made when they are looked at: there may be hundreds.
        let rows = move || {
            open.get().then(|| places.with_value(|places| places.iter().map(|it| row(app, held, it)).collect_view()))
        };
        view! {
            <details class="group" on:toggle=move |_| open.set(true)>
                <summary>{title}</summary>
                <ul class="places">{move || rows()} {more}</ul>
            </details>
        }
    };
    view! { <div data-test=test>{groups.into_iter().map(group).collect_view()}</div> }
}

fn row(app: App, held: Held, place: &WirePlace) -> impl IntoView + use<> {
    let doc = held.with_value(|held| held.get(place.doc as usize).map(|(doc, _)| *doc));
    let name = app.read(|workspace| Some(workspace.document(doc?)?.info().name.clone())).unwrap_or_default();
    let words = place.words.clone();
    // What is said of a label begins with its identity.
    let more = match place.more.split_once(' ') {
        Some((label, rest)) => format!("{} {rest}", label_name(app, &Name::from(label))),
        None => place.more.clone(),
    };
    let (place, mark) = (place.doc as usize, place.mark);
    let go = move |_| show(app, held, place, mark);
    view! {
        <li>
            <button type="button" class="command" data-test="place" on:click=go>
                <span>{words}</span>
                <span class="faint">{more} " " {name}</span>
            </button>
        </li>
    }
}

/// Closes the dialogue and goes to a mark, or to the beginning of a document.
fn show(app: App, held: Held, place: usize, mark: Option<u32>) {
    let found = held.with_value(|held| {
        let (doc, marks) = held.get(place)?;
        let mark = mark.and_then(|place| marks.iter().nth(place as usize));
        let at: (Span, Option<MarkId>) = mark.map_or_else(Default::default, |mark| (mark.cover(), Some(mark.id)));
        Some((*doc, at))
    });
    app.dialog.set(None);
    if let Some((doc, (span, mark))) = found {
        app.show(doc, span, mark);
    }
}
