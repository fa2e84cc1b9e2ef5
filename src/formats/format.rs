//! The list of formats (格式): what each is called, whether it is read and written, what it carries.

use super::anchor::Unit;
use super::export::{Carries, Export, Loss};
use super::problem::{ProblemKind, Problems};
use super::{
    bio, brat, cluener, columns, doccano, huggingface, json, label_studio, native, prodigy, pubannotation, spacy,
    table, uie, uima, w3c,
};
#[cfg(feature = "engine")]
use super::{package, xlsx, xlsx_read};
use crate::project::NewDocument;
use serde_json::Value;
use std::io;

/// A file of an export. Most exports have one; some have a configuration or a script beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its name within the export, `/` between folders.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A file of an export.
pub(super) fn part(name: &str, bytes: impl Into<Vec<u8>>) -> Part {
    Part { name: name.to_owned(), bytes: bytes.into() }
}

/// A file being read.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its bytes, for binary formats.
    pub bytes: &'a [u8],
    /// Its text, for all others.
    pub text: &'a str,
    /// The unit of its offsets, where the caller knows better than the format.
    pub unit: Option<Unit>,
}

impl<'a> Input<'a> {
    /// The unit to read in, given that of the format.
    pub(super) fn unit(&self, of_format: Unit) -> Unit {
        self.unit.unwrap_or(of_format)
    }

    /// The text.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }
}

/// Names of files within an export: the names of documents without what no file name may have, each once.
#[derive(Debug, Default)]
pub(super) struct FileNames(std::collections::HashSet<String>);

impl FileNames {
    pub(super) fn unique(&mut self, name: &str) -> String {
        let bad = |ch: char| ch.is_control() || "/\\:*?\"<>|".contains(ch);
        let clean: String =
            name.trim().trim_matches('.').chars().take(80).map(|ch| if bad(ch) { '_' } else { ch }).collect();
        let clean = if clean.is_empty() { "_".to_owned() } else { clean };
        let numbered = (2_usize..).map(|number| format!("{clean}-{number}"));
        let free = std::iter::once(clean.clone()).chain(numbered).find(|name| !self.0.contains(&name.to_lowercase()));
        let name = free.unwrap_or(clean);
        self.0.insert(name.to_lowercase());
        name
    }
}

type Read = fn(&Input<'_>, &mut Problems) -> Result<Vec<NewDocument>, ProblemKind>;
type Write = fn(&Export<'_>) -> io::Result<Vec<Part>>;

/// By what a format is recognised.
enum Look {
    /// It is asked for by name only.
    ByName,
    /// The first record of a JSON file.
    Json(fn(&Value) -> bool),
    /// The beginning of a text, and the ending of its name.
    Text(fn(&str, &str) -> bool),
    /// The names of an archive's entries.
    #[cfg_attr(not(feature = "engine"), expect(dead_code))]
    Archive(fn(&[String]) -> bool),
}

/// An interchange format.
pub struct Format {
    /// Its short name, for commands and origins: `doccano`.
    pub id: &'static str,
    /// Its name in Chinese.
    pub zh: &'static str,
    /// Its name in English.
    pub en: &'static str,
    /// The usual ending of its files, without the dot.
    pub ending: &'static str,
    /// What it carries.
    pub carries: Carries,
    look: Look,
    read: Option<Read>,
    write: Option<Write>,
}

impl Format {
    /// Whether files of it can be read.
    pub fn can_read(&self) -> bool {
        self.read.is_some()
    }

    /// Whether files of it can be written.
    pub fn can_write(&self) -> bool {
        self.write.is_some()
    }

    /// What of an export would not be in the file.
    pub fn losses(&self, export: &Export<'_>) -> Vec<Loss> {
        export.losses(self.carries)
    }

    /// Reads a file that is said to be of this format.
    ///
    /// # Errors
    /// Says why the file as a whole cannot be read; lesser problems are collected.
    pub fn read(&self, input: &Input<'_>, problems: &mut Problems) -> Result<Vec<NewDocument>, ProblemKind> {
        let reason = "it can only be written".to_owned();
        let read = self.read.ok_or(ProblemKind::NotThisFormat { format: self.en, reason })?;
        read(input, problems)
    }

    /// Whether files of it are archives, into which all parts of an export go.
    pub fn is_archive(&self) -> bool {
        matches!(self.ending, "zip" | "zhupi" | "xlsx")
    }

    /// Writes an export; the same export always gives the same bytes.
    ///
    /// # Errors
    /// [`io::ErrorKind::Unsupported`] for a format that is only read, and what the packing of archives reports.
    pub fn write(&self, export: &Export<'_>) -> io::Result<Vec<Part>> {
        self.write.ok_or_else(|| io::Error::from(io::ErrorKind::Unsupported))?(export)
    }
}

/// All formats, the commonest first.
pub fn formats() -> &'static [Format] {
    FORMATS
}

/// The format of that short name.
pub fn format(id: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.id == id)
}

