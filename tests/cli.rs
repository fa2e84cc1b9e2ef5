//! The command line as a user meets it.

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
    for args in [&["--frobnicate"][..], &[], &["frobnicate", "x"], &["annotate"], &["annotate", "x", "--output"]] {
        let output = zhupi(args, b"");
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(stderr(&output).contains("--help") && output.stdout.is_empty());
    }
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
    assert!(stderr(&output).contains("不读取 PDF"));
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
