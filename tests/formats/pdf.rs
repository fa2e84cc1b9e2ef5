//! PDF, built here object by object.

use super::pdf_file::{file, lines, mapped, pages, predefined, stream, utf16};
use zhupi::formats::{ImportOptions, ImportReport, import};

fn read(bytes: &[u8]) -> ImportReport {
    import("通知.pdf", bytes, &ImportOptions::default())
}

fn text(bytes: &[u8]) -> String {
    let report = read(bytes);
    report.documents.first().map_or_else(|| format!("{:?}", report.problems), |it| it.text.as_str().to_owned())
}

fn codes(report: &ImportReport) -> Vec<&'static str> {
    report.problems.iter().map(|problem| problem.kind.code()).collect()
}

/// Pages of lines in a font with UTF-16 codes; each line with where it begins.
fn unicode(pages_of_lines: &[&[(f64, f64, &str)]]) -> Vec<u8> {
    let drawing =
        |page: &&[(f64, f64, &str)]| lines(&page.iter().map(|&(x, y, words)| (x, y, utf16(words))).collect::<Vec<_>>());
    file(&pages(&pages_of_lines.iter().map(drawing).collect::<Vec<_>>(), &predefined("UniGB-UTF16-H")), "")
}

#[test]
fn fonts_outside_the_file_are_read_by_the_encoding_of_their_codes() {
    let words = "市数据局牵头，2026年办结";
    let gb18030 = |words: &str| encoding_rs::GB18030.encode(words).0.into_owned();
    let big5 = encoding_rs::BIG5.encode("市府辦理").0.into_owned();
    for (map, bytes, wanted) in [
        ("GBK-EUC-H", gb18030(words), words),
        ("GBKp-EUC-H", gb18030(words), words),
        ("GB-EUC-H", gb18030(words), words),
        ("GBK2K-H", gb18030("𠮷水镇a"), "𠮷水镇a"),
        ("UniGB-UCS2-H", utf16(words), words),
        ("UniGB-UTF16-H", utf16("𠮷水镇a"), "𠮷水镇a"),
        ("ETen-B5-H", big5, "市府辦理"),
    ] {
        let bytes = file(&pages(&[lines(&[(72.0, 700.0, bytes)])], &predefined(map)), "");
        assert_eq!(text(&bytes), wanted, "{map}");
        assert_eq!(codes(&read(&bytes)), ["pdf.paragraphs"], "{map}");
        assert_eq!(read(&bytes).format, "pdf");
    }
}

#[test]
fn fonts_in_the_file_are_read_by_their_maps_and_look_alikes_become_the_ordinary_character() {
    let font = mapped("2 beginbfchar <0001><2f00> <0002><fb01> endbfchar 1 beginbfrange <0003><0004><5e02> endbfrange");
    let bytes = file(&pages(&[lines(&[(72.0, 700.0, vec![0, 1, 0, 2, 0, 3, 0, 4])])], &font), "");
    assert_eq!(text(&bytes), "一fi市布");
}

#[test]
fn characters_nobody_knows_are_shown_and_counted_and_a_file_of_them_is_refused() {
    let font = mapped("1 beginbfrange <0001><0004><5e02> endbfrange");
    let shown = |codes: &[u8]| file(&pages(&[lines(&[(72.0, 700.0, codes.to_vec())])], &font), "");
    let some = shown(&[0, 1, 0, 9, 0, 2]);
    assert_eq!(text(&some), "市\u{fffd}布");
    assert_eq!(codes(&read(&some)), ["pdf.paragraphs", "pdf.unknown_glyphs"]);
    assert_eq!(codes(&read(&shown(&[0, 1, 0, 9, 0, 8]))), ["file.pdf_without_text"]);
    // A scan: a page that draws no text.
    let scan = read(&file(&pages(&["q 1 0 0 1 0 0 cm /Im Do Q".to_owned()], &font), ""));
    assert_eq!(codes(&scan), ["file.pdf_without_text"]);
    assert!(
        scan.is_refused() && scan.problems[0].to_string().contains("OCR") && scan.problems[0].zh().contains("文字识别")
    );
}

