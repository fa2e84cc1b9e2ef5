//! The workbench around the text: keys that can be changed, the list, find, reading settings, contents, places.

use std::time::{Duration, Instant};

use serde_json::json;
use zhupi_e2e::bench::{NOTICE, line, marks, on_the_desk, open_document, until_current, until_marked};
use zhupi_e2e::{App, Key, Scenario};

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const DOWN: &str = "\u{e015}";

fn desk(name: &str) -> (Scenario, App) {
    let scenario = Scenario::new(name);
    let app = scenario.open();
    on_the_desk(&scenario, &app, "绿化.txt", NOTICE, "绿化");
    app.until("document.querySelectorAll('[data-test=text] mark[data-review=proposed]').length > 8");
    (scenario, app)
}

fn accepted(app: &App) -> usize {
    marks(app).iter().filter(|mark| mark.ends_with("/accepted")).count()
}

fn choose(app: &App, part: &str, value: &str) {
    app.find(part);
    let script = "const field = document.querySelector(`[data-test=${arguments[0]}]`); field.value = arguments[1]; \
        field.dispatchEvent(new Event('change', { bubbles: true })); return field.value";
    assert_eq!(app.script(script, vec![json!(part), json!(value)]), json!(value), "{part} offers {value}");
}

#[test]
fn keys_can_be_changed_and_switched_off() {
    let (_scenario, app) = desk("keys");
    app.press("?");
    app.find("dialog-keys");
    app.screenshot("map");
    // Accepting by Y instead of Enter.
    app.click("key-Accept");
    app.press("y");
    app.until("document.querySelector('[data-test=key-Accept] kbd').textContent === 'Y'");
    // X is taken: it is said by what, and taken over when pressed again.
    app.click("key-MarkAll");
    app.press("x");
    app.until("document.querySelector('[data-test=keys-said]').textContent.includes('拒绝')");
    app.press("x");
    app.until("document.querySelector('[data-test=key-MarkAll] kbd').textContent === 'X'");
    app.until("document.querySelector('[data-test=key-Reject] kbd').textContent === ''");
    // A label's key.
    app.click("key-DEPT");
    app.press("b");
    app.until("document.querySelector('[data-test=key-DEPT] kbd').textContent === 'B'");
    app.press(ESCAPE);
    app.until("!document.querySelector('[data-test=dialog-keys]')");

    app.click_on("text", "12个,", 1);
    until_current(&app, "12个");
    app.press("y");
    until_marked(&app, "12个/QTY/accepted");
    app.drag_over("text", "街巷86");
    app.press("b");
    until_marked(&app, "街巷86/DEPT/accepted");
    assert_eq!(
        app.script("return document.querySelector('[data-test=label-DEPT] kbd').textContent", Vec::new()),
        json!("B")
    );

    // Kept over a reload; then single keys are switched off and the table is as it was.
    app.until("document.querySelector('[data-test=saved]').dataset.state === 'ok'");
    app.reload();
    app.started();
    app.until("document.querySelector('[data-test=text]').textContent.includes('新建公园')");
    app.click_on("text", "300株", 1);
    until_current(&app, "300株");
    app.press("y");
    until_marked(&app, "300株/QTY/accepted");
    app.press("?");
    app.click("keys-reset");
    app.until("document.querySelector('[data-test=key-Accept] kbd').textContent === 'Enter'");
    app.click("single-keys");
    app.press(ESCAPE);
    app.until("!document.querySelector('[data-test=dialog-keys]')");
    let before = marks(&app);
    app.click_on("text", "1200亩", 1);
    until_current(&app, "1200亩");
    app.press("x");
    app.press("3");
    app.press(ENTER);
    until_marked(&app, "1200亩/QTY/accepted");
    assert_eq!(marks(&app).len(), before.len(), "X and 3 did nothing");
    app.quit();
}

