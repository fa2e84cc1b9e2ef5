//! The task ledger: it follows the marks, is walked by key, leads to the words and back, and is corrected in place.

use serde_json::json;
use zhupi_e2e::{App, Key, Scenario};

const NOTICE: &str = "青禾市人民政府办公室关于印发重点任务分工的通知\n\
各县(市、区)人民政府:\n\
一、扩大就业\n\
1.支持企业稳岗。全年发放稳岗返还资金3.2亿元以上,2026年6月底前完成。(市人社局牵头,市财政局配合)\n\
2.办好职业培训。开展补贴性培训2.4万人次,2025年底前完成。(市教育局)\n\
二、改善民生\n\
3.建设口袋公园。新建口袋公园12个。(市城管局牵头,市财政局配合)\n";

const ENTER: &str = "\u{e007}";
const DOWN: &str = "\u{e015}";
const ESCAPE: &str = "\u{e00c}";
const NEXT_PANE: &str = "\u{e036}";
const RIGHT: &str = "\u{e014}";
const UP: &str = "\u{e013}";
const F2: &str = "\u{e032}";
const TAB: &str = "\u{e004}";

#[test]
fn what_is_in_no_task_leads_to_the_ledger_and_says_so() {
    let scenario = Scenario::new("ledger-no-task");
    let app = begin(&scenario);
    app.click_on("text", "青禾市人民政府", 1);
    app.until("document.querySelector('[data-test=text] mark[aria-current=true]')");
    app.press("l");
    app.find("ledger-table");
    app.until("document.querySelector(`[data-test~='notice']`)?.textContent.includes('不在任何任务中')");
    rows(&app, 3);
    app.quit();
}

#[test]
fn the_ledger_is_filtered_ordered_grouped_and_corrected() {
    let scenario = Scenario::new("ledger");
    let app = begin(&scenario);
    app.click("view-ledger");
    rows(&app, 3);

    // Ordered by deadline, tasks without one last.
    app.click("sort-Deadline");
    first(&app, "办好职业培训");
    app.click("sort-Deadline");
    first(&app, "支持企业稳岗");
    app.click("sort-Number");

    choose(&app, "ledger-department", "青禾市财政局");
    rows(&app, 2);
    // It is as it was after a look at the text.
    app.click("view-annotate");
    app.find("text");
    app.click("view-ledger");
    rows(&app, 2);
    assert_eq!(
        app.script("return document.querySelector('[data-test=ledger-department]').value", Vec::new()),
        json!("青禾市财政局")
    );
    choose(&app, "ledger-section", "二、改善民生");
    rows(&app, 1);
    choose(&app, "ledger-section", "");
    choose(&app, "ledger-department", "");
    app.script(SET, vec![json!("ledger-due"), json!("2025-12-31")]);
    rows(&app, 1);
    // The filters are given up at once, while some tasks pass them and while none does.
    app.click("ledger-clear");
    rows(&app, 3);
    app.until("document.querySelector('[data-test=ledger-due]').value === '' && !document.querySelector('[data-test=ledger-clear]')");
    app.until("document.querySelector('[data-test=ledger]').contains(document.activeElement)");
    app.script(SET, vec![json!("ledger-filter"), json!("没有的词")]);
    rows(&app, 0);
    app.screenshot("none");
    app.click("ledger-clear");
    rows(&app, 3);
    app.until("document.querySelector('[data-test=ledger-filter]').value === ''");

    app.click("ledger-grouped");
    app.until("document.querySelectorAll('[data-test=ledger-group]').length === 4");
    app.screenshot("grouped");
    app.click("ledger-grouped");
    rows(&app, 3);

    // A correction in the ledger is one of the mark, and undone like it.
    app.script("document.getElementById('ledger-grid').focus()", Vec::new());
    app.press(&format!("{RIGHT}{F2}"));
    app.find("dialog-cell");
    app.script(SET, vec![json!("attr-canonical"), json!("青禾市人力资源局")]);
    app.click("dialog-close");
    app.until("document.querySelector('[data-test=ledger-row]').textContent.includes('青禾市人力资源局')");
    app.press_with(&[Key::Control], "z");
    app.until("!document.querySelector('[data-test=ledger-row]').textContent.includes('青禾市人力资源局')");

    let csv = {
        app.click("ledger-csv");
        scenario.download(".csv")
    };
    assert!(csv.starts_with(b"\xef\xbb\xbf"), "Chinese Excel needs the mark of the byte order");
    assert!(String::from_utf8_lossy(&csv).contains("建设口袋公园"));
    app.click("ledger-xlsx");
    assert!(scenario.download(".xlsx").starts_with(b"PK"), "a workbook is an archive");
    app.quit();
}

