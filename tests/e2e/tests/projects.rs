//! Several projects in one browser, and documents that come back from the bin.

use serde_json::json;
use zhupi_e2e::{App, Scenario};

#[test]
fn projects_are_made_renamed_removed_and_brought_back() {
    let scenario = Scenario::new("projects");
    let app = scenario.open();
    app.started();
    app.click("tour-skip");
    app.until("document.querySelectorAll('[data-test=document]').length === 2");
    app.click("document-about");
    app.until("document.activeElement.dataset.test === 'document-name'");
    app.until("/^SHA-256: [0-9a-f]{64}$/.test(document.querySelector('[data-test=document-sum]').textContent)");
    app.press("\u{e00c}");
    app.click("document-remove");
    app.until("document.querySelectorAll('[data-test=document]').length === 1");

    app.click("project");
    type_into(&app, "project-name", "语料二");
    app.click("project-make");
    app.until("document.querySelector('[data-test=project]').textContent.includes('语料二')");
    // Only the first project begins with samples; another one says how to bring documents in.
    app.until("document.querySelector('[data-test=no-document]').checkVisibility({ visibilityProperty: true })");
    assert!(!app.has("document"), "the project is empty");
    app.screenshot("empty");
    // Nothing is checked and exported like anything else.
    app.command("核查");
    app.find("check-clean");
    app.click("dialog-close");
    app.click("export");
    app.until("document.querySelector('[data-test=export-goes]') && document.querySelector('[data-test=export-format]').value");
    app.click("dialog-close");
    app.until("!document.querySelector('dialog[open]')");

    app.click("project");
    type_into(&app, "project-rename", "语料乙");
    app.until("document.querySelector('[data-test=project]').textContent.includes('语料乙')");
    app.until("document.querySelectorAll('[data-test=project-remove]').length === 2");
    app.click("project-remove");
    // The open project is gone; the other one is open again as it was left.
    app.until("document.querySelector('[data-test=project]').textContent.includes('我的项目')");
    app.until("document.querySelectorAll('[data-test=document]').length === 1");

    app.click("project");
    app.click("project-back");
    app.until("document.querySelectorAll('[data-test=project-open]').length === 2");
    app.screenshot("projects");
    app.script("document.querySelector('[data-test=project-open]:not(:disabled)').click()", Vec::new());
    app.until("document.querySelector('[data-test=project]').textContent.includes('语料乙')");
    app.until("document.querySelectorAll('[data-test=document]').length === 0");
    app.quit();
}

#[test]
fn documents_come_back_from_the_bin_and_carry_labels() {
    let scenario = Scenario::new("bin");
    let app = scenario.open();
    app.started();
    app.click("tour-skip");
    app.until("document.querySelectorAll('[data-test=document]').length === 2");
    app.click("document-remove");
    app.click("bin-open");
    app.click("bin-back");
    app.until(
        "document.querySelectorAll('[data-test=document]').length === 2 && !document.querySelector('[data-test=bin]')",
    );

    app.command("文档信息");
    type_into(&app, "document-labels", "市级 2025");
    app.click("dialog-close");
    app.until("document.querySelector('[data-test=document]').textContent.includes('市级 · 2025')");
    type_into(&app, "find-document", "市级");
    app.until("document.querySelectorAll('[data-test=document]').length === 1");
    app.quit();
}

/// Puts words into a field, once it is there.
fn type_into(app: &App, part: &str, words: &str) {
    app.until(&format!("document.querySelector('[data-test={part}]')"));
    app.script(TYPE, vec![json!(part), json!(words)]);
}

/// What typing into a field and leaving it does.
const TYPE: &str = "const field = document.querySelector(`[data-test=${arguments[0]}]`); field.value = arguments[1];\
    field.dispatchEvent(new Event('input', { bubbles: true })); field.dispatchEvent(new Event('change', { bubbles: true }))";