#[test]
fn no_key_acts_in_a_field_or_while_an_input_method_composes() {
    let (_scenario, app) = desk("composing");
    app.click_on("text", "12个,", 1);
    until_current(&app, "12个");
    let press = "const [key, code, keyCode, isComposing] = arguments; const target = document.activeElement; \
        target.dispatchEvent(new KeyboardEvent('keydown', { key, code, keyCode, isComposing, bubbles: true, cancelable: true }))";
    app.script("document.getElementById('text').focus()", Vec::new());
    for (key, code, key_code, composing) in
        [("Enter", "Enter", 229, true), ("x", "KeyX", 229, true), ("Process", "KeyX", 229, true)]
    {
        app.script(press, vec![json!(key), json!(code), json!(key_code), json!(composing)]);
    }
    app.click("details-note");
    app.press("x1");
    app.script(press, vec![json!("Enter"), json!("Enter"), json!(229), json!(false)]);
    app.press(ESCAPE);
    assert_eq!(accepted(&app), 0);
    assert!(marks(&app).contains(&"12个/QTY/proposed".to_owned()));
    // An input method that takes the key outside a field still means the key, also in full width.
    app.script(press, vec![json!("Process"), json!("Digit6"), json!(229), json!(false)]);
    until_marked(&app, "12个/TIME/accepted");
    app.click_on("text", "86条", 1);
    until_current(&app, "86条");
    app.script(press, vec![json!("６"), json!("Digit6"), json!(54), json!(false)]);
    until_marked(&app, "86条/TIME/accepted");
    app.quit();
}

#[test]
fn the_list_narrows_and_decides_at_once() {
    let (_scenario, app) = desk("list");
    app.click("tab-list");
    let shown = "Number(document.querySelector('[data-test=list-count]').textContent.replace(/\\D/g, ''))";
    let all = app.until(shown).as_u64();
    choose(&app, "list-label", "QTY");
    app.until(&format!("{shown} < {}", all.unwrap_or_default()));
    let rules =
        "return [...document.querySelectorAll('[data-test=list-rule] option')].map((it) => it.value).filter(Boolean)";
    let rules = app.script(rules, Vec::new());
    assert!(rules.as_array().is_some_and(|rules| rules.len() > 2), "{rules}");
    choose(&app, "list-label", "DEPT");
    choose(&app, "list-attr", "role=lead");
    app.until(&format!("{shown} === 1"));
    choose(&app, "list-attr", "");
    let departments = app.until(shown).as_u64().unwrap_or_default();
    assert!(departments >= 5, "{departments}");
    app.screenshot("list");

    // All of a label, one step back; then all of a rule rejected.
    let pending =
        "Number(document.querySelector('[data-test=totals]').textContent.split('待审')[1].replace(/\\D/g, ''))";
    let before = app.until(pending).as_u64().unwrap_or_default();
    app.click("accept-shown");
    app.until(&format!("{pending} === {}", before - departments));
    app.until("document.querySelector('[data-test=left]')?.textContent.includes(String(document.querySelector('[data-test=totals]').textContent.split('待审')[1].trim()))");
    app.press_with(&[Key::Control], "z");
    app.until(&format!("{pending} === {before}"));
    choose(&app, "list-label", "");
    let rule = app.script("return [...document.querySelectorAll('[data-test=list-rule] option')].map((it) => it.value).find((it) => it.startsWith('number'))", Vec::new());
    choose(&app, "list-rule", rule.as_str().unwrap_or_default());
    app.until(&format!("{shown} < {before} && {shown} > 0"));
    let of_rule = app.until(shown).as_u64().unwrap_or_default();
    app.click("reject-shown");
    app.until(&format!("{pending} === {}", before - of_rule));
    app.click("undo");
    app.until(&format!("{pending} === {before}"));

    // All that can be trusted at least so far: the surer, the fewer.
    choose(&app, "list-rule", ">medium");
    app.until(&format!("{shown} > {of_rule} && {shown} <= {before}"));
    let medium = app.until(shown).as_u64().unwrap_or_default();
    choose(&app, "list-rule", ">high");
    app.until(&format!("{shown} > {of_rule} && {shown} < {medium}"));
    let high = app.until(shown).as_u64().unwrap_or_default();
    app.click("accept-shown");
    app.until(&format!("{pending} === {}", before - high));
    app.click("undo");
    app.until(&format!("{pending} === {before}"));
    choose(&app, "list-rule", "");

    // As a list box: arrows go from mark to mark, keys decide.
    app.script("document.querySelector('[data-test=mark]').focus()", Vec::new());
    app.press("\u{e011}");
    let first = "document.querySelector('[data-test=mark-row][aria-selected=true] .row-words').textContent";
    let words = app.until(first);
    app.press(DOWN);
    app.until(&format!("{first} !== {words}"));
    app.press("\u{e013}");
    app.until(&format!("{first} === {words}"));
    app.press(ENTER);
    app.until(&format!("{pending} === {}", before - 1));
    assert_eq!(accepted(&app), 1);
    app.quit();
}

