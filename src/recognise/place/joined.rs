//! Joined names (连称): `郑汴洛`, `三沙永`, one name from the first characters of several places.
//!
//! Common ones are in the gazetteer. Others count where each character is a word by itself and begins the name of a division
//! of the home's province or is a place's short name, and the run stands alone.

use super::candidate;
use crate::lexicon::{WordKind, Words};
use crate::recognise::Candidate;
use crate::recognise::home::Home;
use crate::recognise::line::Line;

/// Short names of provinces and cities of one character.
const SHORT: &str = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔滇藏陕秦甘陇宁青新港澳台汴洛郑杭甬温绍嘉厦漳泉榕莆昌九抚长株潭深莞惠佛肇珠穗蓉筑邕襄荆宜兰西咸太忻济淄潍烟";

/// What may follow such a name, besides punctuation.
const AFTER: &[&str] = &[
    "一体化",
    "组团",
    "同城",
    "协同",
    "协作",
    "合作",
    "融合",
    "都市圈",
    "城市群",
    "经济",
    "等",
    "为",
    "三",
    "四",
    "区域",
    "地区",
    "毗邻",
    "接壤",
    "交界",
    "开展",
    "联动",
    "抱团",
    "片区",
    "板块",
    "走廊",
    "与",
    "和",
    "及",
];

/// Proposes the joined names of a line.
pub(in crate::recognise) fn find(line: &Line<'_>, words: &Words, home: &Home, out: &mut Vec<Candidate>) {
    let known = |ch: char| SHORT.contains(ch) || home.has_initial(ch);
    let (mut run_start, mut run): (usize, Vec<char>) = (line.start, Vec::new());
    for (offset, ch) in line.slice(line.start, line.end).char_indices() {
        let at = line.start + offset;
        let single = words.at(at).is_some_and(|word| {
            let short = (word.end - word.start) as usize <= 2 * ch.len_utf8();
            word.end as usize == at + ch.len_utf8() && word.start as usize == at
                || short && word.kind == WordKind::Number
        });
        if single && known(ch) {
            if run.is_empty() {
                run_start = at;
            }
            run.push(ch);
            continue;
        }
        if (3..=4).contains(&run.len()) && distinct(&run) && stands_alone(line, run_start, at) {
            out.push(candidate(run_start, at, "place.joined", (run_start, at)));
        }
        run.clear();
    }
}

fn distinct(run: &[char]) -> bool {
    run.iter().enumerate().all(|(index, ch)| !run.get(..index).unwrap_or(&[]).contains(ch))
}

/// Whether punctuation or a connecting word stands on both sides.
fn stands_alone(line: &Line<'_>, start: usize, end: usize) -> bool {
    let before = line.before(start).chars().next_back();
    let after = line.after(end);
    let free = before.is_none_or(|ch| !ch.is_alphanumeric() || "与和及以在将把进快强动向".contains(ch));
    free && (AFTER.iter().any(|word| after.starts_with(word)) || after.starts_with(|ch: char| "、,“”;。)".contains(ch)))
}