#[test]
fn a_cell_is_corrected_without_a_mouse() {
    let scenario = Scenario::new("ledger-correct");
    let app = begin(&scenario);
    let focused = |what: &str| app.until(&format!("document.activeElement.matches(`{what}`)"));
    let lead = |words: &str| app.until(&format!("document.querySelector('#cell-1-3').textContent.includes('{words}')"));
    app.press(ESCAPE);
    app.press("l");
    focused("#ledger-grid");
    // To the cell, into its first field at once, and back with the change.
    app.press(&format!("{RIGHT}{F2}"));
    focused("[data-test=attr-canonical]");
    app.press_with(&[Key::Control], "a");
    app.press(&format!("青禾市人力资源局{ENTER}"));
    focused("#ledger-grid");
    lead("青禾市人力资源局");
    app.press_with(&[Key::Control], "z");
    lead("青禾市人力资源和社会保障局");
    // Accepted: the button is gone, and the keyboard is not lost with it.
    app.press(F2);
    focused("[data-test=attr-canonical]");
    app.press(&TAB.repeat(4));
    focused("[data-test=cell-accept]");
    app.press(ENTER);
    focused("[data-test=attr-canonical]");
    app.until("document.querySelector('[data-test=announced]').textContent === '已接受'");
    app.until("!document.querySelector('[data-test=cell-accept]').checkVisibility()");
    // Deleted: nothing is left to correct, and the way out is at hand.
    app.press(&TAB.repeat(3));
    focused("[data-test=cell-remove]");
    app.press(ENTER);
    focused("[data-test=cell-done]");
    app.press(ENTER);
    focused("#ledger-grid");
    app.until("document.querySelector('#cell-1-3').textContent === ''");
    app.press_with(&[Key::Control], "z");
    lead("青禾市人力资源和社会保障局");
    // In order by key, which is said; found by key; from a button back to the table.
    app.press(&format!("{UP}{UP}{ENTER}"));
    app.until("document.querySelector('[data-test=announced]').textContent === '按牵头升序'");
    app.press_with(&[Key::Control], "f");
    focused("[data-test=ledger-filter]");
    app.press("口袋公园");
    rows(&app, 1);
    app.press(ESCAPE);
    app.script("document.querySelector('[data-test=ledger-csv]').focus()", Vec::new());
    app.press(ESCAPE);
    focused("#ledger-grid");
    app.quit();
}

#[test]
fn what_does_not_fit_a_cell_is_cut_with_a_sign_and_whole_where_one_stands() {
    let scenario = Scenario::new("ledger-long");
    let app = scenario.open();
    app.started();
    app.click("tour-skip");
    let notice = "关于分工的通知\n一、扩大就业\n1.支持企业稳岗。新增岗位3000个。(市人社局、市财政局、市教育局、市公安局、市民政局、市住建局、市水利局、市农业农村局)\n";
    app.upload("file-input", &[scenario.file("长格.txt", notice.as_bytes())]);
    app.until("document.querySelector('[data-test=document][aria-current=true]')?.textContent.includes('长格')");
    app.click("dialog-close");
    app.until("document.querySelectorAll('[data-test=text] mark[data-label=DEPT]').length >= 8");
    app.press("l");
    let cell = "document.querySelector('#cell-1-4')";
    app.until(&format!("{cell}?.textContent.includes('农业农村')"));
    app.until(&format!(
        "getComputedStyle({cell}).webkitLineClamp === '3' && {cell}.scrollHeight > {cell}.clientHeight"
    ));
    app.press(&format!("{RIGHT}{RIGHT}"));
    app.until(&format!("{cell}.matches('.at') && {cell}.scrollHeight <= {cell}.clientHeight"));
    app.screenshot("whole");
    app.quit();
}

