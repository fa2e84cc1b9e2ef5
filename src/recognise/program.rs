//! Programmes (专项): a named action, project or plan, `“雪亮工程”`, `城市更新行动`.
//!
//! The name stands between the verb that carries it out (`实施`, `开展`) and its last word. The words for such things alone
//! (`专项行动`, `重点工程`) name nothing.

use super::Candidate;
use super::line::Line;
use crate::annotate::Attrs;
use crate::scheme::label;
use crate::text::{ViewSpan, is_ideograph};

/// Weaker than all that is exact: the label is for orientation.
const WEIGHT: u8 = 30;

const ENDINGS: &[&str] = &["行动", "工程", "计划", "攻坚战"];

/// Verbs that carry a programme out; the name begins after the last of them.
const VERBS: &[&str] = &[
    "实施",
    "开展",
    "推进",
    "推动",
    "启动",
    "深化",
    "组织",
    "落实",
    "加快",
    "组织实施",
    "打好",
    "打赢",
    "参与",
    "纳入",
    "争取",
    "配合",
    "抓好",
    "施行",
];

/// Words that leave the name to what follows, or that no name holds.
const CUTS: &[&str] = &[
    "的", "和", "及", "等", "了", "按", "制定", "完成", "各项", "以", "将", "对", "在", "为", "是", "按照", "根据",
    "列入",
];

/// Words that with an ending alone name nothing.
const EMPTY: &[&str] = &[
    "专项",
    "重点",
    "重大",
    "各项",
    "系列",
    "一系列",
    "民心",
    "民生",
    "实事",
    "工作",
    "年度",
    "项目",
    "建设",
    "试点",
    "示范",
    "相关",
    "有关",
    "具体",
    "三年",
    "五年",
    "攻坚",
    "整治",
    "专项整治",
    "综合",
    "大",
    "新",
    "等",
    "集中",
    "联合",
    "统一",
    "主要",
    "基础",
    "配套",
    "土建",
    "总体",
    "五年规划和",
];

/// Proposes the programmes of a line.
pub(super) fn find(line: &Line<'_>, out: &mut Vec<Candidate>) {
    let text = line.slice(line.start, line.end);
    for ending in ENDINGS {
        for (offset, _) in text.match_indices(ending) {
            let end = line.start + offset + ending.len();
            let goes_on = line.after(end).starts_with([
                '方', '的', '质', '建', '量', '师', '计', '学', '机', '管', '审', '迅', '表', '书', '单',
            ]);
            let found = (!goes_on && line.is_edge(end))
                .then(|| quoted(line, line.start + offset).or_else(|| plain(line, line.start + offset)));
            if let Some(start) = found.flatten() {
                out.push(Candidate {
                    span: ViewSpan::from_range(start..end),
                    label: label::PROGRAM,
                    attrs: Attrs::default(),
                    rule: "program.named",
                    trigger: ViewSpan::from_range(end - ending.len()..end),
                    weight: WEIGHT,
                });
            }
        }
    }
}

/// The start of a quoted name before the ending: `“护苗”专项行动`.
fn quoted(line: &Line<'_>, split: usize) -> Option<usize> {
    let before = line.before(split);
    // a few words may say what kind of action it is: “护苗”专项整治行动
    let close = before.char_indices().rev().take(9).find(|(_, ch)| !is_ideograph(*ch))?.0;
    let core = before.get(..close).filter(|_| {
        before.get(close..).is_some_and(|rest| {
            rest.strip_prefix('”').is_some_and(|kind| !kind.starts_with(['等', '和', '及', '的', '与', '为']))
        })
    })?;
    let open = core.char_indices().rev().take(14).find(|(_, ch)| *ch == '“')?.0;
    let inside = core.get(open..)?;
    (!inside.contains(['。', ';', ':'])).then_some(line.start + open)
}

/// The start of a plain name: after the verb that carries it out.
fn plain(line: &Line<'_>, split: usize) -> Option<usize> {
    let mut start = split;
    let mut verb = false;
    for unit in line.units.get(..line.index_at(split.checked_sub(1)?) + 1)?.iter().rev().take(16) {
        let words = line.slice(unit.start, unit.end.min(split));
        if VERBS.contains(&words) {
            verb = true;
            break;
        }
        if CUTS.contains(&words) || words.chars().any(|ch| !ch.is_alphanumeric()) {
            break;
        }
        start = unit.start;
    }
    let mut core = line.slice(start, split);
    while let Some(rest) = EMPTY.iter().find_map(|word| core.strip_suffix(word).or_else(|| core.strip_prefix(word))) {
        core = rest;
    }
    let letters = line.slice(start, split).chars().count();
    (verb && (core.chars().count() >= 3 || core.chars().count() == 2 && letters >= 4) && split - start <= 75)
        .then_some(start)
}
