//! Document numbers (发文字号): `发改规划〔2021〕493号`, with whatever brackets the file has, also damaged ones.
//!
//! A number is an agency's code, a year in brackets and a serial. Converters change the brackets, lose one of them, or lose
//! the serial's 号; the code is what keeps such a stub recognisable. Orders (`国务院令第656号`) count as well.

use super::{Candidate, Context, Recogniser};
use crate::annotate::Attrs;
use crate::scheme::label;
use crate::text::{ViewSpan, is_ideograph};
use regex::{Captures, Regex};

/// Stronger than numbers, times and places inside, weaker than a title around it.
const WEIGHT: u8 = 96;

/// The most characters an agency's code has.
const MAX_CODE: usize = 10;

/// What leads to a document and is not part of its number; the longer ones first where one ends another.
const LEADS: &[&str] = &[
    "根据", "依据", "按照", "依照", "遵照", "参照", "落实", "执行", "贯彻", "关于", "转发", "印发", "详见", "文号",
    "字号", "以及", "下发", "出台", "文件", "废止", "原", "见", "的", "及", "以", "按", "据", "《", "与", "和", "经",
    "将", "对", "为", "由",
];

/// Last characters of agencies' codes.
const CODE_ENDS: &str = "发函办字规政通令电建环财教综党委改批告复号文划市农民审医人监城税审地资土水交";

/// Recognises document numbers.
#[derive(Debug)]
pub struct PolicyNumbers {
    tail: Option<Regex>,
    order: Option<Regex>,
}

/// From the bracket (or, where it was lost, the year) to the end of the number, at the start of what it is given.
const TAIL: &str = concat!(
    r"^(?:",
    // whole: 〔2021〕493号, with 493、494号 and without 号
    r"(?P<open>[〔\[【(\{〈〖<])\s?(?P<year>(?:19|20)\d\d|[〇○零一二三四五六七八九]{4})年?\s?(?P<close>[〕\]】)\}〉〗>])\s?第?\s?\d{1,5}(?:[、,\-—]\d{1,5})*\s?(?P<hao>号)?",
    // the closing bracket lost: 〔2021493号, 〔202320
    r"|(?P<unclosed>[〔\[【(〖])(?:19|20)\d\d\s?第?\d{1,4}\s?[〕\]】〗]?\s?(?P<hao2>号)?",
    // the opening bracket lost: 2021〕493号
    r"|(?P<unopened>(?:19|20)\d\d)[〕\]】〗]\s?第?\d{1,5}\s?号",
    r")",
);

/// Orders: 国务院令第656号, 部令2021年第3号.
const ORDER: &str = r"^令\s?(?:\(?(?:19|20)\d\d年?\)?)?\s?第\s?\d{1,4}\s?号";

impl PolicyNumbers {
    /// Prepares the patterns.
    pub fn new() -> Self {
        Self { tail: Regex::new(TAIL).ok(), order: Regex::new(ORDER).ok() }
    }
}

impl Default for PolicyNumbers {
    fn default() -> Self {
        Self::new()
    }
}

impl Recogniser for PolicyNumbers {
    fn name(&self) -> &'static str {
        "policy"
    }

    fn find(&self, context: Context<'_>, region: ViewSpan, out: &mut Vec<Candidate>) {
        let mut at = region.range().start;
        for line in context.view.slice(region).split_inclusive('\n') {
            self.read_line(at, line, out);
            at += line.len();
        }
    }
}

impl PolicyNumbers {
    fn read_line(&self, at: usize, line: &str, out: &mut Vec<Candidate>) {
        if !line.contains(|ch: char| ch.is_ascii_digit() || ch == '〔') {
            return;
        }
        let (mut done, mut before) = (0, '\n');
        for (offset, ch) in line.char_indices() {
            let previous = std::mem::replace(&mut before, ch);
            if offset < done || !may_start(ch, previous) {
                continue;
            }
            if let Some((start, end)) = self.number_at(line, done, offset) {
                out.push(candidate(at, start, end, "policy.number"));
                done = end;
            } else if let Some((start, end)) = self.order_at(line, done, offset) {
                out.push(candidate(at, start, end, "policy.order"));
                done = end;
            }
        }
    }

