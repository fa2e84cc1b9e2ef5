//! The header (顶栏): the seal, the views, how much has been reviewed, undo, export, commands.

use super::status::grouped;
use super::{redo, undo};
use crate::annotate::History as Steps;
use crate::ui::i18n::Msg;
use crate::ui::keys::{Action, chord_of};
use crate::ui::state::view::{Dialog, Drawer, Theme, View};
use crate::ui::state::{App, prefs};
use leptos::prelude::*;

/// The header.
#[component]
pub fn Header(app: App) -> impl IntoView {
    let toggle = move |drawer: Drawer| {
        app.drawer.update(|now| *now = if *now == drawer { Drawer::Shut } else { drawer });
    };
    view! {
        <header class="header">
            <button
                type="button"
                class="narrow icon"
                aria-label=app.say(Msg::Documents)
                data-test="drawer-documents"
                on:click=move |_| toggle(Drawer::Documents)
            >
                "☰"
            </button>
            <span class="brand-seal" aria-hidden="true">{app.say(Msg::AppSeal)}</span>
            <h1 class="brand">{app.say(Msg::AppName)}</h1>
            <span class="faint wide" aria-hidden="true">"/"</span>
            <button type="button" class="project wide" data-test="project" on:click=move |_| app.dialog.set(Some(Dialog::Projects))>
                {move || app.project.get()}
                <span class="faint" aria-hidden="true">" ▾"</span>
            </button>
            <span class="grow"></span>
            <Views app=app/>
            <span class="grow"></span>
            <Progress app=app/>
            <History app=app/>
            <button type="button" data-test="export" on:click=move |_| app.dialog.set(Some(Dialog::Export))>
                {app.say(Msg::Export)}
            </button>
            <button
                type="button"
                class="wide"
                data-test="commands"
                on:click=move |_| app.dialog.set(Some(Dialog::Commands))
            >
                {app.say(Msg::Commands)}
                " "
                <kbd>{chord_of(Action::Commands)}</kbd>
            </button>
            <button
                type="button"
                class="narrow icon"
                aria-label=app.say(Msg::Commands)
                data-test="commands-narrow"
                on:click=move |_| app.dialog.set(Some(Dialog::Commands))
            >
                "⋯"
            </button>
            <Looks app=app/>
            <button
                type="button"
                class="narrow icon"
                aria-label=app.say(Msg::Details)
                data-test="drawer-side"
                on:click=move |_| toggle(Drawer::Side)
            >
                "☷"
            </button>
        </header>
    }
}

#[component]
fn Views(app: App) -> impl IntoView {
    let views = [(View::Annotate, Msg::ViewAnnotate, "annotate"), (View::Ledger, Msg::ViewLedger, "ledger")];
    let buttons = views.map(|(view, name, test)| {
        view! {
            <button
                type="button"
                aria-current=move || (app.view.get() == view).then_some("page")
                data-test=format!("view-{test}")
                on:click=move |_| app.view.set(view)
            >
                {app.say(name)}
            </button>
        }
    });
    view! { <nav class="views" aria-label=app.say(Msg::Views)>{buttons.into_iter().collect_view()}</nav> }
}

/// How many of the open document's marks a person has looked at.
#[component]
fn Progress(app: App) -> impl IntoView {
    let numbers = move || {
        app.marks.track();
        app.doc.track();
        app.read_doc(|document| (document.n_accepted(), document.n_accepted() + document.n_pending()))
            .unwrap_or_default()
    };
    let words = move || {
        let (done, all) = numbers();
        app.fill(Msg::ReviewedOf, &[&grouped(done), &grouped(all)])
    };
    view! {
        <span class="progress wide" data-test="progress">
            <span class="faint">{move || words()}</span>
            <progress aria-label=app.say(Msg::Review) prop:max=move || numbers().1.max(1) as f64 prop:value=move || numbers().0 as f64></progress>
        </span>
    }
}

/// What a button shows: its name, its sign, and what tests call it.
type Seen = (Msg, &'static str, &'static str);

#[component]
fn History(app: App) -> impl IntoView {
    let can = move |read: fn(&Steps) -> bool| {
        app.documents.track();
        app.marks.track();
        app.scheme_changed.track();
        app.read(|workspace| read(workspace.history()))
    };
    let button = move |action: Action, (name, sign, test): Seen, has: fn(&Steps) -> bool, go: fn(App)| {
        view! {
            <button
                type="button"
                class="icon"
                aria-label=app.say(name)
                title=format!("{} {}", app.say(name), chord_of(action))
                data-test=test
                disabled=move || !can(has)
                on:click=move |_| go(app)
            >
                {sign}
            </button>
        }
    };
    view! {
        {button(Action::Undo, (Msg::Undo, "↶", "undo"), |steps| steps.to_undo().is_some(), undo)}
        {button(Action::Redo, (Msg::Redo, "↷", "redo"), |steps| steps.to_redo().is_some(), redo)}
    }
}

/// Goes on to the next of light, dark and as the system has it.
pub fn switch_theme(app: App) {
    app.theme.update(|theme| *theme = theme.next());
    prefs::set_theme(app.theme.get_untracked());
}

/// Goes over to the other language.
pub fn switch_language(app: App) {
    app.lang.update(|lang| *lang = lang.other());
    prefs::set_lang(app.lang.get_untracked());
}

/// Light or dark, and the language.
#[component]
fn Looks(app: App) -> impl IntoView {
    let sign = move || match app.theme.get() {
        Theme::System => "◐",
        Theme::Light => "○",
        Theme::Dark => "●",
    };
    let name = move || match app.theme.get() {
        Theme::System => app.say(Msg::ThemeSystem),
        Theme::Light => app.say(Msg::ThemeLight),
        Theme::Dark => app.say(Msg::ThemeDark),
    };
    let title = move || format!("{}: {}", app.say(Msg::Theme), name());
    view! {
        <button
            type="button"
            class="icon theme"
            aria-label=title
            title=title
            data-test="theme"
            on:click=move |_| switch_theme(app)
        >
            {sign}
        </button>
        <button
            type="button"
            class="wide"
            lang=app.lang.get_untracked().other().tag()
            data-test="language"
            on:click=move |_| switch_language(app)
        >
            {app.say(Msg::OtherLanguage)}
        </button>
    }
}
