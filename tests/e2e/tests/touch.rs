//! The finger: reading, picking, taking words by a long press, dragging ends, on a narrow screen.

use serde_json::json;
use zhupi_e2e::bench::{NOTICE, marks, on_the_desk, until_marked};
use zhupi_e2e::{App, Scenario};

const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";

fn desk(name: &str, text: &str) -> (Scenario, App) {
    let scenario = Scenario::new(name);
    let app = scenario.open();
    on_the_desk(&scenario, &app, "绿化.txt", text, "绿化");
    app.until("document.querySelectorAll('[data-test=text] mark[data-review=proposed]').length > 8");
    app.screen(390, 844);
    app.until("innerWidth === 390");
    (scenario, app)
}

fn until_selected(app: &App, words: &str) {
    app.until(&format!("getSelection().toString() === '{words}'"));
}

#[test]
fn fingers_can_do_it_all_on_a_narrow_screen() {
    let (_scenario, app) = desk("touch", NOTICE);
    app.screenshot("390");
    app.tap_on("text", "市城管局");
    app.until("document.querySelector('[data-test=text] mark[aria-current]')?.textContent === '市城管局'");
    app.click("accept");
    until_marked(&app, "市城管局/DEPT/accepted");
    app.tap_on("text", "12个,");
    app.click("reject");
    app.until("![...document.querySelectorAll('[data-test=text] mark')].some((it) => it.textContent === '12个')");
    // A long press takes the word under it.
    app.rest_on("text", "行道树", false);
    app.screenshot("390-taken");
    app.click("palette-PROGRAM");
    until_marked(&app, "行道树/PROGRAM/accepted");
    app.screenshot("390-marked");
    app.swipe_to("start", "text", "栽种行", false);
    until_marked(&app, "栽种行道树/PROGRAM/accepted");
    let handle = "(() => { const knob = getComputedStyle(document.querySelector('[data-test=end]'), '::after'); return Math.min(parseFloat(knob.width), parseFloat(knob.height)); })()";
    assert!(app.until(handle).as_f64() >= Some(24.0));
    app.click("drawer-side");
    app.find("details");
    app.screenshot("390-side");
    app.click("details-next");
    app.press(ESCAPE);
    app.click("drawer-documents");
    app.find("documents");
    app.press(ESCAPE);
    for width in [390, 320] {
        app.screen(width, 700);
        app.until(&format!("innerWidth === {width}"));
        app.screenshot(&width.to_string());
        app.until("document.documentElement.scrollWidth <= innerWidth");
        let small = "return [...document.querySelectorAll('button, select, input:not([type=file])')].filter((it) => { \
            const box = it.getBoundingClientRect(); \
            return box.width > 0 && it.checkVisibility() && (box.width < 24 || box.height < 24) && !it.classList.contains('veil'); })\
            .map((it) => it.outerHTML.slice(0, 90))";
        assert_eq!(app.script(small, Vec::new()), json!([]), "targets of at least 24 px at {width}");
        // Nothing of the header is cut off, in either language.
        for lang in ["en", "zh"] {
            app.click("commands-narrow");
            app.press(if lang == "en" { "切换语言" } else { "Chinese" });
            app.press(ENTER);
            app.until(&format!("document.documentElement.lang.startsWith('{lang}')"));
            let cut = "return [...document.querySelectorAll('.header button')].filter((it) => it.checkVisibility() \
                && (it.getBoundingClientRect().right > innerWidth || it.scrollWidth > it.clientWidth + 1)).map((it) => it.textContent)";
            assert_eq!(app.script(cut, Vec::new()), json!([]), "the header at {width}");
            app.screenshot(&format!("{width}-{lang}"));
        }
    }
    app.quit();
}

#[test]
fn a_long_press_takes_a_unit_and_goes_on_from_it() {
    let (_scenario, app) = desk("press", &NOTICE.repeat(8));
    // What is recognised is a unit.
    app.rest_on("text", "1200亩", false);
    until_selected(&app, "1200亩");
    app.find("palette");
    app.screenshot("unit");
    // Its ends can be dragged, one over the other as well.
    app.swipe_to("from", "text", "新增绿地", false);
    until_selected(&app, "新增绿地1200亩");
    app.swipe_to("to", "text", "新增绿", true);
    until_selected(&app, "新增绿");
    app.swipe_to("to", "text", "公园12个", false);
    until_selected(&app, "公园12个,");
    app.find("palette");
    app.screenshot("ends");
    // A tap on other words gives it up.
    app.tap_on("text", "到2025");
    app.until("getSelection().isCollapsed && !document.querySelector('.handle[data-edge=from], [data-test=palette]')");
    // The finger goes on from the word, forward, over the end of a line and back.
    app.rest_on("text", "公园12个,新增", true);
    until_selected(&app, "公园12个,新增");
    app.tap_on("text", "到2025");
    app.rest_on("text", "行道树", false);
    until_selected(&app, "行道树");
    app.click("palette-LOC");
    until_marked(&app, "行道树/LOC/accepted");
    // An armed label marks at once; it is armed where no mark is the current one.
    app.tap_on("text", "绿化工作");
    app.until("!document.querySelector('mark[aria-current]')");
    app.click("label-PROGRAM");
    app.rest_on("text", "整修街巷", true);
    until_marked(&app, "整修街巷/PROGRAM/accepted");
    // What the browser breaks off is selected, and not marked.
    app.break_off("text", "登记古树");
    until_selected(&app, "登记");
    app.find("palette");
    assert_eq!(marks(&app).iter().filter(|mark| mark.ends_with("/accepted")).count(), 2);
    app.quit();
}

#[test]
fn a_swipe_reads_on_and_takes_nothing() {
    let (_scenario, app) = desk("swipe", &NOTICE.repeat(8));
    let top = "Math.round(document.querySelector('#text').scrollTop)";
    app.swipe_up("pane", 300);
    app.until(&format!("{top} > 100"));
    app.until("getSelection().isCollapsed && !document.querySelector('.dragged, [data-test=palette]')");
    // The text may still be gliding.
    let rests = "(() => { const was = window.was; window.was = document.querySelector('#text').scrollTop; return was === window.was })()";
    app.until(rests);
    // Where a finger drags the end of what is taken to the edge of the pane, the text comes after it.
    app.rest_on("text", "古树登记", false);
    let before = app.script(&format!("return {top}"), Vec::new()).as_i64().unwrap_or_default();
    app.drag_off("to", "pane");
    app.until(&format!("{top} > {before} + 120"));
    app.lift();
    app.until("getSelection().toString().length > 60");
    app.quit();
}
