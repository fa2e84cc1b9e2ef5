//! Reasons in Chinese (缘由): readers and the parsers below them say in English what does not fit; here each is said in
//! Chinese. A reason that is not in the table is shown as it is: better foreign than lost.

/// Patterns of reasons and what they are in Chinese: `{}` stands for any words, `{0}` for the first of them. The first
/// that fits counts; what stands for `{}` is looked up as well.
const REASONS: &[(&str, &str)] = &[
    // where in a text
    ("{} at line {} column {}", "第 {1} 行第 {2} 列：{0}"),
    ("{} at column {}", "第 {1} 列：{0}"),
    // JSON
    ("EOF while parsing a list", "列表没有写完"),
    ("EOF while parsing an object", "对象没有写完"),
    ("EOF while parsing a string", "字符串没有写完"),
    ("EOF while parsing a value", "内容没有写完"),
    ("expected `:`", "缺少冒号"),
    ("expected `,` or `]`", "缺少逗号或 ]"),
    ("expected `,` or `}`", "缺少逗号或 }"),
    ("expected ident", "不是 true、false 或 null"),
    ("expected value", "此处应有值"),
    ("expected `\"`", "缺少引号"),
    ("invalid escape", "转义写法不对"),
    ("invalid number", "数字写法不对"),
    ("number out of range", "数字超出范围"),
    ("invalid unicode code point", "字符编号无效"),
    ("control character (\\u0000-\\u001F) found while parsing a string", "字符串里有未转义的控制字符"),
    ("key must be a string", "键名应加引号"),
    ("lone leading surrogate in hex escape", "转义的字符只有一半"),
    ("unexpected end of hex escape", "转义的字符只有一半"),
    ("trailing comma", "多了一个逗号"),
    ("trailing characters", "末尾有多余内容"),
    ("recursion limit exceeded", "嵌套过深"),
    ("missing field `{}`", "缺少字段 {0}"),
    ("duplicate field `{}`", "字段 {0} 重复"),
    ("unknown field `{}`, expected {}", "不认识字段 {0}"),
    ("unknown variant `{}`, expected {}", "{0} 不是可用的值"),
    ("invalid type: {}, expected {}", "类型不对：给的是{0}，应为{1}"),
    ("invalid value: {}, expected {}", "值不对：给的是{0}，应为{1}"),
    ("invalid length {}, expected {}", "长度 {0} 不对，应为{1}"),
    ("integer `{}`", "整数 {0}"),
    ("floating point `{}`", "小数 {0}"),
    ("boolean `{}`", "真假值 {0}"),
    ("string \"{}\"", "文字“{0}”"),
    ("a string", "文字"),
    ("string", "文字"),
    ("a boolean", "真假值"),
    ("a map", "对象"),
    ("map", "对象"),
    ("struct {}", "对象"),
    ("a sequence", "列表"),
    ("sequence", "列表"),
    ("a tuple of size {}", "{0} 项的列表"),
    ("null", "空值 null"),
    ("unit", "空值 null"),
    ("u8", "不大的非负整数"),
    ("u16", "不大的非负整数"),
    ("u32", "非负整数"),
    ("u64", "非负整数"),
    ("usize", "非负整数"),
    ("i64", "整数"),
    ("f64", "数字"),
    // XML
    ("syntax error: {}", "写法不对：{0}"),
    ("ill-formed document: {}", "结构不对：{0}"),
    ("start tag not closed: `</{}>` not found before end of input", "标签 {0} 没有结束"),
    ("{} not closed: {} not found before end of input", "{0} 没有写完"),
    ("expected `</{}>`, but `</{}>` was found", "应以 {0} 结束，却是 {1}"),
    ("close tag `</{}>` does not match any open tag", "标签 {0} 没有开头"),
    ("entity or character reference not closed: `;` not found before end of input", "字符引用没有写完"),
    ("unknown entity {}", "不认识的实体 {0}"),
    ("it has a document type", "含有文档类型声明"),
    ("it ends too early", "没有写完"),
    ("tag", "标签"),
    ("comment", "注释"),
    // archives
    ("invalid Zip archive: {}", "压缩包不完整（{0}）"),
    ("unsupported Zip archive: {}", "压缩包的写法不受支持（{0}）"),
    ("Could not find EOCD", "没有结尾的目录"),
    ("compression method not supported: {}", "压缩方法 {0} 不受支持"),
    ("i/o error: {}", "读取出错（{0}）"),
    ("Invalid checksum", "校验和不符"),
    ("corrupt deflate stream", "压缩内容已损坏"),
    ("deflate decompression error", "压缩内容已损坏"),
    ("unexpected end of file", "没有写完"),
    ("failed to fill whole buffer", "没有写完"),
    ("entries overlap or share a name", "其中的文件重叠或重名"),
    ("unusable entry name {}", "其中的文件名 {0} 不能用"),
    ("files of the archive that are not whole ({})", "压缩包中不完整的文件（{0}）"),
    ("it is not text", "不是文本"),
    ("it is missing", "文件缺失"),
    ("it is not in the manifest", "清单里没有"),
    ("its checksum does not hold", "校验和不符"),
    ("{} documents of {} could be read", "{1} 篇文档中读出 {0} 篇"),
    ("{} was in {}", "{0}（原在 {1}）"),
    // tables
    ("CSV error: {}", "表格写法不对（{0}）"),
    ("it has no sheet", "没有工作表"),
    ("its sheet is missing", "工作表缺失"),
    ("{} cells beyond the first {} columns", "前 {1} 列以外的 {0} 格"),
    ("it has no rows below its first", "首行以下没有内容"),
    ("it has no rows with a text below its first", "首行以下没有正文"),
    // PDF
    ("its encryption is invalid", "加密方式无效"),
    ("it has no readable pages", "没有可读的页"),
    // records
    ("no text", "没有正文"),
    ("no content", "没有正文"),
    ("it has no document text", "没有正文"),
    ("the line has no tag", "这一行没有标记"),
    ("the line is longer than {} bytes", "这一行超过 {0} 字节"),
    ("more than {} marks", "超过 {0} 处标注"),
    ("its tokens are whole clauses, so its tags say nothing about words", "词元是整句，标记不指向词语"),
    (
        "tokens and tags do not pair, or tags are numbers without their list",
        "词元与标记数目不一，或标记是没有对照表的编号",
    ),
    ("the task has no text; only tasks with a Text object can be read", "任务没有正文；只能读取含 Text 对象的任务"),
    ("the value {} belongs to no region that was read", "值 {0} 不属于任何读入的标注"),
    ("{} further annotations of the task", "任务的另外 {0} 份标注"),
    ("{} further responses", "另外 {0} 人的回答"),
    ("{} comments on the document", "对文档的评论 {0} 条"),
    ("attribute {}", "属性 {0}"),
    ("{} (only marks, relations and what is said of marks are read)", "{0}（只读取标注、关系和对标注的说明）"),
    ("{}.ann has no {}.txt beside it", "{0}.ann 旁边没有 {1}.txt"),
    ("{} is not about a text of this archive", "{0} 指的不是压缩包中的正文"),
    ("no record of it is of a form that is known", "没有一条记录是认识的形式"),
    ("it can only be written", "这种格式只能导出"),
    ("it is {} version {}; update the program", "这是 {0} 第 {1} 版，请更新程序"),
    ("it is {} version {}", "这是 {0} 第 {1} 版"),
    ("label {} is there twice or has no id", "标签 {0} 重复，或没有标识"),
    ("{}; there are {}", "{0}；可用的有 {1}"),
    ("mark {} left out: {}", "标注 {0}：{1}"),
    ("it lacks a start, an end or a label, or one is of the wrong kind", "缺少起点、终点或标签，或类型不对"),
    ("it covers nothing", "没有覆盖任何文字"),
    ("it reaches beyond the text", "超出正文"),
    ("it begins or ends inside a character", "起点或终点在一个字的中间"),
    // formats
    ("JSON that is read", "可读取的 JSON"),
    ("tags by character", "逐字标记"),
    ("a table of texts", "正文表"),
    ("a package this version can read", "本版本可读取的项目包"),
    ("a scheme", "方案"),
    ("a known format", "已知"),
    // what was put right
    ("the text is not the one its sha256 names", "正文与其 sha256 不符"),
    ("a mark that goes on without beginning", "没有开头的标注"),
];

