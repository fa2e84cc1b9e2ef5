//! Word documents, built here part by part.

use zhupi::formats::archive::pack;
use zhupi::formats::{ImportOptions, ImportReport, import};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

fn file(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("{HEAD}<w:document xmlns:w=\"w\"><w:body>{body}<w:sectPr/></w:body></w:document>");
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), b"<Types/>".to_vec()),
        ("word/document.xml".to_owned(), document.into_bytes()),
    ];
    parts.extend(more.iter().map(|(name, content)| ((*name).to_owned(), format!("{HEAD}{content}").into_bytes())));
    pack(parts).unwrap()
}

fn read_with(body: &str, more: &[(&str, &str)], footnotes: bool) -> ImportReport {
    let options = ImportOptions { footnotes, ..ImportOptions::default() };
    import("方案.docx", &file(body, more), &options)
}

fn text(body: &str) -> String {
    let report = read_with(body, &[], false);
    report.documents.first().map_or_else(|| format!("{:?}", report.problems), |it| it.text.as_str().to_owned())
}

fn p(words: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>")
}

#[test]
fn paragraphs_and_what_stands_in_them() {
    for (body, expected) in [
        (p("一") + &p("") + &p("　二 "), "一\n\n　二 \n"),
        (
            "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:br w:type='page'/></w:r></w:p>".into(),
            "甲\t乙\n丙\n",
        ),
        ("<w:p><w:r><w:t>a &amp; b &lt;c&gt; &#x20BB7;</w:t></w:r></w:p>".into(), "a & b <c> 𠮷\n"),
        ("<w:p><w:r><w:t>5</w:t></w:r><w:r><w:t>457</w:t></w:r><w:r><w:t>套</w:t></w:r></w:p>".into(), "5457套\n"),
        ("<w:p><w:pPr><w:tabs><w:tab w:pos='4'/></w:tabs></w:pPr><w:r><w:t>x</w:t></w:r></w:p>".into(), "x\n"),
        ("<w:p><w:r><w:t>a</w:t></w:r><w:r><w:sym w:font='W' w:char='F0FC'/></w:r></w:p>".into(), "a\n"),
    ] {
        assert_eq!(text(&body), expected);
    }
}

#[test]
fn what_nobody_sees_is_left_out_and_counted() {
    let body = concat!(
        "<w:p><w:r><w:t>留</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del>",
        "<w:ins><w:r><w:t>增</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>显</w:t></w:r>",
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>",
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>",
        "<w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:commentReference w:id='0'/></w:r><w:r><w:t>完</w:t></w:r></w:p>",
    );
    let notes = (
        "word/footnotes.xml",
        "<w:footnotes><w:footnote w:type='separator'><w:p/></w:footnote><w:footnote w:id='2'><w:p><w:r><w:t>脚注</w:t></w:r></w:p></w:footnote></w:footnotes>",
    );
    let report = read_with(body, &[notes], false);
    assert_eq!(report.documents[0].text.as_str(), "留增显7完\n");
    let said: Vec<_> = report.problems.iter().map(|it| it.kind.zh()).collect();
    assert_eq!(
        said,
        [
            "未导入修订中删除的文字：2 处",
            "未导入隐藏文字：1 处",
            "未导入域代码：1 处",
            "未导入批注：1 处",
            "未导入脚注和尾注：1 处"
        ]
    );
    assert_eq!(read_with(body, &[notes], true).documents[0].text.as_str(), "留增显7完\n脚注\n");
}

#[test]
fn tables_are_rows_of_cells() {
    let cell = |inner: &str| format!("<w:tc><w:tcPr/>{inner}</w:tc>");
    let inner = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell(&p("内1")), cell(&p("内2")));
    let body = format!(
        "{}<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>{}",
        p("前"),
        cell(&p("任务")),
        cell(&(p("牵头") + &p("单位"))),
        cell("<w:p/>"),
        cell(&(inner + "<w:p/>")),
        p("后")
    );
    assert_eq!(text(&body), "前\n任务\t牵头 单位\n\t内1 内2\n后\n");
}

