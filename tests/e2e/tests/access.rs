//! No rule of axe-core is broken in any state of the page, light and dark, wide and narrow.

use serde_json::json;
use zhupi_e2e::{App, Scenario, violations};

#[test]
fn no_state_of_the_page_keeps_anybody_out() {
    let scenario = Scenario::new("access");
    let app = scenario.open();
    app.started();
    app.until("document.querySelector('[data-test=text] mark')");
    let mut wrong = Vec::new();
    let mut look = |app: &App, state: &str| {
        // What fades in would be measured half faded.
        app.until("document.getAnimations().every((it) => it.playState !== 'running')");
        wrong.extend(violations(app).into_iter().map(|it| format!("{state}: {it}")));
    };
    look(&app, "tour");
    app.click("tour-skip");
    for theme in ["light", "dark"] {
        wear(&app, theme);
        for width in [1280, 390] {
            resize(&app, width);
            let mut look = |app: &App, state: &str| look(app, &format!("{state}, {theme}, {width}"));
            walk(&app, &mut look, width > 1000);
            come_and_go(&scenario, &app, &mut look, width > 1000);
        }
        resize(&app, 1280);
    }
    put_all_away(&app);
    for theme in ["light", "dark"] {
        wear(&app, theme);
        for width in [1280, 390] {
            resize(&app, width);
            look(&app, &format!("no document, {theme}, {width}"));
            app.click("view-ledger");
            app.find("no-tasks");
            look(&app, &format!("no task, {theme}, {width}"));
            app.click("view-annotate");
        }
        resize(&app, 1280);
    }
    app.script("zhupi.crashed('样例')", Vec::new());
    look(&app, "rescue screen");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    app.quit();
}

/// Goes through the states of the page; dialogues open by name from the palette of commands.
fn walk(app: &App, look: &mut dyn FnMut(&App, &str), is_wide: bool) {
    look(app, "sample");
    app.script("document.querySelector('[data-test~=pane]').focus()", Vec::new());
    app.press("j");
    app.until("document.querySelector('mark[aria-current]')");
    look(app, "a mark selected");
    if is_wide {
        for tab in ["list", "tasks", "details"] {
            app.click(&format!("tab-{tab}"));
            look(app, tab);
        }
    }
    for name in ["全部快捷键", "导出", "粘贴文本", "三步上手", "项目", "文档信息", "阅读设置", "保存与备份", "核查"]
    {
        app.command(name);
        app.until("document.querySelector('dialog[open]')");
        look(app, name);
        app.script("document.querySelector('dialog[open]').close()", Vec::new());
        app.until("!document.querySelector('dialog')");
    }
    app.press_with(&[zhupi_e2e::Key::Control], "k");
    app.find("dialog-commands");
    look(app, "commands");
    app.script("document.querySelector('dialog[open]').close()", Vec::new());
    app.until("!document.querySelector('dialog')");
    app.click("view-ledger");
    app.find("ledger-row");
    look(app, "ledger");
    // The first cell of the first task that marks stand behind.
    app.script("document.getElementById('ledger-grid').focus()", Vec::new());
    // The cell that was current last time is so again.
    app.press("\u{e011}");
    for _ in 0..7 {
        app.press("\u{e014}\u{e032}");
        if app.has("dialog-cell") {
            break;
        }
    }
    app.find("dialog-cell");
    look(app, "correcting a cell");
    app.press("\u{e00c}");
    app.until("!document.querySelector('dialog')");
    app.click("ledger-grouped");
    app.find("ledger-group");
    look(app, "ledger by department");
    app.click("ledger-grouped");
    app.click("view-annotate");
}

