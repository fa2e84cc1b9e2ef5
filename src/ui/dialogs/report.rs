//! What came of an import (导入结果): how far it is, and for each file what came in, in which encoding, what did not and why.

use super::frame::Frame;
use super::progress::bar;
use crate::project::Command;
use crate::scheme::Scheme;
use crate::text::order;
use crate::ui::each::each;
use crate::ui::files;
use crate::ui::i18n::Msg;
use crate::ui::keys::resolve;
use crate::ui::shell::status::grouped;
use crate::ui::state::App;
use crate::ui::state::view::FileReport;
use leptos::prelude::*;

/// Encodings that can be chosen instead, by their names in the WHATWG Encoding Standard.
const ENCODINGS: [&str; 6] = ["UTF-8", "GB18030", "GBK", "Big5", "UTF-16LE", "UTF-16BE"];

/// Units of offsets, by their names in files.
const UNITS: [(&str, Msg); 2] = [("utf16", Msg::UnitUtf16), ("codepoint", Msg::UnitCodePoint)];

/// How many files are listed at most; those with something to say come first.
const LONGEST: usize = 40;

/// The dialogue.
#[component]
pub fn Report(app: App) -> impl IntoView {
    let listed = Memo::new(move |_| {
        app.report.with(|reports| {
            let told = |report: &FileReport| report.problems.is_empty();
            let mut all: Vec<(bool, usize)> = reports.iter().map(told).zip(0..).collect();
            order::sort(&mut all);
            all.into_iter().map(|(_, index)| index).take(LONGEST).collect::<Vec<_>>()
        })
    });
    let far = Memo::new(move |_| {
        app.report.with(|reports| (reports.iter().filter(|report| !report.busy).count(), reports.len()))
    });
    let busy = Memo::new(move |_| far.get().0 < far.get().1);
    let words = move || {
        let (done, all) = far.get();
        app.fill(Msg::FilesRead, &[&grouped(done), &grouped(all)])
    };
    // The end of a long wait is heard, not only seen.
    Effect::new(move |_| {
        if !busy.get() {
            let n_documents = app.report.with_untracked(|all| all.iter().map(|it| it.documents.len()).sum::<usize>());
            let came_in = app.fill(Msg::DocumentsCameIn, &[&grouped(n_documents)]);
            app.announce(format!("{}, {came_in}", untrack(words)));
        }
    });
    let running = move || {
        busy.get().then(|| view! {
            {bar(app, move || far.get())}
            <p class="row">
                <span class="faint grow" aria-live="polite" data-test="report-progress">{move || words()}</span>
                <button type="button" class="framed" data-test="report-stop" on:click=move |_| files::stop(app)>{app.say(Msg::Stop)}</button>
            </p>
        })
    };
    let more = move || {
        let more = far.get().1.saturating_sub(LONGEST);
        (more > 0).then(|| view! { <p class="faint empty">{app.fill(Msg::MoreFiles, &[&grouped(more)])}</p> })
    };
    view! {
        <Frame app=app title=Msg::ImportReport test="report">
            {move || running()}
            {move || (!busy.get()).then(|| new_labels(app))}
            <ul class="report">
                {each(move || listed.get(), |index| (*index as u64, 0), move |index| file(app, index).into_any())}
            </ul>
            {move || more()}
        </Frame>
    }
}

/// Labels that came in and that the scheme does not know: shown by name, and taken into the scheme when one asks for it.
fn new_labels(app: App) -> AnyView {
    let (docs, brought) = app.report.with(|reports| {
        let docs = reports.iter().flat_map(|report| report.documents.clone()).collect::<Vec<_>>();
        (docs, reports.iter().filter_map(|report| report.scheme.clone()).collect::<Vec<_>>())
    });
    let unknown = move || {
        app.scheme_changed.track();
        app.read(|workspace| workspace.unknown_labels(&docs))
    };
    let offer = move || {
        let labels = unknown();
        (!labels.is_empty()).then(|| {
            let names = labels.iter().map(ToString::to_string).collect::<Vec<_>>().join("、");
            let keys: Vec<char> = ('a'..='z').filter(|key| resolve(&key.to_string()).is_none()).collect();
            let brought = brought.clone();
            let add = move |_| {
                let own = Scheme::clone(&app.scheme());
                let known = brought.iter().fold(own, |scheme, other| scheme.with_those_of(other, &labels));
                app.run(Command::SetScheme(known.with_labels(&labels, &keys)));
            };
            view! {
                <p class="row" data-test="report-labels">
                    <span class="grow">{app.fill(Msg::UnknownLabels, &[&names])}</span>
                    <button type="button" class="framed" data-test="report-add-labels" on:click=add>{app.say(Msg::AddToScheme)}</button>
                </p>
            }
        })
    };
    leptos::live(offer)
}

/// One file, drawn again only when something new is known of it.
fn file(app: App, index: usize) -> AnyView {
    let report = Memo::new(move |_| app.report.with(|reports| reports.get(index).cloned().unwrap_or_default()));
    leptos::live(move || row(app, index, report.get()))
}

fn row(app: App, index: usize, report: FileReport) -> AnyView {
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
    .into_any()
}
