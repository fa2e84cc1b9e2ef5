//! Comparators (比较词): words before and after a quantity that make it a bound, and those that make it rough.

use super::Reader;
use crate::lexicon::Kind;
use std::ops::Range;

/// How the value bounds the thing measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cmp {
    /// 等于.
    Eq,
    /// 不少于.
    Ge,
    /// 超过.
    Gt,
    /// 不超过.
    Le,
    /// 少于.
    Lt,
    /// 约.
    Approx,
    /// A range of two values.
    Range,
}

impl Cmp {
    /// The value of the attribute `cmp`.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Eq => "eq",
            Self::Ge => "ge",
            Self::Gt => "gt",
            Self::Le => "le",
            Self::Lt => "lt",
            Self::Approx => "approx",
            Self::Range => "range",
        }
    }
}

/// Words right before a number, longest first where one ends another.
const BEFORE: &[(&str, Cmp)] = &[
    ("不得少于", Cmp::Ge),
    ("不得低于", Cmp::Ge),
    ("不得小于", Cmp::Ge),
    ("不应少于", Cmp::Ge),
    ("不应低于", Cmp::Ge),
    ("不应小于", Cmp::Ge),
    ("不得超过", Cmp::Le),
    ("不能超过", Cmp::Le),
    ("不应超过", Cmp::Le),
    ("不可超过", Cmp::Le),
    ("未能超过", Cmp::Le),
    ("不得高于", Cmp::Le),
    ("不得大于", Cmp::Le),
    ("不得多于", Cmp::Le),
    ("不应高于", Cmp::Le),
    ("不应大于", Cmp::Le),
    ("大于等于", Cmp::Ge),
    ("大于或等于", Cmp::Ge),
    ("小于等于", Cmp::Le),
    ("小于或等于", Cmp::Le),
    ("不少于", Cmp::Ge),
    ("不低于", Cmp::Ge),
    ("不小于", Cmp::Ge),
    ("不下于", Cmp::Ge),
    ("不亚于", Cmp::Ge),
    ("不短于", Cmp::Ge),
    ("不早于", Cmp::Ge),
    ("不超过", Cmp::Le),
    ("不超出", Cmp::Le),
    ("未超过", Cmp::Le),
    ("不突破", Cmp::Le),
    ("不高于", Cmp::Le),
    ("不大于", Cmp::Le),
    ("不多于", Cmp::Le),
    ("不长于", Cmp::Le),
    ("不晚于", Cmp::Le),
    ("不足", Cmp::Lt),
    ("不到", Cmp::Lt),
    ("不满", Cmp::Lt),
    ("未满", Cmp::Lt),
    ("未达到", Cmp::Lt),
    ("未达", Cmp::Lt),
    ("达不到", Cmp::Lt),
    ("低于", Cmp::Lt),
    ("少于", Cmp::Lt),
    ("小于", Cmp::Lt),
    ("超过", Cmp::Gt),
    ("超出", Cmp::Gt),
    ("突破", Cmp::Gt),
    ("大于", Cmp::Gt),
    ("高于", Cmp::Gt),
    ("多于", Cmp::Gt),
    ("优于", Cmp::Gt),
    ("高达", Cmp::Eq),
    ("赶超", Cmp::Eq),
    ("逾", Cmp::Gt),
    ("超", Cmp::Gt),
    ("破", Cmp::Gt),
    ("至少", Cmp::Ge),
    ("最少", Cmp::Ge),
    ("最低", Cmp::Ge),
    ("年满", Cmp::Ge),
    ("已满", Cmp::Ge),
    ("满", Cmp::Ge),
    ("最高", Cmp::Le),
    ("最多", Cmp::Le),
    ("至多", Cmp::Le),
    ("最长", Cmp::Le),
    ("上限为", Cmp::Le),
    ("下限为", Cmp::Ge),
    ("大约", Cmp::Approx),
    ("大概", Cmp::Approx),
    ("约为", Cmp::Approx),
    ("约占", Cmp::Approx),
    ("约有", Cmp::Approx),
    ("约达", Cmp::Approx),
    ("约合", Cmp::Approx),
    ("约需", Cmp::Approx),
    ("约计", Cmp::Approx),
    ("节约", Cmp::Eq),
    ("集约", Cmp::Eq),
    ("签约", Cmp::Eq),
    ("合约", Cmp::Eq),
    ("履约", Cmp::Eq),
    ("预约", Cmp::Eq),
    ("违约", Cmp::Eq),
    ("附近", Cmp::Eq),
    ("就近", Cmp::Eq),
    ("临近", Cmp::Eq),
    ("最近", Cmp::Eq),
    ("约", Cmp::Approx),
    ("将近", Cmp::Approx),
    ("接近", Cmp::Approx),
    ("近", Cmp::Approx),
    ("≥", Cmp::Ge),
    (">=", Cmp::Ge),
    ("≧", Cmp::Ge),
    ("⩾", Cmp::Ge),
    ("≤", Cmp::Le),
    ("<=", Cmp::Le),
    ("≦", Cmp::Le),
    ("⩽", Cmp::Le),
    ("≈", Cmp::Approx),
    (">", Cmp::Gt),
    ("<", Cmp::Lt),
];