/// A sound and a damaged file come in, words are chosen, a document goes to the bin.
fn come_and_go(scenario: &Scenario, app: &App, look: &mut dyn FnMut(&App, &str), is_wide: bool) {
    let sound = scenario
        .file("简报.txt", "一、绿色出行\n(一)推广新能源汽车。2025年底前新增充电桩120个。(市交通局负责)\n".as_bytes());
    let damaged = scenario.file("损坏.docx", b"PK\x03\x04 nothing of a document");
    app.upload("file-input", &[sound, damaged]);
    app.until("document.querySelectorAll('[data-test=report-file] .sign').length === 2");
    app.until("[...document.querySelectorAll('[data-test=report-file] .sign')].every((it) => it.textContent !== '…')");
    look(app, "import report");
    app.click("dialog-close");
    app.until("document.querySelector('[data-test=text]').textContent.includes('充电桩')");
    if is_wide {
        app.drag_over("text", "新增");
        app.find("palette");
        look(app, "palette");
        app.press("\u{e00c}");
        app.script("document.querySelector('[data-test=document-remove]').click()", Vec::new());
        app.click("bin-open");
        look(app, "bin");
        app.click("bin-open");
    }
}

fn wear(app: &App, theme: &str) {
    while app.script("return document.documentElement.className", Vec::new()) != json!(theme)
        || app.script("return localStorage.getItem('zhupi.theme')", Vec::new()) != json!(theme)
    {
        app.click("theme");
    }
}

/// Puts every document into the bin.
fn put_all_away(app: &App) {
    let count = "document.querySelectorAll('[data-test=document]').length";
    while let Some(there @ 1..) = app.script(&format!("return {count}"), Vec::new()).as_u64() {
        app.script("document.querySelector('[data-test=document-remove]').click()", Vec::new());
        app.until(&format!("{count} < {there}"));
    }
}

fn resize(app: &App, width: u32) {
    app.devtools(
        "Emulation.setDeviceMetricsOverride",
        json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false }),
    );
    app.until(&format!("innerWidth === {width}"));
}

#[test]
fn marks_are_told_apart_in_forced_colours_and_nothing_moves_for_those_who_do_not_want_it() {
    let scenario = Scenario::new("emulated");
    let app = sample(&scenario);
    emulate(&app, "forced-colors", "active");
    app.until("matchMedia('(forced-colors: active)').matches");
    // Words that are marked have a rule, dashed while it waits for a person, and their label's seal; the current one an outline.
    app.press("j");
    app.until("document.querySelector('[data-test=text] mark[aria-current]')");
    app.press("\u{e007}");
    app.until("document.querySelector('[data-test=text] mark[data-review=accepted]')");
    for (review, rule) in [("accepted", "solid"), ("proposed", "dashed")] {
        app.until(&format!(
            "[...document.querySelectorAll('[data-test=text] mark[data-review={review}]')].every((it) => {{ \
             const style = getComputedStyle(it); \
             return style.borderBottomStyle === '{rule}' && parseFloat(style.borderBottomWidth) >= 1 \
             && style.borderBottomColor !== getComputedStyle(document.body).backgroundColor; }})"
        ));
    }
    app.until("[...document.querySelectorAll('[data-test=text] .tail')].every((it) => getComputedStyle(it, '::after').content.length > 2)");
    app.until(
        "getComputedStyle(document.querySelector('[data-test=text] mark[aria-current]')).outlineStyle === 'solid'",
    );
    app.screenshot("forced-colours");

    emulate(&app, "prefers-reduced-motion", "no-preference");
    app.until(&format!("[...document.querySelectorAll('*')].some({MOVES})"));
    emulate(&app, "prefers-reduced-motion", "reduce");
    for dialog in ["阅读设置", "导出"] {
        app.command(dialog);
        app.until("document.querySelector('dialog[open]')");
        app.until(&format!("![...document.querySelectorAll('*')].some({MOVES}) && !document.getAnimations().length"));
        app.script("document.querySelector('dialog[open]').close()", Vec::new());
        app.until("!document.querySelector('dialog')");
    }
    app.quit();
}

/// Whether an element fades, slides or scrolls smoothly.
const MOVES: &str = "((it) => { const style = getComputedStyle(it); \
    return /[1-9]/.test(style.transitionDuration) || style.animationName !== 'none' || style.scrollBehavior === 'smooth'; })";

