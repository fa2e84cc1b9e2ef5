//! Saving what was done (导出): everything without loss, or a dataset in any format. What goes out and what a format loses
//! is told before saving, and leads to the marks concerned. The worker knows and writes the formats.

use super::frame::Frame;
use super::places::{groups, hold};
use crate::browser::engine::Exported;
use crate::protocol::{Order, WireFormat};
use crate::ui::backup::load_missing;
use crate::ui::files::{self, today};
use crate::ui::i18n::{Lang, Msg};
use crate::ui::shell::status::grouped;
use crate::ui::state::App;
use crate::ui::state::view::Dialog;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// The sets that are offered.
const SETS: &str = "train=80,dev=10,test=10";
/// States of documents that can go out, as an order has them.
const STATES: [(&str, Msg); 4] =
    [("", Msg::AnyState), ("done", Msg::StatusDone), ("doing,done", Msg::StatusBegunOrDone), ("new", Msg::StatusNew)];
/// How finely documents can be cut.
const CUTS: [(&str, Msg); 3] =
    [("document", Msg::CutNot), ("paragraph", Msg::CutParagraphs), ("sentence", Msg::CutSentences)];

/// The dialogue.
#[component]
pub fn Export(app: App) -> impl IntoView {
    let (documents, marks, pending) = app.read(|workspace| {
        let count = |read: fn(&crate::project::Document) -> usize| workspace.documents().map(read).sum::<usize>();
        (workspace.documents().count(), count(|it| it.n_accepted()), count(|it| it.n_pending()))
    });
    let order = RwSignal::new(Order {
        format: "doccano".to_owned(),
        with_pending: marks == 0,
        cut: "document".to_owned(),
        ..Order::default()
    });
    let native = move |_| {
        spawn_local(async move {
            // A project that has only just been opened has not all of its texts.
            let missing = load_missing(app).await;
            let name = format!("zhupi-{}.jsonl", today());
            files::save_and_tell(app, &name, &app.read(|workspace| files::lines(workspace.documents())));
            if !missing.is_empty() {
                app.warn(app.fill(Msg::BackupLacks, &[&name, &missing.join("”“")]));
            }
        });
    };
    let summary = app.fill(Msg::ExportSummary, &[&grouped(documents), &grouped(marks), &grouped(pending)]);
    view! {
        <Frame app=app title=Msg::Export test="export">
            <p data-test="export-summary">{summary}</p>
            <div class="formats">
                <section>
                    <h3>{app.say(Msg::ExportNative)}</h3>
                    <p class="faint">{app.say(Msg::ExportNativeWhat)}</p>
                    <button type="button" class="go" data-test="export-jsonl" on:click=native>{app.say(Msg::Save)}</button>
                </section>
            </div>
            <Dataset app=app order=order/>
        </Frame>
    }
}

/// A dataset: what goes in, in which format, and what that loses.
#[component]
fn Dataset(app: App, order: RwSignal<Order>) -> impl IntoView {
    let lang = app.lang.get_untracked();
    let said = RwSignal::new(None::<Exported>);
    let held = hold(app);
    Effect::new(move |_| {
        let wanted = order.get();
        ask(app, wanted.clone(), false, move |answer| {
            // The person may have chosen otherwise by now, or have closed the dialogue.
            if order.try_get_untracked().is_some_and(|now| now == wanted) {
                said.try_set(answer);
            }
        });
    });
    let formats = move || {
        let formats = said.with(|said| said.as_ref().map(|it| it.formats.clone())).unwrap_or_default();
        let option = |it: WireFormat| {
            let name = if lang == Lang::Zh { it.zh } else { it.en };
            let picked = order.with_untracked(|order| order.format == it.id);
            view! { <option value=it.id selected=picked>{name}</option> }
        };
        formats.into_iter().map(option).collect_view()
    };
    let outcome = move || {
        let Some(answer) = said.get() else {
            return view! { <p class="faint">{app.say(Msg::EngineLoading)}</p> }.into_any();
        };
        let (documents, marks) = answer.counts;
        let goes = app.fill(Msg::GoesOut, &[&grouped(documents), &grouped(marks)]);
        let lost = if answer.losses.is_empty() {
            view! { <p class="faint" data-test="export-losses">{app.say(Msg::NothingLost)}</p> }.into_any()
        } else {
            view! {
                <p>{app.say(Msg::NotInTheFile)}</p>
                {groups(app, held, answer.losses, "export-losses")}
            }
            .into_any()
        };
        view! { <p data-test="export-goes">{goes}</p> {lost} }.into_any()
    };
    let save = move |_| {
        let wanted = order.get_untracked();
        let name = wanted.format.clone();
        ask(app, wanted, true, move |answer| match answer.filter(|it| !it.content.is_empty()) {
            Some(it) => files::save_and_tell(app, &format!("zhupi-{name}-{}.{}", today(), it.ending), &it.content),
            None => app.warn(app.fill(Msg::FileNotSaved, &[&name])),
        });
    };
    view! {
        <section class="dataset">
            <h3>{app.say(Msg::Dataset)}</h3>
            <label>
                {app.say(Msg::Format)}
                <select
                    autofocus=true
                    data-test="export-format"
                    on:change:target=move |event| order.update(|order| order.format = event.target().value())
                >
                    {move || formats()}
                </select>
            </label>
            <Choices app=app order=order/>
            <div class="outcome" aria-live="polite">{move || outcome()}</div>
            <div class="row">
                <button type="button" class="go" data-test="export-save" on:click=save>{app.say(Msg::Save)}</button>
                <button
                    type="button"
                    class="framed"
                    data-test="export-check"
                    on:click=move |_| app.dialog.set(Some(Dialog::Check))
                >
                    {app.say(Msg::Check)}
                </button>
            </div>
        </section>
    }
}

