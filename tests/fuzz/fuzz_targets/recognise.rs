//! Any text through the normal view, the structure, all recognisers and the ledger: no panic, spans on characters and
//! flat, positions that map back, the same findings twice.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use zhupi::recognise::Pipeline;
use zhupi::text::Text;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(Pipeline::builtin);

fuzz_target!(|bytes: &[u8]| {
    let text = Text::new(String::from_utf8_lossy(bytes).replace('\r', "\n"));
    let (outline, findings) = PIPELINE.run(&text);
    let mut end = 0;
    for finding in &findings.findings {
        assert!(text.check(finding.span) && !finding.span.is_empty(), "a span off the characters");
        assert!(finding.span.start.index() >= end, "two findings overlap");
        end = finding.span.end.index();
    }
    for link in &findings.links {
        assert!(link.from < findings.findings.len() && link.to < findings.findings.len(), "a link to nothing");
    }
    assert!(outline.headings.iter().all(|it| text.check(it.span)), "a heading off the characters");
    assert!(outline.tasks.iter().all(|it| text.check(it.span)), "a task off the characters");
    assert_eq!((outline, findings), PIPELINE.run(&text), "another run finds something else");
});
