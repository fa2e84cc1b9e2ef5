//! Without a mouse: where the keyboard is after what was pressed has gone, and what a key does in which place.

use zhupi_e2e::bench::{on_the_desk, until_marked};
use zhupi_e2e::{App, Key, Scenario};

/// A document of our own with headings, departments and numbers.
const NOTICE: &str = "松岭市2025年道路养护要点\n\
一、修补路面\n\
(一)修补主路。修补主路38公里。(市交通运输局牵头,市财政局、市公安局配合)\n\
二、整治边沟\n\
(二)疏通边沟。疏通边沟1200米,更换盖板360块。(市城管局、市水利局)\n";

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const DOWN: &str = "\u{e015}";
const LEFT: &str = "\u{e012}";
const RIGHT: &str = "\u{e014}";
const HOME: &str = "\u{e011}";
const END: &str = "\u{e010}";

fn desk(name: &str) -> (Scenario, App) {
    let scenario = Scenario::new(name);
    let app = scenario.open();
    on_the_desk(&scenario, &app, "养护.txt", NOTICE, "养护");
    app.until("document.querySelector('[data-test=announced]').textContent.includes('导入 1 篇')");
    app.until("document.querySelectorAll('[data-test=text] mark[data-review=proposed]').length > 7");
    (scenario, app)
}

fn focused(app: &App, what: &str) {
    app.until(&format!("document.activeElement.matches(`{what}`)"));
}

/// Goes on from field to field until one has the keyboard.
fn tab_to(app: &App, what: &str) {
    for _ in 0..40 {
        if app.script(&format!("return document.activeElement.matches(`{what}`)"), Vec::new()) == true {
            return;
        }
        app.press(TAB);
    }
    focused(app, what);
}

#[test]
fn while_the_caret_is_on_keys_are_for_words() {
    let (_scenario, app) = desk("keyboard-caret");
    let label = "document.querySelector('[data-test=details-label]').value";
    app.press(&format!("{ESCAPE}{TAB}"));
    let before = app.until(label);
    // The mark one stood on before may be out of sight.
    app.press(&format!("m{RIGHT}8"));
    app.until("document.querySelector('[data-test=notice]')?.textContent.includes('请先选中文字')");
    assert_eq!(app.until(label), before);
    // What is found is what is chosen.
    app.press_with(&[Key::Control], "f");
    app.press(&format!("盖板{ESCAPE}"));
    app.until("String(getSelection()) === '盖板'");
    app.press("8");
    until_marked(&app, "盖板/PROGRAM/accepted");
    // A relation needs the arrows and Enter for its other end.
    app.press(&format!("m{RIGHT}r{LEFT}{ENTER}"));
    app.find("dialog-relation");
    app.press(ESCAPE);
    app.until("!document.querySelector('dialog[open]')");
    app.press(&format!("{ESCAPE}m"));
    let place = |words: &str| {
        app.until(&format!("document.querySelector('[data-test=place]').textContent.includes('{words}')"))
    };
    app.press_with(&[Key::Control], HOME);
    place("0–0");
    app.press_with(&[Key::Control, Key::Shift], END);
    app.until("String(getSelection()).startsWith('松岭市') && String(getSelection()).trim().endsWith(')')");
    // Another mark is where the caret ends.
    app.press("k");
    app.until("!document.querySelector('.overlay .caret')");
    app.press("m");
    app.until("document.querySelector('.overlay .caret')");
    app.quit();
}

#[test]
fn a_slip_is_taken_back_and_set_right_where_it_was_made() {
    let (_scenario, app) = desk("keyboard-slip");
    app.press(&format!("{ESCAPE}{TAB}"));
    let mark = "document.querySelector('[data-test=details]')?.dataset.mark";
    let first = app.until(mark);
    app.press(ENTER);
    app.until(&format!("{mark} !== {first}"));
    app.press_with(&[Key::Control], "z");
    app.until(&format!("{mark} === {first} && document.querySelector('[data-test=details-reject]')"));
    app.press("x");
    app.until(&format!(
        "{mark} !== {first} && !document.querySelector('[data-test=text] [data-mark=' + CSS.escape({first}) + ']')"
    ));
    // What was deleted is there again to go on with.
    let second = app.until(mark);
    app.press("\u{e017}");
    app.until(&format!("{mark} !== {second}"));
    app.press_with(&[Key::Control], "z");
    app.until(&format!("{mark} === {second}"));
    app.quit();
}

