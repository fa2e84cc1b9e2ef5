//! What is kept where, and for how long (保存与备份): backups, what comes back, room, permanence.

use super::frame::Frame;
use crate::browser::storage::{is_persisted, persist, room};
use crate::journal::Reminder;
use crate::ui::decimal::decimal;
use crate::ui::i18n::Msg;
use crate::ui::keys::{Action, chord_of};
use crate::ui::state::App;
use crate::ui::{backup, files, shell};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// The element that opens the browser's own file picker for a backup.
const RESTORE: &str = "restore-picker";

/// The dialogue.
#[component]
pub fn Keeping(app: App) -> impl IntoView {
    let n_uncovered = app.kept.get_value().map_or(0, |kept| kept.store.uncovered());
    let since = if n_uncovered == 0 {
        app.say(Msg::BackupNone).to_owned()
    } else {
        app.fill(Msg::BackupSince, &[&n_uncovered.to_string()])
    };
    let urgent = (app.backup.get_untracked() == Reminder::Dialog)
        .then(|| view! { <p class="urgent" data-test="backup-urgent">{app.say(Msg::BackupDueNow)}</p> });
    let losses = app.losses.get_untracked();
    let lost = (!losses.is_empty()).then(|| {
        let lines = losses.into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
        view! { <div class="urgent" data-test="lost"><p>{app.say(Msg::Lost)}</p><ul>{lines}</ul></div> }
    });
    on_cleanup(move || app.losses.set(Vec::new()));
    let folder = backup::has_folders().then(|| {
        let is_shut = RwSignal::new(false);
        spawn_local(async move {
            is_shut.try_set(backup::is_folder_shut(app).await);
        });
        view! {
            <button type="button" class="framed" data-test="backup-folder" on:click=move |_| backup::choose_folder(app)>
                {move || app.say(if is_shut.get() { Msg::FolderShut } else { Msg::FolderChoose })}
            </button>
        }
    });
    view! {
        <Frame app=app title=Msg::Keeping test="keeping">
            {lost}
            {urgent}
            <div class="formats">
                <section>
                    <h3>{app.say(Msg::SaveBackup)}</h3>
                    <p class="faint">{app.say(Msg::BackupWhat)}</p>
                    <p data-test="backup-since">{since}</p>
                    <p class="buttons">
                        <button type="button" class="go" data-test="backup-save" on:click=move |_| backup::save(app)>
                            {app.say(Msg::SaveBackup)} " " <kbd>{chord_of(Action::Save)}</kbd>
                        </button>
                        {folder}
                    </p>
                </section>
                <section>
                    <h3>{app.say(Msg::RestoreFile)}</h3>
                    <p class="faint">{app.say(Msg::RestoreWhat)}</p>
                    <button type="button" class="framed" data-test="restore" on:click=move |_| files::ask(RESTORE)>
                        {app.say(Msg::ChooseFile)}
                    </button>
                    <input
                        id=RESTORE
                        type="file"
                        hidden
                        accept=".zhupi,.zip,.json"
                        aria-label=app.say(Msg::RestoreFile)
                        data-test="restore-input"
                        on:change:target=move |event| {
                            if let Some(file) = event.target().files().and_then(|files| files.item(0)) {
                                backup::restore(app, file);
                            }
                        }
                    />
                </section>
                <Permanence app=app/>
            </div>
        </Frame>
    }
}

/// What the browser grants: how long, how much.
#[component]
fn Permanence(app: App) -> impl IntoView {
    let lasting = RwSignal::new(None::<bool>);
    let left = RwSignal::new(String::new());
    spawn_local(async move {
        lasting.try_set(Some(is_persisted().await));
        if let Some(room) = room().await {
            left.try_set(app.fill(Msg::RoomLeft, &[&megabytes(room.used), &megabytes(room.quota - room.used)]));
        }
    });
    let ask = move |_| {
        spawn_local(async move {
            lasting.try_set(Some(persist().await));
        });
    };
    let promise =
        move || lasting.get().map(|is_lasting| app.say(if is_lasting { Msg::Lasting } else { Msg::NotLasting }));
    view! {
        <section>
            <h3>{app.say(Msg::SavedHere)}</h3>
            <p data-test="permanence">
                {promise} " "
                {move || (lasting.get() == Some(false)).then(|| view! {
                    <button type="button" class="link taking" data-test="ask-permanence" on:click=ask>{app.say(Msg::AskLasting)}</button>
                })}
            </p>
            <p class="faint" data-test="room">{left}</p>
            <p class="faint">{app.say(Msg::PrivateWindows)}</p>
            <p class="buttons">
                <button type="button" class="framed" data-test="raw-save" on:click=move |_| backup::save_raw(app)>
                    {app.say(Msg::RawSave)}
                </button>
                <button type="button" class="framed" data-test="self-check" on:click=move |_| shell::self_check()>
                    {app.say(Msg::SelfCheck)}
                </button>
            </p>
        </section>
    }
}

/// Bytes as people read them.
fn megabytes(bytes: f64) -> String {
    let mega = (bytes / 1_000_000.0).max(0.0);
    if mega >= 10_000.0 { decimal(mega / 1_000.0, 0) + " GB" } else { decimal(mega, 1) + " MB" }
}
