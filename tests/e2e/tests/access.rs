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
        while app.script("return document.documentElement.className", Vec::new()) != json!(theme)
            || app.script("return localStorage.getItem('zhupi.theme')", Vec::new()) != json!(theme)
        {
            app.click("theme");
        }
        for width in [1280, 390] {
            resize(&app, width);
            walk(&app, &mut |app, state| look(app, &format!("{state}, {theme}, {width}")), width > 1000);
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
    for name in ["全部快捷键", "导出", "粘贴文本", "三步上手", "项目", "文档信息"] {
        command(app, name);
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
    app.click("ledger-grouped");
    app.find("ledger-group");
    look(app, "ledger by department");
    app.click("view-annotate");
}

fn command(app: &App, name: &str) {
    app.press_with(&[zhupi_e2e::Key::Control], "k");
    app.find("command-words");
    app.until("document.activeElement.id === 'command-words'");
    app.press(name);
    app.until(&format!("document.querySelector('[data-test=command]')?.textContent.includes('{name}')"));
    app.press("\u{e007}");
}

fn resize(app: &App, width: u32) {
    app.devtools(
        "Emulation.setDeviceMetricsOverride",
        json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false }),
    );
    app.until(&format!("innerWidth === {width}"));
}