/// What goes into the dataset, how finely it is cut, into which sets it falls.
#[component]
fn Choices(app: App, order: RwSignal<Order>) -> impl IntoView {
    let tick = move |label: Msg, test: &'static str, get: fn(&Order) -> bool, set: fn(&mut Order, bool)| {
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || order.with(get)
                    data-test=test
                    on:change:target=move |event| order.update(|order| set(order, event.target().checked()))
                />
                {app.say(label)}
            </label>
        }
    };
    let pick =
        move |label: Msg, test: &'static str, options: &'static [(&'static str, Msg)], set: fn(&mut Order, &str)| {
            let options = options.iter().map(|&(value, name)| view! { <option value=value>{app.say(name)}</option> });
            view! {
                <label>
                    {app.say(label)}
                    <select
                        data-test=test
                        on:change:target=move |event| order.update(|order| set(order, &event.target().value()))
                    >
                        {options.collect_view()}
                    </select>
                </label>
            }
        };
    let states = |order: &mut Order, value: &str| {
        order.states = value.split(',').filter(|it| !it.is_empty()).map(str::to_owned).collect();
    };
    let sets = |order: &mut Order, on: bool| {
        order.sets = if on { SETS.to_owned() } else { String::new() };
        order.card = on || order.card;
    };
    let split = move || {
        order.with(|order| !order.sets.is_empty()).then(|| {
            let field = |label: Msg, test: &'static str, value: String, set: fn(&mut Order, String)| {
                view! {
                    <label>
                        {app.say(label)}
                        <input
                            type="text"
                            prop:value=value
                            data-test=test
                            on:change:target=move |event| order.update(|order| set(order, event.target().value()))
                        />
                    </label>
                }
            };
            let (shares, seed) = order.with_untracked(|order| (order.sets.clone(), order.seed.clone()));
            view! {
                {field(Msg::Shares, "export-shares", shares, |order, value| order.sets = value)}
                {field(Msg::Seed, "export-seed", seed, |order, value| order.seed = value)}
            }
        })
    };
    view! {
        <div class="row">
            {tick(Msg::WithPending, "export-with-pending", |it| it.with_pending, |it, on| it.with_pending = on)}
            {tick(Msg::Unique, "export-unique", |it| it.unique, |it, on| it.unique = on)}
            {tick(Msg::Split, "export-split", |it| !it.sets.is_empty(), sets)}
            {tick(Msg::WithCard, "export-card", |it| it.card, |it, on| it.card = on)}
        </div>
        <div class="row">
            {pick(Msg::Documents, "export-states", &STATES, states)}
            {pick(Msg::Cut, "export-cut", &CUTS, |order, value| order.cut = value.to_owned())}
            {move || split()}
        </div>
        <details>
            <summary>{app.say(Msg::OnlyLabels)}</summary>
            <div class="row">{labels(app, order)}</div>
        </details>
    }
}

/// The labels of the scheme, to choose some.
fn labels(app: App, order: RwSignal<Order>) -> impl IntoView {
    let lang = app.lang.get_untracked();
    let one = move |label: &crate::scheme::LabelDef| {
        let (id, name) = (label.id.to_string(), lang.of(&label.wording).to_owned());
        let toggle = move |on: bool| {
            order.update(|order| {
                order.labels.retain(|it| *it != id);
                if on {
                    order.labels.push(id.clone());
                }
            });
        };
        view! {
            <label class="check">
                <input type="checkbox" data-test="export-label" on:change:target=move |event| toggle(event.target().checked())/>
                {name}
            </label>
        }
    };
    app.scheme().labels.iter().map(one).collect_view()
}

fn ask(app: App, order: Order, write: bool, answer: impl FnOnce(Option<Exported>) + 'static) {
    if let Some(engine) = app.engine() {
        engine.export(order, write, answer);
    }
}
