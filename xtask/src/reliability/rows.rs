//! The rows of the report: what is tried, how often, and which test does it.

/// One row of the report.
pub(super) struct Row {
    /// What was done, for people.
    pub(super) what: &'static str,
    /// The name in the tests' lines.
    pub(super) figure: &'static str,
    /// How many rounds the full form has.
    pub(super) goal: usize,
    /// How many of them one slice has, so that it ends in some minutes.
    pub(super) slice: usize,
    /// What the result is called.
    pub(super) result: &'static str,
    pub(super) test: Test,
}

/// The test that gives a row, and the variable that says how many rounds.
#[derive(Clone, Copy)]
pub(super) enum Test {
    /// Native: the test program, the test in it.
    Native(&'static str, &'static str, &'static str),
    /// In a browser: the test program, the test in it.
    Browser(&'static str, &'static str, &'static str),
    /// Every test in a browser.
    AllBrowser,
    /// Runs of `cargo xtask fuzz`, which leave their figures by themselves.
    Fuzz,
}

pub(super) const ROWS: [Row; 18] = [
    Row {
        what: "renderer killed mid-edit (by process id), reopened",
        figure: "renderer killed",
        goal: 1_000,
        slice: 120,
        result: "rounds in which an acknowledged edit was lost, or the state was no prefix of what was done",
        test: Test::Browser("saving", "what_is_called_saved_survives_a_killed_page", "ZHUPI_RENDERER_KILLS"),
    },
    Row {
        what: "whole browser killed",
        figure: "browser killed",
        goal: 100,
        slice: 50,
        result: "the same",
        test: Test::Browser("saving", "what_is_called_saved_survives_a_killed_browser", "ZHUPI_KILLS"),
    },
    Row {
        what: "whole browser killed at any moment of the first visit, on a new profile",
        figure: "browser killed on its first visit",
        goal: 120,
        slice: 30,
        result: "visits after which a document that had been called saved was gone, or a loss was told of where nothing had been saved",
        test: Test::Browser("first_visit", "what_is_called_saved_on_the_first_visit", "ZHUPI_FIRST_KILLS"),
    },
    Row {
        what: "storage simulator: every operation may fail, tear, come late, vanish (operations)",
        figure: "storage simulator",
        goal: 5_000_000,
        slice: 5_000,
        result: "violations of the journal's laws",
        test: Test::Native("journal_simulator", "nothing_acknowledged_is_ever_lost", "ZHUPI_SEEDS"),
    },
    Row {
        what: "two and three tabs at random",
        figure: "tabs at random",
        goal: 300,
        slice: 75,
        result: "rounds with a lost edit or two writers",
        test: Test::Browser("tabs", "tabs_at_random_lose_nothing_and_never_write_both", "ZHUPI_TABS"),
    },
    Row {
        what: "real quota reached",
        figure: "quota reached",
        goal: 50,
        slice: 5,
        result: "rounds without a red state, without a file, or with an acknowledged edit lost",
        test: Test::Browser("quota", "when_there_is_no_room", "ZHUPI_QUOTA"),
    },
    Row {
        what: "bit flip in a stored record",
        figure: "bit flipped",
        goal: 10_000,
        slice: 10_000,
        result: "flips not noticed, not told, or not followed by an earlier state",
        test: Test::Native("journal_damage", "every_flipped_bit_is_noticed", "ZHUPI_FLIPS"),
    },
    Row {
        what: "bit flip in the browser's own database",
        figure: "bit flipped in IndexedDB",
        goal: 50,
        slice: 50,
        result: "the same",
        test: Test::Browser("keeping", "a_flipped_bit_in_the_browsers_database", "ZHUPI_APP_FLIPS"),
    },
    Row {
        what: "backup, wipe, restore",
        figure: "backup restored",
        goal: 1_000,
        slice: 1_000,
        result: "restored projects with another hash, history or text",
        test: Test::Native("backup", "backed_up_wiped_and_restored", "ZHUPI_BACKUPS"),
    },
    Row {
        what: "backup, wipe, restore in the app",
        figure: "backup restored in the app",
        goal: 30,
        slice: 30,
        result: "restored projects that export something else",
        test: Test::Browser("keeping", "a_backup_brings_everything_back", "ZHUPI_APP_RESTORES"),
    },
    Row {
        what: "damaged backup salvaged",
        figure: "damaged backup salvaged",
        goal: 1_000,
        slice: 1_000,
        result: "backups of which something was missing and not named, or altered",
        test: Test::Native("backup", "a_damaged_backup_is_salvaged", "ZHUPI_BACKUPS"),
    },
    Row {
        what: "offline cold start after the server is gone",
        figure: "offline cold start",
        goal: 50,
        slice: 50,
        result: "starts that failed",
        test: Test::Browser("offline", "after_one_visit_the_host_may_be_gone", "ZHUPI_COLD_STARTS"),
    },
    Row {
        what: "update while editing (pairs of builds)",
        figure: "update while editing",
        goal: 20,
        slice: 20,
        result: "reloads without consent, mixed builds, lost edits",
        test: Test::Browser("offline", "an_update_waits_for_consent", "ZHUPI_UPDATES"),
    },
    Row {
        what: "importers, each on plain mutations (inputs)",
        figure: "importers",
        goal: 100_000,
        slice: 100_000,
        result: "panics, or inputs beyond the bounds of time",
        test: Test::Native("fuzz_formats", "no_input_brings_a_reader_down", "ZHUPI_FUZZ"),
    },
    Row {
        what: "importers, a million inputs each, guided by coverage (inputs of all together)",
        figure: "guided fuzzing",
        goal: 33_000_000,
        slice: 0,
        result: "panics, or inputs beyond the bounds of time",
        test: Test::Fuzz,
    },
    Row {
        what: "injected attempts to reach another host or to run foreign code",
        figure: "injected attempts",
        goal: 14,
        slice: 1,
        result: "attempts that the policy did not refuse",
        test: Test::Browser("policy", "what_is_injected", "ZHUPI_NOTHING"),
    },
    Row {
        what: "requests of the app in the whole browser suite",
        figure: "requests elsewhere",
        goal: 1,
        slice: 1,
        result: "requests to anywhere else",
        test: Test::AllBrowser,
    },
    Row {
        what: "append acknowledged (edits)",
        figure: "append acknowledged",
        goal: 200,
        slice: 200,
        result: "1 where the 95th percentile is above 50 ms",
        test: Test::Browser("saving", "an_edit_is_acknowledged_soon", "ZHUPI_ACKNOWLEDGED"),
    },
];
