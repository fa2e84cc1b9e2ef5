//! What a start finds (启动判断): a first visit, the usual, or data that is gone.
//!
//! A browser may drop a database and then show an empty one. A small mark kept elsewhere, the sentinel (哨兵), remembers
//! that there was something; an empty database is then a loss to be told of, with what can be brought back, and never a
//! welcome screen.

use super::{ProjectId, as_map};
use crate::text::order;
use litemap::LiteMap;
use serde::{Deserialize, Serialize};

/// What is remembered of a project outside the database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Remembered {
    name: String,
    last: u64,
}

/// The sentinel (哨兵): which projects there were, and how far each had come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sentinel(LiteMap<ProjectId, Remembered>);

/// The sentinel as text. Unknown fields are passed over: an older build only needs to know that there was something.
#[derive(Serialize, Deserialize)]
struct SentinelForm {
    #[serde(with = "as_map")]
    projects: Vec<(String, Remembered)>,
}

impl Sentinel {
    /// Reads what [`Sentinel::to_json`] wrote; text that makes no sense remembers nothing.
    pub fn parse(json: &str) -> Self {
        let Ok(form) = serde_json::from_str::<SentinelForm>(json) else {
            return Self::default();
        };
        let known = |(id, known): (String, Remembered)| Some((id.parse().ok()?, known));
        let mut sentinel = Self::default();
        for (id, known) in form.projects.into_iter().filter_map(known) {
            sentinel.0.insert(id, known);
        }
        sentinel
    }

    /// The sentinel as text.
    pub fn to_json(&self) -> String {
        let projects = self.0.iter().map(|(id, known)| (id.to_string(), known.clone())).collect();
        serde_json::to_string(&SentinelForm { projects }).unwrap_or_default()
    }

    /// Takes note that a project stored a record of this number. A number never goes back.
    pub fn remember(&mut self, id: ProjectId, name: &str, last: u64) {
        let known = self.0.entry(id).or_insert_with(|| Remembered { name: name.to_owned(), last });
        known.last = known.last.max(last);
        name.clone_into(&mut known.name);
    }

    /// Takes note that a project stored a record of this number, where its name is known already.
    pub fn advance(&mut self, id: ProjectId, last: u64) {
        if let Some(known) = self.0.get_mut(&id) {
            known.last = known.last.max(last);
        }
    }

    /// Forgets a project that was destroyed on purpose, or whose loss was acknowledged.
    pub fn forget(&mut self, id: ProjectId) {
        self.0.remove(&id);
    }

    /// Takes note that a project went back to an earlier record, and that this was told.
    pub fn put_back(&mut self, id: ProjectId, last: u64) {
        if let Some(known) = self.0.get_mut(&id) {
            known.last = last;
        }
    }

    /// What either of two remembers.
    #[must_use]
    pub fn merged(mut self, other: Self) -> Self {
        for (id, known) in other.0 {
            self.remember(id, &known.name, known.last);
        }
        self
    }
}

/// What is known of a project that is gone, or has gone back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// Its identity.
    pub id: ProjectId,
    /// Its name, or its identity where only a copy tells of it.
    pub name: String,
    /// The last record that is known to have been stored; 0 where only a copy tells of it.
    pub known: u64,
    /// The last record that is still there; `None` where the project is gone.
    pub found: Option<u64>,
    /// The last record that a second copy covers; `None` where there is no copy.
    pub copy: Option<u64>,
}

/// What a start finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StartState {
    /// There never was anything: a welcome is in order.
    FirstStart,
    /// Everything known is there.
    Normal,
    /// The database is empty, and it was not before.
    AllVanished(Vec<Lost>),
    /// Some of what is known is gone, or has gone back to an earlier state.
    SomeVanished(Vec<Lost>),
}

/// Judges a start. `found` and `copies` name projects with the last record that the database holds and that a second copy
/// covers.
pub fn start_state(
    sentinel: &Sentinel,
    found: &LiteMap<ProjectId, u64>,
    copies: &LiteMap<ProjectId, u64>,
) -> StartState {
    let known = order::set(sentinel.0.keys().chain(copies.keys()).copied());
    let lost: Vec<Lost> = known.into_iter().filter_map(|id| loss(id, sentinel, found, copies)).collect();
    match (lost.is_empty(), found.is_empty()) {
        (true, true) => StartState::FirstStart,
        (true, false) => StartState::Normal,
        (false, true) => StartState::AllVanished(lost),
        (false, false) => StartState::SomeVanished(lost),
    }
}

