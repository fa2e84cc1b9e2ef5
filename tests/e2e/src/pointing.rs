//! Mouse and finger: clicking, dragging and tapping where words stand on the page.

use std::thread;
use std::time::Duration;

use serde_json::json;
use thirtyfour::Key;
use thirtyfour::common::command::{Actions, Command};

use crate::app::App;

impl App {
    /// Drags over words in a part, as with a mouse, from before the first to behind the last character.
    pub fn drag_over(&self, part: &str, words: &str) {
        self.drag_with(&[], part, words);
    }

    /// Drags over words while keys are held.
    pub fn drag_with(&self, held: &[Key], part: &str, words: &str) {
        let [from_x, from_y, to_x, to_y] = self.place_of(part, words);
        let chain = held.iter().fold(self.driver().action_chain(), |chain, key| chain.key_down(key.clone()));
        let chain = chain.move_to(from_x, from_y).click_and_hold().move_to(to_x, to_y).release();
        let chain = held.iter().rev().fold(chain, |chain, key| chain.key_up(key.clone()));
        self.wait_for(chain.perform()).expect("the pointer moves");
    }

    /// Clicks so many times on the first character of words in a part.
    pub fn click_on(&self, part: &str, words: &str, times: usize) {
        self.click_and_press(part, words, times, "");
    }

    /// Clicks so many times on the first character of words, and types on without a pause.
    pub fn click_and_press(&self, part: &str, words: &str, times: usize, keys: &str) {
        let [x, y, ..] = self.place_of(part, words);
        let chain = (0..times).fold(self.driver().action_chain().move_to(x + 4, y), |chain, _| chain.click());
        self.wait_for(chain.send_keys(keys).perform()).expect("the pointer clicks, and keys are pressed");
    }

    /// Clicks once on the first character of words, a little beside the last click, so that no double click comes of it.
    pub fn click_anew(&self, part: &str, words: &str, beside: i64) {
        let [x, y, ..] = self.place_of(part, words);
        let elsewhere = self.driver().action_chain().move_to(x + 4 + beside, y + beside).click();
        self.wait_for(elsewhere.perform()).expect("the pointer clicks");
    }

    /// Moves the pointer over the first character of words in a part.
    pub fn point_at(&self, part: &str, words: &str) {
        let [x, y, ..] = self.place_of(part, words);
        self.wait_for(self.driver().action_chain().move_to(x + 4, y).perform()).expect("the pointer moves");
    }

    /// Drags the knob of an edge to a character of the words in a part: before the first, or behind the last.
    pub fn drag_to(&self, from: &str, part: &str, words: &str, behind: bool) {
        let [start_x, start_y, end_x, end_y] = self.place_of(part, words);
        let [x, y] = self.knob_of(from);
        let (to_x, to_y) = if behind { (end_x, end_y) } else { (start_x, start_y) };
        let drag = self.driver().action_chain().move_to(x, y).click_and_hold().move_to(to_x, to_y).release();
        self.wait_for(drag.perform()).expect("the pointer moves");
    }

    /// The same with a finger.
    pub fn swipe_to(&self, from: &str, part: &str, words: &str, behind: bool) {
        let [start_x, start_y, end_x, end_y] = self.place_of(part, words);
        let [x, y] = self.knob_of(from);
        let (to_x, to_y) = if behind { (end_x, end_y) } else { (start_x, start_y) };
        self.touch(&[(x, y), (i64::midpoint(x, to_x), i64::midpoint(y, to_y)), (to_x, to_y)]);
        self.lift();
    }

    /// Taps with a finger on the first character of words in a part.
    pub fn tap_on(&self, part: &str, words: &str) {
        let [x, y, ..] = self.place_of(part, words);
        // In one command: between two, a busy machine makes a long press of it.
        let tap = json!([{ "id": "finger", "type": "pointer", "parameters": { "pointerType": "touch" }, "actions": [
            { "type": "pointerMove", "duration": 0, "x": x + 4, "y": y },
            { "type": "pointerDown", "button": 0 },
            { "type": "pointerUp", "button": 0 },
        ] }]);
        self.wait_for(self.driver().cmd(Command::PerformActions(Actions::from(tap)))).expect("the finger taps");
    }

    /// Rests with a finger on the first character of words in a part until it has taken something, goes on to the last one and
    /// lifts it, or lifts it at once.
    pub fn rest_on(&self, part: &str, words: &str, goes_on: bool) {
        let [x, y, to_x, to_y] = self.place_of(part, words);
        self.touch(&[(x + 4, y)]);
        self.until("document.querySelector('.dragged')");
        if goes_on {
            self.move_touch(&[(i64::midpoint(x, to_x), i64::midpoint(y, to_y)), (to_x, to_y)]);
        }
        self.lift();
    }

    /// Rests with a finger on the first character of words until it has taken something; then the browser takes it over.
    pub fn break_off(&self, part: &str, words: &str) {
        let [x, y, ..] = self.place_of(part, words);
        self.touch(&[(x + 4, y)]);
        self.until("document.querySelector('.dragged')");
        self.devtools("Input.dispatchTouchEvent", json!({ "type": "touchCancel", "touchPoints": [] }));
    }

