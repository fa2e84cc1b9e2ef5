//! Marking by mouse and by key: words, edges, parts, stacks, relations, all occurrences.

use serde_json::{Value, json};
use zhupi_e2e::bench::{line, marks, on_the_desk, open_document, until_current, until_marked};
use zhupi_e2e::{App, Key, Scenario};

/// Words of our own in which no recogniser finds anything.
const TEXT: &str =
    "巡山护林的规矩\n护林人清早出门,沿着山脊慢慢走,看树看草看溪水。\n夜里起风,护林人点灯记下风声,巡山从不间断。\n";

const RIGHT: &str = "\u{e014}";
const LEFT: &str = "\u{e012}";
const DOWN: &str = "\u{e015}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";

fn desk(name: &str, marked: &[(&str, &str)]) -> (Scenario, App) {
    let scenario = Scenario::new(name);
    let app = scenario.open();
    on_the_desk(&scenario, &app, "规矩.jsonl", &line("护林规矩", TEXT, marked), "护林规矩");
    (scenario, app)
}

/// What is selected, as the page holds it.
fn selected(app: &App) -> String {
    app.script("return String(getSelection())", Vec::new()).as_str().unwrap_or_default().to_owned()
}

fn until_selected(app: &App, words: &str) {
    app.until(&format!("String(getSelection()) === '{words}'"));
}

#[test]
fn a_double_click_takes_the_word_a_triple_click_the_clause() {
    let (_scenario, app) = desk("words", &[]);
    // What the page asks the worker is written down.
    let spy = "window.asked = []; const post = Worker.prototype.postMessage; \
        Worker.prototype.postMessage = function (message, ...rest) { \
            const head = JSON.stringify(message); window.asked.push(head); \
            if (window.deaf && head.includes('WordAt')) return; return post.call(this, message, ...rest); }";
    app.script(spy, Vec::new());
    app.click_on("text", "山脊慢慢", 2);
    until_selected(&app, "山脊");
    app.find("palette");
    assert!(app.script("return window.asked.some((it) => it.includes('WordAt'))", Vec::new()) == json!(true));
    app.press(ESCAPE);
    app.press(ESCAPE);

    // The worker does not answer: the browser's own word is taken.
    app.script("window.deaf = true", Vec::new());
    app.click_on("text", "溪水。", 2);
    until_selected(&app, "溪水");
    app.find("palette");
    app.press(ESCAPE);
    app.press(ESCAPE);

    app.click_on("text", "看草看溪水", 3);
    until_selected(&app, "看树看草看溪水");
    app.press("8");
    until_marked(&app, "看树看草看溪水/PROGRAM/accepted");
    // On a mark, the whole of it.
    app.click_on("text", "看草看溪水", 2);
    until_selected(&app, "看树看草看溪水");
    app.quit();
}

#[test]
fn edges_move_by_key_and_by_handle() {
    let (_scenario, app) = desk("edges", &[("山脊", "LOC")]);
    app.click_on("text", "山脊慢慢", 1);
    until_current(&app, "山脊");
    app.press_with(&[Key::Shift], RIGHT);
    until_current(&app, "山脊慢");
    app.press_with(&[Key::Shift], LEFT);
    until_current(&app, "山脊");
    app.press_with(&[Key::Control, Key::Shift], RIGHT);
    until_current(&app, "山脊慢慢");
    app.press_with(&[Key::Control, Key::Shift], LEFT);
    until_current(&app, "山脊");
    app.press_with(&[Key::Alt, Key::Shift], LEFT);
    until_current(&app, "着山脊");
    app.press_with(&[Key::Control, Key::Alt, Key::Shift], LEFT);
    until_current(&app, "沿着山脊");
    app.press_with(&[Key::Control, Key::Alt, Key::Shift], RIGHT);
    until_current(&app, "山脊");

    app.drag_to("end", "text", "慢慢走", true);
    until_current(&app, "山脊慢慢走");
    app.drag_to("start", "text", "沿着", false);
    until_current(&app, "沿着山脊慢慢走");
    for _ in 0..9 {
        app.press_with(&[Key::Control], "z");
    }
    until_marked(&app, "山脊/LOC/accepted");
    app.quit();
}

