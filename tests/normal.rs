//! The normal view: what it cleans, and that its map back is exact.

use proptest::prelude::*;
use zhupi::lexicon::Lexicon;
use zhupi::text::{NormalView, Span, ViewSpan};

/// The view of a text, as text.
fn cleaned(raw: &str) -> String {
    NormalView::of(raw).as_str().to_owned()
}

#[test]
fn cleans_what_converters_and_web_pages_leave() {
    let table = [
        ("推進新型城鎮(zhèn)化領導小組", "推进新型城镇化领导小组"),
        ("激發（fā）發展活力", "激发发展活力"),
        ("產(chǎn)業(yè)園區(qū)", "产业园区"),
        ("方案(a)、水(ph)值", "方案(a)、水(ph)值"),
        ("２０２１年，增长８．５％（预计）", "2021年,增长8.5%(预计)"),
        ("投资 265.14 亿元,其中 3 个", "投资 265.14亿元,其中 3个"),
        ("投資 265.14 億元", "投资 265.14亿元"),
        ("于2021 年1 月20 日在", "于2021年1月20日在"),
        ("2021 年 12 月 3 日", "2021年12月3日"),
        ("和二 〇 三五年远景", "和二〇三五年远景"),
        ("2 0 2 1 年度", "2021年度"),
        ("2021 年 12 个项目", "2021年 12个项目"),
        ("联系人 88950076 88950081", "联系人 88950076 88950081"),
        ("增长 8 . 5 %,服务 2 000 人次", "增长 8.5%,服务 2000人次"),
        ("到2025  年底,共 12  345 户", "到2025年底,共 12  345户"),
        ("1 . 总则\n任务。2. 2024年", "1 . 总则\n任务。2. 2024年"),
        ("1 总则\n2 项目管理", "1 总则\n2 项目管理"),
        ("首   页 新闻", "首   页 新闻"),
        ("中\u{a0}\u{3000}国", "中  国"),
        ("高\u{200b}质\u{feff}量\u{ad}发\u{fe0f}展", "高质量发展"),
        ("⽅案和⼈员", "方案和人员"),
        ("顯著成效,著力推進,乾淨整潔,乾縣", "显著成效,着力推进,干净整洁,乾县"),
        ("計畫與規劃,覆蓋、答覆", "计划与规划,覆盖、答复"),
        ("显著 着力 乾隆 后天 公里", "显著 着力 乾隆 后天 公里"),
    ];
    for (raw, expected) in table {
        assert_eq!(cleaned(raw), expected, "{raw}");
    }
}

#[test]
fn a_span_covers_what_was_skipped_inside_but_not_at_its_edges() {
    let raw = "在鎮(zhèn)級(jí)設265.14 億元";
    let view = NormalView::of(raw);
    assert_eq!(view.as_str(), "在镇级设265.14亿元");
    let covered = |words: &str| {
        let start = view.as_str().find(words).expect("in the view");
        raw.get(view.span(ViewSpan::from_range(start..start + words.len())).range()).expect("on boundaries")
    };
    assert_eq!(covered("镇"), "鎮");
    assert_eq!(covered("镇级"), "鎮(zhèn)級");
    assert_eq!(covered("级设"), "級(jí)設");
    assert_eq!(covered("265.14亿元"), "265.14 億元");
    assert_eq!(covered("14"), "14");
}

#[test]
fn a_space_before_any_unit_is_dropped() {
    for unit in
        Lexicon::builtin().units.iter().filter(|unit| !unit.word.starts_with(|ch: char| ch.is_ascii() || ch == 'μ'))
    {
        assert_eq!(cleaned(&format!("约3 {}", unit.word)), format!("约3{}", unit.word));
    }
}

#[test]
fn clean_text_needs_no_more_than_its_own_bytes() {
    let raw = "深入实施新型城镇化战略。".repeat(1000);
    let view = NormalView::of(&raw);
    assert_eq!(view.as_str(), raw);
    assert_eq!(view.span(ViewSpan::from_range(3000..3003)), Span::from_range(3000..3003));
}

/// Texts rich in what the view changes.
fn dirty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => any::<char>().prop_filter("no carriage returns inside the program", |ch| *ch != '\r').prop_map(String::from),
        6 => prop::sample::select(vec![
            "鎮", "(zhèn)", "（fā）", "發", "２", "，", "％", " ", "\u{3000}", "\u{a0}", "年", "月", "日", "1", "20", "〇", "三",
            "億", "元", "著", "乾", "\u{200d}", "\u{feff}", "\u{301}", "𠮷", "👨‍👩‍👧", "\u{e0101}", "⼈", "\n", "é", "(", ")",
        ]).prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn every_character_of_the_view_stands_for_one_of_the_text(raw in dirty()) {
        let view = NormalView::of(&raw);
        let mut last = 0;
        for (at, ch) in view.as_str().char_indices() {
            let shown = ViewSpan::from_range(at..at + ch.len_utf8());
            let span = view.span(shown);
            let words = raw.get(span.range()).expect("on character boundaries");
            prop_assert_eq!(words.chars().count(), 1);
            prop_assert!(span.start.index() >= last, "in order");
            last = span.end.index();
            prop_assert_eq!(view.view_span(span), shown);
        }
    }

    #[test]
    fn spans_come_back(raw in dirty(), a in 0_usize..60, b in 0_usize..60) {
        let view = NormalView::of(&raw);
        let ends: Vec<usize> = view.as_str().char_indices().map(|(at, _)| at).chain([view.as_str().len()]).collect();
        let (a, b) = (a.min(ends.len() - 1), b.min(ends.len() - 1));
        let shown = ViewSpan::from_range(ends[a.min(b)]..ends[a.max(b)]);
        let span = view.span(shown);
        prop_assert!(raw.get(span.range()).is_some());
        prop_assert_eq!(span.is_empty(), shown.start == shown.end);
        if shown.start < shown.end {
            prop_assert_eq!(view.view_span(span), shown);
            let again = NormalView::of(raw.get(span.range()).unwrap_or(""));
            prop_assert!(!again.as_str().is_empty());
        }
    }

    #[test]
    fn raw_positions_map_in_order_and_onto_characters(raw in dirty()) {
        let view = NormalView::of(&raw);
        let mut last = 0;
        for (at, ch) in raw.char_indices() {
            let shown = view.view_span(Span::from_range(at..at + ch.len_utf8()));
            prop_assert!(view.as_str().get(shown.range()).is_some());
            prop_assert!(shown.end >= shown.start && shown.start >= last);
            last = shown.start;
        }
    }
}