    /// Drags the knob of an edge with a finger to the lower edge of a part, and leaves it there.
    pub fn drag_off(&self, from: &str, part: &str) {
        let [x, y] = self.knob_of(from);
        let script = "return document.querySelector(`[data-test~='${arguments[0]}']`).getBoundingClientRect().bottom";
        let bottom = self.script(script, vec![json!(part)]).as_f64().map_or(y, |pixels| pixels.round() as i64);
        self.touch(&[(x, y), (x, i64::midpoint(y, bottom)), (x, bottom - 12)]);
    }

    /// Lifts the finger, which has come to rest: one that moves would leave the text gliding, and the next tap halts that.
    pub fn lift(&self) {
        thread::sleep(Duration::from_millis(80));
        self.devtools("Input.dispatchTouchEvent", json!({ "type": "touchEnd", "touchPoints": [] }));
    }

    /// Puts a finger on the first point and moves it over the others.
    fn touch(&self, points: &[(i64, i64)]) {
        let Some((&(x, y), others)) = points.split_first() else { return };
        self.devtools("Input.dispatchTouchEvent", json!({ "type": "touchStart", "touchPoints": [{ "x": x, "y": y }] }));
        self.move_touch(others);
    }

    fn move_touch(&self, points: &[(i64, i64)]) {
        for (x, y) in points {
            let points = json!([{ "x": x, "y": y }]);
            self.devtools("Input.dispatchTouchEvent", json!({ "type": "touchMove", "touchPoints": points }));
        }
    }

    /// Swipes up from the middle of a part, as who reads on does.
    pub fn swipe_up(&self, part: &str, pixels: i64) {
        let script = "const box = document.querySelector(`[data-test~='${arguments[0]}']`).getBoundingClientRect(); \
            return [box.left + box.width / 2, box.top + box.height / 2]";
        let place = self.script(script, vec![json!(part)]);
        let [x, y] = [0, 1].map(|which| place[which].as_f64().map_or(0, |pixels| pixels.round() as i64));
        let steps: Vec<_> = (0..=8).map(|step| (x, y - pixels * step / 8)).collect();
        self.touch(&steps);
        self.devtools("Input.dispatchTouchEvent", json!({ "type": "touchEnd", "touchPoints": [] }));
    }

    /// Gives the page a screen of this size, a phone's where it is narrow: fingers instead of a mouse.
    pub fn screen(&self, width: u32, height: u32) {
        let phone = width < 600;
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics);
        self.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": phone }));
    }

    /// Where an edge of the current mark can be taken hold of: above its first character, below its last.
    fn knob_of(&self, edge: &str) -> [i64; 2] {
        self.until(&format!("document.querySelector(`[data-test~='{edge}']`)"));
        let script = "const box = document.querySelector(`[data-test~='${arguments[0]}']`).getBoundingClientRect(); \
            return [box.left, ['start', 'from'].includes(arguments[0]) ? box.top - 6 : box.bottom + 6]";
        let place = self.script(script, vec![json!(edge)]);
        [0, 1].map(|which| place[which].as_f64().map_or(0, |pixels| pixels.round() as i64))
    }

    /// Where words start and end on the screen, once they are scrolled into view.
    fn place_of(&self, part: &str, words: &str) -> [i64; 4] {
        let place = self.script(WORDS, vec![json!(part), json!(words)]);
        let place = [0, 1, 2, 3].map(|which| place[which].as_f64().map(|pixels| pixels.round() as i64));
        let [Some(from_x), Some(from_y), Some(to_x), Some(to_y)] = place else {
            self.screenshot("failed");
            panic!("{words} is not to be seen in {part}");
        };
        [from_x, from_y, to_x, to_y]
    }

    /// Drags from one point of the window to another.
    #[expect(clippy::cast_possible_truncation, reason = "points of a window")]
    pub fn drag(&self, from: (f64, f64), to: (f64, f64)) {
        let [from_x, from_y, to_x, to_y] = [from.0, from.1, to.0, to.1].map(|pixels| pixels.round() as i64);
        let drag = self.driver().action_chain().move_to(from_x, from_y).click_and_hold().move_to(to_x, to_y).release();
        self.wait_for(drag.perform()).expect("the pointer moves");
    }
}

/// Finds words in a part, however many elements they are spread over, and returns where they start and end on screen.
const WORDS: &str = "
const part = document.querySelector(`[data-test~='${arguments[0]}']`);
if (!part) return [];
const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
const nodes = [];
let whole = '';
while (walker.nextNode()) { nodes.push([walker.currentNode, whole.length]); whole += walker.currentNode.data; }
const at = whole.indexOf(arguments[1]);
if (at < 0) return [];
const place = (offset) => { const [node, start] = nodes.findLast(([, start]) => start <= offset); return [node, offset - start]; };
const box = (offset) => {
  const range = document.createRange();
  const [node, inside] = place(offset);
  range.setStart(node, inside);
  range.setEnd(node, inside + 1);
  return range.getBoundingClientRect();
};
place(at)[0].parentElement.scrollIntoView({ block: 'center' });
const first = box(at), last = box(at + arguments[1].length - 1);
return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2];
";
