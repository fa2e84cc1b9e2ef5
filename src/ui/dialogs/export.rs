//! Saving what was done (导出): as a dataset, as tables.

use super::frame::Frame;
use crate::annotate::{DocId, Review};
use crate::ui::files::{self, backup, today};
use crate::ui::i18n::Msg;
use crate::ui::ledger::{csv, rows};
use crate::ui::pane::draw::review_name;
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
    let with_pending = RwSignal::new(true);
    let all: Vec<DocId> = app.read(|workspace| workspace.documents().map(|document| document.info().id).collect());
    let native = move |_| {
        done(app, &format!("zhupi-{}.jsonl", today()), "application/x-ndjson", &backup(app));
    };
    let table = move |_| {
        done(app, &format!("zhupi-marks-{}.csv", today()), "text/csv", &marks_csv(app, with_pending.get_untracked()));
    };
    let ledger = move |_| {
        done(app, &format!("zhupi-ledger-{}.csv", today()), "text/csv", &rows::to_csv(app, &all));
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
                <section>
                    <h3>{app.say(Msg::ExportMarks)}</h3>
                    <p class="faint">{app.say(Msg::ExportMarksWhat)}</p>
                    <label class="check">
                        <input
                            type="checkbox"
                            checked
                            data-test="export-with-pending"
                            on:change:target=move |event| with_pending.set(event.target().checked())
                        />
                        {app.say(Msg::WithPending)}
                    </label>
                    <button type="button" class="framed" data-test="export-csv" on:click=table>{app.say(Msg::Save)}</button>
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

fn done(app: App, name: &str, kind: &str, content: &[u8]) {
    match files::save(name, kind, content) {
        Some(()) => app.tell(app.fill(Msg::FileSaved, &[name])),
        None => app.warn(app.fill(Msg::FileNotSaved, &[name])),
    }
}

/// All visible marks as a table.
fn marks_csv(app: App, with_pending: bool) -> Vec<u8> {
    let head = [
        Msg::Document,
        Msg::StartAt,
        Msg::EndAt,
        Msg::Label,
        Msg::Words,
        Msg::Review,
        Msg::AttributesName,
        Msg::Note,
        Msg::Origin,
    ];
    let mut table = vec![head.map(|name| app.say(name).to_owned()).to_vec()];
    app.read(|workspace| {
        for document in workspace.documents() {
            let Some(text) = document.text() else { continue };
            let wanted = |review| review == Review::Accepted || (with_pending && review == Review::Proposed);
            for mark in document.marks().iter().filter(|mark| wanted(mark.review)) {
                let cover = mark.cover();
                let attrs: Vec<_> = mark.attrs.iter().map(|(name, attr)| format!("{name}={}", attr.value)).collect();
                table.push(vec![
                    document.info().name.clone(),
                    text.code_point(cover.start).to_string(),
                    text.code_point(cover.end).to_string(),
                    mark.label.to_string(),
                    document.words(mark),
                    review_name(mark.review).to_owned(),
                    attrs.join("; "),
                    mark.note.clone(),
                    mark.proposal().map(|made| made.rule.to_string()).unwrap_or_default(),
                ]);
            }
        }
    });
    csv::file(table)
}
