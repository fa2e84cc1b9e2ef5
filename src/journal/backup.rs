//! Backups outside the browser (备份): when to remind people of one, and which of several files to keep.
//!
//! Clearing the site's data, or losing the disk, is nothing that can be survived inside the browser. A backup file is
//! therefore part of the program, and so is saying that it is time for one, without nagging. Pure rules; times are
//! milliseconds since 1970.

use crate::text::order;

/// Changes without a backup after which it is time for one.
const CHANGES: u64 = 50;

const HOUR: i64 = 3_600 * 1_000;
const DAY: i64 = 24 * HOUR;

/// How loudly to remind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reminder {
    /// Nothing to say.
    None,
    /// A quiet mark at the backup button.
    Badge,
    /// A question, at most once in a session.
    Dialog,
}

/// What is known of a project's backups.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BackupHabit {
    /// The number of the last record that a backup covers; 0 for none.
    pub covered: u64,
    /// When the first change that no backup covers was made; `None` where everything is covered.
    pub uncovered_since: Option<i64>,
}

impl BackupHabit {
    /// Takes note of a change.
    pub fn changed(&mut self, now: i64) {
        self.uncovered_since.get_or_insert(now);
    }

    /// Takes note of a backup that covers everything up to a record.
    pub fn backed_up(&mut self, covered: u64) {
        *self = Self { covered, uncovered_since: None };
    }

    /// Whether to remind: a mark after fifty changes or a day without a backup, a question after seven days. A clock that
    /// was set back reminds of nothing.
    pub fn reminder(&self, last: u64, now: i64) -> Reminder {
        let Some(since) = self.uncovered_since else {
            return Reminder::None;
        };
        let waiting = now.saturating_sub(since);
        if waiting >= 7 * DAY {
            Reminder::Dialog
        } else if waiting >= DAY || last.saturating_sub(self.covered) >= CHANGES {
            Reminder::Badge
        } else {
            Reminder::None
        }
    }
}

/// How many of the newest files are kept, and of how many days the last one.
const KEEP: (usize, usize) = (10, 7);

/// Which files of a rotation can go once another is written `now`, given when each was written: all but the ten newest and
/// the last one of each of the seven newest days that have any. Never the new one, also where the clock was set back.
pub fn superfluous(before: &[i64], now: i64) -> Vec<i64> {
    let times = order::set(before.iter().copied().chain([now]));
    let mut kept = order::set(times.iter().rev().take(KEEP.0).copied().chain([now]));
    let mut days = Vec::new();
    for &time in times.iter().rev() {
        if days.len() < KEEP.1 && order::add(&mut days, time.div_euclid(DAY)) {
            order::add(&mut kept, time);
        }
    }
    times.into_iter().filter(|time| kept.binary_search(time).is_err()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn reminders_grow_louder_with_time_and_end_with_a_backup() {
        let mut habit = BackupHabit::default();
        assert_eq!(habit.reminder(500, 100 * DAY), Reminder::None);
        habit.changed(1_000);
        habit.changed(2_000);
        assert_eq!(habit.reminder(49, 1_000 + HOUR), Reminder::None);
        assert_eq!(habit.reminder(50, 1_000 + HOUR), Reminder::Badge);
        assert_eq!(habit.reminder(1, 1_000 + DAY), Reminder::Badge);
        assert_eq!(habit.reminder(1, 1_000 + 7 * DAY), Reminder::Dialog);
        assert_eq!(habit.reminder(1, -5 * DAY), Reminder::None);
        habit.backed_up(80);
        assert_eq!(habit.reminder(80, 30 * DAY), Reminder::None);
        habit.changed(31 * DAY);
        assert_eq!(habit.reminder(129, 31 * DAY), Reminder::None);
        assert_eq!(habit.reminder(130, 31 * DAY), Reminder::Badge);
    }

    #[test]
    fn rotation_keeps_the_newest_and_one_of_each_day() {
        assert!(superfluous(&[], 0).is_empty());
        let hourly: Vec<i64> = (0..24 * 30).map(|hour| hour * HOUR).collect();
        let gone: BTreeSet<i64> = superfluous(&hourly, 0).into_iter().collect();
        let kept: Vec<i64> = hourly.iter().copied().filter(|time| !gone.contains(time)).collect();
        assert_eq!(kept.len(), 10 + 6 + 1, "and the one just written, by a clock that was set back");
        assert_eq!(kept.first(), Some(&0));
        let kept = &kept[1..];
        assert_eq!(kept.last(), hourly.last());
        assert!(kept.windows(2).all(|pair| pair[1] - pair[0] == HOUR || pair[1] - pair[0] <= DAY));
        assert!(superfluous(&[5, 5, 5], 5).is_empty());
    }
}
