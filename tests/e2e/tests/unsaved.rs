//! What is kept nowhere but in the page: it is never thrown away unasked, and what is brought in too early waits.

use serde_json::json;
use zhupi_e2e::work::{Work, at_rest, looks_on, open, status};
use zhupi_e2e::{App, Scenario};

/// While `full` is set in the window, every write to the browser's database fails as where there is no room.
const FULL: &str = "
window.full = false;
const transaction = IDBDatabase.prototype.transaction;
IDBDatabase.prototype.transaction = function (names, mode, options) {
  if (window.full && mode === 'readwrite') throw new DOMException('no room', 'QuotaExceededError');
  return transaction.call(this, names, mode, options);
};
";

/// The page's database takes its time to open, until `mayOpen` is set in the window.
const SLOW: &str = "
const opening = IDBFactory.prototype.open;
IDBFactory.prototype.open = function (name, version) {
  const request = opening.call(this, name, version);
  if (name !== 'zhupi') return request;
  const listen = request.addEventListener.bind(request);
  request.addEventListener = (kind, heard, options) => listen(kind, (event) => {
    const look = () => (kind !== 'success' || window.mayOpen ? heard.call(request, event) : setTimeout(look, 20));
    look();
  }, options);
  return request;
};
";

const STATE: &str = "document.querySelector(`[data-test~='saved']`)?.dataset.state";
const N_DOCUMENTS: &str = "document.querySelectorAll('[data-test=document]').length";

/// Opens the app where the database can be made to refuse.
fn open_with(scenario: &Scenario, script: &str) -> App {
    let app = scenario.browser();
    app.before_every_page(script);
    app.go(&scenario.url());
    at_rest(&app);
    app.press("\u{e00c}"); // Escape: the tour
    app
}

/// Makes a project and goes to it.
fn make_project(app: &App, name: &str) {
    app.click("project");
    app.script(TYPE, vec![json!("project-name"), json!(name)]);
    app.click("project-make");
}

const TYPE: &str = "
const field = document.querySelector(`[data-test~='${arguments[0]}']`);
field.value = arguments[1];
field.dispatchEvent(new Event('input', { bubbles: true }));
";

/// Goes to the other project.
fn go_to_other(app: &App) {
    app.click("project");
    app.until("document.querySelector('[data-test=project-open]:not([disabled])')");
    app.script("document.querySelector('[data-test=project-open]:not([disabled])').click()", vec![]);
}

fn is_in(app: &App, project: &str) {
    app.until(&format!("document.querySelector(`[data-test~='project']`).textContent.includes('{project}')"));
}

/// Edits that cannot be written.
fn edit_without_room(app: &App) -> i64 {
    app.script("window.full = true", vec![]);
    Work::Accept.rush(app, 3);
    app.until(&format!("{STATE} === 'bad'"));
    status(app).n_pending
}

/// Files are read no further while `holding` is set in the window.
const HOLD_FILES: &str = "
window.holding = true;
const read = Blob.prototype.arrayBuffer;
Blob.prototype.arrayBuffer = async function () {
  while (window.holding) await new Promise((done) => setTimeout(done, 20));
  return read.call(this);
};
";

/// Brings so many files in at once.
fn bring_in(app: &App, n_files: usize) {
    app.script(BRING_IN, vec![json!(n_files)]);
}

const BRING_IN: &str = "
const chosen = new DataTransfer();
for (let at = 0; at < arguments[0]; at += 1) {
  chosen.items.add(new File([`第${at}号渠道年内整治12公里，由青禾市水利局牵头。\\n`], `渠道${at}.txt`));
}
const picker = document.querySelector(`[data-test~='file-input']`);
picker.files = chosen.files;
picker.dispatchEvent(new Event('change', { bubbles: true }));
";

/// Whether the browser would be asked to ask before the page goes.
fn asks_before_leaving(app: &App) -> bool {
    let asked = "const event = new Event('beforeunload', { cancelable: true }); \
        window.dispatchEvent(event); return event.defaultPrevented";
    app.script(asked, vec![]) == true
}

#[test]
fn another_project_is_opened_only_once_unsaved_changes_are_given_up() {
    let scenario = Scenario::new("unsaved-project");
    let app = open_with(&scenario, FULL);
    make_project(&app, "乙");
    is_in(&app, "乙");
    go_to_other(&app);
    is_in(&app, "我的项目");
    at_rest(&app);
    let unsaved = edit_without_room(&app);

    go_to_other(&app);
    app.click("leaving-save");
    assert!(scenario.download(".zhupi").starts_with(b"PK"), "a file is offered");
    app.screenshot("question");
    app.click("dialog-close");
    is_in(&app, "我的项目");
    assert_eq!(status(&app).n_pending, unsaved, "whoever does not agree loses nothing");

    go_to_other(&app);
    app.click("leaving-discard");
    is_in(&app, "乙");
    app.quit();
}

#[test]
fn a_project_that_was_taken_over_is_taken_back_only_once_unsaved_changes_are_given_up() {
    let scenario = Scenario::new("unsaved-tab");
    let app = open_with(&scenario, FULL);
    let first = app.tab();
    let second = app.open_tab(&scenario.url());
    looks_on(&app);
    app.look_at(&first);
    let before = status(&app).n_pending;
    let unsaved = edit_without_room(&app);
    app.look_at(&second);
    app.click("take-over");
    at_rest(&app);
    app.look_at(&first);
    app.click("take-over");
    app.find("leaving-save");
    app.click("dialog-close");
    assert_eq!(status(&app).n_pending, unsaved, "they are still there");

    app.script("window.full = false", vec![]);
    app.click("take-over");
    app.click("leaving-discard");
    at_rest(&app);
    assert_eq!(status(&app).n_pending, before);
    app.quit();
}

