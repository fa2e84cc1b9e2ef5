//! The wording of problems: code, English, Chinese. Each says what, why and, where there is something, what to do.

use super::problem::{Dropped, Foreign, ProblemKind, SpanFault};
use super::reason;

impl ProblemKind {
    /// A short name that never changes: `file.empty`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "file.empty",
            Self::TooLarge { .. } => "file.too_large",
            Self::TooLong { .. } => "text.too_long",
            Self::Foreign(kind) => kind.code(),
            Self::Damaged { .. } => "file.damaged",
            Self::Bomb { .. } => "file.bomb",
            Self::UnknownEncoding { .. } => "encoding.unknown",
            Self::NotThisFormat { .. } => "format.other",
            Self::BadRecord { .. } => "record.bad",
            Self::BadSpan { fault, .. } => fault.code(),
            Self::Misquoted { .. } => "span.quote",
            Self::BadRelation { .. } => "relation.bad",
            Self::OtherKind { .. } => "file.other_kind",
            Self::Guessed { .. } => "encoding.guessed",
            Self::Replaced { .. } => "encoding.replaced",
            Self::FromPdf { .. } => "pdf.paragraphs",
            Self::PdfCut => "pdf.cut",
            Self::UnknownGlyphs { .. } => "pdf.unknown_glyphs",
            Self::Dropped { .. } => "content.dropped",
            Self::OtherUnit { .. } => "offset.unit",
            Self::UnitAssumed { .. } => "offset.assumed",
            Self::Repaired { .. } => "content.repaired",
            Self::More { .. } => "problems.more",
        }
    }

    /// What, why and what to do, in English.
    pub fn en(&self) -> String {
        match self {
            Self::Empty => "the file is empty".to_owned(),
            Self::TooLarge { bytes, limit } => {
                format!("the file has {bytes} bytes or more, and {limit} can be read; split it and import the parts")
            }
            Self::TooLong { limit } => {
                format!("the text has more than {limit} characters; split it and import the parts")
            }
            Self::Foreign(kind) => kind.en().to_owned(),
            Self::Damaged { part, reason } => {
                format!("{part} is damaged ({reason}); open the file in its own program and save it again")
            }
            Self::Bomb { limit } => {
                format!("the file goes beyond a safety limit ({limit}) and was not unpacked")
            }
            Self::UnknownEncoding { name } => {
                format!("there is no encoding named {name}; try utf-8, gb18030, big5, utf-16le or utf-16be")
            }
            Self::NotThisFormat { format, reason } => {
                format!("this is not {format} ({reason}); choose another format or let it be recognised")
            }
            Self::BadRecord { reason } => format!("left out: {reason}"),
            Self::BadSpan { fault, given } => format!("mark {given} left out: {}", fault.en()),
            Self::Misquoted { given } => {
                format!("mark {given} came in as a proposal: other words stand there than it quotes; look at it")
            }
            Self::BadRelation { given } => {
                format!("relation {given} left out: it does not join two marks of its document")
            }
            Self::OtherKind { ending } => {
                format!(
                    "the name ends in .{ending}, but the file is plain text and was read as such; look whether it is the right one"
                )
            }
            Self::Guessed { encoding } => {
                format!("read as {encoding}, which is a guess; choose the encoding if the text looks wrong")
            }
            Self::Replaced { count, encoding } => {
                format!("{count} places are not valid {encoding} and show as U+FFFD; choose another encoding")
            }
            Self::FromPdf { pages } => format!(
                "{pages} pages of PDF, whose lines were joined to paragraphs by how they end; look at tables and headings, \
                 or import the .docx if there is one"
            ),
            Self::PdfCut => "the end of the PDF is missing, and pages or words may be; get the file again".to_owned(),
            Self::UnknownGlyphs { count } => format!(
                "{count} characters show as U+FFFD, because their font does not say what they are; import the .docx if \
                 there is one"
            ),
            Self::Dropped { what, count } => format!("{} left out: {count}", what.en()),
            Self::OtherUnit { unit } => {
                format!("offsets were read as {unit}, because so more of them fit the text and what they quote")
            }
            Self::UnitAssumed { unit } => format!(
                "offsets were read as {}, as the format has it, but the text holds rare characters and quotes nothing to \
                 prove it; if marks have shifted, read the file again in the other unit",
                unit.words()
            ),
            Self::Repaired { what, count } => format!("put right: {what}, {count} times"),
            Self::More { count } => format!("{count} further problems are not listed"),
        }
    }

    /// What, why and what to do, in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::Empty => "文件为空".to_owned(),
            Self::TooLarge { bytes, limit } => format!("文件至少有 {bytes} 字节，超过上限 {limit}；请拆分后分别导入"),
            Self::TooLong { limit } => format!("正文超过 {limit} 字；请拆分后分别导入"),
            Self::Foreign(kind) => kind.zh().to_owned(),
            Self::Damaged { part, reason } => {
                format!("{part} 已损坏（{}）；请用原程序打开后重新保存", reason::zh(reason))
            }
            Self::Bomb { limit } => format!("文件超出安全限制（{limit}），没有解压"),
            Self::UnknownEncoding { name } => {
                format!("没有名为 {name} 的编码；可用 utf-8、gb18030、big5、utf-16le、utf-16be")
            }
            Self::NotThisFormat { format, reason } => {
                let (format, reason) = (reason::zh(format), reason::zh(reason));
                let blank = |edge: Option<char>| if edge.is_some_and(|ch| ch.is_ascii()) { " " } else { "" };
                let (before, after) = (blank(format.chars().next()), blank(format.chars().next_back()));
                format!("不是{before}{format}{after}格式（{reason}）；请换一种格式，或由程序自动识别")
            }
            Self::BadRecord { reason } => format!("已跳过：{}", reason::zh(reason)),
            Self::BadSpan { fault, given } => format!("标注 {given} 已跳过：{}", fault.zh()),
            Self::Misquoted { given } => format!("标注 {given} 引文与正文该处不符，已作为待审导入；请核对"),
            Self::BadRelation { given } => format!("关系 {given} 已跳过：两端不都是本文档的标注"),
            Self::OtherKind { ending } => {
                format!("文件名以 .{ending} 结尾，内容却是纯文本，已按文本读入；请核对是否拿对了文件")
            }
            Self::Guessed { encoding } => format!("按 {encoding} 读取，这是推测；如显示乱码请改选编码"),
            Self::Replaced { count, encoding } => {
                format!("有 {count} 处不合 {encoding} 编码，显示为 U+FFFD；请改选编码")
            }
            Self::FromPdf { pages } => {
                format!("PDF 共 {pages} 页，段落按各行的结尾拼接；请核对表格和标题，如有 .docx 请改用")
            }
            Self::PdfCut => "PDF 不完整，可能缺页、缺字；请重新获取文件".to_owned(),
            Self::UnknownGlyphs { count } => {
                format!("有 {count} 个字的字体没有说明是什么字，显示为 U+FFFD；如有 .docx 请改用")
            }
            Self::Dropped { what, count } => format!("未导入{}：{count} 处", what.zh()),
            Self::OtherUnit { unit } => format!("位置按 {unit} 计，这样与正文和引文相符的更多"),
            Self::UnitAssumed { unit } => format!(
                "位置按该格式的惯例以 {} 计，但正文含生僻字，文件又没有引文可供核对；如标注错位，请改用另一种单位重新读取",
                unit.words()
            ),
            Self::Repaired { what, count } => format!("已修正：{}，{count} 处", reason::zh(what)),
            Self::More { count } => format!("另有 {count} 个问题未列出"),
        }
    }
}