#[test]
fn text_boxes_come_after_their_line_and_once() {
    let content = format!("<w:txbxContent>{}</w:txbxContent>", p("框中"));
    let body = format!(
        "<w:p><w:r><w:t>行</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing>{content}</w:drawing></mc:Choice>\
         <mc:Fallback><w:pict>{content}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>{}",
        p("下")
    );
    assert_eq!(text(&body), "行\n框中\n下\n");
}

const NUMBERING: &str = concat!(
    "<w:numbering><w:abstractNum w:abstractNumId='0'>",
    "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCountingThousand'/><w:lvlText w:val='%1、'/></w:lvl>",
    "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:suff w:val='nothing'/><w:lvlText w:val='(%2)'/></w:lvl>",
    "<w:lvl w:ilvl='2'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%3.'/></w:lvl>",
    "<w:lvl w:ilvl='3'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:isLgl/><w:lvlText w:val='%1.%3.%4'/><w:suff w:val='space'/></w:lvl>",
    "</w:abstractNum><w:num w:numId='5'><w:abstractNumId w:val='0'/></w:num>",
    "<w:num w:numId='6'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='3'/></w:lvlOverride></w:num>",
    "</w:numbering>"
);

fn numbered(list: &str, level: u32, words: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr></w:pPr>\
         <w:r><w:t>{words}</w:t></w:r></w:p>"
    )
}

#[test]
fn numbers_are_those_that_word_shows() {
    let styles = concat!(
        "<w:styles><w:style w:styleId='base'><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='5'/></w:numPr></w:pPr></w:style>",
        "<w:style w:styleId='own'><w:basedOn w:val='base'/></w:style></w:styles>"
    );
    let styled = "<w:p><w:pPr><w:pStyle w:val='own'/></w:pPr><w:r><w:t>样式</w:t></w:r></w:p>";
    let body = [
        numbered("5", 0, "总则"),
        numbered("5", 1, "目标"),
        styled.to_owned(),
        numbered("5", 2, "产业"),
        numbered("5", 3, "细则"),
        numbered("5", 2, ""),
        numbered("5", 2, "城镇"),
        numbered("5", 0, "任务"),
        numbered("5", 1, "又一"),
        numbered("0", 0, "无号"),
        numbered("6", 0, "重来"),
        numbered("99", 0, "不识"),
    ]
    .concat();
    let report = read_with(&body, &[("word/numbering.xml", NUMBERING), ("word/styles.xml", styles)], false);
    let expected =
        "一、总则\n(一)目标\n(二)样式\n1. 产业\n1.1.1 细则\n\n2. 城镇\n二、任务\n(一)又一\n无号\n三、重来\n不识\n";
    assert_eq!(report.documents[0].text.as_str(), expected);
}

#[test]
fn hostile_documents_are_refused() {
    let deep = format!("{}{}", "<w:r>".repeat(300), "</w:r>".repeat(300));
    let wide = format!("<w:p {}/>", (0..300).map(|n| format!("a{n}='' ")).collect::<String>());
    for (body, code) in [
        (deep.as_str(), "file.bomb"),
        (&wide, "file.bomb"),
        ("<w:p>&boom;</w:p>", "file.damaged"),
        ("<w:p></w:r>", "file.damaged"),
    ] {
        let report = import("a.docx", &file(body, &[]), &ImportOptions::default());
        assert_eq!(report.problems[0].kind.code(), code, "{report:?}");
        assert!(report.is_refused());
    }
    let dtd =
        pack(vec![("word/document.xml".to_owned(), b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>".to_vec())]).unwrap();
    assert_eq!(import("a.docx", &dtd, &ImportOptions::default()).problems[0].kind.code(), "file.damaged");
    let other = pack(vec![("__MACOSX/a.txt".to_owned(), b"x".to_vec()), ("b/".to_owned(), vec![])]).unwrap();
    assert_eq!(import("a.zip", &other, &ImportOptions::default()).problems[0].kind.code(), "file.zip");
    let whole = file(&p("一二三"), &[]);
    for len in 4..whole.len() {
        let report = import("a.docx", &whole[..len], &ImportOptions::default());
        assert!(report.is_refused(), "cut to {len} bytes");
    }
}