/// The format of an archive with such entries.
pub fn recognise_archive(names: &[String]) -> Option<&'static Format> {
    FORMATS.iter().find(|format| matches!(format.look, Look::Archive(looks) if looks(names)))
}

/// The format that a text is in, by its content, then by its ending; `None` for a text that is just a text.
pub fn recognise(content: &str, ending: &str) -> Option<&'static Format> {
    let is_json = content.trim_start().starts_with(['{', '[']);
    let first = if is_json { json::first(content) } else { None };
    FORMATS.iter().filter(|format| format.can_read()).find(|format| match format.look {
        Look::ByName | Look::Archive(_) => false,
        Look::Json(looks) => first.as_ref().is_some_and(looks),
        Look::Text(looks) => !is_json && looks(content, ending),
    })
}

// The page only writes; what it never calls must not weigh on it.
#[cfg(feature = "engine")]
macro_rules! reader {
    ($read:path) => {
        Some($read)
    };
}
#[cfg(not(feature = "engine"))]
macro_rules! reader {
    ($read:path) => {
        None
    };
}
#[cfg(feature = "engine")]
macro_rules! archive {
    ($looks:path) => {
        Look::Archive($looks)
    };
}
#[cfg(not(feature = "engine"))]
macro_rules! archive {
    ($looks:path) => {
        Look::ByName
    };
}