#[test]
fn a_project_is_not_left_while_files_come_in() {
    let scenario = Scenario::new("unsaved-import");
    let app = open(&scenario);
    make_project(&app, "乙");
    is_in(&app, "乙");
    app.script(HOLD_FILES, vec![]);
    bring_in(&app, 3);
    app.find("report-progress");
    assert!(asks_before_leaving(&app), "they would not come in");
    app.press("\u{e00c}"); // Escape: the report
    go_to_other(&app);
    app.find("report-progress");
    assert!(app.text("notice").contains("正在导入"), "{}", app.text("notice"));
    // More files join those that are on their way.
    bring_in(&app, 1);
    app.script("window.holding = false", vec![]);
    app.until(&format!("{N_DOCUMENTS} === 4"));
    is_in(&app, "乙");
    app.quit();
}

#[test]
fn files_that_come_in_after_another_tab_took_over_are_named_as_refused() {
    let scenario = Scenario::new("unsaved-refused");
    let app = open(&scenario);
    let first = app.tab();
    let second = app.open_tab(&scenario.url());
    looks_on(&app);
    app.look_at(&first);
    app.script(HOLD_FILES, vec![]);
    bring_in(&app, 3);
    app.look_at(&second);
    app.click("take-over");
    app.until("!document.querySelector(`[data-test~='take-over']`)");
    app.look_at(&first);
    app.until(&format!("{STATE} === 'warn'"));
    app.script("window.holding = false", vec![]);
    app.until("!document.querySelector(`[data-test~='report-progress']`)");
    let refused = "[...document.querySelectorAll(`[data-test~='report-file'].refused`)]";
    app.until(&format!("{refused}.filter((file) => file.textContent.includes('只能查看')).length === 3"));
    app.screenshot("report");
    app.quit();
}

#[test]
fn a_file_that_is_too_large_is_refused_before_it_is_read() {
    let scenario = Scenario::new("too-large");
    let app = open(&scenario);
    app.script(
        "Object.defineProperty(Blob.prototype, 'size', { get: () => 2 ** 30 }); \
         Blob.prototype.arrayBuffer = () => { throw new Error('it was read'); }",
        vec![],
    );
    bring_in(&app, 1);
    app.until("document.querySelector(`[data-test~='report-problems']`)?.textContent.includes('256 MB')");
    app.quit();
}

#[test]
fn files_that_come_in_before_the_project_is_open_wait_for_it() {
    let scenario = Scenario::new("unsaved-early");
    let app = scenario.browser();
    app.before_every_page(SLOW);
    app.go(&scenario.url());
    app.until("document.querySelector(`[data-test~='saved']`)?.textContent.includes('正在打开')");
    app.screenshot("opening");
    bring_in(&app, 2);
    app.find("report-progress");
    app.script("window.mayOpen = true", vec![]);
    app.until(&format!("!document.querySelector(`[data-test~='report-progress']`) && {N_DOCUMENTS} >= 2"));
    app.until(&format!("{STATE} === 'ok'"));
    app.reload();
    app.script("window.mayOpen = true", vec![]);
    app.until("[...document.querySelectorAll('[data-test=document]')].some((it) => it.textContent.includes('渠道1'))");
    app.quit();
}

#[test]
fn a_remark_is_kept_when_whoever_types_it_rests_or_the_page_may_end() {
    const NOTE: &str = "document.getElementById('note')?.value";
    let scenario = Scenario::new("unsaved-remark");
    let app = open(&scenario);
    app.press("\u{e004}"); // Tab: a mark
    app.click("details-note");
    app.press("先核对");
    // It can be undone, so it was taken; the field is still there to type on.
    app.until("!document.querySelector(`[data-test~='undo']`).disabled");
    app.press("，再上报");
    assert_eq!(app.script(&format!("return {NOTE}"), vec![]), "先核对，再上报");
    assert!(asks_before_leaving(&app), "it is being written");
    at_rest(&app);
    app.reload();
    at_rest(&app);
    app.press("\u{e004}");
    app.until(&format!("{NOTE} === '先核对，再上报'"));
    app.quit();
}

#[test]
fn an_attribute_that_is_being_typed_is_kept_when_the_page_ends() {
    const VALUE: &str = "document.querySelector(`[data-test~='attr-value']`)?.value";
    let scenario = Scenario::new("unsaved-attribute");
    let app = open(&scenario);
    bring_in(&app, 1);
    app.until(&format!(
        "{N_DOCUMENTS} === 3 && document.querySelector(`[data-test~='text']`).textContent.includes('第0号')"
    ));
    app.press("\u{e00c}"); // Escape: the report
    at_rest(&app);
    app.press("\u{e004}"); // Tab: a number
    app.click("attr-value");
    app.press("5");
    assert!(asks_before_leaving(&app), "it is being written");
    at_rest(&app);
    app.reload();
    at_rest(&app);
    app.press("\u{e004}");
    app.until(&format!("{VALUE}?.includes('5')"));
    app.quit();
}

#[test]
fn where_nothing_can_be_kept_the_page_asks_before_it_goes_and_offers_a_file() {
    let scenario = Scenario::new("unsaved-memory");
    let app = scenario.browser();
    app.before_every_page("IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); }");
    app.go(&scenario.url());
    app.until(&format!("{STATE} === 'warn' && {N_DOCUMENTS} > 0"));
    app.press("\u{e00c}"); // Escape: the tour
    assert!(asks_before_leaving(&app), "it would be lost");
    app.click("save-file");
    assert!(scenario.download(".zhupi").starts_with(b"PK"));
    app.quit();

    let scenario = Scenario::new("saved");
    let app = open(&scenario);
    assert!(!asks_before_leaving(&app), "all is stored");
    app.quit();
}
