//! Responsibility clauses (责任条款), found by their shape: brackets, fields and `由…负责`.
//!
//! Structure knows no names; it says where a list of departments *may* stand and how far to trust that. The recogniser
//! of departments reads the names and decides. One pass, linear in the text whatever its brackets do.

use super::bracket::{Shape, bracket_shape, ends_like_body};
use super::duty::{self, Duty, Field};
use super::number::Number;
use super::punct::{self, is_close, is_colon, is_open, is_terminal, pairs};
use crate::text::ViewSpan;

/// What makes a stretch of text a responsibility clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClauseForm {
    /// A bracket that holds a word of responsibility: `(市公安局、市教育局负责)`.
    Bracket,
    /// A bracket that closes a sentence and looks like names only: `(市公安局、教育局)`. The names must prove it.
    BareBracket,
    /// A closing bracket whose opening was lost: `…公安局负责)`. Only the end of the content is the clause.
    LostOpening,
    /// A field: `责任单位:市公安局`; also a cell of a table under such a heading.
    Field(Duty),
    /// `由市公安局负责`, `由市公安局牵头,市教育局配合`.
    By,
    /// A sentence that may be nothing but a clause: `市公安局、市教育局按职责分工负责。`
    Sentence,
}

/// Where a list of departments may stand, in positions of the normal view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clause {
    /// All of it, brackets and field word included.
    pub span: ViewSpan,
    /// Where the names are; may hold further field words and words of responsibility.
    pub content: ViewSpan,
    /// The word or sign that makes it a clause.
    pub trigger: ViewSpan,
    /// Its shape.
    pub form: ClauseForm,
}

/// The most bytes of a clause; longer brackets are not clauses.
pub(super) const LONGEST: usize = 1_800;
/// The most bytes looked back or ahead from a word of responsibility.
pub(super) const REACH: usize = 420;
/// The most open brackets remembered.
const DEEPEST: usize = 16;

/// All clauses of a text by shape, in order, none inside another.
pub fn clauses(text: &str) -> Vec<Clause> {
    let mut scanner = Scanner { text, ..Scanner::default() };
    for (at, ch) in text.char_indices() {
        scanner.read(at, ch);
    }
    scanner.line_end(text.len());
    let mut found = scanner.clauses;
    found.sort_by_key(|clause| (clause.span.start, std::cmp::Reverse(clause.span.end)));
    let mut end = 0;
    found.retain(|clause| {
        let apart = clause.span.start >= end;
        end = if apart { clause.span.end } else { end };
        apart
    });
    found
}

#[derive(Default)]
struct Scanner<'a> {
    text: &'a str,
    opens: Vec<(usize, char)>,
    /// Where the sentence began.
    sentence: usize,
    /// The last 由 of the sentence.
    by: Option<usize>,
    /// The end of the last closing bracket that had no opening.
    stray: usize,
    clauses: Vec<Clause>,
}