#[test]
fn full_lines_go_on_in_the_next_and_others_do_not() {
    const FULL: &str = "市数据局牵头会同有关部门按照职责分工编制全市数据";
    let with = |end: &str| FULL.chars().take(24 - end.chars().count()).chain(end.chars()).collect::<String>();
    for (first, x, second, is_joined) in [
        (FULL.to_owned(), 72.0, "目录。", true),
        (with("，"), 72.0, "按季度报送。", true),
        // A first line is set in by two characters.
        (FULL.to_owned(), 44.0, "目录。", true),
        (with("。"), 72.0, "各区负责。", false),
        (with("："), 72.0, "各区负责。", false),
        (FULL.to_owned(), 100.0, "各区负责。", false),
        (FULL.to_owned(), 72.0, "（一）建立清单。", false),
        (FULL.to_owned(), 72.0, "二、落实责任。", false),
        ("短行".to_owned(), 72.0, "目录。", false),
    ] {
        let page: &[(f64, f64, &str)] = &[(72.0, 700.0, FULL), (72.0, 660.0, &first), (x, 640.0, second)];
        let bytes = unicode(&[&[(72.0, 720.0, "关于印发目录的通知：")], page]);
        let joint = if is_joined { "" } else { "\n" };
        let text = text(&bytes);
        assert!(text.ends_with(&format!("{first}{joint}{second}")), "{text}");
    }
}

#[test]
fn a_paragraph_goes_on_over_a_page_and_page_numbers_are_left_out() {
    const FULL: &str = "市数据局牵头会同有关部门按照职责分工编制全市数据";
    let bytes =
        unicode(&[&[(72.0, 700.0, FULL), (250.0, 40.0, "— 1 —")], &[(72.0, 700.0, "目录。"), (250.0, 40.0, "2")]]);
    assert_eq!(text(&bytes), format!("{FULL}目录。"));
    assert_eq!(codes(&read(&bytes)), ["pdf.paragraphs", "content.dropped"]);
}

#[test]
fn cells_of_a_row_are_kept_apart_and_turned_pages_are_read() {
    let row = unicode(&[&[(72.0, 700.0, "市数据局"), (250.0, 700.0, "2026年")]]);
    assert_eq!(text(&row), "市数据局\t2026年");
    let turned = format!("q 0 1 -1 0 500 100 cm {} Q", lines(&[(0.0, 0.0, utf16("甲乙")), (0.0, -20.0, utf16("丙"))]));
    assert_eq!(text(&file(&pages(&[turned], &predefined("UniGB-UCS2-H")), "")), "甲乙\n丙");
}

#[test]
fn damaged_files_give_what_is_left_of_them_or_a_reason() {
    let sound = unicode(&[&[(72.0, 700.0, "第一页")], &[(72.0, 700.0, "第二页")]]);
    let cut = sound.windows(4).position(|window| window == b"xref").unwrap();
    let report = read(&sound[..cut]);
    assert_eq!(report.documents[0].text.as_str(), "第一页\n第二页");
    assert_eq!(codes(&report), ["pdf.paragraphs", "pdf.cut"]);
    for end in (5..cut).step_by(7) {
        let report = read(&sound[..end]);
        assert!(!report.problems.is_empty(), "{end}");
    }
    assert_eq!(codes(&read(b"%PDF-1.7 ...")), ["file.damaged"]);
}

#[test]
fn a_file_behind_a_password_is_refused_with_advice() {
    let objects = [
        pages(&[lines(&[(72.0, 700.0, utf16("甲"))])], &predefined("UniGB-UCS2-H")),
        vec![format!("<</Filter/Standard/V 1/R 2/P -4/O<{}>/U<{}>>>", "00".repeat(32), "11".repeat(32)).into_bytes()],
    ]
    .concat();
    let encryption = format!("/Encrypt {} 0 R/ID[<00><00>]", objects.len());
    let report = read(&file(&objects, &encryption));
    assert_eq!(codes(&report), ["file.pdf_locked"]);
    assert!(report.problems[0].zh().contains("打开密码") && report.problems[0].to_string().contains("password"));
}

#[test]
fn forms_within_forms_and_streams_that_swell_end() {
    // A form that draws itself twice.
    let mut objects = pages(&["/X Do".to_owned()], &predefined("UniGB-UCS2-H"));
    let resources = "/Resources<</Font<</F 3 0 R>>/XObject<</X 7 0 R>>>>";
    objects[4] = format!("<</Type/Page/Parent 2 0 R{resources}/Contents 6 0 R>>").into_bytes();
    let drawing = lines(&[(72.0, 700.0, utf16("甲"))]) + "/X Do /X Do";
    objects.push(stream(&format!("/Subtype/Form{resources}"), drawing.as_bytes()));
    assert!(text(&file(&objects, "")).starts_with('甲'));
    // Eighty megabytes of nothing, deflated: stored as one long run.
    let mut deflate = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    (0..80).for_each(|_| std::io::Write::write_all(&mut deflate, &vec![b' '; 1 << 20]).unwrap());
    objects[5] = stream("/Filter/FlateDecode", &deflate.finish().unwrap());
    assert_eq!(codes(&read(&file(&objects, ""))), ["file.bomb"]);
}
