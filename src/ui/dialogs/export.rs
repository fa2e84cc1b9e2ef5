//! Saving what was done (导出): as a dataset in any format, as tables. What a format loses is counted before saving.

use super::frame::Frame;
use crate::annotate::{Mark, Review};
use crate::formats::export::{Export as Chosen, ExportOptions, Which};
use crate::formats::{Format, Part, format, formats, table};
use crate::ui::files::{self, backup, today};
use crate::ui::i18n::{Lang, Msg};
use crate::ui::ledger::rows;
use crate::ui::shell::status::grouped;
use crate::ui::state::App;
use crate::ui::stored_zip;
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
        done(app, &format!("zhupi-marks-{}.csv", today()), &marks_csv(app, with_pending.get_untracked()));
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

/// Formats of other tools, with what each would lose of this project.
#[component]
fn OtherFormat(app: App, with_pending: RwSignal<bool>) -> impl IntoView {
    let lang = app.lang.get_untracked();
    let chosen = RwSignal::new("doccano".to_owned());
    let name = move |format: &Format| if lang == Lang::Zh { format.zh } else { format.en };
    let options = formats().iter().filter(|format| format.can_write() && format.id != "native").map(|format| {
        view! { <option value=format.id>{name(format)}</option> }
    });
    let losses = move || {
        let found = chosen.with(|id| with_export(app, with_pending.get(), |export| Some(format(id)?.losses(export))));
        let lines: Vec<_> = found
            .unwrap_or_default()
            .into_iter()
            .map(|loss| {
                let kind = if lang == Lang::Zh { loss.kind.zh() } else { loss.kind.en() };
                view! { <li>{app.fill(Msg::LossOf, &[kind, &grouped(loss.count)])}</li> }
            })
            .collect();
        if lines.is_empty() {
            view! { <p class="faint" data-test="export-losses">{app.say(Msg::NothingLost)}</p> }.into_any()
        } else {
            view! { <ul class="problems" data-test="export-losses">{lines}</ul> }.into_any()
        }
    };
    let save = move |_| {
        let id = chosen.get_untracked();
        let written = with_export(app, with_pending.get_untracked(), |export| {
            let format = format(&id)?;
            Some((format, format.write(export).ok()?))
        });
        match written.and_then(|(format, parts)| one_file(format, parts)) {
            Some((ending, content)) => done(app, &format!("zhupi-{id}-{}.{ending}", today()), &content),
            None => app.warn(app.fill(Msg::FileNotSaved, &[&id])),
        }
    };
    view! {
        <section>
            <h3>{app.say(Msg::ExportOther)}</h3>
            <select
                aria-label=app.say(Msg::ExportOther)
                data-test="export-format"
                on:change:target=move |event| chosen.set(event.target().value())
            >
                {options.collect_view()}
            </select>
            <div class="losses" aria-live="polite">{losses}</div>
            <button type="button" class="framed" data-test="export-save" on:click=save>{app.say(Msg::Save)}</button>
        </section>
    }
}

fn with_export<T>(app: App, with_pending: bool, work: impl FnOnce(&Chosen<'_>) -> Option<T>) -> Option<T> {
    let which = if with_pending { Which::Visible } else { Which::Accepted };
    app.read(|workspace| {
        work(&Chosen {
            documents: workspace.documents().collect(),
            scheme: workspace.scheme(),
            options: ExportOptions { which, ..ExportOptions::default() },
        })
    })
}

/// The parts of an export as the one file that is handed over: an archive where there are several.
fn one_file(format: &Format, parts: Vec<Part>) -> Option<(&'static str, Vec<u8>)> {
    if parts.len() == 1 && !format.is_archive() {
        return parts.into_iter().next().map(|part| (format.ending, part.bytes));
    }
    let files: Vec<(&str, &[u8])> = parts.iter().map(|part| (part.name.as_str(), part.bytes.as_slice())).collect();
    Some(("zip", stored_zip::pack(&files)?))
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

/// The marks of all documents as a table.
fn marks_csv(app: App, with_pending: bool) -> Vec<u8> {
    let shows = |mark: &Mark| mark.review == Review::Accepted || (with_pending && mark.review == Review::Proposed);
    app.read(|workspace| {
        let documents: Vec<_> = workspace.documents().collect();
        let mut out = Vec::new();
        // Writing to memory does not fail.
        let _ = table::write_marks(&documents, shows, table::Style::Spreadsheet, &mut out);
        out
    })
}
