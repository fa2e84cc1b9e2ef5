//! The files of the finished app: names that carry a hash of the content, and templates filled with those names.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

/// The app while it is put together, in memory.
#[derive(Default)]
pub struct Assets {
    files: BTreeMap<String, Vec<u8>>,
    words: BTreeMap<String, String>,
}

impl Assets {
    /// Sets what `{{word}}` stands for in templates.
    pub fn set(&mut self, word: &str, value: impl Into<String>) {
        self.words.insert(word.to_owned(), value.into());
    }

    /// Adds a file below `assets/` under a name with a hash in it; `{{name}}` stands for that name from now on.
    pub fn add_hashed(&mut self, name: &str, content: Vec<u8>) {
        let short = hash(&content).get(..10).unwrap_or_default().to_owned();
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let hashed = format!("{stem}-{short}.{ending}");
        self.files.insert(format!("assets/{hashed}"), content);
        self.words.insert(name.to_owned(), hashed);
    }

    /// Adds a file under its own name.
    pub fn add(&mut self, path: impl Into<String>, content: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), content.into());
    }

    /// Puts the known words into a template. A word nobody set is a mistake in the template.
    pub fn fill(&self, template: &str) -> Result<String> {
        let mut filled = String::with_capacity(template.len());
        let mut rest = template;
        while let Some((before, after)) = rest.split_once("{{") {
            let (word, after) = after.split_once("}}").context("a {{ without }}")?;
            let value = self.words.get(word).with_context(|| format!("nothing is known of {{{{{word}}}}}"))?;
            filled += before;
            filled += value;
            rest = after;
        }
        Ok(filled + rest)
    }

    /// Path, SHA-256 and media type of every file so far, as a JavaScript object, for the check of what is stored for
    /// offline use. The page itself is asked for as the folder it is in, since some hosts forward `index.html` there.
    pub fn list(&self) -> String {
        let line = |(path, content): (&String, &Vec<u8>)| {
            let asked = if path == "index.html" { "./" } else { path };
            format!("  {asked:?}: [\"{}\", {:?}],\n", hash(content), static_host::kind(path))
        };
        format!("{{\n{}}}", self.files.iter().map(line).collect::<String>())
    }

    /// Writes everything into a folder, which then holds nothing else.
    pub fn write(&self, folder: &Path) -> Result<()> {
        if folder.exists() {
            fs::remove_dir_all(folder).with_context(|| format!("{} cannot be emptied", folder.display()))?;
        }
        for (path, content) in &self.files {
            let to = folder.join(path);
            let Some(parent) = to.parent() else { bail!("{path} is not a file name") };
            fs::create_dir_all(parent)?;
            fs::write(&to, content).with_context(|| format!("{} cannot be written", to.display()))?;
        }
        Ok(())
    }
}

/// SHA-256 in hexadecimal.
pub fn hash(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}
