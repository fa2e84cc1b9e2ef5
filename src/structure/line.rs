//! Lines (行) and what they are when they are not text: web furniture, lists of document data, notes on attachments.

use super::punct;
use crate::text::ViewSpan;
use std::ops::Range;

/// The lines of a text that hold anything, without the white space around them.
pub fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    text.split('\n').filter_map(move |line| {
        let start = at;
        at += line.len() + 1;
        let found = punct::trimmed(text, start..start + line.len());
        (!found.is_empty()).then_some(found)
    })
}

/// Words that only the furniture of web pages has.
const FURNITURE: &[&str] = &[
    "扫一扫",
    "Copyright",
    "copyright",
    "©",
    "版权所有",
    "ICP备",
    "公网安备",
    "网站标识码",
    "All rights",
    "上一篇",
    "下一篇",
    "打印本页",
    "关闭窗口",
    "【打印】",
    "【关闭】",
    "分享到",
    "字体:",
    "字号:",
    "浏览次数",
    "阅读次数",
    "点击数",
    "网站地图",
    "联系我们",
    "当前位置",
    "您的位置",
    "您所在的位置",
    "返回顶部",
    "在线咨询",
    "无障碍",
    "收藏本站",
    "设为首页",
    "加入收藏",
    "相关链接",
    "相关附件",
    "附件下载",
    "责任编辑",
    "政务微信",
    "政务微博",
    "技术支持",
    "违法和不良信息",
];

/// Beginnings of lines that stand at the foot of a page and are no text of the document.
const FOOTERS: &[&str] = &[
    "来源:",
    "来源：",
    "信息来源",
    "主办单位",
    "承办单位",
    "主管单位",
    "主办:",
    "承办:",
    "抄送",
    "编辑:",
    "审核:",
    "发布时间",
    "发布日期",
    "稿源",
    "首页",
    "首   页",
];

/// Whether a line is furniture of the web page it was taken from: navigation, footer, buttons.
pub fn is_furniture(line: &str) -> bool {
    let short = line.len() < 600;
    short && (FURNITURE.iter().any(|word| line.contains(word)) || FOOTERS.iter().any(|word| line.starts_with(word)))
        || is_navigation(line)
}

/// Five or more short words with spaces between and nothing else: a menu.
fn is_navigation(line: &str) -> bool {
    if line.len() > 400 || line.contains(['。', ',', '，', '、', ':', '：', ';', '\t']) {
        return false;
    }
    let words: Vec<_> = line.split_whitespace().filter(|word| !matches!(*word, ">" | "|" | ">>" | "»" | "-")).collect();
    words.len() >= 5 && words.iter().all(|word| word.chars().count() <= 8)
}

/// Whether a line announces an attachment: `附件`, `附件1`, `附:`. Lists of attachments count.
pub fn is_attachment(line: &str) -> bool {
    let Some(rest) =
        line.strip_prefix("附件").or_else(|| line.strip_prefix("附表")).or_else(|| line.strip_prefix("附录"))
    else {
        return matches!(line, "附" | "附:" | "附：");
    };
    let rest = rest.trim_start_matches(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ' ', '-', '—']);
    let rest = rest.trim_start_matches(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    rest.is_empty() || rest.starts_with([':', '：', ' ', '.', '、', '\t'])
}

/// A line of document data: `发布机构: 青禾市发展和改革委员会`, with or without a list mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetaLine<'a> {
    /// The word before the colon, spaces taken out: `索引号`.
    pub name: String,
    /// What stands behind it.
    pub value: &'a str,
    /// Where the value stands.
    pub span: ViewSpan,
}

/// Names of document data, without spaces.
const META_NAMES: &[&str] = &[
    "索引号",
    "索取号",
    "文号",
    "发文字号",
    "发文号",
    "备注/文号",
    "公文文号",
    "发布机构",
    "发文机关",
    "发文单位",
    "发布单位",
    "制发机关",
    "制定机关",
    "印发机关",
    "公开责任部门",
    "公文生成日期",
    "成文日期",
    "生成日期",
    "发文日期",
    "发布日期",
    "发布时间",
    "公开日期",
    "印发日期",
    "有效性",
    "效力状态",
    "主题分类",
    "主题词",
    "标题",
    "名称",
    "信息分类",
    "公开方式",
    "公开范围",
    "组配分类",
    "体裁分类",
];

/// Reads a line of document data.
pub fn meta(text: &str, line: Range<usize>) -> Option<MetaLine<'_>> {
    let words = text.get(line.clone())?;
    if words.len() > 400 {
        return None;
    }
    let bare = words.trim_start_matches(['-', '*', '•', '·', '●', '[', '【', ' ']);
    let (name, value) = bare.split_once(punct::is_colon)?;
    let name: String = name.chars().filter(|ch| !ch.is_whitespace() && !matches!(ch, ']' | '】')).collect();
    if !META_NAMES.contains(&name.as_str()) {
        return None;
    }
    let span = punct::trimmed(text, line.end - value.len()..line.end);
    Some(MetaLine { name, value: value.trim(), span: ViewSpan::from_range(span) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_is_told_from_text() {
        for line in [
            "首   页 走进青禾 新闻中心 政府信息公开 政务服务 互动交流",
            "扫一扫在手机上查看当前页面",
            "版权所有:青禾市人民政府办公室 云ICP备12345678号",
            "主办单位:青禾市人民政府办公室",
        ] {
            assert!(is_furniture(line), "{line}");
        }
        for line in
            ["(一)优化流程。", "各县(市、区)人民政府,市直有关单位:", "青禾市人民政府", "1.建成一批 2.改造一批。"]
        {
            assert!(!is_furniture(line), "{line}");
        }
    }

    #[test]
    fn attachments_and_document_data_are_known() {
        assert!(
            is_attachment("附件1")
                && is_attachment("附件:1.任务分解表")
                && is_attachment("附件")
                && !is_attachment("附件所列任务")
        );
        let line = "- 索 引 号: QH001";
        let meta = meta(line, 0..line.len()).map(|it| (it.name, it.value));
        assert_eq!(meta, Some(("索引号".to_owned(), "QH001")));
    }
}
