//! The projects of this browser (项目): opened, made, renamed, removed, and brought back within thirty days.

use super::frame::Frame;
use crate::browser::storage::Library;
use crate::journal::{KEEP_REMOVED, ProjectId, ProjectInfo, StorageError};
use crate::ui::i18n::Msg;
use crate::ui::keeping;
use crate::ui::marking::focus_content_if_lost;
use crate::ui::state::App;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// The list, and the way to fill it anew.
#[derive(Clone, Copy)]
struct Projects {
    app: App,
    all: RwSignal<Vec<ProjectInfo>>,
}

/// What is done to the stored projects.
enum Change {
    Make(String),
    Rename(ProjectId, String),
    Remove(ProjectId),
    BringBack(ProjectId),
    Open(ProjectId),
}

impl Projects {
    fn fill(self) {
        let Some(kept) = self.app.kept.get_value() else { return };
        spawn_local(async move {
            match kept.library.projects().await {
                Ok(all) => {
                    self.all.set(all);
                    // The row of the button that was pressed may have gone.
                    focus_content_if_lost();
                }
                Err(error) => self.fail(&error),
            }
        });
    }

    fn fail(self, error: &StorageError) {
        self.app.warn(self.app.storage_failed(error));
    }

    /// Does it, and shows what came of it.
    fn change(self, change: Change) {
        let Some(kept) = self.app.kept.get_value() else { return };
        let open = kept.store.project();
        let leaves = match &change {
            Change::Make(_) | Change::Open(_) => true,
            Change::Remove(id) => *id == open,
            Change::Rename(..) | Change::BringBack(_) => false,
        };
        let go_on = move || {
            spawn_local(async move {
                match carry_out(self.app, &kept.library, open, change).await {
                    Ok(()) => self.fill(),
                    Err(error) => self.fail(&error),
                }
            });
        };
        if leaves { keeping::leave(self.app, go_on) } else { go_on() }
    }
}

async fn carry_out(app: App, library: &Library, open: ProjectId, change: Change) -> Result<(), StorageError> {
    match change {
        Change::Make(name) => {
            let made = library.create(&name).await?;
            go(app, made.id).await
        }
        Change::Rename(id, name) => {
            library.rename(id, &name).await?;
            if id == open {
                app.project.set(name);
            }
            Ok(())
        }
        Change::Remove(id) => {
            library.remove(id).await?;
            if id != open {
                return Ok(());
            }
            // The open project goes: another one, or a new one, takes its place.
            let others = library.projects().await?.into_iter().find(|info| info.removed.is_none());
            let next = match others {
                Some(info) => info,
                None => library.create(app.say(Msg::ProjectName)).await?,
            };
            go(app, next.id).await
        }
        Change::BringBack(id) => library.bring_back(id).await,
        Change::Open(id) => go(app, id).await,
    }
}

async fn go(app: App, id: ProjectId) -> Result<(), StorageError> {
    app.dialog.set(None);
    app.unread.set(Vec::new());
    keeping::go_to(app, id).await
}

/// The dialogue.
#[component]
pub fn ProjectList(app: App) -> impl IntoView {
    let projects = Projects { app, all: RwSignal::new(Vec::new()) };
    projects.fill();
    let name = RwSignal::new(String::new());
    let make = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let typed = name.get_untracked().trim().to_owned();
        projects.change(Change::Make(if typed.is_empty() { app.say(Msg::ProjectName).to_owned() } else { typed }));
    };
    let rows = move |removed: bool| {
        let all = projects.all.get().into_iter().filter(move |info| info.removed.is_some() == removed);
        all.map(|info| row(projects, info)).collect_view()
    };
    let has_removed = move || projects.all.with(|all| all.iter().any(|info| info.removed.is_some()));
    view! {
        <Frame app=app title=Msg::Projects test="projects">
            <ul class="projects" data-test="projects">{move || rows(false)}</ul>
            <form class="row" on:submit=make>
                <input
                    class="grow"
                    aria-label=app.say(Msg::NewProjectName)
                    placeholder=app.say(Msg::NewProjectName)
                    data-test="project-name"
                    on:input:target=move |event| name.set(event.target().value())
                />
                <button type="submit" class="go" data-test="project-make">{app.say(Msg::NewProject)}</button>
            </form>
            {move || has_removed().then(|| view! {
                <h3 class="small-head">{app.say(Msg::Bin)}</h3>
                <ul class="projects" data-test="projects-removed">{rows(true)}</ul>
            })}
        </Frame>
    }
}

fn row(projects: Projects, info: ProjectInfo) -> AnyView {
    let app = projects.app;
    let (id, name) = (info.id, info.name);
    let is_open = app.kept.with_value(|kept| kept.as_ref().is_some_and(|kept| kept.store.project() == id));
    if let Some(removed) = info.removed {
        #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit")]
        let left = (removed + KEEP_REMOVED - js_sys::Date::now() as i64) / (24 * 3_600 * 1_000) + 1;
        return view! {
            <li class="project-row">
                <span class="grow">{name}</span>
                <span class="faint small">{app.fill(Msg::DaysLeft, &[&left.max(0).to_string()])}</span>
                <button type="button" class="framed" data-test="project-back" on:click=move |_| projects.change(Change::BringBack(id))>
                    {app.say(Msg::BringBack)}
                </button>
            </li>
        }
        .into_any();
    }
    let remove_name = app.fill(Msg::RemoveDocument, &[&name]);
    view! {
        <li class="project-row" aria-current=is_open.then_some("true")>
            <input
                class="grow"
                aria-label=app.say(Msg::ProjectNameField)
                prop:value=name
                data-test="project-rename"
                on:change:target=move |event| projects.change(Change::Rename(id, event.target().value()))
            />
            <button type="button" class="framed" disabled=is_open data-test="project-open" on:click=move |_| projects.change(Change::Open(id))>
                {app.say(if is_open { Msg::ProjectIsOpen } else { Msg::OpenProject })}
            </button>
            <button type="button" class="icon" aria-label=remove_name.clone() title=remove_name data-test="project-remove" on:click=move |_| projects.change(Change::Remove(id))>
                "✕"
            </button>
        </li>
    }
    .into_any()
}
