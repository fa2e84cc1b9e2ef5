//! What a host serves: files by path, and the headers that go with each path.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

/// A file as it is sent.
#[derive(Clone, Debug)]
pub struct File {
    /// Its media type.
    pub kind: &'static str,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Files by path, without a leading slash, and the rules of the `_headers` file.
#[derive(Clone, Debug, Default)]
pub struct Site {
    files: BTreeMap<String, File>,
    rules: Vec<Rule>,
    prefix: String,
}

/// One block of a `_headers` file: a path, or a start of paths when it ends in `*`.
#[derive(Clone, Debug)]
struct Rule {
    pattern: String,
    headers: Vec<(String, String)>,
}

impl Site {
    /// Reads a folder whole, with its `_headers` file if it has one.
    pub fn load(folder: &Path) -> io::Result<Site> {
        let mut site = Site::default();
        site.add_folder(folder, "")?;
        if let Some(headers) = site.files.remove("_headers") {
            site.rules = rules(&String::from_utf8_lossy(&headers.bytes));
        }
        Ok(site)
    }

    /// The same site below a path such as `/tools/zhupi/`, as on a host that is not all ours.
    pub fn under(mut self, prefix: &str) -> Site {
        prefix.trim_matches('/').clone_into(&mut self.prefix);
        self
    }

    /// The file for a requested path; a folder answers with its `index.html`.
    pub fn file(&self, path: &str) -> Option<&File> {
        let name = self.inner(path)?;
        if name.is_empty() || name.ends_with('/') {
            self.files.get(&format!("{name}index.html"))
        } else {
            self.files.get(name)
        }
    }

    /// The headers for a requested path; a later rule has the last word on a header.
    pub fn headers(&self, path: &str) -> BTreeMap<&str, &str> {
        let asked = format!("/{}", self.inner(path).unwrap_or_default());
        let mut found = BTreeMap::new();
        for rule in self.rules.iter().filter(|rule| rule.covers(&asked)) {
            found.extend(rule.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        }
        found
    }

    /// All names of files, without a leading slash.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// A file to be changed, to see what the app makes of it.
    pub fn file_mut(&mut self, name: &str) -> Option<&mut File> {
        self.files.get_mut(name)
    }

    /// Adds a file, or puts another in its place.
    pub fn insert(&mut self, name: String, file: File) {
        self.files.insert(name, file);
    }

    /// Takes a file away.
    pub fn remove(&mut self, name: &str) -> Option<File> {
        self.files.remove(name)
    }

    fn inner<'a>(&self, path: &'a str) -> Option<&'a str> {
        let path = path.strip_prefix('/')?;
        if self.prefix.is_empty() { Some(path) } else { path.strip_prefix(self.prefix.as_str())?.strip_prefix('/') }
    }

    fn add_folder(&mut self, folder: &Path, before: &str) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = format!("{before}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                self.add_folder(&entry.path(), &format!("{name}/"))?;
            } else {
                let file = File { kind: kind(&name), bytes: fs::read(entry.path())? };
                self.files.insert(name, file);
            }
        }
        Ok(())
    }
}

impl Rule {
    fn covers(&self, path: &str) -> bool {
        match self.pattern.strip_suffix('*') {
            Some(start) => path.starts_with(start),
            None => path == self.pattern,
        }
    }
}

/// The common `_headers` form: a line with a path, below it indented `Name: value` lines.
fn rules(text: &str) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        if !line.starts_with([' ', '\t']) {
            rules.push(Rule { pattern: line.trim().to_owned(), headers: Vec::new() });
        } else if let (Some(rule), Some((name, value))) = (rules.last_mut(), line.split_once(':')) {
            rule.headers.push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }
    rules
}

/// The media type that goes with a file name.
pub fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
