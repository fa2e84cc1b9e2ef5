//! Laws of structure, departments and ledger on arbitrary text: nothing panics, spans lie on characters, tasks and
//! findings do not overlap, the same text gives the same result.

use proptest::prelude::*;
use std::time::{Duration, Instant};
use zhupi::annotate::{Mark, MarkSet};
use zhupi::ledger::ledger;
use zhupi::recognise::Pipeline;
use zhupi::structure::{Structure, sentences};
use zhupi::text::{NormalView, Text, ViewSpan};

/// Pieces of policy texts, damaged and whole, and anything else.
fn odd_document() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("一、"),
        Just("(一)"),
        Just("（二）"),
        Just("1."),
        Just("12、"),
        Just("1.2 "),
        Just("①"),
        Just("第一章"),
        Just("第3条"),
        Just("、"),
        Just(","),
        Just("。"),
        Just("；"),
        Just("\n"),
        Just("\n\n"),
        Just("\t"),
        Just("("),
        Just(")"),
        Just("（"),
        Just("）"),
        Just("【"),
        Just("】"),
        Just("责任单位:"),
        Just("牵头单位："),
        Just("完成时限:"),
        Just("由"),
        Just("牵头"),
        Just("负责"),
        Just("配合"),
        Just("按职责分工负责"),
        Just("等部门"),
        Just("各县(市、区)人民政府"),
        Just("各镇街道"),
        Just("市公安局"),
        Just("县委组织部"),
        Just("宣传部"),
        Just("发改"),
        Just("局"),
        Just("绿管会"),
        Just("青禾市人民政府"),
        Just("云岭省"),
        Just("附件1"),
        Just("2024年3月5日"),
        Just("序号"),
        Just("深化改革,优化流程"),
        Just("衛(wèi)健委"),
        Just("\u{3000}"),
        Just("𠮷"),
        Just("\u{200B}"),
        Just("《办法》"),
        Just("人行"),
        Just("国家"),
    ];
    let words = prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat());
    prop_oneof![4 => words, 1 => any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn structure_lies_within_the_text(content in odd_document()) {
        let text = Text::new(content.as_str());
        let view = NormalView::of(&content);
        let structure = Structure::of(&view);
        let outline = structure.outline(&view);
        for span in outline.headings.iter().map(|it| it.span).chain(outline.tasks.iter().map(|it| it.span)) {
            prop_assert!(text.check(span), "{span} in {content:?}");
        }
        prop_assert!(outline.headings.is_sorted_by_key(|it| it.span.start));
        for pair in outline.tasks.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start, "tasks overlap in {content:?}");
        }
        for clause in structure.clauses() {
            prop_assert!(view.as_str().get(clause.span.range()).is_some() && clause.span.contains(clause.content));
            prop_assert!(view.as_str().get(clause.content.range()).is_some());
        }
        let whole = ViewSpan::from_range(0..view.as_str().len());
        prop_assert!(sentences(view.as_str(), whole).all(|it| view.as_str().get(it.range()).is_some()));
        let rows = ledger(&text, &outline, &MarkSet::default(), &[], Mark::is_visible);
        prop_assert_eq!(rows.len(), outline.tasks.len());
    }
}

#[test]
fn departments_survive_odd_documents() {
    let pipeline = Pipeline::builtin();
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(300));
    let result = runner.run(&odd_document(), |content| {
        let text = Text::new(content.as_str());
        let (_, found) = pipeline.run(&text);
        prop_assert!(found.findings.iter().all(|it| text.check(it.span) && !it.span.is_empty()));
        prop_assert!(found.findings.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        prop_assert_eq!(found, pipeline.run(&text).1);
        Ok(())
    });
    result.expect("a law that holds");
}

#[test]
fn time_grows_with_the_text_and_not_faster() {
    let damaged = [
        "(",
        ")",
        "局)",
        "(负责",
        "由",
        "由局负责",
        "责任单位:",
        "一、",
        "(一)局。",
        "市公安局、",
        "各(",
        "(市公安局",
        "\t",
        "1.局)",
    ];
    for piece in damaged {
        let time = |n: usize| {
            let content = piece.repeat(n / piece.len());
            let view = NormalView::of(&content);
            let started = Instant::now();
            let structure = Structure::of(&view);
            assert!(structure.clauses().len() <= n);
            started.elapsed()
        };
        // Eight times the text may take eight times as long; quadratic work would take sixty-four times, whenever it is
        // tried. A machine that does something else meanwhile does not do so every time.
        let is_fine = || time(240_000) < time(30_000).max(Duration::from_millis(20)) * 30;
        assert!((0..10).any(|_| is_fine()), "{piece:?}: {:?} for 30 kB, {:?} for 240 kB", time(30_000), time(240_000));
    }
}
