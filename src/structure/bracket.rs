//! What the inside of a bracket looks like (括号之内): names of bodies, with a word of responsibility or without.

use super::clause::{LONGEST, REACH};
use super::duty::{self, Field};
use super::punct::is_colon;

/// What the inside of a bracket looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    /// Nothing but names.
    Names,
    /// It holds this word of responsibility.
    Word(std::ops::Range<usize>),
}

/// Whether the inside of a bracket looks like a clause.
pub(super) fn bracket_shape(words: &str) -> Option<Shape> {
    if words.is_empty() || words.len() > LONGEST {
        return None;
    }
    let head_len = words.char_indices().nth(10).map_or(words.len(), |(at, _)| at);
    let head = words.get(..head_len).unwrap_or(words);
    if let Some(colon) = head.find(is_colon)
        && let Some((Field::Departments(_), len)) = duty::field_before_end(head.get(..colon)?.trim_end())
    {
        let end = head.get(..colon)?.trim_end().len();
        return Some(Shape::Word(end - len..end));
    }
    let core = words.trim_end_matches(['。', ';', '；', ',', '，', ' ']);
    if let Some((_, len)) = duty::word_before_end(core)
        && core.len() > len
    {
        return Some(Shape::Word(core.len() - len..core.len()));
    }
    let strong =
        ["分工负责", "按职责", "负责", "牵头", "配合"].iter().find_map(|word| Some((words.find(word)?, word.len())));
    if let Some((at, len)) = strong
        .filter(|&(at, _)| at > 0 && (ends_like_body(words.get(..at).unwrap_or("")) || words.contains("不再列出")))
    {
        return Some(Shape::Word(at..at + len));
    }
    // (市公安局、市教育局,2024年底前完成)
    let last = words
        .rfind([',', '，', ';', '；'])
        .filter(|&at| duty::is_deadline(words.get(at..).unwrap_or("").trim_start_matches([',', '，', ';', '；'])));
    let names = words.get(..last.unwrap_or(words.len())).unwrap_or(words);
    (names.len() <= REACH && ends_like_body(names)).then_some(Shape::Names)
}

/// Whether words end as names of bodies do, `等` and `等部门` after them allowed.
pub(super) fn ends_like_body(words: &str) -> bool {
    let words = words.trim_end_matches(['。', ' ', ')', '）']);
    let ends = ["等部门", "等有关部门", "等相关部门", "等单位", "等有关单位", "等相关单位", "等"];
    let words = ends.iter().find_map(|end| words.strip_suffix(end)).unwrap_or(words).trim_end();
    let bodies = [
        '局', '委', '厅', '部', '办', '会', '府', '院', '室', '司', '团', '行', '社', '署', '处', '所', '站', '队',
        '心', '联', '协', '校', '学', '关', '道', '镇', '乡', '区', '县', '市', '州', '馆', '台', '组', '班', '商',
        '护', '理', '建', '改', '保', '健', '政', '游', '利', '育', '安', '社', '境', '源', '村', '信', '输', '务',
        '业', '技', '计', '法', '宗', '史', '侨', '旗', '盟', '企', '网', '段', '库', '园', '场', '店', '厂', '门',
        '位', '地', '街', '屯', '矿', '中', '局',
    ];
    words.chars().next_back().is_some_and(|ch| bodies.contains(&ch))
}