#[test]
fn what_was_derived_is_shown_as_such_until_touched() {
    let (_scenario, app) = desk("attributes");
    app.click_on("text", "市城管局", 1);
    until_current(&app, "市城管局");
    app.until("document.querySelector('[data-test=attr-canonical]').value === '青禾市城市管理局'");
    app.until("document.querySelector('[data-test=attr-role]').value === 'lead'");
    app.until("document.querySelector('[data-test=attr-canonical]').classList.contains('derived')");
    choose(&app, "attr-role", "support");
    app.until("!document.querySelector('[data-test=attr-role]').classList.contains('derived')");
    app.until("document.querySelector('[data-test=attr-canonical]').classList.contains('derived')");
    app.press_with(&[Key::Control], "z");
    app.until("document.querySelector('[data-test=attr-role]').classList.contains('derived')");
    app.click_on("text", "3.5万株", 1);
    until_current(&app, "3.5万株");
    for (attr, value) in [("value", "35000"), ("unit", "株"), ("kind", "count")] {
        app.until(&format!("document.querySelector('[data-test=attr-{attr}]').value === '{value}'"));
    }
    app.click_on("text", "2025年底", 1);
    app.until("document.querySelector('[data-test=attr-value]').value === '2025'");
    app.until("document.querySelector('[data-test=attr-mod]').value === 'end'");
    app.quit();
}

#[test]
fn find_reaches_the_whole_text() {
    let scenario = Scenario::new("find");
    let app = scenario.open();
    let text: String = (0..900)
        .map(|at| format!("{at}段:山上有树,水里有鱼。{}\n", if at % 100 == 99 { "松针" } else { "" }))
        .collect();
    let both = [line("长文", &text, &[]), line("短文", "山上有树。\n", &[])];
    on_the_desk(&scenario, &app, "长文.jsonl", &both.join("\n"), "长文");
    app.press_with(&[Key::Control], "f");
    app.press("松针");
    app.until("document.querySelector('[data-test=find-count]').textContent === '1 / 9'");
    app.press(ENTER);
    app.until("document.querySelector('[data-test=find-count]').textContent === '2 / 9'");
    app.until("document.querySelector('.overlay .found')");
    app.until("document.querySelector('[data-test=text]').textContent.includes('199段')");
    app.press_with(&[Key::Shift], ENTER);
    app.press_with(&[Key::Shift], ENTER);
    app.until("document.querySelector('[data-test=find-count]').textContent === '9 / 9'");
    app.until("document.querySelector('[data-test=text]').textContent.includes('899段')");
    app.press_with(&[Key::Shift], ENTER);
    app.until("document.querySelector('[data-test=text]').textContent.includes('799段')");
    app.screenshot("found");
    // The bar covers no button above the text.
    let covered = "return [...document.querySelectorAll('.labels button')].filter((it) => it.checkVisibility() && \
        it.getBoundingClientRect().bottom > document.querySelector('[data-test=find]').getBoundingClientRect().top).length";
    assert_eq!(app.script(covered, Vec::new()), json!(0));
    // What was found is selected when the bar is gone; the caret starts with it, and nothing moves.
    let scrolled = "return document.querySelector('[data-test=pane]').scrollTop";
    let before = app.script(scrolled, Vec::new());
    app.press(ESCAPE);
    app.until("!document.querySelector('[data-test=find]')");
    app.until("String(getSelection()) === '松针'");
    app.press("m");
    app.until("document.querySelector('.overlay .caret')");
    app.until("String(getSelection()) === '松针'");
    app.press("3");
    until_marked(&app, "松针/LOC/accepted");
    assert_eq!(app.script(scrolled, Vec::new()), before);
    // Selected words are looked for, and typing replaces them. All places in view are shown.
    app.drag_over("text", "水里");
    app.press_with(&[Key::Control], "f");
    app.until("document.querySelectorAll('.overlay .hit').length > 5 && document.querySelectorAll('.overlay .found').length === 1");
    app.screenshot("all-found");
    app.until("document.querySelector('[data-test=find-words]').value === '水里'");
    app.until("document.querySelector('[data-test=find-count]').textContent.endsWith('/ 900')");
    app.press("松针");
    app.until("document.querySelector('[data-test=find-count]').textContent === '1 / 9'");
    app.press(ESCAPE);
    app.until("!document.querySelector('[data-test=find]')");
    app.press("/");
    app.until("document.activeElement.dataset.test === 'find-document'");
    app.press("短");
    app.press(ENTER);
    app.until("document.querySelector('[data-test=document][aria-current]').textContent.includes('短文')");
    app.until("document.activeElement.id === 'text'");
    app.quit();
}