#[test]
fn the_words_of_the_current_mark_are_words_up_to_its_edges() {
    let (_scenario, app) = desk("knobs", &[("护林人清早出门", "ORG"), ("山脊", "LOC")]);
    // The drag ends where the mark does.
    app.click_on("text", "护林人清早", 1);
    until_current(&app, "护林人清早出门");
    app.drag_over("text", "清早出门");
    until_selected(&app, "清早出门");
    // It begins where the mark does, one that was made this moment.
    app.press("2");
    until_current(&app, "清早出门");
    app.drag_over("text", "清早");
    until_selected(&app, "清早");
    app.press("3");
    until_current(&app, "清早");
    assert!(marks(&app).iter().any(|mark| mark.starts_with("清早出门/")), "{:?}", marks(&app));
    app.screenshot("knobs");
    // Two clicks on the first or the last character take the whole mark.
    for words in ["山脊慢", "脊慢"] {
        app.press(ESCAPE);
        app.press(ESCAPE);
        app.press(ESCAPE);
        app.until("!document.querySelector('.handle')");
        app.click_on("text", words, 2);
        until_selected(&app, "山脊");
    }
    // A drag that is let go beside the text ends there, too.
    app.press(ESCAPE);
    app.press(ESCAPE);
    app.click_on("text", "山脊慢", 1);
    until_current(&app, "山脊");
    app.drag((640.0, 500.0), (20.0, 700.0));
    app.point_at("text", "夜里");
    app.until("!document.querySelector('#text.pressed')");
    app.quit();
}

#[test]
fn a_key_acts_on_what_was_clicked_right_before_it() {
    let (_scenario, app) = desk("quick", &[("护林人", "ORG"), ("山脊", "LOC")]);
    app.click_on("text", "护林人清早", 1);
    until_current(&app, "护林人");
    app.click_and_press("text", "山脊慢", 1, "\u{e017}");
    app.until("!document.querySelector('[data-test=text]').querySelector('mark[data-label=LOC]')");
    assert_eq!(marks(&app), ["护林人/ORG/accepted"]);
    // The worker has not said which word it is when the key is pressed; what it says later changes nothing.
    let slow = "const post = Worker.prototype.postMessage; Worker.prototype.postMessage = function (message, ...rest) { \
        const asks = JSON.stringify(message).includes('WordAt'); \
        if (asks) { setTimeout(() => { window.answered = true; }, 600); setTimeout(() => post.call(this, message, ...rest), 100); } \
        else { post.call(this, message, ...rest); } }";
    app.script(slow, Vec::new());
    app.click_and_press("text", "溪水。", 2, "3");
    until_marked(&app, "溪水/LOC/accepted");
    app.until("window.answered");
    assert!(!app.has("palette"), "the words are marked and nothing is asked");
    assert_eq!(marks(&app).len(), 2, "{:?}", marks(&app));
    app.quit();
}

