//! Two and three tabs of one project: one writes, the others read along, and the right to write changes hands.
//!
//! `ZHUPI_TABS=300 cargo test --profile tool -p zhupi-e2e --test tabs` is the long form.

use zhupi_e2e::work::{Dice, Status, Work, at_rest, figure, looks_on, open, seed, setting, status};
use zhupi_e2e::{App, Scenario, Tab, freeze, wake};

const TAKE_OVER: &str = "document.querySelector(`[data-test~='take-over']`)?.click()";

/// A tab that edits and one that looks on.
fn two_tabs(scenario: &Scenario) -> (App, Tab, Tab) {
    let app = open(scenario);
    let first = app.tab();
    let second = app.open_tab(&scenario.url());
    looks_on(&app);
    (app, first, second)
}

fn pending_is(app: &App, n: i64) {
    let said = "document.querySelector(`[data-test~='totals']`).textContent.split('·').at(-1).replace(/[^0-9]/g, '')";
    app.until(&format!("{said} === '{n}'"));
}

#[test]
fn another_tab_reads_along_and_takes_over_when_asked() {
    let scenario = Scenario::new("take-over");
    let (app, first, second) = two_tabs(&scenario);
    app.look_at(&first);
    Work::Accept.rush(&app, 3);
    at_rest(&app);
    let Status { n_pending, .. } = status(&app);
    app.look_at(&second);
    pending_is(&app, n_pending);
    app.screenshot("reader");
    Work::Accept.rush(&app, 1);
    assert_eq!(status(&app).n_pending, n_pending, "a reader changes nothing");

    app.script(TAKE_OVER, vec![]);
    at_rest(&app);
    app.until("!document.querySelector(`[data-test~='take-over']`)");
    Work::Accept.rush(&app, 2);
    at_rest(&app);
    app.look_at(&first);
    app.until("document.querySelector(`[data-test~='saved']`).dataset.state === 'warn'");
    pending_is(&app, n_pending - 2);
    app.quit();
}

#[test]
fn a_frozen_tab_is_overruled_and_gives_way_when_it_wakes() {
    let scenario = Scenario::new("frozen");
    let app = open(&scenario);
    let first = app.tab();
    let before = status(&app).n_pending;
    let frozen = app.renderers();
    let second = app.open_tab(&scenario.url());
    looks_on(&app);
    frozen.iter().copied().for_each(freeze);
    app.script(TAKE_OVER, vec![]);
    app.until("document.querySelector(`[data-test~='take-over']`)?.dataset.state === 'refused'");
    app.screenshot("refused");
    app.script(TAKE_OVER, vec![]);
    at_rest(&app);
    Work::Accept.rush(&app, 2);
    at_rest(&app);

    frozen.iter().copied().for_each(wake);
    app.look_at(&first);
    app.until("document.querySelector(`[data-test~='saved']`).dataset.state === 'warn'");
    pending_is(&app, before - 2);
    Work::Accept.rush(&app, 1);
    app.look_at(&second);
    app.reload();
    at_rest(&app);
    assert_eq!(status(&app).n_pending, before - 2, "the woken tab wrote nothing");
    app.quit();
}

#[test]
fn a_tab_that_reads_along_has_the_text_of_what_comes_in_later() {
    let scenario = Scenario::new("read-later");
    let (app, first, second) = two_tabs(&scenario);
    app.look_at(&first);
    app.upload("file-input", &[scenario.file("渠道.txt", "年内整治渠道12公里。\n".as_bytes())]);
    app.until("document.querySelectorAll('[data-test=document]').length === 3");
    app.look_at(&second);
    app.until("document.querySelectorAll('[data-test=document]').length === 3");
    app.script("document.querySelectorAll('[data-test=document-open]')[2].click()", vec![]);
    app.until("document.querySelector('[data-test=text]').textContent.includes('整治渠道')");
    app.quit();
}

