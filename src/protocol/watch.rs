//! Whether the worker is well (看护), as the page judges it once a second: by signs of life, never by a clock, so that a
//! machine that slept or a page that was held back blames nobody.

/// How often the page may look without a sign of life until the worker counts as hung. Preparing a text of five million
/// characters is the longest silence of a sound worker; while it starts it says every few seconds that it is there.
const SILENCE: u32 = 30;

/// How many looks a worker without work is kept: its dictionaries are most of what the page has in memory.
const KEPT_IDLE: u32 = 60;

/// How often the worker may die before it is ready until no other is started.
const TRIES: u32 = 3;

/// What the worker is at when the page looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// There is none.
    Absent,
    /// It was started and has not said hello.
    Starting,
    /// It has said hello and has something to answer.
    Working,
    /// Nothing is asked of it, but it holds documents.
    Holding,
    /// Nothing is asked of it.
    Idle,
}

/// What is to be done with the worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing.
    Fine,
    /// It has been silent for too long: put another in its place.
    Hung,
    /// It has had nothing to do for long: let it go.
    Spare,
}

/// What is known of the worker's health.
#[derive(Debug, Clone, Default)]
pub struct Watch {
    silent_for: u32,
    idle_for: u32,
    n_deaths: u32,
}

impl Watch {
    /// The worker said something, or something new was asked of one that had nothing to do.
    pub fn alive(&mut self) {
        (self.silent_for, self.idle_for) = (0, 0);
    }

    /// The worker is ready: earlier deaths do not count any more.
    pub fn ready(&mut self) {
        self.n_deaths = 0;
    }

    /// Looks, once a second.
    pub fn look(&mut self, phase: Phase) -> Verdict {
        let is_asked = matches!(phase, Phase::Starting | Phase::Working);
        self.silent_for = if is_asked { self.silent_for + 1 } else { 0 };
        self.idle_for = if phase == Phase::Idle { self.idle_for + 1 } else { 0 };
        if self.silent_for > SILENCE {
            Verdict::Hung
        } else if self.idle_for > KEPT_IDLE {
            Verdict::Spare
        } else {
            Verdict::Fine
        }
    }

    /// The worker died or hung. Returns whether another is worth starting.
    pub fn died(&mut self) -> bool {
        self.alive();
        self.n_deaths += 1;
        self.n_deaths <= TRIES
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many looks at a phase it takes until something is to be done; `None` where never.
    fn looks(watch: &mut Watch, phase: Phase) -> Option<(usize, Verdict)> {
        (1..1_000).map(|n| (n, watch.look(phase))).find(|(_, verdict)| *verdict != Verdict::Fine)
    }

    #[test]
    fn silence_is_held_against_a_worker_that_was_asked_or_has_yet_to_say_hello() {
        for (phase, expected) in [
            (Phase::Absent, None),
            (Phase::Starting, Some((31, Verdict::Hung))),
            (Phase::Working, Some((31, Verdict::Hung))),
            (Phase::Holding, None),
            (Phase::Idle, Some((61, Verdict::Spare))),
        ] {
            assert_eq!(looks(&mut Watch::default(), phase), expected, "{phase:?}");
        }
    }

    #[test]
    fn a_sign_of_life_starts_the_count_anew() {
        for phase in [Phase::Starting, Phase::Working, Phase::Idle] {
            let mut watch = Watch::default();
            for _ in 0..20 {
                assert!((0..30).all(|_| watch.look(phase) == Verdict::Fine), "{phase:?}");
                watch.alive();
            }
        }
        // So does having had nothing to do: the next question finds a patient page.
        let mut watch = Watch::default();
        assert!((0..30).all(|_| watch.look(Phase::Working) == Verdict::Fine));
        assert_eq!(watch.look(Phase::Holding), Verdict::Fine);
        assert_eq!(looks(&mut watch, Phase::Working), Some((31, Verdict::Hung)));
    }

    #[test]
    fn after_four_deaths_in_a_row_no_other_is_started() {
        let mut watch = Watch::default();
        assert_eq!([(); 4].map(|()| watch.died()), [true, true, true, false]);
        watch.ready();
        assert!(watch.died());
    }
}
