//! Backups and what comes back: from a file, from a damaged file, from raw data, from a second copy, into a new project.
//!
//! `ZHUPI_APP_RESTORES=50 ZHUPI_APP_FLIPS=50 cargo test --profile tool -p zhupi-e2e --test keeping` is the long form.

use serde_json::{Value, json};
use zhupi_e2e::work::{Work, at_rest, figure, open, seed, setting, status};
use zhupi_e2e::{App, Scenario};

/// All documents of the open project as lines, without what is given anew to each project.
fn exported(scenario: &Scenario, app: &App) -> Vec<Value> {
    app.click("export");
    app.click("export-jsonl");
    let lines = scenario.download(".jsonl");
    app.click("dialog-close");
    closed(app);
    let text = String::from_utf8(lines).expect("a text file");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn backup(scenario: &Scenario, app: &App) -> Vec<u8> {
    app.press_with(&[zhupi_e2e::Key::Control], "s");
    scenario.download(".zhupi")
}

fn restore(scenario: &Scenario, app: &App, name: &str, content: &[u8]) {
    let file = scenario.file(name, content);
    app.click("saved");
    app.upload("restore-input", &[file]);
}

/// Everything that the site keeps goes, as when a browser's data is cleared.
fn wipe(scenario: &Scenario, app: &App) {
    let origin = scenario.url().trim_end_matches('/').to_owned();
    app.go("about:blank");
    app.devtools("Storage.clearDataForOrigin", json!({ "origin": origin, "storageTypes": "all" }));
    app.go(&scenario.url());
    at_rest(app);
    app.press("\u{e00c}"); // Escape: the tour
}

fn closed(app: &App) {
    app.until("!document.querySelector('dialog')");
}

#[test]
fn a_backup_brings_everything_back_after_the_browser_was_cleared() {
    let rounds = setting("ZHUPI_APP_RESTORES", 2);
    let scenario = Scenario::new("restored");
    let app = open(&scenario);
    let mut dice = seed();
    for round in 0..rounds {
        Work::Accept.rush(&app, 1 + dice.below(9));
        at_rest(&app);
        let before = exported(&scenario, &app);
        let pending = status(&app).n_pending;
        let file = backup(&scenario, &app);
        wipe(&scenario, &app);
        assert_ne!(status(&app).n_pending, pending, "round {round}: it is gone");
        restore(&scenario, &app, "备份.zhupi", &file);
        app.until("document.querySelector(`[data-test~='project']`).textContent.includes('（')");
        closed(&app);
        at_rest(&app);
        assert_eq!(exported(&scenario, &app), before, "round {round}");
        // Undo came back, too.
        Work::Undo.rush(&app, 1);
        at_rest(&app);
        assert_eq!(status(&app).n_pending, pending + 1, "round {round}");
        app.reload();
        at_rest(&app);
        assert_eq!(status(&app).n_pending, pending + 1, "round {round}: it is kept");
    }
    figure("backup restored in the app", rounds, 0, &format!("seed {}, {}", setting("ZHUPI_SEED", 1), app.version()));
    app.quit();
}

#[test]
fn a_backup_made_while_the_project_is_still_coming_in_holds_all_of_it() {
    let scenario = Scenario::new("early-backup");
    let app = open(&scenario);
    let before = exported(&scenario, &app);
    app.before_every_page(SLOW_TEXTS);
    app.reload();
    app.until("document.querySelector(`[data-test~='saved']`)?.dataset.state === 'ok'");
    let file = backup(&scenario, &app);
    wipe(&scenario, &app);
    restore(&scenario, &app, "早.zhupi", &file);
    app.until("document.querySelector(`[data-test~='project']`).textContent.includes('（')");
    closed(&app);
    at_rest(&app);
    assert_eq!(exported(&scenario, &app), before);
    app.quit();
}

/// The table of texts answers late.
const SLOW_TEXTS: &str = "
const getAll = IDBObjectStore.prototype.getAll;
IDBObjectStore.prototype.getAll = function (...what) {
  const request = getAll.apply(this, what);
  const end = performance.now() + 500;
  const goOn = () => { if (performance.now() < end) this.count().onsuccess = goOn; };
  if (this.name === 'texts') goOn();
  return request;
};
";

#[test]
fn a_backup_that_lacks_a_text_names_it_and_covers_nothing() {
    let scenario = Scenario::new("lacking-backup");
    let app = open(&scenario);
    Work::Accept.rush(&app, 2);
    at_rest(&app);
    app.go(&format!("{}manifest.webmanifest", scenario.url()));
    app.script_later(CLEAR_TEXTS, vec![]);
    app.script_later(FORGET_COPIES, vec![]);
    app.go(&scenario.url());
    app.until("document.querySelector(`[data-test~='notice']`)?.textContent.includes('正文没有读出来')");
    let before = app.script(COVERED, vec![]);
    backup(&scenario, &app);
    app.until("document.querySelector(`[data-test~='notice']`)?.textContent.includes('已存为')");
    let told = app.text("notice");
    assert!(told.contains("城镇化") && told.contains("乡村建设"), "{told}");
    assert_eq!(app.script(COVERED, vec![]), before, "it is still time for a backup");
    app.quit();
}

/// Removes every text from the database, as damage would.
const CLEAR_TEXTS: &str = "
const done = arguments[0];
const opening = indexedDB.open('zhupi');
opening.onsuccess = () => {
  const clearing = opening.result.transaction('texts', 'readwrite');
  clearing.objectStore('texts').clear();
  clearing.oncomplete = () => { opening.result.close(); done(1); };
};
";

/// What the browser remembers of backups.
const COVERED: &str = "return Object.entries(localStorage).filter(([key]) => key.startsWith('zhupi/backup/'))";

#[test]
fn a_damaged_backup_comes_back_as_far_as_it_goes_and_says_what_does_not() {
    let scenario = Scenario::new("salvaged");
    let app = open(&scenario);
    let mut file = backup(&scenario, &app);
    let state = file.windows(10).position(|word| word == b"state/0001").expect("it holds the state");
    file[state + 200] ^= 1;
    restore(&scenario, &app, "坏.zhupi", &file);
    app.until("document.querySelector(`[data-test~='report-problems']`)?.textContent.includes('state/0001')");
    app.screenshot("report");
    app.click("dialog-close");
    app.until("document.querySelectorAll('[data-test=document]').length === 2");
    app.quit();
}

#[test]
fn raw_data_goes_out_and_comes_back() {
    let scenario = Scenario::new("raw-back");
    let app = open(&scenario);
    Work::Accept.rush(&app, 4);
    at_rest(&app);
    let before = exported(&scenario, &app);
    // As the screen for crashes writes it, with plain script.
    app.script("zhupi.crashed('样例')", vec![]);
    app.screenshot("crash");
    app.script("document.getElementById('rescue-export').click()", vec![]);
    let raw = scenario.download(".json");
    wipe(&scenario, &app);
    restore(&scenario, &app, "raw.json", &raw);
    closed(&app);
    at_rest(&app);
    assert_eq!(exported(&scenario, &app), before);
    app.click("saved");
    app.screenshot("dialog");
    app.click("raw-save");
    assert!(scenario.download(".json").starts_with(b"{"));
    app.quit();
}

#[test]
fn backups_go_into_a_granted_folder_by_themselves() {
    let scenario = Scenario::new("folder");
    let app = open(&scenario);
    // The browser's own private files stand for a folder that a person chose.
    app.script(
        "window.showDirectoryPicker = async () => \
         (await navigator.storage.getDirectory()).getDirectoryHandle('chosen', { create: true })",
        vec![],
    );
    Work::Accept.rush(&app, 3);
    at_rest(&app);
    app.click("saved");
    app.click("backup-folder");
    let mine = app.until(&format!("({IN_FOLDER})()"));
    app.click("dialog-close");
    closed(&app);

    Work::Accept.rush(&app, 1);
    at_rest(&app);
    let uncovered = app.script(COVERED, vec![]);
    // Another project, of the same name, that was worked in on many days.
    app.click("project");
    app.click("project-make");
    app.until("document.querySelectorAll('[data-test=document]').length === 0");
    app.upload("file-input", &[scenario.file("渠道.txt", "年内整治渠道12公里。\n".as_bytes())]);
    let all = format!("(async () => (await ({IN_FOLDER})())?.length === 2)()");
    app.until(&all);
    let covered = app.script(COVERED, vec![]);
    assert!(covered.as_array().is_some_and(|all| all.contains(&uncovered[0])), "its file holds nothing of {uncovered}");
    assert_eq!(app.script_later(MANY_DAYS, vec![mine[0].clone()]), 21);
    app.click("dialog-close");
    closed(&app);
    Work::Accept.rush(&app, 1);
    app.until(&format!("(async () => (await ({IN_FOLDER})())?.length < 21)()"));
    let left = app.until(&format!("({IN_FOLDER})()"));
    assert!(left.as_array().is_some_and(|left| left.contains(&mine[0])), "{mine} is not theirs: {left}");

    // The permission ends with the browser's patience.
    app.script("FileSystemHandle.prototype.queryPermission = async () => 'prompt'", vec![]);
    app.click("saved");
    app.until("document.querySelector('[data-test=backup-folder]')?.textContent.includes('重新授权')");
    app.screenshot("again");
    app.quit();
}

/// The names of the backups in the folder, in order.
const IN_FOLDER: &str = "async () => { const root = await navigator.storage.getDirectory(); \
const chosen = await root.getDirectoryHandle('chosen').catch(() => undefined); const names = []; \
if (chosen) for await (const name of chosen.keys()) names.push(name); \
return names.length > 0 && names.every((name) => /^zhupi-.*-[0-9a-f]{12}-[0-9]{13}\\.zhupi$/.test(name)) && names.sort(); }";

/// Twenty older files, two each day, instead of the one of the project whose file is not the one named.
const MANY_DAYS: &str = "
const [mine, done] = arguments;
(async () => {
  const root = await navigator.storage.getDirectory();
  const chosen = await root.getDirectoryHandle('chosen');
  let theirs;
  for await (const name of chosen.keys()) if (name !== mine) theirs = name;
  for (let at = 1; at <= 20; at += 1) {
    const name = theirs.replace(/[0-9]{13}/, Date.now() - at * 43_200_000);
    const writing = await (await chosen.getFileHandle(name, { create: true })).createWritable();
    await writing.write('older');
    await writing.close();
  }
  await chosen.removeEntry(theirs);
  let n = 0;
  for await (const name of chosen.keys()) n += name.length > 0;
  done(n);
})();
";

#[test]
fn after_fifty_changes_a_backup_is_called_for_and_after_a_week_asked_for() {
    let scenario = Scenario::new("reminder");
    let app = open(&scenario);
    Work::Accept.rush(&app, 60);
    at_rest(&app);
    app.until("document.querySelector(`[data-test~='save-file']`)");
    app.screenshot("badge");
    // Another project has nothing that calls for one.
    app.click("project");
    app.click("project-make");
    app.until("document.querySelectorAll('[data-test=document]').length === 0");
    app.until("!document.querySelector(`[data-test~='save-file']`)");
    app.click("project");
    app.until("document.querySelectorAll('[data-test=project-remove]').length === 2");
    app.click("project-remove");
    app.until("document.querySelectorAll('[data-test=document]').length === 2");
    closed(&app);
    Work::Accept.rush(&app, 1);
    at_rest(&app);
    app.until("document.querySelector(`[data-test~='save-file']`)");
    backup(&scenario, &app);
    app.until("!document.querySelector(`[data-test~='save-file']`)");
    // A week ago something was done that no backup covers.
    app.script(
        "for (const key of Object.keys(localStorage)) if (key.startsWith('zhupi/backup/')) \
         localStorage.setItem(key, `0 ${Date.now() - 8 * 24 * 3600 * 1000}`)",
        vec![],
    );
    Work::Undo.rush(&app, 1);
    app.find("backup-urgent");
    app.screenshot("question");
    app.quit();
}

#[test]
fn a_flipped_bit_in_the_browsers_database_is_noticed_and_told() {
    let rounds = setting("ZHUPI_APP_FLIPS", 3);
    let scenario = Scenario::new("flipped");
    let app = open(&scenario);
    let mut dice = seed();
    // What is brought back comes beside it, as another project.
    let mut project = json!("");
    for round in 0..rounds {
        Work::Accept.next(status(&app).n_pending).rush(&app, 2);
        at_rest(&app);
        let before = status(&app).n_pending;
        // Another page of the same site, so that nobody else writes meanwhile.
        app.go(&format!("{}manifest.webmanifest", scenario.url()));
        let store = ["journal", "snapshots"][round % 2];
        let flipped = app.script_later(FLIP, vec![json!(store), json!(dice.below(1 << 30)), project.clone()]);
        app.go(&scenario.url());
        at_rest(&app);
        let found = status(&app).n_pending;
        if flipped.is_string() {
            project = flipped;
            let told = app.has("notice") && app.text("notice").contains("损坏");
            assert!(told, "round {round}: {store}, silent; {before} before, {found} found");
            app.script("document.querySelector('[data-test~=notice] button')?.click()", vec![]);
            app.script("document.querySelector('[data-test=dialog-close]')?.click()", vec![]);
        }
        assert!((0..=400).contains(&found), "round {round}: it opens");
    }
    figure("bit flipped in IndexedDB", rounds, 0, &format!("seed {}, {}", setting("ZHUPI_SEED", 1), app.version()));
    app.quit();
}

/// Flips a bit of the last record that a table has of a project, or of any where none is named; gives the project.
const FLIP: &str = "
const [store, random, project, done] = arguments;
const opening = indexedDB.open('zhupi');
opening.onsuccess = () => {
  const database = opening.result;
  const transaction = database.transaction(store, 'readwrite');
  let outcome = null;
  const range = project ? IDBKeyRange.bound([project], [project, []]) : null;
  transaction.objectStore(store).openCursor(range, 'prev').onsuccess = (event) => {
    const cursor = event.target.result;
    if (!cursor) return;
    const bytes = cursor.value.slice();
    bytes[random % bytes.length] ^= 1 << (random >> 8) % 8;
    cursor.update(bytes);
    outcome = cursor.key[0];
  };
  transaction.oncomplete = () => { database.close(); done(outcome); };
};
";

#[test]
fn a_database_that_is_gone_leads_to_a_recovery_and_never_to_a_welcome() {
    for has_copy in [true, false] {
        let scenario = Scenario::new(if has_copy { "vanished" } else { "vanished-without-copy" });
        let app = open(&scenario);
        // A new project has its second copy within seconds.
        app.until(COPIED);
        app.go(&format!("{}manifest.webmanifest", scenario.url()));
        app.script_later(
            "const done = arguments[0]; indexedDB.deleteDatabase('zhupi').onsuccess = () => done(1)",
            vec![],
        );
        if !has_copy {
            app.script_later(FORGET_COPIES, vec![]);
        }
        app.go(&scenario.url());
        let told = app.text("lost");
        assert!(told.contains("我的项目"), "{told}");
        assert_eq!(told.contains("已从第二份副本找回"), has_copy, "{told}");
        app.screenshot("lost");
        assert!(!app.has("tour-skip"), "no welcome");
        let found = app.script("return document.querySelectorAll('[data-test=document]').length", vec![]);
        assert_eq!(found, json!(if has_copy { 2 } else { 0 }));
        app.quit();
    }
}

#[test]
fn a_project_that_reads_back_empty_comes_back_beside_it_and_no_copy_is_touched() {
    let scenario = Scenario::new("all-damaged");
    let app = open(&scenario);
    app.until(COPIED);
    app.go(&format!("{}manifest.webmanifest", scenario.url()));
    let before = app.script(&format!("return {COPIES}"), vec![]);
    app.script_later(FLIP_ALL, vec![]);
    app.go(&scenario.url());
    let told = app.text("lost");
    assert!(told.contains("较新的副本已另存为新项目"), "{told}");
    app.screenshot("all-damaged");
    assert!(!app.has("tour-skip") && !app.has("document"), "neither a welcome nor samples");
    app.until(&format!(
        "(async () => {{ const names = await {COPIES}; \
         return names.length > {before}.length && {before}.every((name) => names.includes(name)) }})()"
    ));
    app.click("dialog-close");
    closed(&app);
    app.click("project");
    app.until("document.querySelectorAll('[data-test=project-open]').length === 2");
    app.script("document.querySelector('[data-test=project-open]:not(:disabled)').click()", vec![]);
    app.until("document.querySelectorAll('[data-test=document]').length === 2");
    app.quit();
}

/// The second copies of snapshots, each with the folder of its project; not what the browser is still writing.
const COPIES: &str = "(async () => { const root = await navigator.storage.getDirectory(); const names = []; \
for await (const project of (await root.getDirectoryHandle('zhupi')).values()) if (project.kind === 'directory') \
for await (const name of project.keys()) if (/^snapshot\\.[0-9a-f]+$/.test(name)) \
names.push(`${project.name}/${name}`); \
return names; })()";

/// Flips a bit of every record of the journal and of every snapshot.
const FLIP_ALL: &str = "
const done = arguments[0];
const opening = indexedDB.open('zhupi');
opening.onsuccess = () => {
  const database = opening.result;
  const transaction = database.transaction(['journal', 'snapshots'], 'readwrite');
  for (const store of ['journal', 'snapshots']) {
    transaction.objectStore(store).openCursor().onsuccess = (event) => {
      const cursor = event.target.result;
      if (!cursor) return;
      const bytes = cursor.value.slice();
      bytes[80] ^= 1;
      cursor.update(bytes);
      cursor.continue();
    };
  }
  transaction.oncomplete = () => { database.close(); done(1); };
};
";

/// Becomes true when a second copy holds more than an empty project.
const COPIED: &str = "(async () => { const root = await navigator.storage.getDirectory(); \
const ours = await root.getDirectoryHandle('zhupi').catch(() => undefined); \
if (ours) for await (const project of ours.values()) if (project.kind === 'directory') \
for await (const name of project.keys()) if (/^snapshot\\.[0-9a-f]*[1-9a-f][0-9a-f]*$/.test(name)) return true; \
return false; })()";

/// Removes the second copies, and leaves the note of what there was.
const FORGET_COPIES: &str = "
const done = arguments[0];
(async () => {
  const root = await navigator.storage.getDirectory();
  const ours = await root.getDirectoryHandle('zhupi');
  const projects = [];
  for await (const project of ours.values()) if (project.kind === 'directory') projects.push(project.name);
  for (const name of projects) await ours.removeEntry(name, { recursive: true });
  done(1);
})();
";