/// A reason in Chinese; as it is where it is not known.
pub(super) fn zh(reason: &str) -> String {
    let known = REASONS.iter().find_map(|(pattern, chinese)| Some((words_of(pattern, reason)?, chinese)));
    let Some((words, chinese)) = known else { return reason.to_owned() };
    let mut said = (*chinese).to_owned();
    for (at, words) in words.into_iter().enumerate() {
        said = said.replace(&format!("{{{at}}}"), &zh(words));
    }
    said
}

/// What stands for each `{}` of a pattern; `None` where the reason is another one.
fn words_of<'a>(pattern: &str, reason: &'a str) -> Option<Vec<&'a str>> {
    let mut pieces = pattern.split("{}");
    let mut rest = reason.strip_prefix(pieces.next()?)?;
    let mut pieces = pieces.peekable();
    let mut words = Vec::new();
    while let Some(piece) = pieces.next() {
        // The last piece ends the reason; a piece between stands where it comes first.
        let (word, after) = match pieces.peek() {
            None => (rest.strip_suffix(piece)?, ""),
            Some(_) => rest.split_once(piece)?,
        };
        words.push(word);
        rest = after;
    }
    rest.is_empty().then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_parsers_say_is_said_in_chinese() {
        for (reason, chinese) in [
            ("EOF while parsing a string at column 6", "第 6 列：字符串没有写完"),
            ("expected `,` or `}` at line 2 column 5", "第 2 行第 5 列：缺少逗号或 }"),
            ("invalid type: integer `7`, expected a string at column 18", "第 18 列：类型不对：给的是整数 7，应为文字"),
            ("missing field `text` at column 22", "第 22 列：缺少字段 text"),
            ("3 documents of 4 could be read", "4 篇文档中读出 3 篇"),
            ("ill-formed document: expected `</a>`, but `</b>` was found", "结构不对：应以 a 结束，却是 b"),
            ("what nobody has said before", "what nobody has said before"),
        ] {
            assert_eq!(zh(reason), chinese, "{reason}");
        }
    }

    #[test]
    fn a_pattern_fits_as_a_whole() {
        assert_eq!(words_of("a {} c", "a b c"), Some(vec!["b"]));
        assert_eq!(words_of("a", "a b"), None);
        assert_eq!(words_of("{} of {}", "1 of 2"), Some(vec!["1", "2"]));
        assert_eq!(words_of("{} of {}", "1 and 2"), None);
    }

    /// Every `{0}` has words to stand for it.
    #[test]
    fn the_chinese_asks_for_no_words_that_are_not_there() {
        for (pattern, chinese) in REASONS {
            let n_words = pattern.matches("{}").count();
            for at in 0..4 {
                assert!(at < n_words || !chinese.contains(&format!("{{{at}}}")), "{pattern}");
            }
        }
    }
}
