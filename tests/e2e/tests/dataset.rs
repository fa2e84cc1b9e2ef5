//! Datasets and the checker in the app: what is lost leads to its marks, sets and a card go out, the unit is asked for.

use serde_json::{Value, json};
use zhupi_e2e::{App, Key, Scenario};

/// A rare character, marks of which one lies in another, one that ends with a comma, the same words marked differently.
const TEXT: &str = "𠮷水镇由市工信局负责，市工信局牵头。\n到2027年完成。";

fn project() -> Vec<u8> {
    let mark = |id: usize, start: usize, end: usize, label: &str| {
        let words: String = TEXT.chars().skip(start).take(end - start).collect();
        json!({"id": id.to_string(), "start": start, "end": end, "label": label, "text": words, "status": "accepted"})
    };
    let spans = [
        mark(0, 0, 3, "LOC"),
        mark(1, 4, 8, "DEPT"),
        mark(2, 4, 5, "LOC"),
        mark(3, 11, 15, "ORG"),
        mark(4, 8, 11, "DEPT"),
    ];
    let first = json!({"id": "甲", "text": TEXT, "spans": spans});
    let others = (0..9).map(|n| json!({"id": format!("文{n}"), "text": format!("第{n}份文件。"), "spans": []}));
    let lines: Vec<String> = std::iter::once(first).chain(others).map(|it| format!("{it}\n")).collect();
    lines.concat().into_bytes()
}

fn bring_in(scenario: &Scenario, app: &App, name: &str, content: &[u8]) {
    app.started();
    app.click("tour-skip");
    // The samples would be part of every export.
    while app.has("document-remove") {
        let n = app.script("return document.querySelectorAll('[data-test=document]').length", Vec::new());
        app.script("document.querySelector('[data-test=document-remove]').click()", Vec::new());
        app.until(&format!("document.querySelectorAll('[data-test=document]').length < {n}"));
    }
    app.upload("file-input", &[scenario.file(name, content)]);
    app.until("document.querySelector('[data-test=report-file] .sign')?.textContent === '✓'");
}

fn choose(app: &App, part: &str, value: &str) {
    let script = "const it = document.querySelector(`[data-test=${arguments[0]}]`); it.value = arguments[1]; \
                  it.dispatchEvent(new Event('change', {bubbles: true})); return it.value;";
    assert_eq!(app.script(script, vec![part.into(), value.into()]), Value::from(value), "{part}");
}

/// Opens the group of that name and goes to its first place.
fn follow(app: &App, group: &str) {
    let find = format!(
        "[...document.querySelectorAll('details.group')].find((it) => it.querySelector('summary').textContent.includes('{group}'))"
    );
    app.until(&find);
    app.script(&format!("{find}.querySelector('summary').click()"), Vec::new());
    app.until(&format!("{find}?.querySelector('[data-test=place]')"));
    app.script(&format!("{find}.querySelector('[data-test=place]').click()"), Vec::new());
    app.until("!document.querySelector('dialog[open]')");
}

fn current(words: &str) -> String {
    format!(
        "[...document.querySelectorAll('[data-test=text] mark[aria-current]')].map((it) => it.textContent).join('').includes('{words}')"
    )
}

#[test]
fn losses_lead_to_their_marks_and_sets_go_out_with_a_card() {
    let scenario = Scenario::new("dataset");
    let app = scenario.open();
    bring_in(&scenario, &app, "甲.jsonl", &project());
    app.click("dialog-close");
    app.press_with(&[Key::Control], "e");
    app.until("document.querySelectorAll('[data-test=export-format] option').length > 10");
    choose(&app, "export-format", "bio");
    app.until("document.querySelector('[data-test=export-losses] summary')");
    app.screenshot("export");
    follow(&app, "重叠");
    app.until(&current("市"));

    app.press_with(&[Key::Control], "e");
    app.until("document.querySelectorAll('[data-test=export-format] option').length > 10");
    choose(&app, "export-format", "spacy");
    choose(&app, "export-cut", "sentence");
    app.click("export-split");
    choose(&app, "export-shares", "train=1,test=1");
    app.until("document.querySelector('[data-test=export-goes]')");
    app.screenshot("export-sets");
    app.click("export-save");
    let archive = scenario.download(".zip");
    for name in ["train.jsonl", "test.jsonl", "to_docbin.py", "README.md"] {
        assert!(archive.windows(name.len()).any(|window| window == name.as_bytes()), "{name} is not in the archive");
    }
    app.quit();
}

