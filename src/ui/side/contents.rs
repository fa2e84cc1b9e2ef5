//! The headings of the document (目录): where one is, and the way to any of them.

use crate::structure::Outline;
use crate::ui::i18n::Msg;
use crate::ui::marking::focus;
use crate::ui::rows::{RowList, Rows};
use crate::ui::state::App;
use leptos::prelude::*;
use std::sync::Arc;

/// The list.
#[component]
pub fn Contents(app: App) -> impl IntoView {
    let outline: Memo<Option<Arc<Outline>>> = Memo::new(move |_| {
        app.doc.track();
        app.marks.track();
        app.read_doc(|document| document.outline().cloned()).flatten()
    });
    let len = move || outline.with(|it| it.as_ref().map_or(0, |it| it.headings.len()));
    let current = Memo::new(move |_| {
        let top = app.top.get();
        outline.with(|it| it.as_ref()?.headings.partition_point(|heading| heading.span.start <= top).checked_sub(1))
    });
    let heading = move |at: usize| {
        let read = |it: &Option<Arc<Outline>>| it.as_ref()?.headings.get(at).map(|it| (it.span, it.level));
        outline.with_untracked(read)
    };
    let rows = Rows::new(
        Signal::derive(len),
        current.into(),
        move |_| outline.with(|it| it.as_ref().map_or(0, |it| Arc::as_ptr(it) as usize)),
        move |at| {
            let found = heading(at).zip(app.text());
            found
                .map(|((span, level), text)| {
                    view! { <span class=format!("row-words level-{}", level.min(4))>{text.slice(span).trim().to_owned()}</span> }
                })
                .into_any()
        },
        move |at| {
            if let Some((span, _)) = heading(at) {
                app.top_at.set(Some(span.start));
            }
        },
    );
    // One has gone there already: Enter is for reading on, and accepts nothing.
    let to_text = |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            focus("text");
        }
    };
    leptos::live(move || {
        if len() == 0 {
            return view! { <p class="faint empty" data-test="no-contents">{app.say(Msg::NoContents)}</p> }.into_any();
        }
        view! {
            <div class="mark-list" on:keydown=to_text><RowList rows=rows label=app.say(Msg::Contents) test="heading"/></div>
        }
        .into_any()
    })
}
