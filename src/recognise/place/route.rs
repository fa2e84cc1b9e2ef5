//! Numbered routes (编号路线): `320国道`, `G60`, `省道S102`, `地铁1号线`.

use super::candidate;
use crate::recognise::Candidate;
use regex::Regex;

/// Numbered roads and lines.
#[derive(Debug)]
pub(in crate::recognise) struct Routes(Option<Regex>);

const ROUTE: &str = concat!(
    r"(?:国道|省道|县道)[GSX]?\d{1,4}(?:线)?",
    r"|[GSXYC]?\d{2,4}(?:国道|省道|县道|乡道)",
    r"|[GSXYC]\d{1,4}\s?线|[GS]\d{1,4}(?:高速公路|高速)?",
    r"|(?:地铁|轨道交通|轻轨|有轨电车|城轨)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})号线",
);

impl Routes {
    pub(in crate::recognise) fn new() -> Self {
        Self(Regex::new(ROUTE).ok())
    }

    /// Proposes the routes of a line that begins at `at` in the view.
    pub(in crate::recognise) fn find(&self, at: usize, line: &str, out: &mut Vec<Candidate>) {
        if !line.contains(['道', '线', 'G', 'S']) {
            return;
        }
        for found in self.0.iter().flat_map(|regex| regex.find_iter(line)) {
            let before = line.get(..found.start()).unwrap_or("").chars().next_back();
            let after = line.get(found.end()..).unwrap_or("");
            let words = found.as_str();
            let alone = |ch: Option<char>| ch.is_none_or(|ch| !ch.is_ascii_alphanumeric() && ch != '.' && ch != '-');
            let bare = words.ends_with(|ch: char| ch.is_ascii_digit()) && words.starts_with(['G', 'S']);
            if alone(before) && alone(after.chars().next()) && (!bare || is_road_context(words, after)) {
                let (start, end) = (at + found.start(), at + found.end());
                out.push(candidate(start, end, "place.route", (start, end)));
            }
        }
    }
}

/// Whether a bare `G60` is a road there: it is listed or followed by words of roads.
fn is_road_context(words: &str, after: &str) -> bool {
    let summit = words == "G20" || words == "G7" || words == "G2";
    let road =
        ["、", ",", "沿线", "线", "高速", "改", "段", "至", "北", "南", "东", "西", "互通", "连接", "复线", "扩"];
    !summit && road.iter().any(|word| after.starts_with(word))
}