/// Words right after a quantity.
const AFTER: &[(&str, Cmp)] = &[
    ("(含)以上", Cmp::Ge),
    ("(含)及以上", Cmp::Ge),
    ("及其以上", Cmp::Ge),
    ("及以上", Cmp::Ge),
    ("或以上", Cmp::Ge),
    ("以上", Cmp::Ge),
    ("之上", Cmp::Ge),
    ("起步", Cmp::Ge),
    ("(含)以下", Cmp::Le),
    ("(含)及以下", Cmp::Le),
    ("及其以下", Cmp::Le),
    ("及以下", Cmp::Le),
    ("或以下", Cmp::Le),
    ("以下", Cmp::Le),
    ("之下", Cmp::Le),
    ("(含)以内", Cmp::Le),
    ("以内", Cmp::Le),
    ("之内", Cmp::Le),
    ("封顶", Cmp::Le),
    ("左右", Cmp::Approx),
    ("上下", Cmp::Approx),
    ("内", Cmp::Le),
    ("多", Cmp::Gt),
];

/// What stands around a quantity.
#[derive(Debug, Clone)]
pub(super) struct Around {
    /// The bound it makes.
    pub cmp: Cmp,
    /// The quantity with the words that say so.
    pub trigger: Range<usize>,
}

impl Around {
    /// Whether a word bounds the value: then even a small Chinese number counts in earnest.
    pub(super) fn is_close(&self) -> bool {
        self.cmp != Cmp::Eq
    }
}

/// The comparator around the quantity at `start..end`. What stands after it says more than what stands before.
pub(super) fn around(reader: &Reader<'_>, start: usize, end: usize, kind: Kind) -> Around {
    let rest = reader.after(end);
    let space = usize::from(rest.starts_with(' '));
    if let Some((word, cmp)) = find_after(rest.get(space..).unwrap_or(""), kind) {
        return Around { cmp, trigger: start..end + space + word.len() };
    }
    let before = reader.before(start);
    let before = before.strip_suffix(' ').unwrap_or(before);
    if let Some((word, cmp)) = find_before(before, reader.text.get(start..end).unwrap_or(""), kind) {
        return Around { cmp, trigger: before.len() - word.len()..end };
    }
    Around { cmp: Cmp::Eq, trigger: start..end }
}

fn find_after(rest: &str, kind: Kind) -> Option<(&'static str, Cmp)> {
    let (word, cmp) = *AFTER.iter().find(|(word, _)| rest.starts_with(word))?;
    let tail = rest.get(word.len()..).unwrap_or("");
    let fits = match word {
        // 内 alone bounds terms (30日内), not other things (3公里内部).
        "内" => {
            let other_word = tail.starts_with(['部', '容', '设', '外', '在', '涵', '需', '陆', '地']);
            matches!(kind, Kind::Duration | Kind::Length) && !other_word
        }
        "多" => {
            matches!(kind, Kind::Duration | Kind::Ratio)
                && !tail.starts_with(['元', '样', '功', '次', '个', '种', '层'])
        }
        // 以下 also points on: 抓好3项以下措施.
        "以上" | "以下" => kind != Kind::Count || !tail.starts_with(['简', '几', '内', '问', '措']),
        _ => true,
    };
    fits.then_some((word, cmp))
}

/// Words that may stand at some distance before a number.
const FAR_BEFORE: [(&str, Cmp); 4] = [("约占", Cmp::Approx), ("至少", Cmp::Ge), ("最少", Cmp::Ge), ("至多", Cmp::Le)];

/// The last characters before a number, back to a pause or another number.
fn clause_before(before: &str) -> &str {
    let stops = |ch: &char| matches!(ch, ',' | '。' | ';' | '、' | '\n' | '(') || ch.is_ascii_digit();
    let len: usize = before.chars().rev().take(9).take_while(|ch| !stops(ch)).map(char::len_utf8).sum();
    before.get(before.len() - len..).unwrap_or("")
}

fn find_before<'a>(before: &'a str, quantity: &str, kind: Kind) -> Option<(&'a str, Cmp)> {
    let direct = BEFORE.iter().filter(|(word, _)| before.ends_with(word)).max_by_key(|(word, _)| word.len());
    if let Some(&(word, cmp)) = direct {
        // 近3年 are the last three years, not about three years.
        let recent = word == "近" && kind == Kind::Duration && quantity.ends_with(['年', '月', '天', '日', '周']);
        return (!recent && cmp != Cmp::Eq).then_some((word, cmp));
    }
    // 约占全市1/3, 至少建设1个: some words may stand before the verb or the whole.
    let clause = clause_before(before);
    if matches!(kind, Kind::Percent | Kind::Ratio) && before.ends_with('的') {
        // 不超过总投资的30%: the bound stands before the whole.
        let bound = BEFORE.iter().filter(|(word, _)| word.starts_with('不') && clause.contains(word));
        let (word, cmp) = *bound.max_by_key(|(word, _)| word.len())?;
        return Some((clause.get(clause.find(word)?..)?, cmp));
    }
    if kind == Kind::Money && !clause.contains('的') {
        // 最高奖励50万元.
        if let Some(at) = ["最高", "最多"].iter().find_map(|word| clause.find(word)) {
            return Some((clause.get(at..)?, Cmp::Le));
        }
    }
    let (word, cmp) = *FAR_BEFORE.iter().find(|(word, _)| clause.contains(word))?;
    let shares = kind == Kind::Percent || kind == Kind::Ratio;
    (cmp != Cmp::Approx || shares).then_some((clause.get(clause.find(word)?..)?, cmp))
}
