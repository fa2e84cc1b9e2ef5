//! All keys (快捷键一览), and changing them: press a key's button, then the new key.
//!
//! Keys of actions are a person's own and stay in this browser; keys of labels are the scheme's and go with the project.

use super::frame::Frame;
use crate::project::Command;
use crate::scheme::Name;
use crate::ui::i18n::Msg;
use crate::ui::keys::dispatch::press_of;
use crate::ui::keys::{Action, BINDINGS, KeyMap, shown};
use crate::ui::labels::seal::Seal;
use crate::ui::marking::act::label_name;
use crate::ui::state::{App, prefs};
use leptos::prelude::*;

/// What a key is for.
#[derive(Debug, Clone, PartialEq)]
enum Owner {
    Action(Action),
    Label(Name),
}

/// What is being changed, and what was said of it.
#[derive(Clone, Copy)]
struct Editor {
    app: App,
    keys: RwSignal<KeyMap>,
    waiting: RwSignal<Option<Owner>>,
    /// A chord that something else has: pressed once more, it changes hands.
    contested: RwSignal<Option<String>>,
    said: RwSignal<String>,
}

impl Editor {
    fn name(self, owner: &Owner) -> String {
        let named = |action| BINDINGS.iter().find(|binding| binding.action == action).map(|binding| binding.name);
        match owner {
            Owner::Action(action) => named(*action).map(|name| self.app.say(name).to_owned()).unwrap_or_default(),
            Owner::Label(label) => label_name(self.app, label),
        }
    }

    fn chord(self, owner: &Owner) -> String {
        match owner {
            Owner::Action(action) => self.keys.with(|keys| shown(keys.chord(*action))),
            Owner::Label(label) => {
                self.app.scheme_changed.track();
                self.app.scheme().label(label.as_str()).map(|label| shown(&label.key)).unwrap_or_default()
            }
        }
    }

    /// Who has a chord, other than the one being changed.
    fn holder(self, chord: &str, but: &Owner) -> Option<Owner> {
        let action = self.keys.with_untracked(|keys| keys.resolve(chord).map(|binding| Owner::Action(binding.action)));
        let label = || self.app.scheme().label_for_key(chord).map(|label| Owner::Label(label.id.clone()));
        action.or_else(label).filter(|holder| holder != but)
    }

    fn ask(self, owner: Owner) {
        self.contested.set(None);
        self.said.set(self.app.say(Msg::PressKey).to_owned());
        self.waiting.set(Some(owner));
    }