static FORMATS: &[Format] = &[
    Format {
        id: "native",
        zh: "朱批 JSONL",
        en: "Zhupi JSON Lines",
        ending: "jsonl",
        carries: Carries::ALL,
        look: Look::Json(native::looks),
        read: reader!(native::read_input),
        write: Some(native::write_export),
    },
    #[cfg(feature = "engine")]
    Format {
        id: "package",
        zh: "项目包",
        en: "Project package",
        ending: "zhupi",
        carries: package::CARRIES,
        look: Look::Archive(package::looks),
        read: Some(package::read),
        write: Some(package::write),
    },
    Format {
        id: "doccano",
        zh: "doccano（无关系）",
        en: "doccano",
        ending: "jsonl",
        carries: doccano::SPANS,
        look: Look::Json(doccano::looks),
        read: reader!(doccano::read),
        write: Some(doccano::write_spans),
    },
    Format {
        id: "doccano-relations",
        zh: "doccano（含关系）",
        en: "doccano with relations",
        ending: "jsonl",
        carries: doccano::RELATIONS,
        look: Look::ByName,
        read: reader!(doccano::read),
        write: Some(doccano::write_relations),
    },
    Format {
        id: "label-studio",
        zh: "Label Studio",
        en: "Label Studio JSON",
        ending: "json",
        carries: label_studio::CARRIES,
        look: Look::Json(label_studio::looks),
        read: reader!(label_studio::read),
        write: Some(label_studio::write),
    },
    Format {
        id: "brat",
        zh: "brat 标注",
        en: "brat standoff",
        ending: "zip",
        carries: brat::CARRIES,
        look: archive!(brat::looks),
        read: reader!(brat::read),
        write: Some(brat::write),
    },
    Format {
        id: "bio",
        zh: "BIO（逐字）",
        en: "BIO by character",
        ending: "txt",
        carries: bio::CARRIES,
        look: Look::Text(bio::looks),
        read: reader!(bio::read),
        write: Some(bio::write_bio),
    },
    Format {
        id: "bioes",
        zh: "BIOES（逐字）",
        en: "BIOES by character",
        ending: "txt",
        carries: bio::CARRIES,
        look: Look::ByName,
        read: reader!(bio::read),
        write: Some(bio::write_bioes),
    },
    Format {
        id: "bmes",
        zh: "BMES（逐字）",
        en: "BMES by character",
        ending: "txt",
        carries: bio::CARRIES,
        look: Look::ByName,
        read: reader!(bio::read),
        write: Some(bio::write_bmes),
    },
    Format {
        id: "conll2003",
        zh: "CoNLL-2003（逐字）",
        en: "CoNLL-2003 by character",
        ending: "txt",
        carries: bio::CARRIES,
        look: Look::ByName,
        read: reader!(bio::read),
        write: Some(bio::write_conll2003),
    },
    Format {
        id: "spacy",
        zh: "spaCy",
        en: "spaCy JSON Lines",
        ending: "jsonl",
        carries: spacy::CARRIES,
        look: Look::Json(spacy::looks),
        read: reader!(spacy::read),
        write: Some(spacy::write),
    },
    Format {
        id: "huggingface",
        zh: "Hugging Face",
        en: "Hugging Face token classification",
        ending: "jsonl",
        carries: huggingface::CARRIES,
        look: Look::Json(huggingface::looks),
        read: reader!(huggingface::read),
        write: Some(huggingface::write),
    },
    Format {
        id: "prodigy",
        zh: "Prodigy",
        en: "Prodigy JSON Lines",
        ending: "jsonl",
        carries: prodigy::CARRIES,
        look: Look::Json(prodigy::looks),
        read: reader!(prodigy::read),
        write: Some(prodigy::write),
    },
    Format {
        id: "pubannotation",
        zh: "PubAnnotation",
        en: "PubAnnotation JSON",
        ending: "json",
        carries: pubannotation::CARRIES,
        look: Look::Json(pubannotation::looks),
        read: reader!(pubannotation::read),
        write: Some(pubannotation::write),
    },
    Format {
        id: "cluener",
        zh: "CLUENER",
        en: "CLUENER JSON Lines",
        ending: "jsonl",
        carries: cluener::CARRIES,
        look: Look::Json(cluener::looks),
        read: reader!(cluener::read),
        write: Some(cluener::write),
    },
    Format {
        id: "uie",
        zh: "PaddleNLP UIE",
        en: "PaddleNLP UIE JSON Lines",
        ending: "jsonl",
        carries: uie::CARRIES,
        look: Look::Json(uie::looks),
        read: reader!(uie::read),
        write: Some(uie::write),
    },
    Format {
        id: "uima-xmi",
        zh: "INCEpTION（UIMA XMI）",
        en: "UIMA CAS XMI for INCEpTION",
        ending: "zip",
        carries: uima::CARRIES,
        look: archive!(uima::looks_xmi_archive),
        read: reader!(uima::read_xmi),
        write: Some(uima::write_xmi),
    },
    Format {
        id: "uima-json",
        zh: "INCEpTION（CAS JSON）",
        en: "UIMA CAS JSON for INCEpTION",
        ending: "zip",
        carries: uima::CARRIES,
        look: archive!(uima::looks_json_archive),
        read: reader!(uima::read_json),
        write: Some(uima::write_json),
    },
    #[cfg(feature = "engine")]
    Format {
        id: "uima-xmi-file",
        zh: "UIMA XMI 单个文件",
        en: "UIMA CAS XMI, a single file",
        ending: "xmi",
        carries: uima::CARRIES,
        look: Look::Text(uima::looks_xmi),
        read: Some(uima::read_xmi),
        write: None,
    },
    #[cfg(feature = "engine")]
    Format {
        id: "uima-json-file",
        zh: "CAS JSON 单个文件",
        en: "UIMA CAS JSON, a single file",
        ending: "json",
        carries: uima::CARRIES,
        look: Look::Json(uima::looks_json),
        read: Some(uima::read_json),
        write: None,
    },
    Format {
        id: "w3c",
        zh: "W3C 网页标注",
        en: "W3C Web Annotation",
        ending: "zip",
        carries: w3c::CARRIES,
        look: archive!(w3c::looks),
        read: reader!(w3c::read),
        write: Some(w3c::write),
    },
    Format {
        id: "csv",
        zh: "标注表 CSV",
        en: "Table of marks, CSV",
        ending: "csv",
        carries: table::CARRIES,
        look: Look::ByName,
        read: None,
        write: Some(table::write_export),
    },
    #[cfg(feature = "engine")]
    Format {
        id: "xlsx",
        zh: "Excel 工作簿",
        en: "Excel workbook of marks, relations and tasks",
        ending: "xlsx",
        carries: xlsx::CARRIES,
        look: Look::ByName,
        read: None,
        write: Some(xlsx::write),
    },
    Format {
        id: "columns",
        zh: "表格导入（CSV）",
        en: "Columns of a table as documents, CSV",
        ending: "csv",
        carries: Carries::SPANS,
        look: Look::Text(columns::looks),
        read: reader!(columns::read),
        write: None,
    },
    #[cfg(feature = "engine")]
    Format {
        id: "columns-xlsx",
        zh: "表格导入（XLSX）",
        en: "Columns of a table as documents, XLSX",
        ending: "xlsx",
        carries: Carries::SPANS,
        look: Look::Archive(xlsx_read::looks),
        read: Some(xlsx_read::read),
        write: None,
    },
];
