//! Numbers without a unit that count all the same: index values and both ends of a change (`由1.31降为1.27`).

use super::compare;
use super::quantity::Quantity;
use super::{Reader, exclude};
use crate::lexicon::Kind;
use crate::recognise::numeral::{Decimal, digits_end};

/// What the clause of an index value names.
const INDEX_WORDS: [&str; 16] = [
    "指数",
    "系数",
    "容积率",
    "首位度",
    "比值",
    "弹性",
    "评分",
    "得分",
    "综合评价",
    "满意度",
    "CPI",
    "PPI",
    "PMI",
    "GEP",
    "密度",
    "生育率",
];

/// Words that lead from an index to its value.
const LEADS: [&str; 28] = [
    "为", "达", "达到", "是", "至", "到", "由", "从", "于", "过", "约", "超", "近", "数", "率", "度", "升", "降", "持",
    "在", "分", "值", "破", "仅", "≤", "≥", "<", ">",
];

/// Reads the bare number at `at`: with a decimal point, led by a word, in a clause that speaks of an index or a change.
pub(super) fn read(reader: &Reader<'_>, at: usize) -> Option<Quantity> {
    let end = digits_end(reader.text, at);
    let digits = reader.text.get(at..end).filter(|digits| digits.contains('.'))?;
    let goes_on = |ch: char| {
        ch.is_ascii_alphanumeric() || matches!(ch, '.' | '-' | '/' | '+' | ':' | '~' | '_' | '版' | '时' | '代' | '号')
    };
    if reader.after(end).starts_with(goes_on)
        || !LEADS.iter().any(|word| reader.before(at).trim_end_matches(' ').ends_with(word))
    {
        return None;
    }
    let clause = exclude::clause_before(reader, at);
    let speaks_of_index = INDEX_WORDS.iter().any(|word| clause.contains(word));
    let around = compare::around(reader, at, end, Kind::Ratio);
    if !speaks_of_index && !is_end_of_change(reader, at, end) {
        return None;
    }
    Some(Quantity {
        start: at,
        end,
        value: Decimal::parse(digits)?,
        upper: None,
        unit: String::new(),
        kind: Kind::Ratio,
        cmp: around.cmp,
        rule: Some("number.index"),
        trigger: around.trigger,
    })
}

/// Words that lead from one end of a change to the other.
const CHANGES: [&str; 14] =
    ["缩", "压", "降", "升", "提高", "增", "减", "下降", "上升", "提升", "优化", "改善", "变", "扩大"];

/// Whether the number is one end of `由1.31降为1.27`.
fn is_end_of_change(reader: &Reader<'_>, at: usize, end: usize) -> bool {
    let before = reader.before(at);
    if before.ends_with(['由', '从']) {
        let next: String = reader.after(end).chars().take(4).collect();
        return CHANGES.iter().any(|word| next.contains(word));
    }
    let clause = exclude::clause_before(reader, at);
    let lead: String = clause.chars().rev().take(5).collect::<Vec<_>>().into_iter().rev().collect();
    CHANGES.iter().any(|word| lead.contains(word))
        && (clause.contains('由') || clause.contains('从'))
        && clause.bytes().any(|byte| byte.is_ascii_digit())
}
