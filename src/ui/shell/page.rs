//! The whole page (整页): puts the parts in their places, and light or dark and the scheme's colours on them.

use super::header::Header;
use super::notice::Notices;
use super::status::StatusLine;
use crate::ui::dialogs::Dialogs;
use crate::ui::docs::DocumentPanel;
use crate::ui::files::{self, PICKER};
use crate::ui::find::FindBar;
use crate::ui::i18n::Msg;
use crate::ui::keys::{Action, chord_of, dispatch};
use crate::ui::labels::bar::LabelBar;
use crate::ui::ledger::LedgerView;
use crate::ui::marking::focus;
use crate::ui::marking::palette::Palette;
use crate::ui::marking::review_bar::ReviewBar;
use crate::ui::pane::view::ReadingPane;
use crate::ui::side::SidePanel;
use crate::ui::state::App;
use crate::ui::state::view::{Dialog, Drawer, Theme, View};
use crate::ui::stylesheet;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The page; built again as a whole when the language changes.
#[component]
pub fn Page(app: App) -> impl IntoView {
    dispatch::listen(app);
    wear_theme(app);
    wear_scheme(app);
    leptos::live(move || {
        let lang = app.lang.get();
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("lang", lang.tag());
        }
        document().set_title(lang.say(Msg::AppName));
        view! { <Frame app=app/> }
    })
}

#[component]
fn Frame(app: App) -> impl IntoView {
    let place = move || {
        let drawer = match app.drawer.get() {
            Drawer::Shut => "",
            Drawer::Documents => " with-documents",
            Drawer::Side => " with-side",
        };
        let view = if app.view.get() == View::Annotate { "annotate" } else { "ledger" };
        format!("frame {view}{drawer}")
    };
    view! {
        <a class="skip" href="#text">{app.say(Msg::SkipToText)}</a>
        <div class=place data-test="app" on:click=move |event| give_keys_back(&event)>
            <Header app=app/>
            <div class="left" data-pane="documents"><DocumentPanel app=app/></div>
            <main class="middle" hidden=move || app.view.get() != View::Annotate>
                <div data-pane="labels"><LabelBar app=app/></div>
                <FindBar app=app/>
                <div class="text" data-pane="text"><ReadingPane app=app/></div>
                {move || app.doc.get().is_none().then(|| no_document(app))}
                <ReviewBar app=app/>
                <Palette app=app/>
            </main>
            <div class="right" data-pane="side" hidden=move || app.view.get() != View::Annotate><SidePanel app=app/></div>
            {move || (app.view.get() == View::Ledger).then(|| view! { <LedgerView app=app/> })}
            <StatusLine app=app/>
            <button
                type="button"
                class="veil"
                tabindex="-1"
                aria-label=app.say(Msg::Close)
                hidden=move || app.drawer.get() == Drawer::Shut
                on:click=move |_| app.drawer.set(Drawer::Shut)
            ></button>
        </div>
        <Notices app=app/>
        <Dialogs app=app/>
    }
}

/// Instead of a blank page: how to bring documents in.
fn no_document(app: App) -> AnyView {
    view! {
        <div class="no-document" data-test="no-document">
            <p class="brand-seal" aria-hidden="true">{app.say(Msg::AppSeal)}</p>
            <h2>{app.say(Msg::NoDocuments)}</h2>
            <p class="faint">{app.say(Msg::DropFiles)}</p>
            <p class="row">
                <button type="button" class="go" data-test="first-import" on:click=move |_| files::ask(PICKER)>
                    {app.say(Msg::ChooseFiles)} " " <kbd>{chord_of(Action::Import)}</kbd>
                </button>
                <button type="button" class="framed" on:click=move |_| app.dialog.set(Some(Dialog::Paste))>
                    {app.say(Msg::PasteText)}
                </button>
            </p>
        </div>
    }
    .into_any()
}

/// After a click on a button beside the text the keys belong to the text again. Whoever presses a button by key stays on
/// it.
fn give_keys_back(event: &web_sys::MouseEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let button = target.and_then(|target| target.closest("button").ok().flatten());
    let beside =
        button.and_then(|button| button.closest(".labels, .review, .document-list, .rows, .card .row").ok().flatten());
    if event.detail() > 0 && beside.is_some() {
        focus("text");
    }
}

/// Puts `light` or `dark` on the root; the style sheet knows nothing else.
fn wear_theme(app: App) {
    let dark_system = RwSignal::new(false);
    if let Ok(Some(query)) = window().match_media("(prefers-color-scheme: dark)") {
        dark_system.set(query.matches());
        let told = query.clone();
        let listener = gloo_events::EventListener::new(&query, "change", move |_| dark_system.set(told.matches()));
        // The page lasts as long as its theme.
        listener.forget();
    }
    Effect::new(move |_| {
        let dark = match app.theme.get() {
            Theme::System => dark_system.get(),
            Theme::Light => false,
            Theme::Dark => true,
        };
        app.dark.set(dark);
        if let Some(root) = document().document_element() {
            root.set_class_name(if dark { "dark" } else { "light" });
        }
    });
}

/// The scheme's colours, as a sheet made in code: the policy of the page forbids styles in the markup.
fn wear_scheme(app: App) {
    let Ok(sheet) = web_sys::CssStyleSheet::new() else { return };
    let sheets = js_sys::Array::of1(&sheet);
    // An engine without adopted sheets shows every label in grey; seals still tell them apart.
    let _ = js_sys::Reflect::set(&document(), &"adoptedStyleSheets".into(), &sheets);
    Effect::new(move |_| {
        app.scheme_changed.track();
        let content = stylesheet::sheet(&app.scheme(), app.lang.get());
        let replace = js_sys::Reflect::get(&sheet, &"replaceSync".into()).ok();
        if let Some(replace) = replace.and_then(|it| it.dyn_into::<js_sys::Function>().ok()) {
            let _ = replace.call1(&sheet, &content.into());
        }
    });
}
