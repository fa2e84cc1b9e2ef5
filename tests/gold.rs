//! Scores the recognisers against a gold set outside the repository.
//!
//! `ZHUPI_SHARED` names a folder with `corpus/*.txt` and `gold/gold.jsonl`; without it the test says so and passes.
//! `GOLD_SHOW=QTY` prints what is missed, extra or has wrong attributes for a label. The score is exact spans per label,
//! as the guidelines count them; the floors fail the test when a label that had reached its target falls under it.

mod support;

use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;
use support::case::same_value;
use support::score::Score;
use zhupi::recognise::Pipeline;
use zhupi::text::Text;

/// The labels with what they must reach: F1 of exact spans, and the share of right attributes.
const FLOORS: [(&str, f64, f64); 6] = [
    ("QTY", 0.98, 0.97),
    ("TIME", 0.98, 0.97),
    ("DEPT", 0.97, 0.97),
    ("POLICY", 0.95, 0.0),
    ("LOC", 0.94, 0.0),
    ("ORG", 0.93, 0.0),
];

/// The attributes compared.
fn attributes(label: &str) -> &'static [&'static str] {
    match label {
        "QTY" => &["value", "unit", "kind", "cmp", "value2"],
        "TIME" => &["value", "mod", "cmp"],
        "DEPT" => &["canonical"],
        _ => &[],
    }
}

/// A span in code points of the document, with its attributes.
type Spans = BTreeMap<(u64, u64, String), BTreeMap<String, String>>;

#[test]
fn scores_on_the_gold_set() {
    let Some(shared) = std::env::var_os("ZHUPI_SHARED").map(PathBuf::from) else {
        println!("ZHUPI_SHARED is not set: the gold set is not read, nothing is scored");
        return;
    };
    let gold = std::fs::read_to_string(shared.join("gold/gold.jsonl")).expect("gold/gold.jsonl in ZHUPI_SHARED");
    let pipeline = Pipeline::builtin();
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    for line in gold.lines().filter(|line| !line.trim().is_empty()) {
        let region: Value = serde_json::from_str(line).expect("a line of JSON");
        let id = region["doc"].as_str().expect("a document's name");
        let text = std::fs::read_to_string(shared.join(format!("corpus/{id}.txt"))).expect("the document");
        compare(&region, &predicted(&pipeline, &Text::new(text)), &mut scores);
    }
    for (label, score) in scores.iter().filter(|(_, score)| score.expected > 0) {
        println!("{label:10} {score}");
    }
    for (label, f1, attrs) in FLOORS {
        let score = scores.get(label).copied().unwrap_or_default();
        assert!(score.f1() >= f1 && score.attrs() >= attrs, "{label} fell under {f1} or {attrs}: {score}");
    }
}

/// What the pipeline finds in a document.
fn predicted(pipeline: &Pipeline, text: &Text) -> Spans {
    let (_, findings) = pipeline.run(text);
    let spans = findings.findings.into_iter().map(|it| {
        let (start, end) = (text.code_point(it.span.start).0, text.code_point(it.span.end).0);
        let attrs = it.attrs.iter().map(|(name, attr)| (name.to_string(), attr.value.clone())).collect();
        ((u64::from(start), u64::from(end), it.label.to_string()), attrs)
    });
    spans.collect()
}

/// Counts one region of the gold set.
fn compare(region: &Value, predicted: &Spans, scores: &mut BTreeMap<String, Score>) {
    let offset = region["offset"].as_u64().unwrap_or(0);
    let text: Vec<char> = region["text"].as_str().unwrap_or("").chars().collect();
    let until = offset + text.len() as u64;
    let show = std::env::var("GOLD_SHOW").unwrap_or_default();
    let words = |start: u64, end: u64| -> String {
        let clip = |at: u64| usize::try_from(at.saturating_sub(offset)).unwrap_or(0).min(text.len());
        text[clip(start.saturating_sub(8))..clip(end + 8)].iter().collect()
    };
    let mut gold = Spans::new();
    for span in region["spans"].as_array().into_iter().flatten() {
        let at = |key: &str| span[key].as_u64().unwrap_or(0) + offset;
        let attrs = span["attrs"].as_object().into_iter().flatten();
        let attrs = attrs.map(|(name, value)| (name.clone(), value.as_str().map_or(value.to_string(), str::to_owned)));
        gold.insert((at("start"), at("end"), span["label"].as_str().unwrap_or("").to_owned()), attrs.collect());
    }
    for (key @ (start, end, label), attrs) in &gold {
        let score = scores.entry(label.clone()).or_default();
        score.expected += 1;
        match predicted.get(key) {
            None if show == *label => println!("missed {}", words(*start, *end)),
            None => {}
            Some(found) => {
                let right = attributes(label).iter().all(|name| agree(name, attrs.get(*name), found.get(*name)));
                score.right += 1;
                score.attrs_right += usize::from(right);
                if !right && show == *label {
                    println!("attrs  {} {attrs:?} {found:?}", words(*start, *end));
                }
            }
        }
    }
    for key @ (start, end, label) in predicted.keys().filter(|(start, end, _)| offset <= *start && *end <= until) {
        scores.entry(label.clone()).or_default().found += 1;
        if !gold.contains_key(key) && show == *label {
            println!("extra  {}", words(*start, *end));
        }
    }
}

/// Whether two values of an attribute agree; a missing `cmp` is `eq`.
fn agree(name: &str, gold: Option<&String>, found: Option<&String>) -> bool {
    let missing = if name == "cmp" { "eq" } else { "" };
    same_value(found.map_or(missing, String::as_str), gold.map_or(missing, String::as_str))
}
