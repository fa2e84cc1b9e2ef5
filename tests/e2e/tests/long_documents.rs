//! Documents of any length: an edit draws the blocks it changed and no others, and the page never fills with elements.

use serde_json::{Value, json};
use zhupi_e2e::bench::{line, on_the_desk, open_document, until_current};
use zhupi_e2e::{App, Key, Scenario};

/// What is done, and how.
type Step<'a> = (&'a str, &'a dyn Fn(&App));

/// How many elements the page may have, whatever is open.
const MOST: u64 = 2_000;

fn elements(app: &App) -> u64 {
    app.script("return document.querySelectorAll('*').length", Vec::new()).as_u64().unwrap_or(u64::MAX)
}

/// From now on the page notes which blocks are taken out or put in.
fn watch(app: &App) {
    let script = "window.drawn?.disconnect(); window.changed = new Set(); \
        const block = (node) => node.querySelector?.('[data-block]')?.dataset.block ?? node.parentElement?.closest('.block')?.querySelector('[data-block]')?.dataset.block; \
        const inside = (change) => block(change.target.closest?.('.block') ?? change.target); \
        window.drawn = new MutationObserver((changes) => { for (const change of changes) \
            for (const node of [...change.addedNodes, ...change.removedNodes]) changed.add(block(node) ?? inside(change)); }); \
        window.drawn.observe(document.querySelector('[data-test=text]'), { childList: true, subtree: true })";
    app.script(script, Vec::new());
}

/// The blocks that were drawn again, once two frames have passed.
fn drawn_again(app: &App) -> Vec<String> {
    let script = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done([...window.changed])))";
    let list = app.script_later(script, Vec::new());
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

#[test]
fn an_edit_draws_only_the_blocks_that_it_changes() {
    let scenario = Scenario::new("redraw");
    let app = scenario.open();
    let lines: Vec<String> = (0..4_000).map(|at| format!("第{at}处山上有树,水里有鱼,林间有风,谷中有雾。")).collect();
    let text = lines.join("\n") + "\n";
    let mut marked: Value = serde_json::from_str(&line("长文", &text, &[])).expect("a line is JSON");
    let mut start = 0;
    let spans: Vec<Value> = lines
        .iter()
        .map(|line| {
            let at = start + line.chars().position(|ch| ch == '山').unwrap_or(0);
            start += line.chars().count() + 1;
            json!({ "start": at, "end": at + 2, "label": "LOC" })
        })
        .collect();
    marked["spans"] = json!(spans);
    on_the_desk(&scenario, &app, "长文.jsonl", &marked.to_string(), "长文");
    app.until("document.querySelector('[data-test=totals]').textContent.includes('4000')");
    assert!(elements(&app) <= MOST);

    let steps: [Step; 5] = [
        ("a label", &|app| app.press("2")),
        ("undo", &|app| app.press_with(&[Key::Control], "z")),
        ("redo", &|app| app.press_with(&[Key::Control, Key::Shift], "z")),
        ("an edge", &|app| app.press_with(&[Key::Shift], "\u{e014}")),
        ("delete", &|app| app.press("\u{e017}")),
    ];
    app.drag_over("text", "鱼,林间");
    app.find("palette");
    let marks = "document.querySelectorAll('[data-test=text] mark').length";
    let mut before = app.until(marks);
    for (step, act) in steps {
        if matches!(step, "an edge" | "delete") {
            app.click_on("text", "鱼,林间", 1);
            app.until("document.querySelector('[data-test=details-words]')?.textContent.startsWith('鱼,林间')");
        }
        watch(&app);
        act(&app);
        if step == "an edge" {
            until_current(&app, "鱼,林间有");
        } else {
            app.until(&format!("{marks} !== {before}"));
        }
        before = app.until(marks);
        assert_eq!(drawn_again(&app), ["0"], "{step}");
    }
    app.script("document.querySelector('[data-test=pane]').scrollTop = 60000", Vec::new());
    app.until("document.querySelector('[data-test=text]').textContent.includes('第1550处')");
    assert!(elements(&app) <= MOST);
    app.click("tab-list");
    app.find("mark-row");
    assert!(elements(&app) <= MOST);
    app.quit();
}