#[test]
fn a_mark_may_have_parts() {
    let (scenario, app) = desk("parts", &[("护林人", "ORG")]);
    app.click_on("text", "护林人清早", 1);
    until_current(&app, "护林人");
    app.drag_with(&[Key::Control], "text", "慢慢走");
    until_current(&app, "护林人 慢慢走");
    assert!(marks(&app).contains(&"护林人+慢慢走/ORG/accepted".to_owned()), "{:?}", marks(&app));
    app.until("document.querySelector('.overlay .gap')");
    app.screenshot("parts");

    // By key: the caret chooses words, P adds them, Shift P takes them out.
    app.press("m");
    app.press(DOWN);
    app.press("\u{e011}");
    app.press_with(&[Key::Shift], &RIGHT.repeat(2));
    app.press("p");
    app.until("document.querySelector('[data-test=details-words]').textContent.split(' ').length === 3");
    app.press_with(&[Key::Shift], "P");
    until_current(&app, "护林人 慢慢走");
    app.drag_over("text", "慢走");
    app.press_with(&[Key::Shift], "P");
    until_current(&app, "护林人 慢");
    app.press_with(&[Key::Control], "z");
    until_current(&app, "护林人 慢慢走");

    // It is listed as one and goes out as one.
    app.click("tab-list");
    app.until("[...document.querySelectorAll('[data-test=mark-row]')].filter((it) => it.textContent.includes('护林人 慢慢走')).length === 1");
    app.press_with(&[Key::Control], "e");
    app.click("export-jsonl");
    let lines = String::from_utf8(scenario.download(".jsonl")).expect("JSON Lines are UTF-8");
    let row = lines.lines().find(|row| row.contains("护林规矩")).expect("the document is in it");
    let row: Value = serde_json::from_str(row).expect("a line is JSON");
    assert_eq!(row["spans"][0]["fragments"].as_array().map(Vec::len), Some(2), "{row}");
    app.quit();
}

#[test]
fn nested_and_crossing_marks_are_told_apart_and_reached() {
    let clause = "护林人点灯记下风声";
    let nested = ["护林人点灯记下风声,巡山从不间断", clause, "林人点灯记下", "人点灯记", "点灯", "灯"];
    let labels = ["TASK", "PROGRAM", "ORG", "LOC", "QTY", "TIME"];
    let marked: Vec<_> = nested.iter().copied().zip(labels).chain([("起风,护林人", "INDICATOR")]).collect();
    let (_scenario, app) = desk("stack", &marked);
    app.until("document.querySelectorAll('[data-test=text] mark').length > 4");
    // Four are drawn over each other, the rest is counted.
    let deepest = "Math.max(...[...document.querySelectorAll('[data-test=text] mark')].map((it) => { \
        let n = 0; for (let at = it; at.matches('mark'); at = at.parentElement) n += 1; return n; }))";
    assert_eq!(app.until(deepest), json!(4));
    assert_eq!(app.until("document.querySelector('[data-test=text] .more').dataset.more"), json!("+2"));
    let rules = "new Set([...document.querySelectorAll('[data-test=text] mark')].map((it) => Math.round(it.getBoundingClientRect().bottom))).size";
    assert!(app.until(rules).as_u64() >= Some(4), "rules lie one under the other");
    app.screenshot("nested");

    // By click, from the shortest to the longest and round again.
    for (turn, words) in ["灯", "点灯", "人点灯记", "林人点灯记下", clause, nested[0], "灯"].into_iter().enumerate()
    {
        app.click_anew("text", "灯记下", if turn % 2 == 0 { 0 } else { 7 });
        until_current(&app, words);
    }
    // By key.
    for words in ["点灯", "人点灯记", "林人点灯记下", clause, nested[0], "灯"] {
        app.press("s");
        until_current(&app, words);
    }
    assert_eq!(app.script("return document.querySelectorAll('[data-test=stacked]').length", Vec::new()), json!(5));
    app.click("stacked");
    app.until("document.querySelector('[data-test=details-words]').textContent !== '灯'");
    app.quit();
}