impl Scanner<'_> {
    fn read(&mut self, at: usize, ch: char) {
        match ch {
            '\n' => self.line_end(at),
            '由' => self.by = Some(at),
            '头' | '责' | '合' | '与' | '实' | '施' if self.opens.is_empty() => {
                self.duty_word(at + ch.len_utf8())
            }
            _ if is_colon(ch) || ch == '为' => self.colon(at, ch),
            ' ' | '\u{3000}' => self.gap(at, ch),
            _ if is_open(ch) => self.open(at, ch),
            _ if is_close(ch) => self.close(at, ch),
            _ if is_terminal(ch) => self.sentence_from(at + ch.len_utf8()),
            _ => {}
        }
    }

    fn sentence_from(&mut self, at: usize) {
        self.sentence = at;
        self.by = None;
    }

    fn slice(&self, range: std::ops::Range<usize>) -> &str {
        self.text.get(range).unwrap_or("")
    }

    fn open(&mut self, at: usize, ch: char) {
        if self.opens.len() == DEEPEST {
            self.opens.remove(0);
        }
        self.opens.push((at, ch));
    }

    /// The end of a line ends open brackets, unless the line was only wrapped.
    fn line_end(&mut self, at: usize) {
        let next = self.slice(at + 1..self.text.len());
        let next = next.get(..next.find('\n').unwrap_or(next.len())).unwrap_or("").trim_start();
        let wrapped = !next.is_empty() && Number::read(next).is_none() && at < self.text.len();
        if let Some(&(open, _)) = self.opens.last()
            && (!wrapped || at - open > REACH)
        {
            self.unclosed(open, at);
            self.opens.clear();
        }
        self.sentence_from(at + 1);
    }

    /// A bracket that nothing closes, taken to the end of its line.
    fn unclosed(&mut self, open: usize, end: usize) {
        let inside = open + self.text.get(open..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        let line = self.slice(inside..end);
        let len = line.find('\n').unwrap_or(line.len());
        let content = punct::trimmed(self.text, inside..inside + len);
        let words = self.slice(content.clone()).trim_end_matches(['。', ';', '；']);
        let content = content.start..content.start + words.len();
        if let Some(shape) = bracket_shape(words) {
            self.push_bracket(open..content.end, content, shape);
        }
    }

    fn close(&mut self, at: usize, ch: char) {
        let end = at + ch.len_utf8();
        let depth = self.opens.iter().rposition(|&(_, open)| pairs(open, ch));
        let Some(depth) = depth else {
            self.lost_opening(at, end);
            self.stray = end;
            return;
        };
        let Some(&(open, open_ch)) = self.opens.get(depth) else { return };
        self.opens.truncate(depth);
        let content = punct::trimmed(self.text, open + open_ch.len_utf8()..at);
        if content.len() > LONGEST || matches!(open_ch, '〔' | '{' | '｛') {
            return;
        }
        // 【责任单位】市公安局
        if let Some(Field::Departments(duty)) =
            duty::field(self.slice(content.clone())).filter(|_| content.len() >= "责任单位".len())
        {
            let names = self.field_content(end);
            self.push(open..names.end.max(end), names, content, ClauseForm::Field(duty));
            return;
        }
        let Some(shape) = bracket_shape(self.slice(content.clone())) else { return };
        if shape == Shape::Names && !(self.opens.is_empty() && self.closes_something(open, end)) {
            return;
        }
        self.push_bracket(open..end, content, shape);
        self.sentence_from(end);
    }

    /// Whether a bracket of mere names stands where a clause would: behind a sentence, or at the end of one.
    fn closes_something(&self, open: usize, end: usize) -> bool {
        let before = self.slice(0..open).trim_end_matches([' ', '\u{3000}', '\t']);
        let after = self.slice(end..self.text.len()).trim_start_matches([' ', '\u{3000}', '\t']);
        let Some(last) = before.chars().next_back() else { return false };
        let ends = after
            .chars()
            .next()
            .is_none_or(|ch| is_terminal(ch) || is_open(ch) || is_close(ch) || matches!(ch, ',' | '，'));
        let names_before =
            ["局", "委", "办", "室", "位", "门", "》", "组", "心", "会", "府", "厅", "长", "班", "体", "制"];
        if is_terminal(last) {
            // `\n(市公安局)` alone on its line is one too.
            return true;
        }
        ends && !names_before.iter().any(|word| before.ends_with(word))
    }

    fn push_bracket(&mut self, span: std::ops::Range<usize>, content: std::ops::Range<usize>, shape: Shape) {
        while self.clauses.last().is_some_and(|last| last.span.start as usize >= span.start) {
            self.clauses.pop();
        }
        let (form, trigger) = match shape {
            Shape::Names => (ClauseForm::BareBracket, span.start..content.start),
            Shape::Word(word) => (ClauseForm::Bracket, content.start + word.start..content.start + word.end),
        };
        self.push(span, content, trigger, form);
    }

    fn push(
        &mut self,
        span: std::ops::Range<usize>,
        content: std::ops::Range<usize>,
        trigger: std::ops::Range<usize>,
        form: ClauseForm,
    ) {
        let [span, content, trigger] = [span, content, trigger].map(ViewSpan::from_range);
        self.clauses.push(Clause { span, content, trigger, form });
    }

    fn lost_opening(&mut self, at: usize, end: usize) {
        let last = self.clauses.last().map_or(0, |clause| clause.span.end as usize);
        let start = self.sentence.max(self.stray).max(last).max(at.saturating_sub(REACH));
        let start = (start..=at).find(|&start| self.text.is_char_boundary(start)).unwrap_or(at);
        let content = punct::trimmed(self.text, start..at);
        let words = self.slice(content.clone());
        let trigger = match duty::word_before_end(words) {
            Some((_, len)) => content.end - len..content.end,
            None if ends_like_body(words) => at..end,
            None => return,
        };
        if !words.is_empty() {
            self.push(content.start..end, content, trigger, ClauseForm::LostOpening);
        }
    }

    /// A field word before a colon.
    fn colon(&mut self, at: usize, ch: char) {
        if self.clauses.last().is_some_and(|last| at < last.span.end as usize) {
            return;
        }
        let line = self.sentence.max(at.saturating_sub(64));
        let line = (line..=at).find(|&start| self.text.is_char_boundary(start)).unwrap_or(at);
        let before = self.slice(line..at).trim_end_matches([' ', '*', '\u{3000}']);
        let Some((Field::Departments(duty), len)) = duty::field_before_end(before) else { return };
        let word = line + before.len() - len..line + before.len();
        let content = self.field_content(at + ch.len_utf8());
        self.push(word.start..content.end, content, word, ClauseForm::Field(duty));
    }

    /// A space in place of a colon, where the field word begins the sentence: `责任单位 市公安局`.
    fn gap(&mut self, at: usize, ch: char) {
        let word = self.slice(self.sentence..at).trim_start();
        if word.len() <= 24 && ["单位", "部门"].iter().any(|noun| word.ends_with(noun)) && duty::field(word).is_some()
        {
            self.colon(at, ch);
        }
    }

    /// What a field holds: the rest of its sentence, or the next line where the rest is empty.
    fn field_content(&self, from: usize) -> std::ops::Range<usize> {
        let limit = (from + LONGEST).min(self.text.len());
        let rest = self.slice(from..self.text.len());
        let mut depth = 0_usize;
        let mut words_seen = false;
        for (at, ch) in rest.char_indices() {
            let here = from + at;
            if here >= limit || ch == '。' || (ch == '\n' && words_seen) {
                return punct::trimmed(self.text, from..here);
            }
            if is_open(ch) {
                depth += 1;
            } else if is_close(ch) {
                let Some(outer) = depth.checked_sub(1) else { return punct::trimmed(self.text, from..here) };
                depth = outer;
            }
            words_seen |= !ch.is_whitespace();
        }
        punct::trimmed(self.text, from..self.text.len())
    }

    /// A word of responsibility outside brackets: `由…负责`, or the end of a sentence that is nothing but a clause.
    fn duty_word(&mut self, end: usize) {
        let words = self.slice(self.sentence..end);
        let len = match () {
            () if words.ends_with("牵头") || words.ends_with("负责") => "负责".len(),
            () if words.ends_with("负责落实") || words.ends_with("负责实施") => "负责落实".len(),
            () if words.ends_with("组织实施") || words.ends_with("抓好落实") => "组织实施".len(),
            () if words.ends_with("配合") || words.ends_with("参与") => "配合".len(),
            () => return,
        };
        if self.clauses.last().is_some_and(|last| end <= last.content.end as usize) {
            return;
        }
        let close = self.by.is_some_and(|by| end - by <= REACH);
        let trigger = end - len..end;
        if let Some(by) = self.by.filter(|_| close && len == "负责".len()) {
            let content = by + '由'.len_utf8()..self.sentence_end(end);
            self.push(by..content.end, content, trigger, ClauseForm::By);
            return;
        }
        let after = self.slice(end..self.text.len()).trim_start_matches([' ', '\u{3000}']);
        let ends = after.chars().next().is_none_or(is_terminal);
        if ends && end - self.sentence <= REACH {
            let content = punct::trimmed(self.text, self.sentence..end);
            self.push(content.clone(), content, trigger, ClauseForm::Sentence);
        }
    }

    fn sentence_end(&self, from: usize) -> usize {
        let rest = self.slice(from..self.text.len());
        let stop = rest.char_indices().find(|&(at, ch)| at >= REACH || is_terminal(ch) || is_close(ch));
        from + stop.map_or(rest.len(), |(at, _)| at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(text: &str) -> Vec<(ClauseForm, &str)> {
        clauses(text).iter().map(|it| (it.form, text.get(it.content.range()).unwrap_or("?"))).collect()
    }

    #[test]
    fn every_shape_is_found() {
        use ClauseForm::*;
        let cases: &[(&str, ClauseForm, &str)] = &[
            ("优化流程。(市公安局、教育局)\n", BareBracket, "市公安局、教育局"),
            ("优化流程（市公安局、教育局）。", BareBracket, "市公安局、教育局"),
            ("优化流程。(市公安局、各县(市、区)人民政府负责)", Bracket, "市公安局、各县(市、区)人民政府负责"),
            ("优化流程。【责任单位:市公安局】", Bracket, "责任单位:市公安局"),
            ("优化流程。公安局负责)\n", LostOpening, "公安局负责"),
            ("优化流程。(市公安局负责\n二、其他", Bracket, "市公安局负责"),
            ("责任单位:市公安局、市教育局\n完成时限", Field(Duty::Responsible), "市公安局、市教育局"),
            ("牵头单位:\n市公安局\n", Field(Duty::Lead), "市公安局"),
            ("落户工作由市公安局牵头,市教育局配合。", By, "市公安局牵头,市教育局配合"),
            ("优化流程。市公安局、教育局按职责分工负责。", Sentence, "市公安局、教育局按职责分工负责"),
            ("(市公安局、市教育\n局、市财政局负责)", Bracket, "市公安局、市教育\n局、市财政局负责"),
            (
                "优化。(市发改委牵头,市财政局配合;以下均需各县区政府负责,不再列出)",
                Bracket,
                "市发改委牵头,市财政局配合;以下均需各县区政府负责,不再列出",
            ),
        ];
        for (text, form, content) in cases {
            assert_eq!(shapes(text), [(*form, *content)], "{text}");
        }
    }

    #[test]
    fn what_is_no_clause_is_left() {
        for text in [
            "各县(市、区)人民政府:",
            "《规划》(国家发展改革委)。",
            "市公安局负责统筹协调全市落户工作。",
            "省住建厅要依托联席会议制度强化统筹。",
            "(一)优化流程",
            "套(间)",
        ] {
            assert_eq!(shapes(text), [], "{text}");
        }
    }

    #[test]
    fn brackets_without_partners_cost_no_more_than_others() {
        // The best of seven of each, side by side: what else the machine does slows both.
        let best = |text: &str| {
            let timed = (0..7).map(|_| {
                let started = std::time::Instant::now();
                let _ = clauses(text);
                started.elapsed()
            });
            timed.min().unwrap_or_default().as_secs_f64()
        };
        for unit in ["(", ")", "局)", "(负责"] {
            let ratio = best(&unit.repeat(80_000)) / best(&unit.repeat(10_000));
            assert!(ratio < 32.0, "eight times the text takes {ratio} times as long: {unit}");
        }
    }
}