#[test]
fn at_most_two_messages_a_second_are_read_aloud() {
    let scenario = Scenario::new("unhurried");
    let app = sample(&scenario);
    app.script(
        "window.heard = []; \
         new MutationObserver(() => heard.push([performance.now(), document.querySelector('[data-test=announced]').textContent])) \
         .observe(document.querySelector('[data-test=announced]'), { childList: true, subtree: true, characterData: true })",
        Vec::new(),
    );
    // As fast as keys can be pressed; the last of them is heard in the end.
    for _ in 0..4 {
        app.press("jjjjj");
    }
    app.until("heard.at(-1)?.[1].startsWith(document.querySelector('[data-test=details-words]').textContent + ',')");
    let heard = app.script("return heard", Vec::new());
    let times: Vec<f64> = heard.as_array().into_iter().flatten().filter_map(|it| it[0].as_f64()).collect();
    assert!(times.len() >= 2, "{heard}");
    // Timers and clocks of browsers are true to some milliseconds.
    assert!(times.windows(2).all(|pair| pair[1] - pair[0] >= 490.0), "{heard}");
    app.quit();
}

#[test]
fn marks_are_described_and_read_aloud_as_it_is_wanted() {
    let scenario = Scenario::new("spoken");
    let app = sample(&scenario);
    app.until(
        "[...document.querySelectorAll('[data-test=text] mark')].every((it) => \
         it.getAttribute('aria-details').split(' ').every((id) => document.getElementById(id)?.textContent))",
    );
    let (label, start, end) = ("责任部门", "责任部门 起", "责任部门 止");
    assert_eq!((is_heard(&app, label), is_heard(&app, start)), (true, false));
    speak(&app, "off");
    assert_eq!((is_heard(&app, label), is_heard(&app, start)), (false, false));
    speak(&app, "edges");
    assert_eq!((is_heard(&app, label), is_heard(&app, start), is_heard(&app, end)), (false, true, true));
    // What is heard is no part of the text.
    app.until(
        "[...document.querySelectorAll('[data-test=text] .words')].every((it) => { getSelection().selectAllChildren(it); \
         return getSelection().toString().trim() === it.textContent.trim(); })",
    );
    // It stays so.
    app.reload();
    app.until("document.documentElement.dataset.spoken === 'edges' && document.querySelector('[data-test=text] mark')");
    app.quit();
}

/// Sets in the reading settings what is heard of marks.
fn speak(app: &App, how: &str) {
    app.command("阅读设置");
    app.find("spoken");
    app.script(
        "const field = document.querySelector('[data-test=spoken]'); field.value = arguments[0]; \
         field.dispatchEvent(new Event('change', { bubbles: true }))",
        vec![json!(how)],
    );
    app.until(&format!("document.documentElement.dataset.spoken === '{how}'"));
    app.script("document.querySelector('dialog[open]').close()", Vec::new());
    app.until("!document.querySelector('dialog')");
}

/// Whether the first responsible department of the text says this.
fn is_heard(app: &App, words: &str) -> bool {
    let root = app.devtools("DOM.getDocument", json!({}))["root"]["nodeId"].clone();
    let mark = json!({ "nodeId": root, "selector": "[data-test=text] mark[data-label=DEPT]" });
    let mark = app.devtools("DOM.querySelector", mark)["nodeId"].clone();
    let named = app.devtools("Accessibility.queryAXTree", json!({ "nodeId": mark, "accessibleName": words }));
    named["nodes"].as_array().is_some_and(|nodes| !nodes.is_empty())
}

/// The page with the sample in it, the keys going to the text.
fn sample(scenario: &Scenario) -> App {
    let app = scenario.open();
    app.started();
    app.click("tour-skip");
    app.until(
        "document.querySelector('[data-test=text] mark') && !document.querySelector('[data-test=engine]').textContent",
    );
    app.script("document.querySelector('[data-test~=pane]').focus()", Vec::new());
    app
}

fn emulate(app: &App, name: &str, value: &str) {
    app.devtools("Emulation.setEmulatedMedia", json!({ "features": [{ "name": name, "value": value }] }));
    app.until(&format!("matchMedia('({name}: {value})').matches"));
}
