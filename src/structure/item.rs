//! Numbered items (编号条目) of a text and how they nest.

use super::line;
use super::number::{Number, NumberKind};
use super::punct;
use crate::text::ViewSpan;
use std::ops::Range;

/// A numbered item: a heading, a task, or a point of a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// How it is numbered.
    pub kind: NumberKind,
    /// The number's value.
    pub value: u32,
    /// The number as printed, without the mark after it.
    pub number: ViewSpan,
    /// Its first sentence without number and full stop, where that is a heading sentence.
    pub title: Option<ViewSpan>,
    /// From its number to where the next item begins, trimmed. What is below it is not counted.
    pub span: ViewSpan,
    /// Depth, from 1.
    pub level: u8,
    /// The item it stands under: an index into the same list.
    pub parent: Option<usize>,
}

/// The longest heading sentence, in characters.
const LONGEST_TITLE: usize = 32;
/// A line up to this length that holds a single phrase is a heading, in characters.
const LONGEST_HEADING: usize = 64;

/// All numbered items of a text, in order.
pub fn items(text: &str) -> Vec<Item> {
    let mut found: Vec<Item> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut running = false;
    let mut attached = false;
    for range in line::lines(text) {
        let words = text.get(range.clone()).unwrap_or("");
        // 附件:1.任务清单, and below it 2.联系人名单
        attached =
            lists_attachments(words) || attached && number(words).is_some_and(|it| it.kind == NumberKind::Arabic);
        let starts = if attached { Vec::new() } else { starts(words, &found) };
        if starts.is_empty() || starts.first().is_some_and(|&at| at > 0) {
            running = running && !ends_items(text, range.clone());
            if let Some(last) = found.last_mut().filter(|_| running) {
                let end = starts.first().map_or(range.end, |at| range.start + at);
                last.span.end = ViewSpan::from_range(punct::trimmed(text, range.start..end)).end;
            }
        }
        for (nth, at) in starts.iter().enumerate() {
            let end = starts.get(nth + 1).map_or(range.end, |next| range.start + next);
            let part = punct::trimmed(text, range.start + at..end);
            let Some(number) = text.get(part.clone()).and_then(number) else { continue };
            push(text, part, number, &mut found, &mut open);
            running = true;
        }
    }
    found
}

/// Whether a line begins a list of what is attached, whose numbers are no items: `附件:1.任务清单`.
fn lists_attachments(words: &str) -> bool {
    let rest = words.trim_start().strip_prefix("附件").and_then(|rest| rest.strip_prefix([':', '：']));
    rest.is_some_and(|rest| Number::read(rest.trim_start()).is_some_and(|it| it.kind == NumberKind::Arabic))
}

/// The number a stretch begins with. `、强化保障` is a heading whose number was lost.
fn number(words: &str) -> Option<Number> {
    let lost = |words: &str| {
        let rest = words.strip_prefix('、')?;
        let is_heading = rest.chars().count() <= LONGEST_TITLE && !rest.contains(punct::is_terminal);
        let number = Number { kind: NumberKind::Han, value: 0, printed: 0, len: '、'.len_utf8() };
        is_heading.then_some(number)
    };
    Number::read(words).or_else(|| lost(words))
}

/// Where items begin in a line: at its start, and after sentences where a numbering goes on in one long line.
fn starts(words: &str, found: &[Item]) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut last: Option<Number> = None;
    if let Some(number) = number(words) {
        starts.push(0);
        last = Some(number);
    }
    if words.len() < 120 {
        return starts;
    }
    let mut before = ' ';
    for (at, ch) in words.char_indices() {
        let fresh = at > 0 && matches!(before, '。' | ')' | '）' | '】' | '；' | ';');
        if fresh
            && matches!(ch, '(' | '（' | '一'..='龥' | ' ')
            && let Some(next) = words.get(at..).and_then(Number::read)
            && matches!(next.kind, NumberKind::Han | NumberKind::HanBracket)
            && goes_on(next, last, found)
        {
            starts.push(at);
            last = Some(next);
        }
        before = if ch == ' ' { before } else { ch };
    }
    starts
}

/// Whether a number inside a line goes on with a numbering: the next of its kind, or the first below a higher one.
fn goes_on(next: Number, last: Option<Number>, found: &[Item]) -> bool {
    let same_kind = last.filter(|it| it.kind == next.kind).map(|it| it.value);
    let same_kind =
        same_kind.or_else(|| found.iter().rev().take(64).find(|it| it.kind == next.kind).map(|it| it.value));
    match same_kind {
        Some(value) => next.value == value + 1 || next.value == 1,
        None => next.value == 1,
    }
}

