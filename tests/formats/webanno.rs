//! WebAnno TSV, line by line.

use crate::projects::project;
use zhupi::formats::export::{Export, ExportOptions};
use zhupi::formats::{ImportOptions, format, import};

#[test]
fn every_character_has_its_line() {
    let line = concat!(
        r#"{"id":"甲","text":"𠮷水 镇由市局\n负责_。","spans":[{"id":"a","start":0,"end":4,"label":"LOC"},"#,
        r#"{"id":"b","start":5,"end":7,"label":"DEPT","attrs":{"role":"lead"}},{"id":"c","start":5,"end":6,"label":"LOC"}],"#,
        r#""relations":[{"kind":"in","from":"b","to":"a"}]}"#
    );
    let report = import("a.jsonl", line.as_bytes(), &ImportOptions::default());
    let workspace = project(report.documents);
    let export = Export::of(&workspace, ExportOptions::default());
    let parts = format("webanno").unwrap().write(&export).unwrap();
    let expected = concat!(
        "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.PolicySpan|label|role\n",
        "#T_RL=webanno.custom.PolicyRel|label|BT_webanno.custom.PolicySpan\n\n",
        "\n#Text=𠮷水 镇由市局\n",
        "1-1\t0-2\t𠮷\tLOC[1]\t*[1]\tin\t1-5[2_1]\t\n",
        "1-2\t2-3\t水\tLOC[1]\t*[1]\t_\t_\t\n",
        "1-3\t4-5\t镇\tLOC[1]\t*[1]\t_\t_\t\n",
        "1-4\t5-6\t由\t_\t_\t_\t_\t\n",
        "1-5\t6-7\t市\tDEPT[2]|LOC[3]\tlead[2]|*[3]\t_\t_\t\n",
        "1-6\t7-8\t局\tDEPT[2]\tlead[2]\t_\t_\t\n",
        "\n#Text=负责\\_。\n",
        "2-1\t9-10\t负\t_\t_\t_\t_\t\n",
        "2-2\t10-11\t责\t_\t_\t_\t_\t\n",
        "2-3\t11-12\t\\_\t_\t_\t_\t_\t\n",
        "2-4\t12-13\t。\t_\t_\t_\t_\t\n",
    );
    assert_eq!(parts[0].name, "甲.tsv");
    assert_eq!(String::from_utf8_lossy(&parts[0].bytes), expected);
}
