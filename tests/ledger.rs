//! The ledger of whole documents, from text to rows: recognisers, structure and ledger together.
//!
//! Cases stand in `tests/ledger/cases.toml`. `ZHUPI_SHARED` may name a folder with a gold set; without it that test says
//! so and passes.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zhupi::annotate::{ActorId, IdSource, Mark, MarkSet, Origin, Proposal, Relation, RelationId, Review};
use zhupi::ledger::{Row, ledger};
use zhupi::recognise::{Findings, Pipeline};
use zhupi::text::Text;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    why: String,
    text: String,
    rows: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[test]
fn documents_give_the_rows_that_the_cases_write() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ledger/cases.toml");
    let cases: Cases = toml::from_str(&std::fs::read_to_string(path).expect("the cases")).expect("well-formed cases");
    let pipeline = Pipeline::builtin();
    let mut wrong = 0;
    for case in &cases.case {
        let rows = rows(&pipeline, &Text::new(case.text.as_str()));
        let found: Vec<String> = rows.iter().map(drawn).collect();
        let right = found.len() == case.rows.len() && found.iter().zip(&case.rows).all(|(a, b)| agree(a, b));
        if !right {
            wrong += 1;
            println!("{}\n  expected {:#?}\n  found {found:#?}", case.why, case.rows);
        }
    }
    assert_eq!(wrong, 0, "cases failed");
}

/// The ledger of a text as the recognisers propose it.
fn rows(pipeline: &Pipeline, text: &Text) -> Vec<Row> {
    let (outline, found) = pipeline.run(text);
    let (marks, relations) = proposals(found);
    ledger(text, &outline, &marks, &relations, Mark::is_visible)
}

fn proposals(found: Findings) -> (MarkSet, Vec<Arc<Relation>>) {
    let mut ids = IdSource::new(ActorId(1), 1);
    let mut marks = MarkSet::default();
    let mut given = Vec::new();
    for finding in found.findings {
        let proposal = Proposal {
            rule: finding.evidence.rule,
            words: finding.evidence.words,
            span: finding.span,
            label: finding.label.clone(),
        };
        let id = ids.mark();
        given.push(id);
        marks.insert(Arc::new(Mark {
            id,
            spans: vec![finding.span],
            label: finding.label,
            attrs: finding.attrs,
            note: String::new(),
            origin: Origin::Recogniser(proposal),
            review: Review::Proposed,
        }));
    }
    let relation = |link: zhupi::recognise::Link, id: RelationId| Relation {
        id,
        kind: link.kind,
        from: given[link.from],
        to: given[link.to],
        origin: Origin::Human,
        review: Review::Proposed,
    };
    (marks, found.links.into_iter().map(|link| Arc::new(relation(link, ids.relation()))).collect())
}

fn drawn(row: &Row) -> String {
    let departments: Vec<_> = row.departments.iter().map(|it| format!("{}:{}", it.role, it.canonical)).collect();
    let targets: Vec<_> = row.targets.iter().map(|it| format!("{} {} {}", it.cmp, it.value, it.unit)).collect();
    let deadlines: Vec<_> = row.deadlines.iter().map(|it| it.value.clone()).collect();
    format!(
        "{} | {} | {} | {} | {}",
        row.number,
        row.title,
        departments.join(","),
        targets.join(","),
        deadlines.join(",")
    )
}

/// Whether a row is the expected one; columns that the case leaves empty are not compared.
fn agree(found: &str, expected: &str) -> bool {
    let columns = |row: &str| row.split('|').map(|column| column.trim().to_owned()).collect::<Vec<_>>();
    let (found, expected) = (columns(found), columns(expected));
    found.len() == expected.len() && found.iter().zip(&expected).all(|(a, b)| b.is_empty() || a == b)
}

#[test]
fn tasks_of_the_gold_set_have_exactly_the_right_departments() {
    let Some(shared) = std::env::var_os("ZHUPI_SHARED").map(PathBuf::from) else {
        println!("ZHUPI_SHARED is not set: the gold ledgers are not read, nothing is scored");
        return;
    };
    let pipeline = Pipeline::builtin();
    let (mut right, mut all) = (0, 0);
    for entry in std::fs::read_dir(shared.join("corpus")).expect("corpus in ZHUPI_SHARED").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let gold = shared.join(format!("gold/ledger_{}.jsonl", name.get(..3).unwrap_or("")));
        let Ok(gold) = std::fs::read_to_string(gold) else { continue };
        let text = Text::new(std::fs::read_to_string(entry.path()).expect("a document"));
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for row in rows(&pipeline, &text) {
            found.insert(row.number.clone(), row.departments.into_iter().map(|it| it.canonical).collect());
        }
        for line in gold.lines().filter(|line| !line.trim().is_empty()) {
            let task: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
            let names =
                ["departments", "group_departments"].iter().flat_map(|key| task[key].as_array().into_iter().flatten());
            let wanted: BTreeSet<String> = names.filter_map(|name| name.as_str()).map(str::to_owned).collect();
            let number = task["task"].as_str().unwrap_or("");
            all += 1;
            right += usize::from(found.get(number) == Some(&wanted));
            if found.get(number) != Some(&wanted) {
                println!("{name} {number}: expected {wanted:?}, found {:?}", found.get(number));
            }
        }
    }
    println!("tasks with exactly the right departments: {right} of {all}");
    assert!(100 * right >= 97 * all, "{right} of {all}");
}
