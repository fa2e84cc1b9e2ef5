//! The masthead (版头) and signature (落款): title, document number, date, addressee, and the body that issued it.

use super::line::{self, MetaLine};
use super::{date, punct};
use crate::lexicon::division::Division;
use crate::text::{ViewSpan, is_ideograph};
use std::ops::Range;

/// What stands above and below the text of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Masthead {
    /// The lines of the title; a title that was wrapped has several.
    pub title: Option<ViewSpan>,
    /// The body that issued the document.
    pub issuer: Option<ViewSpan>,
    /// The document's number: `青政办发〔2023〕20号`.
    pub number: Option<ViewSpan>,
    /// Whom it addresses, without the colon.
    pub addressee: Option<ViewSpan>,
    /// The signature: the line of the issuing body at the end.
    pub signature: Option<ViewSpan>,
    /// Where the date stands, and the date in ISO 8601.
    pub date: Option<(ViewSpan, String)>,
}

/// Lines read for the masthead.
const HEAD: usize = 48;

/// What titles of documents end with.
const TITLE_ENDS: &[&str] = &[
    "通知",
    "意见",
    "方案",
    "要点",
    "办法",
    "规划",
    "计划",
    "决定",
    "报告",
    "纲要",
    "措施",
    "规定",
    "细则",
    "函",
    "批复",
    "通告",
    "公告",
    "清单",
    "分工",
    "指南",
    "规则",
    "条例",
    "总结",
    "安排",
    "台账",
    "分解表",
    "分工表",
    "任务表",
    "责任表",
    "一览表",
    "任务分解",
    "举措",
    "意见书",
    "实施意见",
    "任务书",
    "行动",
    "若干政策",
    "政策",
    "意见稿)",
    "意见稿）",
    "试行)",
    "试行）",
    "草案)",
    "更新)",
    "工作进展",
    "建议",
    "决议",
    "令",
];

/// What names of issuing bodies end with.
const BODY_ENDS: &[&str] = &[
    "人民政府",
    "委员会",
    "办公室",
    "办公厅",
    "局",
    "厅",
    "委",
    "部",
    "院",
    "总署",
    "署",
    "中心",
    "领导小组",
    "指挥部",
    "管委会",
    "总队",
    "支队",
    "联合会",
    "总工会",
    "协会",
    "法院",
    "检察院",
    "公司",
    "集团",
    "银行",
    "学院",
    "大学",
    "政府",
    "办事处",
    "联席会议",
    "会",
    "党委",
    "总社",
    "党组",
];

impl Masthead {
    /// Reads the masthead and the signature of a text.
    pub fn of(text: &str) -> Self {
        let head: Vec<_> = line::lines(text).take(HEAD).collect();
        let mut found = Self::default();
        found.read_title(text, &head);
        found.read_meta(text, &head);
        found.read_signature(text);
        found.read_issuer(text, &head);
        found
    }

    fn read_title(&mut self, text: &str, head: &[Range<usize>]) {
        let words = |range: &Range<usize>| text.get(range.clone()).unwrap_or("");
        let plain = |range: &Range<usize>| {
            let line = words(range);
            line.chars().count() <= 70
                && !line.contains(['。', ';', '；', '\t'])
                && !line.ends_with([':', '：', ',', '，'])
                && !line::is_furniture(line)
                && !line::is_attachment(line)
                && line::meta(text, range.clone()).is_none()
                && super::number::Number::read(line).is_none()
        };
        let is_end = |line: &str| {
            let bare = line.trim_end_matches(['》', ' ', '"', '”']);
            line.chars().count() >= 4 && TITLE_ENDS.iter().any(|end| bare.ends_with(end))
        };
        let Some(last) = head.iter().position(|range| plain(range) && is_end(words(range))) else { return };
        let Some(end) = head.get(last).cloned() else { return };
        let mut start = end.start;
        // A title that was wrapped: the lines above it belong to it unless they end or begin something else.
        if !words(&end).contains("关于") && is_end(words(&end)) {
            for range in head.get(..last).unwrap_or_default().iter().rev().take(3) {
                let line = words(range);
                let part = plain(range) && !is_end(line) && !is_number_line(line) && date::whole_line(line).is_none();
                if !part || is_body(line) && !line.contains("关于") {
                    break;
                }
                start = range.start;
                if line.contains("关于") {
                    break;
                }
            }
        }
        self.title = Some(ViewSpan::from_range(start..end.end));
    }

