//! Second copies (第二份副本): after each snapshot the same bytes, and the texts, as private files.

use super::files::Folder;
use super::place::Place;
use crate::annotate::ActorId;
use crate::journal::{self, ProjectId, Range, Storage, Stored, Table};
use crate::project::Workspace;
use crate::text::{Text, TextId};
use litemap::LiteMap;

const SNAPSHOT: &str = "snapshot.";
const TEXT: &str = "text.";

/// How many parts of a text are checked in one go: some milliseconds.
const AT_ONCE: usize = 32;

/// The file that says up to which snapshot a loss was told of.
const TOLD: &str = "told";

/// The project's folder, named as the project.
async fn folder(project: ProjectId) -> Option<Folder> {
    Folder::root().await?.folder(&project.to_string()).await
}

fn sequence_of(name: &str) -> Option<u64> {
    u64::from_str_radix(name.strip_prefix(SNAPSHOT)?, 16).ok()
}

/// Keeps a copy: the texts that are not kept yet, then the snapshot; then removes all older snapshots but one, and but those
/// up to the number that is spared.
pub(super) async fn keep(
    place: Place,
    project: ProjectId,
    (sequence, records): (u64, Vec<Stored>),
    texts: Vec<TextId>,
    spared: u64,
) {
    let Some(folder) = folder(project).await else {
        return;
    };
    let there = folder.names().await;
    for id in texts {
        let name = format!("{TEXT}{id}");
        if there.contains(&name) {
            continue;
        }
        let Some(text) = packed_text(&place, project, id).await else {
            continue;
        };
        if !folder.write(&name, &text).await {
            return;
        }
    }
    if !folder.write(&format!("{SNAPSHOT}{sequence:016x}"), &journal::pack(&records)).await {
        return;
    }
    let is_told = there.iter().any(|name| name == TOLD);
    if is_told {
        folder.remove(TOLD).await;
    }
    let mut others = there.iter().filter_map(|name| Some((sequence_of(name)?, name))).collect::<Vec<_>>();
    others.retain(|&(other, _)| other != sequence && other > spared);
    // What is ahead of the project was brought back elsewhere, as the file said; of what is behind, the newest stays.
    let newest_older = others.iter().map(|&(other, _)| other).filter(|&other| other < sequence).max();
    others.retain(|&(other, _)| if other > sequence { is_told } else { Some(other) != newest_older });
    for (_, name) in others {
        folder.remove(name).await;
    }
}

/// A stored text as packed bytes; `None` where it is missing or damaged. A long one is gone through with rests between.
async fn packed_text(place: &Place, project: ProjectId, id: TextId) -> Option<Vec<u8>> {
    let records = place.read(Table::Texts, &Range::item(project, &id.to_string())).await.ok()?;
    let mut packed = Vec::new();
    for (part, (_, record)) in records.iter().enumerate() {
        packed.extend_from_slice(journal::text_part(project, id, part, records.len(), record)?);
        if part % AT_ONCE == AT_ONCE - 1 {
            gloo_timers::future::TimeoutFuture::new(0).await;
        }
    }
    (!packed.is_empty()).then_some(packed)
}

/// Takes note that a loss was told of: the copies there are stay, and are not counted any more.
pub(super) async fn set_aside(project: ProjectId) {
    let Some(folder) = folder(project).await else {
        return;
    };
    if let Some(newest) = folder.names().await.iter().filter_map(|name| sequence_of(name)).max() {
        folder.write(TOLD, newest.to_string().as_bytes()).await;
    }
}

/// Up to which snapshot a loss was told of.
async fn told(folder: &Folder, names: &[String]) -> Option<u64> {
    if !names.iter().any(|name| name == TOLD) {
        return None;
    }
    String::from_utf8(folder.read(TOLD).await?).ok()?.parse().ok()
}

/// The projects of which there are copies, each with the last record that its newest copy covers.
pub(super) async fn list() -> LiteMap<ProjectId, u64> {
    let mut found = LiteMap::new();
    let Some(root) = Folder::root().await else {
        return found;
    };
    for name in root.names().await {
        let Ok(project) = name.parse::<ProjectId>() else {
            continue;
        };
        let Some(folder) = root.folder(&name).await else {
            continue;
        };
        let names = folder.names().await;
        let told = told(&folder, &names).await;
        let newest = names.iter().filter_map(|name| sequence_of(name)).max();
        found.extend(newest.filter(|&newest| told.is_none_or(|told| newest > told)).map(|newest| (project, newest)));
    }
    found
}

/// A copy that was read.
pub(super) struct Copy {
    pub(super) workspace: Workspace,
    /// The texts that can be read.
    pub(super) texts: Vec<Text>,
    /// The last record that it covers.
    pub(super) covered: u64,
}

/// Reads the newest copy that is whole.
pub(super) async fn read(project: ProjectId, actor: ActorId) -> Option<Copy> {
    let folder = folder(project).await?;
    for name in folder.names().await.iter().rev().filter(|name| sequence_of(name).is_some()) {
        let Some(bytes) = folder.read(name).await else {
            continue;
        };
        let Ok((workspace, covered)) = journal::unpack_snapshot(project, &bytes, actor) else {
            continue;
        };
        let mut texts = Vec::new();
        for id in workspace.text_ids() {
            texts.extend(text_in(&folder, project, id).await);
        }
        return Some(Copy { workspace, texts, covered });
    }
    None
}

/// The copy of a text, where it is whole.
pub(super) async fn text(project: ProjectId, id: TextId) -> Option<Text> {
    text_in(&folder(project).await?, project, id).await
}

async fn text_in(folder: &Folder, project: ProjectId, id: TextId) -> Option<Text> {
    journal::unpack_text(project, id, &folder.read(&format!("{TEXT}{id}")).await?).ok()
}

/// Removes the copies of a project that was destroyed.
pub(super) async fn forget(project: ProjectId) {
    let Some(folder) = folder(project).await else {
        return;
    };
    for name in folder.names().await {
        folder.remove(&name).await;
    }
}
