//! The work itself: a document comes in, is read, marked, kept through a power cut, and goes out.

use serde_json::{Value, json};
use zhupi_e2e::{App, Key, Scenario};

const NOTICE: &str = "关于做好秋季绿化工作的通知
各县(市、区)人民政府:
一、总体要求
到2027年底,全市新增绿地1200亩,完成古树名木建档三百株。
1.修订城市绿地系统规划,健全巡查制度,落实养护经费。(市城管局牵头,市财政局、林业局配合)
";

/// Words that nothing proposes.
const WORDS: &str = "健全巡查制度";

#[test]
fn marks_survive_a_power_cut_and_so_does_undo() {
    let scenario = Scenario::new("power-cut");
    let app = scenario.open();
    let document = bring_in(&scenario, &app);
    mark(&app);
    app.screenshot("marked");
    app.kill();

    let app = scenario.open();
    app.started();
    open(&app, &document);
    app.until(&marked(1));
    app.press_with(&[Key::Control], "z");
    app.until(&marked(0));
    app.press_with(&[Key::Control], "y");
    app.until(&marked(1));
    app.quit();
}

#[test]
fn the_worker_proposes_departments_with_their_roles() {
    let scenario = Scenario::new("proposals");
    let app = scenario.open();
    bring_in(&scenario, &app);
    for department in ["市城管局", "市财政局", "林业局"] {
        app.until(&proposed("DEPT", department));
    }
    app.until(&proposed("QTY", "1200亩"));
    // The proposal that one stands on is accepted with all others of its words, and is not one more.
    app.click_on("text", "市财政局", 1);
    app.until("document.querySelector('[data-test=details-words]')?.textContent === '市财政局'");
    app.press("a");
    app.until("document.querySelector('[data-test=notice]')?.textContent.includes('没有其他的“市财政局”')");
    app.screenshot("proposals");
    app.quit();
}

#[test]
fn what_was_marked_goes_out_as_data() {
    let scenario = Scenario::new("export");
    let app = scenario.open();
    bring_in(&scenario, &app);
    mark(&app);
    app.press_with(&[Key::Control], "e");
    app.click("export-jsonl");
    let lines = String::from_utf8(scenario.download(".jsonl")).expect("JSON Lines are UTF-8");
    let rows: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect();
    assert!(rows.iter().any(|row| row.to_string().contains(WORDS)), "{lines}");
    app.quit();
}

#[test]
fn a_pdf_is_read_as_its_words_and_not_as_its_lines() {
    let scenario = Scenario::new("pdf");
    let app = scenario.open();
    app.started();
    app.click("tour-skip");
    app.upload(
        "file-input",
        &[scenario.file("绿化.pdf", &pdf(&["市城管局牵头健全巡查制度并会同市财政局林业局落实", "养护经费。"]))],
    );
    app.until("document.querySelector('[data-test=report-file]')");
    app.screenshot("pdf-report");
    app.click("dialog-close");
    open(&app, "绿化");
    app.until("document.querySelector('[data-test=text]').textContent.includes('林业局落实养护经费。')");
    app.quit();
}

/// A PDF of one page of lines, in a font outside the file whose codes are UTF-16.
fn pdf(lines: &[&str]) -> Vec<u8> {
    let hex = |line: &str| line.encode_utf16().map(|unit| format!("{unit:04x}")).collect::<String>();
    let drawing: String = lines.iter().map(|line| format!("<{}> Tj T* ", hex(line))).collect();
    let drawing = format!("BT /F 14 Tf 22 TL 72 700 Td {drawing}ET");
    let font = "/Type/Font/Subtype/Type0/BaseFont/Song/Encoding/UniGB-UTF16-H/DescendantFonts[]";
    let page = "/Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R";
    let stream = format!("<</Length {}>>\nstream\n{drawing}\nendstream", drawing.len());
    // Without a table of its objects; readers look for them.
    format!(
        "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
         3 0 obj\n<<{page}>>\nendobj\n4 0 obj\n<<{font}>>\nendobj\n5 0 obj\n{stream}\nendobj\n\
         trailer\n<</Size 6/Root 1 0 R>>\n%%EOF\n"
    )
    .into_bytes()
}

/// Uploads the notice, waits until it is read, and opens it. Returns its name in the list.
fn bring_in(scenario: &Scenario, app: &App) -> String {
    app.started();
    app.click("tour-skip");
    app.upload("file-input", &[scenario.file("秋季绿化.txt", NOTICE.as_bytes())]);
    app.until("document.querySelector('[data-test=report-file]')");
    app.click("dialog-close");
    open(app, "秋季绿化");
    app.until("document.querySelector('[data-test=text] mark[data-review=proposed]')");
    "秋季绿化".to_owned()
}

/// Opens a document from the list.
fn open(app: &App, name: &str) {
    let script = "const name = [...document.querySelectorAll('[data-test=document-open]')]\
        .find((it) => it.textContent.includes(arguments[0])); if (name) name.click(); return !!name;";
    let listed = format!(
        "[...document.querySelectorAll('[data-test=document-open]')].some((it) => it.textContent.includes('{name}'))"
    );
    app.until(&listed);
    app.script(script, vec![json!(name)]);
    app.until("document.querySelector('[data-test=text]').textContent.includes('健全巡查制度')");
}

/// Chooses the words with the pointer, gives them a label by key, and waits until that is safe.
fn mark(app: &App) {
    app.drag_over("text", WORDS);
    app.press("1");
    app.until(&marked(1));
    app.until("document.querySelector('[data-test=saved]').dataset.state === 'ok'");
}

/// True when so many accepted marks stand exactly on the words.
fn marked(count: usize) -> String {
    format!(
        "[...document.querySelectorAll('[data-test=text] mark[data-review=accepted]')]\
         .filter((it) => it.textContent === '{WORDS}').length === {count}"
    )
}

fn proposed(label: &str, words: &str) -> String {
    format!(
        "[...document.querySelectorAll('[data-test=text] mark[data-label={label}][data-review=proposed]')]\
         .some((it) => it.textContent === '{words}')"
    )
}