fn loss(
    id: ProjectId,
    sentinel: &Sentinel,
    found: &LiteMap<ProjectId, u64>,
    copies: &LiteMap<ProjectId, u64>,
) -> Option<Lost> {
    let remembered = sentinel.0.get(&id);
    let known = remembered.map_or(0, |known| known.last);
    let (found, copy) = (found.get(&id).copied(), copies.get(&id).copied());
    let is_lost = found.is_none_or(|found| found < known.max(copy.unwrap_or_default()));
    let name = remembered.map_or_else(|| id.to_string(), |known| known.name.clone());
    is_lost.then_some(Lost { id, name, known, found, copy })
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: ProjectId = ProjectId(1);
    const B: ProjectId = ProjectId(2);

    fn numbers(of: &[(ProjectId, u64)]) -> LiteMap<ProjectId, u64> {
        of.iter().copied().collect()
    }

    /// What is remembered, found and copied; then `-`, `ok`, or what is lost: identity, found, copied.
    #[track_caller]
    fn check(known: &[(ProjectId, u64)], found: &[(ProjectId, u64)], copies: &[(ProjectId, u64)], expected: &str) {
        let mut sentinel = Sentinel::default();
        known.iter().for_each(|&(id, last)| sentinel.remember(id, "项目", last));
        let sentinel = Sentinel::parse(&sentinel.to_json());
        let line = |lost: &Lost| format!("{}:{:?}:{:?}", lost.id.0, lost.found, lost.copy);
        let lines = |lost: &[Lost]| lost.iter().map(line).collect::<Vec<_>>().join(" ");
        let state = match start_state(&sentinel, &numbers(found), &numbers(copies)) {
            StartState::FirstStart => "-".to_owned(),
            StartState::Normal => "ok".to_owned(),
            StartState::AllVanished(lost) => format!("all {}", lines(&lost)),
            StartState::SomeVanished(lost) => format!("some {}", lines(&lost)),
        };
        assert_eq!(state, expected);
    }

    #[test]
    fn an_empty_database_is_a_welcome_only_where_nothing_is_remembered() {
        check(&[], &[], &[], "-");
        check(&[(A, 9)], &[], &[], "all 1:None:None");
        check(&[(A, 9)], &[], &[(A, 5)], "all 1:None:Some(5)");
        check(&[], &[], &[(A, 5)], "all 1:None:Some(5)");
        check(&[(A, 0)], &[], &[], "all 1:None:None");
    }

    #[test]
    fn a_project_that_is_gone_or_went_back_is_told_of() {
        check(&[(A, 9)], &[(A, 9)], &[(A, 5)], "ok");
        check(&[(A, 9)], &[(A, 12)], &[], "ok");
        check(&[], &[(A, 12)], &[], "ok");
        check(&[(A, 9), (B, 3)], &[(A, 9)], &[(B, 2)], "some 2:None:Some(2)");
        check(&[(A, 9)], &[(A, 7)], &[], "some 1:Some(7):None");
        check(&[], &[(A, 4)], &[(A, 5)], "some 1:Some(4):Some(5)");
    }

    #[test]
    fn a_sentinel_is_read_whatever_it_holds() {
        assert_eq!(Sentinel::parse(""), Sentinel::default());
        assert_eq!(Sentinel::parse("{\"projects\":{\"zz\":{\"name\":\"\",\"last\":1}}}"), Sentinel::default());
        let mut one = Sentinel::default();
        one.remember(A, "甲", 3);
        let mut two = Sentinel::default();
        two.remember(A, "乙", 2);
        two.remember(B, "丙", 1);
        let both = one.merged(two);
        assert_eq!(both.0.get(&A).map(|known| (known.name.as_str(), known.last)), Some(("乙", 3)));
        assert_eq!(both.0.len(), 2);
    }
}
