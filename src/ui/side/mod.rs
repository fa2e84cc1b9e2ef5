//! The panel beside the text (侧栏): the current mark, all marks, the tasks and the headings of the document.

pub mod attributes;
pub mod contents;
pub mod details;
pub mod filter;
pub mod list;
pub mod note;
pub mod relations;
pub mod tasks;

use crate::ui::i18n::Msg;
use crate::ui::state::App;
use crate::ui::state::view::Tab;
use leptos::prelude::*;

/// The panel.
#[component]
pub fn SidePanel(app: App) -> impl IntoView {
    let tabs = [
        (Tab::Details, Msg::Details, "details"),
        (Tab::List, Msg::MarkList, "list"),
        (Tab::Tasks, Msg::DocTasks, "tasks"),
        (Tab::Contents, Msg::Contents, "contents"),
    ];
    let buttons = tabs.map(|(tab, name, test)| {
        let selected = move || app.tab.get() == tab;
        view! {
            <button
                type="button"
                role="tab"
                id=format!("tab-{test}")
                aria-controls="side-content"
                aria-selected=move || if selected() { "true" } else { "false" }
                tabindex=move || if selected() { "0" } else { "-1" }
                data-test=format!("tab-{test}")
                on:click=move |_| app.tab.set(tab)
            >
                {app.say(name)}
            </button>
        }
    });
    let step = move |event: web_sys::KeyboardEvent| {
        let on = match event.key().as_str() {
            "ArrowRight" => 1,
            "ArrowLeft" => tabs.len() - 1,
            _ => return,
        };
        let here = tabs.iter().position(|(tab, ..)| *tab == app.tab.get_untracked()).unwrap_or(0);
        if let Some((tab, _, test)) = tabs.get((here + on) % tabs.len()) {
            app.tab.set(*tab);
            crate::ui::marking::focus(&format!("tab-{test}"));
        }
    };
    let content = move || match app.tab.get() {
        Tab::Details => view! { <details::Details app=app/> }.into_any(),
        Tab::List => view! { <list::MarkList app=app/> }.into_any(),
        Tab::Tasks => view! { <tasks::Tasks app=app/> }.into_any(),
        Tab::Contents => view! { <contents::Contents app=app/> }.into_any(),
    };
    let label = move || match app.tab.get() {
        Tab::Details => "tab-details",
        Tab::List => "tab-list",
        Tab::Tasks => "tab-tasks",
        Tab::Contents => "tab-contents",
    };
    view! {
        <aside class="side" aria-label=app.say(Msg::Details)>
            <div class="tabs" role="tablist" on:keydown=step>{buttons.into_iter().collect_view()}</div>
            <div class="side-content" id="side-content" role="tabpanel" aria-labelledby=label>{move || content()}</div>
        </aside>
    }
}