#[test]
fn every_occurrence_is_marked_in_one_step() {
    let scenario = Scenario::new("occurrences");
    let app = scenario.open();
    let other = "另一处的护林人也清早出门,护林人家里有灯。\n";
    let both = [line("护林规矩", TEXT, &[("护林人清早", "ORG")]), line("另一篇", other, &[])];
    on_the_desk(&scenario, &app, "两篇.jsonl", &both.join("\n"), "另一篇");
    let words = "[...document.querySelectorAll('[data-test=text] mark')].map((it) => it.textContent).join()";
    app.drag_over("text", "护林人");
    app.press("2");
    app.until(&format!("{words} === '护林人'"));
    // In the document, by key; one step back.
    app.press("a");
    app.until(&format!("{words} === '护林人,护林人'"));
    app.press_with(&[Key::Control], "z");
    app.until(&format!("{words} === '护林人'"));
    // In all documents, by key. Where a longer mark has the words, it keeps them.
    app.press_with(&[Key::Shift], "A");
    app.until(&format!("{words} === '护林人,护林人'"));
    open_document(&app, "护林规矩");
    app.until(&format!("{words} === '护林人清早,护林人'"));
    app.press_with(&[Key::Control], "z");
    app.until(&format!("{words} === '护林人清早'"));
    open_document(&app, "另一篇");
    app.until(&format!("{words} === '护林人'"));
    // By mouse.
    app.click_on("text", "护林人也", 1);
    app.click("mark-all");
    app.until(&format!("{words} === '护林人,护林人'"));
    app.quit();
}

#[test]
fn relations_are_made_seen_and_removed() {
    let (_scenario, app) = desk("relations", &[("清早", "TIME"), ("山脊", "LOC"), ("风声", "QTY")]);
    // By key: R, arrows to the other mark, Enter, Enter on the type that fits.
    app.click_on("text", "风声,", 1);
    until_current(&app, "风声");
    app.press("r");
    app.press(LEFT);
    until_current(&app, "山脊");
    app.until("document.querySelector('.arcs .making')");
    app.press(LEFT);
    until_current(&app, "清早");
    app.press(ENTER);
    app.find("dialog-relation");
    app.press(ENTER);
    app.until("document.querySelectorAll('[data-test=relations] li').length === 1");
    app.until("document.querySelector('[data-test=arcs] text').textContent === '期限'");
    // From one line to another it goes through no word.
    let crossed = "const [path, layer] = [document.querySelector('.arcs path'), document.querySelector('.overlay').getBoundingClientRect()]; \
        const all = document.createRange(); \
        const boxes = [...document.querySelectorAll('.words')].flatMap((it) => { all.selectNodeContents(it); return [...all.getClientRects()]; }); \
        const points = Array.from({ length: Math.ceil(path.getTotalLength()) }, (_, at) => path.getPointAtLength(at)); \
        return [boxes.length, points.length, points.filter(({ x, y }) => boxes.some((box) => box.left < x + layer.left \
            && x + layer.left < box.right && box.top + 4 < y + layer.top && y + layer.top < box.bottom - 4)).length]";
    let crossed = app.script(crossed, Vec::new());
    assert!(crossed[0].as_u64() > Some(2) && crossed[1].as_u64() > Some(50), "{crossed}");
    assert_eq!(crossed[2], json!(0));
    app.screenshot("relation");
    // By mouse.
    app.click_on("text", "山脊慢", 1);
    until_current(&app, "山脊");
    app.until("!document.querySelector('[data-test=arcs]')");
    app.click("relate");
    app.click_on("text", "风声,", 1);
    app.click("unfit");
    app.click("relation-measures");
    app.until("document.querySelectorAll('[data-test=relations] li').length === 2");
    app.until("document.querySelectorAll('[data-test=arcs] text').length === 2");
    // Pointing at a mark shows its relations, too; leaving it hides them.
    app.press(ESCAPE);
    app.until("!document.querySelector('[data-test=arcs]')");
    app.point_at("text", "清早出");
    app.until("document.querySelectorAll('[data-test=arcs] text').length === 1");
    app.point_at("text", "夜里");
    app.until("!document.querySelector('[data-test=arcs]')");
    // Removed from the list, and brought back.
    app.click_on("text", "风声,", 1);
    app.until("document.querySelectorAll('[data-test=relations] li').length === 2");
    app.script("document.querySelector('[data-test=relations] .icon').click()", Vec::new());
    app.until("document.querySelectorAll('[data-test=relations] li').length === 1");
    app.click("undo");
    app.until("document.querySelectorAll('[data-test=relations] li').length === 2");
    app.quit();
}