#[test]
fn the_text_is_set_as_one_likes_and_found_where_it_was_left() {
    let scenario = Scenario::new("reading");
    let app = scenario.open();
    let text: String =
        (1..40).map(|at| format!("第{at}章 山水\n{}", "山上有树,水里有鱼,林间有风,谷中有雾。\n".repeat(12))).collect();
    let both = [line("长文", &text, &[]), line("短文", "山上有树。\n", &[])];
    on_the_desk(&scenario, &app, "两篇.jsonl", &both.join("\n"), "长文");
    let words = "getComputedStyle(document.querySelector('[data-test=text] .body .words'))";
    app.click("open-reading");
    let set = "const field = document.querySelector(`[data-test=${arguments[0]}]`); field.value = arguments[1]; \
        field.dispatchEvent(new Event('input', { bubbles: true }))";
    app.script(set, vec![json!("text-size"), json!("22")]);
    app.script(set, vec![json!("text-width"), json!("24")]);
    choose(&app, "typeface", "sans");
    app.until(&format!(
        "{words}.fontSize === '22px' && {words}.width === '528px' && {words}.fontFamily.includes('PingFang')"
    ));
    app.screenshot("settings");
    app.press(ESCAPE);

    // The contents lead to a chapter and say where one is.
    app.press("o");
    app.until("document.querySelectorAll('[data-test=heading-row]').length > 20");
    let chapter =
        "[...document.querySelectorAll('[data-test=heading-row]')].find((it) => it.textContent.includes('第20章'))";
    app.script(&format!("{chapter}.click()"), Vec::new());
    app.until(&format!("{chapter}.getAttribute('aria-selected') === 'true'"));
    let top = "(() => { const box = document.querySelector('[data-test=pane]').getBoundingClientRect(); \
        return [...document.querySelectorAll('.block')].find((it) => it.getBoundingClientRect().bottom > box.top + 30).textContent; })()";
    app.until(&format!("{top}.includes('第20章')"));
    app.screenshot("contents");
    app.press(DOWN);
    app.until(&format!("{top}.includes('第21章')"));

    // Another document at once, and back; a reload.
    open_document(&app, "短文");
    app.until("document.querySelector('[data-test=text]').textContent.length < 20");
    open_document(&app, "长文");
    app.until(&format!("{top}.includes('第21章')"));
    app.until("document.querySelector('[data-test=saved]').dataset.state === 'ok'");
    app.reload();
    app.started();
    app.until(&format!("{top}.includes('第21章')"));
    app.until(&format!("{words}.fontSize === '22px'"));
    app.quit();
}

