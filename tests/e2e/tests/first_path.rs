//! The first whole path: open a policy document, see proposals, mark, be killed, come back, export, use the export.

use serde_json::{Value, json};
use zhupi_e2e::{App, Key, Scenario};

/// A document of our own in the style of the real ones, with what each step below needs.
const NOTICE: &str = "青禾市人民政府办公室关于印发青禾市2025年就业工作要点的通知\n\
各县(市、区)人民政府,市直各部门:\n\
现将《青禾市2025年就业工作要点》印发给你们,请认真贯彻执行。\n\
青禾市人民政府办公室\n\
2025年3月5日\n\
一、扩大就业容量\n\
(一)支持企业稳岗。全年发放稳岗返还资金3.2亿元以上,惠及企业1.5万家,到2025年底城镇新增就业6万人。(市人社局牵头,市财政局、税务局配合)\n\
(二)办好职业培训。开展补贴性培训2.4万人次,新建实训基地12个。(责任单位:市人社局、市教育局,各县(市、区)人民政府)\n";

/// Its name, which no sample speaks of.
const NAME: &str = "青禾市2025年就业工作要点";

#[test]
fn open_mark_be_killed_come_back_export_and_import() {
    let scenario = Scenario::new("first-path");
    walk(scenario, false);
}

#[test]
fn the_same_with_the_host_gone() {
    let scenario = Scenario::new("first-path-offline");
    walk(scenario, true);
}

fn walk(mut scenario: Scenario, without_host: bool) {
    let app = scenario.open();
    app.ready_offline();
    app.until("document.querySelectorAll('[data-test=document]').length >= 2");
    app.click("tour-skip");
    if without_host {
        scenario.host_off();
        app.reload();
        app.started();
        app.until("document.querySelectorAll('[data-test=document]').length >= 2");
    }

    open_notice(&scenario, &app);
    accept_by_key(&app);
    tag_by_mouse(&app);
    tag_by_keyboard(&app);
    undo_and_redo(&app);

    saved(&app);
    let before = marks(&app);
    assert!(before.len() > 10, "{before:?}");
    app.kill();

    let app = scenario.open();
    app.started();
    app.until("document.querySelector('[data-test=text] [data-mark]')");
    open_document(&app, NAME);
    assert_eq!(marks(&app), before, "everything is there after the browser was killed");
    app.press_with(&[Key::Control], "z");
    app.until(&format!("{MARKS}.length === {}", before.len() - 1));
    app.press_with(&[Key::Control, Key::Shift], "z");
    app.until(&format!("{MARKS}.length === {}", before.len()));
    saved(&app);

    app.click("export");
    app.click("export-jsonl");
    let exported = scenario.download(".jsonl");
    app.quit();
    assert_eq!(reimported(&exported), comparable(&exported), "what is exported imports to an equal project");
}

/// Drops a file in and waits until the recognisers have read it.
fn open_notice(scenario: &Scenario, app: &App) {
    let file = scenario.file(&format!("{NAME}.txt"), NOTICE.as_bytes());
    app.upload("file-input", &[file]);
    app.until("document.querySelectorAll('[data-test=document]').length >= 3");
    read_to_the_end(app);
    app.click("dialog-close");
    open_document(app, NAME);
    app.until("document.querySelectorAll('[data-mark][data-label=DEPT][data-review=proposed]').length >= 3");
    app.until("document.querySelector('[data-mark][data-label=QTY][data-review=proposed]')");
    app.screenshot("proposals");
}

/// The report says of the file that it was read, with all that it holds.
fn read_to_the_end(app: &App) {
    app.until("document.querySelector('[data-test=report-file] .sign')?.textContent === '✓'");
}

fn open_document(app: &App, words: &str) {
    let script = "const row = [...document.querySelectorAll('[data-test=document-open]')]\
        .find((row) => row.textContent.includes(arguments[0])); row.click(); return true";
    app.script(script, vec![json!(words)]);
    app.until(&format!("document.querySelector('[data-test=text]').textContent.includes('{words}')"));
}

fn accept_by_key(app: &App) {
    app.click("text");
    app.press("\u{e00c}");
    app.press("\u{e004}");
    app.until("document.querySelector('[data-mark][aria-current=true], [data-mark].current')");
    app.press("\u{e007}");
    app.until("document.querySelectorAll('[data-mark][data-review=accepted]').length >= 1");
}