impl Foreign {
    fn code(self) -> &'static str {
        match self {
            Self::PdfLocked => "file.pdf_locked",
            Self::PdfWithoutText => "file.pdf_without_text",
            Self::OldWord => "file.doc",
            Self::Encrypted => "file.encrypted",
            Self::OldOffice => "file.old_office",
            Self::Rtf => "file.rtf",
            Self::Zip => "file.zip",
            Self::Binary => "file.binary",
        }
    }

    fn en(self) -> &'static str {
        match self {
            Self::PdfLocked => {
                "the PDF only opens with a password; open it, print or save it without one, and import that file"
            }
            Self::PdfWithoutText => {
                "the PDF holds no readable text: its pages are pictures (a scan), or its fonts do not say which characters \
                 they show; recognise the text with an OCR program, or import the .docx or the web page it was made from"
            }
            Self::OldWord => "this is a Word 97–2003 file (.doc); open it in Word or WPS and save it as .docx",
            Self::Encrypted => "the file is protected by a password; remove the password in Office and import it again",
            Self::OldOffice => "this is a file of an old Office version; save it as .docx or .xlsx",
            Self::Rtf => "RTF files are not read; open the file in Word or WPS and save it as .docx",
            Self::Zip => "the archive holds nothing that can be imported; unpack it and import the files in it",
            Self::Binary => "this is not a text file",
        }
    }

    fn zh(self) -> &'static str {
        match self {
            Self::PdfLocked => "PDF 有打开密码；请打开后另存或打印为无密码的 PDF，再导入",
            Self::PdfWithoutText => {
                "PDF 中没有可读取的文字：页面是图片（扫描件），或字体没有说明是什么字；请先做文字识别（OCR），或导入原来的 .docx、网页"
            }
            Self::OldWord => "这是 Word 97–2003 文件（.doc）；请用 Word 或 WPS 另存为 .docx",
            Self::Encrypted => "文件有密码保护；请在 Office 中去除密码后再导入",
            Self::OldOffice => "这是旧版 Office 文件；请另存为 .docx 或 .xlsx",
            Self::Rtf => "不读取 RTF；请用 Word 或 WPS 另存为 .docx",
            Self::Zip => "压缩包中没有可导入的内容；请解压后导入其中的文件",
            Self::Binary => "这不是文本文件",
        }
    }
}

