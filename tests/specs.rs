//! Runs the recognisers over the tables of cases in `tests/specs/*.toml`.
//!
//! Every failing case is printed as two lines in the notation of the files, expected and found; every file with its
//! precision, recall and F1. `SPECS=number,time cargo test --test specs` runs some of the files.

mod support;

use std::collections::BTreeMap;
use std::path::Path;
use support::case::{self, AttrRule, Case, CaseFile};
use support::notation::{self, Drawn};
use support::score::Score;
use zhupi::recognise::{Finding, Findings, Pipeline};
use zhupi::structure::Outline;
use zhupi::text::{NormalView, Span, Text};

#[test]
fn recognisers_find_what_the_cases_draw() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/specs");
    let pipeline = Pipeline::builtin();
    let mut failures = 0;
    for (name, path) in case::files(&folder) {
        let content = std::fs::read_to_string(&path).expect("a readable file of cases");
        let file: CaseFile = toml::from_str(&content).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut score = Score::default();
        for case in &file.cases {
            failures += usize::from(!run(&pipeline, &name, &file, case, &mut score));
        }
        println!("{name:12} {:4} cases  {score}", file.cases.len());
    }
    assert_eq!(failures, 0, "cases failed");
}

/// Runs one case; says whether it did what it should (a known failure should fail).
fn run(pipeline: &Pipeline, name: &str, file: &CaseFile, case: &Case, score: &mut Score) -> bool {
    let prepared = match case.prepare() {
        Ok(prepared) => prepared,
        Err(error) => {
            println!("{name}: cannot read the case `{}`: {error}", case.text);
            return false;
        }
    };
    let text = Text::new(prepared.document.as_str());
    let (outline, findings) = pipeline.run(&text);
    let within = prepared.offset..prepared.offset + prepared.plain.len();
    let mut found: Vec<Drawn> = findings.findings.iter().map(drawn).chain(drawn_outline(&outline)).collect();
    found.retain(|it| file.labels.contains(&it.label) && within.start <= it.start && it.end <= within.end);
    for it in &mut found {
        (it.start, it.end) = (it.start - prepared.offset, it.end - prepared.offset);
    }
    let mut right = compare(file.attrs, &prepared.expected, &found, score) && view_is_right(name, case);
    let links = links_of(&text, &findings);
    right &= case.links.as_ref().is_none_or(|expected| sorted(expected.clone()) == links);
    match (&case.known_failure, right) {
        (None, true) | (Some(_), false) => true,
        (Some(why), true) => {
            println!("{name}: no longer fails ({why}); take `known_failure` out: {}", case.text);
            false
        }
        (None, false) => {
            report(name, case, &prepared.plain, (&prepared.expected, &found), &links);
            false
        }
    }
}

fn drawn(finding: &Finding) -> Drawn {
    let attrs = finding.attrs.iter().map(|(name, attr)| (name.to_string(), attr.value.clone()));
    span_drawn(finding.span, &finding.label.to_string(), attrs.collect())
}

/// Headings (`HEADING`) and tasks (`TASK`) of a document as spans; they are structure, not findings.
fn drawn_outline(outline: &Outline) -> Vec<Drawn> {
    let attr = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let headings = outline.headings.iter().map(|it| {
        let attrs = [attr("level", &it.level.to_string()), attr("number", &it.number)];
        span_drawn(it.span, "HEADING", attrs.into())
    });
    let tasks = outline.tasks.iter().map(|it| span_drawn(it.span, "TASK", [attr("number", &it.number)].into()));
    headings.chain(tasks).collect()
}

fn span_drawn(span: Span, label: &str, attrs: BTreeMap<String, String>) -> Drawn {
    Drawn { start: span.start.index(), end: span.end.index(), label: label.to_owned(), attrs }
}

/// Whether recognisers read what the case says they should, where it does.
fn view_is_right(name: &str, case: &Case) -> bool {
    let (Some(expected), Ok((plain, _))) = (&case.view, notation::read(&case.text)) else { return true };
    let view = NormalView::of(&plain);
    let right = view.as_str() == expected;
    if !right {
        println!("{name}: recognisers read\n  expected {expected}\n  found    {}", view.as_str());
    }
    right
}

/// Whether what was found is what was expected; counts both.
fn compare(rule: AttrRule, expected: &[Drawn], found: &[Drawn], score: &mut Score) -> bool {
    let pairs: Vec<_> =
        expected.iter().filter_map(|it| Some((it, found.iter().find(|other| other.same_place(it))?))).collect();
    let agree = pairs.iter().filter(|(it, other)| case::attrs_agree(rule, &it.attrs, &other.attrs)).count();
    score.expected += expected.len();
    score.found += found.len();
    score.right += pairs.len();
    score.attrs_right += agree;
    agree == expected.len() && found.len() == expected.len()
}

/// All relations found, as `words type words`.
fn links_of(text: &Text, findings: &Findings) -> Vec<String> {
    let words = |index: usize| findings.findings.get(index).map_or("?", |it| text.slice(it.span));
    sorted(findings.links.iter().map(|it| format!("{} {} {}", words(it.from), it.kind, words(it.to))).collect())
}

fn sorted(mut lines: Vec<String>) -> Vec<String> {
    lines.sort();
    lines
}

fn report(name: &str, case: &Case, plain: &str, (expected, found): (&[Drawn], &[Drawn]), links: &[String]) {
    if let Some(why) = &case.why {
        println!("{name}: {why}");
    }
    println!("  expected {}", notation::draw(plain, expected).trim_end());
    println!("  found    {}", notation::draw(plain, found).trim_end());
    if let Some(expected) = &case.links {
        println!("  expected {}\n  found    {}", sorted(expected.clone()).join(", "), links.join(", "));
    }
}