    /// Takes a press while a key is asked for.
    fn pressed(self, event: &web_sys::KeyboardEvent) {
        let Some(owner) = self.waiting.get_untracked() else { return };
        let press = press_of(event);
        if press.composing || matches!(press.key.as_str(), "Shift" | "Control" | "Alt" | "Meta") {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
        let chord = press.chord();
        let app = self.app;
        match (chord.as_str(), self.holder(&chord, &owner)) {
            ("Escape", _) => self.done(String::new()),
            ("Backspace", _) => self.give(&owner, ""),
            (_, Some(Owner::Action(Action::Back))) => self.said.set(app.fill(Msg::KeyReserved, &[&shown(&chord)])),
            (_, Some(holder)) if self.contested.get_untracked().as_deref() != Some(&chord) => {
                self.said.set(app.fill(Msg::KeyTaken, &[&shown(&chord), &self.name(&holder)]));
                self.contested.set(Some(chord));
            }
            _ => self.give(&owner, &chord),
        }
    }

    fn give(self, owner: &Owner, chord: &str) {
        match owner {
            Owner::Action(action) => {
                if let Some(Owner::Label(label)) = self.holder(chord, owner) {
                    self.set_label(&label, "");
                }
                self.change(|keys| keys.set(*action, chord));
            }
            Owner::Label(label) => {
                // A chord that an action has would never reach the label.
                if let Some(Owner::Action(action)) = self.holder(chord, owner) {
                    self.change(|keys| keys.set(action, ""));
                }
                self.set_label(label, chord);
            }
        }
        let chord = if chord.is_empty() { self.app.say(Msg::KeyNone).to_owned() } else { shown(chord) };
        self.done(self.app.fill(Msg::KeySet, &[&self.name(owner), &chord]));
    }

    fn set_label(self, label: &Name, chord: &str) {
        self.app.run(Command::SetScheme(self.app.scheme().with_key(label, chord)));
    }

    fn reset(self, reset: impl FnOnce(&mut KeyMap)) {
        self.change(reset);
        // What an action has never reaches a label.
        let before = self.app.scheme();
        let after = self.keys.with_untracked(|keys| before.without_keys(|key| keys.resolve(key).is_some()));
        if after != *before {
            self.app.run(Command::SetScheme(after));
        }
    }

    fn change(self, change: impl FnOnce(&mut KeyMap)) {
        self.keys.update(change);
        self.keys.with_untracked(|keys| {
            prefs::set_keys(keys);
            keys.clone().enforce();
        });
    }

    fn done(self, said: String) {
        self.waiting.set(None);
        self.said.set(said);
    }

    fn row(self, owner: Owner, name: AnyView, test: String) -> AnyView {
        let app = self.app;
        let label = app.fill(Msg::ChangeKey, &[&self.name(&owner)]);
        let (waits, shows, asked) = (owner.clone(), owner.clone(), owner.clone());
        let is_changed =
            move || matches!(&owner, Owner::Action(action) if self.keys.with(|keys| keys.is_changed(*action)));
        let reset = {
            let owner = asked.clone();
            move |_| {
                if let Owner::Action(action) = owner {
                    self.reset(|keys| keys.reset(action));
                }
            }
        };
        view! {
            <tr>
                <td>{name}</td>
                <td>
                    {move || is_changed().then(|| view! {
                        <button type="button" class="icon" title=app.say(Msg::Restore) aria-label=app.say(Msg::Restore) on:click=reset.clone()>
                            "↺"
                        </button>
                    })}
                    <button
                        type="button"
                        class="key"
                        aria-pressed=move || if self.waiting.with(|it| it.as_ref() == Some(&waits)) { "true" } else { "false" }
                        data-test=test
                        on:click=move |_| self.ask(asked.clone())
                        on:keydown=move |event| self.pressed(&event)
                    >
                        <span class="heard">{label}</span>
                        <kbd>{move || self.chord(&shows)}</kbd>
                    </button>
                </td>
            </tr>
        }
        .into_any()
    }
}

/// The dialogue.
#[component]
pub fn Keys(app: App) -> impl IntoView {
    let editor = Editor {
        app,
        keys: RwSignal::new(KeyMap::current()),
        waiting: RwSignal::new(None),
        contested: RwSignal::new(None),
        said: RwSignal::new(app.say(Msg::KeysRest).to_owned()),
    };
    let before = KeyMap::current();
    on_cleanup(move || {
        if KeyMap::current() != before {
            // Keys are named all over the page, which is built again as it is for another language.
            app.lang.notify();
        }
    });
    let scheme = app.scheme();
    let actions = BINDINGS.iter().map(|binding| {
        editor.row(Owner::Action(binding.action), app.say(binding.name).into_any(), format!("key-{:?}", binding.action))
    });
    let actions = actions.collect_view();
    let labels = scheme.labels.iter().map(|label| {
        let name = view! { <Seal scheme=scheme.clone() label=label.id.clone()/> " " {label_name(app, &label.id)} };
        editor.row(Owner::Label(label.id.clone()), name.into_any(), format!("key-{}", label.id))
    });
    let labels = labels.collect_view();
    view! {
        <Frame app=app title=Msg::KeyMap test="keys" wide=true>
            <p class="faint keys-said" role="status" data-test="keys-said">{move || editor.said.get()}</p>
            <p class="row wrap">
                <label class="check">
                    <input
                        type="checkbox"
                        data-test="single-keys"
                        prop:checked=move || editor.keys.with(|keys| keys.no_singles)
                        on:change:target=move |event| editor.change(|keys| keys.no_singles = event.target().checked())
                    />
                    {app.say(Msg::SingleKeysOff)}
                </label>
                <button type="button" class="framed" data-test="keys-reset" on:click=move |_| editor.reset(KeyMap::reset_all)>
                    {app.say(Msg::Restore)}
                </button>
            </p>
            <div class="key-tables">
                <table><tbody>{actions}</tbody></table>
                <table><tbody>{labels}</tbody></table>
            </div>
        </Frame>
    }
}
