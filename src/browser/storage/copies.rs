//! Second copies (第二份副本): after each snapshot the same bytes, and the texts, as private files.

use super::files::Folder;
use super::place::Place;
use crate::annotate::ActorId;
use crate::journal::{self, ProjectId, Stored};
use crate::project::Workspace;
use crate::text::{Text, TextId};
use std::collections::BTreeMap;

const SNAPSHOT: &str = "snapshot.";
const TEXT: &str = "text.";

/// The project's folder, named as the project.
async fn folder(project: ProjectId) -> Option<Folder> {
    Folder::root().await?.folder(&project.to_string()).await
}

fn sequence_of(name: &str) -> Option<u64> {
    u64::from_str_radix(name.strip_prefix(SNAPSHOT)?, 16).ok()
}

/// Keeps a copy: the texts that are not kept yet, then the snapshot; then removes all older snapshots but one.
pub(super) async fn keep(place: Place, project: ProjectId, sequence: u64, records: Vec<Stored>, texts: Vec<TextId>) {
    let Some(folder) = folder(project).await else {
        return;
    };
    let there = folder.names().await;
    for id in texts {
        let name = format!("{TEXT}{id}");
        if there.contains(&name) {
            continue;
        }
        let Ok(Some(text)) = journal::load_text(&place, project, id).await else {
            continue;
        };
        if !folder.write(&name, &journal::pack_text(project, &text)).await {
            return;
        }
    }
    if !folder.write(&format!("{SNAPSHOT}{sequence:016x}"), &journal::pack(&records)).await {
        return;
    }
    let mut older: Vec<&String> =
        there.iter().filter(|name| sequence_of(name).is_some_and(|it| it < sequence)).collect();
    older.pop();
    for name in older {
        folder.remove(name).await;
    }
}

/// The projects of which there are copies, each with the last record that its newest copy covers.
pub(super) async fn list() -> BTreeMap<ProjectId, u64> {
    let mut found = BTreeMap::new();
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
        let newest = folder.names().await.iter().filter_map(|name| sequence_of(name)).max();
        found.extend(newest.map(|sequence| (project, sequence)));
    }
    found
}

/// Reads the newest copy that is whole, with the texts that can be read.
pub(super) async fn read(project: ProjectId, actor: ActorId) -> Option<(Workspace, Vec<Text>)> {
    let folder = folder(project).await?;
    for name in folder.names().await.iter().rev().filter(|name| sequence_of(name).is_some()) {
        let Some(bytes) = folder.read(name).await else {
            continue;
        };
        let Ok((workspace, _)) = journal::unpack_snapshot(project, &bytes, actor) else {
            continue;
        };
        let mut texts = Vec::new();
        for id in workspace.text_ids() {
            let bytes = folder.read(&format!("{TEXT}{id}")).await;
            texts.extend(bytes.and_then(|bytes| journal::unpack_text(project, id, &bytes).ok()));
        }
        return Some((workspace, texts));
    }
    None
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