#[test]
fn the_checker_lists_what_is_suspicious_and_leads_there() {
    let scenario = Scenario::new("checker");
    let app = scenario.open();
    let span = json!({"start": 0, "end": 2, "label": "DEPT", "text": "县局"});
    let misquoted = json!({"id": "乙", "text": "市局、县局配合。", "spans": [span]});
    bring_in(&scenario, &app, "甲.jsonl", &[project(), misquoted.to_string().into_bytes()].concat());
    app.until("document.querySelector('[data-test=report-problems]')?.textContent.includes('引文')");
    app.screenshot("misquoted");
    app.click("dialog-close");
    app.command("核查");
    app.until("document.querySelector('[data-test=check-groups] summary')");
    app.screenshot("check");
    follow(&app, "首尾有标点");
    app.until(&current("负责，"));
    // A mark whose file quotes other words is listed until somebody has decided.
    app.command("核查");
    follow(&app, "引文不符");
    app.until(&current("市局"));
    app.until("document.querySelector('[data-test=details-origin]')?.textContent.includes('县局')");
    app.screenshot("misquoted-mark");
    app.click("details-accept");
    app.until("document.querySelector('[data-test=details-delete]')");
    app.command("核查");
    app.until("document.querySelector('[data-test=check-groups] summary')");
    app.until("!document.querySelector('[data-test=check-groups]').textContent.includes('引文不符')");
    app.quit();
}

#[test]
fn the_unit_of_offsets_is_asked_for_where_nothing_proves_it() {
    let scenario = Scenario::new("unit");
    let app = scenario.open();
    let line = json!({"text": TEXT, "label": [[4, 8, "DEPT"]]}).to_string();
    bring_in(&scenario, &app, "乙.jsonl", line.as_bytes());
    app.until("document.querySelector('[data-test=report-unit]')?.value === 'utf16'");
    app.screenshot("unit");
    choose(&app, "report-unit", "codepoint");
    app.until("document.querySelector('[data-test=report-file] .sign')?.textContent === '✓'");
    app.click("dialog-close");
    app.until("[...document.querySelectorAll('[data-test=text] mark')].some((it) => it.textContent === '市工信局')");
    app.quit();
}

#[test]
fn labels_that_come_in_can_join_the_scheme() {
    let scenario = Scenario::new("new-labels");
    let app = scenario.open();
    let text = "推广无人机植保作业。";
    let span = json!({"start": 2, "end": 5, "label": "机型", "text": "无人机", "status": "accepted"});
    let line = format!("{}\n", json!({"id": "农机", "text": text, "spans": [span]}));
    bring_in(&scenario, &app, "农机.jsonl", line.as_bytes());
    app.until("document.querySelector('[data-test=report-labels]')?.textContent.includes('机型')");
    assert!(!app.has("label-机型"));
    app.click("report-add-labels");
    app.until("!document.querySelector('[data-test=report-labels]')");
    app.press("\u{e00c}");
    app.until("document.querySelector('[data-test=\"label-机型\"]')");
    app.until("document.querySelector('[data-test=text] mark[data-label=\"机型\"]:not(.label-unknown)')");
    // The worker, which checks and writes files, knows it as well.
    app.command("核查");
    app.until("document.querySelector('[data-test=check-clean], [data-test=check-groups]')");
    assert!(!app.text("dialog-check").contains("方案中没有"));
    app.click("dialog-close");
    app.press_with(&[Key::Control], "z");
    app.until("document.querySelector('[data-test=text] mark[data-label=\"机型\"].label-unknown')");
    app.quit();
}