    fn read_meta(&mut self, text: &str, head: &[Range<usize>]) {
        for range in head {
            let line = text.get(range.clone()).unwrap_or("");
            if let Some(MetaLine { name, value, span }) = line::meta(text, range.clone()) {
                if name.ends_with("文号") || name == "发文字号" || name == "发文号" {
                    self.number = self.number.or(number_in(text, span.range()));
                }
                if name.ends_with("日期") && self.date.is_none() {
                    self.date = date::date_at(value).map(|(iso, len)| {
                        let start = span.start as usize;
                        (ViewSpan::from_range(start..start + len), iso)
                    });
                }
                if self.issuer.is_none() && is_issuer_field(&name) && is_body(value) {
                    self.issuer = Some(span);
                }
                continue;
            }
            if self.number.is_none() && line.chars().count() <= 40 {
                self.number = number_in(text, range.clone());
            }
            let addressee = line.strip_suffix([':', '：']).filter(|line| is_addressee(line));
            if let (None, Some(words)) = (self.addressee, addressee) {
                self.addressee = Some(ViewSpan::from_range(range.start..range.start + words.len()));
            }
        }
    }

    /// A body alone on its line with a date on the next.
    fn read_signature(&mut self, text: &str) {
        let mut before: Option<Range<usize>> = None;
        for range in line::lines(text) {
            let line = text.get(range.clone()).unwrap_or("");
            if let Some(iso) = Some(line).filter(|line| line.len() <= 80).and_then(date::whole_line) {
                let body = before.take().filter(|range| text.get(range.clone()).is_some_and(is_body));
                if let (None, Some(body)) = (self.signature, body) {
                    self.signature = Some(ViewSpan::from_range(body));
                    self.date = Some((ViewSpan::from_range(range), iso));
                    return;
                }
                continue;
            }
            before = Some(range);
        }
    }

    fn read_issuer(&mut self, text: &str, head: &[Range<usize>]) {
        let from_title = self.title.and_then(|title| {
            let words = text.get(title.range())?;
            let body = words.get(..words.find("关于")?)?.trim_end();
            is_body(body).then(|| ViewSpan::from_range(title.start as usize..title.start as usize + body.len()))
        });
        let alone = head.iter().take(24).find(|range| text.get((*range).clone()).is_some_and(is_body));
        let alone = alone.map(|range| {
            let line = text.get(range.clone()).unwrap_or("");
            ViewSpan::from_range(range.start..range.start + line.trim_end_matches("文件").trim_end().len())
        });
        self.issuer = from_title.or(self.signature).or(self.issuer).or(alone);
    }
}

/// Whether a line is the name of a body and nothing else, with the place it belongs to.
pub fn is_body(line: &str) -> bool {
    let line = line.trim().trim_end_matches("文件").trim_end();
    let len = line.chars().count();
    let place = Division::of_body(line).is_some() || is_central(line);
    (4..=40).contains(&len)
        && place
        && BODY_ENDS.iter().any(|end| line.ends_with(end))
        && !line.contains(['。', ',', '，', ':', '：', '《', '(', '（', '\t', ';', '关'])
}

