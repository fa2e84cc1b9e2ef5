//! Bad input, kind by kind: the sound part comes in, the rest is named with file, line and reason.

use zhupi::formats::archive::pack;
use zhupi::formats::{ImportOptions, ImportReport, import};

const SOUND: &str = r#"{"id":"好","text":"市局负责","spans":[{"start":0,"end":2,"label":"DEPT","text":"市局"}]}"#;

fn read(name: &str, bytes: &[u8]) -> ImportReport {
    import(name, bytes, &ImportOptions::default())
}

fn codes(report: &ImportReport) -> Vec<(Option<u32>, &str)> {
    report.problems.iter().map(|problem| (problem.line, problem.kind.code())).collect()
}

/// No problem is told in English where people read Chinese: two words of it in a row are English.
fn is_told_in_chinese(report: &ImportReport) {
    for problem in &report.problems {
        let told = problem.zh();
        let is_word = |word: &&str| word.len() > 1 && word.chars().all(|ch| ch.is_ascii_lowercase());
        let words: Vec<&str> = told.split([' ', '，', '：', '；', '（', '）']).collect();
        let is_english = words.windows(2).any(|pair| pair.iter().all(is_word));
        assert!(!is_english, "{told}");
    }
}

/// Lines of which the second is bad: the first and third come in, and the second is named.
#[test]
fn a_bad_line_is_named_and_its_neighbours_come_in() {
    let astral = |spans: &str| format!(r#"{{"id":"坏","text":"𠮷水镇","offset_unit":"utf16","spans":[{spans}]}}"#);
    let span = |start: &str, end: &str| format!(r#"{{"start":{start},"end":{end},"label":"LOC"}}"#);
    let of = |spans: &str| format!(r#"{{"id":"坏","text":"市局负责","spans":[{spans}]}}"#);
    for (what, bad, code, n_documents) in [
        ("truncated", r#"{"id":"坏","text":"市"#.to_owned(), "record.bad", 2),
        ("no text", r#"{"id":"坏","spans":[]}"#.to_owned(), "record.bad", 2),
        ("text of another kind", r#"{"id":"坏","text":7}"#.to_owned(), "record.bad", 2),
        ("beyond the end", of(&span("2", "9")), "span.outside", 3),
        ("reversed", of(&span("2", "1")), "span.empty", 3),
        ("empty", of(&span("1", "1")), "span.empty", 3),
        ("in half a character", astral(r#"{"start":1,"end":3,"label":"LOC","text":"水"}"#), "span.inside", 3),
        ("huge numbers", of(&span("0", "18446744073709551615")), "span.outside", 3),
        ("larger than any number", of(&span("0", "99999999999999999999999")), "span.form", 3),
        ("negative", of(&span("-1", "2")), "span.form", 3),
        ("a fraction", of(&span("0.5", "2")), "span.form", 3),
        ("without a label", of(r#"{"start":0,"end":2}"#), "span.form", 3),
        ("a wrong quote", of(r#"{"start":0,"end":2,"label":"LOC","text":"县局"}"#), "span.quote", 3),
        (
            "deep",
            format!(r#"{{"id":"坏","text":"x","spans":{}{}}}"#, "[".repeat(5_000), "]".repeat(5_000)),
            "record.bad",
            2,
        ),
    ] {
        let report = read("a.jsonl", format!("{SOUND}\n{bad}\n{SOUND}\n").as_bytes());
        assert_eq!(codes(&report), [(Some(2), code)], "{what}");
        assert_eq!(report.documents.len(), n_documents, "{what}");
        assert_eq!(report.documents.iter().filter(|it| it.name == "好").map(|it| it.marks.len()).sum::<usize>(), 2);
        assert!(report.problems[0].to_string().starts_with("a.jsonl:2: "), "{what}");
        is_told_in_chinese(&report);
    }
}

/// One file of an archive is broken; the others come in, and the problem names the file within.
#[test]
fn a_bad_file_of_a_dataset_archive_does_not_take_the_others_with_it() {
    let xmi = |text: &str| {
        format!("<xmi:XMI xmlns:xmi=\"x\" xmlns:cas=\"y\"><cas:Sofa xmi:id=\"1\" sofaString=\"{text}\"/></xmi:XMI>")
    };
    let note = |source: &str| format!(r#"{{"id":"{source}#1","body":[],"target":{{"source":"{source}"}}}}"#);
    let binary = "\0\u{1}".repeat(40);
    for (format, sound, bad, more) in [
        ("brat", ("a.txt", "市局".to_owned()), ("b.txt", binary.clone()), ("b.ann", String::new())),
        ("brat", ("a.txt", "市局".to_owned()), ("b.ann", String::new()), ("a.ann", String::new())),
        (
            "uima-xmi-file",
            ("a.xmi", xmi("市局")),
            ("b.xmi", xmi("市局")[..30].to_owned()),
            ("TypeSystem.xml", String::new()),
        ),
        (
            "w3c",
            ("a.txt", "市局".to_owned()),
            ("b.txt", binary.clone()),
            ("annotations.json", format!("[{}]", note("b.txt"))),
        ),
    ] {
        let entries = [sound, bad.clone(), more].map(|(name, content)| (name.to_owned(), content.into_bytes()));
        let report = read("x.zip", &pack(entries.into()).unwrap());
        let names: Vec<_> = report.documents.iter().map(|it| (it.name.as_str(), it.text.as_str())).collect();
        assert_eq!(names, [("a", "市局")], "{format}: {:?}", report.problems);
        is_told_in_chinese(&report);
        let stem = &bad.0[..1];
        assert!(report.problems[0].file.starts_with(&format!("x.zip/{stem}.")), "{format}: {:?}", report.problems);
    }
}

/// What cannot be taken over is named, in formats that have it in places of their own.
#[test]
fn nothing_is_passed_over_in_silence() {
    let pair = |standoff: &str| {
        let files = [("a.txt", "市局"), ("a.ann", standoff)];
        pack(files.map(|(name, content)| (name.to_owned(), content.into())).into()).unwrap()
    };
    let region =
        r#"{"id":"a","from_name":"l","to_name":"t","type":"labels","value":{"start":0,"end":2,"labels":["A","B"]}}"#;
    let task = |results: &str, more: &str| {
        format!(r#"[{{"data":{{"text":"市局"}},"annotations":[{{"result":[{results}]}}{more}]}}]"#)
    };
    let w3c = |target: &str| {
        let note = format!(r#"[{{"id":"a.txt#1","body":[],"target":{target}}}]"#);
        pack([("a.txt", "市局"), ("annotations.json", &note)].map(|(name, it)| (name.to_owned(), it.into())).into())
            .unwrap()
    };
    let cas = r#"{"%FEATURE_STRUCTURES":[{"%ID":1,"%TYPE":"uima.cas.Sofa","sofaString":"市局"},{"%ID":2,"%TYPE":"x.S","begin":-1,"end":2,"label":"A"}]}"#;
    let xmi = r#"<xmi:XMI xmlns:xmi="x" xmlns:c="y"><c:S begin="0.5" end="2" label="A"/><c:Sofa sofaString="市局"/></xmi:XMI>"#;
    let pub_attr = r#"{"text":"市局","denotations":[],"attributes":[{"id":"A1","subj":"T9","pred":"p","obj":1}]}"#;
    let responses = r#"[{"id":"x","fields":{"text":"市局"},"responses":{"q":[{"value":[]},{"value":[]}]}}]"#;
    for (name, bytes, n_marks, told) in [
        ("two-labels.json", task(region, "").into_bytes(), 2, &[][..]),
        (
            "people.json",
            task(region, r#",{"result":[]},{"result":[],"was_cancelled":true}"#).into(),
            2,
            &[(1, "record.bad")],
        ),
        ("place.json", task(&region.replace(":0,", ":-1,"), "").into(), 0, &[(1, "span.form")]),
        (
            "value.json",
            task(
                &region.replace(r#""labels","value""#, r#""choices","value""#).replace(r#""labels":"#, r#""choices":"#),
                "",
            )
            .into(),
            0,
            &[(1, "record.bad")],
        ),
        ("cas.json", cas.into(), 0, &[(1, "span.form")]),
        ("cas.xmi", xmi.into(), 0, &[(1, "span.form")]),
        ("pub.json", pub_attr.into(), 0, &[(1, "record.bad")]),
        ("argilla.json", responses.into(), 0, &[(1, "record.bad")]),
        ("doccano.jsonl", r#"{"text":"市局","label":[],"Comments":["看"]}"#.into(), 0, &[(1, "record.bad")]),
        (
            "brat.zip",
            pair("T1\tA 0 2\t市局\nR1\tx Arg1:T1 Arg2:T9\nA1\ty T9\n#1\tAnnotatorNotes R1\t看\n"),
            1,
            &[(3, "record.bad"), (4, "record.bad"), (2, "relation.bad")],
        ),
        ("w3c-place.zip", w3c(r#"{"source":"a.txt"}"#), 0, &[(1, "span.form")]),
        ("w3c-other.zip", w3c(r#"{"source":"b.txt"}"#), 0, &[(1, "record.bad")]),
    ] {
        let report = read(name, &bytes);
        let [document] = report.documents.as_slice() else { panic!("{name}: {report:?}") };
        assert_eq!(document.marks.len(), n_marks, "{name}");
        let found: Vec<_> = report.problems.iter().map(|it| (it.line.unwrap_or(0), it.kind.code())).collect();
        assert_eq!(found, told, "{name}: {:?}", report.problems);
        is_told_in_chinese(&report);
    }
}

/// Damage to one line says nothing of the encoding of the others, and a broken archive holds files that are whole.
#[test]
fn damage_in_one_place_leaves_the_rest_readable() {
    let line = r#"{"text":"市局市局市局","spans":[]}"#.as_bytes();
    let report = read("a.jsonl", &[line, b"\n{\"text\":\"\xff\xfe\xe5\"}\n", line].concat());
    assert_eq!((report.encoding, report.documents.len()), (Some("UTF-8"), 3));
    assert!(report.documents.iter().filter(|it| it.text.as_str() == "市局市局市局").count() == 2, "{report:?}");

    let files = |names: &[&str]| pack(names.iter().map(|&name| (name.to_owned(), "市局".into())).collect()).unwrap();
    let sound = files(&["a.txt", "b.txt"]);
    let renamed = |from: &str, to: &str| {
        let bytes = files(&["a.txt", from]);
        let places: Vec<_> = (0..bytes.len()).filter(|&at| bytes[at..].starts_with(from.as_bytes())).collect();
        let mut bytes = bytes;
        places.into_iter().for_each(|at| bytes[at..at + to.len()].copy_from_slice(to.as_bytes()));
        bytes
    };
    for (what, bytes, names) in [
        ("cut in the list", sound[..sound.len() - 10].to_vec(), &["a", "b"][..]),
        ("cut in a file", sound[..sound.len() / 2 - 50].to_vec(), &["a"]),
        ("a name that leads out", renamed("..x/b.txt", "../x.txt "), &["a"]),
        ("an absolute name", renamed("xb.txt", "/b.txt"), &["a"]),
    ] {
        let report = read("x.zip", &bytes);
        let found: Vec<_> = report.documents.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(found, names, "{what}: {:?}", report.problems);
        assert_eq!(codes(&report), [(None, "record.bad")], "{what}");
    }
}

#[test]
fn an_identity_that_is_there_twice_goes_to_the_first() {
    let line = concat!(
        r#"{"text":"市局县局省局","spans":[{"id":"a","start":0,"end":2,"label":"DEPT"},{"id":"a","start":2,"end":4,"label":"DEPT"},"#,
        r#"{"id":"b","start":4,"end":6,"label":"DEPT"}],"relations":[{"kind":"by","from":"a","to":"b"},{"kind":"by","from":"a","to":"none"}]}"#
    );
    let report = read("a.jsonl", line.as_bytes());
    let [document] = report.documents.as_slice() else { panic!("{report:?}") };
    assert_eq!((document.marks.len(), document.relations.len()), (3, 1));
    assert_eq!(document.relations[0].from, document.marks[0].id);
    assert_eq!(codes(&report), [(Some(1), "relation.bad")]);
}

/// The first line says what a file is, but where it is broken the next ones do; JSON of no known form is no text to read.
#[test]
fn a_file_whose_first_line_is_broken_is_still_known() {
    let report = read("a.jsonl", format!("{{\"id\":\n{SOUND}\n").as_bytes());
    assert_eq!((report.format, codes(&report)), ("native", vec![(Some(1), "record.bad")]));
    assert_eq!(report.documents.len(), 1);
    for content in ["{\"text\":\"市", "[1,2]", "{\"classes\":[]}"] {
        assert_eq!(codes(&read("a.json", content.as_bytes())), [(None, "format.other")], "{content}");
    }
}

#[test]
fn a_label_that_no_scheme_has_is_kept() {
    let report = read("a.jsonl", r#"{"text":"市局","spans":[{"start":0,"end":2,"label":"我的标签 一"}]}"#.as_bytes());
    assert_eq!(report.documents[0].marks[0].label.as_str(), "我的标签 一");
}

#[test]
fn files_that_are_not_what_they_say() {
    let entity =
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><xmi:XMI>&b;</xmi:XMI>";
    let wide: String = (0..10_000).map(|column| format!("列{column},")).collect();
    let sheet = |cells: &str| {
        pack(vec![
            ("xl/workbook.xml".to_owned(), b"<workbook/>".to_vec()),
            (
                "xl/worksheets/sheet1.xml".to_owned(),
                format!("<worksheet><sheetData>{cells}</sheetData></worksheet>").into(),
            ),
        ])
        .unwrap()
    };
    let formula = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>正文</v></c></row><row r=\"2\"><c r=\"A2\" t=\"str\"><f>HYPERLINK(1)</f><v>市局</v></c></row>";
    for (name, bytes, code) in [
        ("a.xmi", entity.as_bytes().to_vec(), Some("file.damaged")),
        ("a.txt", "一".encode_utf16().flat_map(u16::to_le_bytes).chain([0; 40]).collect(), Some("file.binary")),
        ("a.pdf", b"%PDF-1.7 ...".to_vec(), Some("file.damaged")),
        ("a.txt", Vec::new(), Some("file.empty")),
        ("a.csv", format!("{wide}\n{wide}\n").into_bytes(), None),
        ("a.xlsx", sheet(formula), None),
        ("a.csv", "text,id\n\"=HYPERLINK(1)\",1\n".into(), None),
        ("a.csv", "text,id\n,\n".into(), Some("format.other")),
        (
            "a.xlsx",
            sheet("<row><c r=\"A1\"><v>正文</v></c></row><row><c r=\"XFD1\"><v>字</v></c></row>"),
            Some("format.other"),
        ),
    ] {
        let report = read(name, &bytes);
        assert_eq!(report.problems.first().map(|it| it.kind.code()), code, "{name}: {report:?}");
        assert_eq!(report.documents.is_empty(), code.is_some(), "{name}");
    }
    let far = "<row><c r=\"A1\"><v>正文</v></c></row><row><c r=\"A2\"><v>市局</v></c><c r=\"XFD2\"><v>字</v></c></row>";
    assert_eq!(codes(&read("a.xlsx", &sheet(far))), [(None, "record.bad")]);
    assert_eq!(read("a.xlsx", &sheet(formula)).documents[0].text.as_str(), "市局");
    // A cell that looks like a formula is a text here, and goes out again where no spreadsheet takes it for one.
    assert_eq!(read("a.csv", b"text,id\n=1+1,1\n").documents[0].text.as_str(), "=1+1");
}

/// What parsers say of whole files that are broken is said in Chinese, too.
#[test]
fn broken_files_are_told_of_in_chinese() {
    let sound = pack([("a.txt", "市局")].map(|(name, it)| (name.to_owned(), it.into())).into()).unwrap();
    let docx = |body: &str| {
        let part = ("word/document.xml".to_owned(), format!("<w:document>{body}").into_bytes());
        pack([part].into()).unwrap()
    };
    for (name, bytes) in [
        ("cut.json", br#"{"text": "a", "spans": ["#.to_vec()),
        ("list.json", br#"[{"text": "a"} {"text": "b"}]"#.to_vec()),
        ("other.jsonl", br#"{"a": 1}"#.to_vec()),
        ("cut.zip", sound[..20].to_vec()),
        ("open.docx", docx("<w:body>")),
        ("crossed.docx", docx("<w:body></w:p></w:document>")),
        ("entity.docx", docx("&nosuch;</w:document>")),
        ("bare.docx", docx("<w:body")),
        ("header.csv", b"text,label\n".to_vec()),
    ] {
        let report = read(name, &bytes);
        assert!(!report.problems.is_empty(), "{name}");
        is_told_in_chinese(&report);
    }
}

/// A text under the name of another kind of file comes in, and that is said.
#[test]
fn a_text_with_the_name_of_another_kind_is_said_to_be_one() {
    for (name, told) in [("a.docx", &["file.other_kind"][..]), ("a.PDF", &["file.other_kind"]), ("a.txt", &[])] {
        let report = read(name, "市局负责".as_bytes());
        assert_eq!(report.documents.len(), 1, "{name}");
        assert_eq!(report.problems.iter().map(|it| it.kind.code()).collect::<Vec<_>>(), told, "{name}");
    }
}