fn tag_by_mouse(app: &App) {
    app.drag_over("text", "稳岗返还资金");
    app.find("palette");
    app.click("palette-PROGRAM");
    app.until("[...document.querySelectorAll('[data-mark][data-label=PROGRAM]')].some((it) => it.textContent.includes('稳岗返还资金'))");
}

/// The keyboard's own caret: M, arrows to a place, Shift and arrows over words, a label's key.
fn tag_by_keyboard(app: &App) {
    app.press("\u{e00c}");
    let before = marks(app).len();
    app.press("m");
    for _ in 0..3 {
        app.press("\u{e014}");
    }
    app.press_with(&[Key::Shift], "\u{e014}\u{e014}\u{e014}");
    app.press("7");
    app.until(&format!("{MARKS}.length === {}", before + 1));
    app.press("\u{e00c}");
}

fn undo_and_redo(app: &App) {
    let all = marks(app);
    app.press_with(&[Key::Control], "z");
    app.until(&format!("{MARKS}.length === {}", all.len() - 1));
    app.click("redo");
    app.until(&format!("{MARKS}.length === {}", all.len()));
    assert_eq!(marks(app), all);
}

fn saved(app: &App) {
    app.until("document.querySelector('[data-test=saved]').dataset.state === 'ok'");
    assert!(app.text("saved").contains("已保存"), "{}", app.text("saved"));
}

/// The marks that are drawn, without the parts of one mark counted twice.
const MARKS: &str =
    "[...new Set([...document.querySelectorAll('[data-test=text] [data-mark]')].map((it) => it.dataset.mark))]";

/// What is drawn: words, label and state of each mark, in order.
fn marks(app: &App) -> Vec<String> {
    let script = "const all = new Map(); \
        for (const it of document.querySelectorAll('[data-test=text] [data-mark]')) { \
            const one = all.get(it.dataset.mark) ?? [it.dataset.label, it.dataset.review, '']; \
            one[2] += it.textContent; all.set(it.dataset.mark, one); } \
        return [...all.values()].map((it) => it.join('/'))";
    let list = app.script(script, Vec::new());
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Takes an export into a fresh project on another machine and exports it from there.
fn reimported(exported: &[u8]) -> Vec<Value> {
    let scenario = Scenario::new("first-path-import");
    let app = scenario.open();
    app.started();
    app.until("document.querySelectorAll('[data-test=document]').length >= 2");
    app.click("tour-skip");
    remove_all(&app);
    let file = scenario.file("export.jsonl", exported);
    app.upload("file-input", &[file]);
    app.until("document.querySelectorAll('[data-test=document]').length >= 3");
    read_to_the_end(&app);
    app.click("dialog-close");
    saved(&app);
    app.click("export");
    app.click("export-jsonl");
    let again = comparable(&scenario.download(".jsonl"));
    app.quit();
    again
}

/// Puts the samples in the bin, so that only what is imported is left.
fn remove_all(app: &App) {
    while app.has("document-remove") {
        let n = app.script("return document.querySelectorAll('[data-test=document]').length", Vec::new());
        app.script("document.querySelector('[data-test=document-remove]').click()", Vec::new());
        app.until(&format!("document.querySelectorAll('[data-test=document]').length < {n}"));
    }
}

/// An export with the identities of marks replaced by their order, which is all that a project gives anew.
fn comparable(exported: &[u8]) -> Vec<Value> {
    let lines = String::from_utf8(exported.to_vec()).expect("an export is UTF-8");
    let mut documents: Vec<Value> =
        lines.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
    for document in &mut documents {
        let ids: Vec<Value> =
            document["spans"].as_array().into_iter().flatten().map(|span| span["id"].clone()).collect();
        let order = |id: &Value| json!(ids.iter().position(|it| it == id));
        for span in document["spans"].as_array_mut().into_iter().flatten() {
            span["id"] = order(&span["id"]);
        }
        for relation in document["relations"].as_array_mut().into_iter().flatten() {
            (relation["from"], relation["to"]) = (order(&relation["from"]), order(&relation["to"]));
        }
    }
    documents.sort_by_key(|document| document["id"].to_string());
    documents
}