#[test]
fn a_paragraph_of_nested_marks_stays_light() {
    let scenario = Scenario::new("crowded");
    let app = scenario.open();
    let text = format!("{}\n{}", "山水林田".repeat(450), "山水林田。\n".repeat(60));
    let deep = |spans: Vec<Value>, name: &str| {
        let mut document: Value = serde_json::from_str(&line(name, &text, &[])).expect("a line is JSON");
        document["spans"] = json!(spans);
        document.to_string()
    };
    let labels = ["DEPT", "ORG", "LOC", "QTY"];
    let nested = (0..300).map(|at| json!({ "start": at, "end": 1_700 - at, "label": labels[at % 4] })).collect();
    let dense = (0..900).map(|at| json!({ "start": at * 2, "end": at * 2 + 1, "label": labels[at % 4] })).collect();
    let both = [deep(nested, "层层相套"), deep(dense, "密密麻麻")];
    on_the_desk(&scenario, &app, "两篇.jsonl", &both.join("\n"), "层层相套");
    app.until("document.querySelector('[data-test=text] mark')");
    app.until("document.querySelector('[data-test=text] .more').dataset.more.length > 2");
    assert!(elements(&app) <= MOST, "{} elements", elements(&app));
    app.screenshot("nested");
    // A mark that lies too deep to be drawn can be reached all the same, and is shown then.
    app.click("tab-list");
    app.until("document.querySelectorAll('[data-test=mark-row]').length > 10");
    app.script("document.querySelectorAll('[data-test=mark-row]')[2].click()", Vec::new());
    app.until(
        "document.querySelector('.overlay .here') || document.querySelector('[data-test=text] mark[aria-current]')",
    );
    open_document(&app, "密密麻麻");
    app.until("document.querySelectorAll('[data-test=text] mark').length > 100");
    assert!(elements(&app) <= MOST, "{} elements", elements(&app));
    app.quit();
}

#[test]
fn hundreds_of_documents_are_listed_without_being_drawn() {
    let scenario = Scenario::new("many");
    let app = scenario.open();
    let lines: Vec<String> = (0..300).map(|at| line(&format!("第{at}篇"), "山上有树。\n", &[])).collect();
    on_the_desk(&scenario, &app, "很多.jsonl", &lines.join("\n"), "第0篇");
    assert!(elements(&app) <= MOST, "{} elements", elements(&app));
    app.script(
        "const list = document.querySelector('[data-test=documents]'); list.scrollTop = list.scrollHeight",
        Vec::new(),
    );
    open_document(&app, "第299篇");
    app.press_with(&[Key::Alt], "\u{e013}");
    app.until("document.querySelector('[data-test=document][aria-current]').textContent.includes('第298篇')");
    app.press("/");
    app.press("第150篇\u{e007}");
    app.until("document.querySelector('[data-test=document][aria-current]').textContent.includes('第150篇')");
    app.quit();
}

#[test]
fn a_block_that_grew_takes_its_room_also_when_it_is_out_of_view() {
    let scenario = Scenario::new("grown");
    let app = scenario.open();
    let first = "山上有树水里有鱼林间有风谷中有雾山下有路桥下有水田里有谷";
    let text: String =
        (0..900).map(|at| if at == 0 { format!("{first}\n") } else { format!("{at}段:山上有树。\n") }).collect();
    on_the_desk(&scenario, &app, "长文.jsonl", &line("长文", &text, &[]), "长文");
    let number = |script: &str| app.script(script, Vec::new()).as_f64().unwrap_or(f64::NAN);
    let look = |top: u32, words: &str| {
        app.script(&format!("document.querySelector('[data-test=pane]').scrollTop = {top}"), Vec::new());
        app.until(&format!("document.querySelector('[data-test=text]').textContent.includes('{words}')"));
    };
    let height_from_afar = || {
        look(15_000, "385段");
        app.until("!document.querySelector('[data-test=text]').textContent.includes('山上有树水里')");
        let height = number("return document.querySelector('[data-test=pane]').scrollHeight");
        look(0, first);
        height
    };
    let block = "return document.querySelector('[data-test=text] .block').getBoundingClientRect().height";
    // Once around, so that all that will be seen is measured.
    height_from_afar();
    let (before, low) = (height_from_afar(), number(block));
    for words in ["山上有树", "林间有风", "田里有谷"] {
        app.drag_over("text", words);
        app.find("palette");
        app.press("3");
        until_current(&app, words);
    }
    let high = number(block);
    assert!(high > low + 10.0, "three labels need another line: {low} {high}");
    let after = height_from_afar();
    assert!((after - before - (high - low)).abs() < 2.0, "{before} {after}, {low} {high}");
    app.quit();
}