impl SpanFault {
    fn code(self) -> &'static str {
        match self {
            Self::Form => "span.form",
            Self::Empty => "span.empty",
            Self::Outside => "span.outside",
            Self::Inside => "span.inside",
        }
    }

    fn en(self) -> &'static str {
        match self {
            Self::Form => "it lacks a start, an end or a label, or one is of the wrong kind",
            Self::Empty => "it covers nothing",
            Self::Outside => "it reaches beyond the text",
            Self::Inside => "it begins or ends inside a character",
        }
    }

    fn zh(self) -> &'static str {
        match self {
            Self::Form => "缺少起点、终点或标签，或类型不对",
            Self::Empty => "没有覆盖任何文字",
            Self::Outside => "超出正文",
            Self::Inside => "起点或终点在一个字的中间",
        }
    }
}

impl Dropped {
    fn en(self) -> &'static str {
        match self {
            Self::TrackedDeletion => "tracked deletions",
            Self::Hidden => "hidden text",
            Self::FieldCode => "field codes",
            Self::Comment => "comments",
            Self::Note => "foot- and endnotes",
            Self::Picture => "pictures and formulas",
            Self::Script => "scripts and style sheets",
            Self::Control => "control characters",
            Self::PageNumber => "page numbers",
        }
    }

    fn zh(self) -> &'static str {
        match self {
            Self::TrackedDeletion => "修订中删除的文字",
            Self::Hidden => "隐藏文字",
            Self::FieldCode => "域代码",
            Self::Comment => "批注",
            Self::Note => "脚注和尾注",
            Self::Picture => "图片和公式",
            Self::Script => "脚本和样式",
            Self::Control => "控制字符",
            Self::PageNumber => "页码",
        }
    }
}
