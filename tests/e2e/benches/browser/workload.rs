//! Documents to measure with: the texts of a folder, repeated to a length, with numbers, organs, places and frequent
//! words marked. The same folder always gives the same documents.

use std::path::Path;
use std::{fs, io};

use regex::Regex;
use serde_json::json;

/// A document with marks.
pub struct Workload {
    /// S, M, L or XL.
    pub name: &'static str,
    /// Its length.
    pub n_characters: usize,
    /// How many marks it has; none lie over each other.
    pub n_marks: usize,
    /// The document as a line of native JSON.
    pub line: String,
}

/// Name, characters, marks.
const SIZES: [(&str, usize, usize); 4] =
    [("S", 6_500, 200), ("M", 56_000, 2_000), ("L", 1_000_000, 20_000), ("XL", 5_000_000, 100_000)];

/// One mark in so many is a proposal, so that there is something to accept.
const PROPOSED: usize = 10;

/// What is marked, the first pattern before the others. Marks stay within a line.
const PATTERNS: [(&str, &str); 4] = [
    ("NUM", r"\d+(?:\.\d+)?余?[万亿千]?(?:平方米|公里|元|吨|人|个|家|项|亩|年|月|日|%|户|处|所|名|条|类)?"),
    ("ORG", r"[一-龥]{2,6}?(?:局|委|政府|部门|中心|公司|办)"),
    ("LOC", r"[一-龥]{2,3}(?:省|市|区|县|镇|乡|街道)"),
    ("TERM", r"建设|发展|服务|改革|创新|经济|产业|生态|项目|规划|管理|推进|加强|提升"),
];

/// The four documents.
pub fn all(folder: &Path) -> io::Result<Vec<Workload>> {
    let seeds = texts(folder)?;
    Ok(SIZES.into_iter().map(|(name, characters, marks)| make(name, &long(&seeds, characters), marks)).collect())
}

/// A hundred thousand characters of the folder's texts.
pub fn seed(folder: &Path) -> io::Result<String> {
    Ok(long(&texts(folder)?, 100_000))
}

/// The texts of a folder, in the order of their names.
fn texts(folder: &Path) -> io::Result<Vec<String>> {
    let mut paths: Vec<_> = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    let seeds = paths.iter().map(|path| Ok(fs::read_to_string(path)?.replace("\r\n", "\n")));
    let seeds: Vec<String> = seeds.collect::<io::Result<_>>()?;
    if seeds.iter().all(|seed| seed.trim().is_empty()) {
        return Err(io::Error::new(io::ErrorKind::NotFound, "there is no .txt file with words in it"));
    }
    Ok(seeds)
}

/// The seeds one after the other, over and over, up to a length.
fn long(seeds: &[String], characters: usize) -> String {
    let endless = seeds.iter().cycle().flat_map(|seed| seed.trim_end().chars().chain(['\n']));
    endless.take(characters).collect()
}

fn make(name: &'static str, text: &str, wanted: usize) -> Workload {
    let mut found = places(text);
    let n_found = found.len();
    if n_found > wanted {
        found = (0..wanted).filter_map(|at| found.get(at * n_found / wanted).copied()).collect();
    }
    let mut points = CodePoints { text, at: 0, count: 0 };
    let marks = found.iter().enumerate().map(|(index, &(start, end, label))| {
        let (start, end) = (points.at(start), points.at(end));
        if index % PROPOSED == PROPOSED - 1 {
            json!({ "start": start, "end": end, "label": label, "origin": "recogniser", "rule": "bench", "words": "" })
        } else {
            json!({ "start": start, "end": end, "label": label })
        }
    });
    let marks: Vec<_> = marks.collect();
    let n_marks = marks.len();
    let line = json!({ "id": format!("bench {name}"), "text": text, "spans": marks });
    Workload { name, n_characters: text.chars().count(), n_marks, line: format!("{line}\n") }
}

/// Places to mark, in order, none over another.
fn places(text: &str) -> Vec<(usize, usize, &'static str)> {
    let mut taken = vec![false; text.len()];
    let mut found = Vec::new();
    for (label, pattern) in PATTERNS {
        let pattern = Regex::new(pattern).expect("the patterns above compile");
        for place in pattern.find_iter(text) {
            let free = taken.get(place.range()).is_some_and(|bytes| bytes.iter().all(|taken| !taken));
            if free {
                taken[place.range()].fill(true);
                found.push((place.start(), place.end(), label));
            }
        }
    }
    found.sort_unstable();
    found
}

/// Counts code points up to byte positions that only grow.
struct CodePoints<'a> {
    text: &'a str,
    at: usize,
    count: usize,
}

impl CodePoints<'_> {
    fn at(&mut self, byte: usize) -> usize {
        self.count += self.text[self.at..byte].chars().count();
        self.at = byte;
        self.count
    }
}
