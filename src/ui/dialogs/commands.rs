//! The command palette (命令面板): every action, label and document by name.

use super::frame::Frame;
use crate::annotate::DocId;
use crate::browser::words::initials;
use crate::scheme::Name;
use crate::ui::fields::WordsField;
use crate::ui::i18n::Msg;
use crate::ui::keys::dispatch::perform;
use crate::ui::keys::{Action, BINDINGS, chord_of, shown};
use crate::ui::letters;
use crate::ui::marking::act::{give_label, label_name};
use crate::ui::marking::focus;
use crate::ui::state::App;
use crate::ui::state::view::View;
use leptos::prelude::*;

/// How many rows are listed at most.
const LONGEST: usize = 14;

#[derive(Clone, PartialEq)]
enum Choice {
    Action(Action),
    Label(Name),
    Open(DocId),
}

/// The dialogue.
#[component]
pub fn Commands(app: App) -> impl IntoView {
    let wanted = RwSignal::new(String::new());
    let found = Memo::new(move |_| choices(app, &wanted.get()));
    let at = RwSignal::new(0_usize);
    Effect::new(move |_| {
        found.track();
        at.set(0);
    });
    let pressed = move |event: web_sys::KeyboardEvent| {
        let number = found.with_untracked(Vec::len).max(1);
        match event.key().as_str() {
            "ArrowDown" => at.update(|at| *at = (*at + 1) % number),
            "ArrowUp" => at.update(|at| *at = (*at + number - 1) % number),
            // The browser would only empty the field at first.
            "Escape" => app.dialog.set(None),
            _ => return,
        }
        event.prevent_default();
        request_animation_frame(|| {
            if let Ok(Some(row)) = document().query_selector("[data-command]") {
                row.scroll_into_view_with_bool(false);
            }
        });
    };
    let choose = move |choice: Choice| {
        app.dialog.set(None);
        focus("text");
        match choice {
            Choice::Action(action) => {
                perform(app, action);
            }
            Choice::Label(label) => give_label(app, &label),
            Choice::Open(doc) => app.open(Some(doc)),
        }
    };
    let rows = move || {
        let rows = found.get().into_iter().enumerate().map(|(place, (choice, name))| {
            let chord = match &choice {
                Choice::Action(action) => chord_of(*action),
                Choice::Label(label) => app.scheme().label(label.as_str()).map(|it| shown(&it.key)).unwrap_or_default(),
                Choice::Open(_) => String::new(),
            };
            view! {
                <li>
                    <button type="button" class="command" data-test="command" data-command=move || (at.get() == place).then_some("true") on:click=move |_| choose(choice.clone())>
                        <span>{name}</span>
                        <kbd>{chord}</kbd>
                    </button>
                </li>
            }
        });
        rows.collect_view()
    };
    view! {
        <Frame app=app title=Msg::Commands test="commands">
            <form
                on:keydown=pressed
                on:submit=move |event| {
                    event.prevent_default();
                    if let Some((choice, _)) = found.with_untracked(|found| found.get(at.get_untracked()).cloned()) {
                        choose(choice);
                    }
                }
            >
                <WordsField
                    class="search"
                    label=app.say(Msg::CommandWords)
                    test="command-words"
                    words=wanted
                    autofocus=true
                />
            </form>
            <ul class="commands">{move || rows()}</ul>
            {move || found.with(Vec::is_empty).then(|| view! { <p class="faint empty">{app.say(Msg::NothingFound)}</p> })}
        </Frame>
    }
}

fn choices(app: App, wanted: &str) -> Vec<(Choice, String)> {
    let wanted = letters::small(wanted.trim());
    let fits = |name: &str| wanted.is_empty() || letters::small(name).contains(&wanted);
    // What is looked for without an input method: `bm` is 部门. Names of documents are too many and too long for that.
    let sounds = |name: &str| letters::small(&initials(name)).contains(&wanted);
    // What works on the text is offered where the text is seen.
    let text = app.view.get_untracked() == View::Annotate;
    let actions = BINDINGS.iter().filter(|binding| text || !binding.action.is_of_text());
    let actions = actions.map(|binding| (Choice::Action(binding.action), app.say(binding.name).to_owned()));
    let scheme = app.scheme();
    let labels = scheme
        .labels
        .iter()
        .filter(|_| text)
        .map(|label| (Choice::Label(label.id.clone()), app.fill(Msg::LabelAs, &[&label_name(app, &label.id)])));
    let mut found: Vec<_> = actions.chain(labels).filter(|(_, name)| fits(name) || sounds(name)).collect();
    if !wanted.is_empty() {
        app.read(|workspace| {
            let documents = workspace.documents().filter(|document| fits(&document.info().name));
            found.extend(documents.map(|document| (Choice::Open(document.info().id), document.info().name.clone())));
        });
        found.truncate(LONGEST);
    }
    found
}