/// Tabs and what should be true of the project.
struct World<'a> {
    scenario: &'a Scenario,
    app: App,
    tabs: Vec<Tab>,
    writer: usize,
    n_pending: i64,
    work: Work,
}

impl World<'_> {
    /// One thing happens.
    fn step(&mut self, dice: &mut Dice) -> Result<(), String> {
        match dice.below(10) {
            0 if self.tabs.len() < 3 => self.open(),
            1 if self.tabs.len() > 2 => self.close(dice),
            2 => self.reload(dice),
            3..=5 => self.take_over(dice),
            _ => self.edit(dice),
        }
    }

    fn look(&self, at: usize) {
        self.app.look_at(&self.tabs[at]);
    }

    fn edit(&mut self, dice: &mut Dice) -> Result<(), String> {
        self.look(self.writer);
        self.work = self.work.next(self.n_pending);
        let n = 1 + dice.below(4);
        self.work.rush(&self.app, n);
        at_rest(&self.app);
        let Status { n_pending, .. } = status(&self.app);
        let done = self.work.progress(n_pending) - self.work.progress(self.n_pending);
        self.n_pending = n_pending;
        if done < 1 || done > n as i64 { Err(format!("{done} of {n} edits were done")) } else { Ok(()) }
    }

    fn open(&mut self) -> Result<(), String> {
        self.tabs.push(self.app.open_tab(&self.scenario.url()));
        looks_on(&self.app);
        Ok(())
    }

    /// A tab that looks on closes.
    fn close(&mut self, dice: &mut Dice) -> Result<(), String> {
        let others: Vec<usize> = (0..self.tabs.len()).filter(|&at| at != self.writer).collect();
        let gone = others[dice.below(others.len())];
        self.look(gone);
        let then = self.tabs[self.writer].clone();
        self.app.close_tab(&then);
        self.tabs.remove(gone);
        self.writer -= usize::from(gone < self.writer);
        Ok(())
    }

    /// A tab loads again, at times in the middle of an edit; the project stays with whoever has it after that.
    fn reload(&mut self, dice: &mut Dice) -> Result<(), String> {
        let at = dice.below(self.tabs.len());
        self.look(at);
        self.app.reload();
        if at == self.writer {
            at_rest(&self.app)
        } else {
            looks_on(&self.app)
        }
        Ok(())
    }

    fn take_over(&mut self, dice: &mut Dice) -> Result<(), String> {
        let at = dice.below(self.tabs.len());
        self.look(at);
        self.app.script(TAKE_OVER, vec![]);
        at_rest(&self.app);
        self.app.until("!document.querySelector(`[data-test~='take-over']`)");
        self.writer = at;
        Ok(())
    }

    /// Every tab shows the same, and no more than one writes.
    fn check(&self) -> Result<(), String> {
        let mut writers = 0;
        for tab in &self.tabs {
            self.app.look_at(tab);
            pending_is(&self.app, self.n_pending);
            writers += usize::from(status(&self.app).is_writer);
        }
        if writers == 1 { Ok(()) } else { Err(format!("{writers} writers")) }
    }
}

#[test]
fn tabs_at_random_lose_nothing_and_never_write_both() {
    let rounds = setting("ZHUPI_TABS", 4);
    let scenario = Scenario::new("tabs");
    let (app, first, second) = two_tabs(&scenario);
    app.look_at(&first);
    let n_pending = status(&app).n_pending;
    let mut world =
        World { scenario: &scenario, app, tabs: vec![first, second], writer: 0, n_pending, work: Work::Accept };
    let mut dice = seed();
    let mut failed = 0;
    for round in 0..rounds {
        let went = (0..1 + dice.below(3)).try_for_each(|_| world.step(&mut dice)).and_then(|()| world.check());
        if let Err(problem) = went {
            println!("round {round}: {problem}");
            failed += 1;
        }
    }
    let note = format!("seed {}, {}", setting("ZHUPI_SEED", 1), world.app.version());
    figure("tabs at random", rounds, failed, &note);
    assert_eq!(failed, 0);
    world.app.quit();
}