#[test]
fn making_a_relation_is_said_for_as_long_as_it_lasts() {
    let (_scenario, app) = desk("relating", &[("清早", "TIME"), ("山脊", "LOC"), ("溪水", "LOC")]);
    app.click_on("text", "山脊慢", 1);
    until_current(&app, "山脊");
    // Not in passing: in the place of what can be done else. The same key gives up, Escape too, without a word.
    for give_up in ["r", ESCAPE] {
        app.press("r");
        app.find("relating");
        assert!(!app.has("notice") && !app.has("review"));
        app.press(give_up);
        app.find("review");
        assert!(!app.has("relating") && !app.has("notice"));
        until_current(&app, "山脊");
    }
    app.press("r");
    app.screenshot("hint");
    app.click("relate-cancel");
    app.find("review");
    // Where no type fits, Enter makes no relation.
    app.press("r");
    app.press(RIGHT);
    until_current(&app, "溪水");
    app.press(ENTER);
    app.find("dialog-relation");
    app.screenshot("unfit");
    app.until("!document.querySelector('[data-test=relation-measures]').checkVisibility()");
    app.press(ENTER);
    app.until("!document.querySelector('dialog')");
    assert_eq!(app.script("return document.querySelectorAll('[data-test=relations] li').length", Vec::new()), json!(0));
    app.find("relating");
    // It can be meant all the same.
    app.press(ENTER);
    app.click("unfit");
    app.click("relation-measures");
    app.until("document.querySelectorAll('[data-test=relations] li').length === 1");
    app.find("review");
    app.quit();
}

#[test]
fn selecting_reaches_beyond_what_is_drawn_and_copies_what_stands_there() {
    let scenario = Scenario::new("selecting");
    let app = scenario.open();
    let text: String = (0..900).map(|at| format!("{at}段:山上有树,水里有鱼。\u{20bb7}\n")).collect();
    on_the_desk(&scenario, &app, "长文.jsonl", &line("长文", &text, &[("有树", "LOC")]), "长文");
    assert!(app.script("return document.querySelectorAll('.block').length", Vec::new()).as_u64() < Some(120));
    app.click_on("text", "0段", 1);
    app.press_with(&[Key::Control], "a");
    app.press_with(&[Key::Control], "c");
    let copied = "const data = new DataTransfer(); \
        document.querySelector('[data-test=pane]').dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true })); \
        return data.getData('text/plain')";
    assert_eq!(app.script(copied, Vec::new()), json!(text), "every character, and nothing that is only drawn");
    // The end of what is selected is out of view; the palette is not. Escape closes it and leaves the words selected;
    // dragging inside them selects anew and drags nothing away.
    app.find("palette");
    app.until("(box => box.top > 0 && box.bottom < innerHeight)(document.querySelector('[data-test=palette]').getBoundingClientRect())");
    app.press(ESCAPE);
    app.until("!document.querySelector('[data-test=palette]')");
    app.drag_over("text", "2段:山上有树,水里");
    app.find("palette");
    app.press(ESCAPE);
    // The selection stays while its ends are scrolled away.
    let before = selected(&app);
    assert!(before.contains("山上有树"));
    app.script("document.querySelector('[data-test=pane]').scrollTop = 30000", Vec::new());
    app.until("document.querySelector('[data-test=text]').textContent.includes('775段')");
    assert_eq!(selected(&app), before);
    // The caret begins where one reads, not where the text does.
    app.press(ESCAPE);
    app.until("String(getSelection()) === ''");
    app.press("m");
    app.until("document.querySelector('.overlay .caret')");
    app.press_with(&[Key::Shift], &RIGHT.repeat(2));
    app.until("String(getSelection()).length === 2");
    let top = app.script("return document.querySelector('[data-test=pane]').scrollTop", Vec::new());
    assert!(top.as_f64().is_some_and(|top| (top - 30_000.0).abs() < 900.0), "{top}");
    app.quit();
}
