//! The command line as a user meets it.
#![cfg(not(target_arch = "wasm32"))]

use std::io::Write;
use std::process::{Command, Output, Stdio};

fn zhupi(args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_zhupi"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that stops at wrong usage may be gone before it reads.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

#[test]
fn usage() {
    for (args, status, says) in [
        (&["--help"][..], 0, "zhupi annotate"),
        (&["--version"], 0, env!("CARGO_PKG_VERSION")),
        (&["annotate", "--help"], 0, "Usage"),
    ] {
        let output = zhupi(args, b"");
        assert_eq!(output.status.code(), Some(status));
        assert!(stdout(&output).contains(says), "{args:?}");
    }
    for args in [
        &["--frobnicate"][..],
        &[],
        &["frobnicate", "x"],
        &["annotate"],
        &["annotate", "x", "--output"],
        &["annotate", "x", "--to", "doccano"],
        &["ledger", "x", "--to", "brat"],
        &["convert", "x", "--to", "columns"],
        &["stats", "x", "--to", "csv"],
    ] {
        let output = zhupi(args, b"");
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(stderr(&output).contains("--help") && output.stdout.is_empty());
    }
}

#[test]
fn what_is_there_is_not_emptied_for_nothing() {
    let file = std::env::temp_dir().join(format!("zhupi-kept-{}.txt", std::process::id()));
    std::fs::write(&file, "青禾市人民政府\n").unwrap();
    let path = file.to_str().unwrap();
    for args in [&["annotate", path, "-o", path][..], &["ledger", "-", "-o", path, "--departments", "/nowhere"]] {
        let output = zhupi(args, b"");
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        assert!(!stderr(&output).is_empty());
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "青禾市人民政府\n", "{args:?}");
    }
    std::fs::remove_file(file).unwrap();
}

#[test]
fn a_user_adds_kinds_of_departments() {
    let text = "青禾市人民政府\n(一)修复湿地。(责任单位:市湿管处、教育局)\n";
    let own = std::env::temp_dir().join(format!("zhupi-departments-{}.txt", std::process::id()));
    std::fs::write(&own, "# ours\n[names]\n湿地管护中心 | 湿管中心 湿管处\n").unwrap();
    let path = own.to_str().unwrap();
    let output = zhupi(&["annotate", "-", "--departments", path], text.as_bytes());
    let line: serde_json::Value = serde_json::from_str(stdout(&output)).unwrap();
    let departments = line["spans"].as_array().unwrap().iter().filter(|span| span["label"] == "DEPT");
    let names: Vec<_> = departments.map(|span| span["attrs"]["canonical"].as_str().unwrap()).collect();
    assert_eq!(names, ["青禾市湿地管护中心", "青禾市教育局"]);
    std::fs::write(&own, "[names]\n无\n").unwrap();
    let output = zhupi(&["ledger", "-", "--departments", path], text.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("line 2"), "{}", stderr(&output));
    std::fs::remove_file(own).unwrap();
}

