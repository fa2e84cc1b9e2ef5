//! What a file is, and how its bytes become text.

use zhupi::formats::archive::pack;
use zhupi::formats::{ImportOptions, ImportReport, ProblemKind, import};

const SENTENCE: &str = "各县区人民政府，市直各部门：现将实施方案印发给你们，请认真贯彻落实。";

fn read(name: &str, bytes: &[u8]) -> ImportReport {
    import(name, bytes, &ImportOptions::default())
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn encodings_are_recognised() {
    let text = format!("{SENTENCE}\n到2027年，全市产值增长6%以上。\n");
    let traditional =
        "各縣區人民政府，市直各部門：現將實施方案印發給你們，請認真貫徹落實。\n到2027年，全市產值增長6%以上。\n";
    let with_mark = [b"\xef\xbb\xbf", text.as_bytes()].concat();
    let le = utf16(&text, u16::to_le_bytes);
    let be = utf16(&text, u16::to_be_bytes);
    let gb = encoding_rs::GB18030.encode(&text).0.into_owned();
    let big5 = encoding_rs::BIG5.encode(traditional).0.into_owned();
    for (bytes, encoding, guessed, text) in [
        (text.clone().into_bytes(), "UTF-8", false, text.as_str()),
        (with_mark, "UTF-8", false, &text),
        ([b"\xff\xfe", le.as_slice()].concat(), "UTF-16LE", false, &text),
        ([b"\xfe\xff", be.as_slice()].concat(), "UTF-16BE", false, &text),
        (le, "UTF-16LE", true, &text),
        (be, "UTF-16BE", true, &text),
        (gb, "gb18030", true, &text),
        (big5, "Big5", true, traditional),
    ] {
        let report = read("方案.txt", &bytes);
        assert_eq!(report.encoding, Some(encoding));
        assert_eq!(report.documents[0].text.as_str(), text, "{encoding}");
        assert_eq!(report.documents[0].name, "方案");
        let says = report.problems.iter().any(|it| matches!(it.kind, ProblemKind::Guessed { .. }));
        assert_eq!(says, guessed, "{encoding}");
    }
}

#[test]
fn the_encoding_can_be_said() {
    let bytes = encoding_rs::GB18030.encode("一二三").0.into_owned();
    let options = |name: &str| ImportOptions { encoding: Some(name.to_owned()), ..ImportOptions::default() };
    assert_eq!(import("a.txt", &bytes, &options("gbk")).documents[0].text.as_str(), "一二三");
    let report = import("a.txt", &bytes, &options("klingon"));
    assert!(report.is_refused());
    assert_eq!(report.problems[0].kind.code(), "encoding.unknown");
    let report = import("a.txt", "好。一二三四五六七八九十\u{e9}".as_bytes(), &options("big5"));
    assert!(report.problems.iter().any(|it| it.kind.code() == "encoding.replaced"), "{:?}", report.problems);
}

#[test]
fn a_few_broken_bytes_leave_a_text_what_it_is() {
    let mut bytes = SENTENCE.repeat(10).into_bytes();
    bytes[30] = 0xff;
    let report = read("a.txt", &bytes);
    assert_eq!(report.encoding, Some("UTF-8"));
    assert!(report.problems.iter().any(|it| matches!(it.kind, ProblemKind::Replaced { count: 1.., .. })));
}

#[test]
fn line_ends_become_one_and_nothing_else_changes() {
    let report = read("a.txt", "\u{feff}　　一\r\n二\r三\n\n ４\u{200b}\t𠮷 \r\n".as_bytes());
    assert_eq!(report.documents[0].text.as_str(), "　　一\n二\n三\n\n ４\u{200b}\t𠮷 \n");
}

#[test]
fn what_cannot_be_read_is_refused_with_a_reason() {
    let ole = |stream: &str| [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", utf16(stream, u16::to_le_bytes).as_slice()].concat();
    for (name, bytes, code) in [
        ("a.txt", vec![], "file.empty"),
        ("a.txt", b" \n\n".to_vec(), "file.empty"),
        ("a.txt", b"%PDF-1.7 ...".to_vec(), "file.damaged"),
        ("a.docx", ole("EncryptedPackage"), "file.encrypted"),
        ("a.doc", ole("WordDocument"), "file.doc"),
        ("a.xls", ole("Workbook"), "file.old_office"),
        ("a.rtf", b"{\\rtf1 x}".to_vec(), "file.rtf"),
        ("a.txt", b"\x89PNG\r\n\x1a\n".to_vec(), "file.binary"),
        ("a.txt", (0..=255).cycle().take(4_000).collect(), "file.binary"),
        ("a.docx", b"PK\x03\x04 and then nothing".to_vec(), "file.damaged"),
        ("a.txt", vec![b'a'; 21 << 20], "file.too_large"),
        ("a.txt", vec![b'a'; 6_000_001], "text.too_long"),
    ] {
        let report = read(name, &bytes);
        assert!(report.is_refused(), "{name} {code}");
        let problem = &report.problems[report.problems.len() - 1];
        assert_eq!(problem.kind.code(), code);
        assert!(problem.to_string().starts_with(name) && problem.zh().starts_with(name));
    }
}

#[test]
fn content_goes_before_the_name() {
    let page = "<!DOCTYPE html><meta charset=utf-8><p>一</p>";
    for (name, content, format, text) in [
        ("a.txt", page, "html", "一\n"),
        ("a.md", "# 一\n\n<b>二</b>\n", "markdown", "# 一\n\n<b>二</b>\n"),
        ("a", "{\"text\":\"一\"}\n", "native", "一"),
        ("a.txt", "{一}", "plain", "{一}"),
        ("a.html", "没有标签", "plain", "没有标签"),
    ] {
        let report = read(name, content.as_bytes());
        assert_eq!((report.format, report.documents[0].text.as_str()), (format, text), "{name}");
    }
}

#[test]
fn a_page_is_read_in_the_encoding_it_declares() {
    let page = format!("<html><head><meta charset=gbk></head><p>{SENTENCE}</p>");
    let bytes = encoding_rs::GBK.encode(&page).0.into_owned();
    let report = read("a.htm", &bytes);
    assert_eq!(report.documents[0].text.as_str(), format!("{SENTENCE}\n"));
    assert_eq!(report.problems, vec![]);
}

#[test]
fn files_in_an_archive_are_read_as_if_each_had_come_alone() {
    let gb = |words: &str| encoding_rs::GB18030.encode(words).0.into_owned();
    let docx = pack(vec![(
        "word/document.xml".to_owned(),
        b"<w:document><w:body><w:p><w:r><w:t>\xe4\xb8\x80</w:t></w:r></w:p></w:body></w:document>".to_vec(),
    )])
    .unwrap();
    let inner = pack(vec![("x.txt".to_owned(), b"x".to_vec())]).unwrap();
    let entries: Vec<(&str, Vec<u8>)> = vec![
        ("通知/甲.txt", gb(&format!("{SENTENCE}\n{SENTENCE}"))),
        ("乙.md", "# 题\n正文".into()),
        ("丙.html", "<p>一段</p>".into()),
        ("丁.docx", docx),
        ("戊.csv", "标题,正文\nA,第一\nB,第二\n".into()),
        ("己.jsonl", r#"{"text":"县局","label":[[0,2,"DEPT"]]}"#.into()),
        ("庚.pdf", b"%PDF-1.7".to_vec()),
        ("辛.zip", inner),
        ("壬.txt", vec![]),
        ("__MACOSX/._乙.md", vec![1, 2]),
        (".DS_Store", vec![1, 2]),
        ("~$丁.docx", vec![1, 2]),
    ];
    let entries = entries.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect();
    let report = read("包.zip", &pack(entries).unwrap());
    assert_eq!(report.format, "archive");
    let mut names: Vec<&str> = report.documents.iter().map(|it| it.name.as_str()).collect();
    names.sort_unstable();
    let mut wanted = ["甲", "乙", "丙", "丁", "A", "B", "己-1"];
    wanted.sort_unstable();
    assert_eq!(names, wanted, "{:?}", report.problems);
    let refused = report.problems.iter().filter(|it| it.severity() == zhupi::formats::Severity::Refused);
    let mut refused: Vec<_> = refused.map(|it| (it.file.as_str(), it.kind.code())).collect();
    refused.sort_unstable();
    let mut wanted =
        [("包.zip/壬.txt", "file.empty"), ("包.zip/庚.pdf", "file.damaged"), ("包.zip/辛.zip", "file.zip")];
    wanted.sort_unstable();
    assert_eq!(refused, wanted);
}