/// Bodies of the state, which carry no place.
fn is_central(line: &str) -> bool {
    [
        "国务院",
        "国家",
        "中华人民共和国",
        "中共中央",
        "最高人民",
        "中国",
        "全国",
        "财政部",
        "教育部",
        "工业和信息化部",
        "民政部",
        "生态环境部",
        "农业农村部",
        "商务部",
        "交通运输部",
        "住房和城乡建设部",
        "人力资源和社会保障部",
        "自然资源部",
        "水利部",
        "文化和旅游部",
        "应急管理部",
        "科技部",
        "科学技术部",
        "公安部",
        "司法部",
        "海关总署",
        "审计署",
        "退役军人事务部",
    ]
    .iter()
    .any(|word| line.starts_with(word))
}

fn is_issuer_field(name: &str) -> bool {
    ["发布机构", "发文机关", "发文单位", "发布单位", "制发机关", "制定机关", "印发机关", "公开责任部门"].contains(&name)
}

fn is_addressee(line: &str) -> bool {
    let words = ["人民政府", "单位", "部门", "委员会", "各", "办事处", "政府"];
    line.chars().count() <= 90
        && !line.contains('。')
        && words.iter().any(|word| line.contains(word))
        && line.contains(['各', '有'])
}

fn is_number_line(line: &str) -> bool {
    line.contains(['〔', '［']) && line.chars().any(|ch| ch.is_ascii_digit()) && line.chars().count() <= 30
}

/// A document number in a line: Chinese words, a year in brackets, a count and 号.
fn number_in(text: &str, range: Range<usize>) -> Option<ViewSpan> {
    let line = text.get(range.clone())?;
    let open = line.find(['〔', '[', '［', '(', '（', '【'])?;
    let after = line.get(open..)?;
    let inside = after.get(after.chars().next()?.len_utf8()..)?;
    let year = inside.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))?;
    let rest = inside.get(year.len()..)?;
    let rest = rest.strip_prefix(['〕', ']', '］', ')', '）', '】'])?;
    let end = rest.find('号')? + '号'.len_utf8();
    let digits = rest.get(..end)?.trim_start_matches(['第', ' ']).trim_end_matches(['号', ' ']);
    if digits.is_empty() || digits.len() > 5 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let before = line.get(..open)?;
    let word = before.chars().rev().take_while(|&ch| is_ideograph(ch)).map(char::len_utf8).sum::<usize>();
    let end = range.start + (line.len() - rest.len()) + end;
    (word > 0).then(|| ViewSpan::from_range(punct::trimmed(text, range.start + open - word..end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masthead_between_web_furniture_is_read() {
        let text = "首页 走进青禾 新闻中心 信息公开 政务服务\n- 索 引 号: QH0001\n- 文号: 青政办发〔2023〕20号\n\n青禾市人民政府办公室\n\
            关于印发青禾市2023年推动新型城镇化\n高质量发展工作要点的通知\n各县(市、区)人民政府,市直有关单位:\n现将要点印发给你们。\n\
            青禾市人民政府办公室\n    2023年5月12日\n正文\n扫一扫在手机打开当前页";
        let found = Masthead::of(text);
        let words = |span: Option<ViewSpan>| span.and_then(|span| text.get(span.range()));
        assert_eq!(words(found.title), Some("关于印发青禾市2023年推动新型城镇化\n高质量发展工作要点的通知"));
        assert_eq!(words(found.issuer), Some("青禾市人民政府办公室"));
        assert_eq!(words(found.number), Some("青政办发〔2023〕20号"));
        assert_eq!(words(found.addressee), Some("各县(市、区)人民政府,市直有关单位"));
        assert_eq!(found.date.map(|(_, iso)| iso).as_deref(), Some("2023-05-12"));
    }

    #[test]
    fn the_issuer_may_stand_in_the_title() {
        let text = "云岭省推进新型城镇化工作领导小组办公室关于征求《要点》意见的函\n各成员单位:\n";
        let found = Masthead::of(text);
        assert_eq!(
            found.issuer.and_then(|span| text.get(span.range())),
            Some("云岭省推进新型城镇化工作领导小组办公室")
        );
    }
}
