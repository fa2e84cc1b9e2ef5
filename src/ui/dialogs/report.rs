//! What came of an import (导入结果): for each file what came in, in which encoding, what did not and why.

use super::frame::Frame;
use crate::ui::files;
use crate::ui::i18n::Msg;
use crate::ui::state::App;
use crate::ui::state::view::FileReport;
use leptos::prelude::*;

/// Encodings that can be chosen instead, by their names in the WHATWG Encoding Standard.
const ENCODINGS: [&str; 6] = ["UTF-8", "GB18030", "GBK", "Big5", "UTF-16LE", "UTF-16BE"];

/// Units of offsets, by their names in files.
const UNITS: [(&str, Msg); 2] = [("utf16", Msg::UnitUtf16), ("codepoint", Msg::UnitCodePoint)];

/// The dialogue.
#[component]
pub fn Report(app: App) -> impl IntoView {
    let rows = move || {
        let reports = app.report.get().into_iter().enumerate();
        reports.map(|(index, report)| view! { <FileRow app=app index=index report=report/> }).collect_view()
    };
    view! {
        <Frame app=app title=Msg::ImportReport test="report">
            <ul class="report">{rows}</ul>
        </Frame>
    }
}

#[component]
fn FileRow(app: App, index: usize, report: FileReport) -> impl IntoView {
    let refused = report.problems.iter().any(|(_, refused)| *refused) && report.documents.is_empty();
    let sign = match (report.busy, refused) {
        (true, _) => "…",
        (false, true) => "✗",
        (false, false) => "✓",
    };
    let came_in = app.fill(Msg::DocumentsCameIn, &[&report.documents.len().to_string()]);
    let problems = report.problems.iter().map(|(words, _)| view! { <li>{words.clone()}</li> }).collect_view();
    let used = report.encoding.clone();
    let encodings = used.map(|used| {
        let known = ENCODINGS.iter().any(|name| name.eq_ignore_ascii_case(&used));
        let other = (!known).then(|| view! { <option selected>{used.clone()}</option> });
        let options = ENCODINGS.map(|name| view! { <option selected=name.eq_ignore_ascii_case(&used)>{name}</option> });
        view! {
            <label class="encoding">
                {app.say(Msg::Encoding)}
                <select data-test="report-encoding" on:change:target=move |event| files::read_again(app, index, Some(event.target().value()), None)>
                    {other}
                    {options.into_iter().collect_view()}
                </select>
            </label>
        }
    });
    let unit = report.unit.clone().map(|used| {
        let options =
            UNITS.map(|(value, name)| view! { <option value=value selected=value == used>{app.say(name)}</option> });
        let encoding = report.encoding.clone();
        let again = move |unit: String| files::read_again(app, index, encoding.clone(), Some(unit));
        view! {
            <label class="encoding">
                {app.say(Msg::OffsetUnit)}
                <select data-test="report-unit" on:change:target=move |event| again(event.target().value())>
                    {options.into_iter().collect_view()}
                </select>
            </label>
        }
    });
    view! {
        <li class=if refused { "file refused" } else { "file" } data-test="report-file">
            <span class="sign" aria-hidden="true">{sign}</span>
            <div>
                <strong>{report.name.clone()}</strong>
                <p>{if report.busy { app.say(Msg::StillReading).to_owned() } else { came_in }} " " {encodings} " " {unit}</p>
                <ul class="problems" data-test="report-problems">{problems}</ul>
            </div>
        </li>
    }
}