    /// The number whose bracket, or bare year, stands at `offset`; its code reaches back at most to `floor`.
    fn number_at(&self, line: &str, floor: usize, offset: usize) -> Option<(usize, usize)> {
        let rest = line.get(offset..)?;
        let found = self.tail.as_ref()?.captures(rest)?;
        let before = line.get(floor..offset)?.trim_end_matches(' ');
        let mut code = code_before(before);
        let context = before.strip_suffix(code).unwrap_or("");
        if context.is_empty() && floor > 0 || context.ends_with(['》', ')']) {
            code = code.trim_start_matches(['和', '与', '及']);
        }
        let start = floor + before.len() - code.len();
        let tail = found.get(0)?.as_str().trim_end();
        holds(code, &found).then_some((if code.is_empty() { offset } else { start }, offset + tail.len()))
    }

    fn order_at(&self, line: &str, floor: usize, offset: usize) -> Option<(usize, usize)> {
        let found = self.order.as_ref()?.find(line.get(offset..)?)?;
        let before = line.get(floor..offset)?;
        let issuer = code_before(before);
        let known = issuer.ends_with(['部', '院', '席', '府', '会', '局', '委', '署', '行']);
        known.then_some((offset - issuer.len(), offset + found.end()))
    }
}

/// Whether a number's tail can start with this character.
fn may_start(ch: char, previous: char) -> bool {
    "〔[【({〈〖<令".contains(ch) || ch.is_ascii_digit() && !previous.is_ascii_digit()
}

/// Whether code and tail together are a document number: the weaker the brackets, the more the rest must show.
fn holds(code: &str, found: &Captures<'_>) -> bool {
    let letters = code.chars().count();
    let typical = code.chars().next_back().is_some_and(|ch| CODE_ENDS.contains(ch));
    let named = |name: &str| found.name(name).is_some();
    if named("close") {
        let tortoise = found.name("open").is_some_and(|open| open.as_str() == "〔");
        let round = found.name("open").is_some_and(|open| open.as_str() == "(");
        return match (letters, named("hao")) {
            (0, with_hao) => tortoise && with_hao,
            (1, with_hao) => with_hao && (typical || tortoise),
            (_, true) => true,
            (_, false) => typical && !round,
        };
    }
    if named("unclosed") {
        let round = found.name("unclosed").is_some_and(|open| open.as_str() == "(");
        return letters >= 2 && typical && (!round || named("hao2"));
    }
    letters >= 2 && typical
}

/// The agency's code at the end of `before`: a short run of Chinese characters without the words that lead to it.
fn code_before(before: &str) -> &str {
    let start = before.char_indices().rev().take_while(|(_, ch)| is_ideograph(*ch)).take(MAX_CODE + 1).last();
    let mut code = start.and_then(|(offset, _)| before.get(offset..)).unwrap_or("");
    for lead in LEADS {
        // a lead that opens a code (和政县's 和政发) is part of it unless something stands before
        let cut = code.rfind(lead).map(|offset| (offset, offset + lead.len()));
        if let Some((offset, end)) = cut.filter(|(offset, _)| *offset > 0 || lead.chars().count() > 1) {
            let tail = code.get(end..).unwrap_or("");
            // 渝经信函: the code of an organ of the economy
            let economy = *lead == "经" && tail.starts_with(['信', '发', '合', '贸', '济', '商', '科', '管', '委']);
            if economy {
                continue;
            }
            if tail.chars().count() >= 2 || offset == 0 {
                code = tail;
            }
        }
    }
    if code.chars().count() > MAX_CODE { after_organ(code) } else { code }
}

/// What follows the last organ's name in a run that is too long for a code: `…改革委发改规划` gives `发改规划`.
fn after_organ(run: &str) -> &str {
    let cut = run.char_indices().rev().skip(2).find(|(_, ch)| "委局厅部院府会室".contains(*ch));
    cut.and_then(|(offset, ch)| run.get(offset + ch.len_utf8()..)).unwrap_or("")
}

fn candidate(at: usize, start: usize, end: usize, rule: &'static str) -> Candidate {
    let span = ViewSpan::from_range(at + start..at + end);
    Candidate { span, label: label::POLICY, attrs: Attrs::default(), rule, trigger: span, weight: WEIGHT }
}
