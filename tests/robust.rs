//! The pipeline on odd and hostile texts: it never panics, reads the same however the text is cut, and spends time in
//! step with the length.

use proptest::prelude::*;
use std::sync::LazyLock;
use std::time::{Duration, Instant};
use zhupi::recognise::{Findings, Pipeline};
use zhupi::text::Text;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(Pipeline::builtin);

fn findings(text: &str) -> Findings {
    PIPELINE.run(&Text::new(text)).1
}

/// Pieces that recognisers react to, among any characters.
fn odd_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => any::<char>().prop_filter("no carriage returns inside the program", |ch| *ch != '\r').prop_map(String::from),
        8 => prop::sample::select(vec![
            "3", "2025", ".", ",", "-", "—", "/", ":", "万", "亿", "十", "百", "千瓦", "二〇三五", "○", "分之", "点", "年", "月", "日",
            "底", "前", "到", "至", "由", "余", "多", "个", "个百分点", "%", "元/", "套(间)", "(", ")", "《", "》", "“", "”", "\"", "十四五",
            "一季度", "上半年", "约", "不少于", "以上", "第", "+", "G60", "5G", " ", "\u{3000}", "\n", "鎮(zhèn)", "億", "𠮷", "\u{301}",
            "市公安局", "、", "负责", "一、", "〔2023〕", "1号", "指数", "每", "≥", "2023.7.20", "农历",
        ]).prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn findings_are_flat_and_on_characters(raw in odd_text()) {
        let text = Text::new(raw.as_str());
        let mut end = 0;
        for finding in PIPELINE.run(&text).1.findings {
            prop_assert!(text.check(finding.span) && !finding.span.is_empty());
            prop_assert!(finding.span.start.index() >= end, "overlap in {raw:?}");
            end = finding.span.end.index();
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn lines_before_and_after_do_not_change_numbers_and_times(raw in odd_text()) {
        let line: String = raw.chars().filter(|ch| *ch != '\n').collect();
        let alone = numbers_and_times(&line, 0, line.len());
        // Enough lines to fill several of the stretches that the pipeline reads at a time.
        let filler = "全市新建农村公路养护站,进一步完善工作机制。\n".repeat(1500);
        let document = format!("{filler}{line}\n{filler}");
        let among = numbers_and_times(&document, filler.len(), filler.len() + line.len());
        prop_assert_eq!(alone, among);
    }
}

/// Quantities and times of a stretch, in positions from its start.
fn numbers_and_times(text: &str, start: usize, end: usize) -> Vec<(usize, usize, String, Option<String>)> {
    let found = findings(text).findings.into_iter();
    found
        .filter(|it| it.label == "QTY" || it.label == "TIME")
        .filter(|it| start <= it.span.start.index() && it.span.end.index() <= end)
        .map(|it| {
            let value = it.attrs.get("value").map(str::to_owned);
            (it.span.start.index() - start, it.span.end.index() - start, it.label.to_string(), value)
        })
        .collect()
}

#[test]
fn time_grows_with_the_length_and_not_faster() {
    let hostile = [
        ("digits", "7"),
        ("separated digits", "1,234,"),
        ("ranges", "1-"),
        ("dates", "2023-"),
        ("Chinese digits", "一"),
        ("places", "十百千万亿"),
        ("shares", "百分之"),
        ("opening brackets", "(《“"),
        ("spaced digits", "二 "),
        ("glosses", "鎮(zhèn)"),
        ("quantities on one line", "建成3.5万套,"),
        ("deadlines", "到2025年底前"),
    ];
    for (name, piece) in hostile {
        let times = || [20_000, 160_000].map(|length| spent(&piece.repeat(length / piece.chars().count())));
        // Eight times the text; a quadratic step would take sixty-four times as long, whenever it is tried. A machine that
        // does something else meanwhile does not do so every time.
        let is_fine = |[small, large]: [Duration; 2]| large < small * 30 + Duration::from_millis(300);
        assert!((0..10).any(|_| is_fine(times())), "{name}: {:?}", times());
    }
}

fn spent(text: &str) -> Duration {
    let text = Text::new(text);
    let before = Instant::now();
    PIPELINE.run(&text);
    before.elapsed()
}