#[test]
fn one_comes_back_to_the_line_one_left() {
    let scenario = Scenario::new("place");
    let app = scenario.open();
    let text: String = (0..120).map(|at| format!("{at}段:{}\n", "山上有树,水里有鱼。".repeat(at % 7))).collect();
    let whole = "林间有风,谷中有雾。".repeat(3_000);
    let all = [line("长文", &text, &[]), line("一段", &whole, &[]), line("短文", "山上有树。\n", &[])];
    on_the_desk(&scenario, &app, "三篇.jsonl", &all.join("\n"), "长文");
    // The block at the top of the view, and how far it reaches above it, in pixels.
    let seen = |app: &App| {
        let script = "const view = document.querySelector('[data-test=pane]').getBoundingClientRect(); \
            const block = [...document.querySelectorAll('[data-block]')].find((it) => it.getBoundingClientRect().bottom > view.top + 1); \
            return [Number(block?.dataset.block), block?.getBoundingClientRect().top - view.top]";
        let seen = app.script(script, Vec::new());
        (seen[0].as_u64(), seen[1].as_f64().unwrap_or_default())
    };
    let scroll = |app: &App, to: f64| {
        let script = "window.before = localStorage.getItem('zhupi.places'); document.querySelector('[data-test=pane]').scrollTop = arguments[0]";
        app.script(script, vec![json!(to)]);
        // The place is kept when the view has rested, and may have moved while heights became known.
        app.until("localStorage.getItem('zhupi.places') !== window.before");
        seen(app)
    };
    let until_at = |app: &App, (block, above): (Option<u64>, f64)| {
        let is_there = || {
            let (now, at) = seen(app);
            now == block && (at - above).abs() < 6.0
        };
        let end = Instant::now() + Duration::from_secs(20);
        while !is_there() {
            assert!(Instant::now() < end, "left at {block:?} {above}, back at {:?}", seen(app));
        }
    };
    // To the ledger and back, by button and by key.
    let here = scroll(&app, 1_815.0);
    app.click("view-ledger");
    app.find("ledger");
    app.click("view-annotate");
    until_at(&app, here);
    app.press("l");
    app.find("ledger");
    app.press(ESCAPE);
    app.press(ESCAPE);
    app.until("document.querySelector('[data-test=pane]').clientHeight > 0");
    until_at(&app, here);
    // To other documents and back, and over a reload.
    open_document(&app, "短文");
    open_document(&app, "一段");
    app.until("document.querySelector('[data-test=text]').textContent.includes('林间有风')");
    let there = scroll(&app, 9_000.0);
    assert!(there.1 < -100.0, "within a paragraph: {there:?}");
    open_document(&app, "长文");
    until_at(&app, here);
    open_document(&app, "一段");
    until_at(&app, there);
    app.reload();
    app.started();
    until_at(&app, there);
    app.quit();
}

#[test]
fn everything_has_a_name_in_the_command_palette() {
    let (_scenario, app) = desk("palette");
    app.drag_over("text", "行道树");
    app.press_with(&[Key::Control], "k");
    app.press("标为");
    let chosen = "document.querySelector('[data-test=command][data-command]').textContent";
    app.until(&format!("{chosen}.startsWith('标为责任部门')"));
    app.press(DOWN);
    app.press(DOWN);
    app.until(&format!("{chosen}.startsWith('标为地点')"));
    app.press(ENTER);
    until_marked(&app, "行道树/LOC/accepted");
    app.until("document.activeElement.id === 'text'");
    app.quit();
}

#[test]
fn f6_goes_round_and_escape_comes_back() {
    let (_scenario, app) = desk("panes");
    app.press(TAB);
    let current = "document.querySelector('[data-test=text] mark[aria-current]')?.textContent";
    let words = app.until(current);
    app.until(
        "document.querySelector('[data-test=text] mark[aria-current]').getAttribute('aria-details').startsWith('side-content about-label-')",
    );
    app.press("\u{e036}");
    app.until("document.activeElement.closest('[data-pane]')?.dataset.pane === 'side'");
    app.press(ESCAPE);
    app.until("document.activeElement.id === 'text'");
    app.until(&format!("{current} === {words}"));
    // Headings of the text are headings.
    app.until("[...document.querySelectorAll('[data-test=text] :is(h3, h4)')].length >= 3");
    app.until("document.querySelector('[data-test=announced]').textContent.length > 0");
    // A seal is read as the label's name.
    let root = app.devtools("DOM.getDocument", json!({}))["root"]["nodeId"].clone();
    let mark = json!({ "nodeId": root, "selector": "[data-test=text] mark[data-label=DEPT]" });
    let mark = app.devtools("DOM.querySelector", mark)["nodeId"].clone();
    let named = app.devtools("Accessibility.queryAXTree", json!({ "nodeId": mark, "accessibleName": "责任部门" }));
    assert!(named["nodes"].as_array().is_some_and(|nodes| !nodes.is_empty()), "{named}");
    app.quit();
}
