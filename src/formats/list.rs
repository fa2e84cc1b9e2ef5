//! The formats there are, the commonest first.

use super::export::Carries;
use super::format::{Format, Look};
use super::{
    bio, brat, cluener, columns, doccano, huggingface, label_studio, native, prodigy, pubannotation, spacy, table, uie,
    uima, w3c, webanno,
};
#[cfg(feature = "engine")]
use super::{ledger_file, package, xlsx};

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

/// All formats, the commonest first.
pub(super) static FORMATS: &[Format] = &[
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
        id: "webanno",
        zh: "WebAnno TSV 3.3",
        en: "WebAnno TSV 3.3",
        ending: "zip",
        carries: webanno::CARRIES,
        look: Look::ByName,
        read: None,
        write: Some(webanno::write),
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
    #[cfg(feature = "engine")]
    Format {
        id: "ledger-csv",
        zh: "任务分解表 CSV",
        en: "Task ledger, CSV",
        ending: "csv",
        carries: Carries::ALL,
        look: Look::ByName,
        read: None,
        write: Some(ledger_file::write_csv),
    },
    #[cfg(feature = "engine")]
    Format {
        id: "ledger-xlsx",
        zh: "任务分解表 Excel",
        en: "Task ledger, Excel",
        ending: "xlsx",
        carries: Carries::ALL,
        look: Look::ByName,
        read: None,
        write: Some(ledger_file::write_xlsx),
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
        look: Look::Archive(xlsx::looks),
        read: Some(xlsx::read),
        write: None,
    },
];
