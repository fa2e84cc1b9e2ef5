//! Saving what was done (导出): as a dataset in any format, as tables. What a format loses is counted before saving.

use super::frame::Frame;
use crate::browser::engine::Exported;
use crate::protocol::WireFormat;
use crate::ui::files::{self, backup, today};
use crate::ui::i18n::{Lang, Msg};
use crate::ui::ledger::rows;
use crate::ui::shell::status::grouped;
use crate::ui::state::App;
use leptos::prelude::*;

/// The dialogue.
#[component]
pub fn Export(app: App) -> impl IntoView {
    let (documents, marks, pending) = app.read(|workspace| {
        let count = |read: fn(&crate::project::Document) -> usize| workspace.documents().map(read).sum::<usize>();
        (workspace.documents().count(), count(|it| it.n_accepted()), count(|it| it.n_pending()))
    });
    let with_pending = RwSignal::new(marks == 0);
    let native = move |_| {
        done(app, &format!("zhupi-{}.jsonl", today()), &backup(app));
    };
    let marks_table = move |_| {
        ask(app, "csv", with_pending.get_untracked(), true, move |answer| match answer {
            Some(it) => done(app, &format!("zhupi-marks-{}.csv", today()), &it.content),
            None => app.warn(app.fill(Msg::FileNotSaved, &["csv"])),
        });
    };
    let ledger = move |_| {
        let docs = app.read(|workspace| workspace.documents().map(|document| document.info().id).collect::<Vec<_>>());
        done(app, &format!("zhupi-ledger-{}.csv", today()), &rows::to_csv(app, &docs));
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
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=with_pending
                        data-test="export-with-pending"
                        on:change:target=move |event| with_pending.set(event.target().checked())
                    />
                    {app.say(Msg::WithPending)}
                </label>
                <OtherFormat app=app with_pending=with_pending/>
                <section>
                    <h3>{app.say(Msg::ExportMarks)}</h3>
                    <p class="faint">{app.say(Msg::ExportMarksWhat)}</p>
                    <button type="button" class="framed" data-test="export-csv" on:click=marks_table>{app.say(Msg::Save)}</button>
                </section>
                <section>
                    <h3>{app.say(Msg::ViewLedger)}</h3>
                    <p class="faint">{app.say(Msg::ExportLedgerWhat)}</p>
                    <button type="button" class="framed" data-test="export-ledger" on:click=ledger>{app.say(Msg::Save)}</button>
                </section>
            </div>
        </Frame>
    }
}

/// Formats of other tools, with what each would lose of this project. The worker knows and writes them.
#[component]
fn OtherFormat(app: App, with_pending: RwSignal<bool>) -> impl IntoView {
    let lang = app.lang.get_untracked();
    let chosen = RwSignal::new("doccano".to_owned());
    let said = RwSignal::new(None::<Exported>);
    Effect::new(move |_| {
        let (format, with_pending) = (chosen.get(), with_pending.get());
        let shown = format.clone();
        ask(app, &format, with_pending, false, move |answer| {
            // The person may have gone on to another format, or have closed the dialogue.
            if chosen.try_get_untracked().is_some_and(|now| now == shown) {
                said.try_set(answer);
            }
        });
    });
    let options = move || {
        let formats = said.with(|said| said.as_ref().map(|it| it.formats.clone())).unwrap_or_default();
        let option = |it: WireFormat| {
            let name = if lang == Lang::Zh { it.zh } else { it.en };
            let picked = chosen.with_untracked(|chosen| *chosen == it.id);
            view! { <option value=it.id selected=picked>{name}</option> }
        };
        formats.into_iter().map(option).collect_view()
    };
    let losses = move || {
        let Some(answer) = said.get() else {
            return view! { <p class="faint">{app.say(Msg::EngineLoading)}</p> }.into_any();
        };
        let line = |(zh, en, count): (String, String, usize)| {
            let kind = if lang == Lang::Zh { zh } else { en };
            view! { <li>{app.fill(Msg::LossOf, &[&kind, &grouped(count)])}</li> }
        };
        if answer.losses.is_empty() {
            view! { <p class="faint" data-test="export-losses">{app.say(Msg::NothingLost)}</p> }.into_any()
        } else {
            let lines = answer.losses.into_iter().map(line).collect_view();
            view! { <ul class="problems" data-test="export-losses">{lines}</ul> }.into_any()
        }
    };
    let save = move |_| {
        let id = chosen.get_untracked();
        let name = id.clone();
        ask(app, &id, with_pending.get_untracked(), true, move |answer| {
            match answer.filter(|it| !it.content.is_empty()) {
                Some(it) => done(app, &format!("zhupi-{name}-{}.{}", today(), it.ending), &it.content),
                None => app.warn(app.fill(Msg::FileNotSaved, &[&name])),
            }
        });
    };
    view! {
        <section>
            <h3>{app.say(Msg::ExportOther)}</h3>
            <select
                aria-label=app.say(Msg::ExportOther)
                data-test="export-format"
                on:change:target=move |event| chosen.set(event.target().value())
            >
                {options}
            </select>
            <div class="losses" aria-live="polite">{losses}</div>
            <button type="button" class="framed" data-test="export-save" on:click=save>{app.say(Msg::Save)}</button>
        </section>
    }
}

fn ask(app: App, format: &str, with_pending: bool, write: bool, answer: impl FnOnce(Option<Exported>) + 'static) {
    let Some(engine) = app.engine() else { return app.warn(app.say(Msg::EngineFailed)) };
    let lines = String::from_utf8(backup(app)).unwrap_or_default();
    engine.export(&lines, format, with_pending, write, answer);
}

fn done(app: App, name: &str, content: &[u8]) {
    let ending = name.rsplit('.').next().unwrap_or_default();
    let kind = match ending {
        "csv" => "text/csv",
        "zip" => "application/zip",
        "json" => "application/json",
        "jsonl" => "application/x-ndjson",
        _ => "text/plain",
    };
    match files::save(name, kind, content) {
        Some(()) => app.tell(app.fill(Msg::FileSaved, &[name])),
        None => app.warn(app.fill(Msg::FileNotSaved, &[name])),
    }
}