#[test]
fn standard_input_is_annotated() {
    let text = "关于加快城镇化建设的通知\n到2027年，城镇化率达到65%以上。（市公安局、教育局负责）\n";
    let output = zhupi(&["annotate", "-"], text.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let line: serde_json::Value = serde_json::from_str(stdout(&output)).unwrap();
    assert_eq!(line["id"], "stdin");
    assert_eq!(line["text"], text);
    assert_eq!(line["offset_unit"], "codepoint");
    let chars: Vec<char> = text.chars().collect();
    for span in line["spans"].as_array().unwrap() {
        let at = |name: &str| span[name].as_u64().unwrap() as usize;
        let words: String = chars[at("start")..at("end")].iter().collect();
        assert_eq!(span["text"], words.as_str());
        assert_eq!((&span["status"], &span["origin"]), (&"proposed".into(), &"recogniser".into()));
        assert!(span["rule"].as_str().is_some_and(|rule| !rule.is_empty()));
    }
}

#[test]
fn lines_on_standard_input_are_taken_one_by_one() {
    let input = "{\"id\":\"a\",\"text\":\"一\"}\n{\"id\":\"b\",\"text\":\n\n{\"id\":\"c\",\"text\":\"二\"}\n";
    let output = zhupi(&["annotate", "-"], input.as_bytes());
    assert_eq!(output.status.code(), Some(0));
    assert!(stderr(&output).starts_with("stdin:2: left out"), "{}", stderr(&output));
    let ids: Vec<String> = stdout(&output)
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].to_string())
        .collect();
    assert_eq!(ids, ["\"a\"", "\"c\""]);
    // The first line comes back before the last one is sent.
    let mut child = Command::new(env!("CARGO_BIN_EXE_zhupi"))
        .args(["annotate", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut back = std::io::BufReader::new(child.stdout.take().unwrap());
    let long = format!("{{\"id\":\"a\",\"text\":\"{}\"}}\n", "一".repeat(10_000));
    input.write_all(long.repeat(2).as_bytes()).unwrap();
    let mut first = String::new();
    std::io::BufRead::read_line(&mut back, &mut first).unwrap();
    assert!(first.starts_with("{\"id\":\"a\""));
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_bad_file_does_not_stop_the_others() {
    let folder = std::env::temp_dir().join(format!("zhupi-cli-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = |name: &str| folder.join(name).display().to_string();
    std::fs::write(path("一.txt"), "第一份\n").unwrap();
    std::fs::write(path("bad.pdf"), "%PDF-1.4").unwrap();
    std::fs::write(path("二.v2.txt"), "第二份\n").unwrap();
    let args =
        ["annotate", &path("一.txt"), &path("bad.pdf"), &path("none.txt"), &path("二.v2.txt"), "-o", &path("out")];
    let output = zhupi(&args, b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("bad.pdf: PDF") && stderr(&output).contains("none.txt: cannot be read"));
    let written = std::fs::read_to_string(path("out")).unwrap();
    let ids: Vec<String> = written
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(ids, ["一", "二.v2"]);
    let output = zhupi(&["annotate", &path("bad.pdf"), "--zh"], b"");
    assert!(stderr(&output).contains("PDF 已损坏"));
    let output = zhupi(&["annotate", &path("一.txt"), "-o", &path("no/such/folder")], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("cannot be written"));
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn every_ledger_line_names_its_task() {
    let text = "（一）放开落户限制。到2025年新增落户1万人。（市公安局牵头，市教育局配合）\n（二）完善配套政策。（市财政局负责）\n";
    let output = zhupi(&["ledger", "-"], text.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    for line in stdout(&output).lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(row["doc"], "stdin");
        assert!(row["task"].is_string() && row["section"].is_string() && row["title"].is_string());
        for department in row["departments"].as_array().unwrap() {
            assert!(department["canonical"].is_string() && department["role"].is_string());
            assert!(department["group"].is_boolean() && department["start"].as_u64() < department["end"].as_u64());
        }
    }
}

#[test]
fn whoever_stops_reading_early_is_served() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_zhupi"))
        .args(["annotate", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    child.stdin.take().unwrap().write_all("一二三。\n".repeat(50_000).as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(stderr(&output), "");
    assert_eq!(output.status.code(), Some(0));
}

/// A folder of its own that goes when the test is done.
struct Folder(std::path::PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("zhupi-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

const MARKED: &str = concat!(
    r#"{"id":"甲","text":"𠮷水镇由市工信局负责。","spans":["#,
    r#"{"id":"a","start":0,"end":3,"label":"LOC"},{"id":"b","start":4,"end":8,"label":"DEPT","attrs":{"role":"lead"}},"#,
    r#"{"id":"c","start":4,"end":5,"label":"LOC"}],"relations":[{"kind":"measures","from":"b","to":"a"}]}"#,
    "\n"
);

#[test]
fn marked_documents_are_converted_and_losses_told() {
    let folder = Folder::new("convert");
    std::fs::write(folder.path("in.jsonl"), MARKED).unwrap();
    let output = zhupi(&["convert", &folder.path("in.jsonl"), "--to", "doccano"], b"");
    assert_eq!(output.status.code(), Some(0));
    let line: serde_json::Value = serde_json::from_str(stdout(&output)).unwrap();
    assert_eq!(line["label"], serde_json::json!([[0, 4, "LOC"], [5, 9, "DEPT"], [5, 6, "LOC"]]));
    assert!(stderr(&output).contains("1 relations") && stderr(&output).contains("1 attributes"), "{}", stderr(&output));
    let output = zhupi(&["convert", "-", "--to", "bio", "--overlap", "shortest", "--zh"], MARKED.as_bytes());
    assert!(stdout(&output).contains("𠮷 B-LOC\n水 I-LOC\n镇 I-LOC\n由 O\n市 B-LOC\n工 O\n"));
    assert!(stderr(&output).contains("未写入与其他标注重叠的标注 1"), "{}", stderr(&output));
    // All files of a format that has more than one, as a folder and as an archive, and back again.
    let to = folder.path("out/");
    assert_eq!(zhupi(&["convert", "-", "--to", "brat", "-o", &to], MARKED.as_bytes()).status.code(), Some(0));
    assert_eq!(std::fs::read_to_string(folder.path("out/甲.txt")).unwrap(), "𠮷水镇由市工信局负责。");
    for name in ["p.zhupi", "b.zip"] {
        let (path, to) = (folder.path(name), if name == "p.zhupi" { "package" } else { "brat" });
        assert_eq!(zhupi(&["convert", "-", "--to", to, "-o", &path], MARKED.as_bytes()).status.code(), Some(0));
        let output = zhupi(&["convert", &path], b"");
        let line: serde_json::Value = serde_json::from_str(stdout(&output)).unwrap();
        assert_eq!((&line["id"], line["spans"].as_array().unwrap().len()), (&"甲".into(), 3));
    }
    assert_eq!(zhupi(&["convert", "-", "--to", "morse"], b"").status.code(), Some(2));
    assert!(stdout(&zhupi(&["formats"], b"")).contains("label-studio"));
}

#[test]
fn checking_and_counting() {
    let output = zhupi(&["stats", "-"], MARKED.as_bytes());
    assert_eq!(output.status.code(), Some(0));
    assert!(stdout(&output).starts_with("documents\t1\ncode points\t11\nrelations\t1\n"), "{}", stdout(&output));
    assert!(stdout(&output).contains("LOC\t2\t0\t0\t2\n"));
    let output = zhupi(&["check", "-"], MARKED.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stdout(&output), "甲\t4\tDEPT\tthe relation does not join such marks (measures DEPT → LOC)\t市工信局\n");
    let bad = r#"{"id":"乙","text":" 市局 ","spans":[{"start":0,"end":3,"label":"DEPT","attrs":{"role":"boss","x":1}},{"start":1,"end":2,"label":"甲"},{"start":1,"end":2,"label":"甲"}]}"#;
    let output = zhupi(&["check", "-"], bad.as_bytes());
    for says in
        ["blanks at an edge", "that value (role=boss)", "such attribute (x=1)", "no such label", "same mark twice"]
    {
        assert!(stdout(&output).contains(says), "{says}: {}", stdout(&output));
    }
    let misquoted = r#"{"id":"丁","text":"市局","spans":[{"start":0,"end":2,"label":"DEPT","text":"县局"}]}"#;
    let output = zhupi(&["check", "-"], misquoted.as_bytes());
    assert_eq!(stdout(&output), "丁\t0\tDEPT\tother words than its file quotes (县局)\t市局\n");
    let good = r#"{"id":"丙","text":"市局","spans":[{"start":0,"end":2,"label":"DEPT","attrs":{"role":"lead"}}]}"#;
    assert_eq!(zhupi(&["check", "-"], good.as_bytes()).status.code(), Some(0));
}

#[test]
fn a_split_is_by_document_and_the_same_every_time() {
    let folder = Folder::new("split");
    let many: String = (0..200).map(|n| format!("{{\"id\":\"d{n}\",\"text\":\"一\"}}\n")).collect();
    std::fs::write(folder.path("in.jsonl"), &many).unwrap();
    let sets = |input: &str, out: &str, seed: &str| {
        let args = ["split", input, "-o", &folder.path(out), "--sets", "train=8,test=2", "--seed", seed];
        assert_eq!(zhupi(&args, b"").status.code(), Some(0));
        ["train", "test"].map(|set| std::fs::read_to_string(folder.path(&format!("{out}/{set}.jsonl"))).unwrap())
    };
    let [train, test] = sets(&folder.path("in.jsonl"), "one", "");
    assert_eq!(train.lines().count() + test.lines().count(), 200);
    assert!((20..=60).contains(&test.lines().count()), "{}", test.lines().count());
    assert_eq!([train.clone(), test.clone()], sets(&folder.path("in.jsonl"), "two", ""));
    assert_ne!(test, sets(&folder.path("in.jsonl"), "three", "x")[1]);
    // A document stays in its set when others go.
    let half: String = many.lines().step_by(2).map(|line| format!("{line}\n")).collect();
    std::fs::write(folder.path("half.jsonl"), half).unwrap();
    let [_, fewer] = sets(&folder.path("half.jsonl"), "four", "");
    let ids = |lines: &str| -> Vec<String> {
        lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].to_string()).collect()
    };
    assert!(ids(&fewer).iter().all(|id| ids(&test).contains(id)));
    for bad in ["train", "a=0", "../x=1"] {
        assert_eq!(zhupi(&["split", "-", "-o", &folder.path("x"), "--sets", bad], b"").status.code(), Some(2));
    }
}

#[test]
fn a_dataset_is_chosen_and_cut_and_what_is_lost_is_named() {
    let lines = concat!(
        r#"{"id":"甲","text":"市局负责。县局配合。","spans":[{"start":0,"end":2,"label":"DEPT"},{"start":5,"end":7,"label":"ORG"}]}"#,
        "\n",
        r#"{"id":"乙","text":"市局负责。县局配合。","status":"done","spans":[]}"#,
        "\n"
    );
    let ids = |args: &[&str]| -> Vec<String> {
        let output = zhupi(&[&["convert", "-", "-q"], args].concat(), lines.as_bytes());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let id =
            |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].as_str().unwrap().to_owned();
        stdout(&output).lines().map(id).collect()
    };
    assert_eq!(ids(&["--cut", "sentence"]), ["甲#1", "甲#2", "乙#1", "乙#2"]);
    assert_eq!(ids(&["--unique"]), ["甲"]);
    assert_eq!(ids(&["--states", "done"]), ["乙"]);
    let output = zhupi(&["convert", "-", "--labels", "ORG", "--to", "spacy"], lines.as_bytes());
    assert!(stdout(&output).contains("ORG") && !stdout(&output).contains("DEPT"));
    let output = zhupi(&["convert", "-", "--to", "spacy", "--losses"], MARKED.as_bytes());
    assert!(stderr(&output).contains("甲\t4\tDEPT\tattributes\t市工信局\n"), "{}", stderr(&output));
    assert_eq!(zhupi(&["convert", "-", "--cut", "word"], b"").status.code(), Some(2));
}