#[test]
fn the_keyboard_stays_where_something_has_gone() {
    let (_scenario, app) = desk("keyboard-stays");
    app.press(ESCAPE);
    // A relation is made and deleted by its button, which goes with it.
    app.press(&format!("{TAB}r{RIGHT}{ENTER}"));
    app.find("dialog-relation");
    tab_to(&app, "[data-test=unfit]");
    app.press(&format!("{ENTER}{TAB}{ENTER}"));
    app.until("document.querySelectorAll('[data-test=relations] li').length === 1");
    focused(&app, "#text");
    app.press("\u{e036}");
    tab_to(&app, "[data-test=relations] .icon");
    app.press(ENTER);
    app.until("!document.querySelector('[data-test=relations] li')");
    focused(&app, "#text");
    // A dialogue that follows another has the keyboard: the palette leads to it.
    app.press_with(&[Key::Control], "k");
    app.press(&format!("阅读{ENTER}"));
    focused(&app, "[data-test=text-size]");
    app.press(ESCAPE);
    focused(&app, "#text");
    // A project is put in the bin and brought back by buttons that go with their rows.
    app.press_with(&[Key::Control], "k");
    app.press(&format!("项目{ENTER}"));
    tab_to(&app, "[data-test=project-name]");
    app.press(&format!("第二项目{ENTER}"));
    app.until("document.querySelector('[data-test=project]').textContent.includes('第二项目')");
    focused(&app, "#text");
    app.press_with(&[Key::Control], "k");
    app.press(&format!("项目{ENTER}"));
    app.until("document.querySelectorAll('[data-test=project-remove]').length === 2");
    tab_to(&app, "[data-test=projects] li:not([aria-current]) [data-test=project-remove]");
    app.press(ENTER);
    app.find("project-back");
    focused(&app, "dialog *");
    tab_to(&app, "[data-test=project-back]");
    app.press(ENTER);
    app.until("!document.querySelector('[data-test=project-back]')");
    focused(&app, "dialog *");
    app.quit();
}

#[test]
fn enter_in_the_contents_reads_on_and_accepts_nothing() {
    let (_scenario, app) = desk("keyboard-contents");
    app.press(ESCAPE);
    app.press(TAB);
    let pending = "document.querySelector('[data-test=totals]').textContent";
    let before = app.until(pending);
    app.press("o");
    focused(&app, "[data-test=heading]");
    app.press(&format!("{DOWN}{ENTER}"));
    focused(&app, "#text");
    assert_eq!(app.until(pending), before);
    app.quit();
}

#[test]
fn proposals_are_gone_through_within_what_is_listed() {
    let (_scenario, app) = desk("keyboard-listed");
    app.press(ESCAPE);
    app.press("\u{e036}");
    focused(&app, "#tab-details");
    app.press(RIGHT);
    tab_to(&app, "[data-test=list-label]");
    app.script(
        "const field = document.querySelector('[data-test=list-label]'); field.value = 'QTY'; \
         field.dispatchEvent(new Event('change', { bubbles: true }))",
        Vec::new(),
    );
    app.until("document.querySelector('[data-test=list-count]').textContent.startsWith('3')");
    tab_to(&app, "[data-test=mark]");
    app.press(DOWN);
    let until_current = |app: &App, words: &str| {
        app.until(&format!("document.querySelector('[data-test=text] mark[aria-current]')?.textContent === '{words}'"));
    };
    until_current(&app, "38公里");
    app.press("x");
    until_current(&app, "1200米");
    app.press(ENTER);
    until_current(&app, "360块");
    app.press(ENTER);
    app.until("document.querySelector('[data-test=notice]').textContent.includes('所列待审已全部处理')");
    focused(&app, "[data-test=mark]");
    app.quit();
}