#[test]
fn a_cell_leads_to_its_words_and_the_words_to_the_cell() {
    let scenario = Scenario::new("ledger-words");
    let app = begin(&scenario);
    app.click("view-ledger");
    rows(&app, 3);
    app.script("document.getElementById('ledger-grid').focus()", Vec::new());
    app.press(&format!("{DOWN}{DOWN}{RIGHT}{ENTER}"));
    app.until("document.querySelector('mark[aria-current]')?.textContent === '市城管局'");
    app.until("document.activeElement.id === 'text'");
    app.press("l");
    app.until("document.querySelector('[data-test=ledger-row] .at')?.textContent.includes('青禾市城市管理')");
    app.until("document.activeElement.id === 'ledger-grid'");
    app.quit();
}

#[test]
fn the_keyboard_is_never_lost_between_the_views() {
    let scenario = Scenario::new("ledger-keys");
    let app = begin(&scenario);
    let has_the_keys = |id: &str| app.until(&format!("document.activeElement.id === '{id}'"));
    // Nothing is marked here, so that no task is asked for.
    app.press(ESCAPE);
    app.press("l");
    has_the_keys("ledger-grid");
    // From pane to pane, and on to the table again.
    for _ in 0..4 {
        app.press(NEXT_PANE);
        if app.script("return document.activeElement.id", Vec::new()) == json!("ledger-grid") {
            break;
        }
    }
    has_the_keys("ledger-grid");
    // From a field back to the table, from the table back to the text.
    app.script("document.querySelector('[data-test=ledger-filter]').focus()", Vec::new());
    app.press(ESCAPE);
    has_the_keys("ledger-grid");
    app.press(ESCAPE);
    has_the_keys("text");
    // One press closes the palette, whatever was typed in it.
    app.press_with(&[Key::Control], "k");
    app.press("no such thing");
    app.press(ESCAPE);
    app.until("!document.querySelector('dialog[open]')");
    has_the_keys("text");
    app.quit();
}

fn begin(scenario: &Scenario) -> App {
    let app = scenario.open();
    app.started();
    app.click("tour-skip");
    app.upload("file-input", &[scenario.file("任务分工.txt", NOTICE.as_bytes())]);
    app.until("document.querySelector('[data-test=document][aria-current=true]')?.textContent.includes('任务分工')");
    app.click("dialog-close");
    app.until("document.querySelectorAll('[data-test=text] mark[data-label=DEPT]').length >= 5");
    app
}

fn rows(app: &App, count: usize) {
    app.until(&format!("document.querySelectorAll('[data-test=ledger-row]').length === {count}"));
}

fn first(app: &App, words: &str) {
    app.until(&format!(
        "[...document.querySelectorAll('[data-test=ledger-row]')].find((it) => it.style.top === '0px')?.textContent.includes('{words}')"
    ));
}

fn choose(app: &App, part: &str, value: &str) {
    app.until(&format!(
        "[...document.querySelector('[data-test={part}]').options].some((it) => it.value === '{value}')"
    ));
    app.script(SET, vec![json!(part), json!(value)]);
}

/// Sets a field as choosing or typing does.
const SET: &str = "const field = document.querySelector(`[data-test=${arguments[0]}]`); field.value = arguments[1];\
    field.dispatchEvent(new Event('input', { bubbles: true })); field.dispatchEvent(new Event('change', { bubbles: true }))";
