//! A document of our own on the desk: what most scenarios about marking begin with.

use serde_json::{Value, json};

use crate::app::App;
use crate::scenario::Scenario;

/// A document of our own with headings, tasks, departments and numbers.
pub const NOTICE: &str = "青禾市2025年绿化工作要点\n\
一、扩大绿地\n\
(一)新建公园。到2025年底新建公园12个,新增绿地1200亩。(市城管局牵头,市财政局、市林业局配合)\n\
(二)整修街巷。整修街巷86条,栽种行道树3.5万株。(责任单位:市住建局、市财政局)\n\
二、管护古树\n\
(三)登记古树。完成300株古树登记。(市林业局负责)\n";

/// A document as a native line: its text, and marks as words with a label, the first place of each.
pub fn line(name: &str, text: &str, marks: &[(&str, &str)]) -> String {
    let spans: Vec<Value> = marks
        .iter()
        .enumerate()
        .map(|(id, (words, label))| {
            let at = text.find(words).unwrap_or_else(|| panic!("{words} stands in the text"));
            let start = text[..at].chars().count();
            json!({ "id": id.to_string(), "start": start, "end": start + words.chars().count(), "label": label })
        })
        .collect();
    json!({ "id": name, "text": text, "spans": spans }).to_string()
}

/// Brings documents in by file, opens the first of them and waits until the recognisers rest.
pub fn on_the_desk(scenario: &Scenario, app: &App, file: &str, content: &str, first: &str) {
    app.started();
    app.click("tour-skip");
    app.upload("file-input", &[scenario.file(file, content.as_bytes())]);
    // While the file is read the dialogue grows, and its buttons move.
    app.until("document.querySelector('[data-test=report-file] .sign')?.textContent === '✓'");
    app.click("dialog-close");
    open_document(app, first);
    app.until("document.querySelector('[data-test=engine]').textContent === ''");
}

/// Opens a document from the list.
pub fn open_document(app: &App, name: &str) {
    let row = format!(
        "[...document.querySelectorAll('[data-test=document-open]')].find((it) => it.textContent.includes('{name}'))"
    );
    app.until(&row);
    app.script(&format!("{row}.click()"), Vec::new());
    app.until(&format!("document.querySelector('[data-test=document][aria-current]')?.textContent.includes('{name}')"));
    app.until("document.querySelector('[data-test=text] .words')");
}

/// What is drawn of every mark: `words/label/state`, in order, the pieces of one joined by `+`.
pub fn marks(app: &App) -> Vec<String> {
    let script = "const all = new Map(); \
        for (const it of document.querySelectorAll('[data-test=text] [data-mark]')) { \
            const one = all.get(it.dataset.mark) ?? [[], it.dataset.label, it.dataset.review]; \
            one[0].push(it.textContent); all.set(it.dataset.mark, one); } \
        return [...all.values()].map(([words, label, review]) => [words.join('+'), label, review].join('/'))";
    let list = app.script(script, Vec::new());
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Waits until a mark is drawn just so: `words/label/state`.
pub fn until_marked(app: &App, mark: &str) {
    let [words, label, review] = [0, 1, 2].map(|part| mark.split('/').nth(part).unwrap_or_default());
    app.until(&format!(
        "[...document.querySelectorAll('[data-test=text] mark[data-label={label}][data-review={review}]')]\
         .some((it) => it.textContent === '{words}')"
    ));
}

/// Waits until this is what the details say the current mark covers.
pub fn until_current(app: &App, words: &str) {
    app.until(&format!("document.querySelector('[data-test=details-words]')?.textContent === '{words}'"));
}
