//! The installed app is started with files: by a double click on them, or by "open with".

use serde_json::json;
use zhupi_e2e::Scenario;

/// What a browser hands an installed app when the system opens a file with it. A test cannot install the app, so it
/// stands in for the browser here, and only here.
const QUEUE: &str = "Object.defineProperty(window, 'launchQueue', \
    { value: { setConsumer(consumer) { window.launchedWith = consumer; } } });";

#[test]
fn files_that_the_system_opens_are_taken_in() {
    let scenario = Scenario::new("launched");
    let app = scenario.browser();
    app.before_every_page(QUEUE);
    app.go(&scenario.url());
    app.started();
    app.until("document.querySelectorAll('[data-test=document]').length >= 2");
    app.click("tour-skip");
    let open = "const file = new File([arguments[0]], arguments[1], { type: 'text/plain' }); \
        window.launchedWith({ files: [{ getFile: async () => file }] })";
    app.script(open, vec![json!("青禾市人民政府\n到2027年新增公办学位3200个。\n"), json!("学位计划.txt")]);
    app.until("document.querySelectorAll('[data-test=document]').length === 3");
    app.until("document.querySelector('[data-test=text]').textContent.includes('新增公办学位')");
    app.quit();
}
