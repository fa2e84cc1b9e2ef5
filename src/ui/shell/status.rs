//! The status line (状态栏): whether work is safe, where one is, how much there is.

use super::update::UpdateOffer;
use crate::journal::{ReadOnly, Reminder};
use crate::ui::decimal::decimal;
use crate::ui::i18n::Msg;
use crate::ui::state::App;
use crate::ui::state::view::{Dialog, Reading, Saved, Taking};
use crate::ui::{backup, keeping};
use leptos::prelude::*;

/// The status line.
#[component]
pub fn StatusLine(app: App) -> impl IntoView {
    let saved = move || match app.saved.get() {
        Saved::Opening => ("calm", app.say(Msg::Opening).to_owned()),
        Saved::Saving => ("busy", app.say(Msg::Saving).to_owned()),
        Saved::Saved => ("ok", app.say(Msg::SavedHere).to_owned()),
        Saved::MemoryOnly(why) => ("warn", app.fill(Msg::InMemoryOnly, &[&why])),
        Saved::ReadOnly(why, false) => ("warn", app.fill(Msg::LookingOn, &[&why])),
        Saved::ReadOnly(why, true) => ("bad", app.fill(Msg::LookingOn, &[&why])),
        Saved::Failed(why) => ("bad", app.fill(Msg::SavingFailed, &[&why])),
        Saved::NoSpace => ("bad", app.say(Msg::NoSpace).to_owned()),
    };
    // What is only here, or may soon be nowhere, can be had as a file at once.
    let offer = move || match (saved().0, app.backup.get()) {
        ("bad", _) => Some(Msg::SaveFile),
        _ if matches!(app.saved.get(), Saved::MemoryOnly(_)) => Some(Msg::SaveFile),
        (_, Reminder::Badge | Reminder::Dialog) => Some(Msg::BackupDue),
        _ => None,
    };
    let taking = move || match app.taking.get() {
        Taking::No => Msg::EditHere,
        Taking::Asked => Msg::AskingOther,
        Taking::Refused => Msg::ForceOver,
    };
    let can_take_over = move || matches!(app.read_only.get(), Some(ReadOnly::OtherTab | ReadOnly::TakenOver));
    let place = move || {
        app.marks.track();
        app.mark.track();
        let span = app.selection.get().map(|it| it.span()).or_else(|| app.current().map(|mark| mark.cover()));
        let text = app.doc.get().and_then(|_| app.text())?;
        let all = grouped(text.code_point_len().index());
        Some(match span {
            Some(span) => {
                let (start, end) = (text.code_point(span.start).index(), text.code_point(span.end).index());
                app.fill(Msg::CharactersOf, &[&format!("{}–{}", grouped(start), grouped(end)), &all])
            }
            None => app.fill(Msg::CharactersAll, &[&all]),
        })
    };
    let counts = move || {
        app.marks.track();
        app.doc.track();
        let (all, pending) = app
            .read_doc(|document| (document.n_accepted() + document.n_pending(), document.n_pending()))
            .unwrap_or_default();
        app.fill(Msg::MarksAndPending, &[&grouped(all), &grouped(pending)])
    };
    let reading = move || match app.reading.get() {
        Reading::Idle => None,
        Reading::Loading => Some(app.say(Msg::EngineLoading).to_owned()),
        Reading::Busy(done, left) => {
            let percent = format!("{}%", decimal(done * 100.0, 0));
            let more = left.to_string();
            Some(app.fill(if left > 0 { Msg::EngineBusyMore } else { Msg::EngineBusy }, &[&percent, &more]))
        }
        Reading::Failed => Some(app.say(Msg::EngineFailed).to_owned()),
        Reading::WrongBuild => Some(app.say(Msg::EngineWrongBuild).to_owned()),
    };
    // The button must not be made anew under the pointer with each step of reading.
    let busy = Memo::new(move |_| matches!(app.reading.get(), Reading::Busy(..)));
    view! {
        <footer class="status">
            <button
                type="button"
                class=move || format!("link saved {}", saved().0)
                title=app.say(Msg::Keeping)
                data-test="saved"
                data-state=move || saved().0
                on:click=move |_| app.dialog.set(Some(Dialog::Keeping))
            >
                {move || saved().1}
            </button>
            {move || offer().map(|words| view! {
                <button type="button" class="link taking" data-test="save-file" on:click=move |_| backup::save(app)>
                    {app.say(words)}
                </button>
            })}
            {move || can_take_over().then(|| view! {
                <button
                    type="button"
                    class="link taking"
                    data-test="take-over"
                    data-state=move || if app.taking.get() == Taking::Refused { "refused" } else { "" }
                    on:click=move |_| keeping::take_over(app)
                >
                    {move || app.say(taking())}
                </button>
            })}
            <UpdateOffer app=app/>
            <span class="wide">{app.say(Msg::WorksOffline)}</span>
            <span class="place" data-test="place">{move || place()}</span>
            <span data-test="totals">{move || counts()}</span>
            <span data-test="engine">{move || reading()}</span>
            {move || busy.get().then(|| view! {
                <button type="button" class="link" data-test="engine-stop" on:click=move |_| app.stop_reading.notify()>{app.say(Msg::Stop)}</button>
            })}
            <span class="grow"></span>
            <span class="wide hint">
                <span class="of-text">
                    {app.say(Msg::HintSelect)} " " <kbd>"1"</kbd> "–" <kbd>"9"</kbd> " " {app.say(Msg::HintMark)} " · "
                </span>
                <button type="button" class="link" on:click=move |_| app.dialog.set(Some(Dialog::KeyMap))>
                    <kbd>"?"</kbd> " " {app.say(Msg::KeyMap)}
                </button>
            </span>
        </footer>
    }
}

/// A number with thin spaces between thousands.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) && digits.len() > 4 {
            out.push('\u{2009}');
        }
        out.push(digit);
    }
    out
}