/// Whether a line ends the item before it: furniture, attachments, a signature's date.
fn ends_items(text: &str, range: Range<usize>) -> bool {
    let words = text.get(range.clone()).unwrap_or("");
    line::is_furniture(words)
        || line::is_attachment(words)
        || words.len() <= 80 && (super::date::whole_line(words).is_some() || super::masthead::is_body(words))
        || line::meta(text, range).is_some()
}

fn push(text: &str, part: Range<usize>, number: Number, found: &mut Vec<Item>, open: &mut Vec<usize>) {
    while let Some(above) = open.last().and_then(|&index| found.get(index)) {
        if above.kind < number.kind {
            break;
        }
        open.pop();
    }
    let item = Item {
        kind: number.kind,
        value: number.value,
        number: ViewSpan::from_range(part.start..part.start + number.printed),
        title: title(text, part.start + number.len..part.end),
        span: ViewSpan::from_range(part),
        level: u8::try_from(open.len() + 1).unwrap_or(u8::MAX),
        parent: open.last().copied(),
    };
    open.push(found.len());
    found.push(item);
}

/// The heading sentence that words begin with.
fn title(text: &str, words: Range<usize>) -> Option<ViewSpan> {
    let line = text.get(words.clone())?;
    let stop = line.char_indices().find(|&(_, ch)| punct::is_terminal(ch));
    let (len, rest) = match stop {
        Some((at, ch)) => (at, line.get(at + ch.len_utf8()..)?.trim()),
        None => (line.len(), ""),
    };
    let sentence = line.get(..len)?;
    let sentence = sentence.get(..bracket(sentence)).unwrap_or(sentence);
    let n_chars = sentence.chars().count();
    let stands_alone = rest.is_empty() && sentence.len() == len;
    let goes_on =
        !rest.is_empty() && !rest.starts_with(['(', '（', '【', '[']) && stop.is_some_and(|(_, ch)| ch == '。');
    let limit = if stands_alone && stop.is_none() { LONGEST_HEADING } else { LONGEST_TITLE };
    let is_phrase = sentence.matches([',', '，']).count() < 2;
    let is_title = n_chars > 0 && n_chars <= limit && is_phrase && (stands_alone || goes_on || sentence.len() < len);
    let colon = sentence.char_indices().find(|&(_, ch)| punct::is_colon(ch)).map(|(at, _)| at);
    let by_colon = colon.filter(|&at| !is_title && sentence.get(..at).is_some_and(|it| it.chars().count() <= 20));
    let len = if is_title { sentence.len() } else { by_colon? };
    let len = line.get(..len)?.trim_end_matches([':', '：', ' ']).len();
    (len > 0).then(|| ViewSpan::from_range(punct::trimmed(text, words.start..words.start + len)))
}

/// Where a bracket that closes a heading line opens: `优化流程(市公安局负责)` has its words before it.
fn bracket(sentence: &str) -> usize {
    if !sentence.ends_with([')', '）', '】']) {
        return sentence.len();
    }
    let open = sentence.find(['(', '（', '【']).filter(|&at| at > 0);
    let names = |inside: &str| {
        ["局", "委", "负责", "牵头", "单位", "政府", "厅", "部门"].iter().any(|word| inside.contains(word))
    };
    open.filter(|&at| sentence.get(at..).is_some_and(names)).unwrap_or(sentence.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str) -> Vec<String> {
        let words = |span: ViewSpan| text.get(span.range()).unwrap_or("?");
        let line = |it: &Item| format!("{} {} {}", it.level, words(it.number), it.title.map_or("-", words));
        items(text).iter().map(line).collect()
    }

    #[test]
    fn items_nest_by_the_kind_of_their_numbers() {
        let text = "第一章 总则\n第一节 基础\n一、提升质量\n(一)优化流程。简化材料。\n1.建成一批,改造一批,并且把各项工作抓好落实到位见到成效。\n(二)扩大供给\n二、保障\n";
        assert_eq!(
            drawn(text),
            [
                "1 第一章 总则",
                "2 第一节 基础",
                "3 一 提升质量",
                "4 (一) 优化流程",
                "5 1 -",
                "4 (二) 扩大供给",
                "3 二 保障"
            ]
        );
    }

    #[test]
    fn a_numbering_may_run_on_inside_one_line() {
        let text = "一、优化流程。深化户籍制度改革,简化材料,压缩时限,方便群众办事。(市公安局负责)二、扩大供给。新建一批幼儿园,新增一批学位,满足需求。(市教育局负责)三、健全体系。";
        assert_eq!(drawn(text), ["1 一 优化流程", "1 二 扩大供给", "1 三 健全体系"]);
    }

    #[test]
    fn items_end_before_what_is_no_text() {
        let text = "1.优化流程。\n继续简化。\n扫一扫在手机上查看当前页面\n别的\n";
        let spans: Vec<_> = items(text).iter().filter_map(|it| text.get(it.span.range())).collect();
        assert_eq!(spans, ["1.优化流程。\n继续简化。"]);
    }
}
