//! Policy documents (政策文件): titles in book marks, `《…》`.
//!
//! A title is one span with its marks, whatever is nested in it. Most titles in policy texts are policy documents; books,
//! papers, films and award-winning products are not, and what stands inside those is not marked either.
//!
//! Document numbers (`发改规划〔2021〕493号`) are in [`super::policy_number`].

use super::{Candidate, Context, Recogniser};
use crate::annotate::Attrs;
use crate::scheme::label;
use crate::text::ViewSpan;

/// The strength of a title: nothing inside one is anything else.
pub(super) const TITLE_WEIGHT: u8 = 98;

/// The most bytes a title may have; a longer stretch lost its closing mark.
const MAX_TITLE: usize = 900;

/// Last words of documents that govern.
const KINDS: &[&str] = &[
    "法",
    "法典",
    "宪法",
    "章程",
    "党章",
    "条例",
    "办法",
    "规定",
    "细则",
    "规则",
    "守则",
    "准则",
    "规范",
    "规程",
    "标准",
    "通则",
    "导则",
    "指南",
    "指引",
    "指导书",
    "意见",
    "通知",
    "通报",
    "通告",
    "公告",
    "公报",
    "报告",
    "决定",
    "决议",
    "命令",
    "令",
    "批复",
    "函",
    "请示",
    "纪要",
    "议案",
    "方案",
    "预案",
    "规划",
    "计划",
    "纲要",
    "大纲",
    "要点",
    "目录",
    "清单",
    "名录",
    "名单",
    "任务",
    "分工",
    "措施",
    "举措",
    "政策",
    "制度",
    "机制",
    "体系",
    "建议",
    "设想",
    "行动",
    "协议",
    "协定",
    "公约",
    "条约",
    "宣言",
    "声明",
    "合同",
    "契约",
    "承诺书",
    "责任书",
    "责任状",
    "倡议",
    "倡议书",
    "白皮书",
    "蓝皮书",
    "绿皮书",
    "考核",
    "台账",
    "手册",
    "汇编",
    "说明",
    "解释",
    "解读",
    "暂行办法",
    "专案",
    "布局",
    "战略",
    "蓝图",
    "路线图",
    "时间表",
    "一览表",
    "任务表",
    "分解表",
    "登记表",
    "申报表",
    "评分表",
    "条",
    "示范文本",
    "备忘录",
    "意见书",
    "通知书",
    "告知书",
    "许可证",
    "证书",
    "公约书",
    "须知",
    "程序",
    "流程",
    "模式",
    "要求",
    "事项",
    "部署",
    "工程",
    "图则",
    "安排",
    "框架",
    "定额",
    "限额",
    "指标",
    "评价",
    "评估",
    "试点",
    "补充",
    "修正案",
    "修订稿",
    "草案",
    "实施",
    "批示",
    "讲话",
];

/// Verbs and nouns right before a title that show that it is a document in force, whatever its last word.
const BEFORE: &[&str] = &[
    "印发",
    "制定",
    "制订",
    "出台",
    "落实",
    "根据",
    "按照",
    "依据",
    "依照",
    "贯彻",
    "执行",
    "发布",
    "颁布",
    "修订",
    "编制",
    "下发",
    "转发",
    "遵照",
    "违反",
    "修改",
    "废止",
    "公布",
    "签订",
    "签署",
    "审议",
    "通过",
    "实施",
    "起草",
    "拟定",
    "符合",
    "批准",
    "批复",
    "规划",
    "学习贯彻",
];

/// Titles in book marks.
#[derive(Debug, Clone, Copy)]
pub struct PolicyTitles;

impl Recogniser for PolicyTitles {
    fn name(&self) -> &'static str {
        "policy"
    }

    fn find(&self, context: Context<'_>, region: ViewSpan, out: &mut Vec<Candidate>) {
        let text = context.view.as_str();
        let mut at = region.range().start;
        for line in context.view.slice(region).split_inclusive('\n') {
            if line.contains('《') {
                titles_of_line(text, at, line, out);
            }
            at += line.len();
        }
    }
}

/// Pairs the marks of one line; a title that the line leaves open may close in the next line that is not empty.
fn titles_of_line(text: &str, line_start: usize, line: &str, out: &mut Vec<Candidate>) {
    let mut open: Vec<usize> = Vec::new();
    let mut whole: Vec<(usize, usize)> = Vec::new();
    let mut close = |open: &mut Vec<usize>, end: usize| {
        let Some(start) = open.pop() else { return };
        if end - start > MAX_TITLE {
            return;
        }
        while whole.last().is_some_and(|inner| inner.0 > start) {
            whole.pop();
        }
        whole.push((start, end));
    };
    for (offset, ch) in line.char_indices() {
        match ch {
            '《' => open.push(line_start + offset),
            '》' => close(&mut open, line_start + offset + ch.len_utf8()),
            _ => {}
        }
    }
    if let Some(end) = (!open.is_empty()).then(|| closing_in_next_line(text, line_start + line.len())).flatten() {
        close(&mut open, end);
    }
    out.extend(whole.into_iter().map(|(start, end)| title(text, start, end)));
}

/// The end of the first `》` of the next line with words, unless a `《` comes before it.
fn closing_in_next_line(text: &str, from: usize) -> Option<usize> {
    let mut rest = text.get(from..)?;
    let skipped = rest.len() - rest.trim_start().len();
    // an empty line or two between the halves is a converter's doing, a page of them is not
    if skipped > 64 {
        return None;
    }
    rest = rest.get(skipped..)?;
    for (offset, ch) in rest.char_indices().take(MAX_TITLE / 3) {
        match ch {
            '》' => return Some(from + skipped + offset + ch.len_utf8()),
            '《' | '\n' | '。' => return None,
            _ => {}
        }
    }
    None
}

fn title(text: &str, start: usize, end: usize) -> Candidate {
    let span = ViewSpan::from_range(start..end);
    let words = text.get(start + '《'.len_utf8()..end - '》'.len_utf8()).unwrap_or("");
    let before = text.get(..start).unwrap_or("");
    let (label, rule) =
        if governs(words, before) { (label::POLICY, "policy.title") } else { (super::GUARD, "policy.work") };
    Candidate { span, label, attrs: Attrs::default(), rule, trigger: span, weight: TITLE_WEIGHT }
}

/// Whether a title is that of a policy document rather than of a book, paper, film or product.
fn governs(title: &str, before: &str) -> bool {
    let core = without_tail(title.trim());
    let named = KINDS.iter().any(|kind| core.ends_with(kind));
    named
        || core.contains("关于")
        || core.starts_with("中华人民共和国")
        || BEFORE.iter().any(|word| before.ends_with(word))
}

/// A title without what follows its last word: a version in brackets, years, quotes.
fn without_tail(title: &str) -> &str {
    let mut core = title.trim_end_matches(['”', '"', '’', ' ', '》', '>', '〉']);
    while let Some(cut) = core.ends_with([')', '〕', ']', '】']).then(|| core.rfind(['(', '〔', '[', '【'])).flatten()
    {
        core = core.get(..cut).unwrap_or("").trim_end();
    }
    core.trim_end_matches(|ch: char| ch.is_ascii_digit() || "年-—~〇一二三四五六七八九十 ”\"".contains(ch))
}
