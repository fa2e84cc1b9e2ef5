//! The card of a dataset: what is in it, in words and numbers, with the checksum of every file.

use super::{Cut, Recipe};
use crate::annotate::DocStatus;
use crate::formats::export::{Export, Loss};
use crate::formats::format::{Format, Part};
use crate::formats::native::status_name;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The name under which people and hosts of datasets look for it.
pub(super) const NAME: &str = "README.md";

/// The card of files that were written. Writing to a string does not fail.
pub(super) fn write(
    format: &Format,
    recipe: &Recipe,
    sets: &[(String, Export<'_>)],
    parts: &[Part],
    losses: &[Loss],
) -> String {
    let mut out = String::from("---\nlanguage:\n- zh\ntask_categories:\n- token-classification\n");
    if format.ending == "jsonl" && !recipe.sets.is_empty() {
        out.push_str("configs:\n- config_name: default\n  data_files:\n");
        for (name, _) in sets {
            let _ = write!(out, "  - split: {name}\n    path: {name}.jsonl\n");
        }
    }
    let _ = write!(out, "---\n\n# 数据集\n\n格式：{}（{}）。\n\n", format.zh, format.en);
    choices(&mut out, recipe, sets);
    let counts: Vec<Counts> = sets.iter().map(|(_, export)| Counts::of(export)).collect();
    table_of_sets(&mut out, sets, &counts);
    table_of_labels(&mut out, sets, &counts);
    if !losses.is_empty() {
        out.push_str("\n## 未写入的内容\n\n");
        for loss in losses {
            let _ = writeln!(out, "- {}：{}", loss.kind.zh(), loss.count);
        }
    }
    out.push_str("\n## 文件\n\n| 文件 | 字节 | SHA-256 |\n|---|---|---|\n");
    for part in parts {
        let hash: String = Sha256::digest(&part.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let _ = writeln!(out, "| {} | {} | {hash} |", cell(&part.name), part.bytes.len());
    }
    out
}

fn choices(out: &mut String, recipe: &Recipe, sets: &[(String, Export<'_>)]) {
    let options = sets.first().map(|(_, export)| &export.options);
    let with_pending = options.is_some_and(|options| options.which == crate::formats::export::Which::Visible);
    let states: Vec<&str> = recipe.states.iter().map(|&state: &DocStatus| status_name(state)).collect();
    let labels: Vec<&str> = options.into_iter().flat_map(|it| it.labels.iter().map(|label| label.as_str())).collect();
    let all = |list: &[&str]| if list.is_empty() { "全部".to_owned() } else { list.join("、") };
    let cut = match recipe.cut {
        Cut::Document => "整篇",
        Cut::Paragraph => "按段",
        Cut::Sentence => "按句",
    };
    let _ = writeln!(out, "- 文档状态：{}", all(&states));
    let _ = writeln!(out, "- 标签：{}", all(&labels));
    let _ = writeln!(out, "- 待审标注：{}", if with_pending { "包含" } else { "不包含" });
    let _ = writeln!(out, "- 切分：{cut}（不切断标注）");
    let _ = writeln!(out, "- 去重：{}", if recipe.unique { "正文相同的文档只留一份" } else { "否" });
    if !recipe.sets.is_empty() {
        let _ = writeln!(out, "- 划分：{}，按文档名与种子“{}”", recipe.sets.show(), recipe.sets.seed());
    }
}

/// What is in a set.
struct Counts {
    n_documents: usize,
    n_chars: u64,
    n_relations: usize,
    by_label: BTreeMap<String, usize>,
}

impl Counts {
    fn of(export: &Export<'_>) -> Self {
        let mut by_label = BTreeMap::new();
        for mark in export.documents.iter().flat_map(|document| document.marks().iter()) {
            if export.shows(mark) {
                *by_label.entry(mark.label.to_string()).or_default() += 1;
            }
        }
        Self {
            n_documents: export.documents.len(),
            n_chars: export.documents.iter().map(|document| u64::from(document.info().code_points)).sum(),
            n_relations: export.documents.iter().map(|document| document.relations().len()).sum(),
            by_label,
        }
    }
}

fn table_of_sets(out: &mut String, sets: &[(String, Export<'_>)], counts: &[Counts]) {
    out.push_str("\n| 集合 | 文档或片段 | 字数 | 标注 | 关系 |\n|---|---|---|---|---|\n");
    for ((name, _), count) in sets.iter().zip(counts) {
        let name = if name.is_empty() { "全部" } else { name };
        let n_marks: usize = count.by_label.values().sum();
        let Counts { n_documents, n_chars, n_relations, .. } = count;
        let _ = writeln!(out, "| {name} | {n_documents} | {n_chars} | {n_marks} | {n_relations} |");
    }
}

fn table_of_labels(out: &mut String, sets: &[(String, Export<'_>)], counts: &[Counts]) {
    let Some((_, export)) = sets.first() else { return };
    let mut labels: Vec<&String> = counts.iter().flat_map(|count| count.by_label.keys()).collect();
    labels.sort_by_key(|label| (export.scheme.order(label), *label));
    labels.dedup();
    out.push_str("\n## 标签\n\n| 标签 | 含义 |");
    sets.iter().for_each(|(name, _)| {
        let _ = write!(out, " {} |", if name.is_empty() { "数量" } else { name });
    });
    let _ = writeln!(out, "\n|---|---|{}", "---|".repeat(sets.len()));
    for label in labels {
        let known = export.scheme.label(label);
        let meaning = known.map_or_else(String::new, |it| format!("{}（{}）", it.wording.zh, it.wording.en));
        let _ = write!(out, "| {} | {} |", cell(label), cell(&meaning));
        for count in counts {
            let _ = write!(out, " {} |", count.by_label.get(label).copied().unwrap_or(0));
        }
        out.push('\n');
    }
}

/// Words that do not end a cell of a table.
fn cell(words: &str) -> String {
    words.replace('|', "\\|").replace('\n', " ")
}
