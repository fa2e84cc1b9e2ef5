//! What is remembered of backups (备份习惯): how far the last one goes, and since when something is without one.

use super::signal::now;
use crate::journal::{BackupHabit, ProjectId, Reminder};
use web_sys::Storage;

fn local() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

fn name(project: ProjectId) -> String {
    format!("zhupi/backup/{project}")
}

/// `covered since`, the second missing where everything is covered.
fn read(project: ProjectId) -> BackupHabit {
    let text = local().and_then(|storage| storage.get_item(&name(project)).ok().flatten()).unwrap_or_default();
    let mut words = text.split(' ');
    let covered = words.next().and_then(|word| word.parse().ok()).unwrap_or_default();
    BackupHabit { covered, uncovered_since: words.next().and_then(|word| word.parse().ok()) }
}

fn write(project: ProjectId, habit: BackupHabit) {
    let since = habit.uncovered_since.map(|since| format!(" {since}")).unwrap_or_default();
    if let Some(storage) = local() {
        // A full local storage costs a reminder.
        drop(storage.set_item(&name(project), &format!("{}{since}", habit.covered)));
    }
}

/// Takes note of how far a project has come, and says whether it is time for a backup.
pub(super) fn reminder(project: ProjectId, last: u64) -> Reminder {
    let mut habit = read(project);
    if last > habit.covered && habit.uncovered_since.is_none() {
        habit.changed(now());
        write(project, habit);
    }
    habit.reminder(last, now())
}

/// Takes note of a backup.
pub(super) fn backed_up(project: ProjectId, last: u64) {
    let mut habit = read(project);
    habit.backed_up(last);
    write(project, habit);
}

/// How many changes no backup covers.
pub(super) fn uncovered(project: ProjectId, last: u64) -> u64 {
    last.saturating_sub(read(project).covered)
}
