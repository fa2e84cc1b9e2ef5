//! The figures as a table in Markdown: targets, medians, the floor beside them.

use std::fmt::Write;

use crate::measure::Figures;

/// A row: its name, its target for each size, the figure.
type Row = (&'static str, [&'static str; 4], fn(&Figures) -> String);

const ROWS: [Row; 19] = [
    ("stored document, navigation to text and marks", ["200 ms", "250 ms", "700 ms", "2500 ms"], |it| median(&it.open)),
    ("one mark added by mouse, mouse up to second frame after it shows", ["40 ms"; 4], |it| median(&it.add.seen)),
    ("before that, the browser holds the end of a drag back", [""; 4], |it| median(&it.add.waited)),
    ("delete", ["40 ms"; 4], |it| median(&it.delete.seen)),
    ("undo", ["40 ms"; 4], |it| median(&it.undo.seen)),
    ("accept", ["40 ms"; 4], |it| median(&it.accept.seen)),
    ("a key that does nothing on a page without script", [""; 4], |it| median(&it.floor_of_key.seen)),
    ("a drag that does nothing there", [""; 4], |it| median(&it.floor_of_drag.seen)),
    ("looked for by a timer: added", [""; 4], |it| median(&it.add.polled)),
    ("looked for by a timer: delete, undo, accept", [""; 4], |it| {
        [&it.delete, &it.undo, &it.accept].map(|times| median(&times.polled)).join(" / ")
    }),
    ("looked for by a timer: a key that does nothing on a page without script", [""; 4], |it| {
        median(&it.floor_of_key.polled)
    }),
    ("looked for by a timer: a drag that does nothing there", [""; 4], |it| median(&it.floor_of_drag.polled)),
    ("scrolling 60 px a frame, 95th percentile", ["20 ms"; 4], |it| format!("{:.1} ms", percentile(&it.frames, 0.95))),
    ("elements in the page", ["2000"; 4], |it| it.n_elements.to_string()),
    ("renderer, resident", ["", "", "300 MB", "600 MB"], |it| format!("{:.0} MB", it.memory.resident)),
    ("JavaScript heap + page's wasm", [""; 4], |it| format!("{:.0} + {:.0} MB", it.memory.heap, it.memory.wasm)),
    ("import to text and marks", [""; 4], |it| format!("{:.0} ms", it.import)),
    ("longest task of the page meanwhile", ["50 ms"; 4], |it| longest(&it.long_tasks)),
    ("the same in the first second of a first visit", ["50 ms"; 4], |it| longest(&it.long_tasks_at_once)),
];

/// The table; a target stands behind its figure.
pub fn of(figures: &[Figures]) -> String {
    let mut out = String::from("\n| |");
    for it in figures {
        let _ = write!(out, " {}, {} marks |", it.name, it.n_marks);
    }
    out += "\n|---|";
    out += &"---|".repeat(figures.len());
    out.push('\n');
    for (name, targets, figure) in ROWS {
        let _ = write!(out, "| {name} |");
        for it in figures {
            let target = ["S", "M", "L", "XL"].iter().zip(targets).find(|(size, _)| **size == it.name);
            let target = target.map_or("", |(_, target)| target);
            let shown = if target.is_empty() { String::new() } else { format!(" (≤ {target})") };
            let _ = write!(out, " {}{shown} |", figure(it));
        }
        out.push('\n');
    }
    out
}

/// Of tasks that the browser calls long, which are those above 50 ms.
fn longest(tasks: &[f64]) -> String {
    let longest = tasks.iter().copied().fold(0.0, f64::max);
    if longest > 0.0 { format!("{longest:.0} ms") } else { "under 50 ms".to_owned() }
}

fn median(tries: &[f64]) -> String {
    let (least, most) = (percentile(tries, 0.0), percentile(tries, 1.0));
    format!("**{:.0} ms** ({least:.0}–{most:.0})", percentile(tries, 0.5))
}

/// The value below which a share of the figures lies.
fn percentile(figures: &[f64], share: f64) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index of a short list")]
    let at = (share * (sorted.len().max(1) - 1) as f64).round() as usize;
    sorted.get(at).copied().unwrap_or(f64::NAN)
}
